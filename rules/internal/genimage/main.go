//go:build ignore

// Genimage compiles the shipped rule packs and writes their image:
//
//	go run rules/internal/genimage/main.go rules/builtin/image.bin
//
// which `go generate` does; it is no program for users, whom `go install ./...` gives
// cuoci alone.
// It takes the packs as the package rules embeds them and does not import the
// package that embeds the image.
package main

import (
	"fmt"
	"os"

	"github.com/cuoci/cuoci/rules"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: genimage FILE")
		os.Exit(2)
	}
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "genimage:", err)
		os.Exit(1)
	}
}

func run(file string) error {
	rs, err := rules.Load(nil)
	if err != nil {
		return err
	}
	image, err := rs.AppendBinary(nil)
	if err != nil {
		return err
	}
	return os.WriteFile(file, image, 0o644)
}
