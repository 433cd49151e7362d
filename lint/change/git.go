package change

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// git runs git in a folder.
type git struct {
	ctx context.Context // a file may be asked for after Since has returned
	dir string
}

// open finds the repository of the working directory.
func open(ctx context.Context) (git, error) {
	if _, err := exec.LookPath("git"); err != nil {
		return git{}, errors.New("git is needed and was not found on PATH")
	}
	g := git{ctx: ctx}
	top, err := g.run("rev-parse", "--show-toplevel")
	switch {
	case err != nil && strings.Contains(err.Error(), "not a git repository"):
		return g, errors.New("the working directory is not in a git repository")
	case err != nil:
		return g, err
	}
	g.dir = filepath.FromSlash(strings.TrimSuffix(top, "\n"))
	if physical, err := filepath.EvalSymlinks(g.dir); err == nil {
		g.dir = physical
	}
	return g, nil
}

// run returns what git writes. An error is what git says of it.
func (g git) run(command string, args ...string) (string, error) {
	// Names as they are, and no warnings.
	args = append([]string{"-c", "core.quotePath=false", "-c", "core.safecrlf=false", command}, args...)
	cmd := exec.CommandContext(g.ctx, "git", args...) //nolint:gosec // the arguments are ours, and names that were looked up
	cmd.Dir = g.dir
	cmd.Env = append(os.Environ(), "LC_ALL=C", "GIT_OPTIONAL_LOCKS=0")
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		for line := range strings.Lines(stderr.String()) {
			if said, ok := strings.CutPrefix(strings.TrimSpace(line), "fatal: "); ok {
				return "", fmt.Errorf("git %s: %s", command, said)
			}
		}
		return "", fmt.Errorf("git %s: %w", command, err)
	}
	return stdout.String(), nil
}

// commit is the commit that a name names.
func (g git) commit(name string) (string, error) {
	if name == "" || strings.HasPrefix(name, "-") {
		return "", fmt.Errorf("%q is no name of a commit", name)
	}
	out, err := g.run("rev-parse", "--verify", "--quiet", name+"^{commit}")
	if err != nil {
		return "", fmt.Errorf("git knows no commit %q%s", name, g.shallow())
	}
	return strings.TrimSpace(out), nil
}

// mergeBase is where the branch in work left a commit.
func (g git) mergeBase(branch, commit string) (string, error) {
	out, err := g.run("merge-base", commit, "HEAD")
	if err != nil {
		if _, err := g.commit("HEAD"); err != nil {
			return "", errors.New("the repository has no commit yet")
		}
		return "", fmt.Errorf("%q and HEAD have no commit in common%s", branch, g.shallow())
	}
	return strings.TrimSpace(out), nil
}

// shallow says how to get what is missing where the history is cut off.
func (g git) shallow() string {
	if out, err := g.run("rev-parse", "--is-shallow-repository"); err != nil || strings.TrimSpace(out) != "true" {
		return ""
	}
	return " in this shallow clone: fetch more of its history (git fetch --unshallow; in CI a fetch depth of 0)"
}

// diff reads what changed since a commit. more are further arguments.
func (g git) diff(commit string, more ...string) (map[string]*file, error) {
	args := []string{
		"--unified=0", "--inter-hunk-context=0", "--find-renames", "--no-color", "--no-ext-diff", "--no-textconv",
		"--no-relative", "--ignore-submodules=all", "--src-prefix=a/", "--dst-prefix=b/", commit,
	}
	out, err := g.run("diff", append(args, more...)...)
	if err != nil {
		return nil, err
	}
	files, binary, err := parseDiff(out)
	if err != nil || !binary {
		return files, err
	}
	// Only here are names of binary files told beyond doubt.
	args[0] = "--numstat"
	if out, err = g.run("diff", append(append(args, "-z"), more...)...); err != nil {
		return nil, err
	}
	parseNumstat(out, files)
	return files, nil
}
