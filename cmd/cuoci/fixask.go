package main

import (
	"bufio"
	"fmt"
	"strings"

	"github.com/fatih/color"

	"github.com/cuoci/cuoci/lint/fix"
)

// asking is a conversation with the user about changes.
type asking struct {
	answers *bufio.Scanner
	all     bool // the rest are wanted
	over    bool // the rest are not
}

// choose is what asks about each change; nil where nobody is asked.
func (r *fixRun) choose() func(*fix.Change) bool {
	if !r.flags.interactive {
		return nil
	}
	if r.asking.answers == nil {
		r.asking.answers = bufio.NewScanner(r.stdin)
	}
	return r.ask
}

// ask shows a change and waits for an answer. The end of the answers is q.
func (r *fixRun) ask(c *fix.Change) bool {
	k := &r.asking
	if k.all || k.over {
		return k.all
	}
	red, green := color.New(color.FgRed), color.New(color.FgGreen)
	for _, c := range []*color.Color{red, green} {
		if colored(r.flags.color.value, r.stderr) {
			c.EnableColor()
		} else {
			c.DisableColor()
		}
	}
	before, after := rewrittenLine(c)
	path := c.Finding.Path
	r.print("%s: %s (%s)\n%s\n%s\n", placed(path, c.Finding), c.Finding.Rule, c.Suggestion.Safety,
		red.Sprint("- "+oneLine(before)), green.Sprint("+ "+oneLine(after)))
	for {
		r.print("fix it? y yes, n no, a all, q quit: ")
		if !k.answers.Scan() {
			k.over = true
			return false
		}
		switch strings.ToLower(strings.TrimSpace(k.answers.Text())) {
		case "y", "yes":
			return true
		case "n", "no":
			return false
		case "a", "all":
			k.all = true
			return true
		case "q", "quit":
			k.over = true
			return false
		}
	}
}

func (r *fixRun) print(format string, args ...any) {
	fmt.Fprintf(r.stderr, format, args...) //nolint:errcheck // nowhere left to say it
}
