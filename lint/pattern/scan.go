package pattern

import "github.com/cuoci/cuoci/lint/zh"

// headFilter tells at which characters of a text a literal of some set of
// literals may begin, from two characters each.
type headFilter struct {
	pairs [pairBits / 64]uint64 // of the first two characters of a literal
	alone []uint8               // of each class: 1 where it is a literal by itself
}

// pairBits is the number of bits in the filter of pairs.
const pairBits = 1 << 17

func pairHash(first, second uint16) uint32 {
	return (uint32(first)*0x9E3B + uint32(second)) % pairBits
}

func (f *headFilter) init(s *Set) { f.alone = make([]uint8, len(s.trie.runes)+1) }

// add lets a literal begin where its first two characters stand, and, if it has
// only one, where one of some classes stands behind it.
func (f *headFilter) add(head uint32, behind *classBits) {
	first, second := uint16(head>>16), uint16(head)
	switch {
	case second != 0:
		f.pair(first, second)
	case behind.has(0):
		f.alone[first] = 1
	default:
		behind.each(len(f.alone), func(class uint16) { f.pair(first, class) })
	}
}

func (f *headFilter) pair(first, second uint16) {
	h := pairHash(first, second)
	f.pairs[h/64] |= 1 << (h % 64)
}

// find appends to dst the places at which a literal may begin. There is no branch
// in it, since what a character is cannot be foreseen.
func (f *headFilter) find(cs *zh.Chars, dst []int32) []int32 {
	n := int(cs.Len())
	if cap(dst) < n+1 {
		dst = make([]int32, 0, n+n/4+1)
	}
	dst = dst[:n+1]
	k := 0
	behind := cs.Class[1:]
	for i, class := range cs.Class[:len(behind)] {
		h := pairHash(class, behind[i])
		dst[k] = int32(i)
		k += int(f.pairs[h/64]>>(h%64)&1 | uint64(f.alone[class]))
	}
	return dst[:k]
}

// anchors is what is looked for in one pass: the postings of each literal.
type anchors struct {
	filter   headFilter
	any      []uint64 // of each literal, a bit: its list is not empty
	lists    []list   // of each literal
	postings []posting
}

// list is a stretch of the postings.
type list struct {
	from, to uint32
	keys     uint64 // of lazy anchors: a bit for each key of a program in it, modulo 64; of others: frozenWord
}

// frozenWord says that a literal is a frozen word.
const frozenWord = 1

// init gathers the postings of the wanted programs' anchors, and the frozen words
// if they are wanted too.
func (a *anchors) init(s *Set, frozen bool, wanted func(key int32) bool) {
	a.lists, a.any = make([]list, len(s.heads)), make([]uint64, len(s.heads)/64+1)
	a.filter.init(s)
	of := make([]bool, 2*len(s.markers))
	for key := range of {
		of[key] = wanted(int32(key))
	}
	a.postings = make([]posting, 0, len(s.postings))
	for id := range s.heads {
		postings := s.postingsOf(id)
		l := list{from: uint32(len(a.postings))}
		var behind classBits
		for i := range postings {
			if key := postings[i].key; of[key] {
				a.postings = append(a.postings, postings[i])
				l.keys |= 1 << (key & 63)
				if uint16(s.heads[id]) == 0 {
					behind.join(&s.classSets[postings[i].behind])
				}
			}
		}
		if frozen {
			l.keys = 0
			if s.opaque[id] {
				l.keys = frozenWord
				behind = s.classSets[everything]
			}
		}
		if l.to = uint32(len(a.postings)); l.to > l.from || l.keys != 0 {
			a.lists[id] = l
			a.any[id/64] |= 1 << (id % 64)
			a.filter.add(s.heads[id], &behind)
		}
	}
}

// found is a literal in the text that is an anchor.
type found struct {
	list
	at, end int32
}

// collect appends to dst the anchors of eager markers that stand in the text, and
// the frozen words.
func (m *Matcher) collect(dst []found) []found {
	cs, t, a := &m.vm.chars, &m.set.trie, &m.shared.eager
	m.places = a.filter.find(cs, m.places)
	for _, at := range m.places {
		end := at
		for from := t.first[cs.Class[at]]; from != 0; from = t.child(from, cs.Class[end]) {
			end++
			if id := t.states[from].literal; id >= 0 && a.any[id>>6]>>(id&63)&1 != 0 {
				dst = append(dst, found{a.lists[id], at, end})
			}
		}
	}
	return dst
}

// fileEager files the anchors of the eager markers whose neighbours are right.
func (m *Matcher) fileEager() {
	cs := &m.vm.chars
	m.eager = m.collect(m.eager[:0])
	for i := range m.eager {
		f := &m.eager[i]
		before, behind := cs.Before(f.at), cs.Class[f.end]
		list := m.shared.eager.postings[f.from:f.to]
		for i := range list {
			p := &list[i]
			if m.set.classSets[p.behind].has(behind) && m.set.classSets[p.before].has(before) {
				m.file(p, f.at)
			}
		}
	}
}
