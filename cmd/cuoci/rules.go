package main

import (
	"errors"

	"github.com/spf13/cobra"

	"github.com/cuoci/cuoci/lint/config"
	"github.com/cuoci/cuoci/rules"
)

// rulesFlags are the flags that the commands under rules share.
type rulesFlags struct {
	check checkFlags // packs, profile, lang and config of it
}

func newRulesCommand(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "rules list|show|test|schema|precision",
		Short: "List, explain, test and review rules",
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return errors.New(config.Unknown("command", "rules "+args[0], []string{"rules list", "rules show", "rules test", "rules schema", "rules precision"}))
			}
			return cmd.Help()
		},
	}
	cmd.AddCommand(newRulesListCommand(a), newRulesShowCommand(a), newRulesTestCommand(a), newRulesSchemaCommand(a), newRulesPrecisionCommand(a))
	return cmd
}

// register adds --packs and --config, and what else a command asks for.
func (f *rulesFlags) register(cmd *cobra.Command, profile, lang bool) {
	fs := cmd.Flags()
	fs.SortFlags = false
	fs.StringSliceVar(&f.check.packs, "packs", nil, packsUsage)
	if profile {
		addChoice(cmd, &f.check.profile, "profile", "profile", "levels for a kind of text", rules.DefaultProfile, rules.Profiles())
	}
	if lang {
		addChoice(cmd, &f.check.lang, "lang", "language", "language of titles and messages", "zh", []string{"zh", "en"})
	}
	fs.StringVar(&f.check.config, "config", "", "configuration `file` in place of the "+config.Name+" found upward of the working directory")
}

// open is the session of a command that looks at rules: under the configuration
// of the working directory, errors of which end the command.
func (f *rulesFlags) open() (*session, *config.Config, error) {
	f.check.known.noBaseline = true // rules are looked at, whatever is known
	s, err := newSession(&f.check)
	if err != nil {
		return nil, nil, err
	}
	c, err := s.finder.For(".")
	return s, c, err
}

// packs are the packs that flags or the configuration name, nil for all.
func (f *rulesFlags) packs(c *config.Config) []string {
	if f.check.packs == nil && c != nil {
		return c.Packs
	}
	return f.check.packs
}
