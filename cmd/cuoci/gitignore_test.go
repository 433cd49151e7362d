package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestIgnoresAgreeWithGit holds what is ignored against what git says.
func TestIgnoresAgreeWithGit(t *testing.T) {
	git, err := exec.LookPath("git")
	if err != nil {
		t.Skip("no git")
	}
	root := t.TempDir()
	files := map[string]string{
		".gitignore":      "# 注释\n\n*.log\n!keep.log\n/only-here.txt\nbuild/\ndoc/*.txt\na/**\n!a/keep.csv\n**/deep/x.csv\nspace\\ \nname.txt   \n\\#hash.txt\n\\!bang.txt\n{x}.txt\n?.md\n[ab]*.tsv\n[!z]1.tsv\nfoo/**/bar.json\n中文.csv\nout\n!out/in.txt\r\n*.tmp\r\n",
		"sub/.gitignore":  "!*.log\nlocal.txt\n/rooted.csv\n",
		"sub2/.gitignore": "\xEF\xBB\xBFbom.txt\n*\n!*.csv\n!dir/\n",
	}
	names := []string{
		"x.log", "keep.log", "d/keep.log", "d/y.log", "only-here.txt", "d/only-here.txt", "build/x.txt", "d/build/y.txt", "d/build2/y.txt",
		"doc/a.txt", "doc/d/a.txt", "d/doc/a.txt", "a/x.csv", "a/keep.csv", "a/b/keep.csv", "deep/x.csv", "d/e/deep/x.csv", "d/deep/y.csv",
		"space ", "name.txt", "name.txt   ", "#hash.txt", "!bang.txt", "{x}.txt", "x.txt", "x.md", "xy.md", "d/z.md", "abc.tsv", "z1.tsv", "y1.tsv", "ca.tsv",
		"foo/bar.json", "foo/x/bar.json", "foo/x/y/bar.json", "x/foo/bar.json", "中文.csv", "d/中文.csv", "out", "d/out/in.txt", "x.tmp",
		"sub/x.log", "sub/d/x.log", "sub/local.txt", "sub/d/local.txt", "sub/rooted.csv", "sub/d/rooted.csv",
		"sub2/bom.txt", "sub2/x.csv", "sub2/x.txt", "sub2/dir/x.csv", "sub2/dir/x.txt",
	}
	for name, content := range files {
		write(t, filepath.Join(root, name), content)
	}
	for _, name := range names {
		write(t, filepath.Join(root, name), "x")
	}
	cmd := exec.Command(git, "init", "-q")
	cmd.Dir = root
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	write(t, filepath.Join(root, ".git", "info", "exclude"), "excluded.txt\n!x.tmp\n")
	names = append(names, "excluded.txt", "d/excluded.txt")
	ignored := func(name string) bool { // as a walk comes to it, folder by folder
		var g ignores
		at := root
		parts := strings.Split(name, "/")
		for i, part := range parts {
			list := g.in(at, root)
			at = filepath.Join(at, part)
			if list.ignored(at, i+1 < len(parts)) {
				return true
			}
		}
		return false
	}
	for _, name := range names {
		cmd := exec.Command(git, "check-ignore", "-q", "--no-index", "--", name)
		cmd.Dir = root
		want := cmd.Run() == nil
		if got := ignored(name); got != want {
			t.Errorf("%q: ignored is %v, git says %v", name, got, want)
		}
	}
}

// write writes a file and the folders to it.
func write(t *testing.T, file, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}
