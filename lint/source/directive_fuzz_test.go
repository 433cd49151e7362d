package source

import (
	"bytes"
	"errors"
	"testing"
	"unicode/utf8"
)

// FuzzDirectives holds the places of directives against the size of the file, in
// every format: they come in order, cover what lies in the file, and each before
// the texts that stand in what it covers.
func FuzzDirectives(f *testing.F) {
	for i, s := range []string{
		"甲\n# cuoci: ignore a -- 原话\r\n乙\r\r<!-- cuoci：disable b/*-->\n",
		"客服：甲\n# cuoci: ignore a\n客户：乙\n---\n# cuoci: ignore b\n客服：丙",
		"回复,cuoci\n甲,ignore a\n乙,\"\"\"b\"\"\"\n",
		"# 甲\n\n<!-- cuoci: ignore a -->\n- 乙 <!-- cuoci: ignore b --> 丙\n\n> <!-- cuoci:\n> ignore c -->\n",
		"{/* cuoci: ignore a */}\n\n<Tip>\n  甲 {/* cuoci: ignore b */}\n</Tip>\n<!-- cuoci: x -->",
		"<!-- cuoci: ignore a --><ul><li>甲<!-- cuoci: b --><li>乙</ul><p>丙<!-- cuoci: c --><table><td>丁",
		"# cuoci: ignore a\nx: | # cuoci: ignore b\n  甲 # cuoci: c\n# cuoci: d\ny: [甲, '# cuoci: e'] # cuoci: f\n",
		"WEBVTT\n\nNOTE cuoci: ignore a\n\n00:01.000 --> 00:02.000\n甲\n",
	} {
		f.Add([]byte(s), byte(i), byte(0))
	}
	f.Add([]byte("cuoci\n# cuoci:\n\xFF\xFE"), byte(0), byte(1))
	all := []Format{FormatText, FormatText, FormatCSV, FormatMarkdown, FormatMDX, FormatHTML, FormatYAML, FormatVTT, FormatTSV}
	sel := everything(f)
	f.Fuzz(func(t *testing.T, data []byte, format, how byte) {
		o := Options{Format: all[int(format)%len(all)], Unit: Unit(how % 3)}
		if o.Format == FormatYAML {
			o.Select = sel
		}
		checkDirectives(t, data, o)
	})
}

// checkDirectives reads data for its directives.
func checkDirectives(t *testing.T, data []byte, o Options) {
	t.Helper()
	last, read := -1, -1 // where the last directive stands, and the furthest text that was yielded
	d := NewDocument(bytes.NewReader(data), o)
	d.OnDirective(func(x Directive) {
		s := x.Text.String()
		at, end := x.Text.Position(0).Offset, x.Text.EndPosition(len(s)).Offset
		switch {
		case !utf8.ValidString(s):
			t.Fatalf("directive %q", s)
		case at > end || end > len(data):
			t.Fatalf("directive %q at %d to %d of %d bytes", s, at, end, len(data))
		case x.Covers.Start > x.Covers.End || x.Covers.End > len(data):
			t.Fatalf("directive %q covers %v of %d bytes", s, x.Covers, len(data))
		case x.Row != (x.Location != nil) || x.Row && x.Covers != (Span{}):
			t.Fatalf("directive %+v", x)
		case at < last:
			t.Fatalf("directive %q at %d comes after one at %d", s, at, last)
		case x.Streamed && !x.Row && x.Covers.Start < x.Covers.End && x.Covers.Start <= read:
			t.Fatalf("directive %q covers %v, of which %d was read", s, x.Covers, read)
		}
		last = at
	})
	for c, err := range d.Conversations() {
		if err != nil {
			if e := (*Error)(nil); !errors.As(err, &e) {
				t.Fatal(err)
			}
			return
		}
		for _, turn := range c.Turns {
			if s := turn.Text.Segments(0, len(turn.Text.String())); len(s) > 0 {
				read = max(read, s[len(s)-1].End-1)
			}
		}
	}
}
