package report_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/cuoci/cuoci/lint"
	"github.com/cuoci/cuoci/lint/report"
	"github.com/cuoci/cuoci/lint/source"
)

// checked checks one text of ours.
func checked(t *testing.T, path, text string) []lint.Result {
	t.Helper()
	rs := results(t, []file{{path: path, data: []byte(text)}}, lint.Config{})
	return rs[:1] // without what is made by hand
}

// TestSuppressed makes sure that what is suppressed is told, by the formats that
// can, and left out and not counted by the others.
func TestSuppressed(t *testing.T) {
	one := lint.Finding{Path: "a.txt", Rule: "demo/but", Level: lint.Error, Message: "句子到这里结束。", Match: "旧账", Start: source.Position{Line: 1, Column: 1}, End: source.Position{Line: 1, Column: 3}}
	one.Suppressed = &lint.Suppression{By: "column", Reason: "法务"}
	rs := []lint.Result{{Path: "a.txt", Findings: []lint.Finding{one}, Last: true}}
	for _, name := range report.Formats() {
		out := string(write(t, report.Format(name), rs, report.Options{}))
		told := strings.Contains(out, "旧账")
		switch report.Format(name) {
		case report.JSON, report.JSONL:
			if !told || !strings.Contains(out, `"suppressed":{"by":"column","reason":"法务"}`) {
				t.Errorf("%s does not tell:\n%s", name, out)
			}
		case report.SARIF:
			if !told || !strings.Contains(out, `"suppressions":[{"kind":"inSource","justification":"法务"}]`) {
				t.Errorf("%s does not tell:\n%s", name, out)
			}
		default:
			if told {
				t.Errorf("%s shows it:\n%s", name, out)
			}
		}
	}
	var sum report.Summary
	sum.Add(rs[0])
	if sum.Findings() != 0 || sum.Suppressed != 1 || sum.AtOrAbove(lint.Suggestion) != 0 {
		t.Errorf("counted: %+v", sum)
	}
}

// TestGitLabFingerprints makes sure that they stay when lines move, differ between
// copies, and between files.
func TestGitLabFingerprints(t *testing.T) {
	prints := func(path, text string) []string {
		var issues []struct{ Fingerprint string }
		unmarshal(t, string(write(t, report.GitLab, checked(t, path, text), report.Options{})), &issues)
		var list []string
		for _, i := range issues {
			list = append(list, i.Fingerprint)
		}
		return list
	}
	before := prints("a.txt", "可以换，但是要等。\n可以换，但是要等。\n")
	if len(before) != 2 || before[0] == before[1] {
		t.Fatalf("fingerprints %q", before)
	}
	if moved := prints("a.txt", "您好。\n\n可以换，但是要等。\n好。\n可以换，但是要等。\n"); !slices.Equal(moved, before) {
		t.Errorf("after a move %q, before %q", moved, before)
	}
	if fewer := prints("a.txt", "可以换，但是要等。\n"); !slices.Equal(fewer, before[:1]) {
		t.Errorf("of one copy %q, want the first of %q", fewer, before)
	}
	if other := prints("b.txt", "可以换，但是要等。\n"); slices.Contains(before, other[0]) {
		t.Errorf("another file has %q, too", other)
	}
}

// TestGitHubInjection makes sure that a text cannot write a command of its own.
func TestGitHubInjection(t *testing.T) {
	f := lint.Finding{
		Path: "a\n::set-env::x,col=1.txt", Rule: "demo/but", Title: "一::二,三\n", Level: lint.Warning,
		Message: "“{match}”\r\n::error::100%\x1b[0m", Match: "x\n::error::y", Start: source.Position{Line: 1, Column: 1}, End: source.Position{Line: 2, Column: 1},
	}
	out := string(write(t, report.GitHub, []lint.Result{{Findings: []lint.Finding{f}, Last: true}}, report.Options{}))
	if strings.Count(out, "\n") != 1 || strings.ContainsAny(out, "\r\x1b") {
		t.Errorf("more than a line: %q", out)
	}
	if strings.Count(out, "col=") != 1 { // the one in the path is no property
		t.Errorf("columns over two lines: %q", out)
	}
	want := "::warning file=a%0A%3A%3Aset-env%3A%3Ax%2Ccol=1.txt,line=1,endLine=2,title=demo/but 一%3A%3A二%2C三::"
	if !strings.HasPrefix(out, want) || !strings.Contains(out, "100%25␛[0m") {
		t.Errorf("got %q, want it to begin with %q", out, want)
	}
}

// TestMarkdownLimit writes more than fits into a comment.
func TestMarkdownLimit(t *testing.T) {
	var rs []lint.Result
	for i := range 400 {
		r := lint.Result{Path: fmt.Sprintf("库/%03d.txt", i), Last: true, Stats: lint.Stats{Files: 1}}
		for k := range 25 {
			r.Findings = append(r.Findings, lint.Finding{
				Path: r.Path, Rule: fmt.Sprintf("demo/rule-%d", (i+k)%60), Level: lint.Warning, Title: "题|目",
				Message: "“但是”😀取消了前面的话。", Match: "但是", Start: source.Position{Line: k + 1, Column: 1}, End: source.Position{Line: k + 1, Column: 3},
			})
		}
		if i%10 == 0 {
			r.Err = errors.New(strings.Repeat("读不了", 100))
		}
		rs = append(rs, r)
	}
	for _, lang := range []string{"zh", "en"} {
		out := string(write(t, report.Markdown, rs, report.Options{Lang: lang}))
		n := len(utf16.Encode([]rune(out)))
		if n > 60_000 || n < 50_000 {
			t.Errorf("%s: %d characters", lang, n)
		}
		if strings.Count(out, "<details>") != strings.Count(out, "</details>") || strings.Count(out, "<details>") < 5 {
			t.Errorf("%s: %d files opened, %d closed", lang, strings.Count(out, "<details>"), strings.Count(out, "</details>"))
		}
		shown := strings.Count(out, "| “但是” |")
		last := out[strings.LastIndex(strings.TrimSpace(out), "\n")+1:]
		if !strings.Contains(last, fmt.Sprint(400*25-shown)) || !strings.Contains(last, "20") {
			t.Errorf("%s: %d rows are shown, the last line says %q", lang, shown, last)
		}
	}
	if out := string(write(t, report.Markdown, nil, report.Options{})); out != "### cuoci 措辞检查\n\n没有可检查的文件。\n" {
		t.Errorf("of nothing: %q", out)
	}
}

// TestRDJSONLLines makes sure that no line is longer than reviewdog reads: it stops
// at 64 KiB without a word.
func TestRDJSONLLines(t *testing.T) {
	long := strings.Repeat("我不能退，\\\"\x01", 20_000)
	f := lint.Finding{Path: "a.txt", Rule: "demo/but", Message: "“" + long + "”太长。", Match: long, Evidence: lint.Evidence{Trigger: &lint.Trigger{Match: long}}}
	out := write(t, report.RDJSONL, []lint.Result{{Path: "a.txt", Findings: []lint.Finding{f}, Err: errors.New(long), Last: true}}, report.Options{})
	for line := range bytes.Lines(out) {
		if len(line) > 60<<10 {
			t.Errorf("a line of %d bytes", len(line))
		}
	}
}

func TestJUnitTolerated(t *testing.T) {
	rs := checked(t, "a.txt", "我不能退，但是可以换。\n")
	for tolerated, want := range map[lint.Level]string{
		lint.Off: `tests="3" failures="3"`, lint.Suggestion: `tests="3" failures="2"`, lint.Warning: `tests="3" failures="1"`, lint.Error: `tests="3" failures="0"`,
	} {
		if out := string(write(t, report.JUnit, rs, report.Options{Tolerated: tolerated})); !strings.Contains(out, want) {
			t.Errorf("up to %s: want %s in\n%s", tolerated, want, out)
		}
	}
	if out := string(write(t, report.JUnit, checked(t, "b.txt", "您好。\n"), report.Options{})); !strings.Contains(out, `<testcase name="no findings" classname="b.txt" file="b.txt"></testcase>`) {
		t.Errorf("a file that passed:\n%s", out)
	}
}

// TestParts writes a document that comes in several results as if in one.
func TestParts(t *testing.T) {
	rs := checked(t, "a.txt", "我不能退，但是可以换。\n但是要等。\n")
	var parts []lint.Result
	for i := range rs[0].Findings {
		parts = append(parts, lint.Result{Path: "a.txt", Findings: rs[0].Findings[i : i+1]})
	}
	parts = append(parts, lint.Result{Path: "a.txt", Last: true, Stats: rs[0].Stats})
	for _, name := range report.Formats() {
		if name == string(report.Text) {
			continue // findings of one line share it only in one result
		}
		whole := write(t, report.Format(name), rs, report.Options{})
		if got := write(t, report.Format(name), parts, report.Options{}); !bytes.Equal(got, whole) {
			t.Errorf("%s: in parts\n%s\nin one\n%s", name, got, whole)
		}
	}
}

// TestStream makes sure that findings are written as they come, where the format
// allows it, and that nothing is left open.
func TestStream(t *testing.T) {
	rs := checked(t, "a.txt", "我不能退。\n")
	for _, name := range report.Formats() {
		var buf bytes.Buffer
		w, err := report.New(report.Format(name), &buf, report.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if err := w.Result(rs[0]); err != nil {
			t.Fatal(err)
		}
		if streams := name != string(report.Markdown); streams != strings.Contains(buf.String(), "demo/cannot") {
			t.Errorf("%s: after the first document %q", name, buf.String())
		}
	}
}

// TestXMLControl makes sure that no text breaks XML.
func TestXMLControl(t *testing.T) {
	bad := "a\x00\x1b\uffff]]>&<\"'\xff\u202e"
	f := lint.Finding{Path: bad, Rule: "demo/but", Title: bad, Message: bad, Match: bad, Sentence: bad, Level: lint.Error}
	for _, format := range []report.Format{report.Checkstyle, report.JUnit} {
		out := write(t, format, []lint.Result{{Path: bad, Findings: []lint.Finding{f}, Skipped: bad, Err: errors.New(bad), Last: true}}, report.Options{})
		d := xml.NewDecoder(bytes.NewReader(out))
		for {
			if _, err := d.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatalf("%s: %v in\n%s", format, err, out)
			}
		}
	}
}

func TestStatistics(t *testing.T) {
	var s report.Statistics
	if got := s.Counts(); got == nil || len(got) != 0 {
		t.Errorf("of nothing: %#v", got)
	}
	s.Add(lint.Result{Findings: []lint.Finding{{Rule: "b", Level: lint.Error}, {Rule: "a", Level: lint.Warning}, {Rule: "c", Level: lint.Suggestion}, {Rule: "c", Level: lint.Error}, {Rule: "a", Suppressed: &lint.Suppression{}}}})
	got := fmt.Sprint(s.Counts())
	if want := "[{c 2 1 0 1 } {a 1 0 1 0 } {b 1 1 0 0 }]"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
