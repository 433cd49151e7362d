package zh

import "unicode/utf8"

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
}

// focusRef is a character in the folded text that waits for its neighbours.
type focusRef struct {
	at    int
	focus *foldFocus
}

func (f *folder) fold(text string) string {
	f.src, f.buf, f.run, f.changed = text, f.buf[:0], 0, false
	f.way.reset(len(text))
	f.blanks, f.focus = f.blanks[:0], f.focus[:0]
	for i := 0; i < len(text); {
		b := text[i]
		if b < utf8.RuneSelf {
			switch {
			case b == ' ':
				i = f.blank(i, 1)
			case 'A' <= b && b <= 'Z':
				f.replace(i, 1, rune(b-'A'+'a'))
				i++
			default:
				i++
			}
			continue
		}
		// Three bytes that are folded to themselves are nearly all of Chinese text.
		if b >= 0xE1 && b <= 0xEC && i+2 < len(text) && text[i+1]&0xC0 == 0x80 && text[i+2]&0xC0 == 0x80 {
			r := rune(b&0x0F)<<12 | rune(text[i+1]&0x3F)<<6 | rune(text[i+2]&0x3F)
			if indexed(r) == r {
				i += 3
				continue
			}
		}
		i = f.slow(i)
	}
	return f.finish()
}

// slow folds one character that is not plainly its own folding, and gives the next place.
func (f *folder) slow(i int) int {
	r, size := utf8.DecodeRuneInString(f.src[i:])
	to, act := foldRune(r)
	switch {
	case act == actDrop:
		f.drop(i, size)
	case act == actContext:
		focus := focusOf(r)
		f.flush(i)
		f.focus = append(f.focus, focusRef{len(f.buf), focus})
		f.buf = utf8.AppendRune(f.buf, r)
		f.run = i + size
	case to == ' ':
		return f.blank(i, size)
	case to != r || r == utf8.RuneError && size == 1:
		f.replace(i, size, to)
	}
	return i + size
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
func (f *folder) blank(i, size int) int {
	if f.hanLast(i) {
		if next := f.nextVisible(i + size); next {
			f.blanks = append(f.blanks, f.at(i))
			f.drop(i, size)
			return i + size
		}
	}
	if f.src[i] != ' ' {
		f.replace(i, size, ' ')
	}
	return i + size
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

func (f *folder) finish() string {
	if !f.changed {
		return f.src
	}
	f.flush(len(f.src))
	for _, ref := range f.focus {
		to := ref.focus.settle(f.buf, ref.at)
		utf8.EncodeRune(f.buf[ref.at:ref.at+3], to)
	}
	return string(f.buf)
}

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
