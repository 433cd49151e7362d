package source

import (
	"bytes"
	"errors"
	"testing"
)

// everything selects all strings of a data file.
func everything(tb testing.TB) Selection {
	tb.Helper()
	return Selection{Text: selectors(tb, "$..*", "$")}
}

func FuzzYAML(f *testing.F) {
	for _, s := range []string{
		"a: 您好\nb: [x, 'it''s', \"\\u60a8\\\n  好\"]\n",
		"a: |2-\n   x\n  y\n\nb: >+\n  您好\n  我们\n\n   more\n  end\n\n",
		"x: &a {t: 1, u: two}\ny: {<<: *a, u: three}\nz: [*a, *a]\n",
		"plain: one\n  two\n\n  three # no\n? key\n: !!str value\n",
		"--- !t &a\n# c\n|\n text\n...\n---\n\"a\n\n  b\"\n",
		"'问题': >-\r\n  一\r\n  二\r\n",
		"a: &a [*a]\n",
		"- \"\\x41\\U0001F600\\L\\_\\N\\/\\\t\\e\"\n- 'x\n\n\n  y'\n-   z\u2028  w\u0085q\n",
		"- |\n\n \n  a\n\n- >\n\n    b\n\n\n   c",
		"a:\n\t- b\n",
		"&-:,",
	} {
		f.Add([]byte(s))
	}
	sel := everything(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		o := Options{Path: "a.yaml", Select: sel, Encoding: "utf-8"}
		for _, err := range NewDocument(bytes.NewReader(data), o).Conversations() {
			if errors.Is(err, errNoPlace) {
				t.Fatalf("%q: %v", data, err)
			}
		}
		checkFuzzed(t, data, o)
	})
}

func FuzzJSON(f *testing.F) {
	for _, s := range []string{
		`{"a":"您\u597d\ud83d\ude00\n","b":[1,null,{"text":"x"}],"":{"c":"\/"}}`,
		`[{"role":"user","content":"在吗"},{"role":"assistant","content":[{"type":"text","text":"好"}]}]`,
		`{"macros":[{"actions":[{"field":"comment_value","value":["x","您好"]}]}]}`,
		`{"responses":{"utter_a":[{"text":"您好"}]}}`,
		`{"问题一":"答"}`, `"lone"`, `{"a":1}{}`, `[[[[`, "\xEF\xBB\xBF{}", `{"a":"b","a":"c"}`,
	} {
		f.Add([]byte(s), byte(0))
	}
	sel := []Selection{
		{}, everything(f), {Text: selectors(f, "text"), Speaker: selectors(f, "role"), Conversation: selectors(f, "$[*]", "id"), ID: selectors(f, "id")},
	}
	f.Fuzz(func(t *testing.T, data []byte, n byte) {
		o := Options{Path: "a.json", Select: sel[int(n)%len(sel)]}
		checkFuzzed(t, data, o)
		o.Path = "a.jsonl"
		checkFuzzed(t, data, o)
		o.Path = "a.yaml" // which JSON is, too
		checkFuzzed(t, data, o)
	})
}

func FuzzCSV(f *testing.F) {
	for _, s := range []string{
		"问题,话术\r\n能退吗,\"可以,\"\"的\"\"\n\"\r\n\r\n,x\n", "话术\na\"b\n", "\"话术\"\n\"没有关上\n", "标题\n\n回复\n\"\"\"\"\n",
		"会话,角色,内容\n1,客户,在吗\n,客服,在\n", "a,b\rc,d", "text\n\"a\"\"", "role,text,s\n客服, ,1\n客户,a,2\n", "\xEF\xBB\xBFreply\n\xFF",
	} {
		f.Add([]byte(s), byte(0))
	}
	sel := []Selection{{}, {Text: selectors(f, "1", "2")}, {Text: selectors(f, "2"), Speaker: selectors(f, "1"), Conversation: selectors(f, "3")}}
	f.Fuzz(func(t *testing.T, data []byte, n byte) {
		o := Options{Path: "a.csv", Select: sel[int(n)%len(sel)]}
		if n >= 128 {
			o.Path = "a.tsv"
		}
		checkFuzzed(t, data, o)
	})
}

func FuzzCues(f *testing.F) {
	for _, s := range []string{
		"WEBVTT\n\n1\n00:01.000 --> 00:02.000\n<v 客服 小李>您好&amp;<b>x\n\n00:03.000 --> 00:04.000\n<v\n",
		"1\r\n00:00:01,000 --> 00:00:02,000\r\n客服：您好\r\n请讲\r\n\r\n2\r\n00:00:02,000 --> 00:00:03,000\r\n\r\n",
		"-->\n00:01.0-->00:02.0\n&lt;<\n", "00:01.000 --> 00:02.000\n<v 客户>\n<v 客服>\n",
	} {
		f.Add([]byte(s), true)
		f.Add([]byte(s), false)
	}
	f.Fuzz(func(t *testing.T, data []byte, vtt bool) {
		o := Options{Format: FormatSRT}
		if vtt {
			o.Format = FormatVTT
		}
		checkFuzzed(t, data, o)
	})
}

// FuzzXLSX changes the parts of a workbook, and the workbook itself.
func FuzzXLSX(f *testing.F) {
	whole := book(f, "甲", [][]any{{"编号", "问题", "话术"}, {1, "能退吗", "可以\n的"}, {2.5, nil, "_x000D_好😀"}}, "乙", [][]any{{"内容"}, {"您好"}})
	parts := []string{"xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml", "xl/styles.xml", "xl/worksheets/sheet2.xml", "_rels/.rels"}
	for i, name := range parts {
		edited(f, whole, func(n string, data []byte) []byte {
			if n == name {
				f.Add(data, byte(i))
			}
			return data
		})
	}
	f.Add(whole, byte(len(parts)))
	f.Add([]byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), byte(len(parts)))
	f.Add([]byte(`<sheetData><row r="9"><c r="C9" t="inlineStr"><is><r><t>我</t></r><rPh><t>x</t></rPh><r><t>不能</t></r></is></c></row></sheetData>`), byte(4))
	f.Fuzz(func(t *testing.T, data []byte, part byte) {
		file := data
		if i := int(part) % (len(parts) + 1); i < len(parts) {
			file = edited(t, whole, func(n string, d []byte) []byte {
				if n == parts[i] {
					return data
				}
				return d
			})
		}
		for c, err := range NewDocument(bytes.NewReader(file), Options{Path: "a.xlsx"}).Conversations() {
			if err != nil {
				var e *Error
				if !errors.As(err, &e) || e.Path != "a.xlsx" {
					t.Fatalf("error %v", err)
				}
				continue
			}
			for _, turn := range c.Turns {
				l, last := turn.Location, 0
				if l == nil || !l.Detached || l.Cell == "" {
					t.Fatalf("a turn at %+v", l)
				}
				checkFuzzedText(t, turn.Text, len(turn.Text.String()), &last, false)
			}
		}
	})
}
