package score_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/cuoci/cuoci/lint"
	"github.com/cuoci/cuoci/lint/score"
	"github.com/cuoci/cuoci/lint/source"
)

func scoreFile(t *testing.T, path, text string, jobs int) []*score.Conversation {
	t.Helper()
	inputs := func(yield func(lint.Input) bool) {
		yield(lint.Input{Reader: strings.NewReader(text), Options: source.Options{Path: path}, Named: true})
	}
	var list []*score.Conversation
	for r := range scorer(t).Run(t.Context(), linter(t), inputs, jobs) {
		if r.Err != nil {
			t.Fatal(r.Err)
		}
		list = append(list, r.Conversations...)
	}
	return list
}

// counted are the findings of a rule that speak against a conversation, and those
// that a directive speaks for.
func counted(c *score.Conversation, rule string) (against, suppressed int) {
	for i := range c.Findings {
		switch f := &c.Findings[i]; {
		case f.Rule != rule:
		case f.Suppressed != nil:
			suppressed++
		default:
			against++
		}
	}
	return against, suppressed
}

// TestDirectives: what a cell of the row says is heeded, however many parts the file
// falls into and however many workers judge them.
func TestDirectives(t *testing.T) {
	var b strings.Builder
	b.WriteString("会话,角色,内容,cuoci\n")
	const n = 200
	for i := range n {
		cell := ""
		if i%3 == 2 && i > 40 {
			cell = "negative/* -- 法规原文"
		}
		fmt.Fprintf(&b, "%d,客户,这个能改吗,\n%d,客服,我不能替您改签名。,%s\n", i, i, cell)
	}
	one := scoreFile(t, "x.csv", b.String(), 1)
	if len(one) != n {
		t.Fatalf("%d conversations, want %d", len(one), n)
	}
	for i, c := range one {
		against, suppressed := counted(c, "negative/cannot")
		want := [2]int{1, 0}
		if i%3 == 2 && i > 40 {
			want = [2]int{0, 1}
		}
		if [2]int{against, suppressed} != want {
			t.Errorf("conversation %d: %d findings count and %d are suppressed, want %v", i, against, suppressed, want)
		}
	}
	if many := scoreFile(t, "x.csv", b.String(), 4); !reflect.DeepEqual(many, one) {
		t.Error("four workers score otherwise than one")
	}
}

// TestDirectedRegion: a region holds in the turns between its ends.
func TestDirectedRegion(t *testing.T) {
	list := scoreFile(t, "x.txt", "客户：能改吗\n# cuoci: disable negative/cannot -- 引用条款\n客服：我不能替您改签名。\n# cuoci: enable negative/cannot\n客户：为什么\n客服：我不能替您改地址。\n", 2)
	if len(list) != 1 {
		t.Fatalf("%d conversations, want 1", len(list))
	}
	if against, suppressed := counted(list[0], "negative/cannot"); against != 1 || suppressed != 1 {
		t.Errorf("%d findings count and %d are suppressed, want 1 and 1", against, suppressed)
	}
}
