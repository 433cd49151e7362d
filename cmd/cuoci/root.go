package main

import (
	"errors"
	"fmt"
	"strconv"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/cuoci/cuoci/rules"
)

// newRootCommand is the program: its commands, and check under its own name.
func newRootCommand(a *app) *cobra.Command {
	var f checkFlags
	var version bool
	root := &cobra.Command{
		Use:   "cuoci [command] [PATH...|-]",
		Short: "Check the phrasing of Chinese service replies",
		Long: `cuoci checks the phrasing of Chinese service replies. It names the phrase that
makes a customer feel refused, blamed or brushed off, says why, and what to say
instead.

"cuoci PATH" means "cuoci check PATH"; with no PATH, what is piped in is checked.
A file named like a command is written ./fix.`,
		Example: `  echo '您好，我不能为您退款。' | cuoci
  cuoci reply.txt replies/ --format json
  cuoci rules show negative/cannot`,
		Args:          cobra.ArbitraryArgs,
		SilenceErrors: true,
		SilenceUsage:  true,
		RunE: func(cmd *cobra.Command, args []string) error {
			switch {
			case version:
				return a.version()
			case len(args) == 0 && isTerminal(a.stdin):
				return cmd.Help()
			}
			return a.check(cmd.Context(), &f, args)
		},
	}
	root.SetIn(a.stdin)
	root.SetOut(a.stdout)
	root.SetErr(a.stderr)
	root.SetFlagErrorFunc(flagError)
	root.CompletionOptions.DisableDefaultCmd = true
	root.PersistentFlags().BoolP("help", "h", false, "say how it is used")
	f.register(root)
	root.Flags().BoolVar(&version, "version", false, "print the version")
	root.AddCommand(
		newCheckCommand(a),
		newFixCommand(a),
		newScoreCommand(a),
		newRulesCommand(a),
		newBaselineCommand(a),
		newConfigCommand(a),
		newInitCommand(a),
		newVersionCommand(a),
		newCompletionCommand(a),
		newQualityCommand(a),
	)
	root.InitDefaultHelpCmd()
	if help, _, err := root.Find([]string{"help"}); err == nil {
		help.Args = knownTopic
	}
	return root
}

// flagError puts the errors of flags into the words of this program.
func flagError(cmd *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	var invalid *pflag.InvalidValueError
	var valueless *pflag.ValueRequiredError
	var number *strconv.NumError
	switch {
	case errors.As(err, &unknown) && unknown.GetSpecifiedShortnames() == "":
		var names []string
		cmd.Flags().VisitAll(func(f *pflag.Flag) {
			if !f.Hidden {
				names = append(names, f.Name)
			}
		})
		return fmt.Errorf("unknown flag --%s%s: \"%s --help\" lists the flags", unknown.GetSpecifiedName(),
			rules.DidYouMean(unknown.GetSpecifiedName(), names), cmd.CommandPath())
	case errors.As(err, &unknown):
		return fmt.Errorf("unknown flag -%s: \"%s --help\" lists the flags", unknown.GetSpecifiedName(), cmd.CommandPath())
	case errors.As(err, &valueless):
		f := valueless.GetFlag()
		_, usage := pflag.UnquoteUsage(f)
		return fmt.Errorf("--%s: nothing stands behind it: %s", f.Name, usage)
	case errors.As(err, &invalid) && errors.As(err, &number):
		return fmt.Errorf("--%s: %q: a whole number is allowed", invalid.GetFlag().Name, invalid.GetValue())
	case errors.As(err, &invalid):
		return fmt.Errorf("--%s: %w", invalid.GetFlag().Name, invalid.Unwrap())
	}
	return err
}
