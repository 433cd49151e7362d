package source

import (
	"errors"
	"strings"
	"testing"
)

// inOneLine is the outline of conversations with | between them.
func inOneLine(all []*Conversation) string {
	return strings.ReplaceAll(strings.TrimSpace(outline(all)), "\n#", "|#")
}

// TestSelection reads the same data as JSON, as YAML and as a record of JSON
// Lines.
func TestSelection(t *testing.T) {
	const items = `{"no": "x", "items": [{"no": 7, "ask": "能退吗", "reply": "可以"}, {"reply": "好的", "who": "客服"}], "reply": "您好"}`
	const chat = `{"id": "c", "rows": [{"who": "客户", "say": "在吗", "at": 1, "id": "m1"}, {"who": "客服", "say": "在", "nick": "小林"}], "more": [{"who": "客服", "say": "好"}]}`
	const flat = `[{"s": 1, "who": "客户", "say": "在吗"}, {"s": 1, "who": "客服", "say": "在"}, {"s": 2, "who": "谁", "say": "好"}]`
	sel := func(list ...string) []Selector { return selectors(t, list...) }
	for _, c := range []struct {
		name, in string
		sel      Selection
		want     string
	}{
		{"a path", items, Selection{Text: sel("$.items[*].reply")}, `#1 [agent "可以"]|#2 [agent "好的"]`},
		{"an index", items, Selection{Text: sel("$.items[1].reply")}, `#1 [agent "好的"]`},
		{"a key anywhere", items, Selection{Text: sel("reply")}, `#1 [agent "可以"]|#2 [agent "好的"]|#3 [agent "您好"]`},
		{"question and id, of the nearest object", items, Selection{Text: sel("reply"), Question: sel("ask"), ID: sel("no")},
			`#1 id=7 [customer "能退吗"] [agent "可以"]|#2 id=x [agent "好的"]|#3 id=x [agent "您好"]`},
		{"the id that is asked for first", items, Selection{Text: sel("$.items[0].reply"), ID: sel("ask", "no")}, `#1 id=能退吗 [agent "可以"]`},
		{"lists of turns", chat, Selection{Text: sel("say"), Speaker: sel("who"), Time: sel("at"), Name: sel("nick"), ID: sel("id")},
			`#1 id=c dialog [customer time=1 "在吗"] [agent name=小林 "在"]|#2 id=c dialog [agent "好"]`},
		{"one conversation, named", chat, Selection{Text: sel("say"), Speaker: sel("who"), Conversation: sel("$")},
			`#1 dialog [customer "在吗"] [agent "在"] [agent "好"]`},
		{"turns by a value", flat, Selection{Text: sel("say"), Speaker: sel("who"), Conversation: sel("s")},
			`#1 id=1 dialog [customer "在吗"] [agent "在"]|#2 id=2 dialog [unknown "好"]`},
	} {
		for _, path := range []string{"a.json", "a.yaml", "a.jsonl"} {
			all, err := read(strings.NewReader(c.in), Options{Path: path, Select: c.sel})
			if got := inOneLine(all); err != nil || got != c.want {
				t.Errorf("%s, %s: %v\ngot  %s\nwant %s", c.name, path, err, got, c.want)
			}
		}
	}
}

// TestShapes reads data of shapes that are known, and of one that is not.
func TestShapes(t *testing.T) {
	for in, want := range map[string]string{
		`{"responses": {"utter_a": [{"text": "您好"}, {"text": "请讲"}]}, "text": "x"}`:                                               `#1 [agent "您好"]|#2 [agent "请讲"]`,
		`{"messages": [{"role": "user", "content": "在吗"}, {"role": "assistant", "content": "在"}]}`:                                `#1 dialog [customer "在吗"] [agent "在"]`,
		`{"log": [{"speaker": "客服", "text": "在", "time": "10:00"}]}`:                                                              `#1 dialog [agent time=10:00 "在"]`,
		`{"log": [{"speaker": "王", "text": "在"}]}`:                                                                                `#1 [agent "在"]`,
		`{"conversations": [{"from": "human", "value": "在吗"}, {"from": "gpt", "value": "在"}]}`:                                    `#1 dialog [customer "在吗"] [agent "在"]`,
		`{"macros": [{"id": 3, "actions": [{"field": "status", "value": "solved"}, {"field": "comment_value", "value": "您好"}]}]}`: `#1 id=3 [agent "您好"]`,
		`[{"short_code": "hi", "content": "您好"}]`:                                                                                 `#1 id=hi [agent "您好"]`,
		`{"话术": "您好", "问题": "在吗", "说明": "不读"}`:                                                                                    `#1 [customer "在吗"] [agent "您好"]`,
		`{"能退款吗": "可以", "ok": "好", "n": 1}`:                                                                                       `#1 [customer "能退款吗"] [agent "可以"]|#2 [agent "好"]`,
		`{"a": "text", "b": "好"}`: "",
		`["您好", "请讲"]`:            "",
		`"您好"`:                    "",
		`7`:                       "",
		`{"macros": [{"actions": [{"field": "subject", "value": "标题"}]}]}`: "#",
	} {
		for _, path := range []string{"a.json", "a.yaml"} {
			all, err := read(strings.NewReader(in), Options{Path: path})
			if want == "" {
				if !errors.Is(err, ErrNoText) || len(all) > 0 {
					t.Errorf("%s, %s: %v, error %v", in, path, inOneLine(all), err)
				}
				continue
			}
			if got := inOneLine(all); err != nil || got != strings.Trim(want, "#") && got != want {
				t.Errorf("%s, %s: %v\ngot  %s\nwant %s", in, path, err, got, want)
			}
		}
	}
	for _, path := range []string{"a.json", "a.yaml", "a.csv", "a.jsonl", "a.vtt"} {
		if all, err := read(strings.NewReader(" \n\n"), Options{Path: path}); len(all) > 0 || err != nil {
			t.Errorf("%s: %d conversations of nothing, error %v", path, len(all), err)
		}
	}
}

func TestJSONErrors(t *testing.T) {
	for in, want := range map[string]string{
		`{"text": "您", "text": "b"}`:                             `a.json:1:15: key "text" stands twice in one object`,
		"{\"text\":\n \"a\"":                                     "a.json:2:5: the file ends inside of a value",
		"{\"text\": \"a\"}\n{}":                                  "a.json:2:1: a second value behind the first: a file of several is JSON Lines (.jsonl), each on a line of its own",
		`{"text": "您好\q"}`:                                       "a.json:1:13: not valid JSON: invalid escape sequence `\\q` in string",
		"{\"text\": \"a\", // 注\n}":                              "a.json:1:15: not valid JSON: invalid character '/' at start of value",
		`{"a": ` + strings.Repeat("[", 300):                      "a.json:1:262: more than 256 objects and lists inside of each other",
		strings.Repeat(`{"a":`, 300):                             "a.json:1:1281: more than 256 objects and lists inside of each other",
		"{\"text\": \"\xFF\"}":                                   "a.json:1:11: not valid UTF-8: 0xFF at byte offset 10",
		`{"x": [1, 2`:                                            "a.json:1:12: the file ends inside of a value",
		`{"text": "a"}` + "\x00":                                 "a.json: not a text file: NUL byte at byte offset 13",
		`[` + strings.Repeat(`"a",`, maxLeaves) + `"a"]`:         "a.json:1:8388610: more than 2097152 strings in one value: keep them in JSON Lines or CSV, which are read a record at a time",
		`[` + strings.Repeat(`{},`, maxLeaves) + `{"text":"a"}]`: "a.json:1:6291458: more than 2097152 strings in one value: keep them in JSON Lines or CSV, which are read a record at a time",
	} {
		if len(in) > 1<<20 && testing.Short() {
			continue
		}
		_, err := read(strings.NewReader(in), Options{Path: "a.json", Encoding: "utf-8"})
		if err == nil || err.Error() != want {
			t.Errorf("%.60s: error %v\nwant %s", in, err, want)
		}
	}
}

// TestSpeakers reads who says what: roles, roles with names, declared names.
func TestSpeakers(t *testing.T) {
	names := map[string]Speaker{"张三": Agent, "王女士": Customer, "小蜜": System}
	const want = `dialog [agent name=张三 "a"] [customer name=王女士 "b"] [agent name=小李 "c"] [system name=小蜜 "d"] [unknown "e"]`
	who := []string{"张三", "王女士", "客服小李", "小蜜", "谁"}
	var table, list, lines strings.Builder
	table.WriteString("角色,内容\n")
	for i, name := range who {
		text := string(rune('a' + i))
		table.WriteString(name + "," + text + "\n")
		list.WriteString(`,{"role":"` + name + `","content":"` + text + `"}`)
		lines.WriteString(`{"s":1,"who":"` + name + `","say":"` + text + `"}` + "\n")
	}
	turns := "[" + list.String()[1:] + "]"
	for path, c := range map[string]struct {
		in  string
		sel Selection
	}{
		"a.csv":   {table.String(), Selection{}},
		"a.json":  {`{"messages":` + turns + "}", Selection{}},
		"a.yaml":  {`messages: ` + turns, Selection{}},
		"a.jsonl": {`{"turns":` + turns + "}", Selection{}},
		"b.jsonl": {lines.String(), Selection{Text: selectors(t, "say"), Speaker: selectors(t, "who"), Conversation: selectors(t, "s")}},
	} {
		all, err := read(strings.NewReader(c.in), Options{Path: path, Select: c.sel, Speakers: names})
		got := inOneLine(all)
		if err != nil || !strings.HasSuffix(got, want) || len(all) != 1 {
			t.Errorf("%s: %v\ngot  %s\nwant %s", path, err, got, want)
		}
	}
}
