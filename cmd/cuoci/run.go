package main

import (
	"context"
	"errors"
	"fmt"
	"io"
)

// The exit statuses.
const (
	exitClean    = 0 // nothing at or above --fail-on
	exitFindings = 1 // findings at or above --fail-on
	exitFailed   = 2 // a wrong flag, pack or configuration, or a file that could not be read
)

// app is what commands share: where they read and write.
type app struct {
	stdin  io.Reader
	stdout io.Writer
	stderr io.Writer
}

// status ends a command with an exit status and nothing more to say.
type status int

func (s status) Error() string { return fmt.Sprintf("exit status %d", int(s)) }

// run is the whole program but for the process: it runs the command that args
// name and returns its exit status.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	a := &app{stdin: stdin, stdout: stdout, stderr: stderr}
	root := newRootCommand(a)
	root.SetArgs(args)
	err := root.ExecuteContext(context.Background())
	var s status
	switch {
	case err == nil:
		return exitClean
	case errors.As(err, &s):
		return int(s)
	}
	a.complain(err)
	return exitFailed
}

// complain writes an error to standard error, joined errors one a line.
func (a *app) complain(err error) {
	for _, e := range split(err) {
		fmt.Fprintf(a.stderr, "cuoci: %v\n", e) //nolint:errcheck // nowhere left to say it
	}
}

// split takes joined errors apart.
func split(err error) []error {
	many, ok := err.(interface{ Unwrap() []error }) // the join itself, not what it holds
	if !ok {
		return []error{err}
	}
	var out []error
	for _, e := range many.Unwrap() {
		out = append(out, split(e)...)
	}
	return out
}
