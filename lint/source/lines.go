package source

import "strings"

// lineScanner cuts a text into lines, each byte looked at once however the
// lines end.
type lineScanner struct {
	text string
	// The line is text[start:end], the next one starts at next. The three are
	// kept so that end == next only for a last line that no line end closes.
	start, end, next int
	lf, cr           int // next \n and \r at or behind next, or len(text)
}

func newLineScanner(text string) *lineScanner {
	s := &lineScanner{text: text}
	s.lf, s.cr = s.find('\n'), s.find('\r')
	return s
}

// find returns the next c at or behind s.next, or the length of the text.
func (s *lineScanner) find(c byte) int {
	if i := strings.IndexByte(s.text[s.next:], c); i >= 0 {
		return s.next + i
	}
	return len(s.text)
}

// scan steps to the next line and reports whether there is one. What follows
// the last line end is a line only if it is not empty.
func (s *lineScanner) scan() bool {
	if s.next >= len(s.text) {
		return false
	}
	if s.lf < s.next {
		s.lf = s.find('\n')
	}
	if s.cr < s.next {
		s.cr = s.find('\r')
	}
	s.start = s.next
	s.end = min(s.lf, s.cr)
	s.next = min(s.end+1, len(s.text))
	if s.cr+1 == s.lf && s.end == s.cr && s.lf < len(s.text) {
		s.next = s.lf + 1
	}
	return true
}
