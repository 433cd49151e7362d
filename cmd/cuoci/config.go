package main

import (
	"errors"
	"io"

	"github.com/spf13/cobra"

	"github.com/cuoci/cuoci/lint/config"
)

func newConfigCommand(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "config verify|show|schema",
		Short: "Look for mistakes in " + config.Name + ", and say what applies to a path",
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return errors.New(config.Unknown("command", "config "+args[0], []string{"config verify", "config show", "config schema"}))
			}
			return cmd.Help()
		},
	}
	schema := &cobra.Command{
		Use:   "schema",
		Short: "Print the JSON Schema of " + config.Name + ", for editors",
		Args:  noArgs(""),
		RunE: func(*cobra.Command, []string) error {
			_, err := io.WriteString(a.stdout, config.Schema())
			return err
		},
	}
	cmd.AddCommand(newConfigVerifyCommand(a), newConfigShowCommand(a), schema)
	return cmd
}
