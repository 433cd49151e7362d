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
	// By is what conversations are grouped by. Text, CSV and Markdown then show
	// groups in place of conversations.
	By By
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
	switch f {
	case Text:
		return newText(w, card, o), nil
	case JSON:
		return &jsonWriter{w: w, lang: o.Lang}, nil
	case JSONL:
		return &jsonlWriter{w: w, lang: o.Lang}, nil
	case CSV:
		return newCSV(w, card, o), nil
	case Markdown:
		return newMarkdown(w, card, o), nil
	}
	return nil, fmt.Errorf("unknown format %q: allowed are %s", f, strings.Join(Formats(), ", "))
}
