package baseline_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cuoci/cuoci/lint"
	"github.com/cuoci/cuoci/lint/baseline"
	"github.com/cuoci/cuoci/lint/source"
	"github.com/cuoci/cuoci/rules"
)

// newLinter checks with the small pack.
func newLinter(t *testing.T) *lint.Linter {
	t.Helper()
	set, err := rules.Load([]string{"../../testdata/packs/demo.yaml"})
	if err != nil {
		t.Fatal(err)
	}
	l, err := lint.New(lint.Config{Rules: set})
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// check reads every text below the working directory, a line at a time, and
// hands on what is found.
func check(t *testing.T, l *lint.Linter, each func(f *lint.Finding), read func(path string)) {
	t.Helper()
	for _, path := range texts(t) {
		d, err := source.Open(path, source.Options{Unit: source.UnitLine})
		if err != nil {
			t.Fatal(err)
		}
		l.Document(d, path, func(r lint.Result) bool {
			if r.Err != nil {
				t.Fatal(r.Err)
			}
			for i := range r.Findings {
				each(&r.Findings[i])
			}
			return true
		})
		if err := d.Close(); err != nil {
			t.Fatal(err)
		}
		read(path)
	}
}

// texts are the files below the working directory, sorted.
func texts(t *testing.T) []string {
	t.Helper()
	var list []string
	err := filepath.WalkDir(".", func(path string, _ os.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, ".txt") {
			list = append(list, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(list)
	return list
}

func every(string) bool { return true }

// create writes a baseline of all that is found.
func create(t *testing.T, l *lint.Linter, path string) *baseline.Baseline {
	t.Helper()
	b, err := baseline.New(path)
	if err != nil {
		t.Fatal(err)
	}
	b, _ = update(t, l, b)
	return b
}

// update checks everything and brings a baseline up to date, on disk too.
func update(t *testing.T, l *lint.Linter, b *baseline.Baseline) (*baseline.Baseline, baseline.Change) {
	t.Helper()
	r := b.Run()
	check(t, l, r.Add, func(path string) { r.Read(path, every) })
	r.Walked(".")
	out, change := r.Update()
	return reread(t, out), change
}

// reread writes a baseline and reads it again.
func reread(t *testing.T, b *baseline.Baseline) *baseline.Baseline {
	t.Helper()
	write(t, b.Path, string(b.Encode()))
	again, err := baseline.Read(b.Path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(again.Encode(), b.Encode()) {
		t.Fatalf("read as\n%s\nwritten as\n%s", again.Encode(), b.Encode())
	}
	return again
}

// compare checks everything against a baseline: the sentences of what is new,
// and the matched texts of entries that are stale, each as often as it counts.
func compare(t *testing.T, l *lint.Linter, b *baseline.Baseline) (fresh, stale []string) {
	t.Helper()
	r := b.Run()
	check(t, l, func(f *lint.Finding) {
		if !r.Known(f) {
			fresh = append(fresh, strings.TrimSpace(f.Sentence)+" "+f.Rule)
		}
	}, func(path string) { r.Read(path, every) })
	r.Walked(".")
	for _, e := range r.Stale() {
		for range e.Count {
			stale = append(stale, e.Path+" "+e.Rule+" "+e.Match)
		}
	}
	slices.Sort(fresh)
	return fresh, stale
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func git(t *testing.T, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not on this machine")
	}
	cmd := exec.Command("git", append([]string{
		"-c", "user.name=cuoci", "-c", "user.email=cuoci@example.org", "-c", "commit.gpgSign=false", "-c", "core.hooksPath=/dev/null",
	}, args...)...)
	cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return string(out)
}
