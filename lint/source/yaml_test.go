package source

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
)

func TestYAMLErrors(t *testing.T) {
	bomb := "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n"
	for i := range 9 {
		bomb += fmt.Sprintf("a%d: &a%d [%s]\n", i+1, i+1, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d,", i), 10), ","))
	}
	for in, want := range map[string]string{
		"text: a\n\tb: c\n":                     "a.yaml:2:1: not valid YAML: found a tab character that violates indentation",
		"text: 您好: 好\n":                         "a.yaml:1:9: not valid YAML: mapping values are not allowed in this context",
		"好: 'a\n":                               "a.yaml:2:1: not valid YAML: found unexpected end of stream",
		"text: *nosuch\n":                       "a.yaml:1:7: not valid YAML: unknown anchor 'nosuch' referenced",
		"text: &a [*a]\n":                       `a.yaml:1:11: alias "a" stands inside of what it stands for`,
		"text: &a {<<: *a}\n":                   `a.yaml:1:15: alias "a" stands inside of what it stands for`,
		"text: 好\n---\n- [\n":                   "a.yaml:4:1: not valid YAML: did not find expected node content",
		"text: \"\\q\"\n":                       "a.yaml:1:8: not valid YAML: found unknown escape character",
		"text: 好\x01\n":                         "a.yaml:1:8: not valid YAML: control characters are not allowed (value: 1)",
		"a: " + strings.Repeat("[", 300) + "\n": "a.yaml:2:1: not valid YAML: did not find expected node content",
		"a: " + strings.Repeat("[", 300) + strings.Repeat("]", 300): "a.yaml:1:260: more than 256 objects and lists inside of each other",
		strings.Repeat("[", 20000):                                  "a.yaml:1:10001: not valid YAML: exceeded max depth of 10000",
		bomb:                                                        "a.yaml:1:14: aliases stand for more than 100000 values",
	} {
		start := time.Now()
		_, err := read(strings.NewReader(in), Options{Path: "a.yaml", Encoding: "utf-8"})
		if err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%.60q: error %v\nwant %s", in, err, want)
		}
		if d := time.Since(start); d > 20*time.Second {
			t.Errorf("%.60q took %v", in, d)
		}
	}
}

// TestYAMLAliases reads what is written once, and stands in several places, once
// and where it is written, whichever of the places is selected.
func TestYAMLAliases(t *testing.T) {
	const in = "common:\n  - &hi 您好\n  - &q {ask: 能退吗, reply: 可以}\nitems:\n- {reply: *hi}\n- {reply: *hi, ask: *hi}\n- <<: *q\n- <<: [{reply: 好的}, *q]\n- *q\n"
	for want, sel := range map[string]Selection{
		`#1 [agent "您好"]|#2 [agent "可以"]|#3 [agent "好的"]`:                                   {Text: selectors(t, "$.items[*].reply")},
		`#1 [agent "可以"]|#2 [agent "您好"]|#3 [agent "好的"]`:                                   {Text: selectors(t, "reply")},
		`#1 [agent "您好"]|#2 [customer "能退吗"] [agent "可以"]|#3 [customer "能退吗"] [agent "好的"]`: {Text: selectors(t, "$.items[*].reply"), Question: selectors(t, "ask")},
	} {
		all, err := read(strings.NewReader(in), Options{Path: "a.yaml", Select: sel})
		if got := inOneLine(all); err != nil || got != want {
			t.Errorf("%v\ngot  %s\nwant %s", err, got, want)
			continue
		}
		for _, c := range all {
			text := c.Turns[len(c.Turns)-1].Text
			s := text.Segments(0, len(text.String()))
			if len(s) != 1 || in[s[0].Start:s[0].End] != text.String() {
				t.Errorf("%q stands at %v", text, s)
			}
		}
	}
}

// TestYAMLWrite writes into scalars of every style.
func TestYAMLWrite(t *testing.T) {
	styles := map[string]string{
		"plain": "text: 甲乙丙\n", "flow": "text: [甲乙丙]\n", "single": "text: '甲乙丙'\n", "double": "text: \"甲乙丙\"\n",
		"literal": "text: |\n   甲乙丙\n", "folded": "text: >-\r\n    甲乙丙\r\n",
	}
	for _, c := range []struct {
		style, put, want string // want is what is written; empty: it is refused
	}{
		{"plain", "您好，请讲", "您好，请讲"}, {"plain", "a: b", ""}, {"plain", "a #b", ""}, {"plain", "- a", ""}, {"plain", "好\n好", ""}, {"plain", "[好]", ""},
		{"plain", "好,好", "好,好"}, {"plain", "true", ""}, {"plain", "1030", ""}, {"plain", "好 ", ""}, {"plain", "", ""}, {"plain", "\x01", ""}, {"plain", "10:30前", "10:30前"},
		{"flow", "好,好", ""}, {"flow", "好]", ""}, {"flow", "您好，", "您好，"},
		{"single", "it's", "it''s"}, {"single", "a: b # c", "a: b # c"}, {"single", "好\n好", ""},
		{"double", "\"好\"\\\n\t\x01\u2028", `\"好\"\\\n\t\x01\u2028`},
		{"literal", "好\n\n好 # 1", "好\n\n   好 # 1"}, {"literal", " 好", ""}, {"literal", "好\n", ""}, {"literal", "\x01", ""},
		{"folded", "好\n好", "好\r\n\r\n    好"}, {"folded", "好\n\n好", "好\r\n\r\n\r\n    好"}, {"folded", "好\n 好", ""},
	} {
		in := styles[c.style]
		all, err := read(strings.NewReader(in), Options{Path: "a.yaml", Select: everything(t)})
		must(t, err)
		b, err := all[0].Turns[0].Text.Encode(c.put)
		if c.want == "" && c.put != "" {
			if err == nil {
				t.Errorf("%s: %q was written as %q", c.style, c.put, b)
			}
			continue
		}
		if err != nil || string(b) != c.want {
			t.Errorf("%s: %q was written as %q, %v; want %q", c.style, c.put, b, err, c.want)
		}
	}
	all, err := read(strings.NewReader("text: \"\xB8\xC4\xB5\xD8\xD6\xB7\"\n"), Options{Path: "a.yaml", Encoding: "gbk"})
	must(t, err)
	if b, err := all[0].Turns[0].Text.Encode("好😀"); err != nil || string(b) != "\xBA\xC3\\U0001f600" {
		t.Errorf("in GBK: %q, %v", b, err)
	}
}

// TestYAMLSoftBreaks reads folded lines: nothing stands between Han characters,
// and what was found across a line end has two segments.
func TestYAMLSoftBreaks(t *testing.T) {
	const in = "text: >\n  我不\n  能退 A\n  B 款\n\n  好\n"
	all, err := read(strings.NewReader(in), Options{Path: "a.yaml"})
	must(t, err)
	x := all[0].Turns[0].Text
	if x.String() != "我不能退 A B 款\n好\n" {
		t.Fatalf("%q", x)
	}
	s := x.Segments(0, len("我不能"))
	if len(s) != 2 || in[s[0].Start:s[0].End]+in[s[1].Start:s[1].End] != "我不能" {
		t.Errorf("segments %v", s)
	}
	if errors.Is(err, errNoPlace) {
		t.Error(err)
	}
}
