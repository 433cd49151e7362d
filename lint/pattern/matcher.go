package pattern

import (
	"cmp"
	"math"
	"slices"

	"github.com/cuoci/cuoci/lint/segment"
	"github.com/cuoci/cuoci/lint/zh"
)

// Hit is a place where a marker matches.
type Hit struct {
	Start, End int // byte offsets in the folded text
	Pattern    int // index of the pattern in its marker
}

// Matcher finds the hits of markers in one text after another. One pass over
// the text finds the anchors of all patterns; a marker's programs run only when
// its hits are asked for. It is not safe for concurrent use.
type Matcher struct {
	set     *Set
	shared  *shared
	vm      vm
	ready   bool // the vm has turned to the text
	occur   []occurrence
	found   []markerHits
	filled  []int32 // markers with candidates or hits, to be emptied
	raw     []Hit
	block   []zh.Span
	windows []window
	tried   []uint64 // of each character: the last round that ran a program there
	round   uint64   // one for each program of a marker
}

// shared is what a Matcher and its forks have in common.
type shared struct {
	eager   [][]group  // of each literal: postings in markers that are asked for in every text
	isLazy  []bool     // of each marker: its candidates are gathered when it is asked for
	slotted bool       // an eager marker has a slot for an anchor
	first   [][]uint64 // of each program: the classes of runes that a match may begin with; made when first needed
}

// markerHits are the anchors and hits of one marker in the present text.
type markerHits struct {
	candidates []candidate
	hits       []Hit
	gathered   bool // of a lazy marker
	limit      int  // hits that begin before this offset are known
}

// candidate is an anchor of some programs of a marker.
type candidate struct {
	start    int32 // index of a character
	postings []posting
}

// window is where a match of a program may begin, told from one anchor: from
// max to min characters before it.
type window struct {
	key      uint64 // the program, then the anchor's place
	min, max int32
}

// NewMatcher returns a Matcher that asks seg for word edges. The eager markers
// are those that are asked for in every text; the anchors of all others are
// looked at only when their hits are asked for. Nil makes every marker eager.
func NewMatcher(s *Set, seg *segment.Segmenter, eager []int) *Matcher {
	m := &Matcher{set: s, found: make([]markerHits, len(s.markers))}
	m.vm = vm{set: s, seg: seg, memory: &memory{visited: make([]uint32, s.maxCells), firsts: make([][]uint64, len(s.sets))}}
	m.shared = &shared{eager: s.byLit, isLazy: make([]bool, len(s.markers)), first: make([][]uint64, len(s.programs))}
	for i := range m.shared.isLazy {
		m.shared.isLazy[i] = eager != nil && !slices.Contains(eager, i)
		m.shared.slotted = m.shared.slotted || s.slotted[i] && !m.shared.isLazy[i]
	}
	if eager == nil {
		return m
	}
	m.shared.eager = make([][]group, len(s.byLit))
	for id, groups := range s.byLit {
		for _, g := range groups {
			if !m.shared.isLazy[g.marker] {
				m.shared.eager[id] = append(m.shared.eager[id], g)
			}
		}
	}
	return m
}

// Fork returns a Matcher for another text that shares working memory and word
// edges with m; the two must not be used at the same time by two goroutines.
func (m *Matcher) Fork() *Matcher {
	f := &Matcher{set: m.set, shared: m.shared, found: make([]markerHits, len(m.set.markers))}
	f.vm = vm{set: m.set, seg: m.vm.seg, memory: m.vm.memory, cover: m.vm.cover}
	return f
}

// Reset turns to another text, as it stands in the source; the hits of the last
// one are gone.
func (m *Matcher) Reset(text string) {
	for _, id := range m.filled {
		f := &m.found[id]
		f.candidates, f.hits, f.gathered, f.limit = f.candidates[:0], f.hits[:0], false, 0
	}
	m.filled, m.ready = m.filled[:0], false
	m.vm.a = m.vm.z.Fold(text)
	m.occur = m.set.auto.scan(m.vm.a.Text, &m.vm.chars, m.occur[:0])
	for _, o := range m.occur {
		if groups := m.shared.eager[o.literal]; len(groups) > 0 {
			start := o.end - m.set.runes[o.literal]
			for i := range groups {
				m.file(&groups[i], start)
			}
		}
	}
	if m.shared.slotted {
		m.fileSlots(func(marker int32) bool { return !m.shared.isLazy[marker] })
	}
}

// Text is the analysis of the text that the hits are of, but for quotes and
// slots; valid until Reset.
func (m *Matcher) Text() *zh.Analysis {
	if !m.ready {
		m.ready = true
		m.vm.z.Finish()
		m.vm.reset()
		for _, o := range m.occur {
			if m.set.isFrozen(o.literal) {
				m.vm.close(o.end-m.set.runes[o.literal], o.end)
			}
		}
		if n := len(m.vm.chars.offset); len(m.tried) < n {
			m.tried = make([]uint64, n+n/4)
		}
	}
	return m.vm.a
}

// file keeps an anchor for a marker.
func (m *Matcher) file(g *group, start int32) {
	f := &m.found[g.marker]
	if len(f.candidates) == 0 && !f.gathered {
		m.filled = append(m.filled, g.marker)
	}
	f.candidates = append(f.candidates, candidate{start: start, postings: g.postings})
}

// fileSlots keeps the slots that are anchors of the wanted markers.
func (m *Matcher) fileSlots(wanted func(marker int32) bool) {
	m.Text()
	for slot, groups := range m.set.bySlot {
		for i := range groups {
			if !wanted(groups[i].marker) {
				continue
			}
			for _, span := range m.vm.slots()[slot] {
				m.file(&groups[i], m.vm.place(span.Start))
			}
		}
	}
}

// gather files the anchors of a lazy marker.
func (m *Matcher) gather(marker int) {
	f := &m.found[marker]
	f.gathered = true
	m.filled = append(m.filled, int32(marker))
	for _, o := range m.occur {
		for i := range m.set.byLit[o.literal] {
			if g := &m.set.byLit[o.literal][i]; int(g.marker) == marker {
				m.file(g, o.end-m.set.runes[o.literal])
			}
		}
	}
	if m.set.slotted[marker] {
		m.fileSlots(func(id int32) bool { return int(id) == marker })
	}
}

// Possible tells, without running any program, whether a marker may have hits.
func (m *Matcher) Possible(marker int) bool {
	f := &m.found[marker]
	if m.shared.isLazy[marker] && !f.gathered {
		m.gather(marker)
	}
	return len(f.candidates) > 0
}

// Hits are the hits of a marker, sorted and disjoint; valid until Reset.
func (m *Matcher) Hits(marker int) []Hit { return m.HitsBefore(marker, math.MaxInt) }

// HitsBefore are the hits of a marker that begin before an offset; there may be
// more behind it if they were asked for before.
func (m *Matcher) HitsBefore(marker, limit int) []Hit {
	f := &m.found[marker]
	if limit > f.limit && m.Possible(marker) {
		f.limit = limit
		m.Text()
		f.hits = m.match(f, f.hits[:0])
	}
	return f.hits
}

// HitAt is the longest match of a marker that begins at an offset, whether or
// not another hit overlaps it; false where there is none.
func (m *Matcher) HitAt(marker, at int) (end int, ok bool) {
	if !m.Possible(marker) {
		return 0, false
	}
	m.Text()
	start, longest := m.vm.place(at), int32(0)
	blocked := false
	for _, c := range m.found[marker].candidates {
		for _, p := range c.postings {
			if before := c.start - start; before < p.min || before > p.max {
				continue
			}
			program := &m.set.programs[p.program]
			to, fits := m.vm.match(program, start)
			if fits && program.except {
				blocked = true
			} else if fits {
				longest = max(longest, to)
			}
		}
	}
	return m.vm.offset(longest), longest > 0 && !blocked
}

// match runs the programs of a marker around their anchors.
func (m *Matcher) match(f *markerHits, dst []Hit) []Hit {
	m.raw = m.raw[:0]
	m.each(f, false, func(p *program, start, end int) {
		m.raw = append(m.raw, Hit{Start: start, End: end, Pattern: int(p.index)})
	})
	if len(m.raw) == 0 {
		return dst
	}
	m.block = m.block[:0]
	m.each(f, true, func(_ *program, start, end int) {
		m.block = append(m.block, zh.Span{Start: start, End: end})
	})
	slices.SortFunc(m.raw, func(x, y Hit) int {
		return cmp.Or(cmp.Compare(x.Start, y.Start), cmp.Compare(y.End, x.End), cmp.Compare(x.Pattern, y.Pattern))
	})
	last := 0
	for _, h := range m.raw {
		if h.Start < last || m.blocked(h) {
			continue
		}
		last = h.End
		dst = append(dst, h)
	}
	return dst
}

// blocked tells whether an except pattern overlaps a hit.
func (m *Matcher) blocked(h Hit) bool {
	return slices.ContainsFunc(m.block, func(s zh.Span) bool { return s.Start < h.End && h.Start < s.End })
}

// each runs the programs of a marker, its except patterns or the others, at
// every place from which an anchor can be reached, once at each.
func (m *Matcher) each(f *markerHits, except bool, found func(p *program, start, end int)) {
	m.windows = m.windows[:0]
	for _, c := range f.candidates {
		for _, post := range c.postings {
			if m.set.programs[post.program].except == except {
				m.windows = append(m.windows, window{key: uint64(post.program)<<32 | uint64(c.start), min: post.min, max: post.max})
			}
		}
	}
	slices.SortFunc(m.windows, func(x, y window) int { return cmp.Compare(x.key, y.key) })
	last := int32(len(m.vm.chars.class))
	if f.limit < len(m.vm.a.Text) {
		last = m.vm.place(f.limit)
	}
	var first []uint64
	var p *program
	for i := range m.windows {
		w := &m.windows[i]
		if id := int32(w.key >> 32); i == 0 || id != int32(m.windows[i-1].key>>32) {
			m.round++
			p, first = &m.set.programs[id], m.firstClasses(id)
		}
		anchor := int32(w.key)
		for at := min(anchor-w.min, last-1); at >= max(anchor-w.max, 0); at-- {
			if class := m.vm.chars.class[at]; first[class/64]&(1<<(class%64)) == 0 || m.tried[at] == m.round {
				continue
			}
			m.tried[at] = m.round
			if end, ok := m.vm.match(p, at); ok {
				found(p, m.vm.offset(at), m.vm.offset(end))
			}
		}
	}
}
