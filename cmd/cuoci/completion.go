package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

func newCompletionCommand(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "completion bash|zsh|fish|powershell",
		Short: "Print a completion script for a shell",
		Example: `  source <(cuoci completion bash)
  cuoci completion zsh > "${fpath[1]}/_cuoci"
  cuoci completion fish > ~/.config/fish/completions/cuoci.fish`,
	}
	shells := []struct {
		name  string
		write func(root *cobra.Command) error
	}{
		{"bash", func(root *cobra.Command) error { return root.GenBashCompletionV2(a.stdout, true) }},
		{"zsh", func(root *cobra.Command) error { return root.GenZshCompletion(a.stdout) }},
		{"fish", func(root *cobra.Command) error { return root.GenFishCompletion(a.stdout, true) }},
		{"powershell", func(root *cobra.Command) error { return root.GenPowerShellCompletionWithDesc(a.stdout) }},
	}
	var names []string
	for _, s := range shells {
		names = append(names, s.name)
	}
	cmd.ValidArgs = names
	cmd.Args = func(_ *cobra.Command, args []string) error {
		if len(args) != 1 {
			return fmt.Errorf("one shell is asked: allowed are %s", strings.Join(names, ", "))
		}
		return nil
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		for _, s := range shells {
			if s.name == args[0] {
				return s.write(cmd.Root())
			}
		}
		c := choice{what: "shell", allowed: names}
		return c.Set(args[0])
	}
	return cmd
}
