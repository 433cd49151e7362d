//go:build ignore

// Command gendict writes the dictionary index that package segment embeds:
//
//	go run internal/gendict/main.go dict.bin
//
// run from lint/segment, which `go generate` does. It is no program for users, whom
// `go install ./...` gives cuoci alone.
package main

import (
	"fmt"
	"os"

	"github.com/cuoci/cuoci/lint/segment/internal/dictbuild"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: gendict FILE")
		os.Exit(2)
	}
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "gendict:", err)
		os.Exit(2)
	}
}

func run(path string) error {
	words, maxUnits, err := dictbuild.Load()
	if err != nil {
		return err
	}
	data, err := dictbuild.Build(words, maxUnits)
	if err != nil {
		return err
	}
	return os.WriteFile(path, data, 0o644)
}
