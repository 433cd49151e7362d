package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/cuoci/cuoci/lint/score"
)

// precisionAsked is the precision below which a rule is listed.
const precisionAsked = 0.8

func newRulesPrecisionCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "precision FILE...",
		Short: "Read marked reviews and print the precision of each rule",
		Long: `precision reads reviews that "cuoci score --review FILE" wrote and a person marked:
right (对) or wrong (错) in the first column, nothing where it was not judged. It
prints for each rule how many of its findings were right, with the Wilson interval
at 95 %, and lists the rules below 80 %. Several reviews are counted together.

A finding that its agent thinks is wrong is marked wrong by whoever reviews it:
that is how to appeal, and how a team finds out which rules to tune.`,
		Example: `  cuoci score chats.jsonl --review review.csv
  cuoci rules precision review.csv`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return errors.New("a review is asked: \"cuoci score --review FILE\" writes one")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error { return a.precision(args) },
	}
}

// precision reads reviews and prints what they say.
func (a *app) precision(paths []string) error {
	var p score.Precision
	for _, path := range paths {
		file, err := os.Open(filepath.Clean(path))
		if err != nil {
			return asPlaced(err)
		}
		err = p.Read(path, file)
		file.Close()
		if err != nil {
			return err
		}
	}
	var b bytes.Buffer
	rules := p.Rules()
	fmt.Fprintf(&b, "%-32s %6s %6s %9s %-15s %9s\n", "rule", "marked", "right", "precision", " 95 %", "no mark")
	var below []score.RulePrecision
	for _, r := range rules {
		if r.Right.Whole == 0 {
			fmt.Fprintf(&b, "%-32s %6d %6s %9s %-15s %9d\n", oneLine(r.Rule), 0, "-", "-", "", r.Open)
			continue
		}
		fmt.Fprintf(&b, "%-32s %6d %6d %9.3f (%.3f-%.3f)   %9d\n", oneLine(r.Rule), r.Right.Whole, r.Right.Part, r.Right.Share,
			r.Right.Interval.Low, r.Right.Interval.High, r.Open)
		if r.Right.Share < precisionAsked {
			below = append(below, r)
		}
	}
	if len(below) > 0 {
		fmt.Fprintf(&b, "\nbelow %.0f %%:\n", 100*precisionAsked)
		for _, r := range below {
			sure := "may be chance: mark more"
			if r.Right.Interval.High < precisionAsked {
				sure = "the whole interval is below"
			}
			fmt.Fprintf(&b, "  %s %d of %d right; %s\n", oneLine(r.Rule), r.Right.Part, r.Right.Whole, sure)
		}
	}
	_, err := a.stdout.Write(b.Bytes())
	return err
}
