package fix

import (
	"cmp"
	"slices"

	"github.com/cuoci/cuoci/lint"
	"github.com/cuoci/cuoci/rules"
)

// choose are the changes that are wanted, disjoint, by the conversation.
func (f *fixer) choose(doc *document, out *Result) [][]Change {
	out.NoPlace = 0
	lists := make([][]Change, len(doc.convs))
	for i := range doc.convs {
		var list []Change
		for k := range doc.findings[i] {
			finding := &doc.findings[i][k]
			if !doc.wanted[i][k] {
				continue
			}
			if c, ok := f.offer(finding, out); ok {
				c.conv, c.turn = i, finding.Turn-1
				list = append(list, c)
			}
		}
		slices.SortStableFunc(list, func(x, y Change) int {
			return cmp.Or(cmp.Compare(x.turn, y.turn), cmp.Compare(x.edits()[0].From, y.edits()[0].From))
		})
		for _, c := range list {
			if !slices.ContainsFunc(lists[i], func(x Change) bool { return x.turn == c.turn && overlap(x.edits(), c.edits()) }) &&
				f.asked(&c) {
				lists[i] = append(lists[i], c)
			}
		}
	}
	return lists
}

// offer is what can be made of a finding: its first suggestion that has edits.
func (f *fixer) offer(finding *lint.Finding, out *Result) (Change, bool) {
	for i := range finding.Suggestions {
		s := &finding.Suggestions[i]
		if s.Safety == rules.Display || s.Safety == rules.Review && !f.Review {
			continue
		}
		detached := finding.Location != nil && finding.Location.Detached
		switch {
		case len(s.Edits) == 0 && s.Fix == 0:
			continue // a sentence to be written
		case len(s.Edits) == 0, detached && finding.Location.Cell == "":
			out.NoPlace++
			return Change{}, false
		}
		return Change{Finding: finding, Suggestion: s}, true
	}
	return Change{}, false
}

// asked tells whether a change is wanted.
func (f *fixer) asked(c *Change) bool {
	if f.Choose == nil {
		return true
	}
	r := refusal{c.Finding.Rule, c.conv, c.turn, c.edits()[0].From}
	if slices.Contains(f.refused, r) {
		return false
	}
	if f.Choose(c) {
		return true
	}
	f.refused = append(f.refused, r)
	return false
}

func (c *Change) edits() []lint.Edit { return c.Suggestion.Edits }

// overlap tells whether two lists of edits of one turn have a byte in common.
func overlap(x, y []lint.Edit) bool {
	for i := range x {
		for k := range y {
			if x[i].From < y[k].To && y[k].From < x[i].To || x[i].From == y[k].From {
				return true
			}
		}
	}
	return false
}
