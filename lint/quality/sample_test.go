package quality_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cuoci/cuoci/lint"
	"github.com/cuoci/cuoci/lint/quality"
	"github.com/cuoci/cuoci/lint/source"
)

func TestDraw(t *testing.T) {
	path := filepath.Join(t.TempDir(), "replies.txt")
	text := strings.Repeat("可以的，但是要等。\n", 30) + "有货的\x1b[2J，但是贵。\n我也不清楚呢。\n"
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	o := source.Options{Path: path, Unit: source.UnitLine}
	s, err := quality.Draw(linter(t), o, 5, 1)
	if err != nil {
		t.Fatal(err)
	}
	if s.Stats.Conversations != 32 || s.Count["negative/but"] != 31 || s.Count["negative/dont-know"] != 1 {
		t.Errorf("%d conversations, %v; want 32, 31 of negative/but and 1 of negative/dont-know", s.Stats.Conversations, s.Count)
	}
	if n := s.Levels["negative/but"][lint.Error]; n != 31 {
		t.Errorf("%d of negative/but at error, want 31", n)
	}
	if n, m := len(s.Findings["negative/but"]), len(s.Findings["negative/dont-know"]); n != 5 || m != 1 {
		t.Errorf("%d and %d findings kept, want 5 and 1", n, m)
	}

	again, err := quality.Draw(linter(t), o, 5, 1)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(places(s), places(again)) {
		t.Errorf("the same seed drew %v and %v", places(s), places(again))
	}
	other, err := quality.Draw(linter(t), o, 5, 2)
	if err != nil {
		t.Fatal(err)
	}
	if slices.Equal(places(s), places(other)) {
		t.Errorf("two seeds drew the same: %v", places(s))
	}

	all, err := quality.Draw(linter(t), o, 100, 1)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := all.Print(&b); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"32 conversations, 32 turns, ",
		"negative/but                     31          0          0       31 ",
		"\nnegative/but: 31 of 31\n",
		"  30:30:5 error “但是” in: 可以的，但是要等。\n",
		"  31:31:",
		" in: 有货的 [2J，但是贵。\n",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the report lacks %q:\n%s", want, b.String())
		}
	}
}

// TestDrawFails makes sure that a file that cannot be read whole gives no counts.
func TestDrawFails(t *testing.T) {
	path := filepath.Join(t.TempDir(), "replies.jsonl")
	if err := os.WriteFile(path, []byte("{\"id\":\"1\",\"text\":\"好\"}\n{\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := quality.Draw(linter(t), source.Options{Path: path}, 5, 1); err == nil || !strings.Contains(err.Error(), "replies.jsonl:2:") {
		t.Errorf("error %v, want one at line 2", err)
	}
}

func places(s *quality.Sample) []int {
	var lines []int
	for _, f := range s.Findings["negative/but"] {
		lines = append(lines, f.Start.Line)
	}
	return lines
}
