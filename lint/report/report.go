// Package report writes what a linter found: as text for a person, as JSON or
// JSON Lines for programs, and in the formats of code hosts, review bots and
// continuous integration.
//
// A Writer takes the results of a run in their order and writes them as they
// come, so that memory does not grow with the number of documents; the summary
// is written last. Two formats hold something back: JUnit the findings of the
// document at hand, since their number stands before them, and Markdown as much
// as fits into a comment.
//
// Offsets are bytes of the file. Columns are code points, as [lint.Finding] has
// them, but for the consumers that count otherwise: SARIF counts UTF-16 units
// and says so, the format of reviewdog bytes of UTF-8.
package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/cuoci/cuoci/lint"
	"github.com/cuoci/cuoci/rules"
)

// Format is the name of an output format.
type Format string

// The formats.
const (
	Text       Format = "text"       // for a person, with the source line and carets
	Concise    Format = "concise"    // a line a finding
	JSON       Format = "json"       // one object, version 1
	JSONL      Format = "jsonl"      // one object a line, each with a "type"
	SARIF      Format = "sarif"      // SARIF 2.1.0, for code scanning
	GitHub     Format = "github"     // workflow commands of GitHub Actions
	GitLab     Format = "gitlab"     // GitLab Code Quality
	RDJSONL    Format = "rdjsonl"    // Reviewdog Diagnostic Format, one diagnostic a line
	Checkstyle Format = "checkstyle" // Checkstyle XML
	JUnit      Format = "junit"      // JUnit XML
	Markdown   Format = "markdown"   // for a comment on a pull request
)

// Formats lists the formats in the order in which help shows them.
func Formats() []string {
	all := []Format{Text, Concise, JSON, JSONL, SARIF, GitHub, GitLab, RDJSONL, Checkstyle, JUnit, Markdown}
	names := make([]string, len(all))
	for i, f := range all {
		names[i] = string(f)
	}
	return names
}

// HoldsStatistics reports whether a report in format f shows the counts of rules
// when the summary has them. Markdown shows them always.
func (f Format) HoldsStatistics() bool {
	switch f {
	case Text, JSON, JSONL, Markdown:
		return true
	case Concise, SARIF, GitHub, GitLab, RDJSONL, Checkstyle, JUnit:
	}
	return false
}

// HoldsEdits reports whether a report in format f carries the edits of
// suggestions, which have to be worked out for it.
func (f Format) HoldsEdits() bool {
	switch f {
	case JSON, JSONL, SARIF, RDJSONL:
		return true
	case Text, Concise, GitHub, GitLab, Checkstyle, JUnit, Markdown:
	}
	return false
}

// Writer writes the results of one run. It is not safe for concurrent use.
type Writer interface {
	// Result writes what came of one document. A document may come in several
	// results, one after the other.
	Result(r lint.Result) error
	// Close writes the summary and what else stands at the end. It does not
	// close what is written to. No other method may be called after it.
	Close(s Summary) error
}

// Options say how a report looks. The zero value will do.
type Options struct {
	Lang string // zh (default) or en, the language of labels; the findings bring their own

	// Of text, and Color of concise.
	Color   bool // ANSI colours
	Explain bool // pattern, words and conditions of each finding
	Quiet   bool // findings only, no closing count
	Width   int  // columns to fit source lines into; 0 means 100
	// WideAmbiguous counts characters whose width depends on the terminal
	// (“ ” … ·) as two columns, as some East Asian terminals show them.
	WideAmbiguous bool

	Version   string                         // of the program, for SARIF; empty when not known
	Rule      func(id string) *rules.RuleDoc // what SARIF tells of a rule; it may be nil or return nil
	Tolerated lint.Level                     // up to this level a finding is no failure in JUnit; Off: each is one
}

// New returns a writer of format f to w. Every call of w.Write hands over whole
// lines. Findings that are suppressed are left out by all formats but JSON, JSON
// Lines and SARIF.
func New(f Format, w io.Writer, o Options) (Writer, error) {
	switch f {
	case Text:
		return counting{newTextWriter(w, o)}, nil
	case Concise:
		return counting{newConciseWriter(w, o)}, nil
	case JSON:
		return newJSONWriter(w), nil
	case JSONL:
		return newJSONLWriter(w), nil
	case SARIF:
		return newSARIFWriter(w, o), nil
	case GitHub:
		return counting{newGitHubWriter(w, o)}, nil
	case GitLab:
		return counting{newGitLabWriter(w, o)}, nil
	case RDJSONL:
		return counting{newRDJSONLWriter(w, o)}, nil
	case Checkstyle:
		return counting{newCheckstyleWriter(w, o)}, nil
	case JUnit:
		return counting{newJUnitWriter(w, o)}, nil
	case Markdown:
		return counting{newMarkdownWriter(w, o)}, nil
	}
	return nil, fmt.Errorf("unknown format %q: allowed are %s", f, strings.Join(Formats(), ", "))
}
