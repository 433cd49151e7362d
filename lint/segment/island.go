package segment

import "unicode/utf8"

// maxIsland is the length in bytes up to which an island is handed to gse as a
// whole. Longer ones are noise (哈哈哈哈…): they are cut into tiles of this
// length that share overlap bytes, so that the cost of any number of
// questions stays linear in the text.
const (
	maxIsland = 1024
	overlap   = 256
)

// island is the island that was asked about last, with enough of the text
// around it to know it again: the string may lie in a buffer that is reused.
type island struct {
	lo, hi   int    // the bounds it was asked with
	from, to int    // every unit boundary between these is crossed by a word
	at       int    // where the text that gse cut begins
	around   int    // where the copy of the text begins
	copy     []byte // the text from around on
	verdict  verdict
}

// holds reports whether p lies inside the island, in the same text.
func (i *island) holds(text string, p, lo, hi int) bool {
	return p > i.from && p < i.to && lo == i.lo && hi == i.hi &&
		text[i.around:i.around+len(i.copy)] == string(i.copy)
}

// answer says what gse said about the unit boundary p.
func (i *island) answer(p int, right bool) bool { return i.verdict.has(p-i.at, right) }

// find makes the island around p, a unit boundary that is crossed by a word,
// the last one.
func (s *Segmenter) find(text string, p, lo, hi int) {
	d := s.dict
	from := prevUnit(text, p, lo, d.maxBytes)
	for from > lo && p-from <= maxIsland && s.crossed(text, from, lo, hi) {
		from = prevUnit(text, from, lo, d.maxBytes)
	}
	tile := lo + (p-lo)/maxIsland*maxIsland
	stop := max(from+maxIsland, tile+maxIsland)
	to := p
	for at := from; at < to && at <= stop; at = nextUnit(text, at, hi, d.maxBytes) {
		to = max(to, s.reach(text, at, hi))
	}
	at, end := from, to
	around, until := from, to
	if to-from > maxIsland {
		at, end = runeStart(text, tile-overlap, lo), runeStart(text, min(tile+maxIsland+overlap, hi), lo)
		around, until = min(at, from), max(end, to)
		from, to = max(from, tile-1), min(to, tile+maxIsland)
	}
	around, until = max(around-d.maxBytes, lo), min(until+d.maxBytes, hi)
	s.last = island{
		lo: lo, hi: hi, from: from, to: to, at: at, around: around,
		copy:    append(s.last.copy[:0], text[around:until]...),
		verdict: s.verdict(text[at:end]),
	}
}

// runeStart moves at to the left until it is between two characters, but not
// beyond lo.
func runeStart(text string, at, lo int) int {
	for at > lo && at < len(text) && !utf8.RuneStart(text[at]) {
		at--
	}
	return max(at, lo)
}
