package lint

import (
	"fmt"
	"strings"

	"github.com/cuoci/cuoci/lint/zh"
	"github.com/cuoci/cuoci/rules"
)

// Allowed is a phrase that is right as it is: what lies in it is no finding. It
// is compared as patterns are, in either script.
type Allowed struct {
	Phrase string
	Rules  []string               // ids, packs or globs; none: every rule
	Paths  func(path string) bool // the documents in which it holds; nil: in all
	Reason string                 // why, for reports
}

// allowed is one that is ready to be used.
type allowed struct {
	phrase string // folded
	rules  ruleSet
	*Allowed
}

// chooseAllowed prepares the phrases.
func (l *Linter) chooseAllowed(list []Allowed) error {
	for i := range list {
		a := allowed{phrase: strings.TrimSpace(zh.Fold(list[i].Phrase)), rules: newRuleSet(len(l.rules)), Allowed: &list[i]}
		if a.phrase == "" {
			return fmt.Errorf("allow: %q is no phrase", list[i].Phrase)
		}
		names := a.Rules
		if len(names) == 0 {
			names = []string{"*"}
		}
		for _, name := range names {
			err := l.apply(name, func(i int) {
				if i < len(l.rules) {
					a.rules.add(i)
				}
			})
			if err != nil {
				return fmt.Errorf("allow: %q: %w", list[i].Phrase, err)
			}
		}
		l.allow = append(l.allow, a)
	}
	return nil
}

// chooseAllowedHere finds the phrases that hold in a document.
func (c *checker) chooseAllowedHere(path string) {
	if len(c.Linter.allow) == 0 {
		return
	}
	c.allowedHere = c.allowedHere[:0]
	for i := range c.Linter.allow {
		if a := &c.Linter.allow[i]; a.Paths == nil || a.Paths(path) {
			c.allowedHere = append(c.allowedHere, a)
		}
	}
}

// allow marks the findings that lie in a phrase that is right here. So does a
// finding of something that is missing or comes too early where what called for
// it lies in one.
func (c *checker) allow() {
	if len(c.allowedHere) == 0 {
		return
	}
	for i := range c.found {
		p := &c.found[i]
		a := c.allowedAt(p.rule, p.turn, p.start, p.end)
		if k := c.rules[p.rule].Kind; a == nil && p.trigger != nil && (k == rules.Require || k == rules.Order) {
			a = c.allowedAt(p.rule, p.trigger.turn, p.trigger.start, p.trigger.end)
		}
		if a != nil {
			p.suppressed = &Suppression{By: "allow", Reason: a.Reason}
		}
	}
}

// allowedAt is the phrase that is right here and holds a stretch of a turn; nil
// for none.
func (c *checker) allowedAt(rule, turn, start, end int) *allowed {
	text := c.turns[turn].text().Text
	for _, a := range c.allowedHere {
		if !a.rules.has(rule) || len(a.phrase) < end-start || !strings.Contains(a.phrase, text[start:end]) {
			continue
		}
		from := max(0, end-len(a.phrase))
		to := min(len(text), start+len(a.phrase))
		for at := from; ; {
			n := strings.Index(text[at:to], a.phrase)
			if n < 0 {
				break
			}
			if at += n; at <= start && end <= at+len(a.phrase) {
				return a
			}
			at++
		}
	}
	return nil
}

// allowedFirst tells that a finding that is allowed does not take in one that is
// not.
func allowedFirst(p, q *place) bool { return p.suppressed != nil && q.suppressed == nil }
