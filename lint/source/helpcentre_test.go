package source

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestHelpCentres reads the help centres in CUOCI_DATA, which are not ours to
// keep here: how much is read of them, and a sum over it, must not change
// unnoticed. What was read was looked at when the sums were written.
func TestHelpCentres(t *testing.T) {
	data := os.Getenv("CUOCI_DATA")
	if data == "" {
		t.Skip("CUOCI_DATA is not set")
	}
	trees, err := os.ReadDir(filepath.Join(data, "kb"))
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("there are no help centres in CUOCI_DATA")
	} else if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for _, tree := range trees {
		if tree.IsDir() {
			out.WriteString(tree.Name() + " " + sumOfTree(t, filepath.Join(data, "kb", tree.Name())) + "\n")
		}
	}
	const golden = "testdata/helpcentres.golden"
	if *update {
		if err := os.WriteFile(golden, []byte(out.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if out.String() != string(want) {
		t.Errorf("read is\n%swant\n%s(go test -update writes it)", out.String(), want)
	}
}

// sumOfTree reads the pages of a folder.
func sumOfTree(t *testing.T, root string) string {
	t.Helper()
	var files []string
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if f, known := FormatOf(path); err == nil && !d.IsDir() && known && (f == FormatMarkdown || f == FormatMDX || f == FormatHTML) {
			files = append(files, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(files)
	conversations, turns, asked := 0, 0, 0
	sum := sha256.New()
	for _, path := range files {
		f, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		all, err := read(f, Options{Path: path})
		if err != nil {
			t.Fatal(err)
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
		for _, c := range all {
			conversations++
			for _, turn := range c.Turns {
				turns++
				if turn.Speaker == Customer {
					asked++
				}
				fmt.Fprintf(sum, "%d %v %s\n", turn.Text.Position(0).Offset, turn.Speaker, turn.Text)
			}
		}
	}
	return fmt.Sprintf("files %d conversations %d turns %d customer %d sha256 %x", len(files), conversations, turns, asked, sum.Sum(nil))
}
