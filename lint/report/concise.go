package report

import (
	"fmt"
	"io"

	"github.com/cuoci/cuoci/lint"
)

// conciseWriter writes a line a finding and nothing else, for editors and grep:
//
//	draft.txt:1:4: error negative/cannot what the customer will hear
//
// The names of levels are the same in every language.
type conciseWriter struct {
	out   buffer
	theme *theme
}

func newConciseWriter(w io.Writer, o Options) *conciseWriter {
	return &conciseWriter{out: buffer{w: w}, theme: newTheme(o.Color)}
}

func (c *conciseWriter) Result(r lint.Result) error {
	for i := range r.Findings {
		c.out.buf.WriteString(conciseLine(&r.Findings[i], c.theme) + "\n")
	}
	return c.out.flush()
}

func (c *conciseWriter) Close(Summary) error { return c.out.flush() }

// conciseLine is a finding on one line.
func conciseLine(f *lint.Finding, t *theme) string {
	var c columns
	at := c.area(f)
	return fmt.Sprintf("%s:%d:%d: %s %s %s%s", visible(f.Path), at.line, max(at.column, 1),
		t.level(f.Level).Sprint(f.Level), t.rule.Sprint(f.Rule), cellMark(f), shorten(firstSentence(f.Message)))
}
