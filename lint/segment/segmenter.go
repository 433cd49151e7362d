package segment

// Segmenter answers questions about word edges and remembers the answers. It
// is not safe for concurrent use: every worker has its own. The zero Segmenter
// is not usable; see NewSegmenter.
type Segmenter struct {
	dict  *Dict
	memo  memo
	last  island
	pairs pairs
}

// NewSegmenter returns a Segmenter over d. It costs nothing until it is asked
// about an edge that is not certain.
func NewSegmenter(d *Dict) *Segmenter { return &Segmenter{dict: d} }

// Left reports whether byte offset p of text may be the left edge of a match:
// whether a word begins there, or, inside a compound, a whole sub-segment of at
// least two characters. Only text[lo:hi] is looked at; lo and hi themselves are
// edges. An offset outside lo to hi, inside a character or inside a run of
// Latin letters and digits is none.
func (s *Segmenter) Left(text string, p, lo, hi int) bool {
	return s.edge(text, p, lo, hi, false)
}

// Right reports whether byte offset p of text may be the right edge of a match:
// whether a word ends there, or, inside a compound, a whole sub-segment of at
// least two characters. See Left.
func (s *Segmenter) Right(text string, p, lo, hi int) bool {
	return s.edge(text, p, lo, hi, true)
}

func (s *Segmenter) edge(text string, p, lo, hi int, right bool) bool {
	lo, hi = max(lo, 0), min(hi, len(text))
	if p <= lo || p >= hi {
		return p == lo || p == hi
	}
	if !boundary(text, p, lo, hi) {
		return false
	}
	if s.last.holds(text, p, lo, hi) {
		return s.last.answer(p, right)
	}
	if !s.crossed(text, p, lo, hi) {
		return true
	}
	s.find(text, p, lo, hi)
	return s.last.answer(p, right)
}
