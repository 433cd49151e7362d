package source

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

const (
	// detectWindow is how much of a file is looked at to guess its encoding,
	// from its start and from the first byte that is not ASCII.
	detectWindow = 64 << 10
	// scoreWindow is how much of that is decoded on trial.
	scoreWindow = 8 << 10
	// enough is the score under which bytes are no text in an encoding.
	enough = 0.35
	// evident is the share of ordinary characters that UTF-16 without a byte
	// order mark must have.
	evident = 0.98
)

// firstNonASCII returns the offset of the first byte over 0x7F, or -1.
func firstNonASCII(src []byte) int {
	for i, b := range src {
		if b >= utf8.RuneSelf {
			return i
		}
	}
	return -1
}

// detectBytes guesses the encoding of src among those that are made of single
// bytes; last says that nothing follows src. It is charsetUTF8 for valid and for
// slightly damaged UTF-8, charsetUnknown when src looks like text in none.
func detectBytes(src []byte, last bool) charset {
	last = last && len(src) <= detectWindow
	src = src[:min(len(src), detectWindow)]
	if bad := badUTF8(src); bad < 0 || !last && bad >= len(src)-3 {
		return charsetUTF8
	}
	last = last && len(src) <= scoreWindow
	src = src[:min(len(src), scoreWindow)]
	table := frequency()
	best, top := charsetUnknown, enough
	for _, c := range []charset{charsetUTF8, charsetGB18030, charsetBig5} {
		if s := scoreOf(c, src, last, table); s > top {
			best, top = c, s
		}
	}
	return best
}

// scoreOf decodes src on trial and returns how much it looks like Chinese, at
// most 1: the points of its characters, with half a point for those that only
// the designers of the charset held for common, and a penalty for each error.
func scoreOf(c charset, src []byte, last bool, table *charTable) float64 {
	points, chars, errs := 0.0, 0, 0
	for len(src) > 0 {
		d := c.decode(src)
		p, n := scoreDecoded(c, src, d, table)
		points, chars = points+p, chars+n
		if d.bad < 0 {
			break
		}
		if last || len(src)-d.bad >= 4 { // else the window may have cut a character
			errs++
		}
		src = src[d.bad+1:]
		if errs > 64 {
			return 0
		}
	}
	const penalty = 4
	if chars == 0 {
		return 0
	}
	return (points - float64(penalty*errs)) / float64(chars+errs)
}

// scoreDecoded returns the points and the number of the characters of d that
// are not ASCII.
func scoreDecoded(c charset, src []byte, d decoded, table *charTable) (points float64, chars int) {
	if len(d.runs) == 0 {
		d.runs = runMap{{tu: 1, su: 1}}
	}
	for i, r := range d.runs {
		end := len(d.text)
		if i+1 < len(d.runs) {
			end = int(d.runs[i+1].text)
		}
		at := int(r.src)
		for _, ch := range d.text[r.text:end] {
			size := int(r.su)
			if c == charsetUTF8 {
				size = utf8.RuneLen(ch)
			}
			if ch >= utf8.RuneSelf {
				chars++
				p := table.points(ch)
				if p == 0 && (size == 4 || common(c, src[at:at+size], ch)) {
					p = 0.5 // four bytes: an emoji, as good as any
				}
				points += p
			}
			at += size
		}
	}
	return points, chars
}

// common reports whether the character ch, written as b, is in the part of the
// charset that was laid out for common characters.
func common(c charset, b []byte, ch rune) bool {
	if len(b) != 2 {
		return c == charsetUTF8 && unicode.Is(unicode.Han, ch)
	}
	switch c {
	case charsetGB18030:
		return 0xB0 <= b[0] && b[0] <= 0xD7 && b[1] >= 0xA1
	case charsetBig5:
		return 0xA4 <= b[0] && b[0] <= 0xC6
	default:
		return false
	}
}

// detectWide reports whether src, the start of a file, is very evidently UTF-16
// without a byte order mark; last says that nothing follows src.
func detectWide(src []byte, last bool) (charset, bool) {
	if last && len(src)%2 != 0 {
		return charsetUnknown, false
	}
	src = src[:min(len(src)&^1, scoreWindow)]
	table := frequency()
	best, top := charsetUnknown, 0.0
	for _, c := range []charset{charsetUTF16LE, charsetUTF16BE} {
		if s := scoreWide(c, src, table); s > top {
			best, top = c, s
		}
	}
	return best, top > 0
}

// scoreWide returns the share of frequent characters, ASCII among them, or 0 if
// that is not evident.
func scoreWide(c charset, src []byte, table *charTable) float64 {
	d := c.decode(src)
	if d.bad >= 0 && d.bad < len(src)-4 {
		return 0
	}
	const few = 4 // characters, of which none is ASCII, are no evidence
	chars, ordinary, good := 0, 0, 0
	for _, r := range d.text {
		chars++
		switch {
		case r == '\t' || r == '\n' || r == '\r' || ' ' <= r && r <= '~' || table.points(r) > 0:
			good++
			ordinary++
		case r < ' ':
			return 0
		case unicode.Is(unicode.Han, r), r >= 0x10000, 0x2000 <= r && r < 0x2700, 0x3000 <= r && r < 0x3040, 0xFF00 <= r && r < 0xFFF0:
			ordinary++
		}
	}
	if chars == 0 || chars < few && bytes.IndexByte(src, 0) < 0 || float64(ordinary) < evident*float64(chars) || 2*good < chars {
		return 0
	}
	return float64(good) / float64(chars)
}
