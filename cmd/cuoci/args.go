package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cuoci/cuoci/lint/config"
)

// noArgs refuses arguments; hint says what may have been meant by one, and may be
// empty.
func noArgs(hint string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 {
			return nil
		}
		return fmt.Errorf("%q: %s takes no arguments%s", args[0], cmd.CommandPath(), hint)
	}
}

// oneArg refuses more than one argument.
func oneArg(cmd *cobra.Command, args []string) error {
	if len(args) > 1 {
		return fmt.Errorf("%q: %s takes one argument at most", args[1], cmd.CommandPath())
	}
	return nil
}

// knownTopic refuses to help with a command that is not there.
func knownTopic(help *cobra.Command, args []string) error {
	found, rest, err := help.Root().Find(args)
	if err == nil && (len(rest) == 0 || !found.HasSubCommands()) {
		return nil
	}
	var names []string
	for _, c := range found.Commands() {
		if c.IsAvailableCommand() {
			names = append(names, strings.TrimPrefix(c.CommandPath(), "cuoci "))
		}
	}
	return errors.New(config.Unknown("command", strings.Join(args, " "), names))
}
