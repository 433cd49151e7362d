package source

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestChunks reads pages that are long enough to be cut, and asks that they are
// read as their parts are.
func TestChunks(t *testing.T) {
	for _, name := range []string{"refund.md", "voices.md", "guide.mdx"} {
		data, err := os.ReadFile(filepath.Join(pagesDir, name))
		if err != nil {
			t.Fatal(err)
		}
		page := string(data)
		if strings.HasPrefix(page, "---") {
			page = page[strings.Index(page[3:], "---")+7:]
		}
		page = "# 起\n\n" + page + "\n\n"
		once, err := read(strings.NewReader(page), Options{Path: name})
		if err != nil {
			t.Fatal(err)
		}
		times := 4*pageChunk/len(page) + 1
		all, err := read(strings.NewReader(strings.Repeat(page, times)), Options{Path: name})
		if err != nil {
			t.Fatal(err)
		}
		if got, want := shown(all), strings.Repeat(shown(once), times); got != want {
			i := 0
			for got[i] == want[i] {
				i++
			}
			t.Errorf("%s: %d conversations, want %d; at %d\n%.300q\nwant\n%.300q", name, len(all), times*len(once), i, got[max(0, i-100):], want[max(0, i-100):])
		}
		for i, c := range all {
			first, turn := once[i%len(once)].Turns[0].Text, c.Turns[0].Text
			if turn.Position(0).Offset != first.Position(0).Offset+i/len(once)*len(page) {
				t.Fatalf("%s: conversation %d stands at %v", name, i, turn.Position(0))
			}
		}
	}
}

func TestChunkEnd(t *testing.T) {
	filler := strings.Repeat("好\n", pageChunk/4+1)
	for _, c := range []struct{ before, after string }{
		{"", "# 题\n"},
		{"- 一\n\n  二\n\n", "好\n"},
		{"```\n\n# 码\n\n```\n\n", "好\n"},
		{"> ~~~\n> x\n> ~~~\n\n", "a\n"},
		{"<!-- \n\n好\n\n-->\n\n", "好\n"},
		{"<pre>\n\nx\n\n</pre>\n\n", "#a\n"},
		{"| a |\n|-|\n| b |\n\n- x\n\n1. y\n\n", "好"},
		{"    码\n\n", "好"},
	} {
		s := filler + "\n" + c.before + c.after
		if got, want := chunkEnd([]byte(s), 0), len(s)-len(c.after); got != want {
			t.Errorf("behind %q it ends at %d of %d, want %d", c.before, got-len(filler), len(s)-len(filler), want-len(filler))
		}
		if got := chunkEnd([]byte(s), len(filler)); got != len(s) {
			t.Errorf("a short page ends at %d", got)
		}
	}
}
