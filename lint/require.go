package lint

import (
	"cmp"
	"slices"

	"github.com/cuoci/cuoci/lint/zh"
	"github.com/cuoci/cuoci/rules"
)

// spot is a stretch of the folded text of a turn.
type spot struct{ turn, start, end int }

// require finds the triggers of a rule that lack what they call for: the first
// of each stretch of the rule's scope.
func (c *checker) require(id int, r *rules.Rule) {
	var once once
	for _, p := range c.triggers(r) {
		t := c.turns[p.turn]
		if !c.flagged(r, t) {
			continue
		}
		span, group := c.stretch(r.Scope, t, p.start, p.end)
		if once.known(span, group) {
			continue
		}
		p.rule = id
		if !c.holds(r, t, &p) || c.any(r.Need, t, &p) {
			continue
		}
		once.note(span, group)
		if p.trigger == nil {
			p.trigger = &spot{p.turn, p.start, p.end}
		}
		p.missing = c.missing[id]
		c.add(p)
	}
}

// once remembers the stretch that was judged last.
type once struct {
	span  zh.Span
	group int // 1 + that of the stretch
}

func (o *once) known(span zh.Span, group int) bool { return o.group == group+1 && o.span == span }

func (o *once) note(span zh.Span, group int) { o.span, o.group = span, group+1 }

// triggers are the places that call for what a require rule needs, in order.
func (c *checker) triggers(r *rules.Rule) []place {
	var list []place
	for _, j := range r.Trigger.Rules {
		for _, i := range c.byRule[j] {
			f := c.found[i]
			list = append(list, place{turn: f.turn, start: f.start, end: f.end, pattern: f.pattern})
		}
	}
	switch {
	case !c.dialog && len(r.Trigger.Draft) > 0:
		list = c.phrases(r, r.Trigger.Draft, list)
	case r.Trigger.Speaker == rules.Customer:
		list = c.answers(r, list)
	default:
		list = c.phrases(r, r.Trigger.Markers, list)
	}
	list = c.turnPlaces(r, list)
	slices.SortStableFunc(list, func(x, y place) int {
		return cmp.Or(cmp.Compare(x.turn, y.turn), cmp.Compare(x.start, y.start))
	})
	return list
}

// phrases adds the hits of a trigger's markers in the turns that may be flagged.
func (c *checker) phrases(r *rules.Rule, markers []int, list []place) []place {
	for _, t := range c.turns {
		if !c.flagged(r, t) {
			continue
		}
		for _, m := range markers {
			if !t.possible(m) {
				continue
			}
			for _, h := range t.hits(m) {
				list = append(list, c.placeOf(t, m, h))
			}
		}
	}
	return list
}

// answers adds, for each run of the customer's turns with a hit, the first
// sentence of each of the agent's turns that answer; the rule's conditions, and
// its scope, choose among them.
func (c *checker) answers(r *rules.Rule, list []place) []place {
	for i := 0; i < len(c.turns); i++ {
		t := c.turns[i]
		if !isCustomer(t) {
			continue
		}
		m, h, ok := c.firstHit(t, r.Trigger.Markers)
		if !ok {
			continue
		}
		_, last := c.run(i)
		for j := last + 1; j < len(c.turns) && !isCustomer(c.turns[j]); j++ {
			if answer := c.turns[j]; isAgent(answer) && len(answer.text().Sentences) > 0 {
				p := c.opening(answer)
				p.pattern, p.trigger = c.set.Patterns.Patterns(m)[h.Pattern], &spot{i, h.Start, h.End}
				list = append(list, p)
			}
		}
		i = last
	}
	return list
}

// turnPlaces adds the places of a trigger that calls by itself: the agent's
// first or last turn, or every turn.
func (c *checker) turnPlaces(r *rules.Rule, list []place) []place {
	switch r.Trigger.Turn {
	case rules.OpeningTurn:
		if t := c.agentFrom(0); c.dialog && t != nil {
			list = append(list, c.opening(t))
		}
	case rules.ClosingTurn:
		if i := slices.IndexFunc(c.turns, c.isLastOfAgent); c.dialog && i >= 0 {
			p := c.opening(c.turns[i])
			if ss := c.turns[i].text().Sentences; len(ss) > 0 {
				p.start, p.end = ss[len(ss)-1].Start, ss[len(ss)-1].End
			}
			list = append(list, p)
		}
	case rules.NoTurn:
		if len(r.Trigger.Rules)+len(r.Trigger.Markers)+len(r.Trigger.Draft) > 0 {
			break
		}
		for _, t := range c.turns {
			if c.flagged(r, t) && len(t.text().Sentences) > 0 {
				list = append(list, c.opening(t))
			}
		}
	}
	return list
}

// agentFrom is the first turn of the agent with words, from an index on.
func (c *checker) agentFrom(i int) *turn {
	for ; i < len(c.turns); i++ {
		if t := c.turns[i]; isAgent(t) && len(t.text().Sentences) > 0 {
			return t
		}
	}
	return nil
}

func (c *checker) isLastOfAgent(t *turn) bool {
	return isAgent(t) && len(t.text().Sentences) > 0 && c.agentFrom(t.index+1) == nil
}

// opening is the first sentence of a turn.
func (c *checker) opening(t *turn) place {
	p := place{turn: t.index}
	if ss := t.text().Sentences; len(ss) > 0 {
		p.start, p.end = ss[0].Start, ss[0].End
	}
	return p
}
