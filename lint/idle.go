package lint

import "github.com/cuoci/cuoci/rules"

// activity knows which rules have something to look at in a conversation, so
// that a rule costs nothing where none of its markers may be.
type activity struct {
	asking  [][]int32 // of each marker: the rules that look for it in every turn
	round   uint32    // one for each conversation
	active  []uint32  // of each rule: the last round in which one of its markers may have been there
	markers []int     // scratch
}

// stir notes the rules that may have something to say of the turns. It reports
// whether there are any; a rule that needs no marker to speak always may.
func (c *checker) stir() bool {
	a := &c.activity
	if a.active == nil {
		a.active = make([]uint32, len(c.rules))
		a.asking = make([][]int32, c.set.Patterns.Markers())
		for i := range c.rules {
			if !c.needed[i] {
				continue
			}
			for _, list := range [...][]int{c.rules[i].Markers, c.rules[i].AtOnce, c.rules[i].Trigger.Markers, c.rules[i].Trigger.Draft} {
				for _, m := range list {
					a.asking[m] = append(a.asking[m], int32(i))
				}
			}
		}
	}
	if a.round++; a.round == 0 {
		clear(a.active)
		a.round = 1
	}
	speaks := c.always || c.dialog
	for _, t := range c.turns {
		if t.system {
			continue
		}
		if t.characters() > c.short {
			speaks = true
		}
		a.markers = t.matcher.Eager(a.markers[:0])
		for _, m := range a.markers {
			speaks = true
			for _, i := range a.asking[m] {
				a.active[i] = a.round
			}
		}
	}
	return speaks
}

// idle tells that a rule has nothing to look at: none of its markers may be in
// a turn, and no rule whose findings it goes by has one.
func (c *checker) idle(id int, r *rules.Rule) bool {
	if c.active[id] == c.round {
		return false
	}
	switch r.Kind {
	case rules.Avoid:
		return !r.Interrupts
	case rules.Order, rules.Consistent:
		return true
	case rules.Limit:
		return r.Measure == rules.Hits
	case rules.Repeat:
		return false
	case rules.Require:
		if r.Trigger.Turn != rules.NoTurn || len(r.Trigger.Rules)+len(r.Trigger.Markers)+len(r.Trigger.Draft) == 0 {
			return false
		}
	}
	for _, j := range r.Trigger.Rules {
		if len(c.byRule[j]) > 0 {
			return false
		}
	}
	return true
}
