package lint

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/cuoci/cuoci/lint/zh"
)

// traditional tells whether a span is written with a character that folding
// makes another.
func (t *turn) traditional(start, end int) bool {
	from, to := t.text().Source(start, end)
	for _, r := range t.src.Text.String()[from:to] {
		if zh.IsHan(r) && zh.Fold(string(r)) != string(r) {
			return true
		}
	}
	return false
}

// linked tells whether the turn holds a link, an e-mail address or a mention.
func (t *turn) linked() bool {
	a := t.text()
	for _, s := range a.Opaque {
		if text := a.Text[s.Start:s.End]; strings.ContainsAny(text, "./@") {
			return true
		}
	}
	return false
}

// Digits of a telephone number: short codes of services, up to numbers with the
// codes of country and town.
const (
	phoneMin = 5
	phoneMax = 13
)

// hasPhone tells whether a text holds a run of digits, with hyphens, brackets
// and blanks between, as long as a telephone number, or a masked one.
func hasPhone(text string) bool {
	digits := 0
	for i := 0; i < len(text); i++ {
		switch b := text[i]; {
		case '0' <= b && b <= '9':
			digits++
			continue
		case digits > 0 && strings.IndexByte("-() ", b) >= 0:
			continue
		}
		if phoneMin <= digits && digits <= phoneMax {
			return true
		}
		digits = 0
	}
	return phoneMin <= digits && digits <= phoneMax || strings.Contains(text, "[phone]") || strings.Contains(text, "[电话")
}

// itemMarks begin an item of a list behind their number or by themselves.
const itemMarks = ".、)）:：·•-*"

// listed tells whether the sentence that holds a span is an item of a list, or
// names things one after the other.
func (t *turn) listed(start, end int) bool {
	s := t.sentence(start, end, 0)
	text := strings.TrimSpace(t.text().Text[s.Start:s.End])
	if strings.Count(text, "、") > 3 {
		return true
	}
	text = strings.TrimLeft(text, "(（第")
	r, size := utf8.DecodeRuneInString(text)
	switch {
	case strings.ContainsRune("·•*-①②③④⑤⑥⑦⑧⑨⑩", r):
		return size > 0
	case unicode.IsDigit(r) || strings.ContainsRune("一二三四五六七八九十", r):
		rest := strings.TrimLeft(text[size:], "0123456789十步点条")
		next, _ := utf8.DecodeRuneInString(rest)
		return strings.ContainsRune(itemMarks+",", next)
	}
	return false
}
