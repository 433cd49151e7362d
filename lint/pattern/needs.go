package pattern

import (
	"cmp"
	"math"
	"slices"
)

// needs are the literal sets that every match of a program goes through, the
// rarest first; without those that hold all of its anchors.
func (b *Builder) needs(p *program, anchors []anchor) []int32 {
	sets := []int32{}
	for pc, end := p.start, p.start+int32(p.length); pc < end; {
		switch in := b.set.code[pc]; in.op() {
		case opSet:
			sets = append(sets, in.x)
		case opSplit:
			// Behind what may be left out, or behind the last alternative.
			pc = in.second()
			if before := b.set.code[pc-1]; before.op() == opJump {
				pc = before.x
			}
			continue
		case opSlot, opGap, opJump, opAnchor, opNote, opMatch:
		}
		pc++
	}
	sets = slices.DeleteFunc(sets, func(set int32) bool {
		return !slices.ContainsFunc(anchors, func(a anchor) bool { return !slices.Contains(b.set.ids(set), a.literal) })
	})
	slices.SortStableFunc(sets, func(x, y int32) int { return cmp.Compare(b.rarityOfSet(y), b.rarityOfSet(x)) })
	return slices.Compact(sets)
}

// rarityOfSet is how seldom one of the literals of a set is met.
func (b *Builder) rarityOfSet(set int32) float64 {
	r := math.Inf(1)
	for _, id := range b.set.ids(set) {
		r = rarityOfAny(r, b.rarity(b.texts[id]))
	}
	return r
}

// feasible tells whether the text may hold a literal of every set that a
// program's matches go through.
func (m *Matcher) feasible(p *program) bool {
	for _, set := range m.set.needs[p.needs:] {
		if set < 0 {
			break
		}
		if !m.holds(set) {
			return false
		}
	}
	return true
}

// holds tells whether the text holds a character of a class set.
func (m *Matcher) holds(set int32) bool {
	if verdict := m.verdicts[set]; verdict>>1 == m.turn {
		return verdict&1 != 0
	}
	return m.look(set)
}

// look finds out whether the text holds a character of a class set, and remembers
// it.
func (m *Matcher) look(set int32) bool {
	if !m.counted {
		m.counted = true
		m.present = classBits{}
		for _, class := range m.vm.chars.Class {
			m.present.add(class)
		}
	}
	found := m.set.classSets[set].meets(&m.present)
	m.verdicts[set] = m.turn<<1 | uint32(flag(found))
	return found
}
