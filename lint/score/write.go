package score

import (
	"fmt"
	"io"
	"strings"
)

// Format is the name of an output format.
type Format string

// The formats.
const (
	Text     Format = "text"     // for a person, at a terminal
	JSON     Format = "json"     // one object
	JSONL    Format = "jsonl"    // one object a line, each with a "type"
	CSV      Format = "csv"      // a line a conversation, or a group
	Markdown Format = "markdown" // for a comment or a page
)

// Options say how a report looks. The zero value will do.
type Options struct {
	Lang    string // zh (default) or en
	Color   bool   // of text: ANSI colours
	Explain bool   // of text and markdown: every number with its evidence
	Quiet   bool   // of text: no closing count
	Width   int    // of text: columns; 0 means 100
	Version string // of the program; empty when not known
}

// Formats lists the formats in the order in which help shows them.
func Formats() []string {
	all := []Format{Text, JSON, JSONL, CSV, Markdown}
	names := make([]string, len(all))
	for i, f := range all {
		names[i] = string(f)
	}
	return names
}

// New returns a writer of format f to w, for conversations that were scored by
// card. A writer gets names replaced and data masked already, where that was
// asked for.
func New(f Format, w io.Writer, card *Card, o Options) (Writer, error) {
	return nil, fmt.Errorf("unknown format %q: allowed are %s", f, strings.Join(Formats(), ", "))
}
