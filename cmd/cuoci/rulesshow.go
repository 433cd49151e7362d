package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cuoci/cuoci/lint/config"
	"github.com/cuoci/cuoci/rules"
)

func newRulesShowCommand(a *app) *cobra.Command {
	var f rulesFlags
	cmd := &cobra.Command{
		Use:   "show RULE...",
		Short: "Explain rules: the lesson, what to say instead, what they find and leave alone",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return errors.New("which rule? \"cuoci rules list\" shows the rules there are")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			s, c, err := f.open()
			if err != nil {
				return err
			}
			packs, err := rules.Packs(f.packs(c))
			if err != nil {
				return err
			}
			var b strings.Builder
			for i, arg := range args {
				docs, err := selectRules(packs, arg)
				if err != nil {
					return err
				}
				for k, d := range docs {
					if i+k > 0 {
						b.WriteByte('\n')
					}
					writeRule(&b, d, s.lang())
				}
			}
			_, err = io.WriteString(a.stdout, b.String())
			return err
		},
	}
	f.register(cmd, false, true)
	return cmd
}

// selectRules finds rules by id, glob or pack.
func selectRules(packs []*rules.Pack, selector string) ([]*rules.RuleDoc, error) {
	var ids []string
	byID := map[string]*rules.RuleDoc{}
	for _, p := range packs {
		for i := range p.Rules {
			d := &p.Rules[i]
			ids = append(ids, d.Rule.ID)
			byID[d.Rule.ID] = d
		}
	}
	var out []*rules.RuleDoc
	for _, id := range config.Select(selector, ids) {
		out = append(out, byID[id])
	}
	if out == nil {
		return nil, errors.New(config.UnknownRule(selector, ids))
	}
	return out, nil
}

// showLabels are the headings of a rule's page.
type showLabels struct {
	levels, lowered, message, instead, finds, needs, trigger, absorbs, source, evidence, note, since, hits, misses, customer, fixes string
}

func labelsFor(lang string) showLabels {
	if lang == "en" {
		return showLabels{
			levels: "levels", lowered: "lowered by context to: ", message: "message", instead: "say", finds: "looks for", needs: "asks for", trigger: "called for by",
			absorbs: "takes in", source: "lesson", evidence: "evidence", note: "note", since: "since", hits: "finds", misses: "leaves alone", customer: "customer: ", fixes: "fixes",
		}
	}
	return showLabels{
		levels: "级别", lowered: "视上下文降为：", message: "说明", instead: "可以说", finds: "查找", needs: "要求", trigger: "起因",
		absorbs: "并入", source: "课程", evidence: "依据", note: "备注", since: "始于", hits: "会报", misses: "不报", customer: "客户：", fixes: "改写",
	}
}

// writeRule writes the page of a rule.
func writeRule(b *strings.Builder, d *rules.RuleDoc, lang string) {
	l := labelsFor(lang)
	r := &d.Rule
	fmt.Fprintf(b, "%s  %s  (%s)\n", r.ID, r.Title.In(lang), r.Kind)
	item := func(label string, lines ...string) {
		for i, line := range lines {
			if i == 0 {
				fmt.Fprintf(b, "\n%s\n", label)
			}
			fmt.Fprintf(b, "  %s\n", strings.ReplaceAll(strings.TrimSpace(line), "\n", "\n  "))
		}
	}
	item(l.source, sources(d.Source)...)
	item(l.levels, levels(r, l)...)
	item(l.message, r.Message.In(lang))
	var instead []string
	for _, s := range r.Suggestions {
		instead = append(instead, s.Text.In(lang))
	}
	item(l.instead, instead...)
	item(l.finds, joined(d.Markers)...)
	item(l.trigger, joined(d.Triggers)...)
	item(l.needs, joined(d.Needs)...)
	item(l.absorbs, joined(d.Absorbs)...)
	var studies []string
	for _, s := range d.Evidence {
		studies = append(studies, strings.TrimSuffix(s.Study+": "+s.Measured, ": "))
	}
	item(l.evidence, studies...)
	if d.Note != "" {
		item(l.note, d.Note)
	}
	item(l.fixes, fixes(d, l)...)
	item(l.hits, examples(d.Examples.Hit, l)...)
	item(l.misses, examples(d.Examples.Miss, l)...)
	if d.Since != "" {
		item(l.since, d.Since)
	}
}

// levels is the rule's level under each profile, and what context may lower it
// to.
func levels(r *rules.Rule, l showLabels) []string {
	var parts []string
	for _, p := range rules.Profiles() {
		parts = append(parts, fmt.Sprintf("%s: %s", p, r.LevelIn(p)))
	}
	lines := []string{strings.Join(parts, ", ")}
	var lower []string
	for _, to := range r.Lower {
		if s := to.Level.String(); !slices.Contains(lower, s) {
			lower = append(lower, s)
		}
	}
	if lower != nil {
		lines = append(lines, l.lowered+strings.Join(lower, ", "))
	}
	return lines
}

func sources(list []rules.SourceRef) []string {
	var out []string
	for _, s := range list {
		out = append(out, strings.TrimSpace(s.Deck+" "+s.Section))
	}
	return out
}

// joined is a list of names on one line, each once; no line where there are none.
func joined(names []string) []string {
	if len(names) == 0 {
		return nil
	}
	var once []string
	for _, name := range names {
		if !slices.Contains(once, name) {
			once = append(once, name)
		}
	}
	return []string{strings.Join(once, ", ")}
}

// fixes are the rewritings of a rule: how sure each is, and its first example;
// then the words that are written for others.
func fixes(d *rules.RuleDoc, l showLabels) []string {
	var out []string
	for _, f := range d.Fixes {
		for i, ex := range f.Examples {
			if i == 0 {
				before := ex.Before
				if ex.Customer != "" {
					before = l.customer + ex.Customer + " | " + before
				}
				out = append(out, fmt.Sprintf("%s: %s → %s", f.Safety, before, ex.After))
			}
		}
	}
	if list := d.Rule.Replace; len(list) > 0 {
		const shown = 5
		var words []string
		for _, x := range list[:min(shown, len(list))] {
			words = append(words, x.From+" → "+x.To)
		}
		if len(list) > shown {
			words = append(words, "…")
		}
		out = append(out, rules.Review.String()+": "+strings.Join(words, ", "))
	}
	return out
}

// examples are texts on one line each.
func examples(list []rules.Example, l showLabels) []string {
	var out []string
	for _, ex := range list {
		s := ex.Text
		if ex.Customer != "" {
			s = l.customer + ex.Customer + " | " + s
		}
		var turns []string
		for _, t := range ex.Turns {
			turns = append(turns, t.Speaker+": "+t.Text)
		}
		s += strings.Join(turns, " | ")
		if ex.Profile != "" {
			s += " [" + ex.Profile + "]"
		}
		if ex.Level != nil {
			s += " → " + ex.Level.String()
		}
		out = append(out, strings.ReplaceAll(s, "\n", "⏎"))
	}
	return out
}
