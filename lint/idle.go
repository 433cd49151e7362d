package lint

import (
	"math/bits"

	"github.com/cuoci/cuoci/rules"
)

// activity knows which rules have something to look at in a conversation, so
// that a rule costs nothing where none of its markers may be.
type activity struct {
	asking  [][]int32 // of each marker: the rules that look for it in every turn
	active  ruleSet   // rules one of whose markers may be in a turn
	looks   [2]looks  // in lone texts, and in dialogues
	markers []int     // scratch
}

// looks are the rules that are judged, and those of them that may find something
// where none of their markers is.
type looks struct{ judged, unasked ruleSet }

// ruleSet is a set of rules, a bit each.
type ruleSet []uint64

func newRuleSet(rules int) ruleSet { return make(ruleSet, (rules+63)/64) }

func (s ruleSet) add(rule int)      { s[rule/64] |= 1 << (rule % 64) }
func (s ruleSet) has(rule int) bool { return s[rule/64]>>(rule%64)&1 != 0 }

// looking yields the rules that may have something to say, in their order.
func (c *checker) looking(yield func(rule int) bool) {
	l := &c.looks[0]
	if c.dialog {
		l = &c.looks[1]
	}
	for i, judged := range l.judged {
		for left := judged & (c.active[i] | l.unasked[i]); left != 0; left &= left - 1 {
			rule := 64*i + bits.TrailingZeros64(left)
			if !c.active.has(rule) && c.idle(&c.rules[rule]) {
				continue
			}
			if !yield(rule) {
				return
			}
		}
	}
}

// prepare finds out what does not change from conversation to conversation.
func (c *checker) prepare() {
	a := &c.activity
	n := len(c.rules)
	a.active = newRuleSet(n)
	a.asking = make([][]int32, c.set.Patterns.Markers())
	for dialog := range a.looks {
		a.looks[dialog] = looks{newRuleSet(n), newRuleSet(n)}
	}
	for i := range c.rules {
		r := &c.rules[i]
		if !c.needed[i] {
			continue
		}
		for _, list := range [...][]int{r.Markers, r.AtOnce, r.Trigger.Markers, r.Trigger.Draft} {
			for _, m := range list {
				a.asking[m] = append(a.asking[m], int32(i))
			}
		}
		for dialog := range a.looks {
			if c.runs(i, dialog == 1) {
				a.looks[dialog].judged.add(i)
			}
			if len(r.Trigger.Rules) > 0 || !c.idle(r) {
				a.looks[dialog].unasked.add(i)
			}
		}
	}
}

// stir notes the rules that may have something to say of the turns. It reports
// whether there are any; a rule that needs no marker to speak always may.
func (c *checker) stir() bool {
	a := &c.activity
	if a.active == nil {
		c.prepare()
	}
	clear(a.active)
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
				a.active.add(int(i))
			}
		}
	}
	return speaks
}

// idle tells that a rule none of whose markers may be in a turn has nothing else to
// look at, and no rule whose findings it goes by has one.
func (c *checker) idle(r *rules.Rule) bool {
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
