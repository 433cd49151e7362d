package source

import "html"

// maxEntity is the most bytes of a character reference, such as
// &CounterClockwiseContourIntegral;.
const maxEntity = 34

// entityAt reads the character reference that s starts with, and returns what it
// stands for and its length; 0 where there is none. Strict references end in a
// semicolon, as those of Markdown do.
func entityAt(s string, strict bool) (text string, size int) {
	if len(s) < 3 || s[0] != '&' {
		return "", 0
	}
	if s[1] == '#' {
		return numberAt(s, strict)
	}
	n := 1
	for n < len(s) && n < maxEntity && isASCIIAlnum(s[n]) {
		n++
	}
	if n < len(s) && s[n] == ';' {
		// Not so for &notit;, in which only &not is a reference.
		if text = html.UnescapeString(s[:n+1]); text != html.UnescapeString(s[:n])+";" {
			return text, n + 1
		}
	}
	if strict {
		return "", 0
	}
	// Of the names that need no semicolon none begins another.
	for end := 3; end <= min(n, 8); end++ {
		if text = html.UnescapeString(s[:end]); text != s[:end] {
			return text, end
		}
	}
	return "", 0
}

// numberAt reads &#20320; or &#x4F60;.
func numberAt(s string, strict bool) (text string, size int) {
	n, isDigit := 2, isASCIIDigit
	if s[2] == 'x' || s[2] == 'X' {
		n, isDigit = 3, isHexDigit
	}
	first := n
	for n < len(s) && n-first < 8 && isDigit(s[n]) {
		n++
	}
	if n == first {
		return "", 0
	}
	text = html.UnescapeString(s[:n] + ";")
	if n < len(s) && s[n] == ';' {
		return text, n + 1
	}
	if strict {
		return "", 0
	}
	return text, n
}

func isASCIIDigit(c byte) bool { return '0' <= c && c <= '9' }

func isHexDigit(c byte) bool {
	return isASCIIDigit(c) || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

func isASCIILetter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }

func isASCIIAlnum(c byte) bool { return isASCIIDigit(c) || isASCIILetter(c) }

func isPunct(c byte) bool { return c > ' ' && c < 0x7F && !isASCIIAlnum(c) }
