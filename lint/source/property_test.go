package source

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
)

// expectedUnits cuts a decoded file the plain way.
func expectedUnits(s string, u Unit) []string {
	lines := strings.SplitAfter(strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\x01"), "\r", "\x02\n"), "\n")
	var cut []string // lines with their ends
	for _, l := range lines {
		for _, l := range strings.SplitAfter(l, "\x01") {
			cut = append(cut, strings.ReplaceAll(strings.ReplaceAll(l, "\x02\n", "\r"), "\x01", "\r\n"))
		}
	}
	var out []string
	switch u {
	case UnitLine:
		out = cut
	case UnitParagraph:
		var p string
		for _, l := range append(cut, "") {
			if strings.TrimSpace(l) == "" {
				out, p = append(out, p), ""
				continue
			}
			p += l
		}
	default:
		out = []string{s}
	}
	if u != UnitFile {
		for i := range out {
			for _, e := range []string{"\r\n", "\n", "\r"} {
				if rest, ok := strings.CutSuffix(out[i], e); ok {
					out[i] = rest
					break
				}
			}
		}
	}
	return slices.DeleteFunc(out, func(s string) bool { return strings.TrimSpace(s) == "" })
}

// fileSize returns how many lines the i-th generated file has: few, but enough
// to cross chunks for one of them.
func fileSize(i int) int {
	if i == 3 {
		return 2500
	}
	return []int{1, 5, 30}[i%3]
}

func TestPlainTextPlaces(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for _, v := range variants() {
		t.Run(v.name, func(t *testing.T) {
			for i := range 40 {
				var b strings.Builder
				b.WriteString("您好") // so that there is something to detect
				for range fileSize(i) {
					b.WriteString(v.phrase(rng, 12))
					b.WriteString([]string{"\n", "\r\n", "\r", "\n\n", "\r\n \t\r\n"}[rng.IntN(5)])
				}
				b.WriteString(v.phrase(rng, 5))
				s := b.String()
				file := v.write(t, s)
				g := v.grid(t, s)
				for _, u := range []Unit{UnitFile, UnitParagraph, UnitLine} {
					var r io.Reader = bytes.NewReader(file)
					if i%5 == 4 {
						r = iotest.HalfReader(r)
					}
					all, err := read(r, Options{Path: "a.txt", Unit: u, Encoding: v.option})
					if err != nil {
						t.Fatal(err)
					}
					if got, want := texts(all), expectedUnits(s, u); !slices.Equal(got, want) {
						t.Fatalf("by %v: %d units, want %d\n%.300q\n%.300q", u, len(got), len(want), got, want)
					}
					for _, c := range all {
						checkText(t, rng, c.Turns[0].Text, file, g, func(b []byte) string { return v.decode(t, b) })
					}
				}
			}
		})
	}
}

// quote writes s as the inside of a JSON string, escaping at random what need
// not be escaped.
func quote(rng *rand.Rand, s string) string {
	var b strings.Builder
	style := rng.IntN(3)
	for _, r := range s {
		switch {
		case style == 2 && r >= 0x80 || style == 1 && rng.IntN(3) == 0 || r < ' ' && rng.IntN(2) == 0:
			if r >= 0x10000 {
				fmt.Fprintf(&b, `\u%04X\u%04x`, 0xD800+(r-0x10000)>>10, 0xDC00+(r-0x10000)&0x3FF)
			} else {
				fmt.Fprintf(&b, `\u%04x`, r)
			}
		case r == '"' || r == '\\':
			b.WriteString(`\` + string(r))
		case r == '/' && rng.IntN(2) == 0:
			b.WriteString(`\/`)
		case r < ' ':
			b.WriteString(map[rune]string{'\n': `\n`, '\r': `\r`, '\t': `\t`, '\b': `\b`, '\f': `\f`}[r])
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func TestJSONLPlaces(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for _, v := range variants() {
		t.Run(v.name, func(t *testing.T) {
			for i := range 12 {
				var b strings.Builder
				var want []string
				for n := range min(fileSize(i), 900) {
					phrase := func() string {
						s := "您好" + v.phrase(rng, 8, "\n", "\r\n", `"`, `\`, "/", "\b", "\f")
						want = append(want, s)
						return quote(rng, s)
					}
					gap := []string{"", " ", "\t"}[rng.IntN(3)]
					switch rng.IntN(3) {
					case 0:
						fmt.Fprintf(&b, `{"id":%d,%s"text":%s"%s","x":[1,{"text":"no"}]}`, n, gap, gap, phrase())
					case 1:
						fmt.Fprintf(&b, `%s{"text":"%s"%s,"id":"n-%d","x":null}`, gap, phrase(), gap, n)
					default:
						fmt.Fprintf(&b, `{"turns":[{"role":"客服","text":"%s"},%s{"text":"%s","role":"user","time":"10:02"}],"id":1}%s`,
							phrase(), gap, phrase(), gap)
					}
					b.WriteString([]string{"\n", "\r\n", "\n\n \n", "\r"}[rng.IntN(4)])
				}
				s := b.String()
				file := v.write(t, s)
				all, err := read(bytes.NewReader(file), Options{Path: "a.jsonl", Encoding: v.option})
				if err != nil {
					t.Fatal(err)
				}
				if got := texts(all); !slices.Equal(got, want) {
					t.Fatalf("texts differ:\n%.300q\n%.300q", got, want)
				}
				g := v.grid(t, s)
				for _, c := range all {
					for _, turn := range c.Turns {
						checkText(t, rng, turn.Text, file, g, func(b []byte) string {
							var s string
							if err := json.Unmarshal([]byte(`"`+v.decode(t, b)+`"`), &s); err != nil {
								t.Fatal(err)
							}
							return s
						})
						checkEncode(t, v, turn.Text)
					}
				}
			}
		})
	}
}

// checkEncode writes the text of a turn back and reads what was written.
func checkEncode(t *testing.T, v variant, x Text) {
	t.Helper()
	b, err := x.Encode(x.String())
	if err != nil {
		t.Fatal(err)
	}
	var s string
	if err := json.Unmarshal([]byte(`"`+v.decode(t, b)+`"`), &s); err != nil || s != x.String() {
		t.Fatalf("%q was written as %q: %v", x.String(), b, err)
	}
}

// TestFinderAgrees holds the places that a Finder finds one after another, in
// any order, against those that a Text finds each by itself.
func TestFinderAgrees(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for _, v := range variants() {
		var b strings.Builder
		b.WriteString("您好")
		for range 40 {
			b.WriteString(v.phrase(rng, 12))
			b.WriteString([]string{"\n", "\r\n", "\r", "\n\n"}[rng.IntN(4)])
		}
		file := v.write(t, b.String())
		for _, u := range []Unit{UnitFile, UnitLine} {
			var f Finder
			for c, err := range NewDocument(bytes.NewReader(file), Options{Path: "a.txt", Unit: u, Encoding: v.option}).Conversations() {
				if err != nil {
					t.Fatal(err)
				}
				text := c.Turns[0].Text
				for range 50 {
					start := rng.IntN(len(text.String()) + 1)
					end := start + rng.IntN(len(text.String())+1-start)
					got := f.Place(text, start, end)
					want := Place{Start: text.Position(start), End: text.EndPosition(end)}
					want.Line, want.LineStart = text.Line(start)
					want.LastLine, _ = text.Line(end)
					if got != want {
						t.Fatalf("%s: [%d:%d] of %q: %+v, want %+v", v.name, start, end, text, got, want)
					}
				}
			}
		}
	}
	if got := new(Finder).Place(Text{s: "a"}, 0, 1); got != (Place{}) {
		t.Errorf("a text without a place is at %+v", got)
	}
}
