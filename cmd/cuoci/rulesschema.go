package main

import (
	"io"

	"github.com/spf13/cobra"

	"github.com/cuoci/cuoci/rules"
)

func newRulesSchemaCommand(a *app) *cobra.Command {
	card := false
	cmd := &cobra.Command{
		Use:   "schema",
		Short: "Print the JSON Schema of rule packs or score cards, for editors",
		Args:  noArgs(""),
		RunE: func(*cobra.Command, []string) error {
			schema := rules.Schema()
			if card {
				schema = rules.CardSchema()
			}
			_, err := io.WriteString(a.stdout, schema)
			return err
		},
	}
	cmd.Flags().BoolVar(&card, "card", false, "that of score cards")
	return cmd
}
