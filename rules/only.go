package rules

import "slices"

// Only is the Ruleset of some of its packs, over the same patterns: their rules
// and, switched off, the rules of other packs whose findings these look at.
func (rs *Ruleset) Only(packs []string) *Ruleset {
	keep := make([]bool, len(rs.Rules))
	for i := len(rs.Rules) - 1; i >= 0; i-- { // what a rule looks at comes before it
		r := &rs.Rules[i]
		keep[i] = keep[i] || slices.Contains(packs, PackOf(r.ID))
		if keep[i] {
			r.EachRule(func(j int) { keep[j] = true })
		}
	}
	out := &Ruleset{Patterns: rs.Patterns, Padding: rs.Padding}
	index := make([]int, len(rs.Rules))
	for i := range rs.Rules {
		if index[i] = -1; keep[i] {
			index[i] = len(out.Rules)
			out.Rules = append(out.Rules, rs.Rules[i])
		}
	}
	for i := range out.Rules {
		r := &out.Rules[i]
		if !slices.Contains(packs, PackOf(r.ID)) {
			r.Level, r.Lower, r.Profiles = Off, nil, nil
		}
		r.renumber(index)
	}
	return out
}

// EachRule visits the rules whose findings the rule looks at, by their indexes in
// the Ruleset; one that is named twice is visited twice.
func (r *Rule) EachRule(visit func(int)) {
	var conds func([]Cond)
	conds = func(list []Cond) {
		for i := range list {
			for _, j := range list[i].Rules {
				visit(j)
			}
			conds(list[i].Sub)
		}
	}
	for _, j := range r.Trigger.Rules {
		visit(j)
	}
	conds(r.When)
	conds(r.Unless)
	for _, c := range [...]*Cond{r.After, r.Before} {
		if c != nil {
			conds([]Cond{*c})
		}
	}
	conds(r.Need)
	conds(r.Assessed.When)
	for _, l := range r.Lower {
		conds(l.When)
	}
}

// renumber puts in new indexes of rules; -1 is a rule that is gone.
func (r *Rule) renumber(index []int) {
	numbers := func(old []int) []int {
		var out []int
		for _, i := range old {
			if index[i] >= 0 {
				out = append(out, index[i])
			}
		}
		return out
	}
	var conds func([]Cond) []Cond
	conds = func(list []Cond) []Cond {
		list = slices.Clone(list)
		for i := range list {
			list[i].Rules, list[i].Sub = numbers(list[i].Rules), conds(list[i].Sub)
		}
		return list
	}
	r.Trigger.Rules, r.Absorbs = numbers(r.Trigger.Rules), numbers(r.Absorbs)
	r.When, r.Unless, r.Need = conds(r.When), conds(r.Unless), conds(r.Need)
	for _, c := range [...]**Cond{&r.After, &r.Before} {
		if *c != nil {
			*c = &conds([]Cond{**c})[0]
		}
	}
	r.Assessed.When = conds(r.Assessed.When)
	r.Lower = slices.Clone(r.Lower)
	for i := range r.Lower {
		r.Lower[i].When = conds(r.Lower[i].When)
	}
}
