package main

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"
)

// action is a composite action of GitHub, as far as ours goes.
type action struct {
	Inputs map[string]struct {
		Description string
		Default     *string
	}
	Outputs map[string]struct{ Description, Value string }
	Runs    struct {
		Using string
		Steps []actionStep
	}
}

type actionStep struct {
	Name, ID, If, Shell, Uses, Run string
	Env, With                      map[string]string
}

func readAction(t *testing.T) *action {
	t.Helper()
	a := &action{}
	readYAML(t, "../../action.yml", a)
	return a
}

func readYAML(t *testing.T, path string, v any) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := yaml.Load(data, v); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
}

// TestActionNames holds what the action says of itself together: inputs are
// described and have a default, expressions name what is there, and none stands in
// a script, where an input could become a command.
func TestActionNames(t *testing.T) {
	a := readAction(t)
	if a.Runs.Using != "composite" {
		t.Errorf("runs using %q", a.Runs.Using)
	}
	used := map[string]bool{}
	names := regexp.MustCompile(`\b(inputs|steps|github|runner|secrets|env)\.([A-Za-z_-]+)(?:\.outputs\.([a-z-]+))?`)
	look := func(where, text string) {
		for _, m := range names.FindAllStringSubmatch(text, -1) {
			switch m[1] {
			case "inputs":
				used[m[2]] = true
				if _, ok := a.Inputs[m[2]]; !ok {
					t.Errorf("%s: there is no input %q", where, m[2])
				}
			case "steps":
				i := slices.IndexFunc(a.Runs.Steps, func(s actionStep) bool { return s.ID == m[2] })
				if i < 0 || !strings.Contains(a.Runs.Steps[i].Run, `"`+m[3]+"=") {
					t.Errorf("%s: no step %q has the output %q", where, m[2], m[3])
				}
			default:
				if m[0] != "github.action_path" && m[0] != "runner.temp" {
					t.Errorf("%s: %q", where, m[0])
				}
			}
		}
	}
	for _, s := range a.Runs.Steps {
		look(s.Name, s.If)
		for _, v := range []map[string]string{s.Env, s.With} {
			for _, text := range v {
				look(s.Name, text)
			}
		}
		switch {
		case (s.Run == "") == (s.Uses == ""):
			t.Errorf("%s: either run or uses", s.Name)
		case s.Run != "" && s.Shell != "bash":
			t.Errorf("%s: shell %q", s.Name, s.Shell)
		case strings.Contains(s.Run, "${{"):
			t.Errorf("%s: an expression in a script", s.Name)
		}
	}
	for name, in := range a.Inputs {
		if in.Description == "" || in.Default == nil || !used[name] {
			t.Errorf("input %q: described %t, has a default %t, used %t", name, in.Description != "", in.Default != nil, used[name])
		}
	}
	for name, out := range a.Outputs {
		look("output "+name, out.Value)
	}
}

// actionRun is what steps leave behind.
type actionRun struct {
	stdout, stderr, summary string
	status                  int
	outputs                 map[string]string
	temp                    string
}

// run runs the shell steps as they stand, as a runner would, in a folder: those
// that call other actions are left out. It stops at the first that fails.
func (a *action) run(t *testing.T, dir string, with map[string]string) actionRun {
	t.Helper()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	r := actionRun{temp: t.TempDir(), outputs: map[string]string{}}
	values := map[string]string{"github.action_path": root, "runner.temp": r.temp}
	for name, in := range a.Inputs {
		values["inputs."+name] = *in.Default
	}
	for name, v := range with {
		if _, ok := a.Inputs[name]; !ok {
			t.Errorf("there is no input %q", name)
		}
		values["inputs."+name] = v
	}
	expression := regexp.MustCompile(`\$\{\{ ([a-z._-]+) \}\}`)
	file := func(name string) string { return filepath.Join(r.temp, name) }
	path := os.Getenv("PATH")
	for _, s := range a.Runs.Steps {
		name, value, no := strings.Cut(s.If, " != ")
		if s.Run == "" || no && values[name] == strings.Trim(value, "'") {
			continue
		}
		cmd := exec.Command("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", s.Run)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "PATH="+path, "GITHUB_PATH="+file("path"),
			"GITHUB_OUTPUT="+file("output"), "GITHUB_STEP_SUMMARY="+file("summary"))
		for _, key := range slices.Sorted(maps.Keys(s.Env)) {
			cmd.Env = append(cmd.Env, key+"="+expression.ReplaceAllStringFunc(s.Env[key], func(e string) string {
				return values[expression.FindStringSubmatch(e)[1]]
			}))
		}
		var stdout, stderr bytes.Buffer
		cmd.Stdout, cmd.Stderr = &stdout, &stderr
		err := cmd.Run()
		r.stdout, r.stderr, r.status = r.stdout+stdout.String(), r.stderr+stderr.String(), cmd.ProcessState.ExitCode()
		if err != nil {
			break
		}
		for line := range strings.Lines(content(t, file("path"))) {
			path = strings.TrimSpace(line) + string(filepath.ListSeparator) + path
		}
	}
	for line := range strings.Lines(content(t, file("output"))) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), "=")
		r.outputs[key] = value
	}
	r.summary = content(t, file("summary"))
	return r
}

// TestAction runs the action's steps in a repository with canned replies.
func TestAction(t *testing.T) {
	if testing.Short() {
		t.Skip("installs the program")
	}
	needPrograms(t, "bash", "git", "go")
	homeOfItsOwn(t)
	a := readAction(t)
	// The program of the first run serves the others.
	install := a.run(t, t.TempDir(), map[string]string{"install-only": "true"})
	if install.status != 0 || install.stdout != "" {
		t.Fatalf("status %d: %s%s", install.status, install.stdout, install.stderr)
	}
	t.Setenv("PATH", filepath.Join(install.temp, "cuoci-bin")+string(filepath.ListSeparator)+os.Getenv("PATH"))
	a.Runs.Steps = slices.DeleteFunc(a.Runs.Steps, func(s actionStep) bool { return s.Name == "Install cuoci" })

	dir := scratchRepository(t, map[string]string{
		"replies/a.txt":     "您好，可以换货，但是要等三天。\n",
		"my replies/b.txt":  "您好，我现在就为您查。\n",
		"my replies/-c.txt": "您好，可以改地址，但是要今天说。\n",
	})
	write(t, filepath.Join(dir, "replies", "a.txt"), "您好，可以换货，但是要等三天。\n您好，可以退货，但是要等三天。\n")
	only := "--enable\nnegative/but\n--unit=line"
	for _, c := range []struct {
		name   string
		with   map[string]string
		status int
		stdout []string // regular expressions, one a line
		stderr string
	}{
		{"as it is", map[string]string{"args": only}, 1, []string{
			`::error file=my replies/-c.txt,line=1,.*negative/but`, `::error file=replies/a.txt,line=1,`, `::error file=replies/a.txt,line=2,`,
		}, ""},
		{"paths", map[string]string{"args": only, "paths": "my replies/b.txt\n\nreplies\n"}, 1, []string{`file=replies/a.txt,line=1,`, `file=replies/a.txt,line=2,`}, ""},
		{"a path is not a flag", map[string]string{"paths": "--version"}, 2, nil, "--version: no such file"},
		{"nor a command", map[string]string{"paths": "$(touch pwned)\n`touch pwned`\n; touch pwned", "args": ""}, 2, nil, "no such file"},
		{"nothing fails", map[string]string{"args": only, "fail-on": "off", "paths": "replies"}, 0, []string{`line=1,`, `line=2,`}, ""},
		{"new lines", map[string]string{"args": only, "new-from-rev": "HEAD"}, 1, []string{`file=replies/a.txt,line=2,`}, ""},
		{"since a branch", map[string]string{"args": only, "new-from-merge-base": "main", "format": "concise"}, 1, []string{`^replies/a.txt:2:9: error negative/but `}, ""},
		{"no such branch", map[string]string{"new-from-merge-base": "nosuch"}, 2, nil, `git knows no commit "nosuch"`},
		{"no such level", map[string]string{"fail-on": "eror"}, 2, nil, `did you mean "error"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := a.run(t, dir, c.with)
			lines := strings.Split(strings.TrimSpace(r.stdout), "\n")
			ok := r.status == c.status && r.outputs["status"] == string(rune('0'+c.status)) &&
				strings.Contains(r.stderr, c.stderr) && (len(lines) == len(c.stdout) || c.stdout == nil)
			for i := 0; ok && i < len(c.stdout); i++ {
				ok = regexp.MustCompile(c.stdout[i]).MatchString(lines[i])
			}
			if !ok {
				t.Errorf("status %d, outputs %v\n%s%s", r.status, r.outputs, r.stdout, r.stderr)
			}
			if (c.status == 1) != strings.Contains(r.summary, "negative/but") && c.name != "nothing fails" {
				t.Errorf("the summary is %q", r.summary)
			}
			if _, err := os.Stat(filepath.Join(dir, "pwned")); err == nil {
				t.Error("an input became a command")
			}
		})
	}
	t.Run("sarif", func(t *testing.T) {
		for file, with := range map[string]map[string]string{
			filepath.Join(dir, "out.sarif"): {"sarif": "out.sarif", "summary": "false"},
			"":                              {"upload-sarif": "true", "summary": "false"},
		} {
			r := a.run(t, dir, with)
			if file == "" {
				file = filepath.Join(r.temp, "cuoci.sarif")
			}
			if got := r.outputs["sarif"]; absolute(filepath.Join(dir, got)) != file && got != file {
				t.Errorf("%v: output %q, want %s", with, got, file)
			}
			if r.summary != "" || r.status != 1 || !json.Valid([]byte(content(t, file))) {
				t.Errorf("%v: status %d, summary %q, report %.80q", with, r.status, r.summary, content(t, file))
			}
		}
	})
}
