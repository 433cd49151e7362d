package pattern

import (
	"cmp"
	"math"
	"slices"
)

// Hit is a place where a marker matches.
type Hit struct {
	Start, End int // byte offsets in the folded text
	Pattern    int // index of the pattern in its marker
}

// Hits are the hits of a marker, sorted and disjoint; valid until Reset.
func (m *Matcher) Hits(marker int) []Hit { return m.HitsWithin(marker, 0, math.MaxInt) }

// HitsWithin are the hits of a marker that end at offset from or behind it and
// begin before limit; there may be others among them.
func (m *Matcher) HitsWithin(marker, from, limit int) []Hit {
	k := &m.keys[keyOf(int32(marker), false)]
	if k.limit > 0 && (limit > k.limit || from < k.from) {
		from, limit = 0, math.MaxInt // asked for a second stretch: no third time
	}
	if (limit > k.limit || from < k.from) && m.Possible(marker) {
		k.from, k.limit = from, limit
		k.hits = m.match(int32(marker), from, limit, k.hits[:0])
	}
	return k.hits
}

// MayHold tells whether a hit of a marker may lie over the character at an offset.
func (m *Matcher) MayHold(marker, at int) bool {
	return m.set.classSets[m.set.markers[marker].inside].has(m.vm.chars.Class[m.vm.place(at)])
}

// HitAt is the longest match of a marker that begins at an offset, whether or
// not another hit overlaps it; false where there is none.
func (m *Matcher) HitAt(marker, at int) (end int, ok bool) {
	start := m.vm.place(at)
	info := &m.set.markers[marker]
	if start >= m.vm.chars.Len() || !m.set.classSets[info.first].has(m.vm.chars.Class[start]) || !m.Possible(marker) {
		return 0, false
	}
	m.Text()
	longest := m.longestAt(keyOf(int32(marker), false), start)
	if longest == 0 || len(info.excepts) == 0 {
		return m.vm.offset(longest), longest > 0
	}
	except := keyOf(int32(marker), true)
	m.ask(except)
	return m.vm.offset(longest), m.longestAt(except, start) == 0
}

// longestAt is where the longest match from a place of the programs of a key
// ends; 0 where there is none.
func (m *Matcher) longestAt(key, start int32) (longest int32) {
	for id := m.keys[key].first; id != 0; {
		l, p := &m.programs[id-1], &m.set.programs[id-1]
		id = l.next
		if !m.feasible(p) {
			continue
		}
		for c := l.first; c != 0; {
			cand := &m.candidates[c]
			c = cand.next
			if before := cand.anchor - start; before < int32(cand.min) || before > int32(cand.max) {
				continue
			}
			if end, ok := m.vm.match(p, start); ok {
				longest = max(longest, end)
			}
			break
		}
	}
	return longest
}

// rawHit is a match of a program, in characters.
type rawHit struct {
	start, end int32
	program    *program
}

// match runs the programs of a marker around their anchors. Word edges are
// judged last, and only for hits that no other is preferred to.
func (m *Matcher) match(marker int32, from, limit int, dst []Hit) []Hit {
	m.Text()
	start, stop := int32(0), m.vm.chars.Len()
	if from > 0 {
		start = m.cut(keyOf(marker, false), m.vm.place(from))
	}
	if limit < len(m.vm.a.Text) {
		stop = m.vm.place(limit)
	}
	m.vm.lax = m.vm.cover == nil
	m.raw = m.run(keyOf(marker, false), start, 0, stop, m.raw[:0])
	m.vm.lax = false
	if len(m.raw) == 0 {
		return dst
	}
	m.exceptions(marker)
	if len(m.raw) > 1 {
		slices.SortFunc(m.raw, preferred)
	}
	last := int32(0)
	for i := 0; i < len(m.raw); i++ {
		h := m.raw[i]
		if h.start < last || m.blocked(h.start, h.end) {
			continue
		}
		if !h.program.anyEdges && m.vm.cover == nil && !m.vm.edges(h.start, h.end) {
			if m.retry(i) {
				i-- // another hit has taken the place
			}
			continue
		}
		last = h.end
		dst = append(dst, Hit{Start: m.vm.offset(h.start), End: m.vm.offset(h.end), Pattern: int(h.program.index)})
	}
	return dst
}

// preferred orders hits: the leftmost, then the longest, then the pattern that
// stands first.
func preferred(x, y rawHit) int {
	return cmp.Or(cmp.Compare(x.start, y.start), cmp.Compare(y.end, x.end), cmp.Compare(x.program.index, y.program.index))
}

// retry looks for another match where the edges of one are wrong, and puts it
// in its place among the hits behind.
func (m *Matcher) retry(i int) bool {
	h := m.raw[i]
	end, ok := m.vm.match(h.program, h.start)
	if !ok {
		return false
	}
	h.end = end
	rest := m.raw[i+1:]
	at, _ := slices.BinarySearchFunc(rest, h, preferred)
	// The place of the hit that failed is free: what comes before moves into it.
	copy(m.raw[i:], rest[:at])
	m.raw[i+at] = h
	return true
}

// reach is where matches around an anchor lie at most.
type reach struct{ start, end int32 }

// cut is the last place that no match of a key reaches over, and before which none
// begins that ends at a given place or behind it: what begins behind the cut is
// the same whatever lies before it.
func (m *Matcher) cut(key, at int32) int32 {
	list := m.reaches[:0]
	for id := m.keys[key].first; id != 0; {
		l, p := &m.programs[id-1], &m.set.programs[id-1]
		id = l.next
		for c := l.first; c != 0; {
			cand := &m.candidates[c]
			c = cand.next
			list = append(list, reach{
				start: max(cand.anchor-int32(cand.max), 0),
				end:   cand.anchor - int32(cand.min) + int32(p.maxRunes),
			})
		}
	}
	m.reaches = list
	if len(list) > 1 {
		slices.SortFunc(list, func(x, y reach) int { return cmp.Compare(y.end, x.end) })
	}
	cut := at
	for _, r := range list {
		if r.end < at && r.end <= cut {
			break
		}
		cut = min(cut, r.start)
	}
	return cut
}

// exceptions finds the matches of a marker's except patterns that may overlap a
// raw hit, sorted, each with how far any up to it reaches.
func (m *Matcher) exceptions(marker int32) {
	m.block = m.block[:0]
	if len(m.set.markers[marker].excepts) == 0 {
		return
	}
	key := keyOf(marker, true)
	m.ask(key)
	if m.keys[key].first == 0 {
		return
	}
	from, to := m.raw[0].start, m.raw[0].end
	for _, h := range m.raw[1:] {
		from, to = min(from, h.start), max(to, h.end)
	}
	m.except = m.run(key, 0, from, to, m.except[:0])
	for _, h := range m.except {
		m.block = append(m.block, exception{start: h.start, reach: h.end})
	}
	slices.SortFunc(m.block, func(x, y exception) int { return cmp.Compare(x.start, y.start) })
	for i := 1; i < len(m.block); i++ {
		m.block[i].reach = max(m.block[i].reach, m.block[i-1].reach)
	}
}

// exception is where a match of an except pattern begins, and how far it or any
// before it reaches.
type exception struct{ start, reach int32 }

// blocked tells whether an except pattern overlaps a hit.
func (m *Matcher) blocked(start, end int32) bool {
	if len(m.block) == 0 {
		return false
	}
	i, _ := slices.BinarySearchFunc(m.block, end, func(e exception, end int32) int { return cmp.Compare(e.start, end) })
	return i > 0 && m.block[i-1].reach > start
}

// run runs the programs of a key at every place from which an anchor can be
// reached, once at each, if it is not before start, a match from there may end
// behind from, and it is before to. It appends the matches to dst.
func (m *Matcher) run(key, start, from, to int32, dst []rawHit) []rawHit {
	classes := m.vm.chars.Class
	for id := m.keys[key].first; id != 0; {
		l, p := &m.programs[id-1], &m.set.programs[id-1]
		id = l.next
		if !m.feasible(p) {
			continue
		}
		m.round++
		first := &m.set.classSets[p.first]
		least := max(from-int32(p.maxRunes)+1, start)
		for c := l.first; c != 0; {
			cand := &m.candidates[c]
			c = cand.next
			for at := min(cand.anchor-int32(cand.min), to-1); at >= max(cand.anchor-int32(cand.max), least); at-- {
				if m.tried[at] != m.round && first.has(classes[at]) {
					m.tried[at] = m.round
					if end, ok := m.vm.match(p, at); ok {
						dst = append(dst, rawHit{start: at, end: end, program: p})
					}
				}
			}
		}
	}
	return dst
}
