package main

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// program is the program as a process of its own, in a folder of its own.
func program(t *testing.T, args ...string) (cmd *exec.Cmd, stderr *bytes.Buffer) {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("no signals to be had")
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(t.TempDir(), "cuoci") // TestMain makes cuoci of that name
	if err := os.Symlink(self, link); err != nil {
		t.Fatal(err)
	}
	pack, err := filepath.Abs("../../testdata/packs/demo.yaml")
	if err != nil {
		t.Fatal(err)
	}
	stderr = new(bytes.Buffer)
	cmd = exec.Command(link, append([]string{"--packs", pack}, args...)...)
	cmd.Dir, cmd.Stderr = t.TempDir(), stderr
	return cmd, stderr
}

func namesIn(t *testing.T, dir string) []string {
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

// TestKilled ends a run while its report is on the way: the old report is there,
// and nothing else.
func TestKilled(t *testing.T) {
	for _, sig := range []syscall.Signal{syscall.SIGTERM, syscall.SIGINT} {
		cmd, stderr := program(t, "-", "--unit", "line", "--output", "json:r.json", "--output", "sarif:s.sarif")
		if err := os.WriteFile(filepath.Join(cmd.Dir, "r.json"), []byte("old"), 0o644); err != nil {
			t.Fatal(err)
		}
		stdin, err := cmd.StdinPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(stdin, strings.Repeat("我不能退。\n", 10_000)); err != nil {
			t.Fatal(err)
		}
		for until := time.Now().Add(20 * time.Second); len(namesIn(t, cmd.Dir)) < 3; time.Sleep(5 * time.Millisecond) {
			if time.Now().After(until) {
				t.Fatalf("no report was begun: %q", namesIn(t, cmd.Dir))
			}
		}
		if err := cmd.Process.Signal(sig); err != nil {
			t.Fatal(err)
		}
		_ = cmd.Wait() // it says what the status says
		if got := cmd.ProcessState.ExitCode(); got != 128+int(sig) {
			t.Errorf("%v: exit status %d: %s", sig, got, stderr)
		}
		old, err := os.ReadFile(filepath.Join(cmd.Dir, "r.json"))
		if list := namesIn(t, cmd.Dir); err != nil || string(old) != "old" || !slices.Equal(list, []string{"r.json"}) {
			t.Errorf("%v: left behind %q, r.json is %.40q (%v)", sig, list, old, err)
		}
	}
}

// TestReaderGone closes standard output early: the other report is still whole.
func TestReaderGone(t *testing.T) {
	cmd, stderr := program(t, "-", "--unit", "line", "--output", "concise", "--output", "json:r.json")
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	cmd.Stdin, cmd.Stdout = strings.NewReader(strings.Repeat("我不能退。\n", 10_000)), w
	if err := cmd.Run(); cmd.ProcessState.ExitCode() != exitFailed {
		t.Errorf("exit status %v", err)
	}
	if want := "cuoci: writing the report: "; !strings.HasPrefix(stderr.String(), want) || strings.Count(stderr.String(), "\n") != 1 {
		t.Errorf("said %q", stderr)
	}
	out, err := os.ReadFile(filepath.Join(cmd.Dir, "r.json"))
	if err != nil {
		t.Fatal(err)
	}
	var doc struct{ Findings []struct{ Rule string } }
	if err := json.Unmarshal(out, &doc); err != nil || len(doc.Findings) != 20_000 {
		t.Errorf("%d findings in the other report (%v)", len(doc.Findings), err)
	}
}
