// Command genfold writes the folding tables of package zh: fold.bin, a direct index over
// the Basic Multilingual Plane, and tables_gen.go, the few entries that do not fit one.
//
// It reads TSCharacters.txt (OpenCC, see NOTICE), own.txt and classes.txt beside this file.
// It does not import package zh, which embeds what it writes. Run it with go generate.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	in := flag.String("in", "internal/genfold", "folder of TSCharacters.txt, own.txt and classes.txt")
	out := flag.String("out", ".", "folder to write fold.bin and tables_gen.go to")
	flag.Parse()
	if err := run(*in, *out); err != nil {
		fmt.Fprintln(os.Stderr, "genfold:", err)
		os.Exit(1)
	}
}

func run(in, out string) error {
	var t tables
	if err := t.read(in); err != nil {
		return err
	}
	bin, src, err := t.render()
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(out, "fold.bin"), bin, 0o644); err != nil {
		return fmt.Errorf("write the table: %w", err)
	}
	if err := os.WriteFile(filepath.Join(out, "tables_gen.go"), src, 0o644); err != nil {
		return fmt.Errorf("write the table: %w", err)
	}
	return nil
}
