package baseline

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"github.com/cuoci/cuoci/lint"
)

// Run holds the findings of one run against a baseline, in their order. It is
// not safe for concurrent use.
type Run struct {
	base      *Baseline
	left      []int // of each entry: how many were not found so far
	byKey     map[key]int
	byContent map[content][]int
	names     map[string]string // how entries name a file, by the path that findings have
	gone      map[string]bool   // of files of entries: they are no longer there
	judged    map[string]func(rule string) bool
	walked    []string       // folders, absolute
	found     map[key]*Entry // what is to be known from now on
	fresh     int            // of these, findings that were not known
	moved     int            // findings known by the entry of a file that is gone
}

// Run begins a run.
func (b *Baseline) Run() *Run {
	r := &Run{
		base: b, left: make([]int, len(b.Entries)),
		byKey: make(map[key]int, len(b.Entries)), byContent: make(map[content][]int, len(b.Entries)),
		names: map[string]string{}, gone: map[string]bool{}, judged: map[string]func(string) bool{}, found: map[key]*Entry{},
	}
	for i := range b.Entries {
		e := &b.Entries[i]
		k := e.key()
		r.left[i], r.byKey[k] = e.Count, i
		r.byContent[k.content] = append(r.byContent[k.content], i)
	}
	return r
}

// Again begins another run against the same baseline, which knows nothing of this
// one.
func (r *Run) Again() *Run { return r.base.Run() }

// Known reports whether the baseline knows a finding, which it does as many
// times as it counts it.
func (r *Run) Known(f *lint.Finding) bool {
	e := entryOf(f, r.name(f.Path))
	k := e.key()
	if i, ok := r.byKey[k]; ok && r.left[i] > 0 {
		r.left[i]--
		return true
	}
	for _, i := range r.byContent[k.content] {
		if r.left[i] > 0 && r.isGone(r.base.Entries[i].Path) {
			r.left[i]--
			r.moved++
			return true
		}
	}
	return false
}

// Add is Known, and notes the finding for [Run.Update].
func (r *Run) Add(f *lint.Finding) {
	if !r.Known(f) {
		r.fresh++
	}
	e := entryOf(f, r.name(f.Path))
	k := e.key()
	if known, ok := r.found[k]; ok {
		known.Count++
		return
	}
	r.found[k] = &e
}

// Read notes that a file, by the path that its findings have, was read to its
// end. judged tells which rules were judged in it.
func (r *Run) Read(path string, judged func(rule string) bool) { r.judged[r.name(path)] = judged }

// Walked notes that a folder and all folders in it were walked.
func (r *Run) Walked(dir string) {
	if abs, err := filepath.Abs(dir); err == nil {
		r.walked = append(r.walked, abs)
	}
}

// Stale are the entries that the run should have found and did not, each with
// the count that was not found. It speaks only of folders that were walked: of
// files in there that were read to their end or are gone, and of these, the rules
// that were judged. Of a file that was read by itself, as a hook names those of a
// commit, it says nothing: its sentences may have gone to another one.
func (r *Run) Stale() []Entry {
	var list []Entry
	for i, e := range r.base.Entries {
		if e.Count = r.left[i]; e.Count > 0 && r.isWalked(&r.base.Entries[i]) && r.covers(&r.base.Entries[i]) {
			list = append(list, e)
		}
	}
	return list
}

// covers tells whether the run would have found an entry that still holds.
func (r *Run) covers(e *Entry) bool {
	if judged, ok := r.judged[e.Path]; ok {
		return judged(e.Rule)
	}
	if !r.isGone(e.Path) || !r.isWalked(e) {
		return false
	}
	// Nobody knows which rules would have been judged in it: those of any file.
	for _, judged := range r.judged {
		if judged(e.Rule) {
			return true
		}
	}
	return len(r.judged) == 0
}

// isWalked tells whether the file of an entry lies, or lay, in a folder that was
// walked.
func (r *Run) isWalked(e *Entry) bool {
	return slices.ContainsFunc(r.walked, func(dir string) bool { return inside(dir, r.base.file(e.Path)) })
}

// name is how entries name a file.
func (r *Run) name(path string) string {
	name, ok := r.names[path]
	if !ok {
		name = r.base.relative(path)
		r.names[path] = name
	}
	return name
}

// isGone tells whether the file of an entry is no longer there.
func (r *Run) isGone(path string) bool {
	gone, ok := r.gone[path]
	if !ok {
		_, err := os.Lstat(r.base.file(path))
		gone = errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR)
		r.gone[path] = gone
	}
	return gone
}

// inside tells whether a file lies in a folder or deeper; both are absolute.
func inside(dir, file string) bool {
	rel, err := filepath.Rel(dir, file)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}
