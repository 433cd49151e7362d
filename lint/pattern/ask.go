package pattern

import "math/bits"

// keyFilter tells at which characters of a text an anchor of one key may begin, as
// headFilter does for many, in as many bits as the key needs.
type keyFilter struct {
	pairs []uint64   // of the first two characters of an anchor
	mask  uint32     // of the bits of pairs
	alone *classBits // anchors of one character, whatever stands behind it; nil where there are none
}

// keyFilters makes the filters of all lazy keys.
func (s *shared) keyFilters(set *Set) []keyFilter {
	filters := make([]keyFilter, len(s.isLazy))
	counts := make([]int, len(s.isLazy))
	s.lazyPairs(set, func(key int32, _, _ uint16) { counts[key]++ })
	for key, n := range counts {
		if n > 0 {
			// Some thirty bits for each pair: few places are looked at in vain.
			size := uint32(64) << max(bits.Len(uint(n))-1, 0)
			filters[key] = keyFilter{pairs: make([]uint64, size/64), mask: size - 1}
		}
	}
	s.lazyPairs(set, func(key int32, first, second uint16) {
		f := &filters[key]
		if second == 0 {
			if f.alone == nil {
				f.alone = &classBits{}
			}
			f.alone.add(first)
			return
		}
		h := pairHash(first, second) & f.mask
		f.pairs[h/64] |= 1 << (h % 64)
	})
	return filters
}

// lazyPairs calls f with the first two characters of every anchor of a lazy key. Of
// one that is one character, the second is each that may stand behind it, or 0 for
// any.
func (s *shared) lazyPairs(set *Set, f func(key int32, first, second uint16)) {
	for id, l := range s.lazy.lists {
		first, second := uint16(set.heads[id]>>16), uint16(set.heads[id])
		for _, p := range s.lazy.postings[l.from:l.to] {
			behind := &set.classSets[p.behind]
			if second != 0 || behind.has(0) {
				f(p.key, first, second)
				continue
			}
			behind.each(len(set.trie.first), func(class uint16) { f(p.key, first, class) })
		}
	}
}

// ask files the anchors of a lazy key, when it is first asked for. Few keys are
// asked for in a text, so each looks for its own.
func (m *Matcher) ask(key int32) {
	if m.keys[key].asked {
		return
	}
	m.keys[key].asked = true
	m.asked = append(m.asked, key)
	m.Text()
	if m.shared.filters == nil {
		m.shared.filters = m.shared.keyFilters(m.set)
	}
	if f := &m.shared.filters[key]; f.pairs != nil {
		if !m.hashed {
			m.hash()
		}
		for at, h := range m.hashes {
			if f.pairs[h&f.mask>>6]>>(h&63)&1 != 0 || f.alone != nil && f.alone.has(m.vm.chars.Class[at]) {
				m.askAt(key, int32(at))
			}
		}
	}
	if m.set.slotted[key] {
		m.fileSlots(func(k int32) bool { return k == key })
	}
}

// hash works out the hashes of all pairs of characters in the text.
func (m *Matcher) hash() {
	m.hashed = true
	behind := m.vm.chars.Class[1:]
	if cap(m.hashes) < len(behind) {
		m.hashes = make([]uint32, len(behind)+len(behind)/4)
	}
	m.hashes = m.hashes[:len(behind)]
	for i, class := range m.vm.chars.Class[:len(behind)] {
		m.hashes[i] = pairHash(class, behind[i])
	}
}

// askAt files the anchors of a lazy key that begin at a place.
func (m *Matcher) askAt(key, at int32) {
	cs := &m.vm.chars
	before, lazy := cs.Before(at), &m.shared.lazy
	for i := m.vm.begin(at); m.vm.ends[i].literal >= 0; i++ {
		e := m.vm.ends[i]
		if lazy.any[e.literal>>6]>>(e.literal&63)&1 == 0 {
			continue
		}
		l := &lazy.lists[e.literal]
		if l.keys>>(key&63)&1 == 0 {
			continue
		}
		behind := cs.Class[e.end]
		list := lazy.postings[l.from:l.to]
		// They are in the order of the programs, and so of the keys.
		from, to := 0, len(list)
		for to-from > 4 {
			if mid := (from + to) / 2; list[mid].key < key {
				from = mid + 1
			} else {
				to = mid
			}
		}
		for i := from; i < len(list) && list[i].key <= key; i++ {
			p := &list[i]
			if p.key == key && m.set.classSets[p.behind].has(behind) && m.set.classSets[p.before].has(before) {
				m.file(p, at)
			}
		}
	}
}
