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

func (f *headFilter) add(head uint32) {
	first, second := uint16(head>>16), uint16(head)
	if second == 0 {
		f.alone[first] = 1
		return
	}
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
	class := cs.Class[:n+1]
	for i := range n {
		h := pairHash(class[i], class[i+1])
		dst[k] = int32(i)
		k += int(f.pairs[h/64]>>(h%64)&1 | uint64(f.alone[class[i]]))
	}
	return dst[:k]
}

// anchors is what is looked for in one pass: the postings of each literal.
type anchors struct {
	filter   headFilter
	lists    []list // of each literal
	postings []posting
}

// list is a stretch of the postings.
type list struct{ from, to uint32 }

// init gathers the postings of the wanted programs' anchors.
func (a *anchors) init(s *Set, wanted func(key int32) bool) {
	a.lists = make([]list, len(s.literals))
	a.filter.init(s)
	of := make([]bool, len(s.programs))
	for id := range s.programs {
		of[id] = wanted(s.programs[id].key)
	}
	all := 0
	for _, list := range s.byLit {
		all += len(list)
	}
	a.postings = make([]posting, 0, all)
	for id, postings := range s.byLit {
		from := len(a.postings)
		for i := range postings {
			if of[postings[i].program] {
				a.postings = append(a.postings, postings[i])
			}
		}
		if to := len(a.postings); to > from {
			a.lists[id] = list{uint32(from), uint32(to)}
			a.filter.add(s.heads[id])
		}
	}
}

// collect files every anchor in the text whose neighbours are right. Places are
// where a literal may begin, as the filter found them.
func (m *Matcher) collect(a *anchors) {
	cs, t := &m.vm.chars, &m.set.trie
	m.places = a.filter.find(cs, m.places)
	for _, at := range m.places {
		to := at
		for from := t.first[cs.Class[at]]; from != 0; from = t.child(from, cs.Class[to]) {
			to++
			id := t.states[from].literal
			if id < 0 {
				continue
			}
			l := a.lists[id]
			if l.from == l.to {
				continue
			}
			before, behind := cs.Before(at), cs.Class[to]
			list := a.postings[l.from:l.to]
			for i := range list {
				p := &list[i]
				if m.set.classSets[p.behind].has(behind) && m.set.classSets[p.before].has(before) {
					m.file(p, at)
				}
			}
		}
	}
}
