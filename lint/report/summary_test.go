package report

import (
	"errors"
	"testing"

	"github.com/cuoci/cuoci/lint"
)

func TestSummary(t *testing.T) {
	var s Summary
	s.Add(lint.Result{Findings: []lint.Finding{{Level: lint.Error}, {Level: lint.Warning}, {Level: lint.Suggestion}, {Level: lint.Suggestion}}, Stats: lint.Stats{Files: 1, Characters: 9}})
	s.Add(lint.Result{Err: errors.New("x")})
	s.Add(lint.Result{Skipped: "binary", NotAssessed: make([]lint.NotAssessed, 3)})
	if s.Findings() != 4 || s.Files != 1 || s.Characters != 9 || s.Failed != 1 || s.Skipped != 1 || s.NotAssessed != 3 {
		t.Errorf("%+v", s)
	}
	for l, want := range map[lint.Level]int{lint.Off: 0, lint.Suggestion: 4, lint.Warning: 2, lint.Error: 1} {
		if got := s.AtOrAbove(l); got != want {
			t.Errorf("at or above %s: %d, want %d", l, got, want)
		}
	}
}

func TestClosing(t *testing.T) {
	for _, c := range []struct {
		s      Summary
		zh, en string
	}{
		{Summary{Files: 1}, "没有发现问题（1 个文件）。", "no findings (1 file)"},
		{Summary{}, "没有可检查的文件。", "nothing to check"},
		{Summary{Failed: 2}, "2 个文件没能读完。", "2 files could not be read to the end"},
		{Summary{Files: 2, Failed: 1}, "读到的部分没有发现问题（2 个文件）。1 个文件没能读完。", "no findings in what could be read (2 files); 1 file could not be read to the end"},
		{Summary{Files: 3, Errors: 1, Suggestions: 2}, "共 3 处：错误 1，建议 2（3 个文件）。", "3 findings: 1 error, 2 suggestions (3 files)"},
		{Summary{Files: 1, Warnings: 1, Skipped: 1, NotAssessed: 4}, "共 1 处：警告 1（1 个文件）。跳过 1 个文件。未评估 4 项（--explain 可看）。", "1 finding: 1 warning (1 file); 1 file skipped; 4 not assessed (--explain shows them)"},
		{Summary{Files: 1, Known: 12}, "没有发现新的问题（1 个文件）。基线已知 12 处。", "no new findings (1 file); 12 known to the baseline"},
		{Summary{Files: 1, Errors: 1, Known: 1, Unchanged: 2}, "共 1 处：错误 1（1 个文件）。基线已知 1 处。未改动的行上有 2 处。", "1 finding: 1 error (1 file); 1 known to the baseline; 2 on unchanged lines"},
	} {
		if got := closingZH(c.s); got != c.zh {
			t.Errorf("zh: %q, want %q", got, c.zh)
		}
		if got := closingEN(c.s); got != c.en {
			t.Errorf("en: %q, want %q", got, c.en)
		}
	}
}
