package atomicfile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
)

func names(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, e := range entries {
		list = append(list, e.Name())
	}
	return list
}

func content(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func begin(t *testing.T, path, text string) *File {
	t.Helper()
	f, err := Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	return f
}

// TestFile makes sure that a report is seen whole or not at all.
func TestFile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "r.json")
	f := begin(t, path, "first")
	if list := names(t, dir); len(list) != 1 || !Unfinished(filepath.Join(dir, list[0])) {
		t.Errorf("on the way: %q", list)
	}
	if err := f.Commit(); err != nil {
		t.Fatal(err)
	}
	if content(t, path) != "first" || !slices.Equal(names(t, dir), []string{"r.json"}) {
		t.Errorf("%q in %q", content(t, path), names(t, dir))
	}
	if err := f.Abort(); err != nil { // as a deferred one
		t.Error(err)
	}
	if err := f.Commit(); !errors.Is(err, fs.ErrClosed) {
		t.Errorf("twice: %v", err)
	}

	if err := os.Chmod(path, 0o640); err != nil {
		t.Fatal(err)
	}
	f = begin(t, path, "second")
	if content(t, path) != "first" {
		t.Error("the old report is gone before the new one is there")
	}
	if err := f.Abort(); err != nil {
		t.Fatal(err)
	}
	if content(t, path) != "first" || !slices.Equal(names(t, dir), []string{"r.json"}) {
		t.Errorf("given up: %q in %q", content(t, path), names(t, dir))
	}

	if err := begin(t, path, "third").Commit(); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if content(t, path) != "third" || runtime.GOOS != "windows" && info.Mode().Perm() != 0o640 {
		t.Errorf("%q with mode %v", content(t, path), info.Mode())
	}
}

func TestFileLink(t *testing.T) {
	dir := t.TempDir()
	path, link := filepath.Join(dir, "real.json"), filepath.Join(dir, "link.json")
	if err := os.WriteFile(path, []byte("old"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("real.json", link); err != nil {
		t.Skip("no links to be had: ", err)
	}
	if err := begin(t, link, "new").Commit(); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&fs.ModeSymlink == 0 || content(t, path) != "new" {
		t.Errorf("the link is %v (%v), behind it is %q", info.Mode(), err, content(t, path))
	}
}

func TestFileErrors(t *testing.T) {
	dir := t.TempDir()
	if _, err := Create(dir); err == nil || err.Error() != "is a directory" {
		t.Errorf("a folder: %v", err)
	}
	if _, err := Create(filepath.Join(dir, "no", "r.json")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no folder: %v", err)
	}
	path := filepath.Join(dir, "r.json")
	f := begin(t, path, "text")
	if err := os.Mkdir(path, 0o755); err != nil { // in the way
		t.Fatal(err)
	}
	if err := f.Commit(); err == nil {
		t.Error("a folder was replaced")
	}
	if list := names(t, dir); !slices.Equal(list, []string{"r.json"}) {
		t.Errorf("left behind: %q", list)
	}
}

// TestFileDevice makes sure that a device is written to, not replaced.
func TestFileDevice(t *testing.T) {
	info, err := os.Stat(os.DevNull)
	if err != nil || info.Mode().IsRegular() || runtime.GOOS == "windows" {
		t.Skip("no device to be had")
	}
	if err := begin(t, os.DevNull, "text").Commit(); err != nil {
		t.Fatal(err)
	}
	if info, err = os.Stat(os.DevNull); err != nil || info.Mode().IsRegular() {
		t.Fatalf("%s was replaced: %v, %v", os.DevNull, info, err)
	}
	full, err := Create("/dev/full")
	if err != nil {
		t.Skip("no full disk to be had")
	}
	if _, err := full.Write([]byte("text")); err != nil {
		t.Fatal(err)
	}
	if full.Commit() == nil {
		t.Error("a full disk takes a report")
	}
}

func TestCommitIf(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "reply.txt")
	if err := os.WriteFile(path, []byte("old"), 0o640); err != nil {
		t.Fatal(err)
	}
	no := errors.New("changed meanwhile")
	f := begin(t, path, "new")
	if err := f.CommitIf(func() error { return no }); !errors.Is(err, no) {
		t.Errorf("committed: %v", err)
	}
	if got, list := content(t, path), names(t, dir); got != "old" || len(list) != 1 {
		t.Errorf("%q, beside it %v", got, list)
	}
	if err := f.Abort(); err != nil {
		t.Error(err)
	}
	f = begin(t, path, "new")
	if err := f.CommitIf(func() error { return nil }); err != nil {
		t.Error(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if got := content(t, path); got != "new" || info.Mode().Perm() != 0o640 {
		t.Errorf("%q, mode %v", got, info.Mode())
	}
}
