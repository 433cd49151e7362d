package source

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/transform"
)

// decoded is what a charset made of some bytes.
type decoded struct {
	text string
	runs runMap
	bad  int // number of bytes that were decoded before the first that cannot be; -1: all were
}

// decode turns src into text, up to the first byte that the charset does not
// allow.
func (c charset) decode(src []byte) decoded {
	switch c {
	case charsetUTF16LE, charsetUTF16BE:
		return c.decodeWide(src)
	case charsetGB18030, charsetGBK, charsetBig5:
		return c.decodeTable(src)
	default:
		bad := badUTF8(src)
		if bad >= 0 {
			src = src[:bad]
		}
		return decoded{text: string(src), bad: bad}
	}
}

// badUTF8 returns the offset of the first byte that is not valid UTF-8, or -1.
func badUTF8(src []byte) int {
	for i := hanRun(src); i < len(src); i += hanRun(src[i:]) {
		if src[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRune(src[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return -1
}

// hanRun returns the length of what src begins with that is plainly valid: ASCII,
// eight at a time, and characters of three bytes, nearly all that Chinese text is
// made of, two at a time. The lead bytes E0 and ED, which not all others may
// follow, are left to the caller.
func hanRun(src []byte) int {
	i := 0
	for i+8 <= len(src) {
		w := binary.LittleEndian.Uint64(src[i:])
		switch {
		case w&0xC0C0F0C0C0F0 == 0x8080E08080E0 && w&0x0F != 0 && w&0x0F != 0x0D && w>>24&0x0F != 0 && w>>24&0x0F != 0x0D:
			i += 6
		case w&0x8080808080808080 == 0:
			i += 8
		case w&0xC0C0F0 == 0x8080E0 && w&0x0F != 0 && w&0x0F != 0x0D:
			i += 3
		case w&0x80 == 0:
			i++
		default:
			return i
		}
	}
	return i
}

func (c charset) decodeWide(src []byte) decoded {
	var text strings.Builder
	text.Grow(len(src) + len(src)/2)
	var runs runMap
	for i := 0; i < len(src); {
		if i+2 > len(src) {
			return decoded{text.String(), runs, i}
		}
		r, size := rune(c.unit(src[i:])), 2
		if utf16.IsSurrogate(r) {
			if i+4 > len(src) {
				return decoded{text.String(), runs, i}
			}
			r, size = utf16.DecodeRune(r, rune(c.unit(src[i+2:]))), 4
			if r == utf8.RuneError {
				return decoded{text.String(), runs, i}
			}
		}
		runs = runs.add(text.Len(), i, utf8.RuneLen(r), size)
		text.WriteRune(r)
		i += size
	}
	return decoded{text.String(), runs, -1}
}

// decodeTable decodes with the tables of x/text. They put U+FFFD for what they
// cannot decode and say nothing, so their output is walked beside src, which
// finds the map and the first such place.
func (c charset) decodeTable(src []byte) decoded {
	if c == charsetGBK {
		c = charsetGB18030
	}
	out := c.transform(src)
	var runs runMap
	to := 0
	for from := 0; from < len(src); {
		if src[from] < utf8.RuneSelf {
			runs = runs.add(to, from, 1, 1)
			to, from = to+1, from+1
			continue
		}
		size := c.width(src[from:])
		r, n := utf8.DecodeRune(out[to:])
		if size == 0 || r == utf8.RuneError && string(src[from:from+size]) != "\x84\x31\xA4\x37" {
			return decoded{string(out[:to]), runs, from}
		}
		if c == charsetBig5 {
			switch string(src[from : from+size]) {
			case "\x88\x62", "\x88\x64", "\x88\xA3", "\x88\xA5":
				// These four stand for a letter and a combining accent.
				_, accent := utf8.DecodeRune(out[to+n:])
				n += accent
			}
		}
		runs = runs.add(to, from, n, size)
		to, from = to+n, from+size
	}
	return decoded{string(out), runs, -1}
}

// width returns the number of bytes of the character at the start of src, which
// is not ASCII, by its form alone; 0 if no character has that form.
func (c charset) width(src []byte) int {
	if c != charsetBig5 && src[0] == 0x80 {
		return 1
	}
	if src[0] == 0x80 || src[0] == 0xFF || len(src) < 2 {
		return 0
	}
	digit := func(b byte) bool { return '0' <= b && b <= '9' }
	if c != charsetBig5 && digit(src[1]) {
		if len(src) >= 4 && src[2] >= 0x81 && src[2] != 0xFF && digit(src[3]) {
			return 4
		}
		return 0
	}
	if src[1] < 0x40 || src[1] == 0x7F || src[1] == 0xFF || c == charsetBig5 && 0x80 <= src[1] && src[1] <= 0xA0 {
		return 0
	}
	return 2
}

// transform runs the decoder of x/text over the whole of src.
func (c charset) transform(src []byte) []byte {
	t := c.table().NewDecoder()
	out := make([]byte, 0, len(src)+len(src)/2+8)
	for {
		free := out[len(out):cap(out)]
		nDst, nSrc, err := t.Transform(free, src, true)
		out, src = out[:len(out)+nDst], src[nSrc:]
		if !errors.Is(err, transform.ErrShortDst) {
			return out
		}
		out = append(out, make([]byte, len(src)+len(src)/2+8)...)[:len(out)]
	}
}

// badByte describes the byte at src[at] that could not be decoded; base is the
// file offset of src.
func (c charset) badByte(src []byte, at, base int) error {
	const show = 2
	shown := src[at:min(at+show, len(src))]
	if c.wide() && len(shown) < show {
		return fmt.Errorf("not valid %v: half a character at the end, at byte offset %d (0x%X)", c, base+at, shown)
	}
	if !c.wide() {
		shown = shown[:1]
	}
	return fmt.Errorf("not valid %v: 0x%X at byte offset %d", c, shown, base+at)
}

// lastLineEnd returns the length of the whole lines that src starts with. At
// its end, an \r is not taken for a line end unless more is known to follow.
func (c charset) lastLineEnd(src []byte) int {
	if !c.wide() {
		if i := bytes.LastIndexByte(src, '\n'); i >= 0 {
			return i + 1
		}
		if len(src) == 0 {
			return 0
		}
		return bytes.LastIndexByte(src[:len(src)-1], '\r') + 1
	}
	n := len(src) &^ 1
	for i := n - 2; i >= 0; i -= 2 {
		if u := c.unit(src[i:]); u == '\n' || u == '\r' && i < n-2 {
			return i + 2
		}
	}
	return 0
}
