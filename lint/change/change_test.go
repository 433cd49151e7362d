package change

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/unicode"

	"github.com/cuoci/cuoci/lint"
	"github.com/cuoci/cuoci/lint/source"
)

func TestParseDiff(t *testing.T) {
	for _, c := range []struct {
		name, diff string
		want       map[string][]span
		binary     bool
	}{
		{"nothing", "", map[string][]span{}, false},
		{"lines", `diff --git a/x.txt b/x.txt
index 1..2 100644
--- a/x.txt
+++ b/x.txt
@@ -1 +1 @@
-a
+b
@@ -3,0 +4,2 @@ @@ -9 +9 @@
+++ b/y.txt
+@@ -1 +1 @@
@@ -7,2 +9,0 @@
--- a/z.txt
-b
\ No newline at end of file
@@ -11,0 +11 @@
+c
\ No newline at end of file
`, map[string][]span{"x.txt": {{1, 1}, {4, 5}, {11, 11}}}, false},
		{"names", "diff --git a/x b/x\n--- a/x y\t\n+++ b/x y\t\n@@ -0,0 +1,3 @@\n+a\n+b\n+c\n" +
			"diff --git a/x b/x\n--- a/回复.txt\n+++ b/回复.txt\n@@ -0,0 +1 @@\n+a\n" +
			"diff --git \"a/x\" \"b/x\"\n--- /dev/null\n+++ \"b/q\\\"\\\\\\t\\346\\210\\221\"\n@@ -0,0 +1 @@\n+a\n",
			map[string][]span{"x y": {{1, 3}}, "回复.txt": {{1, 1}}, "q\"\\\t我": {{1, 1}}}, false},
		{"gone", "diff --git a/x b/x\ndeleted file mode 100644\n--- a/x\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n", map[string][]span{}, false},
		{"renamed", "diff --git a/x b/y\nsimilarity index 100%\nrename from x\nrename to y\n", map[string][]span{}, false},
		{"binary", "diff --git a/x b/x\nBinary files a/x and b/x differ\n", map[string][]span{}, true},
		{"carriage returns", "+++ b/x\n@@ -1,0 +2,2 @@\n+a\r\n+b\rc\n", map[string][]span{"x": {{2, 3}}}, false},
	} {
		files, binary, err := parseDiff(c.diff)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		got := map[string][]span{}
		for name, f := range files {
			got[name] = f.added
		}
		if !reflect.DeepEqual(got, c.want) || binary != c.binary {
			t.Errorf("%s: got %v %v, want %v %v", c.name, got, binary, c.want, c.binary)
		}
	}
	for _, bad := range []string{"+++ x\n", "+++ \"b/x\n", "+++ \"b/\\9\"\n", "+++ \"b/\\x\"\n", "+++ b/x\n@@ -1 +a @@\n", "+++ b/x\n@@ -a +1 @@\n", "+++ b/x\n@@ x\n"} {
		if _, _, err := parseDiff(bad); err == nil {
			t.Errorf("%q was read", bad)
		}
	}
	files := map[string]*file{}
	parseNumstat("1\t0\tx\x00-\t-\ty\x00-\t-\t\x00old\x00new\x003\t4\t\x00a\x00b\x00", files)
	if len(files) != 2 || files["y"].before != "y" || files["new"].before != "old" {
		t.Errorf("got %+v", files)
	}
}

func FuzzParseDiff(f *testing.F) {
	f.Add("diff --git a/x b/x\n--- a/x\n+++ \"b/\\346x\"\n@@ -1,2 +3 @@\n-a\n+b\n\\ No newline\n")
	f.Fuzz(func(t *testing.T, diff string) {
		if files, _, err := parseDiff(diff); (files == nil) == (err == nil) {
			t.Errorf("got %v and %v", files, err)
		}
		parseNumstat(diff, map[string]*file{})
	})
}

// repository makes a folder with a git repository the working directory.
func repository(t *testing.T) {
	t.Helper()
	t.Chdir(t.TempDir())
	t.Setenv("GIT_CONFIG_GLOBAL", os.DevNull)
	t.Setenv("GIT_CONFIG_NOSYSTEM", "1")
	run(t, "init", "-q", "-b", "main")
}

func run(t *testing.T, args ...string) {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not on this machine")
	}
	cmd := exec.Command("git", append([]string{"-c", "user.name=cuoci", "-c", "user.email=cuoci@example.org", "-c", "commit.gpgSign=false"}, args...)...)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
	}
}

func commit(t *testing.T) {
	t.Helper()
	run(t, "add", "--all")
	run(t, "commit", "-q", "--allow-empty", "-m", "x")
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

func since(t *testing.T, rev string) *Lines {
	t.Helper()
	l, err := Since(t.Context(), rev)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// has asks for the finding that a part of a file would be.
func has(t *testing.T, l *Lines, path, text, part string) bool {
	t.Helper()
	at := strings.Index(text, part)
	if at < 0 {
		t.Fatalf("%q is not in %q", part, text)
	}
	got, err := l.Has(&lint.Finding{Path: path, Start: source.Position{Offset: at}, End: source.Position{Offset: at + len(part)}})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func TestSince(t *testing.T) {
	repository(t)
	wide := func(s string) string {
		out, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	inWide := func(s string) string { return strings.TrimPrefix(wide(s), "\xff\xfe") }
	write(t, "same.txt", "甲\n乙\n")
	write(t, "edit.txt", "甲\n乙\n丙\n丁\n")
	write(t, "sub/回 复\".txt", "甲\n乙\n")
	write(t, "wide.txt", wide("上甲\n上乙\n上丙\n"))
	write(t, "old-wide.txt", wide("上甲\n上乙\n上丙\n上丁\n上戊\n上己\n上庚\n"))
	write(t, "crlf.txt", "甲\r\n乙\r\n")
	write(t, "old.txt", "甲\n乙\n丙\n丁\n戊\n")
	write(t, "gone.txt", "去\n来\n")
	write(t, "staged.txt", "甲\n")
	write(t, ".gitignore", "ignored.txt\n")
	write(t, ".gitattributes", "attr.txt -diff\n")
	write(t, "attr.txt", "甲\n乙\n")
	commit(t)

	edit, wide2, oldWide := "甲\n新\n丙\n丁\n末", wide("上新\n上甲\n上乙\n上丙\n"), wide("上甲\n上乙\n上丙\n上丁\n上戊\n上己\n上庚\n上新\n")
	write(t, "edit.txt", edit)
	write(t, "sub/回 复\".txt", "零\n甲\n乙\n")
	write(t, "wide.txt", wide2)
	run(t, "mv", "old-wide.txt", "new-wide.txt")
	write(t, "new-wide.txt", oldWide)
	write(t, "crlf.txt", "零\r\n甲\r\n乙\r\n")
	run(t, "mv", "old.txt", "new.txt")
	write(t, "new.txt", "甲\n新\n乙\n丙\n丁\n戊\n")
	run(t, "rm", "-q", "gone.txt")
	write(t, "staged.txt", "甲\n乙\n")
	run(t, "add", "staged.txt")
	write(t, "untracked.txt", "甲\n")
	write(t, "ignored.txt", "甲\n")
	write(t, "attr.txt", "甲\n新\n乙\n")
	if err := os.Symlink("edit.txt", "link.txt"); err != nil {
		t.Skip("no links here: ", err)
	}

	check := func(l *Lines, prefix string) {
		t.Helper()
		for _, c := range []struct {
			path, text, part string
			want             bool
		}{
			{"same.txt", "甲\n乙\n", "乙", false},
			{"edit.txt", edit, "甲", false}, {"edit.txt", edit, "新", true}, {"edit.txt", edit, "丙", false}, {"edit.txt", edit, "末", true},
			{"edit.txt", edit, "甲\n", false}, {"edit.txt", edit, "甲\n新", true}, {"edit.txt", edit, "新\n丙\n丁", true}, {"edit.txt", edit, "丙\n丁", false},
			{"link.txt", edit, "新", true}, {"link.txt", edit, "丙", false},
			{"sub/回 复\".txt", "零\n甲\n", "零", true}, {"sub/回 复\".txt", "零\n甲\n", "甲", false},
			{"wide.txt", wide2, inWide("上新"), true}, {"wide.txt", wide2, inWide("上甲"), false}, {"wide.txt", wide2, inWide("丙"), false},
			{"new-wide.txt", oldWide, inWide("上新"), true}, {"new-wide.txt", oldWide, inWide("上庚"), false},
			{"crlf.txt", "零\r\n甲\r\n", "零", true}, {"crlf.txt", "零\r\n甲\r\n", "甲", false},
			{"new.txt", "甲\n新\n乙\n", "新", true}, {"new.txt", "甲\n新\n乙\n", "乙", false},
			{"staged.txt", "甲\n乙\n", "甲", false}, {"staged.txt", "甲\n乙\n", "乙", true},
			{"untracked.txt", "甲\n", "甲", true}, {"ignored.txt", "甲\n", "甲", true},
			{"attr.txt", "甲\n新\n乙\n", "新", true}, {"attr.txt", "甲\n新\n乙\n", "乙", false},
		} {
			if got := has(t, l, prefix+c.path, c.text, c.part); got != c.want {
				t.Errorf("%s %q: %v, want %v", prefix+c.path, c.part, got, c.want)
			}
		}
	}
	check(since(t, "HEAD"), "")

	// What has no place in the file is new when the file is changed.
	l := since(t, "HEAD")
	for path, want := range map[string]bool{"edit.txt": true, "same.txt": false, "untracked.txt": true} {
		got, err := l.Has(&lint.Finding{Path: path, Location: &source.Location{Detached: true}})
		if err != nil || got != want {
			t.Errorf("%s: %v %v, want %v", path, got, err, want)
		}
	}

	// From below, whatever the user's git is set to, and with names of its own.
	for _, setting := range [][2]string{
		{"diff.noprefix", "true"}, {"diff.mnemonicPrefix", "true"}, {"color.ui", "always"}, {"core.quotePath", "true"}, {"diff.relative", "true"},
		{"diff.external", "false"}, {"diff.interHunkContext", "9"}, {"diff.renames", "false"}, {"diff.context", "9"},
	} {
		run(t, "config", setting[0], setting[1])
	}
	t.Chdir("sub")
	check(since(t, "main"), "../")
	t.Chdir("..")

	// Committed, the change lies between two commits.
	commit(t)
	check(since(t, "HEAD~1"), "")
	l = since(t, "HEAD")
	for _, part := range []string{"甲", "新", "末"} {
		if has(t, l, "edit.txt", edit, part) {
			t.Errorf("%s is new after the commit", part)
		}
	}
	if _, err := l.Has(&lint.Finding{Path: "../x.txt"}); err == nil || !strings.Contains(err.Error(), `lies outside of the git repository at `) {
		t.Errorf("got %v", err)
	}
}

func TestSinceMergeBase(t *testing.T) {
	repository(t)
	write(t, "a.txt", "甲\n")
	commit(t)
	run(t, "checkout", "-q", "-b", "work")
	write(t, "a.txt", "甲\n乙\n")
	commit(t)
	run(t, "checkout", "-q", "main")
	write(t, "a.txt", "零\n甲\n")
	commit(t)
	run(t, "checkout", "-q", "--detach", "work")
	write(t, "a.txt", "甲\n乙\n丙\n")
	ask := func() string {
		t.Helper()
		l, err := SinceMergeBase(t.Context(), "main")
		if err != nil {
			t.Fatal(err)
		}
		return fmt.Sprint(has(t, l, "a.txt", "甲\n乙\n丙\n", "甲"), has(t, l, "a.txt", "甲\n乙\n丙\n", "乙"), has(t, l, "a.txt", "甲\n乙\n丙\n", "丙"))
	}
	if got := ask(); got != "false true true" {
		t.Errorf("detached: %s", got)
	}
	// In the checkouts of CI a branch has no name but that of origin.
	run(t, "update-ref", "refs/remotes/origin/main", "main")
	run(t, "branch", "-q", "-D", "main")
	if got := ask(); got != "false true true" {
		t.Errorf("origin: %s", got)
	}
}

func TestErrors(t *testing.T) {
	repository(t)
	ask := func(f func(context.Context, string) (*Lines, error), name, want string) {
		t.Helper()
		if _, err := f(t.Context(), name); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got  %v\nwant %s", name, err, want)
		}
	}
	ask(Since, "HEAD", `git knows no commit "HEAD"`)
	write(t, "a.txt", "甲\n")
	commit(t)
	commit(t)
	top, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	ask(Since, "nosuch", `git knows no commit "nosuch"`)
	ask(Since, "--output=x", `"--output=x" is no name of a commit`)
	ask(Since, "", `"" is no name of a commit`)
	ask(SinceMergeBase, "nosuch", `git knows no commit "nosuch"`)
	run(t, "checkout", "-q", "--orphan", "other")
	write(t, "b.txt", "乙\n")
	commit(t)
	ask(SinceMergeBase, "main", `"main" and HEAD have no commit in common`)
	run(t, "checkout", "-q", "main")

	shallow := filepath.Join(t.TempDir(), "shallow")
	run(t, "clone", "-q", "--depth", "1", "file://"+filepath.ToSlash(top), shallow)
	t.Chdir(shallow)
	if _, err := Since(t.Context(), "HEAD"); err != nil {
		t.Errorf("in a shallow clone: %v", err)
	}
	ask(Since, "HEAD~1", `git knows no commit "HEAD~1" in this shallow clone: fetch more of its history (git fetch --unshallow`)
	run(t, "fetch", "-q", "--depth", "1", "origin", "other")
	ask(SinceMergeBase, "FETCH_HEAD", `"FETCH_HEAD" and HEAD have no commit in common in this shallow clone: fetch more`)

	outside := t.TempDir()
	t.Setenv("GIT_CEILING_DIRECTORIES", filepath.Dir(outside))
	t.Chdir(outside)
	ask(Since, "HEAD", "the working directory is not in a git repository")
	t.Setenv("PATH", outside)
	ask(Since, "HEAD", "git is needed and was not found on PATH")
}

// TestLines edits files of lines that are all different: those that are not of
// the commit are new, and no others.
func TestLines(t *testing.T) {
	repository(t)
	r := rand.New(rand.NewPCG(1, 2))
	n := 0
	fresh := func() string {
		n++
		return fmt.Sprintf("第%d行上的话", n)
	}
	before := map[string][]string{}
	for i := range 20 {
		name := fmt.Sprintf("f%d.txt", i)
		for range r.IntN(30) {
			before[name] = append(before[name], fresh())
		}
		write(t, name, strings.Join(before[name], "\n"))
	}
	commit(t)
	after := map[string][]string{}
	for name, lines := range before {
		lines = slices.Clone(lines)
		for range r.IntN(6) {
			at := r.IntN(len(lines) + 1)
			switch {
			case at == len(lines) || r.IntN(2) == 0:
				lines = slices.Insert(lines, at, fresh())
			case r.IntN(2) == 0:
				lines[at] = fresh()
			default:
				lines = slices.Delete(lines, at, at+1)
			}
		}
		after[name] = lines
		write(t, name, strings.Join(lines, "\n"))
	}
	l := since(t, "HEAD")
	for name, lines := range after {
		text := strings.Join(lines, "\n")
		for i, line := range lines {
			// The last line of a file that has no line end is another one when it gets one.
			want := !slices.Contains(before[name], line) || (line == last(before[name])) != (i == len(lines)-1)
			if got := has(t, l, name, text, line); got != want {
				t.Errorf("%s: line %d is %v, want %v", name, i+1, got, want)
			}
		}
	}
}

func last(lines []string) string {
	if len(lines) == 0 {
		return ""
	}
	return lines[len(lines)-1]
}
