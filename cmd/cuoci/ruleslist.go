package main

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/mattn/go-runewidth"
	"github.com/spf13/cobra"

	"github.com/cuoci/cuoci/lint"
	"github.com/cuoci/cuoci/rules"
)

func newRulesListCommand(a *app) *cobra.Command {
	var f rulesFlags
	var format choice
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the rules with their levels",
		Long:  "list shows every rule with the level at which a check in this folder runs it.",
		Args:  noArgs(""),
		RunE: func(*cobra.Command, []string) error {
			s, c, err := f.open()
			if err != nil {
				return err
			}
			set, err := s.under(c)
			if err != nil {
				return err
			}
			list, lang := set.linter.Rules(), s.lang()
			slices.SortFunc(list, func(a, b lint.RuleInfo) int { return strings.Compare(a.Rule.ID, b.Rule.ID) })
			if format.value == "json" {
				profile := f.check.profile.value
				if profile == "" && c != nil {
					profile = c.Profile
				}
				return listJSON(a.stdout, list, first(profile, rules.DefaultProfile))
			}
			return listText(a.stdout, list, lang)
		},
	}
	f.register(cmd, true, true)
	addChoice(cmd, &format, "format", "format", "how the list is written", "text", []string{"text", "json"})
	return cmd
}

// listText writes a table. Titles come last, so that their width does not matter.
func listText(w io.Writer, list []lint.RuleInfo, lang string) error {
	width := runewidth.Condition{StrictEmojiNeutral: true}
	rows := make([][]string, len(list))
	widths := make([]int, 3)
	for i, r := range list {
		rows[i] = []string{r.Rule.ID, r.Level.String(), r.Rule.Kind.String(), r.Rule.Title.In(lang)}
		for k := range widths {
			widths[k] = max(widths[k], width.StringWidth(rows[i][k]))
		}
	}
	var b strings.Builder
	for _, row := range rows {
		for k, n := range widths {
			b.WriteString(width.FillRight(row[k], n) + "  ")
		}
		b.WriteString(row[len(row)-1] + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

type listedRule struct {
	ID    string         `json:"id"`
	Level string         `json:"level"`
	Kind  string         `json:"kind"`
	Title localizedTitle `json:"title"`
}

type localizedTitle struct {
	ZH string `json:"zh"`
	EN string `json:"en,omitempty"`
}

func listJSON(w io.Writer, list []lint.RuleInfo, profile string) error {
	out := struct {
		Version int          `json:"version"`
		Profile string       `json:"profile"`
		Rules   []listedRule `json:"rules"`
	}{Version: 1, Profile: profile, Rules: []listedRule{}}
	for _, r := range list {
		out.Rules = append(out.Rules, listedRule{
			ID: r.Rule.ID, Level: r.Level.String(), Kind: r.Rule.Kind.String(),
			Title: localizedTitle{r.Rule.Title.ZH, r.Rule.Title.EN},
		})
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(out); err != nil {
		return fmt.Errorf("writing the list: %w", err)
	}
	return nil
}
