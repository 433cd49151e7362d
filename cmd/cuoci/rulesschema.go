package main

import (
	"io"

	"github.com/spf13/cobra"

	"github.com/cuoci/cuoci/rules"
)

func newRulesSchemaCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "schema",
		Short: "Print the JSON Schema of rule packs, for editors",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			_, err := io.WriteString(a.stdout, rules.Schema())
			return err
		},
	}
}
