package rules

import (
	"strings"
	"testing"
)

// TestShippedPacks holds the built-in packs to more than what a user's pack
// needs: both languages, and enough examples.
func TestShippedPacks(t *testing.T) {
	s, err := Read(nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Compile(true); err != nil {
		t.Fatal(err)
	}
	for _, p := range s.Packs() {
		if p.Title.ZH == "" || p.Title.EN == "" {
			t.Errorf("pack %q has no title in both languages", p.Name)
		}
		for _, m := range p.Markers {
			if p.Name == sharedPack && (m.Examples.Hit == nil || m.Examples.Miss == nil) {
				t.Errorf("%s:%d: shared marker %q has no hit or no miss as an example", m.Path, m.Line, m.Name)
			}
		}
		for i := range p.Rules {
			checkShippedRule(t, &p.Rules[i])
		}
	}
}

func checkShippedRule(t *testing.T, d *RuleDoc) {
	t.Helper()
	bad := func(format string, args ...any) {
		t.Helper()
		t.Errorf("%s:%d: %s: "+format, append([]any{d.Path, d.Line, d.Rule.ID}, args...)...)
	}
	if d.Rule.Title.EN == "" || d.Rule.Message.EN == "" {
		bad("no English title or message")
	}
	if len(d.Rule.Suggestions) == 0 {
		bad("no suggestions")
	}
	for _, s := range d.Rule.Suggestions {
		if s.Text.EN == "" {
			bad("suggestion %q is not there in English", s.Text.ZH)
		}
	}
	if d.Since == "" {
		bad("no since")
	}
	for _, s := range d.Source {
		if s.Section == "" {
			bad("source %q names no section", s.Deck)
		}
	}
	need := 4
	if d.Rule.Kind == Avoid {
		need = 8
	}
	if len(d.Examples.Hit) < need || len(d.Examples.Miss) < need {
		bad("%d hits and %d misses as examples, want %d of each", len(d.Examples.Hit), len(d.Examples.Miss), need)
	}
	if strings.Contains(d.Rule.Message.ZH, "{") && !strings.Contains(d.Rule.Message.ZH, "{match}") {
		bad("message %q: only {match} is replaced", d.Rule.Message.ZH)
	}
}
