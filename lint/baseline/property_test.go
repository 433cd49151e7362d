package baseline_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cuoci/cuoci/lint"
	"github.com/cuoci/cuoci/lint/source"
)

// library is a folder of texts under edit. Each line has three sentences, of
// which the middle one may be bad.
type library struct {
	t     *testing.T
	rand  *rand.Rand
	files map[string][]line
	names int // of files and sentences that were made
}

type line struct{ before, middle, after string }

func (l line) String() string { return l.before + l.middle + l.after }

func newLibrary(t *testing.T, seed uint64) *library {
	t.Helper()
	lib := &library{t: t, rand: rand.New(rand.NewPCG(seed, 5)), files: map[string][]line{}}
	for range 3 + lib.rand.IntN(3) {
		path := lib.newPath()
		for range 3 + lib.rand.IntN(5) {
			lib.files[path] = append(lib.files[path], lib.line(lib.rand.IntN(2) == 0))
		}
		lib.files[path] = append(lib.files[path], lib.line(true))
	}
	lib.save()
	return lib
}

func (l *library) number() int {
	l.names++
	return l.names
}

func (l *library) newPath() string {
	return filepath.Join([]string{".", "faq", "回复"}[l.rand.IntN(3)], fmt.Sprintf("f%d.txt", l.number()))
}

// line is a line with a bad sentence, or without one.
func (l *library) line(bad bool) line {
	n := l.number()
	x := line{fmt.Sprintf("您好，这里是第%d组。", n), "我来帮您查。", "祝您愉快！"}
	if bad {
		x.middle = []string{"订单%d我不能退，但是可以换。", "第%d单没办法改地址。", "可是第%d单已经寄出。", "订单%d我不能改，我不能退！"}[n%4]
		x.middle = fmt.Sprintf(x.middle, n)
	}
	return x
}

func (l *library) paths() []string {
	var list []string
	for path := range l.files {
		list = append(list, path)
	}
	slices.Sort(list)
	return list
}

func (l *library) anyPath() string {
	list := l.paths()
	return list[l.rand.IntN(len(list))]
}

// badLine is a line with a bad sentence that holds only once.
func (l *library) badLine(spared []string) (path string, at int, ok bool) {
	for range 100 {
		path = l.anyPath()
		if at = l.rand.IntN(len(l.files[path])); isBad(l.files[path][at]) && !slices.Contains(spared, l.files[path][at].middle) {
			return path, at, true
		}
	}
	return "", 0, false
}

func isBad(x line) bool { return x.middle != "我来帮您查。" }

func (l *library) save() {
	for path, lines := range l.files {
		var b strings.Builder
		for _, x := range lines {
			b.WriteString(x.String() + "\n")
		}
		write(l.t, path, b.String())
	}
}

// harmless makes an edit that adds and takes away nothing that is bad.
func (l *library) harmless() {
	path := l.anyPath()
	lines := l.files[path]
	at := l.rand.IntN(len(lines))
	switch l.rand.IntN(5) {
	case 0: // lines above
		for range 1 + l.rand.IntN(20) {
			lines = slices.Insert(lines, 0, l.line(false))
		}
		l.files[path] = lines
	case 1: // another sentence of the paragraph
		lines[at].before = fmt.Sprintf("亲，第%d次为您服务。", l.number())
	case 2:
		lines[at].after = fmt.Sprintf("再见%d！", l.number())
	case 3: // lines change places
		other := l.rand.IntN(len(lines))
		lines[at], lines[other] = lines[other], lines[at]
	case 4:
		to := l.newPath()
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			l.t.Fatal(err)
		}
		git(l.t, "add", "--all")
		git(l.t, "mv", path, to)
		l.files[to] = lines
		delete(l.files, path)
	}
	l.save()
}

// TestEdits makes random edits of a library in a git repository: what does not
// touch a bad sentence leaves it known, also where git is told of a new name; one
// more copy is new; what is taken away is stale. An update settles both.
func TestEdits(t *testing.T) {
	linter := newLinter(t)
	rounds := 30
	if testing.Short() {
		rounds = 6
	}
	for seed := range uint64(rounds) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) { editLibrary(t, linter, seed) })
	}
}

func editLibrary(t *testing.T, linter *lint.Linter, seed uint64) {
	t.Helper()
	t.Chdir(t.TempDir())
	lib := newLibrary(t, seed)
	git(t, "init", "-q")
	git(t, "add", ".")
	git(t, "commit", "-q", "-m", "a library")
	known := create(t, linter, "known.yaml")
	if fresh, stale := compare(t, linter, known); len(fresh)+len(stale) > 0 {
		t.Fatalf("at once: new %v, stale %v", fresh, stale)
	}

	for range 5 + lib.rand.IntN(15) {
		lib.harmless()
	}
	if fresh, stale := compare(t, linter, known); len(fresh)+len(stale) > 0 {
		t.Fatalf("after harmless edits: new %v, stale %v\n%s", fresh, stale, git(t, "diff", "--find-renames", "--name-status", "HEAD"))
	}

	var wantFresh, wantStale []string
	var spared []string
	for range lib.rand.IntN(4) {
		path, at, ok := lib.badLine(spared)
		if !ok {
			break
		}
		x := lib.files[path][at]
		spared = append(spared, x.middle)
		switch lib.rand.IntN(3) {
		case 0: // a copy, in a file that is there or a new one
			to := lib.anyPath()
			if lib.rand.IntN(3) == 0 {
				to = lib.newPath()
			}
			lib.files[to] = append(lib.files[to], x)
			wantFresh = append(wantFresh, x.middle)
		case 1: // gone
			lib.files[path][at].middle = "我来帮您查。"
			wantStale = append(wantStale, x.middle)
		case 2: // edited itself
			lib.files[path][at].middle = "亲，" + x.middle
			spared = append(spared, "亲，"+x.middle)
			wantFresh = append(wantFresh, "亲，"+x.middle)
			wantStale = append(wantStale, x.middle)
		}
		lib.save()
		lib.harmless()
	}
	fresh, stale := compare(t, linter, known)
	if got, want := len(fresh), findings(t, linter, wantFresh); got != want {
		t.Errorf("%d new, want %d: %v\nof %v", got, want, fresh, wantFresh)
	}
	for _, sentence := range fresh {
		if !slices.ContainsFunc(wantFresh, func(w string) bool { return strings.HasPrefix(sentence, w) }) {
			t.Errorf("new: %s, want those of %v", sentence, wantFresh)
		}
	}
	if got, want := len(stale), findings(t, linter, wantStale); got != want {
		t.Errorf("%d stale, want %d: %v\nof %v", got, want, stale, wantStale)
	}

	after, change := update(t, linter, known)
	if change.Added != len(fresh) || change.Removed != len(stale) {
		t.Errorf("update: %+v, want %d added and %d removed", change, len(fresh), len(stale))
	}
	if fresh, stale := compare(t, linter, after); len(fresh)+len(stale) > 0 {
		t.Errorf("after update: new %v, stale %v", fresh, stale)
	}
	if anew := create(t, linter, "known.yaml"); !bytes.Equal(anew.Encode(), after.Encode()) {
		t.Errorf("updated to\n%s\nmade anew\n%s", after.Encode(), anew.Encode())
	}
}

// findings counts what is found in sentences.
func findings(t *testing.T, l *lint.Linter, sentences []string) int {
	t.Helper()
	n := 0
	for _, s := range sentences {
		d := source.NewDocument(strings.NewReader(s), source.Options{})
		l.Document(d, "", func(r lint.Result) bool {
			n += len(r.Findings)
			return true
		})
	}
	return n
}
