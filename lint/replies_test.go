package lint_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/cuoci/cuoci/lint"
	"github.com/cuoci/cuoci/lint/source"
)

// TestModelReplies holds the replies of testdata/replies to what they show: a
// reply to each of ten everyday cases, of 60 to 160 characters, in which no rule
// of the profile reply finds anything, also none that is off by default, whether
// it stands alone or behind the customer's turn.
func TestModelReplies(t *testing.T) {
	const name = "model.jsonl"
	data, err := os.ReadFile(filepath.Join("..", "testdata", "replies", name))
	if err != nil {
		t.Fatal(err)
	}
	l := everyRuleOf(t, "reply")
	clean := func(t *testing.T, how, text, path string) {
		t.Helper()
		d := source.NewDocument(strings.NewReader(text), source.Options{Path: path})
		l.Document(d, path, func(r lint.Result) bool {
			if r.Err != nil {
				t.Fatal(r.Err)
			}
			for i := range r.Findings {
				t.Errorf("%s: %s", how, describe(&r.Findings[i]))
			}
			return true
		})
	}
	cases := map[string]bool{}
	d := source.NewDocument(strings.NewReader(string(data)), source.Options{Path: name})
	for c, err := range d.Conversations() {
		if err != nil {
			t.Fatal(err)
		}
		t.Run(c.ID, func(t *testing.T) {
			if len(c.Turns) != 2 || c.Turns[0].Speaker != source.Customer || c.Turns[1].Speaker != source.Agent {
				t.Fatal("not a customer's turn and a reply")
			}
			reply := c.Turns[1].Text.String()
			if n := utf8.RuneCountInString(reply); n < 60 || n > 160 {
				t.Errorf("%d characters", n)
			}
			clean(t, "alone", reply, "reply.txt")
			clean(t, "behind the customer's turn", strings.Split(string(data), "\n")[c.Index-1], name)
		})
		cases[c.ID] = true
	}
	for _, id := range []string{
		"late-parcel", "refund-outside-the-term", "wrong-item", "price-change", "invoice", "appointment",
		"account-locked", "outage", "complaint-about-a-colleague", "unclear-request",
	} {
		if !cases[id] {
			t.Errorf("no reply to %s", id)
		}
	}
}
