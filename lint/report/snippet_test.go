package report

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/cuoci/cuoci/lint"
	"github.com/cuoci/cuoci/lint/source"
)

func TestCut(t *testing.T) {
	long := strings.Repeat("左", 100) + "不行" + strings.Repeat("右", 100)
	for _, c := range []struct {
		name       string
		line       string
		start, end int
		width      int
		text       string
		from, to   int // columns of the mark
	}{
		{"whole line", "您好不行", 6, 12, 40, "您好不行", 4, 8},
		{"middle of a long line", long, 300, 306, 30, "…左左左左左左不行右右右右右右…", 13, 17},
		{"start of a long line", long, 0, 6, 30, "左左左左左左左左左左左左左左…", 0, 4},
		{"end of a long line", long, len(long) - 6, len(long), 30, "…右右右右右右右右右右右右右右", 25, 29},
		{"match wider than the window", long, 0, len(long), 24, strings.Repeat("左", 12) + "…", 0, 24},
		{"tabs", "\ta\t不行", 3, 9, 40, "    a   不行", 8, 12},
		{"nothing but a zero width character", "好\u200b的", 3, 6, 40, "好\u200b的", 2, 3},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newRuler(false).cut(c.line, []mark{{c.start, c.end, lint.Error}}, c.width)
			if s.text != c.text || s.marks[0].start != c.from || s.marks[0].end != c.to {
				t.Errorf("got %q, marked %d–%d; want %q, %d–%d", s.text, s.marks[0].start, s.marks[0].end, c.text, c.from, c.to)
			}
		})
	}
}

func TestWideAmbiguous(t *testing.T) {
	line := "“不行”"
	s := newRuler(true).cut(line, []mark{{3, 9, lint.Error}}, 40)
	if s.marks[0].start != 2 || s.marks[0].end != 6 {
		t.Errorf("marked %d–%d, want 2–6", s.marks[0].start, s.marks[0].end)
	}
}

func TestMarkOf(t *testing.T) {
	f := lint.Finding{Line: "您好不行吗", LineStart: 6, Start: source.Position{Line: 1, Column: 3}, End: source.Position{Line: 1, Column: 5}}
	if m := markOf(&f); m.start != 6 || m.end != 12 {
		t.Errorf("one line: %d–%d, want 6–12", m.start, m.end)
	}
	f.End = source.Position{Line: 2, Column: 1}
	if m := markOf(&f); m.end != len(f.Line) {
		t.Errorf("two lines: ends at %d, want the end of the line", m.end)
	}
}

func TestVisible(t *testing.T) {
	for in, want := range map[string]string{
		"您好":          "您好",
		"a\tb\n":      "a b␊",
		"\x1b[31m红":   "␛[31m红",
		"\u202e反\x7f": "\ufffd反␡",
		"\xff坏":       "\ufffd坏",
		"👨‍👩‍👧":       "👨‍👩‍👧",
	} {
		if got := visible(in); got != want {
			t.Errorf("visible(%q) = %q, want %q", in, got, want)
		}
	}
}

// FuzzCut looks for windows that break characters, leave the line or grow
// beyond their width.
func FuzzCut(f *testing.F) {
	f.Add("您好，我不能为您退款", 9, 18, 20)
	f.Add(strings.Repeat("👨‍👩‍👧", 50)+"\t但是\u0301\u0301", 900, 906, 30)
	f.Add("\x1b\u202e\xff\xfe", 0, 2, 1)
	f.Add(strings.Repeat("\u0301", 500), 3, 900, 10)
	f.Fuzz(func(t *testing.T, line string, start, end, width int) {
		start = min(max(start, 0), len(line))
		end = min(max(end, start), len(line))
		width = min(max(width, 2*margin), 500)
		s := newRuler(false).cut(line, []mark{{start, end, lint.Error}}, width)
		if !utf8.ValidString(s.text) {
			t.Errorf("not UTF-8: %q", s.text)
		}
		if strings.ContainsAny(s.text, "\n\r\t\x1b") {
			t.Errorf("control characters in %q", s.text)
		}
		m := s.marks[0]
		if m.start < 0 || m.end <= m.start {
			t.Errorf("marked %d–%d", m.start, m.end)
		}
		if len(s.text) > budget(width)*3+maxGlyph {
			t.Errorf("%d bytes for %d columns", len(s.text), width)
		}
	})
}
