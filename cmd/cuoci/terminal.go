package main

import (
	"io"
	"os"

	"github.com/mattn/go-isatty"
	"golang.org/x/term"

	"github.com/cuoci/cuoci/lint/report"
)

// isTerminal reports whether a stream of the process is a terminal.
func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && (isatty.IsTerminal(f.Fd()) || isatty.IsCygwinTerminal(f.Fd()))
}

// oneFile reports whether two streams of the process are written to one file or
// pipe, as with 2>&1; two that are a terminal are not meant.
func oneFile(x, y any) bool {
	a, ok := x.(*os.File)
	b, both := y.(*os.File)
	if !ok || !both || isTerminal(a) {
		return false
	}
	first, err := a.Stat()
	if err != nil {
		return false
	}
	second, err := b.Stat()
	return err == nil && os.SameFile(first, second)
}

// columns is the width of a terminal, 0 where it is not known.
func columns(w io.Writer) int {
	f, ok := w.(*os.File)
	if !ok || !isTerminal(w) {
		return 0
	}
	width, _, err := term.GetSize(int(f.Fd()))
	if err != nil {
		return 0
	}
	return width
}

// colored settles --color: what it says; else not where NO_COLOR is set, and
// only on a terminal.
func colored(mode string, w io.Writer) bool {
	switch mode {
	case "always":
		return true
	case "never":
		return false
	}
	return os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" && isTerminal(w)
}

// reportOptions are the options of a report that is written to w.
func (s *session) reportOptions(w io.Writer) report.Options {
	return report.Options{
		Lang:          s.lang(),
		Color:         colored(s.flags.color.value, w),
		Explain:       s.flags.explain,
		Quiet:         s.flags.quiet,
		Width:         columns(w),
		WideAmbiguous: os.Getenv("RUNEWIDTH_EASTASIAN") == "1",
		Version:       moduleVersion(),
		Rule:          s.ruleDoc,
		Tolerated:     s.tolerated(),
	}
}
