package report

import (
	"html"
	"strconv"
	"strings"
)

// escapeMarkdown makes text safe in a comment on a code host, also in the cell of
// a table: no markup, no HTML, no mentions, no links.
func escapeMarkdown(s string) string {
	s = visible(s)
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		switch {
		case c == '&':
			b.WriteString("&amp;")
			continue
		case c == '<':
			b.WriteString("&lt;")
			continue
		case strings.IndexByte("\\`*_[]>|~#$@", c) >= 0,
			i == 0 && strings.IndexByte("-+=", c) >= 0,                              // a list, a heading
			(c == '.' || c == ')') && i > 0 && strings.Trim(s[:i], digits) == "",    // 1. a list
			c == ':' && strings.HasPrefix(s[i:], "://"),                             // links that
			c == '.' && strings.HasSuffix(strings.ToLower(s[max(i-3, 0):i]), "www"): // need no markup
			b.WriteByte('\\')
		}
		b.WriteByte(c)
		// A reference is looked for when the markup is gone: keep its sign from
		// what follows.
		if (c == '@' || c == '#') && i+1 < len(s) && isWord(s[i+1]) {
			b.WriteString("<span></span>")
		}
	}
	return b.String()
}

const digits = "0123456789"

// isWord reports whether c is an ASCII letter or digit.
func isWord(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

// code is text in a fixed font, as HTML, which is the same in a paragraph, in the
// cell of a table and in a summary whatever signs are in it.
func code(s string) string {
	var b strings.Builder
	b.WriteString("<code>")
	s = html.EscapeString(visible(s))
	for i := range len(s) {
		if strings.IndexByte("\\`*_[]|~@:", s[i]) >= 0 {
			b.WriteString("&#" + strconv.Itoa(int(s[i])) + ";")
		} else {
			b.WriteByte(s[i])
		}
	}
	b.WriteString("</code>")
	return b.String()
}
