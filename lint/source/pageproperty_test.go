package source

import (
	"bytes"
	"fmt"
	"html"
	"io"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"
)

// pageWriter writes a page and what is to be read in it.
type pageWriter struct {
	rng   *rand.Rand
	v     variant
	eol   string
	html  bool
	mdx   bool
	file  strings.Builder
	want  []string
	words []string
}

func newPageWriter(rng *rand.Rand, v variant) *pageWriter {
	w := &pageWriter{rng: rng, v: v, eol: []string{"\n", "\r\n", "\r"}[rng.IntN(3)]}
	for _, p := range append(slices.Clone(commonPieces), v.pieces...) {
		if strings.TrimSpace(p) != "" && p != "x" && p != "\u2028" {
			w.words = append(w.words, p)
		}
	}
	w.words = append(w.words, "*", "_", "&", "<", "`", "[", "|", "#", "~", "\\", "$", "{", "'", "\"")
	return w
}

// escaped writes one character as it may stand in the format.
func (w *pageWriter) escaped(r rune) string {
	mark := strings.ContainsRune("*_&<`[|#~\\${'\"!>])}.", r)
	switch n := w.rng.IntN(12); {
	case n == 0 && r != 0x2028:
		return fmt.Sprintf("&#%d;", r)
	case n == 1:
		return fmt.Sprintf("&#x%X;", r)
	case n == 2 && r == '&', w.html && r == '&':
		return "&amp;"
	case n == 2 && r == '<', w.html && r == '<':
		return "&lt;"
	case !w.html && mark:
		return `\` + string(r)
	}
	return string(r)
}

// line writes some words in a row, with markup in between.
func (w *pageWriter) line() (file, text string) {
	var f, s strings.Builder
	bold := false
	f.WriteString("您")
	s.WriteString("您")
	for range w.rng.IntN(8) {
		word := w.words[w.rng.IntN(len(w.words))]
		if word == `\` && w.html {
			continue // written cannot tell the HTML in Markdown from what is around it
		}
		if w.rng.IntN(5) == 0 {
			f.WriteString(" ")
			s.WriteString(" ")
		}
		for _, r := range word {
			f.WriteString(w.escaped(r))
		}
		s.WriteString(word)
		switch w.rng.IntN(12) {
		case 0:
			f.WriteString("<!-- 无法 -->")
		case 1:
			f.WriteString("<b>")
			bold = true
		case 2:
			if bold {
				f.WriteString("</b>")
				bold = false
			}
		case 3:
			if w.mdx {
				f.WriteString("{/* 无法 */}")
			}
		case 4:
			if !w.html {
				f.WriteString("您**好**的")
				s.WriteString("您好的")
			}
		case 5:
			if !w.html {
				f.WriteString("[好](x.cn)")
				s.WriteString("好")
			}
		}
	}
	f.WriteString("好")
	s.WriteString("好")
	return f.String(), s.String()
}

// lines writes a block of some lines; before is written before each but the
// first.
func (w *pageWriter) lines(before string) {
	text := ""
	for i := range 1 + w.rng.IntN(3) {
		f, s := w.line()
		if i > 0 {
			switch n := w.rng.IntN(4); {
			case n == 0 && w.html:
				w.file.WriteString("<br>")
				text += "\n"
			case n == 0:
				w.file.WriteString("\\" + w.eol + before)
				text += "\n"
			default:
				w.file.WriteString(w.eol + before)
			}
		}
		w.file.WriteString(f)
		text += s
	}
	w.want = append(w.want, text)
}

// markdown writes a block of Markdown.
func (w *pageWriter) markdown() {
	f := &w.file
	switch w.rng.IntN(8) {
	case 0:
		line, text := w.line()
		f.WriteString(strings.Repeat("#", 1+w.rng.IntN(6)) + " " + line)
		w.want = append(w.want, text)
	case 1:
		f.WriteString("- ")
		w.lines("  ")
		f.WriteString(w.eol + "\t1. ")
		w.lines("      ")
	case 2:
		f.WriteString("> ")
		w.lines("> ")
	case 3:
		f.WriteString("```" + w.eol + "无法" + w.eol + "```")
	case 4:
		a, s := w.line()
		b, u := w.line()
		bars := strings.NewReplacer(`\|`, `\|`, "|", `\|`)
		f.WriteString("| " + a + " | 列 |" + w.eol + "|--|:-:|" + w.eol + "|" + bars.Replace(b) + "|\t好|")
		w.want = append(w.want, s, "列", u, "好")
	case 5:
		if w.mdx {
			f.WriteString("<Tip a={() => '无法'}>" + w.eol + "   ")
			w.lines("   ")
			f.WriteString(w.eol + "</Tip>")
			break
		}
		f.WriteString("<div>" + w.eol)
		w.html = true
		w.lines("")
		w.html = false
		f.WriteString(w.eol + "</div>")
	default:
		w.lines("")
	}
	f.WriteString(w.eol + w.eol)
}

// block writes a block of HTML.
func (w *pageWriter) block() {
	f := &w.file
	switch w.rng.IntN(6) {
	case 0:
		f.WriteString("<ul><li>")
		w.lines("\t")
		f.WriteString("<li>")
		w.lines("")
		f.WriteString("</ul>")
	case 1:
		f.WriteString("<script>无法</script><pre>无法</pre>")
	case 2:
		a, s := w.line()
		b, u := w.line()
		f.WriteString("<table><tr><td>" + a + "</td><td>" + b + "</td></tr></table>")
		w.want = append(w.want, s, u)
	default:
		f.WriteString("<p class='无法'>" + w.eol)
		w.lines("  ")
		f.WriteString("</p>")
	}
	f.WriteString(w.eol)
}

// written decodes what stands in a page, by rules of its own.
func (w *pageWriter) written(s string) string {
	notation := regexp.MustCompile(`\\[[:punct:]]|&#?\w+;|\\\r?\n|\\\r|<br>`)
	if w.html {
		notation = regexp.MustCompile(`&#?\w+;|<br>`)
	}
	return notation.ReplaceAllStringFunc(s, func(x string) string {
		switch {
		case x[0] == '&':
			return html.UnescapeString(x)
		case strings.ContainsAny(x, "\r\n") || x == "<br>":
			return "\n"
		}
		return x[1:]
	})
}

func TestPagePlaces(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	for _, v := range variants() {
		for _, o := range []Options{{Path: "a.md"}, {Path: "a.mdx"}, {Path: "a.html"}} {
			t.Run(v.name+" "+o.Path, func(t *testing.T) {
				o.Encoding = v.option
				for i := range 25 {
					w := newPageWriter(rng, v)
					w.html, w.mdx = o.Path == "a.html", o.Path == "a.mdx"
					if w.mdx && w.eol == "\r" {
						w.eol = "\n"
					}
					for range fileSize(i % 3) {
						if w.html {
							w.block()
						} else {
							w.markdown()
						}
					}
					checkPage(t, w, o, i%5 == 4)
				}
			})
		}
	}
}

func checkPage(t *testing.T, w *pageWriter, o Options, halves bool) {
	t.Helper()
	s := w.file.String()
	file := w.v.write(t, s)
	var r io.Reader = bytes.NewReader(file)
	if halves {
		r = iotest.HalfReader(r)
	}
	all, err := read(r, o)
	if err != nil {
		t.Fatal(err)
	}
	g := w.v.grid(t, s)
	var got []string
	for _, c := range all {
		for _, turn := range c.Turns {
			got = append(got, checkPlaced(t, w, turn.Text, file, g))
		}
	}
	if !slices.Equal(got, w.want) {
		i := 0
		for i < len(got) && i < len(w.want) && got[i] == w.want[i] {
			i++
		}
		t.Fatalf("text %d of %d is\n%q, want\n%q\nin %q", i, len(got), got[i:min(i+2, len(got))], w.want[i:min(i+2, len(w.want))], s)
	}
}

// checkPlaced holds spans of a text against the file, and returns the text
// without what has no place in it: the blanks of soft breaks.
func checkPlaced(t *testing.T, w *pageWriter, x Text, file []byte, g grid) string {
	t.Helper()
	s := x.String()
	var own strings.Builder // s without what is not in the file
	var cuts []int
	for i, r := range s {
		if len(x.Segments(i, i+utf8.RuneLen(r))) == 0 {
			if r != ' ' {
				t.Fatalf("%q of %q stands nowhere", r, s)
			}
			continue
		}
		cuts = append(cuts, i)
		own.WriteRune(r)
	}
	for range 6 {
		i, j := w.rng.IntN(len(cuts)), w.rng.IntN(len(cuts))
		from, to := cuts[min(i, j)], cuts[max(i, j)]
		_, n := utf8.DecodeRuneInString(s[to:])
		to += n
		var joined []byte
		last := -1
		segments := x.Segments(from, to)
		for _, seg := range segments {
			if seg.Start <= last || seg.End <= seg.Start || seg.End > len(file) {
				t.Fatalf("segments %v of %q in a file of %d bytes", segments, s[from:to], len(file))
			}
			last = seg.End
			joined = append(joined, file[seg.Start:seg.End]...)
		}
		want := own.String()[ownLen(x, s[:from]):][:ownLen(x, s[:to])-ownLen(x, s[:from])]
		if got := w.written(w.v.decode(t, joined)); got != want {
			t.Fatalf("segments %v hold %q, want %q", segments, got, want)
		}
		p, q := x.Position(from), x.EndPosition(to)
		if p != g[p.Offset] || q != g[q.Offset] {
			t.Fatalf("place of %q: %v to %v, want %v to %v", s[from:to], p, q, g[p.Offset], g[q.Offset])
		}
		if p.Offset != segments[0].Start || q.Offset != last {
			t.Fatalf("%q: %v to %v, but segments are %v", s[from:to], p, q, segments)
		}
	}
	return own.String()
}

// ownLen is the length of the part of head, the beginning of a text, that is in
// the file.
func ownLen(x Text, head string) int {
	n := 0
	for i, r := range head {
		if len(x.Segments(i, i+utf8.RuneLen(r))) > 0 {
			n += utf8.RuneLen(r)
		}
	}
	return n
}
