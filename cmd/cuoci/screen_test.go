package main

import (
	"bytes"
	"errors"
	"os"
	"strings"
	"testing"
)

// TestProgress draws the line by hand: it comes after a while, goes before
// anything else is written, and does not come back after the end.
func TestProgress(t *testing.T) {
	var out, err bytes.Buffer
	s := newScreen(&out, &err, true)
	s.done()
	s.done()
	if err.Len() != 0 {
		t.Errorf("progress at once: %q", err.String())
	}
	s.show()
	if want := "\r\x1b[Kcuoci: 2 files checked, 0 s"; err.String() != want {
		t.Errorf("progress %q, want %q", err.String(), want)
	}
	err.Reset()
	if _, e := s.Write([]byte("finding\n")); e != nil {
		t.Fatal(e)
	}
	if err.String() != "\r\x1b[K" {
		t.Errorf("the line was not cleared: %q", err.String())
	}
	s.show()
	err.Reset()
	s.say(func() { err.WriteString("cuoci: no such file\n") })
	if want := "\r\x1b[Kcuoci: no such file\n"; err.String() != want || out.String() != "finding\n" {
		t.Errorf("got %q and %q, want %q", err.String(), out.String(), want)
	}
	s.show()
	err.Reset()
	s.close()
	s.show()
	if err.String() != "\r\x1b[K" {
		t.Errorf("after the end: %q", err.String())
	}
}

func TestNoProgress(t *testing.T) {
	var out, err bytes.Buffer
	s := newScreen(&out, &err, false)
	s.show()
	s.close()
	if err.Len() != 0 {
		t.Errorf("progress where none was asked for: %q", err.String())
	}
}

// TestTerminal asks a terminal of its own.
func TestTerminal(t *testing.T) {
	tty, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Skip("no terminal to be had: ", err)
	}
	defer tty.Close()
	t.Setenv("TERM", "xterm")
	t.Setenv("NO_COLOR", "")
	var file bytes.Buffer
	check := func(what string, got, want bool) {
		t.Helper()
		if got != want {
			t.Errorf("%s: %v, want %v", what, got, want)
		}
	}
	check("a terminal", isTerminal(tty), true)
	check("a buffer", isTerminal(&file), false)
	check("auto on a terminal", colored("auto", tty), true)
	check("nothing said on a terminal", colored("", tty), true)
	check("auto in a file", colored("auto", &file), false)
	check("always in a file", colored("always", &file), true)
	check("never on a terminal", colored("never", tty), false)
	t.Setenv("NO_COLOR", "1")
	check("NO_COLOR", colored("auto", tty), false)
	check("always over NO_COLOR", colored("always", tty), true)
	t.Setenv("NO_COLOR", "")
	t.Setenv("TERM", "dumb")
	check("a dumb terminal", colored("auto", tty), false)
	if columns(&file) != 0 {
		t.Error("a file has a width")
	}
}

// TestBrokenOutput makes sure that a report that could not be written is no
// success.
func TestBrokenOutput(t *testing.T) {
	var stderr bytes.Buffer
	args := []string{"--packs", "../../testdata/packs/demo.yaml", "-"}
	if got := run(args, strings.NewReader("您好"), brokenPipe{}, &stderr); got != exitFailed {
		t.Errorf("exit status %d, want %d", got, exitFailed)
	}
	if want := "cuoci: writing the report: broken pipe\n"; stderr.String() != want {
		t.Errorf("said %q, want %q", stderr.String(), want)
	}
}

type brokenPipe struct{}

func (brokenPipe) Write([]byte) (int, error) { return 0, errors.New("broken pipe") }
