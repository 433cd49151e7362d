package source

import (
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"
)

// TestLayeredMaps lays a text with an escape, a dropped soft break, a soft
// break kept as a blank and a character of no source over blocks in several
// charsets, as the readers of Markdown, HTML and mail will.
func TestLayeredMaps(t *testing.T) {
	const written = "> 我不\n> 能退款&nbsp;a\r\n\tb😀"
	for _, v := range variants()[:6] {
		if v.option == "utf-8 by option" {
			continue
		}
		file := v.write(t, written)
		all, err := read(strings.NewReader(string(file)), Options{Encoding: v.option})
		if err != nil {
			t.Fatal(err)
		}
		b := all[0].Turns[0].Text.block
		at := func(s string) int { return strings.Index(b.text, s) }
		var text strings.Builder
		n := &notation{}
		put := func(s string, from, tu, su int) {
			n.runs = n.runs.add(text.Len(), from, tu, su)
			text.WriteString(s)
		}
		put("我不", at("我"), 1, 1)
		put("能退款", at("能"), 1, 1) // the break and the mark of the quote are gone
		put("\u00a0", at("&nbsp;"), 2, 6)
		put("a", at("a\r"), 1, 1)
		put(" ", at("\r\n\t"), 1, 3)
		put("b😀", at("b😀"), 1, 1)
		put("。", len(b.text), 3, 0) // not in the file
		x := Text{s: text.String(), block: b, notation: n}

		show := func(start, end string) string {
			from := strings.Index(x.s, start)
			to := strings.Index(x.s, end) + len(end)
			var out []string
			for _, s := range x.Segments(from, to) {
				out = append(out, v.decode(t, file[s.Start:s.End]))
			}
			return strings.Join(out, "|")
		}
		for _, c := range []struct{ start, end, want string }{
			{"我", "能", "我不|能"},
			{"能", "款", "能退款"},
			{"款", "a", "款&nbsp;a"},
			{"\u00a0", "\u00a0", "&nbsp;"},
			{"a", "b", "a\r\n\tb"},
			{" ", " ", "\r\n\t"},
			{"😀", "。", "😀"},
			{"。", "。", ""},
			{"我", "。", "我不|能退款&nbsp;a\r\n\tb😀"},
		} {
			if got := show(c.start, c.end); got != c.want {
				t.Errorf("%s: %q to %q is %q, want %q", v.name, c.start, c.end, got, c.want)
			}
		}
		place := func(off int) [4]int {
			p, q := x.Position(off), x.EndPosition(off)
			return [4]int{p.Line, p.Column, q.Line, q.Column}
		}
		for _, c := range []struct {
			at   string
			want [4]int
		}{
			{"我", [4]int{1, 3, 1, 3}},
			{"能", [4]int{2, 3, 1, 5}}, // starts behind the break; what is before it ends before
			{"\u00a0", [4]int{2, 6, 2, 6}},
			{"a", [4]int{2, 12, 2, 12}},
			{" ", [4]int{2, 13, 2, 13}},
			{"b", [4]int{3, 2, 3, 2}},
			{"。", [4]int{3, 4, 3, 4}},
		} {
			if got := place(strings.Index(x.s, c.at)); got != c.want {
				t.Errorf("%s: %q is at %v, want %v", v.name, c.at, got, c.want)
			}
		}
		if line, start := x.Line(strings.Index(x.s, "退")); line != "> 能退款&nbsp;a" || line[start:start+3] != "退" {
			t.Errorf("line %q, %d", line, start)
		}
	}
}

// TestOffsetsInsideCharacters checks that a span is widened to whole characters.
func TestOffsetsInsideCharacters(t *testing.T) {
	all, err := read(strings.NewReader(`{"text":"但\u662f😀\ud83d\ude00"}`), Options{Format: FormatJSONL})
	if err != nil {
		t.Fatal(err)
	}
	x := all[0].Turns[0].Text
	bounds := []int{0}
	for i, r := range x.s {
		bounds = append(bounds, i+utf8.RuneLen(r))
	}
	for i := range len(x.s) {
		for j := i + 1; j <= len(x.s); j++ {
			lo, _ := slices.BinarySearch(bounds, i+1)
			hi, _ := slices.BinarySearch(bounds, j)
			want := x.Segments(bounds[lo-1], bounds[hi])
			if got := x.Segments(i, j); !slices.Equal(got, want) {
				t.Fatalf("[%d,%d): %v, want %v", i, j, got, want)
			}
			if x.Position(i) != x.Position(bounds[lo-1]) || x.EndPosition(j) != x.EndPosition(bounds[hi]) {
				t.Fatalf("[%d,%d): places differ", i, j)
			}
		}
	}
	if s := x.Segments(3, 3); s != nil {
		t.Errorf("an empty span: %v", s)
	}
	if s := x.AppendSegments([]Span{{1, 9}}, 0, 3); len(s) != 2 || s[0] != (Span{1, 9}) {
		t.Errorf("appended: %v", s)
	}
}

func TestZeroText(t *testing.T) {
	var x Text
	if x.String() != "" || x.Segments(0, 0) != nil || x.Position(0) != (Position{}) || x.EndPosition(0) != (Position{}) {
		t.Error("the zero text is not empty")
	}
	if line, start := x.Line(0); line != "" || start != 0 {
		t.Error("the zero text has a line")
	}
	if b, err := x.Encode("a"); err != nil || string(b) != "a" {
		t.Error("the zero text does not encode")
	}
}

// TestLongLines looks up places on one very long line, forwards, backwards and
// at random.
func TestLongLines(t *testing.T) {
	text := strings.Repeat("退款可以a", 20000) + "\n短\r\r\n末"
	all, err := read(strings.NewReader(text), Options{})
	if err != nil {
		t.Fatal(err)
	}
	x := all[0].Turns[0].Text
	var want []Position
	at := Position{0, 1, 1}
	var offs []int
	for i, r := range text {
		at.Offset = i
		want, offs = append(want, at), append(offs, i)
		at.Column++
		if r == '\n' || r == '\r' && text[i+1] != '\n' {
			at.Line, at.Column = at.Line+1, 1
		}
	}
	check := func(i int) {
		if got := x.Position(offs[i]); got != want[i] {
			t.Fatalf("%d: %v, want %v", offs[i], got, want[i])
		}
	}
	for i := range offs {
		check(i)
	}
	for i := range offs {
		check(len(offs) - 1 - i)
	}
	rng := rand.New(rand.NewPCG(5, 6))
	for range 10000 {
		check(rng.IntN(len(offs)))
	}
}

// TestConcurrentLookups uses one block from several goroutines, for the race
// detector.
func TestConcurrentLookups(t *testing.T) {
	all, err := read(strings.NewReader(strings.Repeat("退款\n", 500)), Options{Unit: UnitLine})
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for i, c := range all {
				if got, want := c.Turns[0].Text.Position(3), (Position{7*i + 3, i + 1, 2}); got != want {
					t.Errorf("%v, want %v", got, want)
				}
			}
		})
	}
	wg.Wait()
}

func TestLineEnds(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"", nil},
		{"\n", []string{""}},
		{"\r", []string{""}},
		{"\r\n", []string{""}},
		{"\n\r", []string{"", ""}},
		{"a", []string{"a"}},
		{"a\n", []string{"a"}},
		{"a\r\nb\rc\n\nd", []string{"a", "b", "c", "", "d"}},
		{"a\r\r\nb", []string{"a", "", "b"}},
	} {
		var got []string
		ends := 0
		s := newLineScanner(c.text)
		for s.scan() {
			got = append(got, c.text[s.start:s.end])
			if s.next > s.end {
				ends++
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
		if n := countLines(c.text); n != ends {
			t.Errorf("%q: counted %d line ends, want %d", c.text, n, ends)
		}
		if n := len(newLineIndex(c.text).starts); n != ends+1 {
			t.Errorf("%q: index of %d lines, want %d", c.text, n, ends+1)
		}
	}
}

func TestEncode(t *testing.T) {
	big5 := "{\"text\":\"\xB1\x7A\xA6\x6E\"}"
	for _, c := range []struct {
		name, file string
		options    Options
		in, want   string
	}{
		{"utf-8", "您好", Options{}, "可以😀\n", "可以😀\n"},
		{"utf-16le", "\xFF\xFEa\x00", Options{}, "a𠮷", "a\x00\x42\xD8\xB7\xDF"},
		{"utf-16be", "\xFE\xFF\x00a", Options{}, "好\r", "\x59\x7D\x00\r"},
		{"gb18030", "\xC4\xFA\xBA\xC3", Options{}, "好😀", "\xBA\xC3\x94\x39\xFC\x36"},
		{"gbk", "a", Options{Encoding: "gbk"}, "好", "\xBA\xC3"},
		{"gbk cannot", "a", Options{Encoding: "gbk"}, "好😀", `error: '😀' (U+1F600) cannot be written in GBK, the encoding of the file`},
		{"big5", "\xB1\x7A", Options{Encoding: "big5"}, "好", "\xA6\x6E"},
		{"big5 cannot", "\xB1\x7A", Options{Encoding: "big5"}, "们", `error: '们' (U+4EEC) cannot be written in Big5, the encoding of the file`},
		{"json", `{"text":"您\n"}`, Options{Format: FormatJSONL}, "您\"\\/\n\r\t\b\x01😀", `您\"\\/\n\r\t\u0008\u0001😀`},
		{"json, no escapes", `{"text":"您"}`, Options{Format: FormatJSONL}, `"`, `\"`},
		{"json, all escaped", `{"text":"\u60a8a"}`, Options{Format: FormatJSONL}, "好a😀\n", `\u597da\ud83d\ude00\n`},
		{"json, some escaped", `{"text":"\u60a8好"}`, Options{Format: FormatJSONL}, "好", `好`},
		{"json, big5", big5, Options{Format: FormatJSONL, Encoding: "big5"}, "好们", "\xA6\x6E\\u4eec"},
		{"not utf-8", "a", Options{}, "\xFF", "error: text to write is not valid UTF-8"},
	} {
		t.Run(c.name, func(t *testing.T) {
			all, err := read(strings.NewReader(c.file), c.options)
			if err != nil {
				t.Fatal(err)
			}
			b, err := all[0].Turns[0].Text.Encode(c.in)
			got := string(b)
			if err != nil {
				got = "error: " + err.Error()
			}
			if got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}
