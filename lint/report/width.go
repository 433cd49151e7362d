package report

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/mattn/go-runewidth"
)

// tabStop is the distance of tab stops, in columns from where the text starts.
const tabStop = 4

// ruler measures text in columns of a terminal. The locale has no say: current
// terminals show ambiguous characters narrow unless they are told otherwise.
type ruler struct{ cond runewidth.Condition }

func newRuler(wideAmbiguous bool) *ruler {
	return &ruler{runewidth.Condition{EastAsianWidth: wideAmbiguous, StrictEmojiNeutral: true}}
}

// columns is the width of s, whole clusters counted once.
func (r *ruler) columns(s string) int {
	if n, ok := r.plainColumns(s); ok {
		return n
	}
	return r.cond.StringWidth(s)
}

// plainColumns is the width of text of ASCII, Han characters and Chinese
// punctuation; false if it holds anything else. The library makes a
// table of two megabytes before it answers for the first time: most reports can do
// without.
func (r *ruler) plainColumns(s string) (n int, ok bool) {
	ambiguous := 1
	if r.cond.EastAsianWidth {
		ambiguous = 2
	}
	for _, c := range s {
		switch {
		case 0x20 <= c && c < 0x7f:
			n++
		case 0x4e00 <= c && c <= 0x9fff, 0x3001 <= c && c <= 0x3011, 0xff01 <= c && c <= 0xff5e:
			n += 2
		case 0x2018 <= c && c <= 0x201d && c != 0x201a && c != 0x201b, c == '—', c == '…', c == '·', c == '│', c == '─':
			n += ambiguous
		default:
			return 0, false
		}
	}
	return n, true
}

// budget bounds the bytes looked at for n columns of text, so that a line of a
// megabyte, or one of characters that take no column, costs no more than others.
func budget(n int) int { return 64 * (n + 1) }

// atMost reports whether s is at most n columns wide.
func (r *ruler) atMost(s string, n int) bool { return len(r.head(s, n)) == len(s) }

// head returns the longest prefix of s that is at most n columns wide.
func (r *ruler) head(s string, n int) string {
	at, width := 0, 0
	for at < len(s) {
		size := glyph(s[at:])
		width += r.glyphColumns(s[at : at+size])
		if width > n || at+size > budget(n) {
			break
		}
		at += size
	}
	return s[:at]
}

// tail returns the longest suffix of s that is at most n columns wide and does
// not start inside a glyph.
func (r *ruler) tail(s string, n int) string {
	at, width := len(s), 0
	for start := at; start > 0; {
		_, size := utf8.DecodeLastRuneInString(s[:start])
		start -= size
		if joined(s, start) && at-start < maxGlyph {
			continue
		}
		width += r.glyphColumns(s[start:at])
		if width > n || len(s)-start > budget(n) {
			break
		}
		at = start
	}
	return s[at:]
}

// glyphColumns is the width of a glyph as it is shown: at most, for a tab.
func (r *ruler) glyphColumns(g string) int {
	c, _ := utf8.DecodeRuneInString(g)
	switch {
	case c == '\t':
		return tabStop
	case picture(c) != c:
		return 1
	}
	return r.columns(g)
}

// maxGlyph is the length in bytes from which a glyph is cut in two.
const maxGlyph = 128

// glyph returns how many bytes of s, which is not empty, are shown as one: a
// character with what attaches to it.
func glyph(s string) int {
	_, n := utf8.DecodeRuneInString(s)
	for n < len(s) && n < maxGlyph && joined(s, n) {
		_, size := utf8.DecodeRuneInString(s[n:])
		n += size
	}
	return n
}

const zeroWidthJoiner = '\u200d'

// joined reports whether the character at offset at attaches to the one before
// it.
func joined(s string, at int) bool {
	if at == 0 {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s[at:])
	if r == zeroWidthJoiner || unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Me, r) || r >= 0x1F3FB && r <= 0x1F3FF {
		return true
	}
	before, _ := utf8.DecodeLastRuneInString(s[:at])
	return before == zeroWidthJoiner
}

// visible makes text safe to show on one line: what would move the cursor,
// change colours or turn the direction of writing becomes a picture of itself
// or U+FFFD. Tabs become one blank.
func visible(s string) string {
	if strings.IndexFunc(s, func(r rune) bool { return r == '\t' || r == utf8.RuneError || picture(r) != r }) < 0 {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if r == '\t' {
			r = ' '
		}
		b.WriteRune(picture(r))
	}
	return b.String()
}

// picture is what stands for r in a report.
func picture(r rune) rune {
	switch {
	case r < 0x20:
		return 0x2400 + r
	case r == 0x7f:
		return 0x2421
	case r >= 0x80 && r < 0xa0,
		r == 0x2028, r == 0x2029,
		r == 0x061c, r == 0x200e, r == 0x200f,
		r >= 0x202a && r <= 0x202e,
		r >= 0x2066 && r <= 0x2069:
		return utf8.RuneError
	}
	return r
}
