package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/cuoci/cuoci/lint/source"
)

// hook is an entry of .pre-commit-hooks.yaml.
type hook struct {
	ID, Name, Description, Entry, Language, Files string
	Types                                         []string
	RequireSerial                                 bool   `yaml:"require_serial"`
	PassFilenames                                 *bool  `yaml:"pass_filenames"`
	MinimumPreCommitVersion                       string `yaml:"minimum_pre_commit_version"`
}

// TestHooks holds the hooks to the endings that are read. Those of workbooks are
// only checked: a fix of them goes into a file of its own.
func TestHooks(t *testing.T) {
	var hooks []hook
	readYAML(t, "../../.pre-commit-hooks.yaml", &hooks)
	var ids []string
	for _, h := range hooks {
		ids = append(ids, h.ID)
		if h.Language != "golang" || !h.RequireSerial || !slices.Equal(h.Types, []string{"file"}) || h.Description == "" {
			t.Errorf("%s: %+v", h.ID, h)
		}
		files := regexp.MustCompile(h.Files)
		for _, ending := range source.Endings() {
			f, _ := source.FormatOf("x" + ending)
			want := h.ID == "cuoci" || h.ID == "cuoci-fix" && f != source.FormatXLSX || f == source.FormatYAML
			for _, name := range []string{"a/b" + ending, "甲" + strings.ToUpper(ending)} {
				if files.MatchString(name) != want {
					t.Errorf("%s: %s is chosen: %t", h.ID, name, !want)
				}
			}
		}
		for _, name := range []string{"main.go", "md", "a.md.bak", "txt/x", "LICENSE"} {
			if files.MatchString(name) {
				t.Errorf("%s: %s is chosen", h.ID, name)
			}
		}
	}
	if want := []string{"cuoci", "cuoci-fix", "cuoci-rules-test"}; !slices.Equal(ids, want) {
		t.Errorf("hooks are %q, want %q", ids, want)
	}
}

// preCommit runs the real pre-commit, which CUOCI_PRECOMMIT names, in a folder. It
// gives what was written and the exit status.
func preCommit(t *testing.T, dir string, args ...string) (string, int) {
	t.Helper()
	cmd := exec.Command(os.Getenv("CUOCI_PRECOMMIT"), args...)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if cmd.ProcessState == nil {
		t.Fatal(err)
	}
	return string(out), cmd.ProcessState.ExitCode()
}

// TestPreCommit runs the hooks on a small knowledge base. They are installed by
// pre-commit itself, from a plain clone of this tree.
func TestPreCommit(t *testing.T) {
	if os.Getenv("CUOCI_PRECOMMIT") == "" {
		t.Skip("no pre-commit at hand: CUOCI_PRECOMMIT is not set (.ci/run hooks installs it)")
	}
	needPrograms(t, "git", "go")
	homeOfItsOwn(t)
	t.Setenv("PRE_COMMIT_HOME", t.TempDir())
	config := content(t, "../../testdata/readme/pre-commit-config.yaml")
	dir := scratchRepository(t, map[string]string{
		".pre-commit-config.yaml": config + "      - id: cuoci-rules-test\n",
		".cuoci.yaml":             "profile: docs\npacks: [negative, emotion, ./our-pack.yaml]\nignore: [archive/]\nbaseline: known.yaml\nlang: en\n",
		"our-pack.yaml":           content(t, "../../testdata/readme/our-pack.yaml"),
		"known.yaml": `version: 1
findings:
- {path: "docs/换货.md", rule: negative/but, match: 但是, sentence: "0000000000000001"}
`,
		"docs/换货.md":                 "# 怎么换货？\n\n> 我想换一件，但是找不到单号\n\n您好，可以换货。`但是` 是代码。\n",
		"archive/old.md":             "收到退件后我们会尽快处理。\n",
		".github/workflows/ci.yml":   "name: ci\non: push\n",
		"package.json":               `{"name": "help", "private": true}`,
		"replies/faq.csv":            "问题,话术\n能退吗,可以退，我来为您登记。\n",
		"assets/picture.txt":         "\x00\x01\x02但是",
		"docs/a page with blanks.md": "我来为您查一下。\n",
	})
	hooks := func(args ...string) (string, int) { return preCommit(t, dir, append([]string{"run"}, args...)...) }
	commit := func() (string, error) {
		out, err := exec.Command("git", "-C", dir, "commit", "-qam", "change").CombinedOutput()
		return string(out), err
	}

	// All that is there passes; the entry of the baseline, which is stale, is no
	// matter of hooks.
	if out, status := hooks("--all-files", "--verbose"); status != 0 || strings.Contains(out, "no longer found") || !strings.Contains(out, "examples passed") {
		t.Fatalf("status %d:\n%s", status, out)
	}
	bin, err := filepath.Glob(filepath.Join(os.Getenv("PRE_COMMIT_HOME"), "repo*", "golangenv-*", "bin", "cuoci"))
	if err != nil || len(bin) != 1 {
		t.Errorf("pre-commit installed %q (%v)", bin, err)
	}

	// A commit is held back for what is in its files, and only that.
	if out, status := preCommit(t, dir, "install"); status != 0 {
		t.Fatalf("status %d: %s", status, out)
	}
	write(t, filepath.Join(dir, "docs", "换货.md"), "# 怎么换货？\n\n您好，收到退件后我们会尽快处理。\n")
	out, err := commit()
	if err == nil || !strings.Contains(out, "docs/换货.md:3:9: ") || !strings.Contains(out, "emotion/we") || strings.Contains(out, "no longer found") {
		t.Errorf("%v:\n%s", err, out)
	}
	write(t, filepath.Join(dir, "docs", "换货.md"), "# 怎么换货？\n\n您好，可以换货。我三天内寄到。\n")
	if out, err := commit(); err != nil {
		t.Errorf("%v:\n%s", err, out)
	}

	// What is ignored stays so when it is named, and so does data without text.
	write(t, filepath.Join(dir, "archive", "old.md"), "收到退件后，我们会尽快处理。\n")
	write(t, filepath.Join(dir, "package.json"), `{"name": "help-centre", "private": true}`)
	write(t, filepath.Join(dir, ".github", "workflows", "ci.yml"), "name: ci\non: pull_request\n")
	write(t, filepath.Join(dir, "known.yaml"), "version: 1\nfindings: []\n")
	if out, err := commit(); err != nil {
		t.Errorf("%v:\n%s", err, out)
	}
	if out, status := hooks("--files", "archive/old.md", "docs/a page with blanks.md"); status != 0 {
		t.Errorf("status %d:\n%s", status, out)
	}
	// A file that cannot be read is told.
	write(t, filepath.Join(dir, "docs", "bad.jsonl"), "{\n")
	if out, status := hooks("cuoci", "--files", "docs/bad.jsonl"); status != 1 || !strings.Contains(out, "exit code: 2") || !strings.Contains(out, "docs/bad.jsonl:1:") {
		t.Errorf("status %d:\n%s", status, out)
	}

	// The pack's own examples.
	pack := filepath.Join(dir, "our-pack.yaml")
	write(t, pack, content(t, pack)+"        - 您先等一下吧。\n")
	if out, status := hooks("cuoci-rules-test", "--files", "our-pack.yaml"); status != 1 || !strings.Contains(out, "1 failed") {
		t.Errorf("status %d:\n%s", status, out)
	}
	if out, status := hooks("cuoci-rules-test", "--files", "docs/换货.md"); status != 0 || !strings.Contains(out, "no files to check") {
		t.Errorf("status %d:\n%s", status, out)
	}
}

// TestPreCommitFix runs the hook that fixes: it fails where it has changed a file,
// for the change to be looked at, and passes then.
func TestPreCommitFix(t *testing.T) {
	if os.Getenv("CUOCI_PRECOMMIT") == "" {
		t.Skip("no pre-commit at hand: CUOCI_PRECOMMIT is not set (.ci/run hooks installs it)")
	}
	needPrograms(t, "git", "go")
	homeOfItsOwn(t)
	t.Setenv("PRE_COMMIT_HOME", t.TempDir())
	dir := scratchRepository(t, map[string]string{
		".pre-commit-config.yaml": strings.Replace(content(t, "../../testdata/readme/pre-commit-config.yaml"), "id: cuoci", "id: cuoci-fix", 1),
		".cuoci.yaml":             "ignore: [archive/]\n",
		"replies/a.txt":           "请你核对订单号。\n",
		"archive/old.txt":         "请你核对订单号。\n",
		"package.json":            `{"name": "help"}`,
	})
	out, status := preCommit(t, dir, "run", "--all-files")
	if status != 1 || !strings.Contains(out, "files were modified by this hook") {
		t.Errorf("status %d:\n%s", status, out)
	}
	fixed, old := content(t, filepath.Join(dir, "replies", "a.txt")), content(t, filepath.Join(dir, "archive", "old.txt"))
	if fixed != "请您核对订单号。\n" || old != "请你核对订单号。\n" {
		t.Errorf("the reply is %q, what is ignored %q", fixed, old)
	}
	if out, status := preCommit(t, dir, "run", "--all-files"); status != 0 {
		t.Errorf("status %d:\n%s", status, out)
	}
}
