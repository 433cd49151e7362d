package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/cuoci/cuoci/lint/atomicfile"
	"github.com/cuoci/cuoci/lint/baseline"
	"github.com/cuoci/cuoci/lint/config"
	"github.com/cuoci/cuoci/lint/report"
)

func newBaselineCommand(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "baseline create|update|prune FILE [PATH...]",
		Short: "Note the findings that are there, so that a check tells only new ones",
		Long: `baseline writes the findings that are there into a file; "cuoci check --baseline
FILE", or baseline: in ` + config.Name + `, does not tell them again.

A finding is known by its file, rule, matched text and sentence, as many times as
it is there: lines may move, files may be renamed, and other sentences may change.
One more copy of a known phrase is new, and so is a sentence that was edited.`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return errors.New(config.Unknown("command", "baseline "+args[0], []string{"baseline create", "baseline update", "baseline prune"}))
			}
			return cmd.Help()
		},
	}
	cmd.AddCommand(newBaselineCreateCommand(a), newBaselineUpdateCommand(a), newBaselinePruneCommand(a))
	return cmd
}

func newBaselineCreateCommand(a *app) *cobra.Command {
	var force bool
	cmd := a.baselineCommand(&baselineJob{
		name: "create",
		open: func(path string) (*baseline.Baseline, error) {
			if _, err := os.Lstat(path); err == nil && !force {
				return nil, fmt.Errorf("%s is there: \"cuoci baseline update %s\" brings it up to date, --force writes it anew", path, path)
			}
			return baseline.New(path)
		},
		settle: (*baseline.Run).Update,
	})
	cmd.Short = "Write all findings into a new file"
	cmd.Flags().BoolVar(&force, "force", false, "write the file anew if it is there")
	return cmd
}

func newBaselineUpdateCommand(a *app) *cobra.Command {
	cmd := a.baselineCommand(&baselineJob{name: "update", open: readBaseline, settle: (*baseline.Run).Update})
	cmd.Short = "Add what is new, take out what is gone"
	cmd.Long = `update makes the file as create would write it. Of files that are not checked in
the run, and of rules that flags leave out, the entries stay as they are.`
	return cmd
}

func newBaselinePruneCommand(a *app) *cobra.Command {
	cmd := a.baselineCommand(&baselineJob{name: "prune", open: readBaseline, settle: (*baseline.Run).Prune, all: true})
	cmd.Short = "Only take out what is gone"
	cmd.Long = `prune takes out the entries that are no longer found; what is new stays new. Of
files that are not checked in the run, and of rules that flags leave out, the
entries stay as they are.`
	return cmd
}

// baselineJob is what a command does to a baseline.
type baselineJob struct {
	name   string
	open   func(path string) (*baseline.Baseline, error)
	settle func(*baseline.Run) (*baseline.Baseline, baseline.Change)
	all    bool // what is found below the level that is reported is not gone
}

// readBaseline reads a file that must be there.
func readBaseline(path string) (*baseline.Baseline, error) {
	b, err := baseline.Read(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s is not there: \"cuoci baseline create %s\" writes it", path, path)
	}
	if file, ok := errors.AsType[*fs.PathError](err); ok {
		return nil, fmt.Errorf("%s: %w", path, file.Err)
	}
	return b, err
}

// baselineCommand is a command that checks and writes a baseline.
func (a *app) baselineCommand(job *baselineJob) *cobra.Command {
	var f checkFlags
	cmd := &cobra.Command{
		Use:     job.name + " FILE [PATH...]",
		Example: "  cuoci baseline " + job.name + " known.yaml replies/",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return fmt.Errorf("a file is asked: cuoci baseline %s FILE [PATH...]; with no PATH the working directory is checked", job.name)
			}
			return nil
		},
	}
	all := &cobra.Command{}
	f.register(all)
	cmd.Flags().SortFlags = false
	for _, flag := range [...]string{
		"packs", "profile", "enable", "disable", "level", "unit", "encoding", "stdin-filename", "jobs", "config", "input", "text-key", "column",
	} {
		cmd.Flags().AddFlag(all.Flags().Lookup(flag))
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := f.verify(nil); err != nil {
			return err
		}
		b, err := job.open(args[0])
		if err != nil {
			return err
		}
		if _, err := os.Stat(filepath.Dir(args[0])); err != nil {
			return err
		}
		paths := args[1:]
		if len(paths) == 0 {
			paths = []string{"."}
		}
		return a.writeBaseline(cmd.Context(), job, &f, b, paths)
	}
	return cmd
}

// writeBaseline checks and writes a baseline by what is found. Where something
// could not be read it is left as it is.
func (a *app) writeBaseline(ctx context.Context, job *baselineJob, f *checkFlags, b *baseline.Baseline, paths []string) error {
	f.known.noBaseline, f.known.baseline = true, b.Path // it is not used, and no text
	s, err := newSession(f)
	if err != nil {
		return err
	}
	s.all = job.all
	w := &walk{session: s, stdin: a.stdin, args: paths}
	run := b.Run()
	failed, err := a.gather(ctx, s, w, run)
	if err != nil {
		return err
	}
	if failed > 0 {
		a.note("%s is not written: %d could not be read to the end", b.Path, failed)
		return status(exitFailed)
	}
	for _, dir := range w.dirs() {
		run.Walked(dir)
	}
	out, change := job.settle(run)
	before, err := os.ReadFile(b.Path)
	if err == nil && bytes.Equal(before, out.Encode()) {
		a.note("%s is up to date: %s", b.Path, findings(out.Findings()))
		return nil
	}
	if err := writeWhole(b.Path, out.Encode()); err != nil {
		return err
	}
	a.note("wrote %s: %d added, %d removed, %d moved to another file; it knows %s",
		b.Path, change.Added, change.Removed, change.Moved, findings(out.Findings()))
	return nil
}

// writeWhole writes a file: all of it or, where that fails, nothing.
func writeWhole(path string, data []byte) error {
	f, err := atomicfile.Create(path)
	if err != nil {
		return fmt.Errorf("writing %s: %w", path, err)
	}
	if _, err = f.Write(data); err == nil {
		err = f.Commit()
	}
	if err := errors.Join(err, f.Abort()); err != nil {
		return fmt.Errorf("writing %s: %w", path, err)
	}
	return nil
}

func findings(n int) string {
	if n == 1 {
		return "1 finding"
	}
	return fmt.Sprintf("%d findings", n)
}

// gather checks everything and holds what is found against a baseline. failed is
// how many inputs could not be read.
func (a *app) gather(ctx context.Context, s *session, w *walk, run *baseline.Run) (failed int, err error) {
	inputs, first, stop := peek(w.inputs())
	defer stop()
	if first != nil && s.fatal == nil {
		for r := range first.Linter.Run(ctx, inputs, s.flags.jobs) {
			in := s.current(r.Last)
			switch {
			case r.Err != nil:
				failed++
				if f := (*failure)(nil); errors.As(r.Err, &f) {
					r.Err = f.err
				}
				a.complain(r.Err)
			case in.stdin && s.flags.stdinFilename == "":
				return 0, errors.New("standard input has no name that could be noted: --stdin-filename gives it one")
			}
			for i := range r.Findings {
				f := &r.Findings[i]
				if f.Suppressed != nil {
					continue
				}
				f.Match = report.Mask(f.Match) // a baseline goes where others read it
				run.Add(f)
			}
			if r.Last && r.Err == nil && r.Skipped == "" {
				run.Read(r.Path, in.judged)
			}
		}
	}
	return failed, s.fatal
}
