package source

import "strings"

// maxExpression is the most bytes of an expression or tag of JSX; what has no
// end within them is text.
const maxExpression = 64 << 10

// bracesEnd returns the end of the expression in braces that starts at i, or -1.
func bracesEnd(s string, i int) int {
	s = s[:min(len(s), i+maxExpression)]
	depth := 0
	for i < len(s) {
		switch s[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return i + 1
			}
		case '"', '\'':
			i = stringEnd(s, i)
			continue
		case '`':
			if i = templateEnd(s, i); i < 0 {
				return -1
			}
			continue
		case '/':
			if end, ok := commentEnd(s, i); ok {
				i = end
				continue
			}
		}
		i++
	}
	return -1
}

// stringEnd returns the end of the string in quotes that starts at i. An
// apostrophe of a text is none: it ends with the line.
func stringEnd(s string, i int) int {
	for n := i + 1; n < len(s); n++ {
		switch s[n] {
		case '\\':
			n++
		case s[i]:
			return n + 1
		case '\n':
			return i + 1
		}
	}
	return i + 1
}

// templateEnd returns the end of the template that starts at i, or -1.
func templateEnd(s string, i int) int {
	depth := 0 // of braces in ${}
	for n := i + 1; n < len(s); n++ {
		switch c := s[n]; {
		case c == '\\':
			n++
		case c == '`' && depth == 0:
			return n + 1
		case c == '{' && (depth > 0 || s[n-1] == '$'):
			depth++
		case c == '}' && depth > 0:
			depth--
		}
	}
	return -1
}

// commentEnd returns the end of the comment that starts at i.
func commentEnd(s string, i int) (end int, ok bool) {
	var closing string
	switch {
	case strings.HasPrefix(s[i:], "/*"):
		closing = "*/"
	case strings.HasPrefix(s[i:], "//") && (i == 0 || s[i-1] != ':'):
		closing = "\n"
	default:
		return 0, false
	}
	if n := strings.Index(s[i+2:], closing); n >= 0 {
		return i + 2 + n + len(closing), true
	}
	return 0, false
}

// jsxTag is a tag of JSX.
type jsxTag struct {
	start, end int
	name       string // as written; empty for a fragment
	isEnd      bool   // </a>
	alone      bool   // <a/>
}

// component tells whether a tag is none of HTML: <Tabs>, <Menu.Item>, <>.
func (t *jsxTag) component() bool {
	return t.name == "" || t.name[0] >= 'A' && t.name[0] <= 'Z' || strings.ContainsAny(t.name, ".:")
}

// jsxTagAt reads the tag that starts at i.
func jsxTagAt(s string, i int) (t jsxTag, ok bool) {
	s = s[:min(len(s), i+maxExpression)]
	n := i + 1
	t.start = i
	if n < len(s) && s[n] == '/' {
		t.isEnd = true
		n++
	}
	from := n
	for n < len(s) && (isASCIIAlnum(s[n]) || n > from && strings.IndexByte("-_.:$", s[n]) >= 0) {
		n++
	}
	t.name = s[from:n]
	if t.name != "" && !isASCIILetter(t.name[0]) || n >= len(s) || s[n] > ' ' && s[n] != '/' && s[n] != '>' {
		return t, false
	}
	t.end, t.alone = jsxTagEnd(s, n)
	return t, t.end > 0 && (!t.isEnd || !t.alone)
}

// jsxTagEnd returns the end of the tag whose name ends at n, and whether it is
// that of an element without content; 0 where it has no end.
func jsxTagEnd(s string, n int) (end int, alone bool) {
	for n < len(s) {
		switch c := s[n]; c {
		case '>':
			return n + 1, false
		case '/':
			if n+1 < len(s) && s[n+1] == '>' {
				return n + 2, true
			}
		case '{':
			if n = bracesEnd(s, n); n < 0 {
				return 0, false
			}
			continue
		case '"', '\'':
			until := strings.IndexByte(s[n+1:], c)
			if until < 0 {
				return 0, false
			}
			n += until + 1
		case '<':
			return 0, false
		}
		n++
	}
	return 0, false
}
