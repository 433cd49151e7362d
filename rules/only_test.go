package rules

import (
	"slices"
	"testing"
)

// TestOnlyKeepsWhatIsLookedAt names a rule of another pack in each place where a
// rule may look at findings: it comes along, switched off, and is found by its new
// number, while the rules that were there stay as they are.
func TestOnlyKeepsWhatIsLookedAt(t *testing.T) {
	at := func(i int) []Cond {
		return []Cond{{Op: OpNot, Sub: []Cond{{Op: OpAny, Sub: []Cond{{Op: OpRule, Rules: []int{i}}}}}}}
	}
	inner := func(list []Cond) []int { return list[0].Sub[0].Sub[0].Rules }
	for name, c := range map[string]struct {
		set func(r *Rule)
		get func(r *Rule) []int
	}{
		"trigger":  {func(r *Rule) { r.Trigger.Rules = []int{1} }, func(r *Rule) []int { return r.Trigger.Rules }},
		"when":     {func(r *Rule) { r.When = at(1) }, func(r *Rule) []int { return inner(r.When) }},
		"unless":   {func(r *Rule) { r.Unless = at(1) }, func(r *Rule) []int { return inner(r.Unless) }},
		"need":     {func(r *Rule) { r.Need = at(1) }, func(r *Rule) []int { return inner(r.Need) }},
		"assessed": {func(r *Rule) { r.Assessed.When = at(1) }, func(r *Rule) []int { return inner(r.Assessed.When) }},
		"lower":    {func(r *Rule) { r.Lower = []Lower{{When: at(1)}} }, func(r *Rule) []int { return inner(r.Lower[0].When) }},
		"after":    {func(r *Rule) { r.After = &at(1)[0] }, func(r *Rule) []int { return inner([]Cond{*r.After}) }},
		"before":   {func(r *Rule) { r.Before = &at(1)[0] }, func(r *Rule) []int { return inner([]Cond{*r.Before}) }},
	} {
		all := &Ruleset{Rules: []Rule{{ID: "x/first", Level: Error}, {ID: "other/seen", Level: Error}, {ID: "mine/looks", Level: Error}}}
		c.set(&all.Rules[2])
		var seen []int
		all.Rules[2].EachRule(func(i int) { seen = append(seen, i) })
		if !slices.Equal(seen, []int{1}) {
			t.Errorf("%s: EachRule visits %v", name, seen)
		}
		only := all.Only([]string{"mine"})
		if len(only.Rules) != 2 || only.Rules[0].ID != "other/seen" || only.Rules[0].Level != Off {
			t.Errorf("%s: kept are %+v", name, only.Rules)
			continue
		}
		if got := c.get(&only.Rules[1]); !slices.Equal(got, []int{0}) {
			t.Errorf("%s: the rule looks at %v, want [0]", name, got)
		}
		if got := c.get(&all.Rules[2]); !slices.Equal(got, []int{1}) {
			t.Errorf("%s: before, the rule looks at %v now", name, got)
		}
	}
}
