package source

import (
	"crypto/sha256"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestGolden reads the files of testdata/data, which have the traps of their
// formats, and holds what it reads, and where, against the file of the same name
// with .want behind it.
func TestGolden(t *testing.T) {
	sel := func(list ...string) []Selector { return selectors(t, list...) }
	selections := map[string]Selection{
		"turns.csv":    {Text: sel("内容"), Speaker: sel("角色"), Name: sel("姓名"), Time: sel("发送时间"), Conversation: sel("会话ID")},
		"screen.tsv":   {Text: sel("答"), Question: sel("问")},
		"items.json":   {Text: sel("$.items[*].reply.zh"), Question: sel("ask"), ID: sel("$..no")},
		"log.json":     {Text: sel("said"), Speaker: sel("who"), Name: sel("nick"), Time: sel("at"), Conversation: sel("session")},
		"rows.jsonl":   {Text: sel("said"), Speaker: sel("who"), Time: sel("n"), Conversation: sel("session")},
		"anchors.yaml": {Text: sel("$.items[*].reply", "$.items[*].sign")},
		"book.xlsx":    {Sheets: []string{"话术", "聊天"}},
	}
	const dir = "../../testdata/data"
	entries, err := os.ReadDir(dir)
	must(t, err)
	files := 0
	for _, e := range entries {
		name := e.Name()
		if filepath.Ext(name) == ".want" {
			continue
		}
		files++
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(dir, name)
			d, err := Open(path, Options{Path: name, Select: selections[name]})
			must(t, err)
			defer d.Close()
			got := golden(d)
			if *update {
				must(t, os.WriteFile(path+".want", []byte(got), 0o644))
			}
			want, err := os.ReadFile(path + ".want")
			must(t, err)
			if got != string(want) {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
	if files < 20 {
		t.Errorf("%d files", files)
	}
}

// TestCanned reads the canned answers in the folder that CUOCI_DATA names, whose
// texts are not ours to keep: how many there are, and a hash of them and of their
// places, which were held against csv and json of Python once.
func TestCanned(t *testing.T) {
	root := os.Getenv("CUOCI_DATA")
	if root == "" {
		t.Skip("CUOCI_DATA is not set")
	}
	for name, c := range map[string]struct {
		selected Selection
		texts    int
		hash     string
	}{
		"10086/qa.json":            {Selection{}, 39, "656c9ff0b50f2f28"},
		"sunmi/data_base.utf8.csv": {Selection{}, 362, "b8303c540e77dc37"},
		"xiaotian/qa_.csv":         {Selection{Text: selectors(t, "2"), Question: selectors(t, "1")}, 100, "65d8dfa342f6871d"},
	} {
		d, err := Open(filepath.Join(root, "canned", filepath.FromSlash(name)), Options{Select: c.selected})
		must(t, err)
		text := golden(d)
		must(t, d.Close())
		if n := strings.Count(text, " agent "); n != c.texts {
			t.Errorf("%s: %d texts, want %d", name, n, c.texts)
		}
		if hash := fmt.Sprintf("%x", sha256.Sum256([]byte(text)))[:16]; hash != c.hash {
			t.Errorf("%s: the hash is %s, want %s", name, hash, c.hash)
		}
	}
}

// golden writes what a document holds: a conversation, and a turn with its
// place, a line.
func golden(d *Document) string {
	var b strings.Builder
	for c, err := range d.Conversations() {
		if err != nil {
			fmt.Fprintf(&b, "error: %v\n", err)
			break
		}
		kind := "text"
		if c.Dialog {
			kind = "dialog"
		}
		fmt.Fprintf(&b, "%s #%d %q\n", kind, c.Index, c.ID)
		for _, t := range c.Turns {
			s := t.Text.String()
			from, to := t.Text.Position(0), t.Text.EndPosition(len(s))
			fmt.Fprintf(&b, "  %d:%d-%d:%d %s", from.Line, from.Column, to.Line, to.Column, t.Speaker)
			for _, label := range []string{t.Name, t.Time, t.End} {
				if label != "" {
					fmt.Fprintf(&b, " %s", label)
				}
			}
			if l := t.Location; l != nil {
				fmt.Fprintf(&b, " (%s)", strings.Trim(strings.Join([]string{l.Sheet, l.Cell, fmt.Sprint(l.Row), l.ColumnName}, " "), " "))
				if l.Part != "" {
					fmt.Fprintf(&b, " (part %s, encoded %t)", l.Part, l.Detached)
				}
			}
			fmt.Fprintf(&b, " %q\n", s)
		}
	}
	return b.String()
}
