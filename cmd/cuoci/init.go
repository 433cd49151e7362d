package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cuoci/cuoci/lint/config"
	"github.com/cuoci/cuoci/lint/config/starter"
)

func newInitCommand(a *app) *cobra.Command {
	var force bool
	cmd := &cobra.Command{
		Use:   "init [DIR]",
		Short: "Write a first " + config.Name + " for what lies in a folder",
		Long: `init looks which files are there and how they are laid out, and writes a
` + config.Name + ` that fits them: a profile for pages, the unit of plain text, the keys of
data files. What else may be said stands there as comments. Without DIR it is the
working directory.`,
		Args: oneArg,
		RunE: func(_ *cobra.Command, args []string) error {
			dir := "."
			if len(args) > 0 {
				dir = args[0]
			}
			return a.init(dir, force)
		},
	}
	cmd.Flags().BoolVar(&force, "force", false, "write the file anew if it is there")
	return cmd
}

// init writes the file and shows, on standard error, what it says.
func (a *app) init(dir string, force bool) error {
	if info, err := os.Stat(dir); err != nil {
		return asPlaced(err)
	} else if !info.IsDir() {
		return fmt.Errorf("%s is not a folder", dir)
	}
	path := filepath.Join(dir, config.Name)
	if _, err := os.Lstat(path); err == nil && !force {
		return fmt.Errorf("%s is there: --force writes it anew", path)
	}
	text, err := starter.Propose(dir)
	if err != nil {
		return asPlaced(err)
	}
	if err := writeWhole(path, text); err != nil {
		return err
	}
	a.note("wrote %s:", path)
	said := false
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimRight(line, "\n"); line != "" && !strings.HasPrefix(strings.TrimSpace(line), "#") {
			said = true
			a.note("  %s", line)
		}
	}
	if !said {
		a.note("  nothing but comments: the defaults fit what is here")
	}
	return nil
}
