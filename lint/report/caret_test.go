package report_test

import (
	"regexp"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/width"

	"github.com/cuoci/cuoci/lint"
	"github.com/cuoci/cuoci/lint/report"
)

// TestCarets checks on the finished text that carets stand under the matches,
// with a measure of its own.
func TestCarets(t *testing.T) {
	head := regexp.MustCompile(`^\S+:\d+:\d+: \S+ demo/\S+ “(.*)”$`)
	for _, columns := range []int{0, 60, 40} {
		var matches []string
		for _, f := range corpus(t) {
			if f.path == "chat.jsonl" { // matches stand in escapes there
				continue
			}
			rs := results(t, []file{f}, lint.Config{})
			lines := strings.Split(string(write(t, report.Text, rs, report.Options{Width: columns, Quiet: true})), "\n")
			for i, line := range lines {
				if !strings.Contains(line, " │ ") || i+1 == len(lines) || !strings.Contains(lines[i+1], "^") {
					continue
				}
				text, carets := cutGutter(line), cutGutter(lines[i+1])
				if limit := columns; limit > 0 && measure(line) > max(limit, 54) {
					t.Errorf("%s: %d columns, %d are there: %s", f.path, measure(line), limit, line)
				}
				marked := underlined(text, carets)
				for _, next := range lines[i+2:] {
					if next == "" {
						break
					}
					if m := head.FindStringSubmatch(next); m != nil {
						matches = append(matches, m[1])
						if !strings.Contains(marked, m[1]) && !strings.Contains(m[1], "\t") {
							t.Errorf("%s: %q is not underlined:\n%s\n%s", f.path, m[1], line, lines[i+1])
						}
					}
				}
			}
		}
		if len(matches) < 20 {
			t.Errorf("only %d findings were looked at", len(matches))
		}
	}
}

func cutGutter(line string) string {
	_, rest, _ := strings.Cut(line, "│ ")
	return rest
}

// underlined is the text above carets, stretches separated by a bar.
func underlined(text, carets string) string {
	var b strings.Builder
	column, inside := 0, false
	joiner := false
	for _, r := range text {
		w := runeColumns(r)
		if joiner || r >= 0x1F3FB && r <= 0x1F3FF {
			w = 0 // part of the emoji before
		}
		joiner = r == '\u200d'
		on := column < len(carets) && carets[column] == '^'
		if !on && inside {
			b.WriteByte('|')
		}
		inside = on
		if on {
			b.WriteRune(r)
		}
		column += w
	}
	return b.String()
}

func measure(s string) int {
	n := 0
	for _, r := range s {
		n += runeColumns(r)
	}
	return n
}

func runeColumns(r rune) int {
	switch {
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	case width.LookupRune(r).Kind() == width.EastAsianWide, width.LookupRune(r).Kind() == width.EastAsianFullwidth:
		return 2
	}
	return 1
}
