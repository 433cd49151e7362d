// Package baseline knows the findings that were there before, so that a check
// tells only what is new.
//
// A finding is known by what it says, not by where it stands: by the path of its
// file, its rule and its fingerprint, which is that of the matched text and its
// sentence, as many times as the baseline counts it. Lines that move stay known, and so does a
// sentence whose neighbours are edited; one more copy of a known phrase is new.
//
// A file that was renamed stays known by its content, too: what is found in it
// may take up the entries of a file that is no longer there. Git is not asked.
// For that the baseline would have to record a commit, which every update would
// change and any rebase, squash or shallow clone would lose; and what Git calls a
// rename is a guess from the same content, line by line, where the baseline
// compares sentence by sentence. A copy is no rename: the first file is still
// there.
package baseline

import (
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/cuoci/cuoci/lint"
)

// Entry is a finding that is known, Count times.
type Entry struct {
	Path     string // of the file: with slashes, from the baseline's folder
	Rule     string // pack/name
	Match    string // the matched text, for those who read the baseline; its end cut off where it is long
	Sentence string // the finding's fingerprint, of rule, match and sentence: 16 hexadecimal digits
	Count    int
	Line     int // 1-based, in the baseline; 0 where it was not read from one
}

// Baseline is a file of entries. It is not changed by runs.
type Baseline struct {
	Path    string  // the file, for messages
	Dir     string  // its folder, absolute
	Entries []Entry // sorted
}

// New is an empty baseline that is to be written to a path.
func New(path string) (*Baseline, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	return &Baseline{Path: path, Dir: filepath.Dir(abs)}, nil
}

// Findings is how many findings the baseline knows.
func (b *Baseline) Findings() int {
	n := 0
	for i := range b.Entries {
		n += b.Entries[i].Count
	}
	return n
}

// key is what two findings have in common that are the same one.
type key struct {
	path string
	content
}

// content is a key without a place. The matched text is part of the fingerprint,
// folded: a text that is converted to the other script stays known, and what is
// written of it may be masked.
type content struct{ rule, sentence string }

func (e *Entry) key() key { return key{e.Path, content{e.Rule, e.Sentence}} }

// entryOf is the entry of one finding in the file at a path.
func entryOf(f *lint.Finding, path string) Entry {
	return Entry{Path: path, Rule: f.Rule, Match: shortened(f.Match), Sentence: f.Fingerprint, Count: 1}
}

// mostMatch is how many characters of a matched text are written.
const mostMatch = 80

// shortened cuts off the end of a long matched text: a rule may match a whole
// sentence. What is not UTF-8 cannot be written.
func shortened(match string) string {
	match = strings.ToValidUTF8(match, "\uFFFD")
	if len(match) <= mostMatch {
		return match
	}
	n := 0
	for i := range match {
		if n++; n == mostMatch {
			if rest := match[i:]; len([]rune(rest)) > 1 {
				return match[:i] + "…"
			}
		}
	}
	return match
}

// relative is how entries name a file: its path from the baseline's folder.
func (b *Baseline) relative(file string) string {
	abs, err := filepath.Abs(file)
	if err != nil {
		abs = file
	}
	rel, err := filepath.Rel(b.Dir, abs)
	if err != nil {
		rel = abs // on another drive
	}
	return path.Clean(strings.ToValidUTF8(filepath.ToSlash(rel), "\uFFFD"))
}

// file is the path at which an entry's file would be found.
func (b *Baseline) file(entry string) string {
	if p := filepath.FromSlash(entry); filepath.IsAbs(p) {
		return p
	}
	return filepath.Join(b.Dir, filepath.FromSlash(entry))
}

// sorted puts entries in their order and makes one of those that are the same,
// with the larger count: so two branches that each added it mean it.
func sorted(list []Entry) []Entry {
	at := make(map[key]int, len(list))
	out := list[:0:0]
	for _, e := range list {
		k := e.key()
		if i, ok := at[k]; ok {
			out[i].Count = max(out[i].Count, e.Count)
			continue
		}
		at[k] = len(out)
		out = append(out, e)
	}
	slices.SortFunc(out, compare)
	return out
}

func compare(a, b Entry) int {
	return slices.Compare([]string{a.Path, a.Rule, a.Match, a.Sentence}, []string{b.Path, b.Rule, b.Match, b.Sentence})
}
