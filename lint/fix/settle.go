package fix

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/cuoci/cuoci/lint"
	"github.com/cuoci/cuoci/lint/source"
	"github.com/cuoci/cuoci/rules"
)

// settle keeps, of each conversation, the changes after which nothing is found
// that was not there before; the others are withdrawn, each with what was found.
func (f *fixer) settle(doc *document, lists [][]Change) (kept, withdrawn []Change) {
	for i, list := range lists {
		if len(list) == 0 {
			continue
		}
		t := f.trial(doc, i)
		var settle func(base, more []Change) []Change
		settle = func(base, more []Change) []Change {
			all := slices.Concat(base, more)
			why := t.added(all)
			switch {
			case len(why) == 0:
				return all
			case len(more) == 1:
				more[0].Why = why
				withdrawn = append(withdrawn, more[0])
				return base
			}
			half := len(more) / 2
			return settle(settle(base, more[:half]), more[half:])
		}
		kept = append(kept, settle(nil, list)...)
	}
	return kept, withdrawn
}

// trial checks a conversation with changes made, without the file.
type trial struct {
	*fixer
	conv     *source.Conversation
	before   []lint.Finding
	findings map[*lint.Finding]int // of a finding of the document: the same in before
}

func (f *fixer) trial(doc *document, conv int) *trial {
	t := &trial{fixer: f, conv: doc.convs[conv], findings: map[*lint.Finding]int{}}
	t.before = f.checker.Conversation(f.options.Path, edited(t.conv, nil))
	next := 0
	for i := range doc.findings[conv] {
		x := &doc.findings[conv][i]
		for k := next; k < len(t.before); k++ {
			if y := &t.before[k]; x.Rule == y.Rule && x.Turn == y.Turn && x.Match == y.Match && x.Sentence == y.Sentence {
				t.findings[x], next = k, k+1
				break
			}
		}
	}
	return t
}

// edited is a conversation with changes made to its texts, which have no place
// in a file any more.
func edited(conv *source.Conversation, changes []Change) *source.Conversation {
	c := *conv
	c.Turns = slices.Clone(conv.Turns)
	for i := range c.Turns {
		c.Turns[i].Text = source.NewText(splice(conv.Turns[i].Text.String(), editsOf(changes, i)))
	}
	return &c
}

// editsOf are the edits of a turn, in order.
func editsOf(changes []Change, turn int) []lint.Edit {
	var list []lint.Edit
	for i := range changes {
		if changes[i].turn == turn {
			list = append(list, changes[i].edits()...)
		}
	}
	slices.SortFunc(list, func(x, y lint.Edit) int { return cmp.Compare(x.From, y.From) })
	return list
}

// splice makes edits, sorted and disjoint, to the text of a turn.
func splice(text string, edits []lint.Edit) string {
	var out strings.Builder
	at := 0
	for _, e := range edits {
		out.WriteString(text[at:e.From])
		out.WriteString(e.Text)
		at = e.To
	}
	out.WriteString(text[at:])
	return out.String()
}

// shift is where an offset of a turn's text is behind edits; inside of one, at
// its end.
func shift(off int, edits []lint.Edit) int {
	by := 0
	for _, e := range edits {
		if off <= e.From {
			break
		}
		if off < e.To {
			return e.From + by + len(e.Text)
		}
		by += len(e.Text) - (e.To - e.From)
	}
	return off + by
}

// added says what is found with changes made and was not there before: a finding
// at another place, or one that should be gone. A finding that was there and is
// graver now is none.
func (t *trial) added(changes []Change) []string {
	after := t.checker.Conversation(t.options.Path, edited(t.conv, changes))
	fixed := map[int]bool{}
	for i := range changes {
		if k, ok := t.findings[changes[i].Finding]; ok {
			fixed[k] = true
		}
	}
	places := t.places(changes)
	used := make([]bool, len(t.before))
	var fresh []*lint.Finding // found at another place
	var why []string
	for i := range after {
		a := &after[i]
		if a.Suppressed != nil {
			continue // it is right here
		}
		k := t.same(a, places, used, fixed)
		if k < 0 {
			fresh = append(fresh, a)
			continue
		}
		used[k] = true
		if fixed[k] {
			why = append(why, describe(a))
		}
	}
	for k := range t.before {
		// What counts, or compares, speaks of one place among many: of another one then.
		if used[k] || fixed[k] && !t.counts(t.before[k].Rule) {
			continue
		}
		if i := slices.IndexFunc(fresh, func(f *lint.Finding) bool { return f.Rule == t.before[k].Rule }); i >= 0 {
			fresh = slices.Delete(fresh, i, i+1)
		}
	}
	for _, f := range fresh {
		why = append(why, describe(f))
	}
	return why
}

// places are where what was found before stands behind changes.
func (t *trial) places(changes []Change) []source.Span {
	byTurn := map[int][]lint.Edit{}
	out := make([]source.Span, len(t.before))
	for k := range t.before {
		b := &t.before[k]
		edits, known := byTurn[b.Turn-1]
		if !known {
			edits = editsOf(changes, b.Turn-1)
			byTurn[b.Turn-1] = edits
		}
		out[k] = source.Span{Start: shift(b.Start.Offset, edits), End: shift(b.End.Offset, edits)}
	}
	return out
}

// same finds what a finding was before the changes, which moved it to one of some
// places; -1 where it is another one.
func (t *trial) same(a *lint.Finding, places []source.Span, used []bool, fixed map[int]bool) int {
	for k := range t.before {
		b := &t.before[k]
		if used[k] || b.Rule != a.Rule || b.Turn != a.Turn {
			continue
		}
		start, end := places[k].Start, places[k].End
		if a.Start.Offset < end && start < a.End.Offset || !fixed[k] && a.Start.Offset <= end && start <= a.End.Offset {
			return k
		}
	}
	return -1
}

// counts tells whether a rule speaks of one place for the sake of others.
func (t *trial) counts(rule string) bool {
	r := t.rules[rule]
	return r != nil && r.Kind != rules.Avoid
}

func describe(f *lint.Finding) string { return fmt.Sprintf("%s %q", f.Rule, f.Match) }
