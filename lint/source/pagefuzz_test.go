package source

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"
)

// checkFuzzedPage reads a page and holds every place against the file.
func checkFuzzedPage(t *testing.T, data []byte, o Options) {
	t.Helper()
	index := 0
	for c, err := range NewDocument(bytes.NewReader(data), o).Conversations() {
		if err != nil {
			var e *Error
			if !errors.As(err, &e) || c != nil {
				t.Fatalf("%+v, %v", c, err)
			}
			continue
		}
		if index++; c.Index != index || c.Dialog || len(c.Turns) == 0 {
			t.Fatalf("conversation %d: %+v", index, c)
		}
		for _, turn := range c.Turns {
			checkPageTurn(t, turn.Text, len(data))
		}
	}
}

func checkPageTurn(t *testing.T, x Text, size int) {
	t.Helper()
	s := x.String()
	if !utf8.ValidString(s) || strings.TrimSpace(s) == "" {
		t.Fatalf("text %q", s)
	}
	end := -1
	for _, seg := range x.Segments(0, len(s)) {
		if seg.Start <= end || seg.Start >= seg.End || seg.End > size {
			t.Fatalf("segments %v of a file of %d bytes", x.Segments(0, len(s)), size)
		}
		end = seg.End
	}
	var f Finder
	before := Position{}
	for i := range min(len(s), 300) {
		if !utf8.RuneStart(s[i]) {
			continue
		}
		_, n := utf8.DecodeRuneInString(s[i:])
		p, q := x.Position(i), x.EndPosition(i+n)
		if p.Offset < before.Offset || p.Line < before.Line || p.Line == before.Line && p.Column < before.Column {
			t.Fatalf("%v comes after %v in %q", p, before, s)
		}
		if q.Offset < p.Offset || q.Offset > size || p.Line < 1 || p.Column < 1 {
			t.Fatalf("a character from %v to %v", p, q)
		}
		if has := len(x.Segments(i, i+n)) > 0; has != (p.Offset < q.Offset) {
			t.Fatalf("%q from %v to %v: segments %v", s[i:i+n], p, q, x.Segments(i, i+n))
		}
		if line, at := x.Line(i); at > len(line) || !utf8.ValidString(line) {
			t.Fatalf("line %q, %d", line, at)
		}
		if got := f.Place(x, i, i+n); got.Start != p || got.End != q {
			t.Fatalf("%+v, want %v to %v", got, p, q)
		}
		before = p
	}
	if b, err := x.Encode(s); err == nil && len(b) == 0 {
		t.Fatalf("%q was written as nothing", s)
	}
}

// addPages adds the golden pages of a format to a corpus.
func addPages(f *testing.F, endings ...string) {
	f.Helper()
	for _, ending := range endings {
		files, err := filepath.Glob(filepath.Join(pagesDir, "*"+ending))
		if err != nil {
			f.Fatal(err)
		}
		for _, name := range files {
			data, err := os.ReadFile(name)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(data, byte(len(data)))
		}
	}
}

func FuzzMarkdown(f *testing.F) {
	addPages(f, ".md", ".mdx")
	for _, s := range []string{
		"---\ntitle: \"a\\u4e0d\"\ndescription: >\n a\n---\n# 怎么？\n\r- [ ] **Q：**a\r\n  A:\tb",
		"---\ntitle: \"\\好\\x4\\ud800\"\n---\n",
		"|a|b|\n|-|:-:|\n|`|`\\||![x](y \"z\")|\n\n$$\nx\n$$\n[^1]: y\n    z\n: q\n:::tip[x]{a}\n",
		"<A b={`${'}'}`}>\n\tx {y} <i>z</i>\n</A>\n{/* */}\nexport const a = {\n}\n",
		"> > - 1. > ```\n> <b>&amp;&#x4f60;&\\*~~a~~ __b__ **c **d\\\n  e  \nf<br><!-- -->",
		"\x011\n\xEF\xBB\xBF##　x\n<details><summary>a</summary>\n\n</details><x",
	} {
		f.Add([]byte(s), byte(len(s)))
	}
	f.Fuzz(func(t *testing.T, data []byte, how byte) {
		format := FormatMarkdown
		if how&1 > 0 {
			format = FormatMDX
		}
		checkFuzzedPage(t, data, Options{Format: format, FrontMatter: how&2 > 0, CustomerQuotes: how&4 > 0})
	})
}

func FuzzHTML(f *testing.F) {
	addPages(f, ".html")
	for _, s := range []string{
		"<p>a&nbsp;&amp<b>b</p><img alt='x&#20320;'><table><td><table><tr><th>a<td>b</table><h1>?",
		"<dl><dt>怎么？<dd>a<dt>b</dl><ul><li>a<li>b<details><summary>c</details><blockquote>d",
		"<code><pre><svg></code>a</pre></svg><title>a?</title><textarea>b</textarea><plaintext>",
		"<a b=\"c title=d ><x-y title=e/><",
	} {
		f.Add([]byte(s), byte(len(s)))
	}
	f.Fuzz(func(t *testing.T, data []byte, how byte) {
		checkFuzzedPage(t, data, Options{Format: FormatHTML, CustomerQuotes: how&1 > 0})
	})
}
