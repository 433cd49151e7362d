package pattern

import (
	"slices"
	"unicode/utf8"
)

// automaton is an Aho–Corasick automaton (Aho and Corasick 1975) over classes
// of runes, kept as a double array (Aoe 1989): the goto of state s on class c is
// next(s)+c where check(next(s)+c) is s. Runes that stand in no literal share
// class 0, which leads back to the root.
type automaton struct {
	classes []uint16 // of each rune of the basic plane; made from runes
	runes   []rune   // rune of each class from 1
	states  []state
	first   []int32 // goto of the root on each class, the root where there is none; made from states
}

// state is one state; what a step reads lies together.
type state struct {
	next    int32
	check   int32
	fail    int32
	literal int32 // that ends here, or -1
	report  int32 // nearest state on the fail chain, itself included, whose literal is reported; 0 where none
}

const root = 1

// trieNode is a state while the automaton is built.
type trieNode struct {
	kids    []trieEdge
	literal int32
	state   int32
}

type trieEdge struct {
	class uint16
	to    *trieNode
}

// buildAutomaton builds the automaton over literals; wanted tells which are
// reported by scan (all are found by walk).
func buildAutomaton(literals []string, wanted func(int32) bool) automaton {
	a := automaton{}
	a.countRunes(literals)
	a.index()
	top := &trieNode{literal: -1}
	for id, text := range literals {
		n := top
		for _, r := range text {
			n = n.kid(a.class(r))
		}
		n.literal = int32(id)
	}
	a.place(top)
	a.indexRoot()
	a.link(top, wanted)
	return a
}

// countRunes gives the most frequent runes the lowest classes.
func (a *automaton) countRunes(literals []string) {
	count := map[rune]int{}
	for _, text := range literals {
		for _, r := range text {
			count[r]++
		}
	}
	for r := range count {
		a.runes = append(a.runes, r)
	}
	slices.SortFunc(a.runes, func(x, y rune) int {
		if count[x] != count[y] {
			return count[y] - count[x]
		}
		return int(x - y)
	})
}

// index makes the table of classes.
func (a *automaton) index() {
	a.classes = make([]uint16, 1<<16)
	for i, r := range a.runes {
		if r < 1<<16 {
			a.classes[r] = uint16(i + 1)
		}
	}
}

// indexRoot makes the table of the root's gotos.
func (a *automaton) indexRoot() {
	a.first = make([]int32, len(a.runes)+1)
	for c := range a.first {
		a.first[c] = root
		if to := a.child(root, uint16(c)); to != 0 {
			a.first[c] = to
		}
	}
}

// class is the class of a rune; 0 where it stands in no literal.
func (a *automaton) class(r rune) uint16 {
	if r < 1<<16 {
		return a.classes[r]
	}
	return uint16(slices.Index(a.runes, r) + 1)
}

func (n *trieNode) kid(c uint16) *trieNode {
	i, ok := slices.BinarySearchFunc(n.kids, c, func(e trieEdge, c uint16) int { return int(e.class) - int(c) })
	if !ok {
		n.kids = slices.Insert(n.kids, i, trieEdge{c, &trieNode{literal: -1}})
	}
	return n.kids[i].to
}

// place lays the states into the double array, breadth first, each at the
// first offset where all its edges fit.
func (a *automaton) place(top *trieNode) {
	top.state = root
	a.grow(root)
	a.states[root].check = -1
	first := int32(root + 1) // no free cell below it
	queue := []*trieNode{top}
	for len(queue) > 0 {
		n := queue[0]
		queue = queue[1:]
		a.states[n.state].literal = n.literal
		if len(n.kids) == 0 {
			continue
		}
		for int(first) < len(a.states) && a.states[first].check != 0 {
			first++
		}
		base := max(first-int32(n.kids[0].class), 1)
		for !a.fits(base, n.kids) {
			base++
		}
		a.states[n.state].next = base
		for _, e := range n.kids {
			e.to.state = base + int32(e.class)
			a.grow(e.to.state)
			a.states[e.to.state].check = n.state
			queue = append(queue, e.to)
		}
	}
	// A lookup reaches past the last state by at most one alphabet.
	a.grow(int32(len(a.states) + len(a.runes) + 1))
}

func (a *automaton) fits(base int32, kids []trieEdge) bool {
	for _, e := range kids {
		if at := int(base) + int(e.class); at < len(a.states) && a.states[at].check != 0 {
			return false
		}
	}
	return true
}

func (a *automaton) grow(to int32) {
	for int(to) >= len(a.states) {
		a.states = append(a.states, state{fail: root, literal: -1})
	}
}

// link sets the fail and report links, breadth first.
func (a *automaton) link(top *trieNode, wanted func(int32) bool) {
	queue := []*trieNode{top}
	for len(queue) > 0 {
		n := queue[0]
		queue = queue[1:]
		for _, e := range n.kids {
			queue = append(queue, e.to)
			st := &a.states[e.to.state]
			if n.state != root {
				st.fail = a.step(a.states[n.state].fail, e.class)
			}
			st.report = a.states[st.fail].report
			if e.to.literal >= 0 && wanted(e.to.literal) {
				st.report = e.to.state
			}
		}
	}
}

// child follows one edge of the trie; 0 where there is none.
func (a *automaton) child(from int32, class uint16) int32 {
	if base := a.states[from].next; base != 0 {
		if to := base + int32(class); a.states[to].check == from {
			return to
		}
	}
	return 0
}

// step follows an edge, or the longest suffix that has one.
func (a *automaton) step(from int32, class uint16) int32 {
	for from != root {
		st := &a.states[from]
		if st.next != 0 {
			if to := st.next + int32(class); a.states[to].check == from {
				return to
			}
		}
		from = st.fail
	}
	return a.first[class]
}

// occurrence is a literal found in a text.
type occurrence struct {
	literal int32
	end     int32 // index of the character behind it
}

// chars are the characters of a text: the class of each, and the offset of each
// and of the end of the text.
type chars struct {
	class  []uint16
	offset []int32
}

// classify notes the characters of a text.
func (a *automaton) classify(text string, cs *chars) {
	if cap(cs.offset) <= len(text) {
		cs.class, cs.offset = make([]uint16, len(text)+1), make([]int32, len(text)+1)
	}
	class, offset := cs.class[:cap(cs.class)], cs.offset[:cap(cs.offset)]
	n := 0
	for i := 0; i < len(text); n++ {
		offset[n] = int32(i)
		if b := text[i]; b < utf8.RuneSelf {
			class[n] = a.classes[b]
			i++
		} else if b >= 0xE1 && b <= 0xEC && i+2 < len(text) && text[i+1]&0xC0 == 0x80 && text[i+2]&0xC0 == 0x80 {
			// Nearly every character: three bytes, with no exceptions among these.
			class[n] = a.classes[uint16(b&0x0F)<<12|uint16(text[i+1]&0x3F)<<6|uint16(text[i+2]&0x3F)]
			i += 3
		} else {
			r, size := utf8.DecodeRuneInString(text[i:])
			class[n] = a.class(r)
			i += size
		}
	}
	offset[n] = int32(len(text))
	cs.class, cs.offset = class[:n], offset[:n+1]
}

// scan appends to dst the occurrences of the literals that report (made by
// reporting) has, by their ends; states, for its memory, becomes the state behind
// each character.
func (a *automaton) scan(classes []uint16, report, states []int32, dst []occurrence) ([]int32, []occurrence) {
	at := int32(root)
	if cap(states) < len(classes) {
		states = make([]int32, len(classes)+len(classes)/4)
	}
	states = states[:len(classes)]
	for i, c := range classes {
		switch {
		case c == 0:
			at = root
		case at == root:
			at = a.first[c]
		default:
			at = a.step(at, c)
		}
		states[i] = at
		for out := report[at]; out != 0; out = report[a.states[out].fail] {
			dst = append(dst, occurrence{literal: a.states[out].literal, end: int32(i + 1)})
		}
	}
	return states, dst
}

// reported appends to dst the occurrences of all reported literals, told from
// the states that scan went through.
func (a *automaton) reported(states []int32, dst []occurrence) []occurrence {
	for i, at := range states {
		for out := a.states[at].report; out != 0; out = a.states[a.states[out].fail].report {
			dst = append(dst, occurrence{literal: a.states[out].literal, end: int32(i + 1)})
		}
	}
	return dst
}

// reporting makes the report links of fewer literals.
func (a *automaton) reporting(wanted func(literal int32) bool) []int32 {
	report := make([]int32, len(a.states))
	known := make([]bool, len(a.states))
	known[root] = true
	var link func(s int32) int32
	link = func(s int32) int32 {
		if !known[s] {
			known[s] = true
			if st := &a.states[s]; st.literal >= 0 && wanted(st.literal) {
				report[s] = s
			} else {
				report[s] = link(st.fail)
			}
		}
		return report[s]
	}
	for s := range a.states {
		link(int32(s))
	}
	return report
}

// walk appends the literals that begin at a character to dst, shortest first.
func (a *automaton) walk(classes []uint16, at int32, dst []ending) []ending {
	from := int32(root)
	for int(at) < len(classes) && classes[at] != 0 {
		if from = a.child(from, classes[at]); from == 0 {
			break
		}
		at++
		if id := a.states[from].literal; id >= 0 {
			dst = append(dst, ending{literal: id, end: at})
		}
	}
	return dst
}
