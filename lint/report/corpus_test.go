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
	c.Rules = set
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
	return append(out, lint.Result{Path: "link.txt", Skipped: "symbolic link", Last: true})
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
	for _, r := range rs {
		sum.Add(r)
		if err := w.Result(r); err != nil {
			t.Fatal(err)
		}
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
	} {
		t.Run(c.name, func(t *testing.T) {
			golden(t, c.name, write(t, c.format, results(t, corpus(t), c.config), c.options))
		})
	}
}

func TestUnknownFormat(t *testing.T) {
	if _, err := report.New("xml", nil, report.Options{}); err == nil {
		t.Error("format xml was taken")
	}
}
