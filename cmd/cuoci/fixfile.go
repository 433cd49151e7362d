package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"unicode/utf8"

	"github.com/cuoci/cuoci/lint"
	"github.com/cuoci/cuoci/lint/atomicfile"
	"github.com/cuoci/cuoci/lint/fix"
	"github.com/cuoci/cuoci/lint/source"
	"github.com/cuoci/cuoci/rules"
)

// maxFix is how much of a file is fixed: it is held in memory, more than once.
const maxFix = 256 << 20

// readInput reads a file or standard input whole.
func readInput(in *lint.Input) (data []byte, err error) {
	path := in.Options.Path
	r := in.Reader
	if r == nil {
		info, err := os.Stat(path)
		if err != nil {
			return nil, asPlaced(err)
		}
		if !info.Mode().IsRegular() {
			return nil, &source.Error{Path: path, Err: errors.New("is no regular file that could be replaced")}
		}
		f, err := os.Open(filepath.Clean(path))
		if err != nil {
			return nil, asPlaced(err)
		}
		defer func() { err = errors.Join(err, f.Close()) }()
		r = f
	}
	data, err = io.ReadAll(io.LimitReader(r, maxFix+1))
	if err == nil && len(data) > maxFix {
		err = &source.Error{Path: path, Err: fmt.Errorf("larger than %d MiB, too large to be fixed", maxFix>>20)}
	}
	return data, err
}

// errChanged says that somebody else wrote a file while it was being fixed.
var errChanged = errors.New("changed while it was being fixed: left as it is now")

// replaceFile puts a text in the place of a file that still holds what was read.
func replaceFile(path string, before, after []byte) error {
	f, err := atomicfile.Create(path)
	if err != nil {
		return &source.Error{Path: path, Err: err}
	}
	if _, err = f.Write(after); err == nil {
		err = f.CommitIf(func() error {
			now, err := os.ReadFile(filepath.Clean(path))
			if err != nil || !bytes.Equal(now, before) {
				return errChanged
			}
			return nil
		})
	}
	if err := errors.Join(err, f.Abort()); err != nil {
		return &source.Error{Path: path, Err: err}
	}
	return nil
}

// writeNew writes a file that must not be there.
func writeNew(path string, data []byte) error {
	if _, err := os.Lstat(path); err == nil {
		return &source.Error{Path: path, Err: errors.New("is there: take it away, or give --write")}
	}
	if err := writeWhole(path, data); err != nil {
		return &source.Error{Path: path, Err: err}
	}
	return nil
}

// showDiff writes what changes in a file: of a workbook in its cells.
func (r *fixRun) showDiff(in *lint.Input, before, after []byte) error {
	path := filepath.ToSlash(in.Options.Path)
	if isWorkbook(in) {
		text, err := cellDiff(path, in.Options, before, after)
		if err == nil {
			_, err = io.WriteString(r.stdout, text)
		}
		return err
	}
	if utf8.Valid(before) && utf8.Valid(after) { // with its byte order mark, so that patch finds it
		_, err := io.WriteString(r.stdout, fix.Unified(path, string(before), string(after)))
		return err
	}
	x, errX := source.Decode(before, in.Options.Encoding)
	y, errY := source.Decode(after, in.Options.Encoding)
	if err := errors.Join(errX, errY); err != nil {
		return err
	}
	_, err := io.WriteString(r.stdout, fix.Unified(path, x, y))
	return err
}

// cellDiff shows the cells of a workbook that change, each as a change of its own.
func cellDiff(path string, o source.Options, before, after []byte) (string, error) {
	x, err := turns(o, before)
	if err != nil {
		return "", err
	}
	y, err := turns(o, after)
	if err != nil {
		return "", err
	}
	out := fmt.Sprintf("--- %s\n+++ %s\n", path, path)
	for i := range x {
		if l := x[i].Location; i < len(y) && l != nil && x[i].Text.String() != y[i].Text.String() {
			out += fmt.Sprintf("@@ %s!%s @@\n-%s\n+%s\n", l.Sheet, l.Cell, oneLine(x[i].Text.String()), oneLine(y[i].Text.String()))
		}
	}
	return out, nil
}

// turns are the turns of a document.
func turns(o source.Options, data []byte) ([]source.Turn, error) {
	var list []source.Turn
	for c, err := range source.NewDocument(bytes.NewReader(data), o).Conversations() {
		if err != nil {
			return nil, err
		}
		list = append(list, c.Turns...)
	}
	return list, nil
}

// fixable returns what tells, for each reading of an input, which findings are
// fixed: those that a check would report.
func (s *session) fixable(in awaited) func() func(*lint.Finding) bool {
	return func() func(*lint.Finding) bool {
		known := func(*lint.Finding) bool { return false }
		if in.settings != nil && in.baseline != nil && (!in.stdin || s.flags.stdinFilename != "") {
			known = in.baseline.Again().Known
		}
		return func(f *lint.Finding) bool {
			isKnown := known(f)
			return in.settings != nil && f.Level >= in.level && !isKnown && (s.sieve.lines == nil || in.stdin || s.isNew(f))
		}
	}
}

// canReview tells whether a suggestion can be made after a look.
func canReview(s lint.SuggestionText) bool { return s.Safety == rules.Review && len(s.Edits) > 0 }

// placed names where a finding stands.
func placed(path string, f *lint.Finding) string {
	if l := f.Location; l != nil && l.Detached {
		return fmt.Sprintf("%s:%s!%s", path, l.Sheet, l.Cell)
	}
	return fmt.Sprintf("%s:%d:%d", path, f.Start.Line, f.Start.Column)
}

// counted is a number with its noun.
func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// rewrittenLine is the line of a change before and after it; where its edits lie
// in several lines, the first of these.
func rewrittenLine(c *fix.Change) (before, after string) {
	edits := c.Suggestion.Edits
	before = edits[0].Line
	runes := []rune(before)
	at := 0
	for _, e := range edits {
		if e.Start.Line != edits[0].Start.Line || e.End.Line != e.Start.Line {
			break
		}
		after += string(runes[at:e.Start.Column-1]) + e.Written
		at = min(e.End.Column-1, len(runes))
	}
	return before, after + string(runes[slices.Min([]int{at, len(runes)}):])
}
