package pattern

import (
	"slices"
	"sort"
	"unicode"

	"github.com/cuoci/cuoci/lint/zh"
)

// What is known of a place of the text.
const (
	leftKnown = 1 << iota
	leftEdge
	rightKnown
	rightEdge
	closed // strictly inside A-not-A, a double negation or a frozen word
)

// close forbids match edges strictly inside a stretch.
func (v *vm) close(start, end int32) {
	for i := start + 1; i < end; i++ {
		v.flags[i] |= closed
	}
}

// accept judges the edges and the place of a match.
func (v *vm) accept(end int32) bool {
	if end == v.start || v.flags[v.start]&closed != 0 || v.flags[end]&closed != 0 {
		return false
	}
	from, to := v.offset(v.start), v.offset(end)
	if v.z.Marked(from, to) {
		if q, ok := reaching(v.quotes(), from); ok && q.Start <= from && to <= q.End {
			return false
		}
	}
	if o, ok := reaching(v.a.Opaque, from); ok && o.Start < from {
		return false // it begins inside a link
	}
	if o, ok := reaching(v.a.Opaque, to-1); ok && o.Start < to && to < o.End {
		return false // it ends inside a link
	}
	if !v.p.anyEdges && !v.lax && !v.edges(v.start, end) {
		return false
	}
	if v.cover != nil {
		v.cover.add(v.p, v.path)
	}
	return true
}

// quotes finds the quotes of the text when they are first needed.
func (v *vm) quotes() []zh.Span {
	if !v.quoted {
		v.quoted = true
		v.z.FindQuotes()
	}
	return v.a.Quotes
}

// edges tells whether a match begins and ends at word edges. What it crosses a
// blank with (我 不 能退) is cut as if the blank were not there.
func (v *vm) edges(start, end int32) bool {
	if len(v.a.Blanks) == 0 {
		return v.right(end) && v.left(start)
	}
	from, to := v.offset(start), v.offset(end)
	i, _ := slices.BinarySearch(v.a.Blanks, from+1)
	j, _ := slices.BinarySearch(v.a.Blanks, to)
	if i == j {
		return v.right(end) && v.left(start)
	}
	c := v.clauseAt(from)
	lo, hi := c.Start, max(c.End, to)
	if i > 0 {
		lo = max(lo, v.a.Blanks[i-1])
	}
	if j < len(v.a.Blanks) {
		hi = min(hi, v.a.Blanks[j])
	}
	return v.seg.Left(v.a.Text, from, lo, hi) && v.seg.Right(v.a.Text, to, lo, hi)
}

// reaching is the first of sorted, disjoint spans that ends behind an offset.
func reaching(spans []zh.Span, at int) (zh.Span, bool) {
	if len(spans) == 0 {
		return zh.Span{}, false
	}
	i := sort.Search(len(spans), func(i int) bool { return spans[i].End > at })
	if i == len(spans) {
		return zh.Span{}, false
	}
	return spans[i], true
}

// left tells whether a place may be the left edge of a literal.
func (v *vm) left(at int32) bool {
	f := &v.flags[at]
	if *f&leftKnown == 0 {
		*f |= leftKnown
		if lo, hi := v.stretch(at); v.seg.Left(v.a.Text, v.offset(at), lo, hi) {
			*f |= leftEdge
		}
	}
	return *f&(leftEdge|closed) == leftEdge
}

// right tells whether a place may be the right edge of a literal.
func (v *vm) right(at int32) bool {
	f := &v.flags[at]
	if *f&rightKnown == 0 {
		*f |= rightKnown
		if lo, hi := v.stretch(at); v.seg.Right(v.a.Text, v.offset(at), lo, hi) {
			*f |= rightEdge
		}
	}
	return *f&(rightEdge|closed) == rightEdge
}

// stretch is the part of the text, in offsets, in which word edges are looked
// for: the clause, cut at the blanks, which are punctuation in chat.
func (v *vm) stretch(place int32) (lo, hi int) {
	at := v.offset(place)
	c := v.clauseAt(at)
	if c.Start == at {
		return at, at
	}
	lo, hi = c.Start, c.End
	if len(v.a.Blanks) == 0 {
		return lo, hi
	}
	i, found := slices.BinarySearch(v.a.Blanks, at)
	if found {
		return at, at
	}
	if i > 0 {
		lo = max(lo, v.a.Blanks[i-1])
	}
	if i < len(v.a.Blanks) {
		hi = min(hi, v.a.Blanks[i])
	}
	return lo, hi
}

// blank tells whether a blank was dropped before a character.
func (v *vm) blank(at int32) bool {
	if len(v.a.Blanks) == 0 {
		return false
	}
	_, found := slices.BinarySearch(v.a.Blanks, v.offset(at))
	return found
}

// opaque tells whether a link or placeholder begins at a place.
func (v *vm) opaque(at int32) bool {
	if len(v.a.Opaque) == 0 {
		return false
	}
	_, found := slices.BinarySearchFunc(v.a.Opaque, v.offset(at), func(s zh.Span, at int) int { return s.Start - at })
	return found
}

// clauseAt is the clause that holds an offset; at its end, the next one.
func (v *vm) clauseAt(at int) zh.Span {
	cs := v.a.Clauses
	if len(cs) == 0 {
		return zh.Span{End: len(v.a.Text)}
	}
	if c := cs[v.clause]; at < c.Start || at >= c.End {
		i, found := slices.BinarySearchFunc(cs, at, func(c zh.Span, at int) int { return c.Start - at })
		if !found {
			i--
		}
		v.clause = i
	}
	return cs[v.clause]
}

// anchor tells whether a place of the sentence or turn is here, with nothing
// but punctuation and blanks between.
func (v *vm) anchor(place int, at int32) bool {
	text, offset := v.a.Text, v.offset(at)
	switch place {
	case turnStart:
		return bare(text[:offset])
	case turnEnd:
		return bare(text[offset:])
	case sentenceStart:
		return bare(text[v.sentence(offset, false).Start:offset])
	default:
		return bare(text[offset:v.sentence(offset, true).End])
	}
}

// sentence is the sentence that holds an offset; at a border, the one that
// ends there if ending, else the one that begins.
func (v *vm) sentence(at int, ending bool) zh.Span {
	ss := v.a.Sentences
	i, found := slices.BinarySearchFunc(ss, at, func(s zh.Span, at int) int { return s.Start - at })
	if i == len(ss) || !found || ending && i > 0 {
		i--
	}
	if i < 0 {
		return zh.Span{End: len(v.a.Text)}
	}
	return ss[i]
}

// bare tells whether a text holds no word and asks nothing.
func bare(text string) bool {
	for _, r := range text {
		if r == '?' || unicode.IsLetter(r) || unicode.IsNumber(r) {
			return false
		}
	}
	return true
}
