package main

import (
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/cuoci/cuoci/lint/config"
)

// choice is the value of a flag that is one of a few names. It is empty until
// it is set.
type choice struct {
	value   string
	what    string // what the names name, for messages
	allowed []string
}

// addChoice adds a flag to a command, with completion of its names. fallback is
// what holds when nothing is said.
func addChoice(cmd *cobra.Command, c *choice, name, what, usage, fallback string, allowed []string) {
	c.what, c.allowed = what, allowed
	cmd.Flags().Var(c, name, usage+": "+strings.Join(allowed, ", ")+" (default "+fallback+")")
	complete(cmd, name, allowed)
}

// complete offers names for the value of a flag.
func complete(cmd *cobra.Command, flag string, names []string) {
	err := cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(names, cobra.ShellCompDirectiveNoFileComp))
	if err != nil {
		panic(err) // the flag does not exist, or is there twice
	}
}

// String is the name that was chosen.
func (c *choice) String() string { return c.value }

// Type stands for the name in help.
func (c *choice) Type() string { return c.what }

// Set chooses a name.
func (c *choice) Set(s string) error {
	if !slices.Contains(c.allowed, s) {
		return errors.New(config.Unknown(c.what, s, c.allowed))
	}
	c.value = s
	return nil
}

var _ pflag.Value = (*choice)(nil)
