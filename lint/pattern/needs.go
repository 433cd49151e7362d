package pattern

import "slices"

// needs are the literal sets that every match of a program goes through.
func (s *Set) needs(p *program) []int32 {
	sets := []int32{}
	for pc, end := p.start, p.start+p.length; pc < end; {
		switch in := s.code[pc]; in.op {
		case opSet:
			sets = append(sets, in.x)
		case opSplit:
			// Behind what may be left out, or behind the last alternative.
			pc = in.y
			if before := s.code[pc-1]; before.op == opJump {
				pc = before.x
			}
			continue
		case opSlot, opGap, opJump, opAnchor, opNote, opMatch:
		}
		pc++
	}
	return sets
}

// commonNeeds are the sets that all programs of each marker need, exceptions
// aside.
func (s *Set) commonNeeds() [][]int32 {
	common := make([][]int32, len(s.markers))
	seen := make([]bool, len(s.markers))
	for i := range s.programs {
		p := &s.programs[i]
		switch {
		case p.except:
		case !seen[p.marker]:
			seen[p.marker] = true
			common[p.marker] = slices.Clone(s.needed[i])
		default:
			common[p.marker] = slices.DeleteFunc(common[p.marker], func(set int32) bool { return !slices.Contains(s.needed[i], set) })
		}
	}
	return common
}

// lacks tells whether the text holds no literal of a set that every match of a
// marker goes through.
func (m *Matcher) lacks(marker int) bool {
	for _, set := range m.set.common[marker] {
		if !m.has(set) {
			return true
		}
		seen := &m.seen[set]
		if *seen>>1 != m.turn {
			*seen = m.turn << 1
			if m.holds(set) {
				*seen |= 1
			}
		}
		if *seen&1 == 0 {
			return true
		}
	}
	return false
}

// has tells whether the text may hold a literal of a set.
func (m *Matcher) has(set int32) bool {
	verdict := m.verdicts[set]
	if verdict>>1 != m.turn {
		verdict = m.turn << 1
		if m.mayHold(set) {
			verdict |= 1
		}
		m.verdicts[set] = verdict
	}
	return verdict&1 != 0
}

// feasible tells whether the text may hold a literal of every set that a
// program's matches go through.
func (m *Matcher) feasible(program int32) bool {
	for _, set := range m.set.needed[program] {
		if !m.has(set) {
			return false
		}
	}
	return true
}

// mayHold tells whether the text holds a character that a literal of a set
// begins with.
func (m *Matcher) mayHold(set int32) bool {
	if !m.counted {
		m.counted = true
		clear(m.present)
		for _, class := range m.vm.chars.class {
			m.present[class/64] |= 1 << (class % 64)
		}
	}
	for i, bits := range m.vm.firsts(set) {
		if bits&m.present[i] != 0 {
			return true
		}
	}
	return false
}

// holds tells whether a literal of a set stands in the text.
func (m *Matcher) holds(set int32) bool {
	first, ids, auto := m.vm.firsts(set), m.set.sets[set].ids, &m.set.auto
	classes := m.vm.chars.class
	for i, class := range classes {
		if first[class/64]&(1<<(class%64)) == 0 {
			continue
		}
		for state, at := int32(root), i; at < len(classes); at++ {
			if state = auto.child(state, classes[at]); state == 0 {
				break
			}
			if id := auto.states[state].literal; id >= 0 {
				if _, member := slices.BinarySearch(ids, id); member {
					return true
				}
			}
		}
	}
	return false
}
