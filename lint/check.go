package lint

import (
	"cmp"
	"slices"
	"strings"

	"github.com/cuoci/cuoci/lint/pattern"
	"github.com/cuoci/cuoci/lint/segment"
	"github.com/cuoci/cuoci/lint/source"
	"github.com/cuoci/cuoci/lint/zh"
	"github.com/cuoci/cuoci/rules"
)

// checker judges one conversation after another. It belongs to one goroutine.
type checker struct {
	*Linter
	seg     *segment.Segmenter
	alone   *pattern.Matcher // of lone texts
	matcher *pattern.Matcher // of the first turn of a dialogue; those of other turns are its forks
	turns   []*turn
	free    []*turn
	dialog  bool
	found   []place              // of this conversation, in the order of the rules
	byRule  [][]int32            // of each rule: indexes into found
	held    []holding            // conditions that held for the place being judged, when explained
	missed  []missed             // rules that this conversation gives no ground to judge
	plain   *strings.Replacer    // figures in a form that can be compared; made when first needed
	figures map[int]*firstFigure // of each consistent marker: what the lone texts of the document named first
	wanted  []int                // markers that a Judge looks for
	units   []unit               // of the agent's words, while a repeat rule looks at them
	out     writer
	activity

	directed    directed
	allowedHere []*allowed // phrases that are right in the document that is being checked
}

// place is a finding before it is written out.
type place struct {
	rule     int
	turn     int
	start    int // folded
	end      int
	pattern  string
	level    Level
	trigger  *spot    // what called for the finding
	origin   *Trigger // the same, where it stands in an earlier conversation
	missing  []string // shared by all findings of the rule
	absorbed []int    // rules
	held     []string
	gone     bool // another finding absorbed it

	suppressed *Suppression
}

func (l *Linter) newChecker() *checker {
	return &checker{Linter: l, seg: segment.NewSegmenter(l.dict), byRule: make([][]int32, len(l.rules))}
}

// eager are the markers that are looked for in every turn: those of the rules
// that run and of their triggers; in lone texts, of the rules that can speak there.
func (l *Linter) eager(dialog bool) []int {
	list := []int{}
	for i := range l.rules {
		if r := &l.rules[i]; l.runs(i, dialog) {
			list = append(list, r.Markers...)
			list = append(list, r.AtOnce...)
			switch {
			case !dialog && len(r.Trigger.Draft) > 0:
				list = append(list, r.Trigger.Draft...)
			case dialog || r.Trigger.Speaker != rules.Customer:
				list = append(list, r.Trigger.Markers...)
			}
		}
	}
	return list
}

// runs tells whether a rule is judged in a dialogue, or in a lone text.
func (l *Linter) runs(rule int, dialog bool) bool {
	return l.needed[rule] && (dialog || !l.dialogs[rule])
}

// check judges a conversation; the places are valid until the next call.
func (c *checker) check(conv *source.Conversation) []place {
	c.reset(conv)
	if !c.stir() {
		return nil
	}
	for i := range c.looking {
		switch r := &c.rules[i]; r.Kind {
		case rules.Avoid:
			c.avoid(i, r)
		case rules.Require:
			c.require(i, r)
		case rules.Limit:
			c.limit(i, r)
		case rules.Order:
			c.order(i, r)
		case rules.Repeat:
			c.repeat(i, r)
		case rules.Consistent:
			c.consistent(i, r)
		}
	}
	c.allow()
	c.absorb()
	c.suppress()
	kept := c.found[:0]
	for _, p := range c.found {
		if !p.gone && p.level >= c.level {
			kept = append(kept, p)
		}
	}
	slices.SortStableFunc(kept, func(x, y place) int {
		return cmp.Or(cmp.Compare(x.turn, y.turn), cmp.Compare(x.start, y.start), cmp.Compare(x.rule, y.rule))
	})
	return kept
}

// reset turns to another conversation.
func (c *checker) reset(conv *source.Conversation) {
	c.free = append(c.free, c.turns...)
	c.turns = c.turns[:0]
	if c.dialog != conv.Dialog {
		c.dialog, c.free = conv.Dialog, nil // they look for other markers
	}
	for i := range conv.Turns {
		t := c.newTurn()
		t.src, t.index, t.ready, t.head, t.tail = &conv.Turns[i], i, false, 0, 0
		clear(t.content)
		t.speaker, t.system = rules.Agent, false
		switch t.src.Speaker {
		case source.Customer:
			t.speaker = rules.Customer
		case source.System:
			t.system = true
		case source.Unknown:
			// In a dialogue nobody knows whose words these are: they are not flagged.
			t.system = conv.Dialog
		case source.Agent:
		}
		c.turns = append(c.turns, t)
	}
	c.found, c.missed = c.found[:0], c.missed[:0]
	for i := range c.byRule {
		c.byRule[i] = c.byRule[i][:0]
	}
}

func (c *checker) newTurn() *turn {
	if n := len(c.free); n > 0 {
		t := c.free[n-1]
		c.free = c.free[:n-1]
		return t
	}
	first := &c.alone
	if c.dialog {
		first = &c.matcher
	}
	if *first == nil {
		*first = pattern.NewMatcher(c.set.Patterns, c.seg, append(c.eager(c.dialog), c.wanted...))
		return &turn{matcher: *first}
	}
	return &turn{matcher: (*first).Fork()}
}

// flagged are the turns that a rule may flag.
func (c *checker) flagged(r *rules.Rule, t *turn) bool {
	return !t.system && (r.Speaker == rules.Anyone || t.speaker == r.Speaker)
}

// avoid finds the places where a rule's markers are.
func (c *checker) avoid(id int, r *rules.Rule) {
	for _, t := range c.turns {
		if !c.flagged(r, t) {
			continue
		}
		first := len(c.found)
		for _, m := range r.Markers {
			if !t.possible(m) {
				continue
			}
			for _, h := range c.hitsWhere(t, m, r.Where) {
				p := c.placeOf(t, m, h)
				p.rule = id
				if c.holds(r, t, &p) {
					c.found = append(c.found, p)
				}
			}
		}
		if r.Interrupts {
			c.interrupts(id, r, t)
		}
		if len(r.Markers) > 1 || r.Interrupts {
			c.found = disjoint(c.found, first)
		}
		for i := first; i < len(c.found); i++ {
			c.byRule[id] = append(c.byRule[id], int32(i))
		}
	}
}

// placeOf is the place of a hit of a marker, for any rule.
func (c *checker) placeOf(t *turn, marker int, h pattern.Hit) place {
	return place{turn: t.index, start: h.Start, end: h.End, pattern: c.set.Patterns.Patterns(marker)[h.Pattern]}
}

// add notes a finding of a rule.
func (c *checker) add(p place) {
	c.byRule[p.rule] = append(c.byRule[p.rule], int32(len(c.found)))
	c.found = append(c.found, p)
}

// disjoint sorts the places from first on and drops those that overlap an
// earlier one.
func disjoint(all []place, first int) []place {
	slices.SortStableFunc(all[first:], func(x, y place) int {
		return cmp.Or(cmp.Compare(x.start, y.start), cmp.Compare(y.end, x.end))
	})
	n := first
	for _, p := range all[first:] {
		if n > first && p.start < all[n-1].end {
			continue
		}
		all[n] = p
		n++
	}
	return all[:n]
}

// holds judges all conditions of a rule at a place, and settles its level.
func (c *checker) holds(r *rules.Rule, t *turn, p *place) bool {
	c.held = c.held[:0]
	if !c.stands(t, p.start, p.end, r.Where) {
		return false
	}
	if r.After != nil && !c.cond(r.After, t, p) || r.Before != nil && !c.cond(r.Before, t, p) {
		return false
	}
	if !c.all(r.When, t, p) {
		return false
	}
	if c.any(r.Unless, t, p) || !c.assessed(p.rule, r, t, p) {
		return false
	}
	p.level = c.levels[p.rule]
	for i := range r.Lower {
		if r.Lower[i].Level < p.level && c.all(r.Lower[i].When, t, p) {
			p.level = r.Lower[i].Level
			break
		}
	}
	if c.explain {
		p.held = c.describe()
	}
	return true
}

// stretch names the stretch of a scope that holds a place: a span of a turn, or
// the first turn of several.
func (c *checker) stretch(s rules.Scope, t *turn, start, end int) (span zh.Span, group int) {
	switch s {
	case rules.ScopeMatch:
		return zh.Span{Start: start, End: end}, t.index
	case rules.ScopeClause:
		return t.clause(start, end), t.index
	case rules.ScopeSentence:
		return t.sentence(start, end, 0), t.index
	case rules.ScopeRun, rules.ScopePrevious, rules.ScopeNext, rules.ScopeFirst, rules.ScopeLast:
		first, _ := c.run(t.index)
		return zh.Span{}, first
	case rules.ScopeConversation:
		return zh.Span{}, 0
	case rules.ScopeTurn:
	}
	return zh.Span{}, t.index
}

// absorb lets the most specific finding on a place speak: findings of rules
// that it absorbs, on an overlapping place of the same turn, are taken in.
func (c *checker) absorb() {
	for i := range c.found {
		p := &c.found[i]
		if p.level == Off {
			continue
		}
		for _, j := range c.rules[p.rule].Absorbs {
			for _, q := range c.overlapping(j, p) {
				if allowedFirst(p, q) {
					continue
				}
				q.gone = true
				p.absorbed = append(p.absorbed, j)
			}
		}
	}
	// What an absorbed finding had taken in passes to the one that absorbed it.
	for i := range c.found {
		p := &c.found[i]
		for n := 0; n < len(p.absorbed); n++ {
			for _, q := range c.overlapping(p.absorbed[n], p) {
				for _, j := range q.absorbed {
					if q.gone && !slices.Contains(p.absorbed, j) {
						p.absorbed = append(p.absorbed, j)
					}
				}
			}
		}
		slices.Sort(p.absorbed)
		p.absorbed = slices.Compact(p.absorbed)
	}
}

// overlapping are the findings of a rule that overlap a place.
func (c *checker) overlapping(rule int, p *place) []*place {
	var list []*place
	for _, k := range c.byRule[rule][c.from(rule, p.turn, p.start):] {
		q := &c.found[k]
		if q.turn > p.turn || q.start >= p.end {
			break
		}
		list = append(list, q)
	}
	return list
}
