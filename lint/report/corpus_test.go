package report_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"github.com/cuoci/cuoci/lint"
	"github.com/cuoci/cuoci/lint/report"
	"github.com/cuoci/cuoci/lint/source"
	"github.com/cuoci/cuoci/rules"
)

var update = flag.Bool("update", false, "write the golden files")

// file is a file of the corpus, byte for byte.
type file struct {
	path string
	data []byte
	text string // the same, decoded by other means
}

// corpus is what all formats are tested on.
func corpus(t *testing.T) []file {
	t.Helper()
	utf8 := func(path, text string) file { return file{path, []byte(text), text} }
	gb := "这款暂时没办法退。\n可是我们可以换。\n"
	gbBytes, err := simplifiedchinese.GB18030.NewEncoder().String(gb)
	if err != nil {
		t.Fatal(err)
	}
	wide := "您好，\n我不能改地址😀但是可以重拍\n"
	wideBytes, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(wide)
	if err != nil {
		t.Fatal(err)
	}
	return []file{
		utf8("plain.txt", "您好，我不能为您退款，但是可以换货。\n祝您愉快！\n"),
		utf8("bom.txt", "\ufeff我不能退\n"),
		utf8("bom-edit.txt", "\ufeff可以的😀，但是要等\n"),
		utf8("emoji.txt", "亲😀👍🏽，👨‍👩‍👧我不能帮您退，🎉但是🎉可以换\n"),
		utf8("crlf.txt", "您好。\r\n我没办法修改，\r\n可是您可以重拍。\r\n"),
		utf8("tabs.txt", "\t1.\t您好，\t我不能退，\t但是可以换\n"),
		utf8("traditional.txt", "您好，我不能為您退款，但是可以換貨。\n"),
		utf8("blanks.txt", "我 不 能 给您退，ｂｕｔ但　是可以换\n"),
		utf8("long.txt", longLine()),
		utf8("control.txt", "红\x1b[31m色\u202e我不能\x07退\n"),
		utf8("clean.txt", "您好，我来为您查询。\n"),
		utf8("chat.jsonl", `{"id":"c-1","turns":[{"role":"customer","text":"可以退吗"},{"role":"agent","name":"小林","time":"10:02","text":"我\u4e0d\u80fd给您退\uD83D\uDE00，\n但\u662f可以换"}]}`+"\n"+
			`{"id":"c-2","text":"因为已经出库，我不能取消"}`+"\n"),
		utf8("astral.txt", "\ufeff𠮷先生😀，我不能退。\r\n𠮷😀但是\t𠮷可以换，可是👍🏽要等\r\n"),
		utf8("a b/100%,x:y|`1`.txt", "<b>您好</b> & \"亲\"，|我不能退|，`但是` @service #12 可以换 *再见* https://example.com/\n"),
		utf8("table.csv", "编号,回复\r\n1,\"您好😀，\"\"我不能\"\"退\"\r\n2,可以，但是𠮷不行，可是要等\r\n"),
		{"gb18030.txt", []byte(gbBytes), gb},
		{"utf16.txt", []byte(wideBytes), wide},
		utf8("broken.jsonl", "{\"id\":\"1\",\"text\":\"我不能退，因为已出库\"}\n{\"id\":\"2\",\n"),
		{"binary.bin", []byte("\x00\x01\x02我不能"), ""},
	}
}

// longLine is one line on which findings are too far apart for one window.
func longLine() string {
	var b bytes.Buffer
	b.WriteString("我不能退，但是可以换")
	for range 30 {
		b.WriteString("，您的包裹已经到了本市分拨点")
	}
	b.WriteString("，可是今天没办法送")
	for range 30 {
		b.WriteString("，我来为您跟进😀")
	}
	return b.String() + "\n"
}

// results checks the corpus with the small pack, under its configuration c.
func results(t *testing.T, files []file, c lint.Config) []lint.Result {
	t.Helper()
	set, err := rules.Load([]string{"../../testdata/packs/demo.yaml"})
	if err != nil {
		t.Fatal(err)
	}
	c.Rules, c.Edits = set, true
	l, err := lint.New(c)
	if err != nil {
		t.Fatal(err)
	}
	var out []lint.Result
	for _, f := range files {
		d := source.NewDocument(bytes.NewReader(f.data), source.Options{Path: f.path})
		l.Document(d, f.path, func(r lint.Result) bool {
			out = append(out, r)
			return true
		})
	}
	return append(out, handmade()...)
}

// handmade are results of which the corpus has none: without a place in the file,
// suppressed, of a table, passed over.
func handmade() []lint.Result {
	cell := lint.Finding{
		Path: "book.xlsx", Conversation: "1", Turn: 1, Speaker: source.Agent, Rule: "demo/but", Level: lint.Warning, Title: "但是",
		Start: source.Position{Offset: 12, Line: 2, Column: 1}, End: source.Position{Offset: 18, Line: 2, Column: 3},
		Location: &source.Location{Sheet: "回复", Cell: "C12", Row: 12, ColumnName: "答案", Detached: true},
		Message:  "“但是”把前面的好话都取消了。句子到这里结束。", Match: "但是", Sentence: "但是要等。",
		Line: "但是要等。", LastLine: "但是要等。", Fingerprint: "0123456789abcdef",
		Evidence: lint.Evidence{Trigger: &lint.Trigger{Start: source.Position{Offset: 0, Line: 1, Column: 1}, Turn: 1, Match: "可以"}},
	}
	part := cell
	part.Path, part.Location, part.Evidence.Trigger = "letter.eml", &source.Location{Part: "1.2", Detached: true}, nil
	row := lint.Finding{
		Path: "replies.csv", Conversation: "7", Turn: 1, Speaker: source.Agent, Rule: "demo/but", Level: lint.Warning, Title: "但是",
		Start: source.Position{Offset: 30, Line: 3, Column: 6}, End: source.Position{Offset: 36, Line: 3, Column: 8},
		Segments: []source.Span{{Start: 30, End: 36}},
		Location: &source.Location{Row: 3, ColumnName: "回复"},
		Message:  "“但是”把前面的好话都取消了。句子到这里结束。", Match: "但是", Sentence: "但是要等",
		Line: "7,𠮷😀,但是要等", LineStart: 11, LastLine: "7,𠮷😀,但是要等", Fingerprint: "fedcba9876543210",
	}
	excused := row
	excused.Suppressed = &lint.Suppression{By: "comment", Reason: "与法务说好"}
	known := row
	known.Suppressed = &lint.Suppression{By: "baseline"}
	return []lint.Result{
		{Path: "book.xlsx", Findings: []lint.Finding{cell}, Stats: lint.Stats{Files: 1}, Last: true},
		{Path: "letter.eml", Findings: []lint.Finding{part}, Stats: lint.Stats{Files: 1}, Last: true},
		{Path: "replies.csv", Findings: []lint.Finding{excused, row, known}, Stats: lint.Stats{Files: 1}, Last: true},
		{Path: "link.txt", Skipped: "symbolic link", Last: true},
	}
}

// write writes a report of results.
func write(t *testing.T, f report.Format, rs []lint.Result, o report.Options) []byte {
	t.Helper()
	var buf bytes.Buffer
	w, err := report.New(f, &buf, o)
	if err != nil {
		t.Fatal(err)
	}
	var sum report.Summary
	var counts report.Statistics
	for _, r := range rs {
		sum.Add(r)
		counts.Add(r)
		if err := w.Result(r); err != nil {
			t.Fatal(err)
		}
	}
	if !o.Quiet {
		sum.Statistics = counts.Counts()
	}
	if err := w.Close(sum); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// golden compares what came out with a file of testdata.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs; go test ./lint/report -update writes it anew\ngot:\n%s", path, got)
	}
}

func TestGolden(t *testing.T) {
	for _, c := range []struct {
		name    string
		format  report.Format
		config  lint.Config
		options report.Options
	}{
		{"text.golden", report.Text, lint.Config{}, report.Options{}},
		{"text-en-explain.golden", report.Text, lint.Config{Lang: "en", Explain: true}, report.Options{Lang: "en", Explain: true}},
		{"text-color.golden", report.Text, lint.Config{}, report.Options{Color: true, Quiet: true}},
		{"text-narrow.golden", report.Text, lint.Config{}, report.Options{Width: 60, Quiet: true}},
		{"json.golden", report.JSON, lint.Config{}, report.Options{}},
		{"jsonl.golden", report.JSONL, lint.Config{Explain: true, Lang: "en"}, report.Options{}},
		{"concise.golden", report.Concise, lint.Config{}, report.Options{}},
		{"sarif.golden", report.SARIF, lint.Config{}, report.Options{Version: "v0.0.0", Rule: ruleDocs(t)}},
		{"sarif-en.golden", report.SARIF, lint.Config{Lang: "en"}, report.Options{Lang: "en"}},
		{"github.golden", report.GitHub, lint.Config{}, report.Options{}},
		{"gitlab.golden", report.GitLab, lint.Config{}, report.Options{}},
		{"rdjsonl.golden", report.RDJSONL, lint.Config{}, report.Options{}},
		{"checkstyle.golden", report.Checkstyle, lint.Config{}, report.Options{}},
		{"junit.golden", report.JUnit, lint.Config{}, report.Options{Tolerated: lint.Suggestion}},
		{"markdown.golden", report.Markdown, lint.Config{}, report.Options{}},
		{"markdown-en.golden", report.Markdown, lint.Config{Lang: "en"}, report.Options{Lang: "en"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			golden(t, c.name, write(t, c.format, results(t, corpus(t), c.config), c.options))
		})
	}
}

// ruleDocs are the rules of the small pack as written.
func ruleDocs(t *testing.T) func(id string) *rules.RuleDoc {
	t.Helper()
	packs, err := rules.Packs([]string{"../../testdata/packs/demo.yaml"})
	if err != nil {
		t.Fatal(err)
	}
	docs := map[string]*rules.RuleDoc{}
	for _, p := range packs {
		for i := range p.Rules {
			docs[p.Rules[i].Rule.ID] = &p.Rules[i]
		}
	}
	return func(id string) *rules.RuleDoc { return docs[id] }
}

func TestUnknownFormat(t *testing.T) {
	if _, err := report.New("xml", nil, report.Options{}); err == nil {
		t.Error("format xml was taken")
	}
}
