// Command cuoci checks the phrasing of Chinese service replies: it names the
// phrase that makes a customer feel refused, blamed or brushed off, says why,
// and what to say instead.
package main

import (
	"os"
	"runtime"
	"runtime/debug"
)

func main() {
	if os.Getenv("GOGC") == "" {
		collectLate()
	}
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// How much the heap grows, in per cent, before garbage is collected: at first, and
// from then on.
const (
	firstAt = 400
	laterAt = 100
)

// collectLate puts the first collection of garbage off. A draft is checked before it
// comes: with the usual hundred a quarter of a start went into collecting what opens
// the packs. Later a large file would keep five times its size of garbage.
func collectLate() {
	debug.SetGCPercent(firstAt)
	runtime.AddCleanup(new([64]byte), func(at int) { debug.SetGCPercent(at) }, laterAt)
}
