package source

import (
	"bytes"
	"errors"
	"testing"
	"unicode/utf8"
)

// checkFuzzed reads data and holds every place against the size of the file.
func checkFuzzed(t *testing.T, data []byte, o Options) {
	t.Helper()
	index := 0
	for c, err := range NewDocument(bytes.NewReader(data), o).Conversations() {
		if err != nil {
			var e *Error
			if !errors.As(err, &e) || c != nil || (e.Line == 0) != (e.Column == 0) {
				t.Fatalf("%+v, %v", c, err)
			}
			continue
		}
		if index++; c.Index != index {
			t.Fatalf("conversation %d is numbered %d", index, c.Index)
		}
		last := 0
		for _, turn := range c.Turns {
			checkFuzzedText(t, turn.Text, len(data), &last, c.Dialog)
		}
	}
}

func checkFuzzedText(t *testing.T, x Text, size int, last *int, dialog bool) {
	t.Helper()
	s := x.String()
	if !utf8.ValidString(s) {
		t.Fatalf("text %q", s)
	}
	if !dialog {
		*last = 0
	}
	end := 0
	for _, seg := range x.Segments(0, len(s)) {
		if seg.Start < *last || seg.Start >= seg.End || seg.End > size || end > 0 && seg.Start <= end {
			t.Fatalf("segment %v of a file of %d bytes", seg, size)
		}
		end = seg.End
	}
	if end > 0 {
		*last = end
	}
	before := Position{}
	for i := range min(len(s), 400) {
		p, q := x.Position(i), x.EndPosition(i+1)
		if p.Offset < before.Offset || p.Line < before.Line || p.Line == before.Line && p.Column < before.Column {
			t.Fatalf("%v comes after %v", p, before)
		}
		if own := len(x.Segments(i, i+1)) > 0; q.Offset < p.Offset || own && q.Offset == p.Offset || q.Offset > size || p.Line < 1 || p.Column < 1 {
			t.Fatalf("a character from %v to %v", p, q)
		}
		if line, at := x.Line(i); at > len(line) || !utf8.ValidString(line) {
			t.Fatalf("line %q, %d", line, at)
		}
		before = p
	}
	if b, err := x.Encode(s); err == nil && len(s) > 0 && len(b) == 0 {
		t.Fatalf("%q was written as nothing", s)
	}
}

func FuzzDecode(f *testing.F) {
	for i, v := range variants() {
		f.Add(v.write(f, "您好，\r\n\r\n\ta\r"), byte(i), byte(i))
	}
	f.Add([]byte("10:02 客服 张三：您好\n\n[2] 客户: 在吗\n---\n客服：好"), byte(0), byte(0))
	f.Add([]byte("Q：能退吗\n可以\n问: 多久\n答：三天"), byte(0), byte(0))
	f.Add([]byte("\x00\x00\xFE\xFF"), byte(0), byte(0))
	f.Add([]byte("a\x81\x30\x81\x30\x88\x62"), byte(6), byte(2))
	names := append(Encodings(), "")
	f.Fuzz(func(t *testing.T, data []byte, encoding, unit byte) {
		checkFuzzed(t, data, Options{
			Encoding: names[int(encoding)%len(names)],
			Unit:     Unit(unit % 3),
			Format:   Format(unit/3%2) + FormatText,
		})
	})
}

func FuzzJSONL(f *testing.F) {
	for _, s := range []string{
		`{"id":"a","text":"您\u597d\ud83d\ude00\n"}`,
		`{"id":1,"turns":[{"role":"客服","name":"x","time":2,"text":"好"},{"text":""}]}`,
		"{\"x\":[{}],\"text\":\"\\/\\\"\"}\n\n{\"text\":\"b\"}\r",
		`{"text":"a","text":"b"}`,
		`{"text":"\ud800"}`,
		"\xEF\xBB\xBF{}",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		checkFuzzed(t, data, Options{Path: "a.jsonl"})
	})
}
