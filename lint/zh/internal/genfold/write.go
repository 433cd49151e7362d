// Package genfold makes the folding tables of package zh: fold.bin, a direct index over
// the Basic Multilingual Plane, and tables_gen.go, the few entries that do not fit one.
//
// It reads TSCharacters.txt (OpenCC, see NOTICE), own.txt and classes.txt beside this file.
// It does not import package zh, which embeds what it writes.
package genfold

import (
	"fmt"
	"os"
	"path/filepath"
)

// Write reads the sources of the tables in one folder and writes the tables to
// another. An error names the file and line that is at fault.
func Write(in, out string) error {
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
