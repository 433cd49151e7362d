// Package change knows the lines that a change adds, so that a check tells only
// what is found on them. Git is called as a program.
//
// A change is all that lies between a commit and the files as they are on disk:
// later commits, what is staged, and what is not. A file that git does not track
// is new as a whole. Lines are those of git, which end with the byte 0x0A whatever
// the encoding of the file, and a finding is looked up by its bytes: so the lines
// agree in UTF-16 too, and where a file has line ends of another kind.
package change

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/cuoci/cuoci/lint"
)

// Lines are the lines that a change adds. They are not safe for concurrent use.
type Lines struct {
	git   git // at the top of the work tree
	since string
	files map[string]*file // that were changed, by path from the top, with slashes
	known map[string]bool  // that git tracks, in the same way
	names map[string]string
}

// file is a file that the change touches.
type file struct {
	added  []span // sorted
	binary bool   // git did not look at lines
	before string // the name of a binary file before
	ends   []int  // byte offsets of its line ends; nil: not looked at
}

// span is a run of lines, 1-based, both ends included.
type span struct{ first, last int }

// Since is the change from a commit to the files on disk, in the repository of
// the working directory.
func Since(ctx context.Context, rev string) (*Lines, error) {
	g, err := open(ctx)
	if err != nil {
		return nil, err
	}
	commit, err := g.commit(rev)
	if err != nil {
		return nil, err
	}
	return g.lines(commit)
}

// SinceMergeBase is the change from where the branch in work left another one.
// Where the repository has no branch of that name, as in the checkouts of CI, that
// of origin is taken.
func SinceMergeBase(ctx context.Context, branch string) (*Lines, error) {
	g, err := open(ctx)
	if err != nil {
		return nil, err
	}
	commit, err := g.commit(branch)
	if err != nil {
		var again error
		if commit, again = g.commit("origin/" + branch); again != nil {
			return nil, err
		}
	}
	base, err := g.mergeBase(branch, commit)
	if err != nil {
		return nil, err
	}
	return g.lines(base)
}

// lines reads what changed since a commit.
func (g git) lines(commit string) (*Lines, error) {
	l := &Lines{git: g, since: commit, known: map[string]bool{}, names: map[string]string{}}
	out, err := g.run("ls-files", "-z", "--cached")
	if err != nil {
		return nil, err
	}
	for name := range strings.SplitSeq(out, "\x00") {
		l.known[name] = true
	}
	if l.files, err = g.diff(commit); err != nil {
		return nil, err
	}
	return l, nil
}

// Has reports whether a finding lies, in part at least, on a line that the
// change adds. What has no place in its file, as a cell of a workbook, counts as
// added when the file is changed at all. An error is that of a file that lies
// outside of the repository, or that cannot be looked at.
func (l *Lines) Has(f *lint.Finding) (bool, error) {
	name, err := l.name(f.Path)
	if err != nil {
		return false, err
	}
	if !l.known[name] {
		return true, nil
	}
	changed, ok := l.files[name]
	switch {
	case !ok:
		return false, nil
	case f.Location != nil && f.Location.Detached:
		return true, nil
	}
	if changed.binary {
		if changed.added, err = l.asText(name, changed.before); err != nil {
			return false, err
		}
		changed.binary = false
	}
	if len(changed.added) == 0 {
		return false, nil
	}
	if changed.ends == nil {
		if changed.ends, err = lineEnds(filepath.Join(l.git.dir, filepath.FromSlash(name))); err != nil {
			return false, err
		}
	}
	return changed.has(f.Start.Offset, f.End.Offset), nil
}

// has tells whether bytes of the file lie on an added line.
func (f *file) has(start, end int) bool {
	// A character of UTF-16 may begin with the byte that ends a line for git.
	for start < end-1 && f.isEnd(start) {
		start++
	}
	first, last := f.line(start), f.line(max(start, end-1))
	at, _ := slices.BinarySearchFunc(f.added, first, func(s span, line int) int { return s.last - line })
	return at < len(f.added) && f.added[at].first <= last
}

func (f *file) isEnd(offset int) bool {
	_, ok := slices.BinarySearch(f.ends, offset)
	return ok
}

// line is the line, 1-based, that holds a byte of the file.
func (f *file) line(offset int) int {
	before, _ := slices.BinarySearch(f.ends, offset)
	return before + 1
}

// asText compares a file by lines that git takes for binary.
func (l *Lines) asText(name, before string) ([]span, error) {
	files, err := l.git.diff(l.since, "--text", "--", ":(top,literal)"+name, ":(top,literal)"+before)
	if err != nil {
		return nil, err
	}
	if f := files[name]; f != nil {
		return f.added, nil
	}
	return nil, nil
}

// name is how git names a file: its path from the top of the work tree.
func (l *Lines) name(path string) (string, error) {
	if name, ok := l.names[path]; ok {
		return name, nil
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	if physical, err := filepath.EvalSymlinks(abs); err == nil {
		abs = physical
	}
	rel, err := filepath.Rel(l.git.dir, abs)
	if err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return "", fmt.Errorf("lies outside of the git repository at %s", l.git.dir)
	}
	name := filepath.ToSlash(rel)
	l.names[path] = name
	return name, nil
}
