package segment

import (
	"unicode"
	"unicode/utf8"
)

// gse cuts text into units before it looks for words: a run of letters and
// digits of at most two bytes each (Latin, Greek, Cyrillic, …) is one unit,
// anything else is a unit by itself, a byte that is not UTF-8 too. A word
// begins and ends on unit boundaries. The functions here look at
// text[lo:hi] only: lo and hi are boundaries whatever stands beside them.

// inRun reports whether gse takes a character of that size for part of a run.
func inRun(r rune, size int) bool {
	if r < utf8.RuneSelf {
		return '0' <= r && r <= '9' || 'a' <= r|0x20 && r|0x20 <= 'z'
	}
	return size == 2 && (unicode.IsLetter(r) || unicode.IsNumber(r))
}

// unitEnd reports whether a unit ends at offset end, given that a character of
// the given size does.
func unitEnd(text string, end, size, hi int) bool {
	if size > 2 || end >= hi {
		return true
	}
	r, n := utf8.DecodeRuneInString(text[end:hi])
	if !inRun(r, n) {
		return true
	}
	r, n = utf8.DecodeRuneInString(text[end-size : end])
	return !inRun(r, n)
}

// boundary reports whether offset p, lo < p < hi, lies between two units.
func boundary(text string, p, lo, hi int) bool {
	if c := text[p]; c >= 0x80 && c < 0xC0 {
		// A continuation byte: inside a character, unless it is a stray one.
		for s := p - 1; s >= lo && s > p-utf8.UTFMax; s-- {
			if utf8.RuneStart(text[s]) {
				if _, n := utf8.DecodeRuneInString(text[s:hi]); n > p-s {
					return false
				}
				break
			}
		}
	}
	r, n := utf8.DecodeRuneInString(text[p:hi])
	if !inRun(r, n) {
		return true
	}
	r, n = utf8.DecodeLastRuneInString(text[lo:p])
	return !inRun(r, n)
}

// nextUnit returns the end of the unit that begins at offset at, but at most
// one run of limit bytes further: no word is longer.
func nextUnit(text string, at, hi, limit int) int {
	if text[at]&0xF0 != 0xE0 {
		hi = min(hi, at+limit)
		end := at
		for end < hi {
			r, n := utf8.DecodeRuneInString(text[end:hi])
			if !inRun(r, n) {
				break
			}
			end += n
		}
		if end > at {
			return end
		}
	}
	_, n := utf8.DecodeRuneInString(text[at:hi])
	return at + n
}

// prevUnit returns the start of the unit that ends at offset at; of a run, at
// most about limit bytes.
func prevUnit(text string, at, lo, limit int) int {
	r, n := utf8.DecodeLastRuneInString(text[lo:at])
	start := at - n
	if !inRun(r, n) {
		return start
	}
	for stop := max(lo, at-limit); start > stop; start -= n {
		if r, n = utf8.DecodeLastRuneInString(text[lo:start]); !inRun(r, n) {
			break
		}
	}
	return start
}

// walk calls found for every word that begins at offset at, which must be the
// start of a unit. A user word hides the built-in word of the same text.
func (d *Dict) walk(text string, at, hi int, found func(end int, freq float64, pos string)) {
	taken := false // some word here is the user's
	if d.user != nil {
		d.user.walk(text, at, hi, func(end int, w *Word) {
			found(end, w.Freq, w.Pos)
			taken = true
		})
	}
	x := d.index
	a, size := x.Decode(text[:hi], at)
	if a == 0 {
		return
	}
	emit := func(end, size int, value uint32) {
		if value != 0 && unitEnd(text, end, size, hi) {
			if taken && d.isUser(text[at:end]) {
				return
			}
			freq, pos := x.Value(value)
			found(end, float64(freq), pos)
		}
	}
	end := at + size
	emit(end, size, x.One(a))
	if end >= hi {
		return
	}
	b, size := x.Decode(text[:hi], end)
	if b == 0 {
		return
	}
	base, value, ok := x.Two(a, b)
	for ok {
		end += size
		emit(end, size, value)
		if base == 0 || end >= hi {
			return
		}
		b, size = x.Decode(text[:hi], end)
		base, value, ok = x.Step(base, b)
	}
}

// isUser reports whether word is one of the user's.
func (d *Dict) isUser(word string) bool {
	is := false
	d.user.walk(word, 0, len(word), func(end int, _ *Word) { is = is || end == len(word) })
	return is
}

// reach returns the end of the longest word of more than one character that
// begins at offset at, which must be the start of a unit; or at if there is
// none.
func (s *Segmenter) reach(text string, at, hi int) int {
	far := at
	if s.dict.user != nil {
		s.dict.user.walk(text, at, hi, func(end int, _ *Word) { far = max(far, end) })
	}
	x := s.dict.index
	in := text[:hi]
	a, size := x.Decode(in, at)
	end := at + size
	if a == 0 || end >= hi {
		return far
	}
	b, size := x.Decode(in, end)
	if b == 0 {
		return far
	}
	h := s.pairs.head(x, a, b)
	base, value, ok := h.Base(), h.Value(), h.Begins()
	for ok {
		end += size
		if value != 0 && end > far && (size > 2 || unitEnd(text, end, size, hi)) {
			far = end
		}
		if base == 0 || end >= hi {
			break
		}
		b, size = x.Decode(in, end)
		base, value, ok = x.Step(base, b)
	}
	return far
}

// crossed reports whether some word begins before the unit boundary p and ends
// behind it. Where none does, p is a word boundary under every segmentation.
func (s *Segmenter) crossed(text string, p, lo, hi int) bool {
	d := s.dict
	right, _ := d.index.Decode(text[:hi], p)
	for q := p; q > lo && p-q < d.maxBytes; {
		// A word that crosses p from here on leftwards holds both characters
		// around q.
		r, n := utf8.DecodeLastRuneInString(text[lo:q])
		left := uint32(0)
		if r != utf8.RuneError || n > 1 {
			left = d.index.Class(r)
		}
		if left == 0 || right == 0 || !s.pairs.adjacent(d.index, left, right) {
			if d.user == nil || !d.user.adjacent(text, q, lo, hi) {
				return false
			}
		}
		q -= n
		if inRun(r, n) {
			q = prevUnit(text, q+n, lo, d.maxBytes)
			left, _ = d.index.Decode(text[:hi], q)
		}
		if s.reach(text, q, hi) > p {
			return true
		}
		right = left
	}
	return false
}
