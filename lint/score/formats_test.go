package score_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cuoci/cuoci/lint/score"
	"github.com/cuoci/cuoci/rules"
)

// formatted writes two conversations, a skipped file and an error in a format.
func formatted(t *testing.T, f score.Format, lang string, by score.By) string {
	t.Helper()
	card, err := rules.ShippedCard()
	if err != nil {
		t.Fatal(err)
	}
	s := score.NewScorer(card, lang)
	j, err := s.Judge(linter(t))
	if err != nil {
		t.Fatal(err)
	}
	texts := written(t)
	results := []score.Result{
		{Path: "a.txt", Last: true, Conversations: []*score.Conversation{j.Conversation("a.txt", read(t, "a.txt", texts["cold-03-course.txt"]))}},
		{Path: "b.txt", Last: true, Conversations: []*score.Conversation{j.Conversation("b.txt", read(t, "b.txt", "客户 王五：在吗 | <b>\n客服 小甲：您随便投诉，我就这态度。\n"))}},
		{Path: "c.txt", Last: true, Skipped: "binary"},
		{Path: "d.txt", Last: true, Err: errors.New("no such file")},
	}
	var b bytes.Buffer
	w, err := score.New(f, &b, card, score.Options{Lang: lang, By: by})
	if err != nil {
		t.Fatal(err)
	}
	tally := s.NewTally(by, false)
	for _, r := range results {
		if err := w.Result(r); err != nil {
			t.Fatal(err)
		}
		tally.Add(&r)
	}
	if err := w.Close(tally.Summary()); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestFormats compares each format with its .golden file.
func TestFormats(t *testing.T) {
	for _, f := range score.Formats() {
		for _, lang := range []string{"zh", "en"} {
			golden(t, filepath.Join("testdata", f+"-"+lang+".golden"), formatted(t, score.Format(f), lang, ""))
			golden(t, filepath.Join("testdata", f+"-"+lang+"-by.golden"), formatted(t, score.Format(f), lang, score.ByAgent))
		}
	}
}

// TestFormatsParse reads what programs read.
func TestFormatsParse(t *testing.T) {
	for _, by := range []score.By{"", score.ByArea, score.ByRule, score.ByDay, score.ByChannel} {
		if !json.Valid([]byte(formatted(t, score.JSON, "zh", by))) {
			t.Errorf("by %q: no JSON", by)
		}
		for line := range strings.Lines(formatted(t, score.JSONL, "zh", by)) {
			var v struct {
				Type string `json:"type"`
			}
			if err := json.Unmarshal([]byte(line), &v); err != nil || v.Type == "" {
				t.Errorf("by %q: %v in %s", by, err, line)
			}
		}
		rows, err := csv.NewReader(strings.NewReader(formatted(t, score.CSV, "zh", by))).ReadAll()
		if err != nil || len(rows) < 2 {
			t.Errorf("by %q: %d rows, %v", by, len(rows), err)
		}
	}
}

func TestUnknownFormat(t *testing.T) {
	if _, err := score.New("pdf", nil, nil, score.Options{}); err == nil || !strings.HasPrefix(err.Error(), `unknown format "pdf": allowed are text, json`) {
		t.Errorf("got %v", err)
	}
}
