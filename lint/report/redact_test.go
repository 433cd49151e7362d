package report_test

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/cuoci/cuoci/lint"
	"github.com/cuoci/cuoci/lint/report"
	"github.com/cuoci/cuoci/lint/source"
)

// TestRedact writes every report of texts that are full of customers' data and
// looks for it, then makes sure that nothing else has changed.
func TestRedact(t *testing.T) {
	secrets := []string{"13800138000", "王小明", "xm@example.com", "110101", "9988776655"}
	files := []file{
		{path: "a.txt", data: []byte("王小明先生您好，我不能给13800138000退款，但是可以给xm@example.com发邮件。身份证110101199003071234。\n")},
		{path: "b.jsonl", data: []byte(`{"id":"9988776655","turns":[{"role":"customer","name":"王小明","text":"我叫王小明"},{"role":"agent","text":"姓名：王小明，13800138000，我\u4e0d\u80fd退"}]}` + "\n")},
		{path: "c.csv", data: []byte("回复,客户\n我不能退,王小明 13800138000\n")},
		{path: "d.jsonl", data: []byte(`{"id":"1","text":13800138000}` + "\n")},
		{path: "e.txt", data: []byte("# cuoci: ignore * -- 王小明先生的原话，13800138000\n可以，但是我不能退。\n# cuoci: 13800138000\n")},
	}
	plain := results(t, files, lint.Config{Explain: true})
	var masked []lint.Result
	for _, r := range plain {
		masked = append(masked, report.Redact(r))
	}
	for _, name := range report.Formats() {
		for _, explain := range []bool{false, true} {
			out := string(write(t, report.Format(name), masked, report.Options{Explain: explain}))
			for _, s := range secrets {
				if strings.Contains(out, s) {
					t.Errorf("%s shows %s:\n%s", name, s, out)
				}
			}
		}
	}
	for i, r := range plain {
		for k := range r.Findings {
			before, after := r.Findings[k], masked[i].Findings[k]
			if len(before.Line) != len(after.Line) || len(before.Match) != len(after.Match) {
				t.Errorf("another length: %+v became %+v", before, after)
			}
			for _, f := range []*lint.Finding{&before, &after} {
				f.Line, f.LastLine, f.Match, f.Sentence, f.Message, f.Conversation = "", "", "", "", "", ""
				f.Suggestions = nil // TestMaskedEdits looks at them
				f.Evidence.Words, f.Evidence.Held, f.Evidence.Trigger = nil, nil, nil
				if f.Suppressed != nil {
					f.Suppressed = &lint.Suppression{By: f.Suppressed.By}
				}
			}
			if !reflect.DeepEqual(before, after) {
				t.Errorf("more than texts changed: %+v became %+v", before, after)
			}
		}
	}
	// The results that were masked are as they were.
	if again := results(t, files, lint.Config{Explain: true}); fmt.Sprintf("%+v", flat(again)) != fmt.Sprintf("%+v", flat(plain)) {
		t.Error("the results themselves were changed")
	}
}

// flat is results as values, without what is behind pointers of findings.
func flat(rs []lint.Result) []string {
	var list []string
	for _, r := range rs {
		for _, f := range r.Findings {
			trigger := ""
			if f.Evidence.Trigger != nil {
				trigger = f.Evidence.Trigger.Match
			}
			list = append(list, f.Line, f.Match, f.Sentence, f.Message, f.Conversation, trigger, strings.Join(f.Evidence.Words, "/"))
		}
	}
	return list
}

// TestRedactParts masks what a rule by itself could not tell.
func TestRedactParts(t *testing.T) {
	// The match is a name only by what stands before it.
	line := "您好，姓名：王小明，我不能退"
	at := strings.Index(line, "王小明")
	named := lint.Finding{Line: line, LastLine: line, LineStart: at, Match: "王小明", Sentence: line, Message: "“王小明”要核对。"}
	// The sentence is written in another way in the file.
	folded := named
	folded.Line, folded.LineStart = `{"text":"\u738b"}`, 9
	// A row of a table: what stands in the other columns is not known.
	row := lint.Finding{Line: `3,赵六,"好的，我不能退","地址：人民路"`, Location: &source.Location{Row: 3}, Match: "我不能", Sentence: "好的，我不能退"}
	row.LineStart = strings.Index(row.Line, "我不能")
	row.LastLine = row.Line
	quoted := row
	quoted.Line = `3,赵六,"说""好""，我不能退"`
	quoted.LineStart, quoted.Sentence, quoted.LastLine = strings.Index(quoted.Line, "我不能"), `说"好"，我不能退`, "次行赵六"
	words := lint.Finding{Evidence: lint.Evidence{Words: []string{"138", "0013", "8", "000", "退"}, Held: []string{"marker x: 13800138000"}, Trigger: &lint.Trigger{Match: "我叫王小明"}}}

	r := report.Redact(lint.Result{
		Findings:    []lint.Finding{named, folded, row, quoted, words},
		NotAssessed: []lint.NotAssessed{{Conversation: "20240101"}},
		Err:         &source.Error{Path: "20240101.txt", Line: 12345, Column: 3, Err: errors.New(`not "13800138000"`)},
	})
	for i, want := range []struct{ got, want string }{
		{r.Findings[0].Match, "＊＊＊"},
		{r.Findings[0].Message, "“＊＊＊”要核对。"},
		{r.Findings[1].Match, "＊＊＊"},
		{r.Findings[1].Line, `{"text":"\u****"}`},
		{r.Findings[2].Line, `*,＊＊,"好的，我不能退","＊＊：＊＊＊"`},
		{r.Findings[3].Line, `*,＊＊,"＊""＊""，我不能＊"`},
		{r.Findings[3].LastLine, "＊＊＊＊"},
		{strings.Join(r.Findings[4].Evidence.Words, "/"), "***/****/*/***/退"},
		{r.Findings[4].Evidence.Held[0], "marker x: ***********"},
		{r.Findings[4].Evidence.Trigger.Match, "我叫＊＊＊"},
		{words.Evidence.Trigger.Match, "我叫王小明"}, // which others may share
		{r.NotAssessed[0].Conversation, "********"},
		{r.Err.Error(), `20240101.txt:12345:3: not "***********"`},
	} {
		if want.got != want.want {
			t.Errorf("%d: %q, want %q", i, want.got, want.want)
		}
	}
	var place *source.Error
	if !errors.As(r.Err, &place) || place.Line != 12345 {
		t.Errorf("the place of the error is gone: %#v", r.Err)
	}
	plain := errors.New("no such file")
	if got := report.Redact(lint.Result{Err: plain}).Err; !errors.Is(got, plain) || got.Error() != plain.Error() {
		t.Errorf("an error without data became %v", got)
	}
	if got := report.Redact(lint.Result{Err: fmt.Errorf("13800138000: %w", plain)}).Err; !errors.Is(got, plain) || strings.Contains(got.Error(), "138") {
		t.Errorf("an error with data became %v", got)
	}
}
