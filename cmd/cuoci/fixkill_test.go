package main

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/cuoci/cuoci/lint/source"
)

// TestFixKilled sends SIGKILL to fix at some moment: each file is the old one or
// the new one.
func TestFixKilled(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	cuoci := filepath.Join(dir, "cuoci")
	if err := os.Symlink(self, cuoci); err != nil { // TestMain makes cuoci of that name
		t.Skip(err)
	}
	line := "你的订单已经出库，今天就到。\n"
	before := []byte(strings.Repeat(line, 400))
	after := bytes.ReplaceAll(before, []byte("你"), []byte("您"))
	names := []string{"a.txt", "b.txt", "c.txt", "d.txt", "e.txt", "f.txt"}
	for i, name := range names {
		names[i] = filepath.Join(dir, name)
	}
	run := func(wait time.Duration) (killed bool, took time.Duration) {
		for _, name := range names {
			if err := os.WriteFile(name, before, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		cmd := exec.Command(cuoci, append([]string{"fix", "-q", "--unit", "line", "--enable", "courtesy/honorific"}, names...)...)
		start := time.Now()
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		timer := time.AfterFunc(wait, func() { _ = cmd.Process.Kill() }) // it may be over
		err := cmd.Wait()
		took = time.Since(start)
		timer.Stop()
		exit := (*exec.ExitError)(nil)
		if err != nil && !errors.As(err, &exit) {
			t.Fatal(err)
		}
		return err != nil && exit.ExitCode() == -1, took
	}
	_, whole := run(time.Minute)
	for _, name := range names {
		if got, err := os.ReadFile(name); err != nil || !bytes.Equal(got, after) {
			t.Fatalf("%s was not fixed: %v", name, err)
		}
	}
	rng := rand.New(rand.NewPCG(11, 12))
	kills, mixed := 0, 0
	for range 25 {
		killed, _ := run(time.Duration(rng.Int64N(int64(whole))))
		if killed {
			kills++
		}
		fixed := 0
		for _, name := range names {
			got, err := os.ReadFile(name)
			switch {
			case err != nil:
				t.Fatal(err)
			case bytes.Equal(got, after):
				fixed++
			case !bytes.Equal(got, before):
				t.Fatalf("%s is neither the old text nor the new one", name)
			}
		}
		if 0 < fixed && fixed < len(names) {
			mixed++
		}
	}
	if kills < 10 || mixed == 0 {
		t.Errorf("of 25 runs %d were killed, %d of them between two files", kills, mixed)
	}
}

// TestReplaceFile holds what is left alone.
func TestReplaceFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.txt")
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	content := func() string {
		t.Helper()
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	write("别人写的")
	err := replaceFile(path, []byte("你的"), []byte("您的"))
	place, ok := errors.AsType[*source.Error](err)
	if !ok || !errors.Is(err, errChanged) || place.Path != path || content() != "别人写的" {
		t.Errorf("%v; the file holds %q", err, content())
	}
	write("你的")
	if err := replaceFile(path, []byte("你的"), []byte("您的")); err != nil || content() != "您的" {
		t.Errorf("%v; the file holds %q", err, content())
	}
	if entries, err := os.ReadDir(filepath.Dir(path)); err != nil || len(entries) != 1 {
		t.Errorf("%v: %v lie there", err, entries)
	}
}
