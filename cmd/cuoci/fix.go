package main

import (
	"context"
	"errors"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cuoci/cuoci/lint"
	"github.com/cuoci/cuoci/lint/fix"
	"github.com/cuoci/cuoci/lint/source"
)

// fixFlags are the flags of fix.
type fixFlags struct {
	checkFlags
	review      bool
	diff        bool
	interactive bool
	write       bool
}

func newFixCommand(a *app) *cobra.Command {
	var f fixFlags
	cmd := &cobra.Command{
		Use:   "fix [PATH...|-]",
		Short: "Make the edits that suggestions carry",
		Long: `fix rewrites what can be rewritten without a person: a word that says nothing is
taken out, 你 becomes 您. With --review it also ends a sentence in place of 但是, has
我 speak for 我们, and writes the right word: look at what it did. A refusal is
never rewritten; its findings are left.

A file is replaced whole or not at all, with its mode; outside of the edits every
byte stays. What was fixed is checked again: an edit after which something new
would be found is withdrawn and named. What is left is reported as "cuoci check"
reports it. What is suppressed, or known to a baseline, is not fixed.

Of standard input the corrected text goes to standard output, and what is left is
told on standard error; where both go to one file nothing but an error is told: in
vim, :%!cuoci fix -

What --diff shows of a file in UTF-8, patch -p0 makes; of one in another encoding
it is shown in UTF-8, to be read.

A workbook is written into a new file beside it (book.fixed.xlsx), unless --write
is given.

Exit status: 0 nothing at or above --fail-on is left; 1 findings are left, or with
--diff there is something to fix; 2 something could not be done.`,
		Example: `  cuoci fix replies/ --diff
  cuoci fix replies/
  cuoci fix replies/ --review -i`,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.fix(cmd.Context(), &f, args)
		},
	}
	fs := cmd.Flags()
	fs.SortFlags = false
	fs.BoolVar(&f.review, "review", false, "make the edits that are to be looked at, too")
	fs.BoolVar(&f.diff, "diff", false, "show what would change as a unified diff, and write nothing")
	fs.BoolVarP(&f.interactive, "interactive", "i", false, "ask about each edit, in a terminal")
	fs.BoolVar(&f.write, "write", false, "replace workbooks, too")
	f.lend()(fs,
		"format", "output", "packs", "profile", "enable", "disable", "level", "fail-on", "exit-zero", "unit", "encoding", "lang", "color",
		"stdin-filename", "force-exclude", "quiet", "config", "statistics", "redact", "input", "text-key", "column",
		"baseline", "no-baseline", "new-from-rev", "new-from-merge-base", "no-suppressions")
	return cmd
}

// verifyFix refuses flags and arguments that do not go together.
func (a *app) verifyFix(f *fixFlags, args []string) error {
	if err := f.verify(args); err != nil {
		return err
	}
	switch {
	case f.diff && f.interactive:
		return errors.New("--diff and --interactive exclude each other: nothing is written that could be asked about")
	case f.diff && len(f.outputs) > 0:
		return errors.New("--diff writes no report: leave out --output and --format")
	case f.interactive && (slices.Contains(args, "-") || len(args) == 0):
		return errors.New("--interactive: answers come from standard input, so that the text cannot")
	case f.interactive && !isTerminal(a.stdin):
		return errors.New("--interactive: standard input is no terminal")
	}
	return nil
}

// fix fixes what a walk finds, and reports what is left.
func (a *app) fix(ctx context.Context, f *fixFlags, args []string) error {
	if err := a.verifyFix(f, args); err != nil {
		return err
	}
	if len(args) == 0 {
		if isTerminal(a.stdin) {
			return errors.New("nothing to fix: name a file, a folder, or - for standard input")
		}
		args = []string{"-"}
	}
	s, err := newSession(&f.checkFlags)
	if err != nil {
		return err
	}
	s.edits, s.all = true, true // an edit may bring out what is below the level that is reported
	w := &walk{session: s, stdin: a.stdin, args: args}
	inputs, _, stop := peek(w.inputs())
	defer stop()
	if s.fatal != nil {
		return s.fatal
	}
	if err := s.openChange(ctx); err != nil {
		return err
	}
	told := &app{stdin: a.stdin, stdout: a.stdout, stderr: a.stderr}
	switch {
	case f.diff:
		told.stdout = io.Discard
	case slices.Contains(args, "-") && oneFile(a.stdout, a.stderr):
		told.stdout, f.quiet = io.Discard, true // it would stand in the text
	case slices.Contains(args, "-"):
		told.stdout = a.stderr
	}
	sc := newScreen(told.stdout, a.stderr, false)
	defer sc.close()
	out, err := told.openSinks(s, sc)
	if err != nil {
		return err
	}
	defer out.abort()
	r := &fixRun{app: a, flags: f, session: s, tally: tally{app: told, session: s, screen: sc, out: out}}
	if inputs != nil {
		for in := range inputs {
			if err := r.input(&in); err != nil {
				return err
			}
		}
	}
	for _, skipped := range w.skipped {
		if err := r.tally.result(skipped); err != nil {
			return err
		}
	}
	if s.fatal != nil {
		return s.fatal
	}
	if f.statistics {
		r.tally.sum.Statistics = r.tally.counts.Counts()
	}
	if err := out.close(r.tally.sum); err != nil {
		return err
	}
	sc.say(func() { r.tally.nothing.tell(a, &f.checkFlags, w.dirs()) })
	return r.close()
}

// fixRun is one run of fix.
type fixRun struct {
	*app
	flags   *fixFlags
	session *session
	tally   tally
	asking  asking

	files, edits int // that were changed, and how often
	reviewable   int // findings left that --review would fix
	differs      bool
}

// input fixes one input and hands on what is left in it.
func (r *fixRun) input(in *lint.Input) error {
	path := in.Options.Path
	stdin := in.Reader != nil && in.Reader == r.stdin
	data, err := readInput(in)
	if err != nil {
		return r.tally.result(lint.Result{Path: path, Err: err, Last: true})
	}
	at := r.session.current(false)
	out, err := fix.Document(in.Linter, data, in.Options, fix.Options{
		Review: r.flags.review, Sieve: r.session.fixable(at), Choose: r.choose(),
	})
	result := lint.Result{Path: path, Last: true}
	if result.Skipped, result.Err = lint.PassedOver(err, in.Named); err == nil {
		result.Findings, result.Stats = out.Found, out.Stats
	}
	if out == nil {
		out = &fix.Result{Data: data}
	}
	if err := r.deliver(in, stdin, data, out); err != nil { // what was found stands in a text that was not written
		return r.tally.result(lint.Result{Path: path, Err: err, Last: true})
	}
	if len(out.Applied) > 0 {
		r.files, r.edits = r.files+1, r.edits+len(out.Applied)
	}
	if result.Err == nil {
		r.tell(path, out)
	}
	return r.tally.result(result)
}

// deliver puts the fixed text where it belongs.
func (r *fixRun) deliver(in *lint.Input, stdin bool, before []byte, out *fix.Result) error {
	changed := len(out.Applied) > 0
	switch {
	case r.flags.diff && changed:
		r.differs = true
		return r.showDiff(in, before, out.Data)
	case r.flags.diff:
		return nil
	case stdin:
		_, err := r.stdout.Write(out.Data) // as it was, where nothing could be done: it may stand in a filter
		return err
	case !changed:
		return nil
	case isWorkbook(in) && !r.flags.write:
		path := beside(in.Options.Path)
		if err := writeNew(path, out.Data); err != nil {
			return err
		}
		r.say("wrote %s: --write changes %s itself", path, in.Options.Path)
		return nil
	}
	return replaceFile(in.Options.Path, before, out.Data)
}

// isWorkbook tells whether an input is a workbook.
func isWorkbook(in *lint.Input) bool {
	f := in.Options.Format
	if f == source.FormatAuto {
		f, _ = source.FormatOf(in.Options.Path)
	}
	return f == source.FormatXLSX
}

// beside is the name of the fixed copy of a workbook.
func beside(path string) string {
	ext := filepath.Ext(path)
	return strings.TrimSuffix(path, ext) + ".fixed" + ext
}

// tell names what was withdrawn, and what has no place.
func (r *fixRun) tell(path string, out *fix.Result) {
	for i := range out.Left {
		if !r.flags.review && slices.ContainsFunc(out.Left[i].Suggestions, canReview) {
			r.reviewable++
		}
	}
	for i := range out.Withdrawn {
		c := &out.Withdrawn[i]
		why := "the file could not be read as before"
		if len(c.Why) > 0 {
			why = "it would bring " + strings.Join(c.Why, ", ")
		}
		r.say("%s: %s %q: not fixed, %s", placed(path, c.Finding), c.Finding.Rule, r.session.shown()(c.Finding.Match), r.session.shown()(why))
	}
	if out.NoPlace > 0 {
		r.say("%s: %d not fixed: written over a line end, or encoded, so that there is no single place to write to", path, out.NoPlace)
	}
}

// say writes a line to standard error, unless --quiet is given.
func (r *fixRun) say(format string, args ...any) {
	if !r.flags.quiet {
		r.tally.screen.say(func() { r.note(format, args...) })
	}
}

// close says what was done, and settles the exit status.
func (r *fixRun) close() error {
	verb := "fixed"
	if r.flags.diff {
		verb = "would fix"
	}
	hint := ""
	if r.reviewable > 0 {
		hint = "; --review fixes " + findings(r.reviewable) + " more"
	}
	r.say("%s %s in %s%s", verb, counted(r.edits, "place", "places"), counted(r.files, "file", "files"), hint)
	err := r.tally.status()
	if err == nil && r.differs && !r.flags.exitZero {
		return status(exitFindings)
	}
	return err
}
