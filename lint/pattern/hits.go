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

// window is where a match of a program may begin, told from one anchor: from
// max to min characters before it.
type window struct {
	key      uint64 // the program, then the anchor's place
	min, max int32
}

// Hits are the hits of a marker, sorted and disjoint; valid until Reset.
func (m *Matcher) Hits(marker int) []Hit { return m.HitsBefore(marker, math.MaxInt) }

// HitsBefore are the hits of a marker that begin before an offset; there may be
// more behind it if they were asked for before.
func (m *Matcher) HitsBefore(marker, limit int) []Hit {
	f := &m.found[keyOf(int32(marker), false)]
	if limit > f.limit && m.Possible(marker) && !m.lacks(marker) {
		f.limit = limit
		f.hits = m.match(int32(marker), f.hits[:0])
	}
	return f.hits
}

// HitAt is the longest match of a marker that begins at an offset, whether or
// not another hit overlaps it; false where there is none.
func (m *Matcher) HitAt(marker, at int) (end int, ok bool) {
	start := m.vm.place(at)
	if int(start) >= len(m.vm.chars.class) || !m.mayBegin(marker, m.vm.chars.class[start]) || !m.Possible(marker) {
		return 0, false
	}
	m.Text()
	longest := m.longestAt(keyOf(int32(marker), false), start)
	if longest == 0 || len(m.set.markers[marker].excepts) == 0 {
		return m.vm.offset(longest), longest > 0
	}
	if !m.gathered {
		m.gather()
	}
	return m.vm.offset(longest), m.longestAt(keyOf(int32(marker), true), start) == 0
}

// longestAt is where the longest match from a place of the programs of a key
// ends; 0 where there is none.
func (m *Matcher) longestAt(key, start int32) (longest int32) {
	for _, c := range m.found[key].candidates {
		for _, p := range c.postings {
			if before := c.start - start; before < p.min || before > p.max || !m.feasible(p.program) {
				continue
			}
			if end, ok := m.vm.match(&m.set.programs[p.program], start); ok {
				longest = max(longest, end)
			}
		}
	}
	return longest
}

// match runs the programs of a marker around their anchors. Word edges are
// judged last, and only for hits that no other is preferred to.
func (m *Matcher) match(marker int32, dst []Hit) []Hit {
	f := &m.found[keyOf(marker, false)]
	m.raw = m.raw[:0]
	m.vm.lax = m.vm.cover == nil
	m.each(f.candidates, f.limit, func(p *program, start, end int32) {
		m.raw = append(m.raw, rawHit{start: start, end: end, program: p})
	})
	m.vm.lax = false
	if len(m.raw) == 0 {
		return dst
	}
	m.exceptions(marker, f.limit)
	slices.SortFunc(m.raw, preferred)
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

// rawHit is a match of a program, in characters.
type rawHit struct {
	start, end int32
	program    *program
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

// exceptions finds the matches of a marker's except patterns, sorted, each with
// how far any up to it reaches.
func (m *Matcher) exceptions(marker int32, limit int) {
	m.block = m.block[:0]
	if len(m.set.markers[marker].excepts) == 0 {
		return
	}
	if !m.gathered {
		m.gather()
	}
	m.each(m.found[keyOf(marker, true)].candidates, limit, func(_ *program, start, end int32) {
		m.block = append(m.block, exception{start: start, reach: end})
	})
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
	i, _ := slices.BinarySearchFunc(m.block, end, func(e exception, end int32) int { return cmp.Compare(e.start, end) })
	return i > 0 && m.block[i-1].reach > start
}

// each runs the programs of a marker, its except patterns or the others, at
// every place from which an anchor can be reached, once at each.
func (m *Matcher) each(candidates []candidate, limit int, found func(p *program, start, end int32)) {
	m.windows = m.windows[:0]
	for _, c := range candidates {
		for _, post := range c.postings {
			if (post.need < 0 || m.has(post.need)) && m.feasible(post.program) {
				m.windows = append(m.windows, window{key: uint64(post.program)<<32 | uint64(c.start), min: post.min, max: post.max})
			}
		}
	}
	if len(m.windows) == 0 {
		return
	}
	m.Text()
	if len(candidates) > 1 {
		slices.SortFunc(m.windows, func(x, y window) int { return cmp.Compare(x.key, y.key) })
	}
	last := int32(len(m.vm.chars.class))
	if limit < len(m.vm.a.Text) {
		last = m.vm.place(limit)
	}
	var t trial
	for i := range m.windows {
		w := &m.windows[i]
		if id := int32(w.key >> 32); i == 0 || id != t.id {
			m.round++
			t = m.trial(id)
		}
		anchor := int32(w.key)
		for at := min(anchor-w.min, last-1); at >= max(anchor-w.max, 0); at-- {
			if m.tried[at] != m.round && m.mayStart(&t, at) {
				m.tried[at] = m.round
				if end, ok := m.vm.match(t.program, at); ok {
					found(t.program, at, end)
				}
			}
		}
	}
}

// trial is a program with what lets a place be dismissed before it runs.
type trial struct {
	id            int32
	program       *program
	first, second []uint64 // the classes of the first character, and of the one behind the first literal
	literal       bool     // it begins with a literal
}

func (m *Matcher) trial(id int32) trial {
	p := &m.set.programs[id]
	return trial{id: id, program: p, first: m.firstClasses(id), second: m.secondClasses(id), literal: m.set.code[p.start].op == opSet}
}

// mayStart tells whether a match may begin at a place.
func (m *Matcher) mayStart(t *trial, at int32) bool {
	class := m.vm.chars.class[at]
	return t.first[class/64]&(1<<(class%64)) != 0 && (!t.literal || m.vm.follows(at, t.second))
}
