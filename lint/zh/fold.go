package zh

import (
	"strings"
	"unicode/utf8"
)

// Fold folds a text, as Analyze does: for pattern literals and comparisons.
func Fold(text string) string {
	var f folder
	return f.fold(text)
}

// folder folds one text at a time and keeps its buffers.
type folder struct {
	src     string
	buf     []byte     // folded so far, without src[run:]
	run     int        // src[run:] up to the place looked at is its own folding
	changed bool       // something before run was not
	way     sourceWay  // the way back
	blanks  []int      // dropped blanks, in folded bytes
	focus   []focusRef // characters to be settled by their neighbours
	spots   []int32    // offsets of the characters that the scanner looks at
	out     strings.Builder
}

// focusRef is a character in the folded text that waits for its neighbours.
type focusRef struct {
	at    int // its offset
	char  int // its number, where characters are noted
	focus *foldFocus
}

func (f *folder) reset(text string) {
	f.src, f.buf, f.run, f.changed = text, f.buf[:0], 0, false
	f.way.reset(len(text))
	f.blanks, f.focus = f.blanks[:0], f.focus[:0]
}

func (f *folder) fold(text string) string {
	f.reset(text)
	for i := 0; i < len(text); {
		b := text[i]
		// Three bytes that are folded to themselves are nearly all of Chinese text.
		if b >= 0xE1 && b <= 0xEC && i+2 < len(text) && text[i+1]&0xC0 == 0x80 && text[i+2]&0xC0 == 0x80 {
			if r := han3(text, i); indexed(r) == r {
				i += 3
				continue
			}
		}
		i, _ = f.one(i)
	}
	return f.finish(func(*focusRef, rune) {})
}

// one folds one character and gives the next place, and what the character is
// folded to; -1 where it is left out.
func (f *folder) one(i int) (next int, to rune) {
	b := f.src[i]
	if b >= utf8.RuneSelf {
		return f.slow(i)
	}
	switch {
	case b == ' ':
		return f.blank(i, 1)
	case 'A' <= b && b <= 'Z':
		f.replace(i, 1, rune(b-'A'+'a'))
		return i + 1, rune(b - 'A' + 'a')
	default:
		return i + 1, rune(b)
	}
}

// slow is one for a character that is not ASCII.
func (f *folder) slow(i int) (next int, folded rune) {
	r, size := utf8.DecodeRuneInString(f.src[i:])
	to, act := foldRune(r)
	switch {
	case act == actDrop:
		f.drop(i, size)
		return i + size, -1
	case act == actContext:
		focus := focusOf(r)
		f.flush(i)
		f.focus = append(f.focus, focusRef{at: len(f.buf), focus: focus})
		f.buf = utf8.AppendRune(f.buf, r)
		f.run = i + size
		return i + size, r
	case to == ' ':
		return f.blank(i, size)
	case to != r || r == utf8.RuneError && size == 1:
		f.replace(i, size, to)
	}
	return i + size, to
}

// flush writes what is its own folding up to i.
func (f *folder) flush(i int) {
	f.buf = append(f.buf, f.src[f.run:i]...)
	f.run = i
	f.changed = true
}

// at is the folded offset of source offset i, which lies at or behind run.
func (f *folder) at(i int) int { return len(f.buf) + i - f.run }

func (f *folder) replace(i, size int, to rune) {
	f.flush(i)
	start := len(f.buf)
	f.buf = utf8.AppendRune(f.buf, to)
	f.run = i + size
	if len(f.buf)-start != size {
		f.way.add(len(f.buf), i+size, i+size)
	}
}

func (f *folder) drop(i, size int) {
	f.flush(i)
	f.run = i + size
	f.way.add(len(f.buf), i, i+size)
}

// blank folds the blank at i: one blank between two Han characters is left out.
func (f *folder) blank(i, size int) (next int, to rune) {
	if f.hanLast(i) && f.nextVisible(i+size) {
		f.blanks = append(f.blanks, f.at(i))
		f.drop(i, size)
		return i + size, -1
	}
	if f.src[i] != ' ' {
		f.replace(i, size, ' ')
	}
	return i + size, ' '
}

// hanLast reports whether the folded text ends in a Han character before source offset i.
func (f *folder) hanLast(i int) bool {
	if i > f.run {
		return hanBefore(f.src[:i], i)
	}
	r, size := utf8.DecodeLastRune(f.buf)
	return size > 1 && IsHan(r)
}

// nextVisible reports whether the first character from i on that is not left out is Han.
func (f *folder) nextVisible(i int) bool {
	for i < len(f.src) {
		r, size := utf8.DecodeRuneInString(f.src[i:])
		to, act := foldRune(r)
		if act != actDrop {
			return IsHan(to)
		}
		i += size
	}
	return false
}

// finish gives the folded text; settled is told what the characters become that
// had to wait.
func (f *folder) finish(settled func(ref *focusRef, to rune)) string {
	if !f.changed {
		return f.src
	}
	f.flush(len(f.src))
	for i := range f.focus {
		ref := &f.focus[i]
		to := ref.focus.settle(f.buf, ref.at)
		utf8.EncodeRune(f.buf[ref.at:ref.at+3], to)
		settled(ref, to)
	}
	// One piece of memory holds many short texts.
	if f.out.Cap()-f.out.Len() < len(f.buf) {
		f.out = strings.Builder{}
		f.out.Grow(max(len(f.buf), outPiece))
	}
	from := f.out.Len()
	f.out.Write(f.buf)
	return f.out.String()[from:]
}

// outPiece is the size of the pieces of memory for folded texts.
const outPiece = 8 << 10

// settle decides what the focus at offset at of text is folded to. Focuses and what they are
// folded to have three bytes each.
func (c *foldFocus) settle(text []byte, at int) rune {
	for _, ctx := range c.contexts {
		if hasSuffix(text[:at], ctx.before) && hasPrefix(text[at+3:], ctx.after) {
			return ctx.to
		}
	}
	return c.to
}

func hasPrefix(b []byte, s string) bool { return len(b) >= len(s) && string(b[:len(s)]) == s }

func hasSuffix(b []byte, s string) bool {
	return len(b) >= len(s) && string(b[len(b)-len(s):]) == s
}

// beginsWithAny gives the length of the first of list that text begins with, or 0.
func beginsWithAny(text string, list []string) int {
	for _, s := range list {
		n := len(s)
		// The last byte settles nearly every comparison without a call.
		if n > 0 && n <= len(text) && text[n-1] == s[n-1] && text[:n] == s {
			return n
		}
	}
	return 0
}
