package lint_test

import (
	"fmt"
	"math/rand/v2"
	"path"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"github.com/cuoci/cuoci/lint"
	"github.com/cuoci/cuoci/lint/source"
)

// directedFormat writes paragraphs into a file, with a directive for one of them.
type directedFormat struct {
	name      string
	o         source.Options
	head      string
	directive string // with %s for what it says
	paragraph string // with %s for the text and, in a table, %s for the directive
	cell      bool   // the directive stands behind the paragraph, in its row
}

func directedFormats(t *testing.T) []directedFormat {
	t.Helper()
	text, err := source.ParseSelector("text")
	if err != nil {
		t.Fatal(err)
	}
	return []directedFormat{
		{"a file", source.Options{Path: "a.txt"}, "", "# cuoci: %s\n", "%s\n\n", false},
		{"paragraphs", source.Options{Path: "a.txt", Unit: source.UnitParagraph}, "", "<!-- cuoci: %s -->\n", "%s\n\n", false},
		{"paragraphs, apart", source.Options{Path: "a.txt", Unit: source.UnitParagraph}, "", "# cuoci: %s\n\n", "%s\n\n", false},
		{"lines", source.Options{Path: "a.txt", Unit: source.UnitLine}, "", "\t# cuoci： %s \n", "%s\n", false},
		{"a transcript", source.Options{Path: "a.txt"}, "客户：在吗\n客服：在的\n", "# cuoci: %s\n", "客服：%s\n", false},
		{"Markdown", source.Options{Path: "a.md"}, "# 说明\n\n", "<!-- cuoci: %s -->\n", "%s\n\n", false},
		{"a list", source.Options{Path: "a.md"}, "# 说明\n\n", "<!-- cuoci: %s -->\n\n", "- %s\n\n## 下面\n\n", false},
		{"MDX", source.Options{Path: "a.mdx"}, "import A from 'a'\n\n", "{/* cuoci: %s */}\n\n", "%s\n\n", false},
		{"HTML", source.Options{Path: "a.html"}, "<h1>说明</h1>\n", "<!-- cuoci: %s -->\n", "<div><p>%s</div>\n", false},
		{"YAML", source.Options{Path: "a.yaml", Select: source.Selection{Text: []source.Selector{text}}}, "list:\n", "  # cuoci: %s\n", "  - text: \"%s\"\n    n: 1\n", false},
		{"CSV", source.Options{Path: "a.csv"}, "回复,cuoci\n", "", "%s,%s\n", true},
	}
}

// laid is a file, and where each of its paragraphs begins.
type laid struct {
	data   []byte
	starts []int
	delta  int // bytes of the directive
}

// lay writes a file with a directive for paragraph n (none if it is negative).
func (d *directedFormat) lay(t *testing.T, texts []string, n int, says string, crlf bool, e encoding.Encoding) (out laid) {
	t.Helper()
	write := func(s string) int {
		if crlf {
			s = strings.ReplaceAll(s, "\n", "\r\n")
		}
		b, err := e.NewEncoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		out.data = append(out.data, b...)
		return len(b)
	}
	write(d.head)
	for i, text := range texts {
		switch here := i == n; {
		case d.cell && here:
			out.starts = append(out.starts, len(out.data))
			before := len(out.data)
			write(fmt.Sprintf(d.paragraph, text, says))
			out.delta = len(out.data) - before
			before = len(out.data)
			write(fmt.Sprintf(d.paragraph, text, ""))
			out.delta -= len(out.data) - before
			out.data = out.data[:before]
		case d.cell:
			out.starts = append(out.starts, len(out.data))
			write(fmt.Sprintf(d.paragraph, text, ""))
		default:
			if here {
				out.delta = write(fmt.Sprintf(d.directive, says))
			}
			out.starts = append(out.starts, len(out.data))
			write(fmt.Sprintf(d.paragraph, text))
		}
	}
	return out
}

// at is the paragraph that holds an offset.
func (l *laid) at(offset int) int {
	n := -1
	for i, start := range l.starts {
		if start <= offset {
			n = i
		}
	}
	return n
}

// TestDirectivesCoverTheirOwn writes files in every format with and without a
// directive: the findings are the same, in the same places but for the bytes of
// the directive, and those that it names in its paragraph, and no other, are
// suppressed.
func TestDirectivesCoverTheirOwn(t *testing.T) {
	sentences := []string{"您好，我不能改价。", "可以的，但是要等。", "好的，我来看看。", "因为停电，我没办法发货，可是明天能。", "谢谢您。", "我不能，但是他能。"}
	encodings := []encoding.Encoding{encoding.Nop, simplifiedchinese.GB18030, unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)}
	names := []string{"utf-8", "gb18030", "utf-16le"}
	globs := []string{"demo/but", "demo/cannot", "demo/*", "demo", "*", "demo/but demo/cannot"}
	l := newLinter(t, lint.Config{Rules: demoRules(t)})
	r := rand.New(rand.NewPCG(7, 11))
	suppressed := 0
	for _, d := range directedFormats(t) {
		t.Run(d.name, func(t *testing.T) {
			for range 60 {
				var texts []string
				for range 2 + r.IntN(5) {
					texts = append(texts, sentences[r.IntN(len(sentences))]+sentences[r.IntN(len(sentences))])
				}
				n, glob, crlf, e := r.IntN(len(texts)), globs[r.IntN(len(globs))], r.IntN(2) == 0, r.IntN(len(encodings))
				d.o.Encoding = names[e]
				plain := d.lay(t, texts, -1, "", crlf, encodings[e])
				with := d.lay(t, texts, n, "ignore "+glob+" -- 原话", crlf, encodings[e])
				want := findingsOf(t, l, plain.data, d.o)
				var got []lint.Finding
				for _, f := range findingsOf(t, l, with.data, d.o) {
					if f.Rule != lint.UnusedSuppression {
						got = append(got, f)
					}
				}
				if len(got) != len(want) {
					t.Fatalf("%d findings, without the directive %d, in\n%s", len(got), len(want), with.data)
				}
				for i := range want {
					f, w := &got[i], &want[i]
					here := plain.at(w.Start.Offset)
					shift := 0
					if here > n || here == n && !d.cell {
						shift = with.delta
					}
					if f.Rule != w.Rule || f.Match != w.Match || f.Fingerprint != w.Fingerprint || f.Conversation != w.Conversation ||
						f.Start.Offset != w.Start.Offset+shift || f.End.Offset != w.End.Offset+shift || f.Start.Column != w.Start.Column {
						t.Fatalf("%+v, without the directive %+v, in\n%s", f, w, with.data)
					}
					mine := here == n && namedBy(glob, f.Rule)
					if mine {
						suppressed++
					}
					if mine != (f.Suppressed != nil) || mine && f.Suppressed.Reason != "原话" {
						t.Fatalf("%s at %d, paragraph %d, is suppressed: %+v; the directive %s stands before paragraph %d of\n%s", f.Rule, f.Start.Offset, here, f.Suppressed, glob, n, with.data)
					}
				}
			}
		})
	}
	if suppressed < 300 {
		t.Errorf("only %d findings were suppressed", suppressed)
	}
}

// namedBy tells whether one of the names of a directive names a rule.
func namedBy(names, rule string) bool {
	for name := range strings.FieldsSeq(names) {
		if ok, err := path.Match(name, rule); err == nil && ok || name == "*" || name == path.Dir(rule) {
			return true
		}
	}
	return false
}
