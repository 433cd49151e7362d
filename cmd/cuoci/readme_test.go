package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/cuoci/cuoci/lint/config"
)

// TestReadme holds the READMEs to what they show. Of what is fenced behind
// <!-- test -->, a console block's commands are run in the root of the repository
// and must write what stands below them (none may end with status 2 or be
// unknown), and a Go block is run. Behind <!-- test files --> a console block's are
// run in a copy of testdata/readme/files. The files that are shown are those of
// testdata/readme. What needs other programs is left to TestReadmePlaces.
func TestReadme(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	putOnPath(t)
	t.Setenv("RUNEWIDTH_EASTASIAN", "")
	for _, name := range []string{
		"README.md", "README.zh-CN.md", "rules/standards/README.md", "rules/standards/README.zh-CN.md",
	} {
		t.Run(name, func(t *testing.T) {
			text, err := os.ReadFile(filepath.Join(root, name))
			if err != nil {
				t.Fatal(err)
			}
			blocks := testedBlocks(t, string(text), "")
			if len(blocks) == 0 {
				t.Fatal("nothing is marked <!-- test -->")
			}
			for _, b := range blocks {
				if b.language == "go" {
					runProgram(t, root, b.body)
				} else {
					runConsole(t, root, b.body)
				}
			}
			if strings.Contains(name, "/") {
				return // a page of its own
			}
			runOnFiles(t, filepath.Join(root, "testdata", "readme", "files"), testedBlocks(t, string(text), "files"))
			for _, file := range []string{"our-pack.yaml", "cuoci.yaml", "pre-commit-config.yaml", "workflow.yaml", "gitlab-ci.yaml", "cuoci.vim"} {
				shown := content(t, filepath.Join(root, "testdata", "readme", file))
				if !strings.Contains(uncommented(string(text)), "```"+filepath.Ext(file)[1:]+"\n"+uncommented(shown)+"```") {
					t.Errorf("does not show testdata/readme/%s as it is", file)
				}
			}
			configurations(t, string(text))
		})
	}
}

// configurations reads the parts of configurations that a README shows.
func configurations(t *testing.T, text string) {
	t.Helper()
	n := 0
	for _, part := range strings.Split(text, "```yaml\n")[1:] {
		body, _, _ := strings.Cut(part, "```")
		if key, _, _ := strings.Cut(body, ":"); !slices.Contains([]string{"packs", "files", "extends", "allow"}, key) {
			continue // of another program, or a pack
		}
		n++
		if _, err := config.Parse("README", t.TempDir(), []byte(body)); err != nil {
			t.Errorf("%v\n%s", err, body)
		}
	}
	if n < 4 {
		t.Errorf("%d parts of configurations are shown, want 4", n)
	}
}

type block struct{ language, body string }

// putOnPath puts cuoci on PATH, and other programs, each by its name and path.
func putOnPath(t *testing.T, others ...[2]string) {
	t.Helper()
	if _, err := exec.LookPath("bash"); err != nil || runtime.GOOS == "windows" {
		t.Skip("no bash to run the commands")
	}
	self, err := os.Executable() // TestMain makes cuoci of it under that name
	if err != nil {
		t.Fatal(err)
	}
	bin := t.TempDir()
	for _, p := range append(others, [2]string{"cuoci", self}) {
		if err := os.Symlink(p[1], filepath.Join(bin, p[0])); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("PATH", bin+string(filepath.ListSeparator)+os.Getenv("PATH"))
}

// testedBlocks takes the blocks that are marked <!-- test --> out of a README, or
// <!-- test with -->.
func testedBlocks(t *testing.T, text, with string) []block {
	t.Helper()
	if with != "" {
		with += " "
	}
	var blocks []block
	for i, part := range strings.Split(text, "<!-- test "+with+"-->\n```") {
		if i == 0 {
			continue
		}
		language, rest, _ := strings.Cut(part, "\n")
		body, _, closed := strings.Cut(rest, "```")
		if !closed || language != "go" && language != "console" {
			t.Fatalf("a block of %q that is not closed or not tested: %.60q", language, rest)
		}
		blocks = append(blocks, block{language, body})
	}
	return blocks
}

// runConsole runs the lines that begin with $ and compares what they write with
// the lines below each.
func runConsole(t *testing.T, root, body string) {
	t.Helper()
	for _, part := range strings.Split("\n"+body, "\n$ ")[1:] {
		command, want, _ := strings.Cut(part, "\n")
		got, status := shell(t, root, command)
		if status >= 2 {
			t.Errorf("%s: exit status %d", command, status)
		}
		if strings.TrimSpace(want) != "" && compact(got) != compact(want) {
			t.Errorf("%s\nwrote\n%s\nwant\n%s", command, got, want)
		}
	}
}

// runOnFiles runs blocks, each in a copy of a folder, all files of which must be used.
func runOnFiles(t *testing.T, files string, blocks []block) {
	t.Helper()
	var used strings.Builder
	for _, b := range blocks {
		dir := t.TempDir()
		if err := os.CopyFS(dir, os.DirFS(files)); err != nil {
			t.Fatal(err)
		}
		runConsole(t, dir, b.body)
		used.WriteString(b.body)
	}
	entries, err := os.ReadDir(files)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !strings.Contains(used.String(), " "+e.Name()) {
			t.Errorf("nothing is done with %s", filepath.Join(files, e.Name()))
		}
	}
}

// runProgram runs a Go program inside the module.
func runProgram(t *testing.T, root, program string) {
	t.Helper()
	if testing.Short() {
		return // it is linked for nothing but this
	}
	path := filepath.Join(t.TempDir(), "main.go")
	if err := os.WriteFile(path, []byte(program), 0o644); err != nil {
		t.Fatal(err)
	}
	got, status := shell(t, root, "go run "+path)
	if _, want, ok := strings.Cut(program, "// Output:\n"); !ok || status != 0 || strings.TrimSpace(got) != strings.TrimSpace(strings.ReplaceAll(want, "// ", "")) {
		t.Errorf("the program wrote %q (exit status %d), want what stands below its // Output:", got, status)
	}
}

func shell(t *testing.T, dir, command string) (string, int) {
	t.Helper()
	cmd := exec.Command("bash", "-c", command)
	cmd.Dir = dir
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
		t.Fatalf("%s: %v", command, err)
	}
	if stderr.Len() > 0 {
		t.Logf("%s: %s", command, stderr.Bytes())
	}
	return string(out), cmd.ProcessState.ExitCode()
}

// uncommented takes YAML's comments out, which each README has in its language.
func uncommented(s string) string {
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		before, _, _ := strings.Cut(line, " #")
		lines[i] = strings.TrimRight(before, " ")
	}
	return strings.Join(lines, "\n")
}

// compact takes the blanks out of JSON, which a README may set as it reads best,
// and those at the ends of other text.
func compact(s string) string {
	var b bytes.Buffer
	if json.Compact(&b, []byte(s)) == nil {
		return b.String()
	}
	return strings.TrimSpace(s)
}
