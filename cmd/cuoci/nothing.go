package main

import (
	"slices"
	"strings"

	"github.com/cuoci/cuoci/lint/report"
)

// nothing gathers what tells why a run came upon nothing.
type nothing struct {
	files  int      // that were read
	failed bool     // an error was told
	passed []string // the first files that were passed over, and why
	more   int      // further ones
}

// mostPassed is how many files that were passed over are named.
const mostPassed = 5

// add counts what came of a file.
func (n *nothing) add(path, skipped string, files int, err error) {
	n.files += files
	n.failed = n.failed || err != nil
	switch {
	case skipped == "":
	case len(n.passed) == mostPassed:
		n.more++
	default:
		n.passed = append(n.passed, path+": passed over: "+skipped)
	}
}

// tell says on standard error why nothing was read in folders that were named. Where
// programs name files (--force-exclude) that is as it should be; JSON says it itself.
func (n *nothing) tell(a *app, flags *checkFlags, dirs []string) {
	json := slices.ContainsFunc(flags.wanted(), func(o output) bool { return o.format == report.JSON || o.format == report.JSONL })
	switch {
	case flags.quiet, flags.forceExclude, json, n.files > 0, n.failed, len(dirs) == 0:
		return
	case n.passed == nil:
		a.note("%s: no file that is read: \"cuoci check --help\" lists the endings and what is passed over", strings.Join(dirs, ", "))
		return
	}
	for _, line := range n.passed {
		a.note("%s", line)
	}
	if n.more > 0 {
		a.note("and %d more", n.more)
	}
	a.note("--text-key, --column or files in .cuoci.yaml say what is text in data files; \"cuoci init\" proposes it")
}
