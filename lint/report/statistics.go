package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/cuoci/cuoci/lint"
)

// RuleCount counts the findings of one rule. Its JSON names are those of the
// format, version 1.
type RuleCount struct {
	Rule        string `json:"rule"`
	Total       int    `json:"total"`
	Errors      int    `json:"errors"`
	Warnings    int    `json:"warnings"`
	Suggestions int    `json:"suggestions"`

	Title string `json:"-"` // in the findings' language
}

// Statistics counts findings by rule. The zero value is ready.
type Statistics struct{ rules map[string]*RuleCount }

// Add counts the findings of a result that are not suppressed.
func (s *Statistics) Add(r lint.Result) {
	for i := range r.Findings {
		if f := &r.Findings[i]; f.Suppressed == nil {
			s.add(f)
		}
	}
}

func (s *Statistics) add(f *lint.Finding) {
	c := s.rules[f.Rule]
	if c == nil {
		if s.rules == nil {
			s.rules = map[string]*RuleCount{}
		}
		c = &RuleCount{Rule: f.Rule, Title: f.Title}
		s.rules[f.Rule] = c
	}
	c.Total++
	switch f.Level {
	case lint.Error:
		c.Errors++
	case lint.Warning:
		c.Warnings++
	case lint.Suggestion:
		c.Suggestions++
	case lint.Off:
	}
}

// Counts lists the rules that have findings, the most frequent first.
func (s *Statistics) Counts() []RuleCount {
	list := make([]RuleCount, 0, len(s.rules))
	for _, c := range s.rules {
		list = append(list, *c)
	}
	slices.SortFunc(list, func(a, b RuleCount) int {
		return cmp.Or(cmp.Compare(b.Total, a.Total), strings.Compare(a.Rule, b.Rule))
	})
	return list
}

// statistics writes the table of counts.
func (t *textWriter) statistics(counts []RuleCount) {
	if len(counts) == 0 {
		return
	}
	rows := [][]string{t.labels.counted[:]}
	for _, c := range counts {
		rows = append(rows, []string{visible(c.Rule), fmt.Sprint(c.Total), fmt.Sprint(c.Errors), fmt.Sprint(c.Warnings), fmt.Sprint(c.Suggestions)})
	}
	width := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			width[i] = max(width[i], t.ruler.columns(cell))
		}
	}
	if !t.o.Quiet {
		t.buf.WriteByte('\n') // below the closing line
	}
	for _, row := range rows {
		for i, cell := range row {
			pad := strings.Repeat(" ", width[i]-t.ruler.columns(cell))
			if i == 0 {
				t.buf.WriteString(cell + pad)
			} else {
				t.buf.WriteString("  " + pad + cell)
			}
		}
		t.buf.WriteByte('\n')
	}
}
