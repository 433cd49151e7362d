package lint_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/cuoci/cuoci/lint"
	"github.com/cuoci/cuoci/lint/source"
	"github.com/cuoci/cuoci/rules"
)

// demoRules are those of the small pack.
func demoRules(t testing.TB) *rules.Ruleset {
	t.Helper()
	rs, err := rules.Load([]string{filepath.Join("..", "testdata", "packs", "demo.yaml")})
	if err != nil {
		t.Fatal(err)
	}
	return rs
}

// findingsOf lints a file.
func findingsOf(t testing.TB, l *lint.Linter, data []byte, o source.Options) []lint.Finding {
	t.Helper()
	var list []lint.Finding
	l.Document(source.NewDocument(bytes.NewReader(data), o), o.Path, func(r lint.Result) bool {
		if r.Err != nil {
			t.Fatal(r.Err)
		}
		list = append(list, r.Findings...)
		return true
	})
	return list
}

// told writes a finding on a line: place, rule, match, and what suppresses it.
func told(f *lint.Finding) string {
	s := fmt.Sprintf("%d:%d %s %s %q", f.Start.Line, f.Start.Column, f.Level, f.Rule, f.Match)
	if f.Location != nil && f.Location.Cell != "" {
		s = f.Location.Sheet + "!" + f.Location.Cell + " " + s
	}
	if strings.HasPrefix(f.Rule, "cuoci/") {
		s += " " + f.Message
	}
	if f.Suppressed != nil {
		s += fmt.Sprintf(" suppressed by %s %q", f.Suppressed.By, f.Suppressed.Reason)
	}
	return s + "\n"
}

// TestSuppressed compares what is told of files with directives, in each format,
// with the .golden file beside each; and without directives what is found and
// where is the same, but for what the directives are told of.
func TestSuppressed(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("..", "testdata", "suppress", "*.*"))
	if err != nil {
		t.Fatal(err)
	}
	rs := demoRules(t)
	l, all := newLinter(t, lint.Config{Rules: rs}), newLinter(t, lint.Config{Rules: rs, NoSuppressions: true})
	n := 0
	for _, file := range files {
		if filepath.Ext(file) == ".golden" {
			continue
		}
		n++
		name := filepath.Base(file)
		t.Run(name, func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			o := source.Options{Path: name}
			if filepath.Ext(name) == ".yaml" {
				text, err := source.ParseSelector("text")
				if err != nil {
					t.Fatal(err)
				}
				o.Select.Text = []source.Selector{text}
			}
			var b strings.Builder
			var bare []lint.Finding
			for _, f := range findingsOf(t, l, data, o) {
				b.WriteString(told(&f))
				if !strings.HasPrefix(f.Rule, "cuoci/") {
					f.Suppressed = nil
					bare = append(bare, f)
				} else if f.Fingerprint == "" || f.Line == "" || len(f.Segments) == 0 {
					t.Errorf("no place of %+v", f)
				}
			}
			golden(t, file+".golden", b.String())
			want := findingsOf(t, all, data, o)
			if len(bare) != len(want) {
				t.Fatalf("%d findings, without suppressions %d", len(bare), len(want))
			}
			for i := range want {
				if fmt.Sprintf("%+v", bare[i].Start) != fmt.Sprintf("%+v", want[i].Start) || told(&bare[i]) != told(&want[i]) {
					t.Errorf("%s, without suppressions %s", told(&bare[i]), told(&want[i]))
				}
			}
		})
	}
	if n < 7 {
		t.Errorf("%d files", n)
	}
}

// TestSuppressedInWorkbook reads a column of a sheet.
func TestSuppressedInWorkbook(t *testing.T) {
	book := excelize.NewFile()
	if _, err := book.NewSheet("乙"); err != nil {
		t.Fatal(err)
	}
	for sheet, rows := range map[string][][]any{
		"Sheet1": {{"回复", "Cuoci"}, {"可以，但是要等。", "demo/but -- 原话"}, {"可以，但是要补。", ""}, {"好的。", "demo/but"}, {"", "demo/reason"}},
		"乙":      {{"cuoci", "回复"}, {"", "可以，但是要等。"}, {"ignore", "我没办法今天寄。"}},
	} {
		for i, row := range rows {
			if err := book.SetSheetRow(sheet, fmt.Sprintf("A%d", i+1), &row); err != nil {
				t.Fatal(err)
			}
		}
	}
	data, err := book.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, f := range findingsOf(t, newLinter(t, lint.Config{Rules: demoRules(t), Lang: "en"}), data.Bytes(), source.Options{Path: "a.xlsx"}) {
		b.WriteString(told(&f))
	}
	// What is unused is told when the reader has left it behind.
	want := `Sheet1!A2 1:4 warning demo/but "但是" suppressed by column "原话"
Sheet1!A3 1:4 warning demo/but "但是"
乙!B2 1:4 warning demo/but "但是"
Sheet1!B4 1:1 suggestion cuoci/unused-suppression "demo/but" Nothing that demo/but looks for is found here: this suppression can be removed.
乙!B3 1:2 error demo/cannot "没办法" suppressed by column ""
乙!B3 1:2 suggestion demo/reason "没办法" suppressed by column ""
Sheet1!B5 1:1 suggestion cuoci/unused-suppression "demo/reason" Nothing that demo/reason looks for is found here: this suppression can be removed.
`
	if got := b.String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestAllow(t *testing.T) {
	rs := demoRules(t)
	docs := func(path string) bool { return strings.HasPrefix(path, "docs/") }
	for _, tt := range []struct {
		name  string
		allow []lint.Allowed
		text  string
		want  []string
	}{
		{"inside, and elsewhere", []lint.Allowed{{Phrase: "我不能替代医生", Reason: "法规"}}, "我不能替代医生。因为忙，我不能来。", []string{"-demo/cannot 我不能 法规", "demo/cannot 我不能"}},
		{"both scripts, widths, a blank", []lint.Allowed{{Phrase: "我不能替代醫生ＡＢＣ"}}, "因為，我不能替代医 生abc。", []string{"-demo/cannot 我不能"}},
		{"not across its end", []lint.Allowed{{Phrase: "说我不"}}, "因为您说我不能来。", []string{"demo/cannot 我不能"}},
		{"the phrase is the hit", []lint.Allowed{{Phrase: "但是"}}, "好，但是要等，可是不贵。", []string{"-demo/but 但是", "demo/but 可是"}},
		{"limited to rules", []lint.Allowed{{Phrase: "我不能替代医生", Rules: []string{"demo/reason"}}}, "我不能替代医生。", []string{"demo/cannot 我不能", "-demo/reason 我不能"}},
		{"what called for it", []lint.Allowed{{Phrase: "我不能替代医生", Rules: []string{"demo"}}}, "我不能替代医生。", []string{"-demo/cannot 我不能", "-demo/reason 我不能"}},
		{"limited to paths", []lint.Allowed{{Phrase: "好，但是", Paths: docs}}, "好，但是要等。", []string{"demo/but 但是"}},
		{"overlapping copies", []lint.Allowed{{Phrase: "但是但是"}}, "好，但是但是但是贵。", []string{"-demo/but 但是", "-demo/but 但是", "-demo/but 但是"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			l := newLinter(t, lint.Config{Rules: rs, Allow: tt.allow})
			var got []string
			for _, f := range findingsOf(t, l, []byte(tt.text), source.Options{Path: "a.txt"}) {
				s := f.Rule + " " + f.Match
				if f.Suppressed != nil {
					s = strings.TrimSpace("-" + s + " " + f.Suppressed.Reason)
				}
				got = append(got, s)
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
	l := newLinter(t, lint.Config{Rules: rs, Allow: []lint.Allowed{{Phrase: "好，但是", Paths: docs}}})
	if list := findingsOf(t, l, []byte("好，但是要等。"), source.Options{Path: "docs/a.txt"}); len(list) != 1 || list[0].Suppressed == nil || list[0].Suppressed.By != "allow" {
		t.Errorf("in docs: %+v", list)
	}
	for want, c := range map[string]lint.Config{
		`allow: " " is no phrase`: {Rules: rs, Allow: []lint.Allowed{{Phrase: " "}}},
		`allow: "好": no rule is called "demo/bu" (did you mean "demo/but"?): cuoci rules list shows all`: {Rules: rs, Allow: []lint.Allowed{{Phrase: "好", Rules: []string{"demo/bu"}}}},
	} {
		if _, err := lint.New(c); err == nil || err.Error() != want {
			t.Errorf("%v, want %s", err, want)
		}
	}
}

// TestAllowedDoesNotAbsorb leaves what reaches beyond an allowed phrase.
func TestAllowedDoesNotAbsorb(t *testing.T) {
	rs := load(t, `
- id: hard
  kind: avoid
  level: error
  marker: hard
- id: refuse
  kind: avoid
  level: warning
  marker: refuse
  absorbs: [hard]
`)
	const text = "就是不能退了。"
	for phrase, want := range map[string]string{
		"":      "[t/refuse+[t/hard]]",
		"不能退了":  "[t/hard t/refuse-]",
		"就是不能退": "[t/refuse+[t/hard]-]",
		"不能退吗":  "[t/refuse+[t/hard]]",
	} {
		c := lint.Config{Rules: rs}
		if phrase != "" {
			c.Allow = []lint.Allowed{{Phrase: phrase}}
		}
		var got []string
		for _, f := range findingsOf(t, newLinter(t, c), []byte(text), source.Options{Path: "a.txt"}) {
			s := f.Rule
			if len(f.Evidence.Absorbed) > 0 {
				s += fmt.Sprint("+", f.Evidence.Absorbed)
			}
			if f.Suppressed != nil {
				s += "-"
			}
			got = append(got, s)
		}
		if fmt.Sprint(got) != want {
			t.Errorf("allow %q: %v, want %s", phrase, got, want)
		}
	}
}

// TestOwnLevels settles the levels of what is told of directives as those of rules.
func TestOwnLevels(t *testing.T) {
	rs := demoRules(t)
	const text = "# cuoci: ignore demo/but\n好的。\n# cuoci: ignor\n"
	for _, tt := range []struct {
		c    lint.Config
		want string
	}{
		{lint.Config{}, "[suggestion:cuoci/unused-suppression warning:cuoci/bad-suppression]"},
		{lint.Config{Level: lint.Warning}, "[warning:cuoci/bad-suppression]"},
		{lint.Config{Levels: map[string]lint.Level{"cuoci/*": lint.Error}}, "[error:cuoci/unused-suppression error:cuoci/bad-suppression]"},
		{lint.Config{Disable: []string{"cuoci/bad-suppression"}}, "[suggestion:cuoci/unused-suppression]"},
		{lint.Config{Enable: []string{"demo/but"}}, "[]"},
		{lint.Config{Enable: []string{"demo/but", "cuoci"}}, "[suggestion:cuoci/unused-suppression warning:cuoci/bad-suppression]"},
		{lint.Config{Enable: []string{"demo/cannot", "cuoci"}}, "[warning:cuoci/bad-suppression]"},
		{lint.Config{Levels: map[string]lint.Level{"demo/but": lint.Off}}, "[warning:cuoci/bad-suppression]"},
		{lint.Config{NoSuppressions: true}, "[]"},
	} {
		tt.c.Rules = rs
		got := []string{}
		for _, f := range findingsOf(t, newLinter(t, tt.c), []byte(text), source.Options{Path: "a.txt"}) {
			got = append(got, f.Level.String()+":"+f.Rule)
		}
		if fmt.Sprint(got) != tt.want {
			t.Errorf("%+v: %v, want %s", tt.c, got, tt.want)
		}
	}
}

// TestUnusedIsCertain tells that a directive is unused only where its rule was
// judged, in a file that was read to its end.
func TestUnusedIsCertain(t *testing.T) {
	l := newLinter(t, lint.Config{Rules: builtinRules(t), Profile: "transcript"})
	for _, tt := range []struct {
		name, text string
		unused     int
		damaged    bool
	}{
		{"a rule about dialogues, of a lone text", "# cuoci: ignore emotion/ownership\n好的，我来看看。\n", 0, false},
		{"a dialogue without a customer", "# cuoci: ignore emotion/ownership\n客服：您好。\n客服：我来看看。\n", 0, false},
		{"times that are not there", "客户：快递到哪了\n# cuoci: ignore moments/silence\n客服：您好，我来看看。\n", 0, false},
		{"a dialogue with one", "客户：快递到哪了\n# cuoci: ignore emotion/ownership\n客服：您好，我来看看。\n", 1, false},
		{"a file that is damaged behind it", "# cuoci: ignore negative/but\n好的。\n\xFF\xFF", 0, true},
		{"a file of nothing else", "# cuoci: ignore negative/but\n", 0, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			unused, damaged := 0, false
			o := source.Options{Path: "a.txt", Encoding: "utf-8"}
			if tt.damaged {
				o.Unit = source.UnitLine
			}
			l.Document(source.NewDocument(strings.NewReader(tt.text), o), o.Path, func(r lint.Result) bool {
				damaged = damaged || r.Err != nil
				for i := range r.Findings {
					if r.Findings[i].Rule == lint.UnusedSuppression {
						unused++
					}
				}
				return true
			})
			if unused != tt.unused || damaged != tt.damaged {
				t.Errorf("%d unused, damaged: %v; want %d, %v", unused, damaged, tt.unused, tt.damaged)
			}
		})
	}
}
