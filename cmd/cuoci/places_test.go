package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestReadmePlaces runs the commands that the READMEs show with other programs, in
// repositories of their own, as they stand.
func TestReadmePlaces(t *testing.T) {
	const fine, but = "您好，我现在就为您查。\n", "可以换货，但是要等三天。\n"
	for _, place := range []struct {
		with, env     string            // the program, and what names it; empty: PATH
		before, after map[string]string // files: those of the last commit, and what became of them
		blocks        int
	}{
		{"git", "", map[string]string{"replies/faq.txt": fine}, map[string]string{"replies/faq.txt": fine + but}, 1},
		{"reviewdog", "CUOCI_REVIEWDOG", map[string]string{"replies/faq.txt": fine}, map[string]string{"replies/faq.txt": fine + but}, 1},
		{
			"pre-commit", "CUOCI_PRECOMMIT",
			map[string]string{".pre-commit-config.yaml": content(t, "../../testdata/readme/pre-commit-config.yaml")},
			map[string]string{"help/refunds.md": "# 退款\n\n退款的进度我们会核实。\n"}, 1,
		},
	} {
		t.Run(place.with, func(t *testing.T) {
			needPrograms(t, "git", "go")
			var others [][2]string
			if place.env != "" {
				path := os.Getenv(place.env)
				if path == "" {
					t.Skipf("no %s at hand: %s is not set (.ci/run hooks installs it)", place.with, place.env)
				}
				others = append(others, [2]string{place.with, path})
			}
			homeOfItsOwn(t)
			putOnPath(t, others...)
			t.Setenv("RUNEWIDTH_EASTASIAN", "")
			t.Setenv("PRE_COMMIT_HOME", t.TempDir())
			for _, readme := range []string{"README.md", "README.zh-CN.md"} {
				blocks := testedBlocks(t, content(t, filepath.Join("..", "..", readme)), place.with)
				if len(blocks) != place.blocks {
					t.Errorf("%s: %d blocks are marked <!-- test %s -->, want %d", readme, len(blocks), place.with, place.blocks)
				}
				dir := scratchRepository(t, place.before)
				for name, text := range place.after {
					write(t, filepath.Join(dir, name), text)
				}
				if place.with == "pre-commit" { // what it installs it tells once
					command(t, dir, "pre-commit", "autoupdate", "--bleeding-edge", "--freeze")
					command(t, dir, "pre-commit", "install-hooks")
					command(t, dir, "git", "checkout", "--", ".pre-commit-config.yaml")
				}
				for _, b := range blocks {
					runConsole(t, dir, b.body)
				}
			}
		})
	}
}

// TestReadmeVim runs :Cuoci in vim.
func TestReadmeVim(t *testing.T) {
	needPrograms(t, "vim")
	if out, err := exec.Command("vim", "--version").Output(); err != nil || !strings.Contains(string(out), "+eval") {
		t.Skip("this vim has no +eval")
	}
	putOnPath(t)
	script, err := filepath.Abs("../../testdata/readme/cuoci.vim")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	write(t, filepath.Join(dir, "it's.txt"), "您好，我现在就为您查。\n😀您好，可以换货，但是要等三天。\n")
	vim := func(file string, commands ...string) string {
		args := []string{"-N", "-es", "--not-a-term", "-i", "NONE", "-u", script, "-c", "set encoding=utf-8"}
		for _, c := range append(commands, "qall!") {
			args = append(args, "-c", c)
		}
		cmd := exec.Command("vim", append(args, file)...)
		cmd.Dir, cmd.Env = dir, append(os.Environ(), "LC_ALL=C.UTF-8")
		out, err := cmd.CombinedOutput()
		if cmd.ProcessState == nil {
			t.Fatal(err)
		}
		return string(out)
	}
	said := vim("it's.txt", "Cuoci", "cfirst",
		`call writefile([len(getqflist()), expand("%"), line("."), strpart(getline("."), col(".") - 1, 6), getqflist()[0].text], "out")`)
	got := content(t, filepath.Join(dir, "out"))
	if want := "1\nit's.txt\n2\n但是\nnegative/but “但是”"; !strings.HasPrefix(got, want) {
		t.Errorf("vim holds %q, want %q…: %s", got, want, said)
	}
	vim("nosuch.txt", "redir! > said", "Cuoci", "redir END")
	if said := content(t, filepath.Join(dir, "said")); !strings.Contains(said, "nosuch.txt: no such file") {
		t.Errorf("of a file that is not there vim says %q", said)
	}
}

// TestReadmeVimFix runs the filter that the READMEs show in vim.
func TestReadmeVimFix(t *testing.T) {
	needPrograms(t, "vim")
	putOnPath(t)
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a.txt"), "您好。\n请你核对订单号。\n")
	const filter = ":%!cuoci fix -"
	for _, readme := range []string{"README.md", "README.zh-CN.md"} {
		if !strings.Contains(content(t, filepath.Join("..", "..", readme)), "`"+filter+"`") {
			t.Errorf("%s does not show %s", readme, filter)
		}
	}
	cmd := exec.Command("vim", "-N", "-es", "--not-a-term", "-i", "NONE", "-u", "NONE", "-c", strings.TrimPrefix(filter, ":"), "-c", "wq", "a.txt")
	cmd.Dir, cmd.Env = dir, append(os.Environ(), "LC_ALL=C.UTF-8")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if got, want := content(t, filepath.Join(dir, "a.txt")), "您好。\n请您核对订单号。\n"; got != want {
		t.Errorf("the file is %q, want %q", got, want)
	}
}

// TestReadmeWorkflow runs the action as the READMEs call it.
func TestReadmeWorkflow(t *testing.T) {
	if testing.Short() {
		t.Skip("installs the program")
	}
	needPrograms(t, "bash", "git", "go")
	homeOfItsOwn(t)
	var w struct {
		Jobs map[string]struct {
			Steps []struct {
				Uses string
				With map[string]string
			}
		}
	}
	readYAML(t, "../../testdata/readme/workflow.yaml", &w)
	steps := w.Jobs["phrasing"].Steps
	if len(steps) != 2 || steps[1].Uses != "cuoci/cuoci@main" || steps[0].With["fetch-depth"] != "0" {
		t.Fatalf("the steps are %+v", steps)
	}
	dir := scratchRepository(t, map[string]string{"replies/faq.txt": "您好，可以退货，但是要等三天。\n"})
	command(t, dir, "git", "checkout", "-q", "-b", "work")
	write(t, filepath.Join(dir, "replies", "new.txt"), "您好，可以换货，但是要等三天。\n")
	r := readAction(t).run(t, dir, steps[1].With)
	if r.status != 1 || !strings.HasPrefix(r.stdout, "::error file=replies/new.txt,line=1,") || strings.Contains(r.stdout, "faq.txt") {
		t.Errorf("status %d: %s%s", r.status, r.stdout, r.stderr)
	}
}

// TestReadmeGitLab runs the script of the job that the READMEs show for GitLab, and
// reads its report as GitLab does.
func TestReadmeGitLab(t *testing.T) {
	if testing.Short() {
		t.Skip("installs the program")
	}
	needPrograms(t, "bash", "git", "go")
	homeOfItsOwn(t)
	var ci map[string]struct {
		Image     string
		Script    []string
		Artifacts struct {
			When    string
			Reports struct{ Codequality string }
		}
	}
	readYAML(t, "../../testdata/readme/gitlab-ci.yaml", &ci)
	job := ci["phrasing"]
	if job.Artifacts.When != "always" { // the job fails where there is something to show
		t.Errorf("the report is kept %q", job.Artifacts.When)
	}
	if _, version, _ := strings.Cut(job.Image, ":"); !strings.HasPrefix(goVersion(t), version+".") {
		t.Errorf("the image is %q, go.mod asks for Go %s", job.Image, goVersion(t))
	}
	dir := scratchRepository(t, map[string]string{"replies/faq.txt": "您好，可以退货，但是要等三天。\n您好，可以退货，但是要等三天。\n"})
	bin := t.TempDir()
	t.Setenv("GOBIN", bin)
	t.Setenv("PATH", bin+string(filepath.ListSeparator)+os.Getenv("PATH"))
	t.Setenv("CI_BUILDS_DIR", t.TempDir())
	for i, line := range job.Script {
		out, status := shell(t, dir, line)
		if want := i / (len(job.Script) - 1); status != want {
			t.Fatalf("%s: status %d, want %d: %s", line, status, want, out)
		}
	}
	var issues []struct {
		Description string
		CheckName   string `json:"check_name"`
		Fingerprint string
		Severity    string
		Location    struct {
			Path  string
			Lines struct{ Begin int }
		}
	}
	if err := json.Unmarshal([]byte(content(t, filepath.Join(dir, job.Artifacts.Reports.Codequality))), &issues); err != nil {
		t.Fatal(err)
	}
	lines, prints := []int{}, map[string]bool{}
	for _, x := range issues {
		known := slices.Contains([]string{"info", "minor", "major", "critical", "blocker"}, x.Severity)
		if x.Description == "" || x.Location.Path != "replies/faq.txt" || !known || prints[x.Fingerprint] {
			t.Errorf("%+v", x)
		}
		prints[x.Fingerprint] = true
		if x.CheckName == "negative/but" {
			lines = append(lines, x.Location.Lines.Begin)
		}
	}
	if !slices.Equal(lines, []int{1, 2}) {
		t.Errorf("lines %v are named", lines)
	}
}

// goVersion is the version that go.mod asks for.
func goVersion(t *testing.T) string {
	t.Helper()
	_, rest, _ := strings.Cut(content(t, "../../go.mod"), "\ngo ")
	version, _, _ := strings.Cut(rest, "\n")
	return version
}
