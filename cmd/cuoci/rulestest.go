package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cuoci/cuoci/lint/ruletest"
)

func newRulesTestCommand(a *app) *cobra.Command {
	var f rulesFlags
	var strict bool
	cmd := &cobra.Command{
		Use:   "test",
		Short: "Run the examples of rule packs",
		Long: `test runs the examples of packs: each hit must fire its rule or marker, no miss
may, and every suggestion must itself pass all rules. Patterns and word list
entries that no example fires are listed.

Exit status: 0 all passed; 1 an example failed or, with --strict, something is
fired by no example; 2 a pack could not be read.`,
		Example: `  cuoci rules test
  cuoci rules test --packs ./our-pack --strict`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			_, c, err := f.open()
			if err != nil {
				return err
			}
			r, err := ruletest.Run(f.packs(c))
			if err != nil {
				return err
			}
			return a.testReport(r, strict)
		},
	}
	f.register(cmd, false, false)
	cmd.Flags().BoolVar(&strict, "strict", false, "fail on patterns and entries that no example fires")
	return cmd
}

// testReport writes failures, then gaps, then the count.
func (a *app) testReport(r *ruletest.Report, strict bool) error {
	var b strings.Builder
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
	fmt.Fprintf(&b, "rules test: %d examples passed, %d failed", r.Passed, len(r.Failures))
	if n := r.Gaps(); n > 0 {
		fmt.Fprintf(&b, "; %d patterns and entries fired by none", n)
	}
	b.WriteByte('\n')
	if _, err := fmt.Fprint(a.stdout, b.String()); err != nil {
		return err
	}
	if len(r.Failures) > 0 || strict && len(r.Unfired) > 0 {
		return status(exitFindings)
	}
	return nil
}
