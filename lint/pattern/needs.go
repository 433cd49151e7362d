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
	for pc, end := p.start, p.start+p.length; pc < end; {
		switch in := b.set.code[pc]; in.op {
		case opSet:
			sets = append(sets, in.x)
		case opSplit:
			// Behind what may be left out, or behind the last alternative.
			pc = in.y
			if before := b.set.code[pc-1]; before.op == opJump {
				pc = before.x
			}
			continue
		case opSlot, opGap, opJump, opAnchor, opNote, opMatch:
		}
		pc++
	}
	sets = slices.DeleteFunc(sets, func(set int32) bool {
		return !slices.ContainsFunc(anchors, func(a anchor) bool { return !slices.Contains(b.set.sets[set].ids, a.literal) })
	})
	slices.SortStableFunc(sets, func(x, y int32) int { return cmp.Compare(b.rarityOfSet(y), b.rarityOfSet(x)) })
	return slices.Compact(sets)
}

// rarityOfSet is how seldom one of the literals of a set is met.
func (b *Builder) rarityOfSet(set int32) float64 {
	r := math.Inf(1)
	for _, id := range b.set.sets[set].ids {
		r = rarityOfAny(r, b.rarity(b.set.literals[id]))
	}
	return r
}

// feasible tells whether the text may hold a literal of every set that a
// program's matches go through.
func (m *Matcher) feasible(p *program) bool {
	for _, set := range p.needs {
		if !m.has(set) {
			return false
		}
	}
	return true
}

// has tells whether the text holds a character that a literal of a set begins
// with.
func (m *Matcher) has(set int32) bool {
	verdict := m.verdicts[set]
	if verdict>>1 != m.turn {
		if !m.counted {
			m.counted = true
			m.present = classBits{}
			for _, class := range m.vm.chars.class {
				m.present.add(class)
			}
		}
		verdict = m.turn << 1
		if m.set.classSets[m.set.sets[set].first].meets(&m.present) {
			verdict |= 1
		}
		m.verdicts[set] = verdict
	}
	return verdict&1 != 0
}
