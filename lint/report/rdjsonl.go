package report

import (
	"io"

	"github.com/cuoci/cuoci/lint"
)

// rdjsonlWriter writes Reviewdog Diagnostic Format, a diagnostic a line. Columns
// are bytes of UTF-8, a byte order mark counted.
type rdjsonlWriter struct {
	out     buffer
	columns columns
	words   *words
	plain   *theme
}

type rdDiagnostic struct {
	Message  string      `json:"message"`
	Location rdLocation  `json:"location"`
	Severity string      `json:"severity"`
	Source   rdSource    `json:"source"`
	Code     rdCode      `json:"code"`
	Original string      `json:"original_output,omitempty"` // what the local reporter prints
	Related  []rdRelated `json:"related_locations,omitempty"`

	Suggestions []rdSuggestion `json:"suggestions,omitempty"`
}

type rdSuggestion struct {
	Range rdRange `json:"range"`
	Text  string  `json:"text"`
}

type rdLocation struct {
	Path  string   `json:"path"`
	Range *rdRange `json:"range,omitempty"`
}

type rdRange struct {
	Start rdPosition  `json:"start"`
	End   *rdPosition `json:"end,omitempty"`
}

type rdPosition struct {
	Line   int `json:"line"`
	Column int `json:"column,omitempty"`
}

type rdSource struct {
	Name string `json:"name"`
	URL  string `json:"url"`
}

type rdCode struct {
	Value string `json:"value"`
}

type rdRelated struct {
	Message  string     `json:"message"`
	Location rdLocation `json:"location"`
}

func newRDJSONLWriter(w io.Writer, o Options) *rdjsonlWriter {
	return &rdjsonlWriter{out: buffer{w: w}, columns: columns{unit: utf8Bytes}, words: newWords(o.Lang), plain: newTheme(false)}
}

func (d *rdjsonlWriter) Result(r lint.Result) error {
	for i := range r.Findings {
		if err := d.finding(&r.Findings[i]); err != nil {
			return err
		}
	}
	if r.Err != nil {
		e := toError(r.Path, r.Err)
		at := rdLocation{Path: slashed(e.Path)}
		if e.Line > 0 { // the column is in code points, and its line is not to be had
			at.Range = &rdRange{Start: rdPosition{Line: e.Line}}
		}
		if err := d.out.jsonLine(d.diagnostic(failure(e), at, "ERROR", unread)); err != nil {
			return err
		}
	}
	return d.out.flush()
}

func (d *rdjsonlWriter) Close(Summary) error { return d.out.flush() }

func (d *rdjsonlWriter) finding(f *lint.Finding) error {
	at := d.columns.area(f)
	place := &rdRange{Start: rdPosition{at.line, at.column}}
	if at.column > 0 {
		place.End = &rdPosition{at.endLine, at.endColumn}
	}
	severity := "INFO"
	switch f.Level {
	case lint.Error:
		severity = "ERROR"
	case lint.Warning:
		severity = "WARNING"
	case lint.Suggestion, lint.Off:
	}
	path := slashed(f.Path)
	one := d.diagnostic(d.words.message(f, "\n"), rdLocation{path, place}, severity, f.Rule)
	one.Original = conciseLine(f, d.plain)
	if t := f.Evidence.Trigger; t != nil && !detached(f) {
		one.Related = []rdRelated{{d.words.quoted(t.Match), rdLocation{path, &rdRange{Start: rdPosition{Line: t.Start.Line}}}}}
	}
	for i := range f.Suggestions {
		if s, ok := d.suggestion(f, f.Suggestions[i].Edits); ok {
			one.Suggestions = append(one.Suggestions, s)
		}
	}
	return d.out.jsonLine(one)
}

// suggestion writes edits as one, which is all that this format has: with what
// stands between them. ok is false where they do not stand in one line.
func (d *rdjsonlWriter) suggestion(f *lint.Finding, edits []lint.Edit) (s rdSuggestion, ok bool) {
	behind := 0
	for i := range edits {
		e := &edits[i]
		at, ok := d.columns.edit(f, e)
		if !ok || i > 0 && e.Start.Line != edits[i-1].Start.Line {
			return s, false
		}
		start := characters(e.Line, e.Start.Column-1)
		if i == 0 {
			s.Range.Start = rdPosition{at.line, at.column}
		} else {
			s.Text += e.Line[behind:start]
		}
		s.Text += e.Written
		s.Range.End = &rdPosition{at.endLine, at.endColumn}
		behind = characters(e.Line, e.End.Column-1)
	}
	return s, len(edits) > 0
}

func (d *rdjsonlWriter) diagnostic(message string, at rdLocation, severity, rule string) *rdDiagnostic {
	return &rdDiagnostic{Message: message, Location: at, Severity: severity, Source: rdSource{toolName, toolURL}, Code: rdCode{rule}}
}

// What the program is called in reports, and where it is at home.
const (
	toolName = "cuoci"
	toolURL  = "https://github.com/cuoci/cuoci"
)
