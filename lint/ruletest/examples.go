package ruletest

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/cuoci/cuoci/lint"
	"github.com/cuoci/cuoci/lint/source"
	"github.com/cuoci/cuoci/rules"
)

// check is an example on its way through the linter.
type check struct {
	example rules.Example
	judge   func(found []lint.Finding, unassessed []string)
}

// batch is the examples that are checked under one configuration.
type batch struct {
	profile string
	on      string // a rule that the profile switches off, tested none the less
}

// rules tests the examples of rules.
func (t *tester) rules() error {
	batches := map[batch][]check{}
	var order []batch
	add := func(d *rules.RuleDoc, ex rules.Example, judge func([]lint.Finding, []string)) {
		b := batch{profile: ex.Profile}
		if b.profile == "" {
			b.profile = rules.DefaultProfile
			if d.Rule.LevelIn(b.profile) == rules.Off {
				b.on = d.Rule.ID
			}
		}
		if !slices.Contains(order, b) {
			order = append(order, b)
		}
		batches[b] = append(batches[b], check{ex, judge})
	}
	for _, p := range t.packs {
		for i := range p.Rules {
			d := &p.Rules[i]
			for _, ex := range d.Examples.Hit {
				add(d, ex, func(found []lint.Finding, _ []string) { t.verdict(ex, d.Rule.ID, missed(d.Rule.ID, ex, found)) })
			}
			for _, ex := range d.Examples.Miss {
				add(d, ex, func(found []lint.Finding, unassessed []string) {
					msg := flagged(d.Rule.ID, found)
					if msg == "" && ex.Unassessed && !slices.Contains(unassessed, d.Rule.ID) {
						msg = "should not be assessed, but passes"
					}
					t.verdict(ex, d.Rule.ID, msg)
				})
			}
		}
	}
	for _, b := range order {
		if err := t.run(b, batches[b]); err != nil {
			return err
		}
	}
	return nil
}

// missed says what is wrong with a hit, nothing when it fires.
func missed(rule string, ex rules.Example, found []lint.Finding) string {
	var levels, others []string
	for i := range found {
		f := &found[i]
		switch {
		case f.Rule == rule && (ex.Level == nil || *ex.Level == f.Level):
			return ""
		case f.Rule == rule:
			levels = append(levels, f.Level.String())
		case ex.Level == nil && slices.Contains(f.Evidence.Absorbed, rule):
			return ""
		default:
			others = append(others, f.Rule)
		}
	}
	switch {
	case len(levels) > 0:
		return fmt.Sprintf("should fire at level %s, fires at %s", ex.Level, strings.Join(levels, ", "))
	case len(others) > 0:
		return "should fire, but does not (fires " + strings.Join(others, ", ") + ")"
	}
	return "should fire, but does not"
}

// flagged says what is wrong with a miss, nothing when the rule is silent.
func flagged(rule string, found []lint.Finding) string {
	for i := range found {
		f := &found[i]
		if f.Rule == rule || slices.Contains(f.Evidence.Absorbed, rule) {
			return fmt.Sprintf("should not fire, but does at %q, pattern %s", f.Match, f.Evidence.Pattern)
		}
	}
	return ""
}

// suggestions checks what rules tell people to say instead.
func (t *tester) suggestions() error {
	var checks []check
	for _, p := range t.packs {
		for i := range p.Rules {
			d := &p.Rules[i]
			for _, s := range d.Rule.Suggestions {
				for _, text := range []string{s.Text.ZH, s.Text.EN} {
					if text == "" {
						continue
					}
					ex := rules.Example{Text: text, Path: d.Path, Line: d.Line}
					checks = append(checks, check{ex, func(found []lint.Finding, _ []string) {
						msg := ""
						if len(found) > 0 {
							msg = fmt.Sprintf("its suggestion is itself flagged by %s at %q", found[0].Rule, found[0].Match)
						}
						t.verdict(ex, d.Rule.ID, msg)
					}})
				}
			}
		}
	}
	return t.run(batch{profile: rules.DefaultProfile}, checks)
}

// run puts examples through the linter, each as a document of its own.
func (t *tester) run(b batch, checks []check) error {
	l, err := t.linter(b)
	if err != nil {
		return err
	}
	documents := make([]lint.Input, len(checks))
	for i := range checks {
		line, err := json.Marshal(record(checks[i].example))
		if err != nil {
			return err
		}
		documents[i] = lint.Input{Reader: bytes.NewReader(line), Options: source.Options{Path: strconv.Itoa(i), Format: source.FormatJSONL}}
	}
	found, unassessed := make([][]lint.Finding, len(checks)), make([][]string, len(checks))
	for r := range l.Run(context.Background(), slices.Values(documents), 0) {
		if r.Err != nil {
			return r.Err
		}
		i, err := strconv.Atoi(r.Path)
		if err != nil || i >= len(found) {
			return fmt.Errorf("a result for %q, which no example is", r.Path)
		}
		found[i] = append(found[i], r.Findings...)
		for _, n := range r.NotAssessed {
			unassessed[i] = append(unassessed[i], n.Rule)
		}
	}
	for i := range checks {
		checks[i].judge(found[i], unassessed[i])
	}
	return nil
}

// linter is the linter of a configuration.
func (t *tester) linter(b batch) (*lint.Linter, error) {
	c := lint.Config{Rules: t.set, Profile: b.profile, Edits: true}
	if b.on != "" {
		i := slices.IndexFunc(t.set.Rules, func(r rules.Rule) bool { return r.ID == b.on })
		c.Levels = map[string]lint.Level{b.on: max(t.set.Rules[i].Level, lint.Suggestion)}
	}
	return lint.New(c)
}

type turn struct {
	Role string `json:"role"`
	Text string `json:"text"`
	Time string `json:"time,omitempty"`
	End  string `json:"end,omitempty"`
}

// record is an example as a line of a conversation file.
func record(ex rules.Example) any {
	if len(ex.Turns) == 0 && ex.Customer == "" {
		return struct {
			Text string `json:"text"`
		}{ex.Text}
	}
	var turns []turn
	if len(ex.Turns) == 0 {
		turns = []turn{{Role: "customer", Text: ex.Customer}, {Role: "agent", Text: ex.Text}}
	}
	for _, t := range ex.Turns {
		turns = append(turns, turn{t.Speaker, t.Text, t.Time, t.End})
	}
	return struct {
		Turns []turn `json:"turns"`
	}{turns}
}

// shown is an example on one line.
func shown(ex rules.Example) string {
	var parts []string
	if ex.Customer != "" {
		parts = append(parts, "customer: "+ex.Customer, "agent: "+ex.Text)
	} else if ex.Text != "" {
		parts = append(parts, ex.Text)
	}
	for _, t := range ex.Turns {
		parts = append(parts, t.Speaker+": "+t.Text)
	}
	return strings.ReplaceAll(strings.Join(parts, " | "), "\n", "⏎")
}

// texts yields every text of every example.
func (t *tester) texts() iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, p := range t.packs {
			var all []rules.Example
			for _, m := range p.Markers {
				all = append(all, slices.Concat(m.Examples.Hit, m.Examples.Miss)...)
			}
			for i := range p.Rules {
				all = append(all, slices.Concat(p.Rules[i].Examples.Hit, p.Rules[i].Examples.Miss)...)
				for _, f := range p.Rules[i].Fixes {
					for _, ex := range f.Examples {
						all = append(all, rules.Example{Text: ex.Before, Customer: ex.Customer})
					}
				}
			}
			for _, ex := range all {
				texts := []string{ex.Text, ex.Customer}
				for _, turn := range ex.Turns {
					texts = append(texts, turn.Text)
				}
				for _, text := range texts {
					if text != "" && !yield(text) {
						return
					}
				}
			}
		}
	}
}
