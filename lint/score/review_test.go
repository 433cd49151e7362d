package score_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/cuoci/cuoci/lint/score"
)

// TestReviewRoundTrip writes findings, marks them as a person would, and reads the
// marks back.
func TestReviewRoundTrip(t *testing.T) {
	j := judge(t)
	for _, lang := range []string{"zh", "en"} {
		var b bytes.Buffer
		review := score.NewReview(&b, lang)
		findings := 0
		for name, text := range written(t) {
			c := j.Conversation(name, read(t, name, text))
			findings += len(c.Findings)
			if err := review.Result(score.Result{Conversations: []*score.Conversation{c}}); err != nil {
				t.Fatal(err)
			}
		}
		if err := review.Close(); err != nil {
			t.Fatal(err)
		}
		lines := strings.SplitAfter(b.String(), "\n")
		marked := 0
		for i := range lines[1:] {
			if strings.HasPrefix(lines[i+1], ",,negative/refusal,") {
				lines[i+1] = []string{"对", "错", "✓"}[marked%3] + lines[i+1]
				marked++
			}
		}
		if marked < 3 {
			t.Fatalf("only %d findings of negative/refusal", marked)
		}
		var p score.Precision
		if err := p.Read("review.csv", strings.NewReader(strings.Join(lines, ""))); err != nil {
			t.Fatal(err)
		}
		open, right, wrong := 0, 0, 0
		for _, r := range p.Rules() {
			open += r.Open
			right += r.Right.Part
			wrong += r.Right.Whole - r.Right.Part
			if r.Rule == "negative/refusal" && (r.Right.Whole != marked || r.Right.Interval.Low >= r.Right.Share || r.Right.Interval.High <= r.Right.Share) {
				t.Errorf("%+v of %d marks", r, marked)
			}
		}
		if open+right+wrong != findings || right+wrong != marked || wrong != (marked+1)/3 {
			t.Errorf("of %d findings %d are right, %d wrong, %d open", findings, right, wrong, open)
		}
	}
}

func TestPrecisionErrors(t *testing.T) {
	for text, want := range map[string]string{
		"":                                     "r.csv: empty: a review begins with its header",
		"a,b\n":                                `r.csv:1: no columns "verdict" and "rule" in the header`,
		"verdict,rule\nrigth,negative/but\n":   `r.csv:2:1: unknown mark "rigth" (did you mean "right"?): right (对) and wrong (错) are allowed`,
		"rule,verdict\nnegative/but,maybe\n":   `r.csv:2:14: unknown mark "maybe"`,
		"verdict,rule\nright,\n":               `r.csv:2: a mark "right" without a rule`,
		"verdict,rule\nright,\"negative/but\n": "r.csv:",
	} {
		var p score.Precision
		err := p.Read("r.csv", strings.NewReader(text))
		if err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: got %v, want %s", text, err, want)
		}
	}
}

// TestReviewCellsAreNoFormulas keeps a spreadsheet from running what a customer or
// an agent wrote.
func TestReviewCellsAreNoFormulas(t *testing.T) {
	var b bytes.Buffer
	review := score.NewReview(&b, "en")
	c := judge(t).Conversation("=x", read(t, "x", "客户：能退吗\n客服：=不能退，我不能给您退\n"))
	if err := review.Result(score.Result{Conversations: []*score.Conversation{c}}); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(b.String(), ",=") || !strings.Contains(b.String(), ",'=") {
		t.Errorf("a cell begins with a formula:\n%s", b.String())
	}
}

// FuzzPrecision reads any bytes as a review: what is counted adds up.
func FuzzPrecision(f *testing.F) {
	f.Add("verdict,rule\nright,negative/but\n")
	f.Add("\ufeff判定,备注,规则\n对,,negative/but\n错,\"a\nb\",negative/but\n,,negative/but\n")
	f.Add("verdict,rule\n\"right")
	f.Fuzz(func(t *testing.T, text string) {
		var p score.Precision
		err := p.Read("r.csv", strings.NewReader(text))
		if err != nil && !strings.HasPrefix(err.Error(), "r.csv:") {
			t.Errorf("an error without its file: %v", err)
		}
		for _, r := range p.Rules() {
			if r.Right.Part > r.Right.Whole || r.Right.Share < 0 || r.Right.Share > 1 || r.Open < 0 || r.Rule == "" {
				t.Errorf("%+v", r)
			}
		}
	})
}

// FuzzReadRated reads any bytes as rated conversations.
func FuzzReadRated(f *testing.F) {
	f.Add(`{"id":"a","S":-1,"agent_text":["您好"]}`)
	f.Add("{\"S\":1,\"turns\":[]}\n\n{")
	f.Fuzz(func(t *testing.T, text string) {
		list, err := score.ReadRated(strings.NewReader(text))
		if err != nil && (list != nil || !strings.HasPrefix(err.Error(), "line ")) {
			t.Errorf("%v with %d conversations", err, len(list))
		}
		for _, r := range list {
			if r.Satisfaction == nil {
				t.Error("a conversation without its satisfaction")
			}
		}
	})
}
