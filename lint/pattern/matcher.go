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
	ready  bool // the vm has turned to the text

	eager      []found       // anchors of eager markers in the text, and frozen words
	hashes     []uint32      // of each character and the next
	pairs      []uint32      // scratch
	hashed     bool          // hashes is of this text
	keys       []keyState    // of each key
	filled     []int32       // keys with candidates, to be emptied
	asked      []int32       // lazy keys that were asked for
	programs   []programList // of each program
	candidates []candidate   // of all programs; the first one is never used
	places     []int32       // where a literal may begin
	raw        []rawHit
	reaches    []reach
	except     []rawHit
	block      []exception
	tried      []uint64 // of each character: the last round that ran a program there
	round      uint64   // one for each program of a marker

	turn     uint32    // counts the texts
	counted  bool      // present is this text's
	present  classBits // the classes of the text's characters
	verdicts []uint32  // of each class set: the turn it was looked for in, and in the lowest bit whether it was there
}

// shared is what a Matcher and its forks have in common.
type shared struct {
	eager, lazy anchors
	filters     keyFilters // of the lazy keys
	isLazy      []bool     // of each key: its anchors are looked at when it is asked for
	slotted     bool       // an eager marker has a slot for an anchor
	long        bool       // an eager marker has a long number for an anchor
}

// keyState are the programs of a key that have an anchor in the present text,
// and its hits.
type keyState struct {
	first int32 // 1 + a program; 0 where there is none
	asked bool  // of a lazy key: its anchors are filed
	hits  []Hit
	from  int // hits that end at this offset or behind it
	limit int // and begin before this one are known
}

// programList are the anchors of a program in the present text, as a chain of
// candidates.
type programList struct {
	first, last int32 // candidates, 0 where there is none
	next        int32 // 1 + the next program of the key that has any
}

// candidate is an anchor of a program: a match may begin up to max, but no less
// than min, characters before it.
type candidate struct {
	anchor   int32 // index of a character
	next     int32 // the program's next candidate
	min, max uint8
}

// NewMatcher returns a Matcher that asks seg for word edges. The eager markers
// are those that are asked for in every text; the anchors of all others are
// looked at only when their hits are asked for. Nil makes every marker eager.
func NewMatcher(s *Set, seg *segment.Segmenter, eager []int) *Matcher {
	m := newMatcher(s)
	m.vm = vm{set: s, seg: seg, memory: &memory{visited: make([]uint32, s.maxCells)}}
	m.shared = &shared{isLazy: make([]bool, 2*len(s.markers))}
	for key := range m.shared.isLazy {
		m.shared.isLazy[key] = key%2 == 1 || eager != nil && !slices.Contains(eager, key/2)
	}
	for slot := range zh.NumSlots {
		for _, p := range s.slotPostings(slot) {
			if !m.shared.isLazy[p.key] {
				m.shared.long = m.shared.long || slot.Long()
				m.shared.slotted = m.shared.slotted || !slot.Long()
			}
		}
	}
	m.shared.eager.init(s, true, func(key int32) bool { return !m.shared.isLazy[key] })
	m.shared.lazy.init(s, false, func(key int32) bool { return m.shared.isLazy[key] })
	return m
}

func newMatcher(s *Set) *Matcher {
	return &Matcher{
		set:        s,
		keys:       make([]keyState, 2*len(s.markers)),
		programs:   make([]programList, len(s.programs)),
		candidates: make([]candidate, 1),
		verdicts:   make([]uint32, len(s.classSets)),
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
	for _, key := range m.filled {
		k := &m.keys[key]
		for id := k.first; id != 0; {
			l := &m.programs[id-1]
			id = l.next
			*l = programList{}
		}
		k.first, k.hits, k.from, k.limit = 0, k.hits[:0], 0, 0
	}
	for _, key := range m.asked {
		m.keys[key].asked = false
	}
	m.filled, m.asked, m.candidates, m.ready = m.filled[:0], m.asked[:0], m.candidates[:1], false
	m.vm.a = m.vm.z.FoldChars(text, m.set.trie.alphabet, &m.vm.chars)
	m.counted, m.hashed = false, false
	if m.turn++; m.turn == 1<<31 {
		m.turn = 1
		clear(m.verdicts)
	}
	m.fileEager()
	if m.shared.slotted || m.shared.long && zh.LongNumber(m.vm.a.Text) {
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
		for i := range m.eager {
			if f := &m.eager[i]; f.keys == frozenWord {
				m.vm.close(f.at, f.end)
			}
		}
		if n := len(m.vm.chars.Offset); len(m.tried) < n {
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
func (m *Matcher) Characters() int { return int(m.vm.chars.Len()) }

// file keeps an anchor for a program.
func (m *Matcher) file(p *posting, at int32) {
	id := int32(len(m.candidates))
	m.candidates = append(m.candidates, candidate{anchor: at, min: p.min, max: p.max})
	l := &m.programs[p.program]
	if l.first != 0 {
		m.candidates[l.last].next = id
		l.last = id
		return
	}
	k := &m.keys[p.key]
	if k.first == 0 {
		m.filled = append(m.filled, p.key)
	}
	*l = programList{first: id, last: id, next: k.first}
	k.first = p.program + 1
}

// fileSlots keeps the slots that are anchors of the wanted keys.
func (m *Matcher) fileSlots(wanted func(key int32) bool) {
	m.Text()
	for slot := range zh.NumSlots {
		list := m.set.slotPostings(slot)
		for i := range list {
			if !wanted(list[i].key) {
				continue
			}
			for _, span := range m.vm.slots()[slot] {
				m.file(&list[i], m.vm.place(span.Start))
			}
		}
	}
}

// Eager appends to dst the eager markers that may have hits.
func (m *Matcher) Eager(dst []int) []int {
	for _, key := range m.filled {
		if !m.shared.isLazy[key] {
			dst = append(dst, int(key/2))
		}
	}
	return dst
}

// Possible tells, without running any program, whether a marker may have hits.
func (m *Matcher) Possible(marker int) bool {
	key := keyOf(int32(marker), false)
	if m.shared.isLazy[key] {
		m.ask(key)
	}
	return m.keys[key].first != 0
}
