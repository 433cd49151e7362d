package pattern

import (
	"slices"

	"github.com/cuoci/cuoci/lint/segment"
	"github.com/cuoci/cuoci/lint/zh"
)

// Matcher finds the hits of markers in one text after another. One pass over
// the text finds the anchors of all patterns; a marker's programs run only when
// its hits are asked for. It is not safe for concurrent use.
type Matcher struct {
	set    *Set
	shared *shared
	vm     vm
	ready  bool         // the vm has turned to the text
	occur  []occurrence // of frozen literals and of eager markers' anchors
	states []int32      // of the automaton behind each character
	all    []occurrence // of all anchors, when a lazy marker was asked for

	gathered bool         // the candidates of lazy markers are filed
	found    []markerHits // of each key
	filled   []int32      // keys with candidates, to be emptied
	raw      []rawHit
	block    []exception
	windows  []window
	tried    []uint64 // of each character: the last round that ran a program there
	round    uint64   // one for each program of a marker

	turn     uint32   // counts the texts
	counted  bool     // present is this text's
	present  []uint64 // the classes of the text's characters
	verdicts []uint32 // of each literal set: the turn it was looked for in, and in the lowest bit whether it may be there
	seen     []uint32 // the same, with whether it is there
}

// shared is what a Matcher and its forks have in common.
type shared struct {
	eager   [][]group  // of each literal: postings in markers that are asked for in every text
	report  []int32    // of each state: as in the automaton, but of frozen literals and those with eager postings
	isLazy  []bool     // of each key: its candidates are gathered when it is asked for
	begin   [][]uint64 // of each marker: the classes of runes that a match may begin with; made when first needed
	slotted bool       // an eager marker has a slot for an anchor
	first   [][]uint64 // of each program: the classes of runes that a match may begin with; made when first needed
	second  [][]uint64 // of each program: what may stand behind its first literal; made when first needed
}

// markerHits are the anchors and hits of one marker in the present text.
type markerHits struct {
	candidates []candidate
	hits       []Hit
	limit      int // hits that begin before this offset are known
}

// candidate is an anchor of some programs of a marker.
type candidate struct {
	start    int32 // index of a character
	postings []posting
}

// NewMatcher returns a Matcher that asks seg for word edges. The eager markers
// are those that are asked for in every text; the anchors of all others are
// looked at only when their hits are asked for. Nil makes every marker eager.
func NewMatcher(s *Set, seg *segment.Segmenter, eager []int) *Matcher {
	m := newMatcher(s)
	m.vm = vm{set: s, seg: seg, memory: &memory{visited: make([]uint32, s.maxCells), firsts: make([][]uint64, len(s.sets))}}
	m.shared = &shared{
		eager:  make([][]group, len(s.byLit)),
		isLazy: make([]bool, 2*len(s.markers)),
		begin:  make([][]uint64, len(s.markers)),
		first:  make([][]uint64, len(s.programs)),
		second: make([][]uint64, len(s.programs)),
	}
	for key := range m.shared.isLazy {
		m.shared.isLazy[key] = key%2 == 1 || eager != nil && !slices.Contains(eager, key/2)
		m.shared.slotted = m.shared.slotted || s.slotted[key] && !m.shared.isLazy[key]
	}
	for id, groups := range s.byLit {
		for _, g := range groups {
			if !m.shared.isLazy[g.key] {
				m.shared.eager[id] = append(m.shared.eager[id], g)
			}
		}
	}
	m.shared.report = s.auto.reporting(func(id int32) bool { return s.opaque[id] || len(m.shared.eager[id]) > 0 })
	return m
}

func newMatcher(s *Set) *Matcher {
	return &Matcher{
		set:      s,
		found:    make([]markerHits, 2*len(s.markers)),
		present:  make([]uint64, (len(s.auto.runes)+64)/64),
		verdicts: make([]uint32, len(s.sets)),
		seen:     make([]uint32, len(s.sets)),
	}
}

// Fork returns a Matcher for another text that shares working memory and word
// edges with m; the two must not be used at the same time by two goroutines.
func (m *Matcher) Fork() *Matcher {
	f := newMatcher(m.set)
	f.shared = m.shared
	f.vm = vm{set: m.set, seg: m.vm.seg, memory: m.vm.memory, cover: m.vm.cover}
	return f
}

// Reset turns to another text, as it stands in the source; the hits of the last
// one are gone.
func (m *Matcher) Reset(text string) {
	for _, id := range m.filled {
		f := &m.found[id]
		f.candidates, f.hits, f.limit = f.candidates[:0], f.hits[:0], 0
	}
	m.filled, m.ready = m.filled[:0], false
	m.vm.a = m.vm.z.Fold(text)
	m.set.auto.classify(m.vm.a.Text, &m.vm.chars)
	m.states, m.occur = m.set.auto.scan(m.vm.chars.class, m.shared.report, m.states[:0], m.occur[:0])
	m.gathered, m.counted = false, false
	if m.turn++; m.turn == 1<<31 {
		m.turn = 1
		clear(m.verdicts)
		clear(m.seen)
	}
	for _, o := range m.occur {
		if groups := m.shared.eager[o.literal]; len(groups) > 0 {
			start := o.end - m.set.runes[o.literal]
			for i := range groups {
				m.file(&groups[i], start)
			}
		}
	}
	if m.shared.slotted {
		m.fileSlots(func(key int32) bool { return !m.shared.isLazy[key] })
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
			if m.set.opaque[o.literal] {
				m.vm.close(o.end-m.set.runes[o.literal], o.end)
			}
		}
		if n := len(m.vm.chars.offset); len(m.tried) < n {
			m.tried = make([]uint64, n+n/4)
		}
	}
	return m.vm.a
}

// Slots is the analysis of the text, with its slots.
func (m *Matcher) Slots() *zh.Analysis {
	m.Text()
	m.vm.slots()
	return m.vm.a
}

// Characters are how many code points the folded text has.
func (m *Matcher) Characters() int { return len(m.vm.chars.class) }

// file keeps an anchor for a marker.
func (m *Matcher) file(g *group, start int32) {
	f := &m.found[g.key]
	if len(f.candidates) == 0 {
		m.filled = append(m.filled, g.key)
	}
	f.candidates = append(f.candidates, candidate{start: start, postings: g.postings})
}

// fileSlots keeps the slots that are anchors of the wanted markers.
func (m *Matcher) fileSlots(wanted func(key int32) bool) {
	m.Text()
	for slot, groups := range m.set.bySlot {
		for i := range groups {
			if !wanted(groups[i].key) {
				continue
			}
			for _, span := range m.vm.slots()[slot] {
				m.file(&groups[i], m.vm.place(span.Start))
			}
		}
	}
}

// gather files the anchors of all lazy markers.
func (m *Matcher) gather() {
	m.gathered = true
	m.all = m.set.auto.reported(m.states, m.all[:0])
	for _, o := range m.all {
		groups := m.set.byLit[o.literal]
		start := o.end - m.set.runes[o.literal]
		for i := range groups {
			if m.shared.isLazy[groups[i].key] {
				m.file(&groups[i], start)
			}
		}
	}
	for key, slotted := range m.set.slotted {
		if slotted && m.shared.isLazy[key] {
			m.fileSlots(func(id int32) bool { return m.shared.isLazy[id] })
			break
		}
	}
}

// Quiet tells that no eager marker has a hit in the text.
func (m *Matcher) Quiet() bool { return len(m.filled) == 0 }

// Possible tells, without running any program, whether a marker may have hits.
func (m *Matcher) Possible(marker int) bool {
	key := keyOf(int32(marker), false)
	if m.shared.isLazy[key] && !m.gathered {
		m.gather()
	}
	return len(m.found[key].candidates) > 0
}
