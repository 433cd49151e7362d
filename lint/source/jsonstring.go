package source

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// newJSONText returns the Text of a JSON string, valid and without its quotes,
// that stands in b.text[start:end]; plain is the notation of one without escapes.
func newJSONText(b *Block, start, end int, plain *notation) Text {
	raw := b.text[start:end]
	escape := strings.IndexByte(raw, '\\')
	if escape < 0 {
		return Text{s: raw, block: b, at: start, notation: plain}
	}
	var text strings.Builder
	text.Grow(len(raw))
	n := &notation{encode: encodeJSON}
	ascii := true // all that is not ASCII is escaped, and something is
	escaped := false
	for i := 0; i < len(raw); {
		if escape != i { // a stretch of text as it is
			stop := escape
			if stop < 0 {
				stop = len(raw)
			}
			n.runs = n.runs.add(text.Len(), start+i, 1, 1)
			text.WriteString(raw[i:stop])
			ascii = ascii && firstNonASCII([]byte(raw[i:stop])) < 0
			i = stop
			continue
		}
		r, size := unescapeJSON(raw[i:])
		n.runs = n.runs.add(text.Len(), start+i, utf8.RuneLen(r), size)
		text.WriteRune(r)
		escaped = escaped || r >= utf8.RuneSelf
		i += size
		escape = strings.IndexByte(raw[i:], '\\')
		if escape >= 0 {
			escape += i
		}
	}
	if ascii && escaped {
		n.encode = encodeASCIIJSON
	}
	return Text{s: text.String(), block: b, at: start, notation: n}
}

// unescapeJSON returns the character that the escape at the start of s, which
// is valid, stands for, and the length of the escape.
func unescapeJSON(s string) (r rune, size int) {
	switch s[1] {
	case 'b':
		return '\b', 2
	case 'f':
		return '\f', 2
	case 'n':
		return '\n', 2
	case 'r':
		return '\r', 2
	case 't':
		return '\t', 2
	case 'u':
		r, size = hex4(s[2:]), 6
		if utf16.IsSurrogate(r) && len(s) >= 12 {
			r, size = utf16.DecodeRune(r, hex4(s[8:])), 12
		}
		return r, size
	default:
		return rune(s[1]), 2
	}
}

// hex4 reads the four hexadecimal digits at the start of s.
func hex4(s string) rune {
	n, err := strconv.ParseUint(s[:4], 16, 16)
	if err != nil {
		return utf8.RuneError // the decoder has checked them
	}
	return rune(n)
}

// encodeJSON writes s as the inside of a JSON string, with as few escapes as
// JSON and the charset allow.
func encodeJSON(s string, c charset) string {
	return escapeJSON(s, func(r rune) bool { return !c.has(r) })
}

// encodeASCIIJSON writes s as the inside of a JSON string in ASCII alone.
func encodeASCIIJSON(s string, _ charset) string {
	return escapeJSON(s, func(r rune) bool { return r >= utf8.RuneSelf })
}

// shortEscape is the escape of two characters that JSON and YAML write for one;
// empty for a character that needs none or has a longer one.
func shortEscape(r rune) string {
	switch r {
	case '"':
		return `\"`
	case '\\':
		return `\\`
	case '\n':
		return `\n`
	case '\r':
		return `\r`
	case '\t':
		return `\t`
	}
	return ""
}

func escapeJSON(s string, escape func(rune) bool) string {
	var out strings.Builder
	out.Grow(len(s))
	for _, r := range s {
		short := shortEscape(r)
		switch {
		case short != "":
			out.WriteString(short)
		case r < ' ' || escape(r):
			if r >= 0x10000 {
				hi, lo := utf16.EncodeRune(r)
				writeHex4(&out, hi)
				r = lo
			}
			writeHex4(&out, r)
		default:
			out.WriteRune(r)
		}
	}
	return out.String()
}

func writeHex4(out *strings.Builder, r rune) {
	const digits = "0123456789abcdef"
	out.WriteString(`\u`)
	for shift := 12; shift >= 0; shift -= 4 {
		out.WriteByte(digits[r>>shift&0xF])
	}
}
