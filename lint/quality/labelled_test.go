package quality_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/cuoci/cuoci/lint/quality"
)

// The bounds that labelled text is held to. Labels with many positives go by
// shares: asked is the aim, and what falls below least fails. Labels with fewer
// go by counts, and with very few say nothing.
const (
	many  = 25
	asked = 0.95
	least = 0.88

	few     = 10
	mostBad = 2
)

// TestLabelled measures the shipped rules on labelled turns of real
// conversations. It prints counts only: the text is not ours to copy, and
// "cuoci quality" shows it.
func TestLabelled(t *testing.T) {
	const name = "labelled-dev.jsonl"
	dir := os.Getenv("CUOCI_DATA")
	if dir == "" {
		t.Skip("CUOCI_DATA does not name the folder with " + name + ": real text is not measured")
	}
	f, err := os.Open(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	turns, err := quality.Read(f)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	scores, err := quality.Measure(linter(t), turns)
	if err != nil {
		t.Fatal(err)
	}
	for _, label := range []string{"refusal", "unwilling", "not-my-job", "dont-know", "but", "reason-missing", "alternative-missing", "we"} {
		s := find(t, scores, label)
		misses, alarms := len(s.Misses), len(s.FalseAlarms)
		t.Logf("%s: precision %.3f, recall %.3f, %d positives, %d misses, %d false alarms",
			label, s.Precision(), s.Recall(), s.Positives, misses, alarms)
		switch worst := min(s.Precision(), s.Recall()); {
		case s.Positives >= many && worst < least:
			t.Errorf("%s: %.3f is below %.2f", label, worst, least)
		case s.Positives >= many && worst < asked:
			t.Logf("%s: %.3f is below the %.2f that is asked", label, worst, asked)
		case s.Positives >= few && s.Positives < many && max(misses, alarms) > mostBad:
			t.Errorf("%s: %d misses and %d false alarms, at most %d of each are allowed", label, misses, alarms, mostBad)
		}
	}
}
