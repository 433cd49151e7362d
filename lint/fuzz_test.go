package lint_test

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"

	"github.com/cuoci/cuoci/lint"
	"github.com/cuoci/cuoci/lint/source"
	"github.com/cuoci/cuoci/lint/zh"
	"github.com/cuoci/cuoci/rules"
)

// charsets are the encodings in which places are checked, with decoders that
// the readers do not use.
var charsets = map[string]encoding.Encoding{
	"utf-8":    unicode.UTF8,
	"utf-16le": unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM),
	"gb18030":  simplifiedchinese.GB18030,
	"big5":     traditionalchinese.Big5,
}

func everyRule(tb testing.TB) *lint.Linter {
	tb.Helper()
	return newLinter(tb, lint.Config{Rules: builtinRules(tb), Level: lint.Suggestion})
}

// builtinRules are all built-in packs, compiled from their YAML.
func builtinRules(tb testing.TB) *rules.Ruleset {
	tb.Helper()
	rs, err := rules.Load(nil)
	if err != nil {
		tb.Fatal(err)
	}
	return rs
}

// checkPlaces tests the property of a finding's place: its segments lie in the
// file, and, decoded on a path of their own, joined and folded, are the match.
func checkPlaces(t *testing.T, data []byte, charset string, escaped bool, f lint.Finding) {
	t.Helper()
	if f.Start.Offset < 0 || f.End.Offset > len(data) || f.Start.Offset >= f.End.Offset {
		t.Fatalf("%s: hull %d to %d of %d bytes", f.Rule, f.Start.Offset, f.End.Offset, len(data))
	}
	var b strings.Builder
	last := f.Start.Offset
	for _, s := range f.Segments {
		if s.Start < last || s.End <= s.Start || s.End > f.End.Offset {
			t.Fatalf("%s: segments %v of hull %d to %d", f.Rule, f.Segments, f.Start.Offset, f.End.Offset)
		}
		last = s.End
		decoded, err := charsets[charset].NewDecoder().Bytes(data[s.Start:s.End])
		if err != nil {
			t.Fatal(err)
		}
		text := string(decoded)
		if escaped {
			if err := json.Unmarshal([]byte(`"`+text+`"`), &text); err != nil {
				t.Fatalf("%s: segment %q is no part of a JSON string: %v", f.Rule, decoded, err)
			}
		}
		b.WriteString(text)
	}
	if got, want := zh.Fold(b.String()), zh.Fold(f.Match); got != want || want == "" {
		t.Fatalf("%s: the segments hold %q, the match is %q", f.Rule, got, want)
	}
	lines := strings.Count(string(data[:f.Start.Offset]), "\n")
	if charset == "utf-8" && f.Start.Line != lines+1 && !strings.Contains(string(data), "\r") {
		t.Fatalf("%s: line %d, but %d line ends stand before it", f.Rule, f.Start.Line, lines)
	}
}

// FuzzCheck runs every built-in rule over any bytes, read in every way.
func FuzzCheck(f *testing.F) {
	for _, seed := range []string{
		"您好，我不能为您退款，但是可以换货。",
		"親，這邊真的沒有辦法退喔\r\n不過可以換",
		"{\"id\":\"1\",\"turns\":[{\"role\":\"customer\",\"text\":\"能退吗\"},{\"role\":\"agent\",\"text\":\"\\u4e0d\\u53ef\\u4ee5哦😀\"}]}",
		"我 不 能 退 {{name}} https://a.example/不能",
		"\xef\xbb\xbf我们会尽快处理，别着急",
		"您说“我不能登录”，我不知道呢",
		"# cuoci: disable negative -- 原话\n我不能退，但是可以换\n# cuoci: enable negative/but\n\n# cuoci: ignroe\n但是不行",
	} {
		for mode := range 6 {
			f.Add([]byte(seed), mode)
		}
	}
	l := everyRule(f)
	f.Fuzz(func(t *testing.T, data []byte, mode int) {
		o := source.Options{Path: "a.txt"}
		charset := "utf-8"
		switch mode % 6 {
		case 1:
			o.Unit = source.UnitLine
		case 2:
			o.Path = "a.jsonl"
		case 3:
			charset = "gb18030"
		case 4:
			charset = "big5"
		case 5:
			charset = "utf-16le"
		}
		if charset != "utf-8" {
			encoded, err := charsets[charset].NewEncoder().Bytes(data)
			if err != nil || !utf8.Valid(data) {
				return
			}
			data, o.Encoding = encoded, charset
		} else if !utf8.Valid(data) {
			// Another encoding is guessed: places are checked inside the file only.
			charset = ""
		}
		lintAny(t, l, data, o, charset)
	})
}

func lintAny(t *testing.T, l *lint.Linter, data []byte, o source.Options, charset string) {
	t.Helper()
	l.Document(source.NewDocument(strings.NewReader(string(data)), o), o.Path, func(r lint.Result) bool {
		for _, f := range r.Findings {
			if charset == "" {
				if f.End.Offset > len(data) || f.Start.Offset >= f.End.Offset {
					t.Fatalf("%s: hull %d to %d of %d bytes", f.Rule, f.Start.Offset, f.End.Offset, len(data))
				}
				continue
			}
			checkPlaces(t, data, charset, o.Path == "a.jsonl", f)
		}
		return true
	})
}

// TestPlaces checks the places of findings in every charset, in drafts and in
// escaped JSON.
func TestPlaces(t *testing.T) {
	l := everyRule(t)
	drafts := []string{
		"您好，\t我不能为您退款，但是可以换货。\r\n第二行：但是我们会尽快处理的。",
		"親，這邊真的沒有辦法退，但是可以換喔",
		"我 不 能退款，但是可以换。",
	}
	for name, charset := range charsets {
		for _, d := range drafts {
			data, err := charset.NewEncoder().Bytes([]byte(d))
			if err != nil {
				if name != "big5" {
					t.Fatal(err)
				}
				continue
			}
			n := 0
			l.Document(source.NewDocument(strings.NewReader(string(data)), source.Options{Path: "a.txt", Encoding: name}), "a.txt", func(r lint.Result) bool {
				if r.Err != nil {
					t.Fatal(r.Err)
				}
				for _, f := range r.Findings {
					checkPlaces(t, data, name, false, f)
					n++
				}
				return true
			})
			if n == 0 {
				t.Errorf("%s %q: nothing found", name, d)
			}
		}
	}
	escaped := `{"id":1,"text":"\u6211\u4e0d\u80fd退款，\u4f46是可以"}`
	n := 0
	l.Document(source.NewDocument(strings.NewReader(escaped), source.Options{Path: "a.jsonl"}), "a.jsonl", func(r lint.Result) bool {
		for _, f := range r.Findings {
			checkPlaces(t, []byte(escaped), "utf-8", true, f)
			n++
		}
		return true
	})
	if n == 0 {
		t.Error("nothing found in escaped text")
	}
}
