package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cuoci/cuoci/lint/config"
	"github.com/cuoci/cuoci/lint/score"
	"github.com/cuoci/cuoci/lint/score/page"
	"github.com/cuoci/cuoci/rules"
)

// scoreFlags are the flags of score.
type scoreFlags struct {
	check      checkFlags // those that score shares with check
	format     choice
	output     string
	card       string
	by         choice
	rank       bool
	pseudonyms bool
	minScore   []string
	failOn     choice
	review     string

	least map[string]float64 // what minScore says
}

// What --fail-on may name.
const (
	failOff   = "off"
	failFatal = "fatal"
	failLow   = "low"
)

func newScoreCommand(a *app) *cobra.Command {
	var f scoreFlags
	cmd := &cobra.Command{
		Use:   "score [PATH...|-]",
		Short: "Score conversations by the service standards",
		Long: `score fills in a card for each conversation: its two sides (procedure and person),
the areas of each, the kind of service, the worst and the last moment, each with
the sentences that speak for or against it. What nothing speaks of is not
assessed, which is not passed. The conversations are read as check reads them; in
plain text the lines say who speaks: 客服：… and 客户：…

--by counts them in groups instead, with 95 % intervals; a group of fewer than 30
conversations is marked as too small to compare, and nobody is ranked unless
--rank is given: a score tells what to work on, it is no ground to blame.

--review writes the findings to a CSV for a person to mark right or wrong;
"cuoci rules precision" reads the marks.

Exit status: 0 done; 1 a conversation is refused by --fail-on or --min-score; 2
something could not be done, as check has it.`,
		Example: `  cuoci score chats/
  cuoci score chats.jsonl --by agent --pseudonyms
  cuoci score chats.jsonl --format jsonl --min-score 60
  cuoci score chats.jsonl --review review.csv
  cuoci score chats/ --format html --output report.html`,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.score(cmd.Context(), &f, args)
		},
	}
	f.register(cmd)
	return cmd
}

func (f *scoreFlags) register(cmd *cobra.Command) {
	fs := cmd.Flags()
	fs.SortFlags = false
	c := &f.check
	add := c.lend()
	addChoice(cmd, &f.format, "format", "format", "how the cards are written", string(score.Text), append(score.Formats(), page.Format))
	fs.StringVarP(&f.output, "output", "o", "", "write to this `file` in place of standard output; it appears whole or not at all")
	fs.StringVar(&f.card, "card", "", "score by the card in this `file` or folder (\"cuoci rules schema --card\" describes it)")
	addChoice(cmd, &f.by, "by", "group", "count the conversations in groups", "none", score.Groupings())
	fs.BoolVar(&f.rank, "rank", false, "put the groups in the order of their scores")
	fs.BoolVar(&f.pseudonyms, "pseudonyms", false, "replace the names of agents, leave out those of customers")
	fs.BoolVar(&c.redact, "redact", false, "mask customers' data, as check does")
	fs.StringSliceVar(&f.minScore, "min-score", nil, "exit status 1 where a score is lower: `scores` such as 60 (both sides) or procedure=60,personal=50,worst=30,last=40")
	addChoice(cmd, &f.failOn, "fail-on", "what", "exit status 1 where a conversation has a fatal item, or is low on a side too", failFatal, []string{failFatal, failLow, failOff})
	fs.BoolVar(&c.exitZero, "exit-zero", false, "exit status 0 whatever the scores; what could not be done is still status 2")
	fs.StringVar(&f.review, "review", "", "write the findings to this CSV `file` for a person to mark right or wrong")
	fs.BoolVar(&c.explain, "explain", false, "follow every number to its evidence")
	add(fs, "packs")
	addChoice(cmd, &c.profile, "profile", "profile", "levels for a kind of text", "transcript", rules.Profiles())
	add(fs, "enable", "disable", "unit", "encoding")
	addChoice(cmd, &c.lang, "lang", "language", "language of the cards", "zh", []string{"zh", "en"})
	add(fs, "color", "stdin-filename")
	fs.BoolVarP(&c.quiet, "quiet", "q", false, "cards and errors only: no closing count, no progress")
	fs.IntVarP(&c.jobs, "jobs", "j", 0, "conversations scored at the same time: `n` workers (default: one a processor)")
	add(fs, "config", "input", "text-key", "column")
}

// scoresNamed are the scores that --min-score may name.
func scoresNamed() []string { return []string{"procedure", "personal", "worst", "last"} }

// verify refuses values that flags themselves cannot refuse.
func (f *scoreFlags) verify(args []string) error {
	if err := f.check.verify(nil); err != nil {
		return err
	}
	if f.rank && f.by.value == "" {
		return errors.New("--rank puts groups in order: --by says which")
	}
	if format, path, ok := strings.Cut(f.output, ":"); ok && slices.Contains(f.format.allowed, format) {
		return fmt.Errorf("--output: %q: score writes one report: --format %s --output %s", f.output, format, path)
	}
	files := map[string]string{}
	for flag, path := range map[string]string{"output": f.output, "review": f.review} {
		if path == "" {
			continue
		}
		files[flag] = absolute(path)
		for _, arg := range args {
			if arg != "-" && sameFile(arg, path) {
				return fmt.Errorf("--%s: %q is to be scored: it would be overwritten", flag, path)
			}
		}
	}
	if f.output != "" && files["output"] == files["review"] {
		return fmt.Errorf("--output and --review both go to %q", f.output)
	}
	return f.verifyLeast()
}

// verifyLeast reads --min-score.
func (f *scoreFlags) verifyLeast() error {
	f.least = map[string]float64{}
	for _, part := range f.minScore {
		name, text, named := strings.Cut(part, "=")
		if !named {
			name, text = "", part
		}
		x, err := strconv.ParseFloat(text, 64)
		if err != nil || !(x >= 0 && x <= 100) {
			return fmt.Errorf("--min-score: %q: a number from 0 to 100 is allowed", text)
		}
		switch {
		case !named:
			f.least["procedure"], f.least["personal"] = x, x
		case !slices.Contains(scoresNamed(), name):
			return errors.New("--min-score: " + config.Unknown("score", name, scoresNamed()))
		default:
			f.least[name] = x
		}
	}
	return nil
}

// scoringCard is the card that the flags name, or the shipped one.
func (f *scoreFlags) scoringCard() (*rules.Card, error) {
	if f.card == "" {
		return rules.ShippedCard()
	}
	return rules.ReadCard(f.card)
}

// score scores what a walk finds.
func (a *app) score(ctx context.Context, f *scoreFlags, args []string) error {
	if err := f.verify(args); err != nil {
		return err
	}
	if len(args) == 0 {
		if isTerminal(a.stdin) {
			return errors.New("nothing to score: name a file, a folder, or - for standard input")
		}
		args = []string{"-"}
	}
	card, err := f.scoringCard()
	if err != nil {
		return err
	}
	f.check.known.noBaseline = true // what is known is evidence none the less
	s, err := newSession(&f.check)
	if err != nil {
		return err
	}
	s.all, s.profile = true, "transcript"
	if f.card != "" {
		s.markers = card.Markers()
	}
	r := &scoring{app: a, flags: f, session: s, scorer: score.NewScorer(card, s.lang()), args: args}
	return r.run(ctx)
}
