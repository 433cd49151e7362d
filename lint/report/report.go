// Package report writes what a linter found: as text for a person, and as JSON
// or JSON Lines for programs.
//
// A Writer takes the results of a run in their order and writes them as they
// come, so that memory does not grow with the number of documents; the summary
// is written last. Offsets are bytes of the file, columns are code points, both
// as [lint.Finding] has them.
package report

import (
	"fmt"
	"io"

	"github.com/cuoci/cuoci/lint"
)

// Format is the name of an output format.
type Format string

// The formats.
const (
	Text  Format = "text"  // for a person, with the source line and carets
	JSON  Format = "json"  // one object, version 1
	JSONL Format = "jsonl" // one object a line, each with a "type"
)

// Formats lists the formats in the order in which help shows them.
func Formats() []string { return []string{string(Text), string(JSON), string(JSONL)} }

// Writer writes the results of one run. It is not safe for concurrent use.
type Writer interface {
	// Result writes what came of one document. A document may come in several
	// results, one after the other.
	Result(r lint.Result) error
	// Close writes the summary and what else stands at the end. It does not
	// close what is written to. No other method may be called after it.
	Close(s Summary) error
}

// Options say how a report looks. The machine formats heed none of them.
type Options struct {
	Lang    string // zh (default) or en, the language of labels; the findings bring their own
	Color   bool   // ANSI colours
	Explain bool   // pattern, words and conditions of each finding
	Quiet   bool   // findings only, no closing count
	Width   int    // columns to fit source lines into; 0 means 100
	// WideAmbiguous counts characters whose width depends on the terminal
	// (“ ” … ·) as two columns, as some East Asian terminals show them.
	WideAmbiguous bool
}

// New returns a writer of format f to w. Every call of w.Write hands over whole
// lines.
func New(f Format, w io.Writer, o Options) (Writer, error) {
	switch f {
	case Text:
		return newTextWriter(w, o), nil
	case JSON:
		return newJSONWriter(w), nil
	case JSONL:
		return newJSONLWriter(w), nil
	}
	return nil, fmt.Errorf("unknown format %q: allowed are text, json, jsonl", f)
}
