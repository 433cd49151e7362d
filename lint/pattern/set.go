package pattern

import (
	"maps"
	"math"
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/cuoci/cuoci/lint/zh"
)

// Set is a compiled collection of markers: one trie of every literal, and a
// small program for each pattern. It is immutable and may be shared.
type Set struct {
	markers   []markerInfo
	frozen    []int32 // literals that are opaque inside, sorted
	sets      []litSet
	members   []int32   // the literals of all sets, those of each together and sorted
	notes     [][]int32 // of each of members: the entries that brought it; not in an image
	code      []inst
	programs  []program
	needs     []int32   // class sets that every match of a program meets, the rarest first; each list is closed by -1
	postings  []posting // of the anchors: first of each literal, then of each slot
	from      []int32   // index into postings, of each literal, each slot, and the end
	classSets []classBits
	entries   []Entry // word list entries, for coverage; not in an image
	trie      trie
	heads     []uint32 // of each literal: the classes of its first two characters
	maxCells  int32    // cells of the matcher's memory
	slotted   []bool   // of each key: some pattern has a slot for its anchor
	opaque    []bool   // of each literal: it is frozen
}

type markerInfo struct {
	name     string
	patterns []string
	excepts  []string
	first    int32 // class set: what a match may begin with
	inside   int32 // class set: what a match may hold
}

// litSet is a choice of literals.
type litSet struct {
	mask     uint64 // a bit for each of them, modulo 64
	from, to int32  // indexes into the members of all sets
}

// ids are the literals of a set.
func (s *Set) ids(set int32) []int32 { return s.members[s.sets[set].from:s.sets[set].to] }

// member is the index, among the members of all sets, of a literal of a set; -1
// where it is none.
func (s *Set) member(set *litSet, literal int32) int32 {
	if set.mask>>(literal&63)&1 == 0 {
		return -1
	}
	lo, hi := set.from, set.to
	for hi-lo > 1 {
		if mid := int32(uint32(lo+hi) >> 1); s.members[mid] <= literal {
			lo = mid
		} else {
			hi = mid
		}
	}
	if lo < hi && s.members[lo] == literal {
		return lo
	}
	return -1
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

// Build finishes the set.
func (b *Builder) Build() (*Set, error) {
	s := b.set
	var err error
	if s.trie, err = buildTrie(b.texts, s.slotHeads()); err != nil {
		return nil, err
	}
	known := newClassSets()
	var noWords classBits
	noWords.add(0)
	for i, r := range s.trie.runes {
		if !unicode.IsLetter(r) && !unicode.IsNumber(r) {
			noWords.add(uint16(i + 1))
		}
	}
	classes := func(set runeSet) int32 {
		if set == nil {
			return everything
		}
		var bits classBits
		for r := range set {
			if r == noWord {
				bits.join(&noWords)
				continue
			}
			bits.add(s.trie.class(r))
		}
		return known.id(bits)
	}
	firsts := make([]int32, len(s.sets))
	for i := range firsts {
		var bits classBits
		for _, id := range s.ids(int32(i)) {
			r, _ := utf8.DecodeRuneInString(b.texts[id])
			bits.add(s.trie.class(r))
		}
		firsts[i] = known.id(bits)
	}
	for i := range s.code {
		if in := &s.code[i]; in.op() == opSet {
			in.then(firsts[in.x])
		}
	}
	begin, inside := make([]classBits, len(s.markers)), make([]classBits, len(s.markers))
	lists := make([][]posting, len(b.texts)+int(zh.NumSlots))
	for id, wait := range b.pending {
		p := &s.programs[id]
		p.first = classes(wait.first)
		if !p.except() {
			begin[p.marker()].join(&known.list[p.first])
			inside[p.marker()].join(&known.list[classes(b.runesOf(p))])
		}
		p.needs = int32(len(s.needs))
		for _, set := range wait.needs {
			s.needs = append(s.needs, firsts[set])
		}
		s.needs = append(s.needs, -1)
		for _, a := range wait.anchors {
			at := int(a.literal)
			if at < 0 {
				at = len(b.texts) + int(a.slot)
			}
			lists[at] = post(lists[at], posting{
				program: int32(id), key: p.key, min: uint8(a.min), max: uint8(a.max),
				before: short(classes(a.beside.before)), behind: short(classes(a.beside.behind)),
			}, known)
		}
	}
	for i := range s.markers {
		s.markers[i].first, s.markers[i].inside = known.id(begin[i]), known.id(inside[i])
	}
	s.classSets = known.list
	s.layPostings(lists)
	s.headsOf(b.texts)
	s.measure()
	s.finish()
	return s, nil
}

// layPostings lays out the postings of each literal and each slot.
func (s *Set) layPostings(lists [][]posting) {
	for _, list := range lists {
		s.from = append(s.from, int32(len(s.postings)))
		s.postings = append(s.postings, list...)
	}
	s.from = append(s.from, int32(len(s.postings)))
}

// headsOf notes the first two characters of each literal.
func (s *Set) headsOf(literals []string) {
	s.heads = make([]uint32, len(literals))
	for i, text := range literals {
		r, size := utf8.DecodeRuneInString(text)
		s.heads[i] = uint32(s.trie.class(r)) << 16
		if size < len(text) {
			r, _ = utf8.DecodeRuneInString(text[size:])
			s.heads[i] |= uint32(s.trie.class(r))
		}
	}
}

// measure works out the masks of the literal sets and the room that the longest
// program needs.
func (s *Set) measure() {
	for i := range s.sets {
		set := &s.sets[i]
		for _, id := range s.members[set.from:set.to] {
			set.mask |= 1 << (id & 63)
		}
	}
	for i := range s.programs {
		p := &s.programs[i]
		s.maxCells = max(s.maxCells, int32(p.length)*(int32(p.maxRunes)+1))
	}
}

// runesOf are the runes that a match of a program may hold.
func (b *Builder) runesOf(p *program) runeSet {
	s, set := b.set, runeSet{}
	for pc := p.start; pc < p.start+int32(p.length); pc++ {
		switch in := s.code[pc]; in.op() {
		case opSet:
			for _, id := range s.ids(in.x) {
				for _, r := range b.texts[id] {
					set[r] = true
				}
			}
		case opGap, opSlot:
			return nil
		case opSplit, opJump, opAnchor, opNote, opMatch:
		}
	}
	return set
}

// slotHeads are the runes that a slot of some program may begin with.
func (s *Set) slotHeads() []rune {
	set := runeSet{}
	for _, in := range s.code {
		if in.op() == opSlot {
			for _, r := range zh.SlotHeads(zh.Slot(in.x)) {
				set[r] = true
			}
		}
	}
	return slices.Collect(maps.Keys(set))
}

// post adds a posting to those of an anchor, or widens the one that is there.
func post(list []posting, p posting, known *classSets) []posting {
	for i := range list {
		if have := &list[i]; have.program == p.program {
			have.min, have.max = min(have.min, p.min), max(have.max, p.max)
			have.before, have.behind = short(known.union(have.before, p.before)), short(known.union(have.behind, p.behind))
			return list
		}
	}
	return append(list, p)
}

// postingsOf are the postings of a literal.
func (s *Set) postingsOf(literal int) []posting { return s.postings[s.from[literal]:s.from[literal+1]] }

// slotPostings are the postings of a slot.
func (s *Set) slotPostings(slot zh.Slot) []posting { return s.postingsOf(len(s.heads) + int(slot)) }

// short is the number of a class set in a posting: beyond what there is room for,
// everything stands for it.
func short(set int32) uint16 {
	if set > math.MaxUint16 {
		return everything
	}
	return uint16(set)
}

// finish derives what is not stored.
func (s *Set) finish() {
	s.slotted = make([]bool, 2*len(s.markers))
	for slot := range zh.NumSlots {
		for _, p := range s.slotPostings(slot) {
			s.slotted[p.key] = true
		}
	}
	s.opaque = make([]bool, len(s.heads))
	for _, id := range s.frozen {
		s.opaque[id] = true
	}
}
