package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"github.com/cuoci/cuoci/lint"
	"github.com/cuoci/cuoci/lint/baseline"
	"github.com/cuoci/cuoci/lint/change"
	"github.com/cuoci/cuoci/lint/config"
	"github.com/cuoci/cuoci/lint/report"
	"github.com/cuoci/cuoci/lint/source"
)

// knownFlags say which findings are not told.
type knownFlags struct {
	baseline     string
	noBaseline   bool
	newFromRev   string
	newFromMerge string
}

func (f *knownFlags) register(cmd *cobra.Command) {
	fs := cmd.Flags()
	fs.StringVar(&f.baseline, "baseline", "", "do not tell the findings that a baseline `file` knows (\"cuoci baseline\" writes it)")
	fs.BoolVar(&f.noBaseline, "no-baseline", false, "tell them all, whatever baseline the configuration names")
	fs.StringVar(&f.newFromRev, "new-from-rev", "", "only findings on lines that were added since a `commit`")
	fs.StringVar(&f.newFromMerge, "new-from-merge-base", "", "only findings on lines that were added since the work left a `branch`")
}

// verify refuses flags that exclude each other.
func (f *knownFlags) verify() error {
	switch {
	case f.baseline != "" && f.noBaseline:
		return errors.New("--baseline and --no-baseline exclude each other")
	case f.newFromRev != "" && f.newFromMerge != "":
		return errors.New("--new-from-rev and --new-from-merge-base exclude each other")
	}
	return nil
}

// sieve takes findings that are not to be told out of results.
type sieve struct {
	runs   map[string]*baseline.Run // by the path of the baseline
	lines  *change.Lines            // nil: all lines
	failed map[string]error         // of files: why nobody can tell which of their lines are new
}

// openChange finds the lines that --new-from-rev or --new-from-merge-base ask for.
func (s *session) openChange(ctx context.Context) (err error) {
	switch f := &s.flags.known; {
	case f.newFromRev != "":
		if s.sieve.lines, err = change.Since(ctx, f.newFromRev); err != nil {
			return fmt.Errorf("--new-from-rev: %w", err)
		}
	case f.newFromMerge != "":
		if s.sieve.lines, err = change.SinceMergeBase(ctx, f.newFromMerge); err != nil {
			return fmt.Errorf("--new-from-merge-base: %w", err)
		}
	}
	return nil
}

// baseline is the run against the baseline that holds under a configuration;
// nil for none.
func (s *session) baseline(c *config.Config) (*baseline.Run, error) {
	path, named := s.flags.known.baseline, s.flags.known.baseline != ""
	switch {
	case s.flags.known.noBaseline:
		return nil, nil
	case !named && c.Baseline == "":
		return nil, nil
	case !named:
		path = config.Shown(c.Baseline)
	}
	if r, ok := s.sieve.runs[path]; ok {
		return r, nil
	}
	b, err := baseline.Read(path)
	if file, ok := errors.AsType[*fs.PathError](err); ok {
		hint := ""
		if errors.Is(err, fs.ErrNotExist) {
			hint = fmt.Sprintf(": \"cuoci baseline create %s\" writes it", path)
		}
		if named {
			return nil, s.fail(fmt.Errorf("--baseline: %s: %w%s", path, file.Err, hint))
		}
		return nil, c.Place("baseline", 0).Errorf("baseline %q: %v%s", path, file.Err, hint)
	}
	if err != nil {
		if named {
			return nil, s.fail(err)
		}
		return nil, err
	}
	r := b.Run()
	if s.sieve.runs == nil {
		s.sieve.runs = map[string]*baseline.Run{}
	}
	s.sieve.runs[path] = r
	return r, nil
}

// isOwn tells whether a file is a configuration or a baseline, which a walk does
// not take for text.
func (s *session) isOwn(path string, c *config.Config) bool {
	if filepath.Base(path) == config.Name {
		return true
	}
	abs, err := filepath.Abs(path)
	if err != nil || c != nil && abs == c.Baseline {
		return err == nil
	}
	named, err := filepath.Abs(s.flags.known.baseline)
	return err == nil && s.flags.known.baseline != "" && abs == named
}

// sift takes out of a result what a baseline knows, what lies on lines that are
// not new, and what is below the level that is reported; known and unchanged
// count the first two.
func (s *session) sift(in awaited, r *lint.Result) (known, unchanged int) {
	if in.settings == nil {
		return 0, 0
	}
	run := in.baseline
	if in.stdin && s.flags.stdinFilename == "" {
		run = nil // a text without a name is known to no baseline
	}
	kept := r.Findings[:0]
	for i := range r.Findings {
		f := &r.Findings[i]
		isKnown := f.Suppressed == nil && run != nil && run.Known(f)
		switch {
		case f.Level < in.level:
		case isKnown:
			known++
		case s.sieve.lines != nil && !in.stdin && !s.isNew(f):
			unchanged++
		default:
			kept = append(kept, *f)
		}
	}
	r.Findings = kept
	if err := s.sieve.failed[r.Path]; err != nil && r.Last && r.Err == nil {
		r.Err = &source.Error{Path: r.Path, Err: err}
	}
	if r.Last && r.Err == nil && r.Skipped == "" && run != nil {
		run.Read(r.Path, in.judged)
	}
	return known, unchanged
}

// isNew tells whether a finding lies on a line that the change adds. Where nobody
// can tell it does, and the file has an error.
func (s *session) isNew(f *lint.Finding) bool {
	added, err := s.sieve.lines.Has(f)
	if err == nil {
		return added
	}
	if s.sieve.failed == nil {
		s.sieve.failed = map[string]error{}
	}
	s.sieve.failed[f.Path] = err
	return true
}

// judged tells of which rules a run can say that they find nothing: of all, but
// where flags chose among them.
func (s *session) judged(l *lint.Linter) func(rule string) bool {
	f := s.flags
	if f.packs == nil && f.enable == nil && f.disable == nil && f.profile.value == "" {
		return func(string) bool { return true }
	}
	runs := map[string]bool{}
	for _, r := range l.Rules() {
		runs[r.Rule.ID] = r.Level != lint.Off
	}
	return func(rule string) bool { return runs[rule] }
}

// mostStale is how many stale entries are named.
const mostStale = 10

// tellStale names the entries of baselines that the run should have found again.
func (a *app) tellStale(s *session, walked []string) {
	for _, path := range slices.Sorted(maps.Keys(s.sieve.runs)) {
		r := s.sieve.runs[path]
		for _, dir := range walked {
			r.Walked(dir)
		}
		list := r.Stale()
		for i, e := range list {
			if i == mostStale {
				a.note("%s: and %d more", path, len(list)-i)
				break
			}
			times := ""
			if e.Count > 1 {
				times = fmt.Sprintf(", %d times", e.Count)
			}
			if s.flags.redact {
				e.Match = report.Mask(e.Match)
			}
			a.note("%s:%d: no longer found: %s %s %q%s", path, e.Line, e.Path, e.Rule, e.Match, times)
		}
		if len(list) > 0 {
			a.note("\"cuoci baseline prune %s\" takes out what is no longer found", path)
		}
	}
}

// note writes a line to standard error.
func (a *app) note(format string, args ...any) {
	fmt.Fprintf(a.stderr, "cuoci: "+format+"\n", args...) //nolint:errcheck // nowhere left to say it
}
