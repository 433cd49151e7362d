package source

import (
	"fmt"
	"strings"
	"testing"
)

// outline writes what was read, for comparison.
func outline(all []*Conversation) string {
	var b strings.Builder
	for _, c := range all {
		fmt.Fprintf(&b, "#%d", c.Index)
		if c.ID != "" {
			fmt.Fprintf(&b, " id=%s", c.ID)
		}
		if c.Dialog {
			b.WriteString(" dialog")
		}
		for _, t := range c.Turns {
			fmt.Fprintf(&b, " [%v", t.Speaker)
			if t.Name != "" {
				fmt.Fprintf(&b, " name=%s", t.Name)
			}
			if t.Time != "" {
				fmt.Fprintf(&b, " time=%s", t.Time)
			}
			fmt.Fprintf(&b, " %q]", t.Text.String())
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestJSONL(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"nothing", "", ""},
		{"blank lines", "\n \t\r\n\n", ""},
		{"byte order mark alone", "\xEF\xBB\xBF", ""},
		{"lone texts", "{\"id\":\"a\",\"text\":\"您好\"}\n\n{\"id\":2,\"text\":\"\"}\r\n{\"text\":\"嗯\"}",
			"#1 id=a [agent \"您好\"]\n#2 id=2 [agent \"\"]\n#3 [agent \"嗯\"]\n"},
		{"numbers stay as written", `{"id":-1.50e3,"text":"a"}`, "#1 id=-1.50e3 [agent \"a\"]\n"},
		{"turns", `{"turns":[{"role":"customer","text":"?"},{"role":"agent","name":"小林","time":"10:02","text":"在的"},{"text":"好"}],"id":"c1"}`,
			"#1 id=c1 dialog [customer \"?\"] [agent name=小林 time=10:02 \"在的\"] [unknown \"好\"]\n"},
		{"messages", `{"messages":[{"role":"user","content":"?"},{"role":"assistant","content":[{"type":"text","text":"在的"},{"type":"image_url","image_url":{}},{"type":"text","text":"您说"}]},{"role":"assistant","content":null,"tool_calls":[]}]}`,
			"#1 dialog [customer \"?\"] [agent \"在的\"] [agent \"您说\"]\n"},
		{"no turns", `{"id":1,"turns":[]}`, "#1 id=1 dialog\n"},
		{"roles", `{"turns":[{"role":"客服","text":""},{"role":"坐席","text":""},{"role":"人工","text":""},{"role":"Assistant","text":""},{"role":"客户","text":""},{"role":"顾客","text":""},{"role":"用户","text":""},{"role":"USER","text":""},{"role":"顧客","text":""},{"role":"system","text":""},{"role":"机器人","text":""},{"role":" 系统 ","text":""},{"role":"bot?","text":""}]}`,
			"#1 dialog [agent \"\"] [agent \"\"] [agent \"\"] [agent \"\"] [customer \"\"] [customer \"\"] [customer \"\"] [customer \"\"] [customer \"\"] [system \"\"] [system \"\"] [system \"\"] [unknown \"\"]\n"},
		{"other keys", `{"meta":{"text":[1,{"text":true}]},"id":null,"text":"a","labels":[]}`, "#1 [agent \"a\"]\n"},
		{"null for none", `{"turns":[{"role":null,"name":null,"time":null,"text":"a"}]}`, "#1 dialog [unknown \"a\"]\n"},
		{"time as a number", `{"turns":[{"time":1712000000,"text":"a"}]}`, "#1 dialog [unknown time=1712000000 \"a\"]\n"},
		{"escaped keys", `{"te\u0078t":"a"}`, "#1 [agent \"a\"]\n"},
		{"escapes", `{"text":"\"\\\/\b\f\n\r\t\u4f46\u662F\ud83d\ude00\u0000"}`, "#1 [agent \"\\\"\\\\/\\b\\f\\n\\r\\t但是😀\\x00\"]\n"},
		{"line ends by \\r alone", "{\"text\":\"a\"}\r{\"text\":\"b\"}\r", "#1 [agent \"a\"]\n#2 [agent \"b\"]\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			all, err := read(strings.NewReader(c.in), Options{Path: "a.jsonl"})
			if err != nil {
				t.Fatal(err)
			}
			if got := outline(all); got != c.want {
				t.Errorf("read\n%swant\n%s", got, c.want)
			}
		})
	}
}

func TestJSONLErrors(t *testing.T) {
	deep := strings.Repeat("[", 20000)
	for _, c := range []struct{ name, in, want string }{
		{"text is a number", `{"id":1,"text":3}`, `1:16: "text" must be a string, not a number`},
		{"text is null", `{"text": null}`, `1:10: "text" must be a string, not null`},
		{"text is an array", `{"text":["a"]}`, `1:9: "text" must be a string, not an array`},
		{"no text", "{\"text\":\"a\"}\n {\"id\":1}", `2:2: a record needs "turns" or "text", or another key that is known to be text`},
		{"both", `{"text":"a","turns":[]}`, `1:1: a record has "turns" or "text", not both`},
		{"no text in a turn", `{"turns":[{"text":"a"}, {"role":"x"}]}`, `1:25: a turn needs "text"`},
		{"a turn is null", `{"turns":[{"text":"a"},  null]}`, `1:26: a turn must be an object, not null`},
		{"turns is an object", `{"turns":{}}`, `1:10: "turns" must be an array, not an object`},
		{"id is an object", `{"id": {}, "text":"a"}`, `1:8: "id" must be a string or a number, not an object`},
		{"role is a number", `{"turns":[{"role":1}]}`, `1:19: "role" must be a string, not a number`},
		{"name is a boolean", `{"turns":[{"name":true}]}`, `1:19: "name" must be a string, not a boolean`},
		{"key twice", `{"text":"您","text":"b"}`, `1:13: key "text" stands twice in one object`},
		{"key twice, one escaped", `{"text":"a","\u0074ext":"b"}`, `1:13: key "text" stands twice in one object`},
		{"key twice, skipped", `{"text":"a","x":{"y":1,"y":2}}`, `1:24: key "y" stands twice in one object`},
		{"an array", `  [1]`, `1:3: a record must be an object, not an array`},
		{"a string", `"a"`, `1:1: a record must be an object, not a string`},
		{"two on a line", `{"text":"a"} {"text":"b"}`, `1:14: a second value on the line of a record`},
		{"over two lines", "{\"text\":\n\"a\"}", `1:9: the line ends inside a record (each record stands on one line)`},
		{"line end in a string", "{\"text\":\"a\nb\"}", `1:11: the line ends inside a record (each record stands on one line)`},
		{"cut", `{"text":"a"`, `1:12: the line ends inside a record (each record stands on one line)`},
		{"no JSON", "{\"text\":\"a\"}\n\n您好\n", "3:1: not valid JSON: invalid character '您' at start of value"},
		{"comma", `{"turns":[{"text":"好"},]}`, `1:23: not valid JSON: invalid character ',' at start of value`},
		{"no value", `{"text":}`, `1:9: not valid JSON: missing value after object name`},
		{"key is no string", `{1:2}`, `1:2: not valid JSON: object member name must be a string`},
		{"bad escape", `{"text":"好\q"}`, "1:11: not valid JSON: invalid escape sequence `\\q` in string"},
		{"half a pair", `{"text":"\ud800."}`, "1:10: not valid JSON: invalid surrogate pair `\\ud800.\"}` in string"},
		{"control character", "{\"text\":\"a\tb\"}", `1:11: not valid JSON: invalid character '\t' in string (expecting non-control character)`},
		{"closing alone", `]`, `1:1: not valid JSON: invalid character ']' at start of value`},
		{"NaN", `{"text":"a","x":NaN}`, `1:17: not valid JSON: invalid character 'N' at start of value`},
		{"too deep", `{"x":` + deep, `1:10005: not valid JSON: exceeded max depth`},
		{"not UTF-8", "{\"text\":\"a\"}\n{\"text\":\"您好，可以\xFF\"}", `2:15: not valid UTF-8: 0xFF at byte offset 37`},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := read(strings.NewReader(c.in+"\n"), Options{Path: "a.jsonl"})
			if err == nil || err.Error() != "a.jsonl:"+c.want {
				t.Errorf("%v\nwant a.jsonl:%s", err, c.want)
			}
		})
	}
}

// TestJSONLErrorPlaces: what stands before the damage is read, and the place is
// right in any charset and far into the file.
func TestJSONLErrorPlaces(t *testing.T) {
	for _, v := range variants() {
		var b strings.Builder
		for range 4000 {
			b.WriteString("{\"text\":\"您好，可以退款的\"}\r\n")
		}
		b.WriteString("{\"text\":\"您好\",退}\r\n{\"text\":\"a\"}\r\n")
		all, err := read(strings.NewReader(string(v.write(t, b.String()))), Options{Format: FormatJSONL, Encoding: v.option})
		if len(all) != 4000 || err == nil || !strings.HasPrefix(err.Error(), "4001:14: ") {
			t.Errorf("%s: %d records, then %v", v.name, len(all), err)
		}
	}
}
