package lint

import (
	"fmt"
	"slices"
	"sort"
	"strconv"
	"strings"

	"github.com/cuoci/cuoci/lint/zh"
	"github.com/cuoci/cuoci/rules"
)

// holding is a condition that held, with the hit that made it hold.
type holding struct {
	cond  *rules.Cond
	match string // folded
}

// all tells whether every condition holds at a place.
func (c *checker) all(cs []rules.Cond, t *turn, p *place) bool {
	for i := range cs {
		if !c.cond(&cs[i], t, p) {
			return false
		}
	}
	return true
}

// any tells whether one of the conditions holds at a place.
func (c *checker) any(cs []rules.Cond, t *turn, p *place) bool {
	for i := range cs {
		if c.cond(&cs[i], t, p) {
			return true
		}
	}
	return false
}

// cond tells whether a condition holds at a place.
func (c *checker) cond(k *rules.Cond, t *turn, p *place) bool {
	ok := false
	switch k.Op {
	case rules.OpMarker:
		return c.marker(k, t, p) // notes for itself what it found
	case rules.OpRule:
		ok = c.ruleFound(k, t, p)
	case rules.OpProperty:
		ok = c.property(k.Property, t, p)
	case rules.OpProfile:
		ok = slices.Contains(k.Profiles, c.profile)
	case rules.OpNot:
		ok = len(k.Sub) == 1 && !c.cond(&k.Sub[0], t, p)
	case rules.OpAny:
		return c.any(k.Sub, t, p)
	case rules.OpAll:
		return c.all(k.Sub, t, p)
	case rules.OpSentences:
		ok = c.contentBefore(t, p.start, k)
	}
	if ok {
		c.note(k, "")
	}
	return ok
}

func (c *checker) note(k *rules.Cond, match string) {
	if c.explain {
		c.held = append(c.held, holding{k, match})
	}
}

// describe writes out what held.
func (c *checker) describe() []string {
	list := make([]string, 0, len(c.held))
	for _, h := range c.held {
		s := c.condName(h.cond)
		if h.match != "" {
			s += fmt.Sprintf(" %q", h.match)
		}
		list = append(list, s)
	}
	return list
}

// condName names a condition for a person.
func (c *checker) condName(k *rules.Cond) string {
	switch k.Op {
	case rules.OpMarker:
		return fmt.Sprintf("%s in %s", c.markerNames(k.Markers), reach(k))
	case rules.OpRule:
		ids := make([]string, len(k.Rules))
		for i, j := range k.Rules {
			ids[i] = c.rules[j].ID
		}
		return fmt.Sprintf("rule %v in %s", ids, reach(k))
	case rules.OpProperty:
		return k.Property.String()
	case rules.OpProfile:
		return "profile " + c.profile
	case rules.OpNot:
		return "not " + c.condName(&k.Sub[0])
	case rules.OpSentences:
		return fmt.Sprintf("more than %d sentences before", k.Count)
	case rules.OpAny, rules.OpAll:
	}
	return ""
}

// reach names the stretch in which a condition looks, as packs write it.
func reach(k *rules.Cond) string {
	if k.Within == rules.ScopeSentence && k.Count > 0 {
		return fmt.Sprintf("%d sentences", k.Count)
	}
	return strings.Replace(k.Within.String(), "N", strconv.Itoa(k.Count), 1)
}

func (c *checker) markerNames(ids []int) string {
	if len(ids) == 1 {
		return c.set.Patterns.MarkerName(ids[0])
	}
	list := make([]string, len(ids))
	for i, m := range ids {
		list[i] = c.set.Patterns.MarkerName(m)
	}
	return fmt.Sprint(list)
}

// names lists the markers and rules that conditions speak of: what is missing.
func (l *Linter) names(cs []rules.Cond) []string {
	var list []string
	for i := range cs {
		for _, m := range cs[i].Markers {
			list = append(list, l.set.Patterns.MarkerName(m))
		}
		for _, j := range cs[i].Rules {
			list = append(list, l.rules[j].ID)
		}
		list = append(list, l.names(cs[i].Sub)...)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// marker looks for a hit of one of the condition's markers in its stretch.
func (c *checker) marker(k *rules.Cond, t *turn, p *place) bool {
	first, last := c.turnsWithin(k, t)
	for i := first; i <= last; i++ {
		u := c.turns[i]
		if u.system || u.speaker != k.Speaker && k.Speaker != rules.Anyone {
			continue
		}
		span := c.window(k, t, u, p)
		if span.Start > span.End {
			continue
		}
		for _, m := range k.Markers {
			if !u.possible(m) {
				continue
			}
			hits := u.hits(m)
			from := sort.Search(len(hits), func(i int) bool { return hits[i].End > span.Start })
			for _, h := range hits[from:] {
				if h.Start >= span.End {
					break
				}
				if sideHolds(k.Side, u == t, h.Start, h.End, p) && c.stands(u, h.Start, h.End, k.Where) &&
					(!k.SameWords || c.sameWords(t, p.start, p.end, u, h.Start, h.End)) {
					c.note(k, u.text().Text[h.Start:h.End])
					return true
				}
			}
		}
	}
	return false
}

// sideHolds tells whether a hit in the same turn is on the asked side of a
// place; in other turns the window has settled it.
func sideHolds(s rules.Side, same bool, start, end int, p *place) bool {
	if !same {
		return true
	}
	switch s {
	case rules.Before:
		return end <= p.start
	case rules.After:
		return start >= p.end
	case rules.AnySide:
	}
	return true
}

// turnsWithin are the first and last turn that a condition looks at.
func (c *checker) turnsWithin(k *rules.Cond, t *turn) (first, last int) {
	switch k.Within {
	case rules.ScopeRun:
		return c.run(t.index)
	case rules.ScopePrevious:
		return c.previous(t.index)
	case rules.ScopeNext:
		return c.next(t.index)
	case rules.ScopeFirst:
		return c.firstTurns(k.Speaker, k.Count)
	case rules.ScopeLast:
		return c.lastTurns(k.Speaker, k.Count)
	case rules.ScopeConversation:
		first, last = 0, len(c.turns)-1
		switch k.Side {
		case rules.Before:
			last = t.index
		case rules.After:
			first = t.index
		case rules.AnySide:
		}
		return first, last
	case rules.ScopeMatch, rules.ScopeClause, rules.ScopeSentence, rules.ScopeTurn:
	}
	return t.index, t.index
}

// window is the part of turn u in which a condition at place p of turn t looks.
func (c *checker) window(k *rules.Cond, t, u *turn, p *place) zh.Span {
	if u == t {
		switch k.Within {
		case rules.ScopeMatch:
			return zh.Span{Start: p.start, End: p.end}
		case rules.ScopeClause:
			return t.clause(p.start, p.end)
		case rules.ScopeSentence:
			return t.sentence(p.start, p.end, k.Count)
		case rules.ScopeTurn, rules.ScopeRun, rules.ScopePrevious, rules.ScopeNext, rules.ScopeConversation, rules.ScopeFirst, rules.ScopeLast:
		}
	} else if k.Side == rules.Before && u.index > t.index || k.Side == rules.After && u.index < t.index {
		return zh.Span{Start: 1}
	}
	return zh.Span{End: len(u.text().Text) + 1}
}

// ruleFound tells whether one of the condition's rules has a finding in its
// stretch.
func (c *checker) ruleFound(k *rules.Cond, t *turn, p *place) bool {
	first, last := c.turnsWithin(k, t)
	for _, j := range k.Rules {
		for _, i := range c.byRule[j][c.from(j, first, 0):] {
			f := &c.found[i]
			if f.turn > last {
				break
			}
			span := c.window(k, t, c.turns[f.turn], p)
			if f.start < span.End && span.Start < f.end && sideHolds(k.Side, f.turn == t.index, f.start, f.end, p) {
				return true
			}
		}
	}
	return false
}

// from is the index into byRule[rule] of the first finding that does not end
// before an offset of a turn.
func (c *checker) from(rule, turn, at int) int {
	list := c.byRule[rule]
	return sort.Search(len(list), func(i int) bool {
		f := &c.found[list[i]]
		return f.turn > turn || f.turn == turn && f.end > at
	})
}
