package fix_test

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"github.com/cuoci/cuoci/lint"
	"github.com/cuoci/cuoci/lint/fix"
	"github.com/cuoci/cuoci/lint/source"
)

// FuzzDocument fixes anything at all: what was fixed once stays as it is, nothing
// is found that was not there, and in plain text every figure is where it was.
func FuzzDocument(f *testing.F) {
	for i, s := range []string{
		"你好，可以换，但是要等3天。\n", "客服：你的\n客户：我们会\n", `[{"reply":"你\u7684帐号"}]`, `{"text":"那个那个，有货"}`, "- reply: '你''的'\n- reply: >\n    可以\n    但是\n",
		"话术,id\n\"你\"\"的\",1\n", "| a |\n|---|\n| 但是\\|你 |\n", "<p>我们&#20250;<b>你</b></p>", "WEBVTT\n\n00:01.000 --> 00:02.000\n你好\n", "\xff\xfe\x60\x4f", "一共30元，我做一个查询的动作", "妳的帳號，但是",
	} {
		f.Add([]byte(s), uint8(i))
	}
	l := small(f)
	names := []string{"a.txt", "b.txt", "a.json", "a.jsonl", "a.yaml", "a.csv", "a.md", "a.html", "a.vtt", "a.srt", "a.eml", "a.mdx", "a.tsv"}
	figure := regexp.MustCompile(`[0-9]+`)
	f.Fuzz(func(t *testing.T, data []byte, kind uint8) {
		if len(data) > 1<<12 {
			return
		}
		o := source.Options{Path: names[int(kind)%len(names)]}
		if o.Path == "b.txt" {
			o.Unit = source.UnitLine
		}
		given := bytes.Clone(data)
		out, err := fix.Document(l, data, o, fix.Options{Review: true})
		if !bytes.Equal(given, data) {
			t.Fatal("what was given was changed")
		}
		if err != nil {
			return // it cannot be read
		}
		if len(out.Left) > len(out.Before) {
			t.Fatalf("%d findings became %d\n%q\n%q", len(out.Before), len(out.Left), data, out.Data)
		}
		if len(out.Applied) == 0 && !bytes.Equal(out.Data, data) {
			t.Fatalf("changed by nothing: %q became %q", data, out.Data)
		}
		again, err := fix.Document(l, out.Data, o, fix.Options{Review: true})
		if err != nil || !bytes.Equal(again.Data, out.Data) {
			t.Fatalf("a second run: %v\n%q\n%q", err, out.Data, again.Data)
		}
		if ext := o.Path[1:]; ext == ".txt" && bytes.IndexByte(data, 0) < 0 {
			if got, want := figure.FindAllString(string(out.Data), -1), figure.FindAllString(string(data), -1); strings.Join(got, " ") != strings.Join(want, " ") {
				t.Fatalf("figures %v became %v", want, got)
			}
		}
		for i := range out.Left {
			if out.Left[i].Level < lint.Suggestion {
				t.Fatalf("%+v", out.Left[i])
			}
		}
	})
}
