package pattern

import (
	"slices"

	"github.com/cuoci/cuoci/lint/segment"
	"github.com/cuoci/cuoci/lint/zh"
)

// vm runs programs over one text. It backtracks in the order of preference and
// remembers which (instruction, character) pairs led nowhere, so that the work
// at one start is bounded by the length of the program times the longest match.
// Inside it, places are indexes of characters.
type vm struct {
	set    *Set
	seg    *segment.Segmenter
	z      zh.Analyzer
	a      *zh.Analysis
	chars  zh.Chars
	flags  []uint8  // of each place: what is known of it
	begins []int32  // of each place: 1 + index into ends of the literals that begin there; 0 unknown
	ends   []ending // literals that begin at one place, longest first, closed by a literal of -1
	clause int      // index of the clause last asked for
	quoted bool     // the quotes of the text were looked for
	filled bool     // the slots of the text were looked for
	lax    bool     // the edges of a whole match are judged by the caller
	memory *memory
	p      *program
	start  int32
	path   []int32 // list entries on the way, when coverage is asked for
	cover  *Coverage
}

// memory is what vms that run in turn have in common.
type memory struct {
	visited []uint32 // of each (instruction, character) of the running program: the attempt that failed there
	attempt uint32
}

// ending is a literal that begins at a place, with its end.
type ending struct {
	literal int32
	end     int32
}

// reset turns to the analysis of another text, whose characters are known.
func (v *vm) reset() {
	n := len(v.chars.Offset)
	v.clause, v.quoted, v.filled = 0, false, false
	v.flags = cleared(v.flags, n)
	v.begins = cleared(v.begins, n)
	v.ends = v.ends[:0]
	for _, s := range v.a.ANotA {
		v.close(v.place(s.Start), v.place(s.End))
	}
	for _, s := range v.a.DoubleNeg {
		v.close(v.place(s.Start), v.place(s.End))
	}
}

// cleared returns n zeros, in the memory of s where it is large enough.
func cleared[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/4)
	}
	s = s[:n]
	clear(s)
	return s
}

// place is the index of the character at an offset.
func (v *vm) place(offset int) int32 {
	i, _ := slices.BinarySearch(v.chars.Offset, int32(offset))
	return int32(i)
}

// offset is where a character begins.
func (v *vm) offset(at int32) int { return int(v.chars.Offset[at]) }

// match runs a program from a place.
func (v *vm) match(p *program, start int32) (end int32, ok bool) {
	v.p, v.start = p, start
	if v.memory.attempt++; v.memory.attempt == 0 {
		clear(v.memory.visited)
		v.memory.attempt = 1
	}
	v.path = v.path[:0]
	return v.run(p.start, start)
}

// run follows a program from an instruction and a place. It calls itself only
// where there is a choice, for all but the last of what may be chosen.
func (v *vm) run(pc, at int32) (end int32, ok bool) {
	code := v.set.code
	for {
		in := &code[pc]
		switch in.op() {
		case opMatch:
			return at, v.accept(at)
		case opSet:
			last, done := v.runSet(pc, in, at)
			if last == 0 || done {
				return last, done
			}
			at = last
		case opSlot:
			if at, ok = v.slot(in.x, at); !ok {
				return 0, false
			}
		case opGap:
			return v.runGap(pc, in, at)
		case opSplit:
			if first := &code[in.x]; first.op() == opSet && !v.mayBegin(first, at) {
				pc = in.second()
				continue
			}
			if v.failed(pc, at) {
				return 0, false
			}
			mark := len(v.path)
			if end, ok = v.run(in.x, at); ok {
				return end, true
			}
			v.path = v.path[:mark]
			pc = in.second()
			continue
		case opJump:
			pc = in.x
			continue
		case opAnchor:
			if !v.anchor(int(in.x), at) {
				return 0, false
			}
		case opNote:
			if v.cover != nil {
				v.path = append(v.path, in.x)
			}
		}
		pc++
	}
}

// runSet tries the literals of a set that begin here, longest first, and leaves
// the last one to the caller, with where it ends: 0 where there is none, and the
// end of the match where an earlier one led to it.
func (v *vm) runSet(pc int32, in *inst, at int32) (end int32, done bool) {
	if !v.mayBegin(in, at) {
		return 0, false
	}
	e := v.member(in.x, v.begin(at))
	if e < 0 || v.failed(pc, at) {
		return 0, false
	}
	for {
		next := v.member(in.x, e+1)
		mark := len(v.path)
		if v.cover != nil {
			v.path = append(v.path, v.set.notes[v.set.member(&v.set.sets[in.x], v.ends[e].literal)]...)
		}
		if next < 0 {
			return v.ends[e].end, false
		}
		if end, ok := v.run(pc+1, v.ends[e].end); ok {
			return end, true
		}
		v.path = v.path[:mark]
		e = next
	}
}

// failed tells whether an instruction was tried at this place before (then in
// vain), and notes that it has been now.
func (v *vm) failed(pc, at int32) bool {
	cell := &v.memory.visited[int(pc-v.p.start)*(int(v.p.maxRunes)+1)+int(at-v.start)]
	if *cell == v.memory.attempt {
		return true
	}
	*cell = v.memory.attempt
	return false
}

// mayBegin tells whether a literal of an instruction's set may begin with the
// character here.
func (v *vm) mayBegin(in *inst, at int32) bool {
	return v.set.classSets[in.second()].has(v.chars.Class[at])
}

// member is the first from index i on, of the literals that begin at one place,
// that is in a set; -1 where there is none.
func (v *vm) member(set, i int32) int32 {
	s := &v.set.sets[set]
	for ; v.ends[i].literal >= 0; i++ {
		if v.set.member(s, v.ends[i].literal) >= 0 {
			return i
		}
	}
	return -1
}

// likely tells whether the literals that an instruction asks for can begin at a
// place; it spares the judging of word edges where nothing follows.
func (v *vm) likely(pc, at int32) bool {
	in := &v.set.code[pc]
	return in.op() != opSet || v.mayBegin(in, at) && v.member(in.x, v.begin(at)) >= 0
}

// begin returns the index into ends of the literals that begin at a place.
func (v *vm) begin(at int32) int32 {
	if v.begins[at] == 0 {
		first := len(v.ends)
		v.ends = v.set.trie.walk(v.chars.Class, at, v.ends)
		slices.Reverse(v.ends[first:])
		v.ends = append(v.ends, ending{literal: -1})
		v.begins[at] = int32(first) + 1
	}
	return v.begins[at] - 1
}

// slot steps over a slot that begins here.
func (v *vm) slot(kind, at int32) (int32, bool) {
	start := v.offset(at)
	if !v.filled && !v.z.SlotMayBegin(zh.Slot(kind), start) {
		return 0, false
	}
	spans := v.slots()[kind]
	i, ok := slices.BinarySearchFunc(spans, start, func(s zh.Span, start int) int { return s.Start - start })
	if !ok {
		return 0, false
	}
	end := v.place(spans[i].End)
	return end, end-at <= maxSlotRunes
}

// slots finds the slots of the text when they are first needed.
func (v *vm) slots() *[zh.NumSlots][]zh.Span {
	if !v.filled {
		v.filled = true
		v.z.FindSlots()
	}
	return &v.a.Slots
}

// runGap steps over a gap, fewest characters first.
func (v *vm) runGap(pc int32, in *inst, at int32) (end int32, ok bool) {
	if v.failed(pc, at) || v.blank(at) {
		return 0, false
	}
	limit := v.clauseAt(v.offset(at)).End
	for to := at; ; {
		if k := to - at; k >= in.x && v.likely(pc+1, to) && (k == 0 || v.p.anyEdges || v.right(at) && v.left(to)) {
			if end, ok = v.run(pc+1, to); ok {
				return end, true
			}
		}
		if to-at == in.second() || v.offset(to) >= limit || v.opaque(to) {
			return 0, false
		}
		to++
		if v.blank(to) || v.offset(to) == limit && limit < len(v.a.Text) {
			return 0, false
		}
	}
}
