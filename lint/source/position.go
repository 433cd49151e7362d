package source

import (
	"math/bits"
	"strings"
	"sync"
)

// Span is a half-open range of bytes of the file.
type Span struct{ Start, End int }

// Position is a place in the file.
type Position struct {
	Offset int // bytes from the start of the file, a byte order mark included
	Line   int // 1-based
	Column int // 1-based, in code points of the decoded line; a byte order mark is not counted
}

// markEvery is the distance in bytes between two places whose number of
// characters is noted, so that a column on a very long line is found without
// counting from its start.
const markEvery = 256

// countable is the length in bytes up to which characters are simply counted.
const countable = 8 * markEvery

// lineIndex finds lines and columns in a text. What it knows does not change,
// so lookups are cheap in any order and safe from several goroutines.
type lineIndex struct {
	starts []uint32 // where each line starts

	once  sync.Once
	marks []uint32 // marks[i] characters start before byte i*markEvery; made when a long line asks
}

func newLineIndex(text string) *lineIndex {
	x := &lineIndex{starts: make([]uint32, 1, 1+strings.Count(text, "\n"))}
	for lines := newLineScanner(text); lines.scan(); {
		if lines.next > lines.end {
			x.starts = append(x.starts, u32(lines.next))
		}
	}
	return x
}

// mark counts the characters of the text.
func (x *lineIndex) mark(text string) {
	x.marks = make([]uint32, 0, len(text)/markEvery+1)
	chars := 0
	for off := 0; off <= len(text); off += markEvery {
		x.marks = append(x.marks, u32(chars))
		chars += countStarts(text[off:min(off+markEvery, len(text))])
	}
}

// line returns the 0-based number of the line that holds offset off.
func (x *lineIndex) line(off int) int {
	lo, hi := 0, len(x.starts)
	for hi-lo > 1 {
		mid := int(uint(lo+hi) >> 1)
		if int(x.starts[mid]) <= off {
			lo = mid
		} else {
			hi = mid
		}
	}
	return lo
}

// chars returns the number of characters of text[from:to]; both are at the
// start of a character.
func (x *lineIndex) chars(text string, from, to int) int {
	if to-from <= countable {
		return countStarts(text[from:to])
	}
	x.once.Do(func() { x.mark(text) })
	return x.before(text, to) - x.before(text, from)
}

// before returns the number of characters that start before off.
func (x *lineIndex) before(text string, off int) int {
	i := off / markEvery
	return int(x.marks[i]) + countStarts(text[i*markEvery:off])
}

// countStarts counts the bytes that start a character, in any part of valid
// UTF-8, eight at a time: of the two top bits of a continuation byte only the
// first is set.
func countStarts(s string) int {
	const low = 0x0101010101010101
	n := len(s)
	for ; len(s) >= 8; s = s[8:] {
		word := uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
			uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
		n -= bits.OnesCount64(word >> 7 & ^(word >> 6) & low)
	}
	for i := range len(s) {
		if s[i]&0xC0 == 0x80 {
			n--
		}
	}
	return n
}

// countLines returns the number of line ends in text.
func countLines(text string) int {
	n := strings.Count(text, "\n")
	for {
		r := strings.IndexByte(text, '\r')
		if r < 0 {
			return n
		}
		if text = text[r+1:]; !strings.HasPrefix(text, "\n") {
			n++
		}
	}
}
