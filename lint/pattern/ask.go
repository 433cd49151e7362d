package pattern

import (
	"math/bits"
	"slices"
)

// keyFilter tells at which characters of a text an anchor of one key may begin, as
// headFilter does for many, in as many bits as the key needs.
type keyFilter struct {
	pairs []uint64   // of the first two characters of an anchor
	mask  uint32     // of the bits of pairs
	alone *classBits // anchors of one character, whatever stands behind it; nil where there are none
}

// keyFilters are the filters of the lazy keys, each made when it is asked for.
type keyFilters struct {
	made     []bool
	filters  []keyFilter
	literals []int32 // anchors of lazy keys, those of each key together
	from     []int32 // of each key, and of the end: index into literals
}

// list finds the anchors of every lazy key.
func (k *keyFilters) list(s *shared) {
	keys := len(s.isLazy)
	k.made, k.filters, k.from = make([]bool, keys), make([]keyFilter, keys), make([]int32, keys+1)
	each := func(f func(key int32, literal int)) {
		for id, l := range s.lazy.lists {
			last := int32(-1)
			for i := l.from; i < l.to; i++ {
				if key := s.lazy.postings[i].key; key != last {
					last = key
					f(key, id)
				}
			}
		}
	}
	each(func(key int32, _ int) { k.from[key+1]++ })
	for key := range keys {
		k.from[key+1] += k.from[key]
	}
	k.literals = make([]int32, k.from[keys])
	next := slices.Clone(k.from)
	each(func(key int32, literal int) {
		k.literals[next[key]] = int32(literal)
		next[key]++
	})
}

// filter is the filter of a key.
func (m *Matcher) filter(key int32) *keyFilter {
	k := &m.shared.filters
	if k.made == nil {
		k.list(m.shared)
	}
	f := &k.filters[key]
	if k.made[key] {
		return f
	}
	k.made[key] = true
	pairs := m.pairs[:0]
	for _, id := range k.literals[k.from[key]:k.from[key+1]] {
		first, second := uint16(m.set.heads[id]>>16), uint16(m.set.heads[id])
		if second != 0 {
			pairs = append(pairs, pairHash(first, second))
			continue
		}
		// One character: before what may stand behind it.
		for _, p := range m.shared.lazy.of(id, key) {
			if behind := &m.set.classSets[p.behind]; !behind.has(0) {
				behind.each(len(m.set.trie.first), func(class uint16) { pairs = append(pairs, pairHash(first, class)) })
			} else {
				if f.alone == nil {
					f.alone = &classBits{}
				}
				f.alone.add(first)
			}
		}
	}
	m.pairs = pairs
	if len(pairs) > 0 || f.alone != nil {
		// Some thirty bits for each pair: few places are looked at in vain.
		size := uint32(64) << max(bits.Len(uint(len(pairs)))-1, 0)
		f.pairs, f.mask = make([]uint64, size/64), size-1
		for _, h := range pairs {
			h &= f.mask
			f.pairs[h/64] |= 1 << (h % 64)
		}
	}
	return f
}

// of are the postings of a literal for programs of a key.
func (a *anchors) of(literal, key int32) []posting {
	l := &a.lists[literal]
	list := a.postings[l.from:l.to]
	// They are in the order of the programs, and so of the keys.
	from, to := 0, len(list)
	for to-from > 4 {
		if mid := (from + to) / 2; list[mid].key < key {
			from = mid + 1
		} else {
			to = mid
		}
	}
	for from < len(list) && list[from].key < key {
		from++
	}
	for to = from; to < len(list) && list[to].key == key; {
		to++
	}
	return list[from:to]
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
	if f := m.filter(key); f.pairs != nil {
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
		list := lazy.of(e.literal, key)
		for i := range list {
			p := &list[i]
			if m.set.classSets[p.behind].has(behind) && m.set.classSets[p.before].has(before) {
				m.file(p, at)
			}
		}
	}
}
