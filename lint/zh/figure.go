package zh

import (
	"strings"
	"unicode/utf8"
)

// figureKind says how a figure is written.
type figureKind uint8

const (
	noFigure figureKind = iota
	digitFigure
	hanFigure
	fillerFigure // a placeholder in the place of a figure
)

// figure is a number as it stands in the text.
type figure struct {
	kind  figureKind
	start int
	end   int
	value int // of a small whole number, else -1
}

// figureAt reads the figure that begins at p.
func (f *finder) figureAt(p int) figure {
	if p >= len(f.text) {
		return figure{}
	}
	if f.last.start == p && f.last.kind != noFigure {
		return f.last // time, money and number each ask for it
	}
	fig := f.numerals(p)
	if end, ok := f.fillerAt(p); ok {
		fig = figure{fillerFigure, p, end, -1}
	} else if isDigit(f.text[p]) {
		fig = f.digits(p)
	}
	f.last = fig
	return fig
}

// digits reads 12, 3.5 and 1,000.
func (f *finder) digits(p int) figure {
	text, q := f.text, p
	value := 0
	for digitAt(text, q) {
		value = min(value*10+int(text[q]-'0'), 1<<20)
		q++
	}
	for n := 0; n < groupsMax && (q < len(text) && text[q] == ',' && isThousands(text, q) || hasGroup(text, q)); n++ {
		q, value = q+4, -1
	}
	if q+1 < len(text) && text[q] == '.' && isDigit(text[q+1]) {
		for q++; digitAt(text, q); q++ {
		}
		value = -1
	}
	return figure{digitFigure, p, q, value}
}

// hasGroup reports whether a comma and three digits of a longer number stand at q.
func hasGroup(text string, q int) bool {
	return q+4 < len(text) && text[q] == ',' && isDigit(text[q+1]) && isDigit(text[q+2]) &&
		isDigit(text[q+3]) && isThousands(text, q+4)
}

const (
	numeralsMax = 24 * han // longest run of numerals; keeps the search linear
	groupsMax   = 8        // most groups of three digits
)

// numerals reads 三, 十五, 两百, 一两 and 三点五 no further than 三.
func (f *finder) numerals(p int) figure {
	if f.text[p] < 0xE3 {
		return figure{}
	}
	q := p
	for q < len(f.text) && q-p < numeralsMax {
		r, size := utf8.DecodeRuneInString(f.text[q:])
		if classOf(r) != classNumeral || r == '半' || q > p && blankAt(f.a, q) {
			break
		}
		q += size
	}
	if q == p {
		return figure{}
	}
	return figure{hanFigure, p, q, smallNumber(f.text[p:q])}
}

const numeralDigits = "零一二三四五六七八九"

// smallNumber gives the value of Chinese numerals below a hundred, or -1.
func smallNumber(s string) int {
	tens, ones, seen := 0, -1, false
	for _, r := range s {
		switch {
		case r == '十' && !seen:
			tens, ones, seen = max(ones, 1), 0, true
			if tens > 9 {
				return -1
			}
		case r == '两' && ones < 0:
			ones = 2
		case r == '〇' && ones < 0:
			ones = 0
		default:
			i := strings.IndexRune(numeralDigits, r)
			if i < 0 || ones > 0 || ones == 0 && !seen {
				return -1
			}
			ones = i / han
		}
	}
	if ones < 0 {
		return -1
	}
	return tens*10 + ones
}

// rangeMarks stand between the two figures, days or times of a range.
var rangeMarks = []string{"——", "—", "~~", "~", "--", "-", "至", "到", "/"}

// rangeAt reads a figure or a range of two: 3, 1-3, 三到五, 24/48.
func (f *finder) rangeAt(p int) figure {
	fig := f.figureAt(p)
	if fig.kind == noFigure {
		return fig
	}
	q := f.skipBlank(fig.end)
	switch runeAt(f.text, q) {
	case '—', '~', '-', '至', '到', '/':
	default:
		return fig
	}
	if n := beginsWithAny(f.text[q:], rangeMarks); n > 0 {
		if next := f.figureAt(f.skipBlank(q + n)); next.kind != noFigure {
			next.start = p
			next.value = max(next.value, -1)
			return next
		}
	}
	return fig
}

// skipBlank goes over one blank.
func (f *finder) skipBlank(p int) int { return p + blankLen(f.text, p) }
