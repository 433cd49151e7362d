package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cuoci/cuoci/lint"
	"github.com/cuoci/cuoci/lint/config"
	"github.com/cuoci/cuoci/lint/ruletest"
	"github.com/cuoci/cuoci/lint/score"
)

func newRulesTestCommand(a *app) *cobra.Command {
	var f rulesFlags
	var strict bool
	var card string
	cmd := &cobra.Command{
		Use:   "test",
		Short: "Run the examples of rule packs",
		Long: `test runs the examples of packs: each hit must fire its rule or marker, no miss
may, and every suggestion must itself pass all rules. Patterns and word list
entries that no example fires are listed. The examples of a score card must come
out as the kind of service that they name: those of the shipped card where no pack
is named, those of another with --card.

Exit status: 0 all passed; 1 an example failed or, with --strict, something is
fired by no example; 2 a pack could not be read.`,
		Example: `  cuoci rules test
  cuoci rules test --packs ./our-pack --strict`,
		Args: noArgs(": packs are named with --packs, such as --packs ./our-pack.yaml"),
		RunE: func(*cobra.Command, []string) error {
			_, c, err := f.open()
			if err != nil {
				return err
			}
			r, err := ruletest.Run(f.packs(c))
			if err != nil {
				return err
			}
			cards, err := f.testCard(r, c, card)
			if err != nil {
				return err
			}
			return a.testReport(r, cards, strict)
		},
	}
	f.register(cmd, false, false)
	cmd.Flags().StringVar(&card, "card", "", "test the score card in this `file` or folder, too")
	cmd.Flags().BoolVar(&strict, "strict", false, "fail on patterns and entries that no example fires")
	return cmd
}

// testCard scores the examples of a card: the one that is named, or the shipped
// one where all built-in packs are tested.
func (f *rulesFlags) testCard(r *ruletest.Report, c *config.Config, path string) ([]score.ExampleFailure, error) {
	packs := f.packs(c)
	if path == "" && packs != nil {
		return nil, nil
	}
	card, err := (&scoreFlags{card: path}).scoringCard()
	if err != nil {
		return nil, err
	}
	s, err := newSession(&f.check)
	if err != nil {
		return nil, err
	}
	s.markers = card.Markers()
	set, err := s.ruleset(packs)
	if err != nil {
		return nil, err
	}
	l, err := lint.New(lint.Config{Rules: set, Profile: "transcript"})
	if err != nil {
		return nil, err
	}
	passed, failures, err := score.NewScorer(card, "en").Examples(l)
	r.Passed += passed
	return failures, err
}

// testReport writes failures, then gaps, then the count.
func (a *app) testReport(r *ruletest.Report, cards []score.ExampleFailure, strict bool) error {
	var b strings.Builder
	for _, f := range cards {
		fmt.Fprintf(&b, "%s\n", f)
	}
	for _, f := range r.Failures {
		fmt.Fprintf(&b, "%s\n", f)
	}
	gap := "warning"
	if strict {
		gap = "error"
	}
	for _, u := range r.Unfired {
		fmt.Fprintf(&b, "%s: %s\n", gap, u)
	}
	fmt.Fprintf(&b, "rules test: %d examples passed, %d failed", r.Passed, len(r.Failures)+len(cards))
	if n := r.Gaps(); n > 0 {
		fmt.Fprintf(&b, "; %d patterns and entries fired by none", n)
	}
	b.WriteByte('\n')
	if _, err := fmt.Fprint(a.stdout, b.String()); err != nil {
		return err
	}
	if len(r.Failures)+len(cards) > 0 || strict && len(r.Unfired) > 0 {
		return status(exitFindings)
	}
	return nil
}
