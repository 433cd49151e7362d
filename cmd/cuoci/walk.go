package main

import (
	"errors"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/cuoci/cuoci/lint"
	"github.com/cuoci/cuoci/lint/atomicfile"
	"github.com/cuoci/cuoci/lint/config"
	"github.com/cuoci/cuoci/lint/source"
)

// stdinName is what standard input is called in reports.
const stdinName = "<stdin>"

// walk turns arguments into inputs, in their order, folders sorted by name. It
// looks ahead no further than it is asked to.
type walk struct {
	session *session
	stdin   io.Reader
	args    []string
	reads   bool            // nothing is written in place of standard input: it may be passed over
	named   map[string]bool // files that are checked for themselves, not as part of a folder
	told    []error         // errors of configurations, each told once
	skipped []lint.Result   // what was passed over, for the end of the report
	ignores ignores
	forced  ignores  // as seen from the top of the repository, for --force-exclude
	top     string   // the folder that is walked, absolute
	own     []string // files that this run writes beside its reports
}

// inputs yields what to check. What cannot be checked comes as an input that
// fails when it is read, so that errors keep their place among the results.
func (w *walk) inputs() iter.Seq[lint.Input] {
	return func(yield func(lint.Input) bool) {
		w.named = map[string]bool{}
		for _, arg := range w.dedupe() {
			if !w.arg(arg, yield) || w.session.fatal != nil {
				return
			}
		}
	}
}

// dedupe cleans paths and leaves out those that were there before.
func (w *walk) dedupe() []string {
	out := make([]string, 0, len(w.args))
	for _, arg := range w.args {
		if arg != "-" && arg != "" {
			arg = filepath.Clean(arg)
		}
		if !w.named[arg] {
			w.named[arg] = true
			out = append(out, arg)
		}
	}
	return out
}

// arg yields what one argument names. It reports false when no more is wanted,
// as do the functions below.
func (w *walk) arg(arg string, yield func(lint.Input) bool) bool {
	if arg == "-" {
		name := w.session.flags.stdinFilename
		if name != "" && w.reads && w.excluded(name) {
			return true
		}
		in := lint.Input{Reader: w.stdin, Named: true, Options: source.Options{Path: first(name, stdinName)}}
		return w.input(in, name, yield)
	}
	info, err := os.Stat(arg)
	switch {
	case err != nil:
		return w.fail(arg, mistyped(arg, err), yield)
	case w.excluded(arg):
		return true
	case info.IsDir():
		if w.top, err = filepath.Abs(arg); err != nil {
			return w.fail(arg, err, yield)
		}
		return w.dir(arg, yield)
	}
	named := !w.session.flags.forceExclude
	return w.input(lint.Input{Named: named, Options: source.Options{Path: arg}}, arg, yield)
}

// input yields an input under the configuration of a file, which is not its path
// where standard input has no name.
func (w *walk) input(in lint.Input, file string, yield func(lint.Input) bool) bool {
	c, err := w.session.finder.ForFile(file)
	if err != nil {
		return w.misconfigured(err, yield)
	}
	set, err := w.session.under(c)
	if err != nil {
		if w.session.fatal != nil {
			return false
		}
		return w.misconfigured(err, yield)
	}
	path := in.Options.Path
	in.Linter, in.Options = set.linter, set.reading
	in.Options.Path = path
	if abs, err := filepath.Abs(path); err == nil {
		if f := c.FilesFor(abs); f != nil {
			in.Options.Format, in.Options.Select = f.Format, f.Select
			in.Options.FrontMatter, in.Options.CustomerQuotes = f.FrontMatter, f.CustomerQuotes
			// Where nothing is what an entry says is text, the entry is wrong.
			in.Named = in.Named || len(f.Select.Text) > 0
		}
	}
	if c != nil && c.Quotes != "" {
		in.Options.CustomerQuotes = c.Quotes == source.Customer.String()
	}
	if name := w.session.flags.input.value; name != "" {
		if in.Options.Format, err = source.ParseFormat(name); err != nil {
			w.session.fatal = err
			return false
		}
	}
	if list := w.session.flags.selection; list != nil {
		in.Options.Select.Text = list
	}
	w.session.push(awaited{set, in.Reader != nil})
	return yield(in)
}

// misconfigured yields the errors of a configuration, each once.
func (w *walk) misconfigured(err error, yield func(lint.Input) bool) bool {
	for _, e := range split(err) {
		if slices.ContainsFunc(w.told, func(told error) bool { return told.Error() == e.Error() }) {
			continue
		}
		w.told = append(w.told, e)
		placed := asPlaced(e)
		if !w.fail(placed.Path, placed, yield) {
			return false
		}
	}
	return true
}

// fail yields an input that fails.
func (w *walk) fail(path string, err error, yield func(lint.Input) bool) bool {
	l, fatal := w.session.anyLinter()
	if fatal != nil {
		w.session.fatal = errors.Join(err, fatal)
		return false
	}
	w.session.push(awaited{})
	return yield(lint.Input{Reader: &failure{err}, Linter: l, Named: true, Options: source.Options{Path: path}})
}

// dirs are the folders among the arguments.
func (w *walk) dirs() []string {
	var dirs []string
	for _, arg := range w.args {
		if info, err := os.Stat(arg); err == nil && info.IsDir() {
			dirs = append(dirs, arg)
		}
	}
	return dirs
}

// dir yields the files of a folder and of all folders in it.
func (w *walk) dir(dir string, yield func(lint.Input) bool) bool {
	// Where a configuration is broken the files that it holds for say so.
	c, _ := w.session.finder.For(dir)
	entries, err := os.ReadDir(dir)
	if err != nil && !w.fail(dir, asPlaced(err), yield) {
		return false
	}
	for _, e := range entries {
		path := filepath.Join(dir, e.Name())
		if !w.entry(path, e, c, yield) || w.session.fatal != nil {
			return false
		}
	}
	return true
}

// entry yields what an entry of a folder holds.
func (w *walk) entry(path string, e fs.DirEntry, c *config.Config, yield func(lint.Input) bool) bool {
	if !w.wanted(path, e, c) {
		return true
	}
	switch {
	case e.IsDir():
		return w.dir(path, yield)
	case e.Type()&fs.ModeSymlink != 0:
		w.skip(path, "symbolic link")
		return true
	case !e.Type().IsRegular():
		w.skip(path, "not a regular file")
		return true
	}
	return w.input(lint.Input{Options: source.Options{Path: path}}, path, yield)
}

// wanted reports whether an entry of a folder is looked at: folders, and files
// that a walk reads, unless they are hidden, ignored or checked for themselves.
// A file that an entry of files names is not passed over for being hidden.
func (w *walk) wanted(path string, e fs.DirEntry, c *config.Config) bool {
	listed := !e.IsDir() && w.listed(path, c)
	switch {
	case w.named[path], w.session.flags.isOutput(path), w.isOwn(path), w.session.isOwn(path, c),
		strings.HasPrefix(e.Name(), ".") && !listed:
		return false
	case e.IsDir(), readable(path), listed:
	case e.Type()&fs.ModeSymlink != 0:
		if info, err := os.Stat(path); err != nil || !info.IsDir() {
			return false
		}
	default:
		return false
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		return true
	}
	return !w.ignores.pass(abs, e.IsDir(), w.top, c)
}

// isOwn reports whether a file of a walk is one that this run writes, or has not
// finished.
func (w *walk) isOwn(path string) bool {
	return slices.ContainsFunc(w.own, func(own string) bool {
		return own != "" && (absolute(path) == absolute(own) || atomicfile.Unfinished(path))
	})
}

// listed reports whether the configuration says how a file is read.
func (w *walk) listed(path string, c *config.Config) bool {
	abs, err := filepath.Abs(path)
	return err == nil && c.FilesFor(abs) != nil
}

func (w *walk) skip(path, why string) {
	w.skipped = append(w.skipped, lint.Result{Path: path, Skipped: why, Last: true})
}

// readable reports whether a walk reads files with the ending of path. Files
// that are named are read whatever their ending.
func readable(path string) bool {
	_, known := source.FormatOf(path)
	return known
}
