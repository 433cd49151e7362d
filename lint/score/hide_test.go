package score_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/cuoci/cuoci/lint/score"
)

const told = `{"id":"7001234567","turns":[
{"role":"customer","name":"王小明","text":"我是王小明，电话13912345678，还没收到货"},
{"role":"agent","name":"李四海","text":"您好，王小明先生，我是李四海，我不能查13912345678的单子。"}]}`

// TestHidingNames writes a conversation in every format with pseudonyms and with
// customers' data masked: no name and no number is left anywhere.
func TestHidingNames(t *testing.T) {
	j := judge(t)
	for _, f := range score.Formats() {
		c := j.Conversation("x.jsonl", read(t, "x.jsonl", strings.ReplaceAll(told, "\n", "")))
		if len(c.Findings) == 0 {
			t.Fatal("nothing is found")
		}
		r := score.NewPseudonyms("zh").Replace(score.Result{Conversations: []*score.Conversation{c}})
		r = score.Redact(r)
		var b, csv bytes.Buffer
		w, err := score.New(score.Format(f), &b, scorer(t).Card(), score.Options{Explain: true})
		if err != nil {
			t.Fatal(err)
		}
		tally := scorer(t).NewTally(score.ByAgent, false)
		tally.Add(&r)
		review := score.NewReview(&csv, "zh")
		for _, err := range []error{w.Result(r), w.Close(tally.Summary()), review.Result(r), review.Close()} {
			if err != nil {
				t.Fatal(err)
			}
		}
		for _, secret := range []string{"王小明", "李四海", "13912345678", "7001234567"} {
			if strings.Contains(b.String()+csv.String(), secret) {
				t.Errorf("%s holds %s:\n%s%s", f, secret, b.String(), csv.String())
			}
		}
		if f != "markdown" && !strings.Contains(b.String(), "坐席1") {
			t.Errorf("%s names no pseudonym:\n%s", f, b.String())
		}
		for i := range c.Turns {
			for _, m := range c.Turns[i].Marks {
				if m.Start < 0 || m.End > len(c.Turns[i].Text) || m.Start > m.End {
					t.Errorf("a mark %v lies outside of %q", m, c.Turns[i].Text)
				}
			}
		}
	}
}

func TestPseudonymsAreStable(t *testing.T) {
	j := judge(t)
	p := score.NewPseudonyms("en")
	var names []string
	for _, who := range []string{"甲一", "乙二", "甲一"} {
		c := j.Conversation("x", read(t, "x", "客户：在吗\n客服 "+who+"：您好\n"))
		p.Replace(score.Result{Conversations: []*score.Conversation{c}})
		names = append(names, c.Agent)
	}
	if strings.Join(names, ", ") != "agent 1, agent 2, agent 1" {
		t.Errorf("the names are %v", names)
	}
}
