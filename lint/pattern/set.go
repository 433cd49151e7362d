package pattern

import (
	"slices"
	"unicode/utf8"

	"github.com/cuoci/cuoci/lint/zh"
)

// Set is a compiled collection of markers: one automaton over every literal,
// and a small program for each pattern. It is immutable and may be shared.
type Set struct {
	markers  []markerInfo
	literals []string
	frozen   []int32 // literals that are opaque inside, sorted
	sets     []litSet
	code     []inst
	programs []program
	byLit    [][]group // postings of each literal
	bySlot   [zh.NumSlots][]group
	entries  []Entry // word list entries, for coverage; not in an image
	auto     automaton
	maxCells int       // cells of the matcher's memory
	slotted  []bool    // of each key: some pattern has a slot for its anchor
	needed   [][]int32 // of each program: the literal sets it cannot do without
	common   [][]int32 // of each marker: the literal sets that none of its programs can do without
	opaque   []bool    // of each literal: it is frozen
	runes    []int32   // characters of each literal
}

type markerInfo struct {
	name     string
	patterns []string
	excepts  []string
}

// litSet is a choice of literals.
type litSet struct {
	ids   []int32   // sorted
	notes [][]int32 // entries that brought each literal; not in an image
}

// Entry is one entry of a word list.
type Entry struct {
	List string // pack/name
	Text string // as written
}

// Markers is the number of markers.
func (s *Set) Markers() int { return len(s.markers) }

// MarkerName is the qualified name of marker i.
func (s *Set) MarkerName(i int) string { return s.markers[i].name }

// Patterns are the patterns of marker i as written.
func (s *Set) Patterns(i int) []string { return s.markers[i].patterns }

// Excepts are the except patterns of marker i as written.
func (s *Set) Excepts(i int) []string { return s.markers[i].excepts }

// Entries are the word list entries that the set was built from; none in a set
// opened from an image.
func (s *Set) Entries() []Entry { return s.entries }

// Marker finds a marker by its qualified name.
func (s *Set) Marker(name string) (int, bool) {
	i := slices.IndexFunc(s.markers, func(m markerInfo) bool { return m.name == name })
	return i, i >= 0
}

// post files a posting of an anchor, or widens the one that is there.
func (s *Set) post(a anchor, key int32, p posting) {
	var list *[]group
	if a.literal >= 0 {
		for len(s.byLit) <= int(a.literal) {
			s.byLit = append(s.byLit, nil)
		}
		list = &s.byLit[a.literal]
	} else {
		list = &s.bySlot[a.slot]
	}
	i := slices.IndexFunc(*list, func(g group) bool { return g.key == key })
	if i < 0 {
		*list = append(*list, group{key: key})
		i = len(*list) - 1
	}
	g := &(*list)[i]
	for j := range g.postings {
		if have := &g.postings[j]; have.program == p.program {
			have.min, have.max = min(have.min, p.min), max(have.max, p.max)
			return
		}
	}
	g.postings = append(g.postings, p)
}

// Build finishes the set.
func (b *Builder) Build() (*Set, error) {
	s := b.set
	for len(s.byLit) < len(s.literals) {
		s.byLit = append(s.byLit, nil)
	}
	s.auto = buildAutomaton(s.literals, s.isAnchor)
	s.finish()
	return s, nil
}

// finish derives what is not stored.
func (s *Set) finish() {
	for i := range s.programs {
		p := &s.programs[i]
		s.maxCells = max(s.maxCells, int(p.length)*(int(p.maxRunes)+1))
		s.needed = append(s.needed, s.needs(p))
	}
	s.common = s.commonNeeds()
	s.slotted = make([]bool, 2*len(s.markers))
	for _, groups := range s.bySlot {
		for _, g := range groups {
			s.slotted[g.key] = true
		}
	}
	s.opaque = make([]bool, len(s.literals))
	for _, id := range s.frozen {
		s.opaque[id] = true
	}
	s.runes = make([]int32, len(s.literals))
	for i, text := range s.literals {
		s.runes[i] = int32(utf8.RuneCountInString(text))
	}
}

// isAnchor tells whether the automaton has to report a literal.
func (s *Set) isAnchor(id int32) bool {
	if len(s.byLit[id]) > 0 {
		return true
	}
	_, frozen := slices.BinarySearch(s.frozen, id)
	return frozen
}
