package source

import (
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

// read returns all conversations of a file and the error that ended it.
func read(r io.Reader, o Options) (all []*Conversation, err error) {
	for c, e := range NewDocument(r, o).Conversations() {
		if e != nil {
			return all, e
		}
		all = append(all, c)
	}
	return all, nil
}

// texts returns the texts of all turns.
func texts(all []*Conversation) []string {
	var out []string
	for _, c := range all {
		for _, t := range c.Turns {
			out = append(out, t.Text.String())
		}
	}
	return out
}

// A variant is an encoding as a test writes and reads it, by x/text alone.
type variant struct {
	name   string
	option string // Options.Encoding; empty: it must be detected
	bom    string
	enc    encoding.Encoding
	pieces []string // besides the common ones
}

var wideOnly = []string{"😀", "𠮷", "é", "ß", "鎮", "龘", "\u2028", "한"}

func variants() []variant {
	le := unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	be := unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	simplified := []string{"您好", "我们", "这个问题", "退款", "谢谢", "€"}
	traditional := []string{"您好", "我們", "這個問題", "退款", "謝謝"}
	return []variant{
		{"utf-8", "", "", encoding.Nop, append(wideOnly, simplified...)},
		{"utf-8 with bom", "", "\xEF\xBB\xBF", encoding.Nop, append(wideOnly, simplified...)},
		{"utf-8 by option", "UTF-8", "", encoding.Nop, wideOnly},
		{"utf-16le with bom", "", "\xFF\xFE", le, append(wideOnly, simplified...)},
		{"utf-16be with bom", "", "\xFE\xFF", be, append(wideOnly, simplified...)},
		{"utf-16le by option", "utf-16le", "", le, wideOnly},
		{"utf-16be by option", "utf-16be", "", be, wideOnly},
		{"utf-16 by option", "utf-16", "\xFE\xFF", be, wideOnly},
		{"utf-16le", "", "", le, simplified},
		{"utf-16be", "", "", be, simplified},
		{"gb18030", "", "", simplifiedchinese.GB18030, append(wideOnly, simplified...)},
		{"gb18030 with bom", "", "\x84\x31\x95\x33", simplifiedchinese.GB18030, append(wideOnly, simplified...)},
		{"gbk", "gbk", "", simplifiedchinese.GBK, append(traditional, simplified...)},
		{"gb2312", "gb2312", "", simplifiedchinese.GBK, simplified},
		{"big5", "", "", traditionalchinese.Big5, traditional},
		{"big5 by option", "big5", "", traditionalchinese.Big5, traditional},
	}
}

var commonPieces = []string{
	"但是", "我不能", "退款", "可以", "，", "。", "！", "「", "」", "a", "Order 12", " ", "\t", "您", "x", "3", "、", "不", "的", "一", "是",
}

// write encodes s and puts the byte order mark before it.
func (v variant) write(t testing.TB, s string) []byte {
	t.Helper()
	out, err := v.enc.NewEncoder().Bytes([]byte(s))
	if err != nil {
		t.Fatalf("%s: %v", v.name, err)
	}
	return append([]byte(v.bom), out...)
}

// decode decodes bytes of the file, by x/text alone.
func (v variant) decode(t testing.TB, b []byte) string {
	t.Helper()
	out, err := v.enc.NewDecoder().Bytes(b)
	if err != nil {
		t.Fatalf("%s: %v", v.name, err)
	}
	return string(out)
}

// phrase makes a text of up to n pieces.
func (v variant) phrase(rng *rand.Rand, n int, more ...string) string {
	pieces := append(append(append([]string(nil), commonPieces...), v.pieces...), more...)
	var b strings.Builder
	for range rng.IntN(n + 1) {
		b.WriteString(pieces[rng.IntN(len(pieces))])
	}
	return b.String()
}

// grid knows the line and column of every place in a file where a character
// starts, recomputed character by character: each is encoded on its own.
type grid map[int]Position

func (v variant) grid(t testing.TB, s string) grid {
	t.Helper()
	g := grid{}
	at := Position{len(v.bom), 1, 1}
	width := map[rune]int{}
	for i, r := range s {
		g[at.Offset] = at
		w, ok := width[r]
		if !ok {
			b, err := v.enc.NewEncoder().Bytes([]byte(string(r)))
			if err != nil {
				t.Fatal(err)
			}
			w = len(b)
			width[r] = w
		}
		at.Offset += w
		at.Column++
		if r == '\n' || r == '\r' && !strings.HasPrefix(s[i+1:], "\n") {
			at.Line, at.Column = at.Line+1, 1
		}
	}
	g[at.Offset] = at
	return g
}

// written is the part of a span that stands in the file: all but the blanks of
// soft breaks. first and final tell whether its ends are of it.
func written(x Text, start, end int) (own string, first, final bool) {
	s := x.String()[start:end]
	for i, r := range s {
		size := len(string(r))
		if len(x.Segments(start+i, start+i+size)) == 0 && strings.ContainsRune(" \t\n", r) {
			final = false
			continue
		}
		first = first || i == 0
		final = true
		own += s[i : i+size]
	}
	return own, first, final
}

// checkText holds spans of a text against the file: the segments, decoded by
// decode, are the span, both in the shape that is asked, and its ends lie where
// the grid says.
func checkText(t testing.TB, rng *rand.Rand, x Text, file []byte, g grid, decode func([]byte) string, shape ...func(string) string) {
	t.Helper()
	s := x.String()
	var cuts []int
	for i := range s {
		cuts = append(cuts, i)
	}
	cuts = append(cuts, len(s))
	for try := range 6 {
		i, j := rng.IntN(len(cuts)), rng.IntN(len(cuts))
		if try == 0 {
			i, j = 0, len(cuts)-1
		}
		start, end := cuts[min(i, j)], cuts[max(i, j)]
		var joined []byte
		last := -1
		segments := x.Segments(start, end)
		for _, seg := range segments {
			if seg.Start <= last || seg.End <= seg.Start || seg.End > len(file) {
				t.Fatalf("segments %v of %q in a file of %d bytes", segments, s[start:end], len(file))
			}
			last = seg.End
			joined = append(joined, file[seg.Start:seg.End]...)
		}
		own, first, final := s[start:end], start < end, start < end
		got := decode(joined)
		if got != own {
			own, first, final = written(x, start, end)
		}
		for _, f := range shape {
			got, own = f(got), f(own)
		}
		if got != own {
			t.Fatalf("segments %v hold %q, want %q", segments, got, own)
		}
		from, to := x.Position(start), x.EndPosition(end)
		if from != g[from.Offset] || to != g[to.Offset] {
			t.Fatalf("place of %q: %v to %v, want %v to %v", s[start:end], from, to, g[from.Offset], g[to.Offset])
		}
		if first && from.Offset != segments[0].Start || final && to.Offset != last {
			t.Fatalf("%q: %v to %v, but segments are %v", s[start:end], from, to, segments)
		}
		if p := new(Finder).Place(x, start, end); p.Start != from || p.End != to {
			t.Fatalf("place of %q: %v to %v, a Finder has %v to %v", s[start:end], from, to, p.Start, p.End)
		}
		line, col := x.Line(start)
		if strings.ContainsAny(line, "\r\n") || col > len(line) {
			t.Fatalf("line %q, offset %d", line, col)
		}
		if n := utf8.RuneCountInString(line[:col]); col < len(line) && n != from.Column-1 {
			t.Fatalf("line %q, offset %d is column %d, want %d", line, col, n+1, from.Column)
		}
	}
}
