package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cuoci/cuoci/rules"
)

// TestRulesPage holds rules/RULES.md, the list of all rules, to the packs.
func TestRulesPage(t *testing.T) {
	packs, err := rules.Packs(nil)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	b.WriteString("# The rules\n\nWritten by a test from the packs; `cuoci rules show ID` tells more of each. The level is that of the profile reply; context may lower it.\n")
	for _, p := range packs {
		if len(p.Rules) == 0 {
			continue
		}
		fmt.Fprintf(&b, "\n## %s — %s (%s)\n\n| rule | kind | level | | finds | leaves alone |\n|---|---|---|---|---|---|\n", p.Name, p.Title.ZH, p.Title.EN)
		for i := range p.Rules {
			d := &p.Rules[i]
			fmt.Fprintf(&b, "| `%s` | %s | %s | %s · %s | %s | %s |\n", d.Rule.ID, d.Rule.Kind, d.Rule.Level,
				tableCell(d.Rule.Title.ZH), tableCell(d.Rule.Title.EN), tableCell(shortest(d.Examples.Hit)), tableCell(shortest(d.Examples.Miss)))
		}
	}
	file := filepath.Join("..", "..", "rules", "RULES.md")
	if *update {
		if err := os.WriteFile(file, []byte(b.String()), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != b.String() {
		t.Error("rules/RULES.md is stale: go test ./cmd/cuoci -run RulesPage -update writes it anew")
	}
}

// shortest is the shortest example that is a text alone, else the shortest
// conversation.
func shortest(list []rules.Example) string {
	best := ""
	for _, alone := range []bool{true, false} {
		for _, ex := range list {
			s := ex.Text
			if !alone {
				var turns []string
				if ex.Customer != "" {
					turns = append(turns, "customer: "+ex.Customer, "agent: "+ex.Text)
				}
				for _, turn := range ex.Turns {
					turns = append(turns, turn.Speaker+": "+turn.Text)
				}
				s = strings.Join(turns, " / ")
			} else if ex.Customer != "" {
				continue
			}
			if s != "" && (best == "" || len(s) < len(best)) {
				best = s
			}
		}
		if best != "" {
			return best
		}
	}
	return best
}

// tableCell puts a text into a cell of a Markdown table.
func tableCell(s string) string {
	return strings.NewReplacer("|", "\\|", "\n", " ", "<", "&lt;").Replace(s)
}
