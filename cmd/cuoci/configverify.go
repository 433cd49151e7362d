package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cuoci/cuoci/lint/config"
	"github.com/cuoci/cuoci/lint/source"
	"github.com/cuoci/cuoci/rules"
	"github.com/cuoci/cuoci/rules/builtin"
)

func newConfigVerifyCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "verify [PATH...]",
		Short: "Say all that is wrong in configurations, with its place",
		Long: `verify reads configurations and all that they name: what they extend, packs,
rules, words, baselines. Of a folder it reads the ` + config.Name + ` that holds for it and
all those below; of a YAML file the file itself; of any other file the
` + config.Name + ` that holds for it. Without a PATH it is the working directory.

Exit status: 0 nothing is wrong; 2 something is.`,
		Example: `  cuoci config verify
  cuoci config verify ci/cuoci.yaml`,
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				args = []string{"."}
			}
			v := verifier{app: a}
			for _, arg := range args {
				if err := v.path(arg); err != nil {
					v.tell(err)
				}
			}
			return v.close()
		},
	}
}

// verifier looks for mistakes in configurations, in each once.
type verifier struct {
	app  *app
	seen []string // absolute paths
	good []string
	told []string
}

// path verifies the configurations that a path stands for.
func (v *verifier) path(path string) error {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return asPlaced(err)
	case info.IsDir():
		if file := config.Nearest(path); file != "" {
			v.file(file)
		}
		return v.below(path)
	case slices.Contains([]string{".yaml", ".yml"}, strings.ToLower(filepath.Ext(path))):
		v.file(path)
		return nil
	}
	if file := config.Nearest(filepath.Dir(path)); file != "" {
		v.file(file)
	}
	return nil
}

// below verifies the configurations in a folder and in all folders below it.
func (v *verifier) below(dir string) error {
	return filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			v.tell(asPlaced(err))
			if e != nil && e.IsDir() {
				return fs.SkipDir
			}
		case e.IsDir() && e.Name() == ".git":
			return fs.SkipDir
		case !e.IsDir() && e.Name() == config.Name:
			v.file(path)
		}
		return nil
	})
}

// file verifies a configuration, and those that it extends each for itself.
func (v *verifier) file(path string) {
	abs, err := filepath.Abs(path)
	if err != nil {
		v.tell(err)
		return
	}
	if slices.Contains(v.seen, abs) {
		return
	}
	v.seen = append(v.seen, abs)
	var errs []error
	c, err := config.LoadDamaged(config.Shown(abs))
	errs = append(errs, err)
	if c == nil {
		v.tell(err)
		return
	}
	for _, base := range c.Extends {
		v.file(base)
	}
	flags := &checkFlags{known: knownFlags{noBaseline: true}}
	s := &session{flags: flags, rulesets: map[string]*rules.Ruleset{}, settings: map[*config.Config]*settings{}}
	_, err = s.under(c)
	errs = append(errs, err)
	flags.known.noBaseline = false
	_, err = s.baseline(c)
	errs = append(errs, err)
	flags.known.noBaseline = true
	for i := range c.Overrides {
		_, err = s.under(c.With(i))
		errs = append(errs, err)
	}
	if err := errors.Join(errs...); err != nil {
		v.tell(err)
		return
	}
	v.good = append(v.good, c.Path)
}

// tell writes errors in the order of their places, each once.
func (v *verifier) tell(err error) {
	var list []*source.Error
	for _, e := range split(err) {
		list = append(list, asPlaced(e))
	}
	slices.SortStableFunc(list, func(a, b *source.Error) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	for _, e := range list {
		if text := e.Error(); !slices.Contains(v.told, text) {
			v.told = append(v.told, text)
			v.app.note("%s", text)
		}
	}
}

func (v *verifier) close() error {
	for _, path := range v.good {
		if _, err := fmt.Fprintf(v.app.stdout, "%s: nothing is wrong\n", path); err != nil {
			return err
		}
	}
	switch {
	case len(v.told) > 0:
		return status(exitFailed)
	case len(v.good) == 0:
		v.app.note("no %s here or upward: the defaults apply", config.Name)
	}
	return nil
}

// packError is what is wrong with the packs of a configuration, at the place of
// each there; of a pack's own file, it is told there.
func packError(c *config.Config, err error) error {
	if _, ok := errors.AsType[*rules.PlaceError](err); ok {
		return err
	}
	var wrong []error
	for i, pack := range c.Packs {
		_, err := builtin.Load([]string{pack})
		if err == nil {
			continue
		}
		if _, ok := errors.AsType[*rules.PlaceError](err); ok {
			continue
		}
		if file, ok := errors.AsType[*fs.PathError](err); ok {
			err = fmt.Errorf("pack %q: %w", config.Shown(pack), file.Err)
		}
		wrong = append(wrong, c.Place("packs", i).Errorf("%v", err))
	}
	if wrong == nil {
		return under(c, err)
	}
	return errors.Join(wrong...)
}
