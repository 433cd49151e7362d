package report

import (
	"slices"

	"github.com/cuoci/cuoci/lint"
)

// counting hands on the findings that count: its format has no way to say that
// one is suppressed.
type counting struct{ Writer }

// Result leaves the suppressed findings out.
func (c counting) Result(r lint.Result) error {
	suppressed := func(f lint.Finding) bool { return f.Suppressed != nil }
	if slices.ContainsFunc(r.Findings, suppressed) {
		// Other reports are written from the same list.
		r.Findings = slices.DeleteFunc(slices.Clone(r.Findings), suppressed)
	}
	return c.Writer.Result(r)
}
