package source

import (
	"strings"
	"unicode/utf8"
)

// yamlScalar reads a scalar again as it stands in the block, beside the value
// that the parser made of it: at every step the next characters of the text must
// be those of the value, so that where the two do not agree no place is given.
type yamlScalar struct {
	assembler
	raw   string // the text of the block
	i     int    // in raw
	value string // what is left of the value
}

// newYAMLText returns the Text of the scalar at a block offset. It is the value,
// but that the blanks of folded lines are those of soft breaks: none between Han
// characters. ok is false where the scalar that stands there is not that value.
func newYAMLText(b *Block, at int, value string, flow bool) (t Text, ok bool) {
	return newYAMLScalar(b, at, value).read(flow)
}

// newYAMLScalar is the scalar at a block offset, behind its anchor and tag.
func newYAMLScalar(b *Block, at int, value string) *yamlScalar {
	s := &yamlScalar{assembler: assembler{block: b}, raw: b.text, i: at, value: value}
	s.properties()
	return s
}

// read reads the scalar.
func (s *yamlScalar) read(flow bool) (t Text, ok bool) {
	switch {
	case s.char('"'):
		ok = s.quoted('"')
		return s.done(encodeYAMLDouble), ok
	case s.char('\''):
		ok = s.quoted('\'')
		return s.checked(encodeYAMLSingle, refuseYAMLSingle), ok
	case s.char('|'):
		return s.blockScalar(false)
	case s.char('>'):
		return s.blockScalar(true)
	default:
		ok = s.plain()
		return s.checked(nil, refuseYAMLPlain(flow)), ok
	}
}

// properties steps over the anchor and the tag that stand before a scalar.
func (s *yamlScalar) properties() {
	for {
		switch {
		case s.char('&'):
			for s.i < len(s.raw) && s.raw[s.i] > ' ' && s.raw[s.i] < 0x7F && !strings.ContainsRune("[]{},", rune(s.raw[s.i])) {
				s.i++
			}
			for s.raw[s.i-1] == ':' { // what the parser leaves to the value
				s.i--
			}
		case strings.HasPrefix(s.raw[s.i:], "!<"):
			s.i += strings.IndexByte(s.raw[s.i:]+">", '>')
			s.char('>')
		case s.char('!'):
			for s.i < len(s.raw) && !s.blankAt(s.i) && !s.breakAt(s.i) {
				s.i++
			}
		default:
			return
		}
		s.comments()
	}
}

// comments steps over blanks, line ends and comments.
func (s *yamlScalar) comments() {
	for comment := false; s.i < len(s.raw); s.i++ {
		switch {
		case s.breakAt(s.i):
			comment = false
			s.i += yamlBreak(s.raw[s.i:]) - 1
		case s.raw[s.i] == '#':
			comment = true
		case !comment && !s.blankAt(s.i):
			return
		}
	}
}

func (s *yamlScalar) blankAt(i int) bool { return s.raw[i] == ' ' || s.raw[i] == '\t' }

func (s *yamlScalar) breakAt(i int) bool {
	c := s.raw[i]
	return c == '\n' || c == '\r' || (c == 0xC2 || c == 0xE2) && yamlBreak(s.raw[i:]) > 0
}

// char steps over a character that is not part of the text.
func (s *yamlScalar) char(c byte) bool {
	if s.i >= len(s.raw) || s.raw[s.i] != c {
		return false
	}
	s.i++
	return true
}

// same keeps raw[s.i:end], which must be what the value goes on with.
func (s *yamlScalar) same(end int) bool {
	piece := s.raw[s.i:end]
	if !strings.HasPrefix(s.value, piece) {
		return false
	}
	s.keep(s.i, end)
	s.i, s.value = end, s.value[len(piece):]
	return true
}

// stands puts text for raw[s.i:end], if the value goes on with it.
func (s *yamlScalar) stands(text string, end int) bool {
	if !strings.HasPrefix(s.value, text) {
		return false
	}
	s.put(text, s.i, end)
	s.i, s.value = end, s.value[len(text):]
	return true
}

// blanks reads the blanks and line ends at s.i inside a plain or quoted scalar;
// joined says that a line end before them was escaped. The line ends that they
// stand for are one piece with all of them: less is not to be written over.
func (s *yamlScalar) blanks(joined bool) bool {
	end, breaks := s.i, ""
	for end < len(s.raw) {
		if n := yamlBreak(s.raw[end:]); n > 0 {
			breaks += yamlLineEnd(s.raw[end : end+n])
			end += n
		} else if s.blankAt(end) {
			end++
		} else {
			break
		}
	}
	folds := strings.HasPrefix(breaks, "\n")
	switch {
	case joined: // the first line end is gone, and what is left of its line
	case breaks == "":
		return s.same(end)
	case folds && len(breaks) == 1:
		s.i = end
		return s.fold()
	case folds:
		breaks = breaks[1:]
	}
	return s.stands(breaks, end)
}

// yamlLineEnd is what a line end is in a text: U+2028 and U+2029 stay as they
// are.
func yamlLineEnd(s string) string {
	if len(s) == 3 {
		return s
	}
	return "\n"
}

// fold reads the blank that a line end stands for.
func (s *yamlScalar) fold() bool {
	rest, ok := strings.CutPrefix(s.value, " ")
	s.value = rest
	s.softBreak(rest)
	return ok
}

// plain reads a plain scalar, which ends where the value does.
func (s *yamlScalar) plain() bool {
	for s.value != "" {
		if s.i >= len(s.raw) {
			return false
		}
		var ok bool
		if s.blankAt(s.i) || s.breakAt(s.i) {
			ok = s.blanks(false)
		} else {
			ok = s.same(s.word(0))
		}
		if !ok {
			return false
		}
	}
	return true
}

// word is the end of the characters at s.i that stand for themselves: up to a
// blank, a line end, the quote, in double quotes an escape, or the end of the
// value.
func (s *yamlScalar) word(quote byte) int {
	end := min(len(s.raw), s.i+len(s.value))
	for i := s.i; i < end; i++ {
		switch c := s.raw[i]; {
		case c == ' ' || c == '\t' || c == '\n' || c == '\r',
			c == quote && quote != 0, c == '\\' && quote == '"',
			(c == 0xC2 || c == 0xE2) && yamlBreak(s.raw[i:]) > 0:
			return i
		}
	}
	return end
}

// quoted reads a scalar in quotes behind the opening one.
func (s *yamlScalar) quoted(quote byte) bool {
	for s.i < len(s.raw) {
		var ok bool
		switch c := s.raw[s.i]; {
		case c == quote && quote == '\'' && strings.HasPrefix(s.raw[s.i+1:], "'"):
			ok = s.stands("'", s.i+2)
		case c == quote:
			s.i++
			return s.value == ""
		case c == '\\' && quote == '"' && yamlBreak(s.raw[s.i+1:]) > 0:
			s.i++
			s.i += yamlBreak(s.raw[s.i:])
			ok = s.blanks(true)
		case c == '\\' && quote == '"':
			text, size := yamlEscape(s.raw[s.i:])
			ok = size > 0 && s.stands(text, s.i+size)
		case s.blankAt(s.i) || s.breakAt(s.i):
			ok = s.blanks(false)
		default:
			end := s.word(quote)
			ok = end > s.i && s.same(end)
		}
		if !ok {
			return false
		}
	}
	return false
}

// yamlEscape reads the escape at the start of s, of the double-quoted style;
// size is 0 where it is none.
func yamlEscape(s string) (text string, size int) {
	if len(s) < 2 {
		return "", 0
	}
	var digits int
	switch s[1] {
	case 'x':
		digits = 2
	case 'u':
		digits = 4
	case 'U':
		digits = 8
	default:
		const names, chars = "0abt\tnvfre \"/\\N_LP", "\x00\a\b\t\t\n\v\f\r\x1b \"/\\\u0085\u00a0\u2028\u2029"
		i := strings.IndexByte(names, s[1])
		if i < 0 {
			return "", 0
		}
		return string([]rune(chars)[i]), 2
	}
	if len(s) < 2+digits {
		return "", 0
	}
	var r rune
	for _, c := range []byte(s[2 : 2+digits]) {
		d := strings.IndexByte("0123456789abcdef", c|0x20)
		if d < 0 {
			return "", 0
		}
		r = r<<4 | rune(d)
	}
	if !utf8.ValidRune(r) {
		return "", 0
	}
	return string(r), 2 + digits
}
