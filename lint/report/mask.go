package report

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/cuoci/cuoci/lint/source"
)

// Mask puts an asterisk in the place of what may tell who a customer is:
//
//   - digits, where four or more follow each other (telephone, card, identity and
//     order numbers, amounts, years), those joined to them by a hyphen or a single
//     blank, and those of a word of letters that holds six or more;
//   - seven or more Chinese numerals in a row;
//   - e-mail addresses but for @ and the dots;
//   - names: behind 姓名 and its like, the key "name" and 我叫; before and behind
//     先生, 女士, 小姐 and 太太, where it begins with a common surname;
//   - accounts behind 微信 and QQ;
//   - characters that are written as numbers (\u738b, &#29579;, =E7=8E=8B,
//     %E7%8E%8B), which may be any of these.
//
// Other names, and addresses, are not known. A character is masked by one of the
// same length in bytes, in UTF-16 units and, for letters and digits, in columns
// of a terminal, so that places in the text stay what they are.
func Mask(s string) string {
	var m mask
	m.numbers(s)
	m.numerals(s)
	m.addresses(s)
	m.names(s)
	m.escapes(s)
	return m.over(s)
}

// mask is the parts of a text that are to be masked.
type mask struct{ spans []source.Span }

func (m *mask) add(start, end int) {
	if start < end {
		m.spans = append(m.spans, source.Span{Start: start, End: end})
	}
}

// over masks the letters and digits of the parts.
func (m *mask) over(s string) string {
	if len(m.spans) == 0 {
		return s
	}
	slices.SortFunc(m.spans, func(a, b source.Span) int { return a.Start - b.Start })
	var b strings.Builder
	b.Grow(len(s))
	at := 0
	for _, p := range m.spans {
		if p.End <= at {
			continue
		}
		p.Start = max(p.Start, at)
		b.WriteString(s[at:p.Start])
		for i := p.Start; i < p.End; {
			r, size := utf8.DecodeRuneInString(s[i:p.End])
			b.WriteString(asterisk(r, s[i:i+size]))
			i += size
		}
		at = p.End
	}
	b.WriteString(s[at:])
	return b.String()
}

// asterisk is what stands for a character.
func asterisk(r rune, as string) string {
	if r == utf8.RuneError && len(as) == 1 {
		return "*"
	}
	if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) {
		return as
	}
	switch len(as) {
	case 1:
		return "*"
	case 2:
		return "\u02df" // ˟
	case 3:
		return "＊"
	default:
		return "🔒" // there is no asterisk so wide
	}
}

// word is a run of letters and digits of the Latin script.
type word struct {
	start, end int
	digits     int // how many
	longest    int // most in a row
	other      bool
}

// nextWord finds the first word at or behind from.
func nextWord(s string, from int) (w word, ok bool) {
	at, run := from, 0
	for at < len(s) {
		r, size := utf8.DecodeRuneInString(s[at:])
		digit := isDigit(r)
		if !digit && !isLatin(r) {
			if ok {
				break
			}
			at += size
			continue
		}
		if !ok {
			ok, w.start = true, at
		}
		if digit {
			run++
			w.digits++
			w.longest = max(w.longest, run)
		} else {
			run, w.other = 0, true
		}
		at += size
	}
	w.end = at
	return w, ok
}

// isDigit knows the digits of all scripts, the full width ones among them.
func isDigit(r rune) bool {
	return r >= '0' && r <= '9' || r >= utf8.RuneSelf && unicode.IsDigit(r)
}

// isLatin knows letters, of full width, too.
func isLatin(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= 'ａ' && r <= 'ｚ' || r >= 'Ａ' && r <= 'Ｚ'
}

// The numbers of digits from which they are masked: in a row, and in a word.
const (
	digitsInRow  = 4
	digitsInWord = 6
)

func (m *mask) numbers(s string) {
	var before word // the last word, if it may belong to the next
	masked := false // and whether it was masked
	for w, ok := nextWord(s, 0); ok; w, ok = nextWord(s, w.end) {
		joined := before.end > 0 && isJoint(s[before.end:w.start])
		hide := w.longest >= digitsInRow || w.digits >= digitsInWord || joined && masked && w.digits > 0 && !w.other
		if hide {
			m.digitsOf(s, w)
			if joined && !masked && before.digits > 1 && !before.other {
				m.digitsOf(s, before)
			}
		}
		before, masked = w, hide
	}
}

// isJoint reports whether s stands between the groups of one number.
func isJoint(s string) bool {
	switch s {
	case "-", " ", "－", "–", "\u00a0", "\u3000":
		return true
	}
	return false
}

// digitsOf masks the digits of a word, and the X that ends an identity number.
func (m *mask) digitsOf(s string, w word) {
	const identity = 17 // digits before the X
	for at := w.start; at < w.end; {
		r, size := utf8.DecodeRuneInString(s[at:])
		if isDigit(r) || w.longest >= identity && at+size == w.end && (r == 'X' || r == 'x') {
			m.add(at, at+size)
		}
		at += size
	}
}

// numerals masks numbers that are spelt out.
func (m *mask) numerals(s string) {
	const most = 6
	start, n := 0, 0
	for at, r := range s + "\n" {
		if strings.ContainsRune("〇零一二三四五六七八九幺两", r) {
			if n == 0 {
				start = at
			}
			n++
			continue
		}
		if n > most {
			m.add(start, at)
		}
		n = 0
	}
}

// addresses masks e-mail addresses.
func (m *mask) addresses(s string) {
	for at := 0; ; {
		i := strings.IndexByte(s[at:], '@')
		if i < 0 {
			return
		}
		at += i
		start, end := at, at+1
		for start > 0 && (isWord(s[start-1]) || strings.IndexByte("._%+-", s[start-1]) >= 0) {
			start--
		}
		for end < len(s) && (isWord(s[end]) || s[end] == '.' || s[end] == '-') {
			end++
		}
		if start < at && strings.Contains(strings.Trim(s[at+1:end], "."), ".") {
			m.add(start, end)
		}
		at++
	}
}

// escapes masks characters that are written as numbers: the digits, so that the
// notation can still be seen.
func (m *mask) escapes(s string) {
	for at := 0; at < len(s); at++ {
		switch {
		case s[at] == '\\' && at+5 < len(s) && (s[at+1] == 'u' && hexes(s[at+2:]) >= 4 || s[at+1] == 'U' && hexes(s[at+2:]) >= 8):
			n := 4
			if s[at+1] == 'U' {
				n = 8
			}
			m.add(at+2, at+2+n)
			at += 1 + n
		case strings.HasPrefix(s[at:], "&#x"), strings.HasPrefix(s[at:], "&#X"):
			m.add(at+3, at+3+hexes(s[at+3:]))
		case strings.HasPrefix(s[at:], "&#"):
			m.add(at+2, at+2+hexes(s[at+2:]))
		case (s[at] == '=' || s[at] == '%') && at+5 < len(s) && s[at+3] == s[at] && hexes(s[at+1:at+3]) == 2 && hexes(s[at+4:at+6]) == 2:
			end := at
			for end+2 < len(s) && s[end] == s[at] && hexes(s[end+1:end+3]) == 2 {
				m.add(end+1, end+3)
				end += 3
			}
			at = end - 1
		}
	}
}

// hexes counts the hexadecimal digits that s begins with.
func hexes(s string) int {
	n := 0
	for n < len(s) && (s[n] >= '0' && s[n] <= '9' || s[n] >= 'a' && s[n] <= 'f' || s[n] >= 'A' && s[n] <= 'F') {
		n++
	}
	return n
}
