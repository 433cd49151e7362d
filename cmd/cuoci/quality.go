package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"github.com/cuoci/cuoci/lint"
	"github.com/cuoci/cuoci/lint/config"
	"github.com/cuoci/cuoci/lint/quality"
	"github.com/cuoci/cuoci/lint/score"
	"github.com/cuoci/cuoci/lint/source"
	"github.com/cuoci/cuoci/rules"
)

// newQualityCommand is for those who work on rules, and hidden from others.
func newQualityCommand(a *app) *cobra.Command {
	var f rulesFlags
	var sample int
	var seed uint64
	var profiles, cardScores bool
	cmd := &cobra.Command{
		Use:    "quality FILE",
		Hidden: true,
		Short:  "Measure the rules on real text",
		Long: `quality reads a labelled file, one agent's turn a line:

  {"id": "1", "context": "the customer's turn", "text": "the agent's", "labels": ["but"], "unsure": []}

and prints precision, recall and F1 of each label whose rules run, then every miss
and false alarm with its text. A label in unsure leaves the turn out of that
label's count; a finding counts at any level; a rule that another took in has
fired. Behind precision and recall stands the Wilson interval at 95 %.

With --sample FILE is any text that check reads: its findings are counted for each
rule and level and for each 1,000 characters, with the rules that fire together
most, and some are drawn to be read. With --profiles they are counted under every
profile.

With --card-scores FILE holds conversations with the satisfaction that people gave
them, one a line: {"id", "S", "turns": [{"role", "text"}]} or {"id", "S",
"agent_text": [...]}. It prints the rank correlation (Spearman) of the two sides, the
worst and the last moment and each area of the card with S and its interval at 95 %:
where the score was assessed, and over all, unassessed ones at the card's start.`,
		Example: `  cuoci quality labelled.jsonl
  cuoci quality replies.txt --unit line --sample 40
  cuoci quality replies.txt --unit line --profiles
  cuoci quality rated.jsonl --card-scores`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return errors.New("one file is asked: a labelled one, or with --sample any text")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if profiles {
				return a.profiles(&f, args[0])
			}
			if cardScores {
				return a.cardScores(&f, args[0])
			}
			if !cmd.Flags().Changed("sample") {
				if cmd.Flags().Changed("seed") || cmd.Flags().Changed("unit") {
					return errors.New("--seed and --unit go with --sample or --profiles: labelled turns stand one a line")
				}
				return a.measure(&f, args[0])
			}
			if sample < 0 {
				return fmt.Errorf("--sample: %d is less than 0", sample)
			}
			return a.sample(&f, args[0], sample, seed)
		},
	}
	f.register(cmd, true, false)
	addChoice(cmd, &f.check.unit, "unit", "unit", "what stands alone in plain text, with --sample", "file", config.Units())
	cmd.Flags().IntVar(&sample, "sample", 0, "count findings in text without labels and show up to `n` of each rule")
	cmd.Flags().BoolVar(&profiles, "profiles", false, "count the findings of each rule in text without labels under every profile")
	cmd.Flags().BoolVar(&cardScores, "card-scores", false, "print how the scores of the card go with the satisfaction of rated conversations")
	cmd.MarkFlagsMutuallyExclusive("sample", "profiles", "card-scores")
	cmd.MarkFlagsMutuallyExclusive("profile", "profiles")
	cmd.Flags().Uint64Var(&seed, "seed", 1, "a `number` that settles which findings --sample draws")
	return cmd
}

// listIn reads a file that must hold some of what it is read for.
func listIn[T any](path, what string, read func(io.Reader) ([]T, error)) ([]T, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, asPlaced(err)
	}
	defer file.Close()
	list, err := read(file)
	switch {
	case err != nil:
		return nil, fmt.Errorf("%s: %w", path, err)
	case len(list) == 0:
		return nil, fmt.Errorf("%s: no %s in it", path, what)
	}
	return list, nil
}

// measure scores the rules on a labelled file.
func (a *app) measure(f *rulesFlags, path string) error {
	set, err := f.settings()
	if err != nil {
		return err
	}
	turns, err := listIn(path, "labelled turns", quality.Read)
	if err != nil {
		return err
	}
	scores, err := quality.Measure(set.linter, turns)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return quality.Print(a.stdout, scores)
}

// sample counts findings in text without labels and draws some.
func (a *app) sample(f *rulesFlags, path string, n int, seed uint64) error {
	set, err := f.settings()
	if err != nil {
		return err
	}
	reading := set.reading
	reading.Path = path
	s, err := quality.Draw(set.linter, reading, n, seed)
	if err != nil {
		return asPlaced(err)
	}
	return s.Print(a.stdout)
}

// profiles counts findings under every profile.
func (a *app) profiles(f *rulesFlags, path string) error {
	var linters []*lint.Linter
	var reading source.Options
	var ids []string
	for _, p := range rules.Profiles() {
		f.check.profile.value = p
		set, err := f.settings()
		if err != nil {
			return err
		}
		linters, reading = append(linters, set.linter), set.reading
		for _, r := range set.linter.Rules() {
			ids = append(ids, r.Rule.ID)
		}
	}
	slices.Sort(ids)
	reading.Path = path
	rates, err := quality.CountProfiles(rules.Profiles(), linters, reading)
	if err != nil {
		return asPlaced(err)
	}
	return rates.Print(a.stdout, ids)
}

// cardScores prints how the scores of the shipped card go with satisfaction.
func (a *app) cardScores(f *rulesFlags, path string) error {
	s, c, err := f.open()
	if err != nil {
		return err
	}
	s.profile = "transcript"
	set, err := s.under(c)
	if err != nil {
		return err
	}
	card, err := rules.ShippedCard()
	if err != nil {
		return err
	}
	j, err := score.NewScorer(card, "en").Judge(set.linter)
	if err != nil {
		return err
	}
	rated, err := listIn(path, "rated conversations", score.ReadRated)
	if err != nil {
		return err
	}
	list, err := j.Agree(rated)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return score.PrintAgreements(a.stdout, list)
}

// settings are those of a check in the working directory under the flags.
func (f *rulesFlags) settings() (*settings, error) {
	s, c, err := f.open()
	if err != nil {
		return nil, err
	}
	return s.under(c)
}
