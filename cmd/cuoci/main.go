// Command cuoci checks the phrasing of Chinese service replies: it names the
// phrase that makes a customer feel refused, blamed or brushed off, says why,
// and what to say instead.
package main

import (
	"os"
	"runtime/debug"
)

// collectAt is how much the heap grows, in per cent, before garbage is
// collected. A draft is checked before that: with the usual 100 a quarter of a
// start went into collecting what opens the packs.
const collectAt = 400

func main() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(collectAt)
	}
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
