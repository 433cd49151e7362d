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
	out     buffer
	columns columns
	theme   *theme
}

func newConciseWriter(w io.Writer, o Options) *conciseWriter {
	return &conciseWriter{out: buffer{w: w}, theme: newTheme(o.Color)}
}

func (c *conciseWriter) Result(r lint.Result) error {
	for i := range r.Findings {
		f := &r.Findings[i]
		at := c.columns.area(f)
		fmt.Fprintf(&c.out.buf, "%s:%d:%d: %s %s %s%s\n", visible(f.Path), at.line, max(at.column, 1),
			c.theme.level(f.Level).Sprint(f.Level), c.theme.rule.Sprint(f.Rule), cellMark(f), firstSentence(f.Message))
	}
	return c.out.flush()
}

func (c *conciseWriter) Close(Summary) error { return c.out.flush() }
