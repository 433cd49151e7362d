package lint

import (
	"slices"

	"github.com/cuoci/cuoci/rules"
)

// missed is a rule that a conversation gives no ground to judge, and why.
type missed struct {
	rule int
	why  rules.Localized
}

// Why a rule is not assessed, where the rule itself does not say it.
func noCustomer() rules.Localized {
	return rules.Localized{ZH: "没有客户的发言", EN: "no customer's turn"}
}

func noTime() rules.Localized { return rules.Localized{ZH: "没有发言时间", EN: "no timestamps"} }

func noDialog() rules.Localized { return rules.Localized{ZH: "不是对话", EN: "no conversation"} }

// miss notes that a rule cannot be judged, once a conversation.
func (c *checker) miss(rule int, why rules.Localized) {
	if c.levels[rule] < c.level || slices.ContainsFunc(c.missed, func(m missed) bool { return m.rule == rule }) {
		return
	}
	c.missed = append(c.missed, missed{rule, why})
}

// assessed tells whether what a rule asks for to be judged is there.
func (c *checker) assessed(id int, r *rules.Rule, t *turn, p *place) bool {
	if c.all(r.Assessed.When, t, p) {
		return true
	}
	c.miss(id, r.Assessed.Why)
	return false
}

// unassessed lists the rules that the conversation gave no ground to judge.
func (c *checker) unassessed() []missed {
	if c.dialog && slices.ContainsFunc(c.turns, isCustomer) {
		return c.missed
	}
	for i := range c.rules {
		switch {
		case c.customer[i]:
			c.miss(i, noCustomer())
		case c.dialogs[i] && !c.dialog:
			c.miss(i, noDialog())
		}
	}
	return c.missed
}

// needsCustomer tells whether a rule cannot speak without a customer's turn.
func needsCustomer(r *rules.Rule) bool {
	if len(r.Trigger.Draft) > 0 {
		return false // in a lone text it goes by the agent's words
	}
	if r.Trigger.Speaker == rules.Customer && len(r.Trigger.Rules) == 0 && r.Trigger.Turn == rules.NoTurn {
		return true
	}
	if r.Kind == rules.Repeat && (r.Similar == nil || r.Similar.To == rules.Customer) || r.Measure == rules.Wait {
		return true
	}
	if r.Kind == rules.Avoid && r.Interrupts && len(r.Markers) == 0 {
		return true
	}
	return must(conditions(r), func(c *rules.Cond) bool {
		return c.Op == rules.OpMarker && c.Speaker == rules.Customer || c.Op == rules.OpProperty && (c.Property == rules.CustomerBefore || c.Property == rules.Answered)
	})
}

// needsDialog tells whether a rule says nothing of lone texts under a profile.
func needsDialog(r *rules.Rule, profile string) bool {
	if len(r.Trigger.Draft) > 0 {
		return false
	}
	if r.Kind == rules.Repeat || r.Trigger.Turn != rules.NoTurn && len(r.Trigger.Rules) == 0 && (len(r.Trigger.Markers) == 0 || r.Trigger.Speaker == rules.Customer) {
		return true
	}
	return needsCustomer(r) || must(conditions(r), func(c *rules.Cond) bool {
		// What asks for another profile never holds.
		return c.Op == rules.OpProperty && c.Property == rules.Dialog || c.Op == rules.OpProfile && !slices.Contains(c.Profiles, profile)
	})
}

// conditions are those of a rule that must all hold.
func conditions(r *rules.Rule) []rules.Cond {
	list := slices.Clone(r.When)
	for _, c := range []*rules.Cond{r.After, r.Before} {
		if c != nil {
			list = append(list, *c)
		}
	}
	return list
}

// must tells whether conditions that must all hold include one of a kind.
func must(cs []rules.Cond, is func(*rules.Cond) bool) bool {
	return slices.ContainsFunc(cs, func(c rules.Cond) bool {
		switch c.Op {
		case rules.OpAll:
			return must(c.Sub, is)
		case rules.OpAny:
			return len(c.Sub) > 0 && !slices.ContainsFunc(c.Sub, func(s rules.Cond) bool { return !must([]rules.Cond{s}, is) })
		case rules.OpMarker, rules.OpRule, rules.OpProperty, rules.OpProfile, rules.OpNot, rules.OpSentences:
		}
		return is(&c)
	})
}
