package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// needPrograms skips a test where a program is not at hand.
func needPrograms(t *testing.T, names ...string) {
	t.Helper()
	for _, name := range names {
		if _, err := exec.LookPath(name); err != nil || runtime.GOOS == "windows" {
			t.Skipf("no %s at hand", name)
		}
	}
}

// homeOfItsOwn gives the programs that a test runs a home without settings, but
// for Go's caches. https://github.com/cuoci/cuoci is a repository that is made of
// the files of this tree, committed or not.
func homeOfItsOwn(t *testing.T) {
	t.Helper()
	var env map[string]string
	if err := json.Unmarshal(command(t, ".", "go", "env", "-json", "GOENV", "GOCACHE", "GOMODCACHE", "GOPROXY"), &env); err != nil {
		t.Fatal(err)
	}
	home := t.TempDir()
	for name, value := range env {
		t.Setenv(name, value)
	}
	t.Setenv("GOFLAGS", "-trimpath") // what was built once is not built again in another folder
	t.Setenv("HOME", home)
	t.Setenv("GIT_CONFIG_NOSYSTEM", "1")
	t.Setenv("XDG_CONFIG_HOME", filepath.Join(home, ".config"))
	t.Setenv("GIT_CONFIG_GLOBAL", filepath.Join(home, ".gitconfig"))
	ours := filepath.Join(home, "cuoci.git")
	write(t, filepath.Join(home, ".gitconfig"), fmt.Sprintf(`[user]
	name = t
	email = t@example.com
[init]
	defaultBranch = main
[protocol "file"]
	allow = always
[url %q]
	insteadOf = https://github.com/cuoci/cuoci
`, ours))
	for name := range strings.SplitSeq(string(command(t, "../..", "git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")), "\x00") {
		data, err := os.ReadFile(filepath.Join("..", "..", name))
		if name != "" && err == nil { // a file that was deleted is not yet known to be
			write(t, filepath.Join(ours, name), string(data))
		}
	}
	commitAll(t, ours)
}

// scratchRepository is a git repository with some files, committed.
func scratchRepository(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		write(t, filepath.Join(dir, filepath.FromSlash(name)), text)
	}
	commitAll(t, dir)
	return dir
}

func commitAll(t *testing.T, dir string) {
	t.Helper()
	command(t, dir, "git", "init", "-q")
	command(t, dir, "git", "add", "-A")
	command(t, dir, "git", "commit", "-q", "--no-verify", "-m", "all")
}

// command runs a program that must not fail.
func command(t *testing.T, dir, name string, args ...string) []byte {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s %q: %v: %s%s", name, args, err, out, stderr.Bytes())
	}
	return out
}

// content is what a file holds, nothing where it is not there.
func content(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	return string(data)
}
