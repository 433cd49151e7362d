package fix_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"math/rand/v2"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"

	"github.com/cuoci/cuoci/lint/fix"
	"github.com/cuoci/cuoci/lint/source"
)

// part is a stretch of a generated file: what no edit may touch, or what an edit
// turns into something else.
type part struct {
	text    string // as the file has it, before the charset
	before  string // what it says; empty where it may not be touched
	after   string
	mutable bool
}

// sentences are texts with what becomes of them between two bars: before>after.
var sentences = []string{
	"您好，|你>您|的订单%d已经出库。",
	"这一款可以换|，但是>。|要等%d天，共￥%d.50元。",
	"|我们>我|会尽快为您核实%d号订单。",
	"请登录|帐>账|号{{name}}后查看第%d页。",
	"|那个那个，>|包裹%d今天到站。",
	"我为您|做一个>|查询|的动作>|，单号%d。",
	"联系|你>您|的邮箱 user%d@example.com 或 https://example.com/a?b=%d 就好。",
	"您好，今天10:%d发货。",
	"可以退|，但>。|運費%d元由您付。",
	"|我們>我|會為您登記%d號。",
	"|妳>您|的訂單%d已經寄出。",
}

// notation writes text inside a format.
type notation struct {
	escape func(rng *rand.Rand, s string) string
	read   func(t *testing.T, s string) string
}

func plainNotation() notation {
	return notation{func(_ *rand.Rand, s string) string { return s }, func(_ *testing.T, s string) string { return s }}
}

func jsonNotation() notation {
	return notation{
		func(rng *rand.Rand, s string) string {
			var b strings.Builder
			for _, r := range s {
				if rng.IntN(3) == 0 {
					fmt.Fprintf(&b, `\u%04x`, r)
				} else {
					b.WriteRune(r)
				}
			}
			return b.String()
		},
		func(t *testing.T, s string) string {
			t.Helper()
			var out string
			if err := json.Unmarshal([]byte(`"`+s+`"`), &out); err != nil {
				t.Fatalf("%q: %v", s, err)
			}
			return out
		},
	}
}

func htmlNotation() notation {
	return notation{
		func(rng *rand.Rand, s string) string {
			var b strings.Builder
			for _, r := range s {
				if rng.IntN(5) == 0 {
					fmt.Fprintf(&b, "&#%d;", r)
				} else {
					b.WriteString(html.EscapeString(string(r)))
				}
			}
			return b.String()
		},
		func(_ *testing.T, s string) string { return html.UnescapeString(s) },
	}
}

// format is a kind of file that the test writes.
type format struct {
	name     string
	options  source.Options
	notation notation
	head     string
	row      string // %s is a sentence; \n the line end
	tail     string
	utf8     bool // never another charset
}

func formats() []format {
	return []format{
		{name: "a.txt", notation: plainNotation(), row: "%s\n", options: source.Options{Unit: source.UnitLine}},
		{name: "b.txt", notation: plainNotation(), row: "%s\n\n", options: source.Options{Unit: source.UnitParagraph}},
		{name: "c.txt", notation: plainNotation(), row: "客服：%s\n客户：好的\n"},
		{name: "a.json", notation: jsonNotation(), head: "[", row: "{ \"reply\" : \"%s\", \"n\": [1, 2.50]},\n", tail: "{\"reply\":\"好\"}]"},
		{name: "a.jsonl", notation: jsonNotation(), row: "{\"turns\":[{\"role\":\"user\",\"text\":\"好\"},{\"role\":\"agent\",\"text\":\"%s\"}]}\n"},
		{name: "a.yaml", notation: plainNotation(), head: "# 你\n", row: "- reply: %s # 你\n  id: 01\n"},
		{name: "b.yaml", notation: plainNotation(), row: "- reply: '%s'\n"},
		{name: "c.yaml", notation: jsonNotation(), row: "- {reply: \"%s\", x: [a, 'b']}\n"},
		{name: "d.yaml", notation: plainNotation(), row: "- reply: |\n    %s\n    好的\n"},
		{name: "a.csv", notation: plainNotation(), head: "id,reply\n", row: "1,%s\n"},
		{name: "b.csv", notation: plainNotation(), head: "reply,note\n", row: "\"%s\",\"你\"\"好\"\"\"\n"},
		{name: "a.tsv", notation: plainNotation(), head: "id\treply\n", row: "2\t%s\n"},
		{name: "a.md", notation: plainNotation(), head: "---\ntitle: 你\n---\n", row: "%s`你` <!-- 你 -->\n\n"},
		{name: "b.md", notation: plainNotation(), row: "- %s\n> **好** [好](x.cn)\n\n"},
		{name: "a.mdx", notation: plainNotation(), row: "%s {/* 你 */}\n\n"},
		{name: "a.html", notation: htmlNotation(), head: "<html><body>", row: "<p title='好'>%s<br>好 <code>你</code></p>\n", tail: "</body></html>"},
		{name: "a.vtt", utf8: true, notation: plainNotation(), head: "WEBVTT\n\n", row: "00:01.000 --> 00:02.000\n<v 客服>%s\n\n"},
		{name: "a.srt", notation: plainNotation(), row: "1\n00:00:01,000 --> 00:00:02,000\n客服：%s\n\n"},
		{name: "a.eml", utf8: true, notation: plainNotation(), head: "From: a@example.com\nSubject: hello\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n", row: "%s\n\n"},
		{name: "d.txt", notation: plainNotation(), row: "%s\n"},
	}
}

// charset is how a file is encoded.
type charset struct {
	name string
	enc  encoding.Encoding // nil: UTF-8
	bom  string
	only string // simplified or traditional text; empty: both
}

func charsets() []charset {
	return []charset{
		{name: "utf-8"},
		{name: "utf-8", bom: "\xEF\xBB\xBF"},
		{name: "utf-16le", enc: unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), bom: "\xFF\xFE"},
		{name: "utf-16be", enc: unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), bom: "\xFE\xFF"},
		{name: "gb18030", enc: simplifiedchinese.GB18030},
		{name: "big5", enc: traditionalchinese.Big5, only: "traditional"},
	}
}

func (c charset) write(t *testing.T, s string) string {
	t.Helper()
	if c.enc == nil {
		return s
	}
	out, err := c.enc.NewEncoder().String(s)
	if err != nil {
		t.Fatalf("%s: %q: %v", c.name, s, err)
	}
	return out
}

func (c charset) read(t *testing.T, s string) string {
	t.Helper()
	if c.enc == nil {
		return s
	}
	out, err := c.enc.NewDecoder().String(s)
	if err != nil {
		t.Fatalf("%s: %q: %v", c.name, s, err)
	}
	return out
}

// generate writes a file, part by part.
func generate(rng *rand.Rand, f format, c charset, eol string) []part {
	fixed := func(s string) part { return part{text: strings.ReplaceAll(s, "\n", eol)} }
	list := []part{fixed(f.head)}
	before, after, _ := strings.Cut(f.row, "%s")
	n := 1000
	for range 1 + rng.IntN(8) {
		list = append(list, fixed(before))
		said := sentences[rng.IntN(len(sentences))]
		if c.only == "traditional" {
			said = sentences[8+rng.IntN(3)]
		}
		for strings.Contains(said, "%d") {
			n += 7
			said = strings.Replace(said, "%d", fmt.Sprint(n), 1)
		}
		for i, s := range strings.Split(said, "|") {
			if i%2 == 0 {
				list = append(list, part{text: f.notation.escape(rng, s)})
				continue
			}
			from, to, _ := strings.Cut(s, ">")
			list = append(list, part{text: f.notation.escape(rng, from), before: from, after: to, mutable: true})
		}
		list = append(list, fixed(after))
	}
	return append(list, fixed(f.tail))
}

// TestEveryFormat fixes generated files of every format and charset and walks
// through what came out: what no edit may touch must be there to the byte, and
// what stands between must say, read by other means, what it should.
func TestEveryFormat(t *testing.T) {
	l := small(t)
	rng := rand.New(rand.NewPCG(5, 6))
	for _, f := range formats() {
		t.Run(f.name, func(t *testing.T) {
			edits := 0
			for i := range 30 {
				c := charsets()[i%len(charsets())]
				if f.utf8 && c.enc != nil {
					c = charsets()[0]
				}
				if f.name == "a.eml" {
					c.bom = "" // a mail begins with its header
				}
				eol := []string{"\n", "\r\n"}[i/6%2]
				parts := generate(rng, f, c, eol)
				var data strings.Builder
				data.WriteString(c.bom)
				for _, p := range parts {
					data.WriteString(c.write(t, p.text))
				}
				o := f.options
				o.Path, o.Encoding = f.name, c.name
				out := document(t, l, []byte(data.String()), o, fix.Options{Review: true})
				edits += walk(t, f, c, parts, data.String(), string(out.Data))
				if len(out.Withdrawn) > 0 || out.NoPlace > 0 || len(out.Left) > 0 {
					t.Fatalf("%s: withdrawn %v, %d without a place, %d left\n%s", c.name, out.Withdrawn, out.NoPlace, len(out.Left), data.String())
				}
				again := document(t, l, out.Data, o, fix.Options{Review: true})
				if !bytes.Equal(again.Data, out.Data) || len(again.Applied) > 0 {
					t.Fatalf("%s: a second run made\n%s of\n%s", c.name, again.Data, out.Data)
				}
			}
			if edits < 50 {
				t.Errorf("only %d edits", edits)
			}
		})
	}
}

// walk goes through a fixed file part by part and returns how many were changed.
func walk(t *testing.T, f format, c charset, parts []part, before, fixed string) (edits int) {
	t.Helper()
	fail := func(i int, what string) {
		t.Fatalf("%s: part %d: %s\nbefore:\n%s\nafter:\n%s", c.name, i, what, c.read(t, before), c.read(t, fixed))
	}
	rest, ok := strings.CutPrefix(fixed, c.bom)
	if !ok {
		fail(0, "the byte order mark is gone")
	}
	for i, p := range parts {
		if !p.mutable {
			if rest, ok = strings.CutPrefix(rest, c.write(t, p.text)); !ok {
				fail(i, fmt.Sprintf("%q is gone, there is %.60q", p.text, rest))
			}
			continue
		}
		edits++
		end := strings.Index(rest, c.write(t, parts[i+1].text)) // one that is not mutable stands behind
		if end < 0 {
			fail(i, fmt.Sprintf("%q does not follow", parts[i+1].text))
		}
		if got := f.notation.read(t, c.read(t, rest[:end])); got != p.after {
			fail(i, fmt.Sprintf("%q became %q, not %q", p.before, got, p.after))
		}
		rest = rest[end:]
	}
	if rest != "" {
		fail(len(parts), "more stands at the end")
	}
	return edits
}
