package source

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const pagesDir = "../../testdata/pages"

// TestPagesGolden reads pages that hold the traps of their formats.
func TestPagesGolden(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(pagesDir, "*"))
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, ".golden") {
			continue
		}
		t.Run(filepath.Base(name), func(t *testing.T) {
			var out strings.Builder
			for _, o := range []Options{{}, {FrontMatter: true, CustomerQuotes: true}} {
				if out.Len() > 0 {
					out.WriteString("\n# front matter, quotes of customers\n")
				}
				writePage(t, &out, name, o)
			}
			golden := name + ".golden"
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
				t.Errorf("%s has changed (go test -update writes it):\n%s", golden, out.String())
			}
		})
	}
}

// writePage writes the turns of a page with their places, a blank line between
// conversations.
func writePage(t *testing.T, out *strings.Builder, name string, o Options) {
	t.Helper()
	d, err := Open(name, o)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	for c, err := range d.Conversations() {
		if err != nil {
			t.Fatal(err)
		}
		out.WriteString("\n")
		for _, turn := range c.Turns {
			p := turn.Text.Position(0)
			fmt.Fprintf(out, "%d:%d %s", p.Line, p.Column, turn.Speaker)
			if l := turn.Location; l != nil {
				fmt.Fprintf(out, " [%d %s]", l.Row, l.ColumnName)
			}
			fmt.Fprintf(out, ": %s\n", strings.NewReplacer("\n", "⏎", standIn, "□").Replace(turn.Text.String()))
		}
	}
}
