package ruletest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/cuoci/cuoci/lint"
	"github.com/cuoci/cuoci/lint/fix"
	"github.com/cuoci/cuoci/lint/source"
	"github.com/cuoci/cuoci/lint/zh"
	"github.com/cuoci/cuoci/rules"
)

// fixes tests what fixes make of their examples, each by itself: of the rules
// only its own is fixed.
func (t *tester) fixes() error {
	linters := map[batch]*lint.Linter{}
	for _, p := range t.packs {
		for i := range p.Rules {
			d := &p.Rules[i]
			for k := range d.Fixes {
				traditional := false
				for _, ex := range d.Fixes[k].Examples {
					b := batch{profile: ex.Profile}
					if b.profile == "" {
						b.profile = rules.DefaultProfile
					}
					if d.Rule.LevelIn(b.profile) == rules.Off {
						b.on = d.Rule.ID
					}
					l := linters[b]
					if l == nil {
						var err error
						if l, err = t.linter(b); err != nil {
							return err
						}
						linters[b] = l
					}
					shown := rules.Example{Text: ex.Before, Customer: ex.Customer, Path: ex.Path, Line: ex.Line}
					msg, err := fixed(l, d.Rule.ID, k+1, &ex)
					if err != nil {
						return err
					}
					t.verdict(shown, d.Rule.ID, msg)
					traditional = traditional || isTraditional(ex.Before)
				}
				if !traditional {
					t.gap(Unfired{
						Path: d.Fixes[k].Path, Line: d.Fixes[k].Line, Of: d.Rule.ID,
						What: fmt.Sprintf("fix %d in traditional script", k+1),
					})
				}
			}
		}
	}
	return nil
}

// fixed says what is wrong with an example of a rule's nth fix, nothing when it
// does what it should.
func fixed(l *lint.Linter, rule string, nth int, ex *rules.FixExample) (string, error) {
	line, err := json.Marshal(record(rules.Example{Text: ex.Before, Customer: ex.Customer}))
	if err != nil {
		return "", err
	}
	out, err := fix.Document(l, line, source.Options{Path: "example", Format: source.FormatJSONL}, fix.Options{
		Review: true,
		Sieve:  func() func(*lint.Finding) bool { return func(f *lint.Finding) bool { return f.Rule == rule } },
	})
	if err != nil {
		return "", err
	}
	var got struct {
		Text  string `json:"text"`
		Turns []turn `json:"turns"`
	}
	if err := json.Unmarshal(bytes.TrimSpace(out.Data), &got); err != nil {
		return "", errors.Join(fmt.Errorf("%s: a fix broke %q", rule, line), err)
	}
	if got.Turns != nil {
		got.Text = got.Turns[len(got.Turns)-1].Text
	}
	switch {
	case len(out.Withdrawn) > 0:
		return fmt.Sprintf("fix %d is withdrawn, since it adds %s", nth, strings.Join(out.Withdrawn[0].Why, ", ")), nil
	case got.Text != ex.After:
		return fmt.Sprintf("should be fixed to %q, is %q", ex.After, got.Text), nil
	case !slices.ContainsFunc(out.Applied, func(c fix.Change) bool { return c.Suggestion.Fix == nth }):
		return fmt.Sprintf("fix %d has no part in it: an earlier one comes first", nth), nil
	}
	return "", nil
}

// isTraditional tells whether a text holds a traditional character.
func isTraditional(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return zh.IsHan(r) && zh.Fold(string(r)) != string(r) })
}
