package pattern

import "unicode/utf8"

// firstClasses is the set of the classes of runes that a match of a program may
// begin with, one bit a class.
func (m *Matcher) firstClasses(program int32) []uint64 {
	if set := m.shared.first[program]; set != nil {
		return set
	}
	set := make([]uint64, (len(m.set.auto.runes)+64)/64)
	p := m.set.programs[program]
	m.set.addFirst(p.start, set, make([]bool, p.length), p.start)
	m.shared.first[program] = set
	return set
}

// secondClasses is, for a program that begins with a literal set, the set of the
// classes that may stand behind its first literal.
func (m *Matcher) secondClasses(program int32) []uint64 {
	if set := m.shared.second[program]; set != nil {
		return set
	}
	set := make([]uint64, (len(m.set.auto.runes)+64)/64)
	p := m.set.programs[program]
	if m.set.code[p.start].op == opSet {
		m.set.addFirst(p.start+1, set, make([]bool, p.length), p.start)
	} else {
		everything(set)
	}
	m.shared.second[program] = set
	return set
}

// follows tells whether behind one of the literals that begin at a place stands
// a character of a set.
func (v *vm) follows(at int32, second []uint64) bool {
	for i := v.begin(at); v.ends[i].literal >= 0; i++ {
		class := uint16(0) // of the end of the text, and of characters in no literal
		if end := v.ends[i].end; int(end) < len(v.chars.class) {
			class = v.chars.class[end]
		}
		if second[class/64]&(1<<(class%64)) != 0 {
			return true
		}
	}
	return false
}

// everything adds all classes.
func everything(set []uint64) {
	for i := range set {
		set[i] = ^uint64(0)
	}
}

// mayBegin tells whether a match of a marker may begin with a class of runes.
func (m *Matcher) mayBegin(marker int, class uint16) bool {
	set := m.shared.begin[marker]
	if set == nil {
		set = make([]uint64, (len(m.set.auto.runes)+64)/64)
		for id := range m.set.programs {
			if p := &m.set.programs[id]; int(p.marker) == marker && !p.except {
				for i, bits := range m.firstClasses(int32(id)) {
					set[i] |= bits
				}
			}
		}
		m.shared.begin[marker] = set
	}
	return set[class/64]&(1<<(class%64)) != 0
}

// addFirst adds what a program may begin with from an instruction on; where that
// is not a literal it may be anything. Instructions seen before are passed over.
func (s *Set) addFirst(pc int32, set []uint64, seen []bool, base int32) {
	for !seen[pc-base] {
		seen[pc-base] = true
		switch in := s.code[pc]; in.op {
		case opSet:
			for i, bits := range s.firstOfSet(in.x) {
				set[i] |= bits
			}
			return
		case opSplit:
			s.addFirst(in.x, set, seen, base)
			pc = in.y
			continue
		case opJump:
			pc = in.x
			continue
		case opAnchor, opNote: // they take no character
		case opSlot, opGap, opMatch:
			everything(set)
			return
		}
		pc++
	}
}

// firstOfSet is the set of the classes that the literals of a set begin with.
func (s *Set) firstOfSet(set int32) []uint64 {
	bits := make([]uint64, (len(s.auto.runes)+64)/64)
	for _, id := range s.sets[set].ids {
		r, _ := utf8.DecodeRuneInString(s.literals[id])
		class := s.auto.class(r)
		bits[class/64] |= 1 << (class % 64)
	}
	return bits
}
