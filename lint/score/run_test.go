package score_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/cuoci/cuoci/lint"
	"github.com/cuoci/cuoci/lint/score"
	"github.com/cuoci/cuoci/lint/source"
	"github.com/cuoci/cuoci/rules"
)

// many are conversations as JSON Lines, over and over, with ids that tell their
// order.
func many(t testing.TB, n int) string {
	t.Helper()
	var texts []string
	for _, text := range written(t) {
		texts = append(texts, text)
	}
	slices.Sort(texts)
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `{"id":"%d","channel":"chat","turns":[`, i+1)
		for k, line := range strings.Split(strings.TrimSpace(texts[i%len(texts)]), "\n") {
			who, text, _ := strings.Cut(line, "：")
			role := map[string]string{"客服": "agent", "客户": "customer"}[who]
			if k > 0 {
				b.WriteByte(',')
			}
			fmt.Fprintf(&b, `{"role":%q,"name":"%s%d","time":"2026-03-0%d 10:0%d:00","text":%q}`, role, who, i%3, i%7+1, k, text)
		}
		b.WriteString("]}\n")
	}
	return b.String()
}

func scoreAll(t *testing.T, text string, jobs int) []*score.Conversation {
	t.Helper()
	inputs := func(yield func(lint.Input) bool) {
		yield(lint.Input{Reader: strings.NewReader(text), Options: source.Options{Path: "x.jsonl"}, Named: true})
	}
	var list []*score.Conversation
	last := false
	for r := range scorer(t).Run(t.Context(), linter(t), inputs, jobs) {
		if r.Err != nil {
			t.Fatal(r.Err)
		}
		if last {
			t.Error("a result behind the last")
		}
		last = r.Last
		list = append(list, r.Conversations...)
	}
	if !last {
		t.Error("no result is the last")
	}
	return list
}

// TestRunKeepsOrder scores a file with one worker and with four: the same cards
// come in the same order.
func TestRunKeepsOrder(t *testing.T) {
	text := many(t, 500)
	one, four := scoreAll(t, text, 1), scoreAll(t, text, 4)
	if len(one) != 500 || len(four) != 500 {
		t.Fatalf("%d and %d conversations", len(one), len(four))
	}
	for i := range one {
		if one[i].ID != fmt.Sprint(i+1) {
			t.Fatalf("conversation %d is %q", i, one[i].ID)
		}
		if !reflect.DeepEqual(one[i], four[i]) {
			t.Fatalf("conversation %q comes out otherwise with four workers", one[i].ID)
		}
	}
	if c := one[0]; c.Channel != "chat" || c.Day != "2026-03-01" || c.Agent != "客服0" {
		t.Errorf("channel %q, day %q, agent %q", c.Channel, c.Day, c.Agent)
	}
}

// TestRunTellsErrors reads what cannot be read: what stands before it is scored.
func TestRunTellsErrors(t *testing.T) {
	inputs := func(yield func(lint.Input) bool) {
		_ = yield(lint.Input{Options: source.Options{Path: "none.txt"}, Named: true}) &&
			yield(lint.Input{Reader: strings.NewReader(many(t, 1) + "{"), Options: source.Options{Path: "broken.jsonl"}, Named: true}) &&
			yield(lint.Input{Reader: strings.NewReader("a\x00b"), Options: source.Options{Path: "binary.txt"}})
	}
	var failed, skipped []string
	n := 0
	for r := range scorer(t).Run(t.Context(), linter(t), inputs, 2) {
		n += len(r.Conversations)
		if r.Err != nil {
			failed = append(failed, r.Path)
		}
		if r.Skipped != "" {
			skipped = append(skipped, r.Path)
		}
	}
	if n != 1 || !slices.Equal(failed, []string{"none.txt", "broken.jsonl"}) || !slices.Equal(skipped, []string{"binary.txt"}) {
		t.Errorf("%d conversations, failed %v, skipped %v", n, failed, skipped)
	}
}

// TestRunStops breaks off in the middle.
func TestRunStops(t *testing.T) {
	inputs := func(yield func(lint.Input) bool) {
		yield(lint.Input{Reader: strings.NewReader(many(t, 2000)), Options: source.Options{Path: "x.jsonl"}})
	}
	n := 0
	for range scorer(t).Run(t.Context(), linter(t), inputs, 2) {
		if n++; n == 2 {
			break
		}
	}
	if n != 2 {
		t.Errorf("%d results", n)
	}
}

// TestCheckNamesPlaces holds the errors of a card that names what is not there to
// the places in it; what only other built-in packs have is no error.
func TestCheckNamesPlaces(t *testing.T) {
	card := &rules.Card{Name: "ours", Start: 50, Anchor: 2, Areas: []rules.Area{{
		ID: "a", Weight: 1,
		For: []rules.Item{
			{Markers: []string{"shared/empthy"}, MarkerPlaces: []rules.CardPlace{{Path: "ours.yaml", Line: 7, Column: 18}}},
			{Markers: []string{"shared/empathy"}},
		},
		Against: []rules.Item{{Rule: "negative/canot", Place: rules.CardPlace{Path: "ours.yaml", Line: 9, Column: 16}}, {Rule: "negative/cannot"}},
	}}}
	err := score.NewScorer(card, "zh").Check(linter(t))
	want := `ours.yaml:7:18: unknown marker "shared/empthy" (did you mean "shared/empathy"?)` + "\n" +
		`ours.yaml:9:16: unknown rule "negative/canot" (did you mean "negative/cannot"?)`
	if err == nil || err.Error() != want {
		t.Errorf("got %v\nwant %s", err, want)
	}
}
