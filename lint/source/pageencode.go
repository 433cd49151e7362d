package source

import (
	"fmt"
	"strings"
)

// encodeHTML writes s as text of HTML; a character that the charset does not
// have becomes a reference.
func encodeHTML(s string, c charset) string {
	return replaceEach(s, func(r rune) string {
		switch r {
		case '&':
			return "&amp;"
		case '<':
			return "&lt;"
		case '>':
			return "&gt;"
		case '\n':
			return "<br>"
		}
		return reference(r, c)
	})
}

// attributeEncoder writes text of an attribute that stands in quotes, or in none
// where quote is 0.
func attributeEncoder(quote byte) func(string, charset) string {
	return func(s string, c charset) string {
		return replaceEach(s, func(r rune) string {
			switch {
			case r == '&':
				return "&amp;"
			case r == '<':
				return "&lt;"
			case r == '>':
				return "&gt;"
			case r == '"' && quote != '\'':
				return "&quot;"
			case r == '\'' && quote != '"',
				quote == 0 && (r <= ' ' || r == '=' || r == '`'):
				return fmt.Sprintf("&#%d;", r)
			}
			return reference(r, c)
		})
	}
}

// reference writes a character that the charset does not have by its number; it
// is empty for others.
func reference(r rune, c charset) string {
	if c.has(r) {
		return ""
	}
	return fmt.Sprintf("&#x%X;", r)
}

// replaceEach writes s with f of each character in its place, where f gives
// anything.
func replaceEach(s string, f func(r rune) string) string {
	var out strings.Builder
	out.Grow(len(s))
	for _, r := range s {
		if with := f(r); with != "" {
			out.WriteString(with)
		} else {
			out.WriteRune(r)
		}
	}
	return out.String()
}

// markdownPlace is where a text of Markdown stands: there a line end or a bar
// must be written otherwise.
type markdownPlace uint8

const (
	inParagraph markdownPlace = iota
	inHeading
	inCell
)

// markdownEncoder writes text of Markdown, with a backslash where a character
// would be read as markup; braces mean something to MDX.
func markdownEncoder(place markdownPlace, mdx bool) func(string, charset) string {
	return func(s string, c charset) string {
		var out strings.Builder
		out.Grow(len(s))
		mark := blockMark(s)
		for i, r := range s {
			switch {
			case r == '\n' && place == inParagraph:
				out.WriteString("\\\n")
				mark = blockMark(s[i+1:])
				if mark >= 0 {
					mark += i + 1
				}
			case r == '\n' && place == inCell:
				out.WriteString("<br>")
			case r == '\n' || r == '\r':
				out.WriteByte(' ')
			case i == mark || means(s, i, place, mdx):
				out.WriteByte('\\')
				out.WriteRune(r)
			default:
				if with := reference(r, c); with != "" {
					out.WriteString(with)
				} else {
					out.WriteRune(r)
				}
			}
		}
		return out.String()
	}
}

// means tells whether the character at s[i] can be markup, wherever the text is
// put.
func means(s string, i int, place markdownPlace, mdx bool) bool {
	next := byte(0)
	if i+1 < len(s) {
		next = s[i+1]
	}
	before := byte(0)
	if i > 0 {
		before = s[i-1]
	}
	switch s[i] {
	case '`', '*', '[', ']', '$':
		return true
	case '\\':
		return next == 0 || next == '\n' || isPunct(next)
	case '_', '~':
		return delimits(s[i], before, next)
	case '<':
		return mdx || next == 0 || isASCIILetter(next) || strings.IndexByte("/!?", next) >= 0
	case '&':
		_, size := entityAt(s[i:], true)
		return size > 0 || next == 0
	}
	return mdx && (s[i] == '{' || s[i] == '}') || place == inCell && s[i] == '|'
}

// delimits tells whether a line or tilde between two bytes, 0 where the text
// ends, can delimit emphasis or struck text.
func delimits(c, before, next byte) bool {
	if c == '_' {
		return !isASCIIAlnum(before) || !isASCIIAlnum(next)
	}
	return before == '~' || next == '~' || before == 0 || next == 0
}

// blockMark finds the mark with which a line that begins with s would begin a
// block: a list, a quote, a heading, a definition, a table. It is -1 where there
// is none.
func blockMark(s string) int {
	at := len(s) - len(strings.TrimLeft(s, " "))
	digits := digitsAt(s[at:], 9)
	at += digits
	if at == len(s) {
		return -1
	}
	begins := false
	switch rest := s[at:]; rest[0] {
	case '.', ')':
		begins = digits > 0 && (len(rest) == 1 || rest[1] == ' ' || rest[1] == '\n')
	case '-', '+', ':':
		begins = digits == 0 && (len(rest) == 1 || rest[1] == ' ' || rest[1] == '\n' || rest[1] == rest[0])
	case '=', '#', '>', '|':
		begins = digits == 0
	}
	if !begins {
		return -1
	}
	return at
}
