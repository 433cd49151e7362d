package report

import "github.com/cuoci/cuoci/lint"

// For the reports of other packages: what is shown at a terminal, in Markdown and
// in columns is made safe and measured in one place.

// Visible is a text on one line with pictures for what has no shape of its own, so
// that no text can move a terminal's cursor.
func Visible(s string) string { return visible(s) }

// EscapeMarkdown makes text safe in Markdown, also in the cell of a table: no
// markup, no HTML, no mentions, no links.
func EscapeMarkdown(s string) string { return escapeMarkdown(s) }

// Columns is the width of a text at a terminal.
func Columns(s string) int { return newRuler(false).columns(s) }

// Cut is a text cut to so many columns, with an ellipsis where something is left
// out.
func Cut(s string, columns int) string {
	r := newRuler(false)
	if r.atMost(s, columns) {
		return s
	}
	return r.head(s, columns-1) + ellipsis
}

// Ink gives a text the colour of a level, Off none.
type Ink struct{ theme *theme }

// NewInk returns an Ink that colours, or leaves texts as they are.
func NewInk(on bool) Ink { return Ink{newTheme(on)} }

// Level colours a text as the name of a level is.
func (i Ink) Level(l lint.Level, s string) string {
	if l == lint.Off {
		return s
	}
	return i.theme.level(l).Sprint(s)
}

// Strong makes a text bold, Faint pale.
func (i Ink) Strong(s string) string { return i.theme.rule.Sprint(s) }

// Faint makes a text pale.
func (i Ink) Faint(s string) string { return i.theme.label.Sprint(s) }

// MaskAll masks every letter and digit of a text as [Mask] does: with characters of
// the same length in bytes.
func MaskAll(s string) string {
	var m mask
	m.add(0, len(s))
	return m.over(s)
}
