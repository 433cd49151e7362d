package pattern

import (
	"slices"
	"unicode"

	"github.com/cuoci/cuoci/lint/zh"
)

// fits tells whether the parts of an image have the sizes that opening it needs.
func (s *Set) fits() bool {
	t, literals := &s.trie, int32(len(s.heads))
	beyond := func(id int32) bool { return !within(id, literals) }
	if len(t.runes) > zh.MaxAlphabet || len(t.states) <= root || slices.ContainsFunc(s.frozen, beyond) ||
		slices.ContainsFunc(t.runes, func(r rune) bool { return !within(r, unicode.MaxRune+1) }) ||
		!within(t.states[root].next, int32(len(t.states)-len(t.runes))) {
		return false
	}
	if len(s.from) != len(s.heads)+int(zh.NumSlots)+1 || !slices.IsSorted(s.from) || s.from[0] != 0 || s.from[len(s.from)-1] != int32(len(s.postings)) {
		return false
	}
	return !slices.ContainsFunc(s.postings[s.from[literals]:], func(p posting) bool { return !within(p.key, int32(2*len(s.markers))) })
}

// verify checks every index of an opened image.
func (s *Set) verify() error {
	if within(s.maxCells, maxProgram*(maxMatch+1)+1) && s.verifyTrie() && s.verifyLiterals() && s.verifyPostings() &&
		!slices.ContainsFunc(s.programs, func(p program) bool { return !s.verifyProgram(p) }) {
		return nil
	}
	return errImage
}

func (s *Set) verifyLiterals() bool {
	literals, members := int32(len(s.heads)), int32(len(s.members))
	return !slices.ContainsFunc(s.members, func(id int32) bool { return !within(id, literals) }) &&
		!slices.ContainsFunc(s.sets, func(set litSet) bool { return set.from < 0 || set.from > set.to || set.to > members }) &&
		!slices.ContainsFunc(s.markers, func(m markerInfo) bool { return !s.isClassSet(m.first) || !s.isClassSet(m.inside) }) &&
		!slices.ContainsFunc(s.needs, func(set int32) bool { return set != -1 && !s.isClassSet(set) }) &&
		len(s.needs) > 0 == (len(s.programs) > 0) && (len(s.needs) == 0 || s.needs[len(s.needs)-1] == -1)
}

func (s *Set) isClassSet(id int32) bool { return within(id, int32(len(s.classSets))) }

func (s *Set) verifyPostings() bool {
	bad := func(p posting) bool {
		return !within(p.program, int32(len(s.programs))) || p.key != s.programs[p.program].key || p.max < p.min ||
			!s.isClassSet(int32(p.before)) || !s.isClassSet(int32(p.behind))
	}
	return !slices.ContainsFunc(s.postings, bad) && !slices.ContainsFunc(s.heads, s.badHead)
}

// badHead tells whether one of two classes is none.
func (s *Set) badHead(head uint32) bool {
	classes := uint32(len(s.trie.runes))
	return head>>16 > classes || head&0xFFFF > classes
}

// verifyProgram checks that a program stays inside itself, goes only forward
// and ends in a match.
func (s *Set) verifyProgram(p program) bool {
	if !within(p.key, int32(2*len(s.markers))) || p.maxRunes > maxMatch || p.start < 0 || !s.isClassSet(p.first) ||
		!within(p.needs, int32(len(s.needs))) || !within(p.index, s.patterns(p.key)) ||
		p.length <= 0 || p.length > maxProgram || int(p.start)+int(p.length) > len(s.code) ||
		int32(p.length)*(int32(p.maxRunes)+1) > s.maxCells {
		return false
	}
	end := p.start + int32(p.length)
	for pc := p.start; pc < end; pc++ {
		if !s.verifyInst(s.code[pc], pc, end) {
			return false
		}
	}
	return s.code[end-1].op() == opMatch
}

// patterns is the number of patterns of a key.
func (s *Set) patterns(key int32) int32 {
	if key&1 != 0 {
		return int32(len(s.markers[key>>1].excepts))
	}
	return int32(len(s.markers[key>>1].patterns))
}

func (s *Set) verifyInst(in inst, pc, end int32) bool {
	forward := func(to int32) bool { return to > pc && to < end }
	switch x, y := in.x, in.second(); in.op() {
	case opSet:
		return within(x, int32(len(s.sets))) && s.isClassSet(y)
	case opSlot:
		return within(x, int32(zh.NumSlots))
	case opGap:
		return x >= 0 && x <= y && y <= maxGap
	case opSplit:
		return forward(x) && forward(y)
	case opJump:
		return forward(x)
	case opAnchor:
		return within(x, turnEnd+1)
	case opNote, opMatch:
		return true
	}
	return false
}

func (s *Set) verifyTrie() bool {
	n, classes, literals := int32(len(s.trie.states)), int32(len(s.trie.runes)), int32(len(s.heads))
	for i, st := range s.trie.states {
		if st.next < 0 || st.next > n-classes-1 || st.literal < -1 || st.literal >= literals {
			return false
		}
		// Class 0, the end of the text, leads nowhere.
		if check := s.trie.checks[i]; within(check, n) && check > 0 && s.trie.states[check].next == int32(i) {
			return false
		}
	}
	return true
}

func within(v, limit int32) bool { return v >= 0 && v < limit }
