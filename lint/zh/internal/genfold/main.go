//go:build ignore

// Command genfold writes the folding tables of package zh. Run it with go generate:
// it is no program for users, whom `go install ./...` gives cuoci alone.
package main

import (
	"flag"
	"fmt"
	"os"

	"github.com/cuoci/cuoci/lint/zh/internal/genfold"
)

func main() {
	in := flag.String("in", "internal/genfold", "folder of TSCharacters.txt, own.txt and classes.txt")
	out := flag.String("out", ".", "folder to write fold.bin and tables_gen.go to")
	flag.Parse()
	if err := genfold.Write(*in, *out); err != nil {
		fmt.Fprintln(os.Stderr, "genfold:", err)
		os.Exit(1)
	}
}
