package pattern

import (
	"slices"
	"unicode/utf8"
)

// trie is a trie over classes of runes, kept as a double array (Aoe 1989): the
// child of state s on class c is next(s)+c where check(next(s)+c) is s. Runes
// that stand in no literal share class 0, on which nothing goes on.
type trie struct {
	classes []uint16 // of each rune of the basic plane; made from runes
	runes   []rune   // rune of each class from 1
	states  []state
	first   []int32 // child of the root on each class, 0 where there is none; made from states
}

// state is one state; what a step reads lies together.
type state struct {
	next    int32
	check   int32
	literal int32 // that ends here, or -1
}

const root = 1

// trieNode is a state while the trie is built.
type trieNode struct {
	kids    []trieEdge
	literal int32
	state   int32
}

type trieEdge struct {
	class uint16
	to    *trieNode
}

// buildTrie builds the trie over literals.
func buildTrie(literals []string) trie {
	t := trie{}
	t.countRunes(literals)
	t.index()
	top := &trieNode{literal: -1}
	for id, text := range literals {
		n := top
		for _, r := range text {
			n = n.kid(t.class(r))
		}
		n.literal = int32(id)
	}
	t.place(top)
	t.indexRoot()
	return t
}

// countRunes gives the most frequent runes the lowest classes.
func (t *trie) countRunes(literals []string) {
	count := map[rune]int{}
	for _, text := range literals {
		for _, r := range text {
			count[r]++
		}
	}
	for r := range count {
		t.runes = append(t.runes, r)
	}
	slices.SortFunc(t.runes, func(x, y rune) int {
		if count[x] != count[y] {
			return count[y] - count[x]
		}
		return int(x - y)
	})
}

// index makes the table of classes.
func (t *trie) index() {
	t.classes = make([]uint16, 1<<16)
	for i, r := range t.runes {
		if r < 1<<16 {
			t.classes[r] = uint16(i + 1)
		}
	}
}

// indexRoot makes the table of the root's children.
func (t *trie) indexRoot() {
	t.first = make([]int32, len(t.runes)+1)
	for c := 1; c < len(t.first); c++ {
		t.first[c] = t.child(root, uint16(c))
	}
}

// class is the class of a rune; 0 where it stands in no literal.
func (t *trie) class(r rune) uint16 {
	if r < 1<<16 {
		return t.classes[r]
	}
	return uint16(slices.Index(t.runes, r) + 1)
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
func (t *trie) place(top *trieNode) {
	top.state = root
	t.grow(root)
	t.states[root].check = -1
	first := int32(root + 1) // no free cell below it
	queue := []*trieNode{top}
	for len(queue) > 0 {
		n := queue[0]
		queue = queue[1:]
		t.states[n.state].literal = n.literal
		if len(n.kids) == 0 {
			continue
		}
		for int(first) < len(t.states) && t.states[first].check != 0 {
			first++
		}
		base := max(first-int32(n.kids[0].class), 1)
		for !t.fits(base, n.kids) {
			base++
		}
		t.states[n.state].next = base
		for _, e := range n.kids {
			e.to.state = base + int32(e.class)
			t.grow(e.to.state)
			t.states[e.to.state].check = n.state
			queue = append(queue, e.to)
		}
	}
	// A lookup reaches past the last state by at most one alphabet.
	t.grow(int32(len(t.states) + len(t.runes) + 1))
}

func (t *trie) fits(base int32, kids []trieEdge) bool {
	for _, e := range kids {
		if at := int(base) + int(e.class); at < len(t.states) && t.states[at].check != 0 {
			return false
		}
	}
	return true
}

func (t *trie) grow(to int32) {
	for int(to) >= len(t.states) {
		t.states = append(t.states, state{literal: -1})
	}
}

// child follows one edge; 0 where there is none. No state has a child on class
// 0, and none without children is the check of another.
func (t *trie) child(from int32, class uint16) int32 {
	if to := t.states[from].next + int32(class); t.states[to].check == from {
		return to
	}
	return 0
}

// chars are the characters of a text: the class of each, then a 0 for the end of
// the text, and the offset of each and of the end.
type chars struct {
	class  []uint16
	offset []int32
}

// len is the number of characters.
func (cs *chars) len() int32 { return int32(len(cs.offset)) - 1 }

// before is the class of the character before a place, 0 at the start.
func (cs *chars) before(at int32) uint16 {
	if at == 0 {
		return 0
	}
	return cs.class[at-1]
}

// classify notes the characters of a text.
func (t *trie) classify(text string, cs *chars) {
	if cap(cs.offset) <= len(text) {
		cs.class, cs.offset = make([]uint16, len(text)+1), make([]int32, len(text)+1)
	}
	class, offset := cs.class[:cap(cs.class)], cs.offset[:cap(cs.offset)]
	n := 0
	for i := 0; i < len(text); n++ {
		offset[n] = int32(i)
		if b := text[i]; b < utf8.RuneSelf {
			class[n] = t.classes[b]
			i++
		} else if b >= 0xE1 && b <= 0xEC && i+2 < len(text) && text[i+1]&0xC0 == 0x80 && text[i+2]&0xC0 == 0x80 {
			// Nearly every character: three bytes, with no exceptions among these.
			class[n] = t.classes[uint16(b&0x0F)<<12|uint16(text[i+1]&0x3F)<<6|uint16(text[i+2]&0x3F)]
			i += 3
		} else {
			r, size := utf8.DecodeRuneInString(text[i:])
			class[n] = t.class(r)
			i += size
		}
	}
	class[n], offset[n] = 0, int32(len(text))
	cs.class, cs.offset = class[:n+1], offset[:n+1]
}

// walk appends the literals that begin at a character to dst, shortest first.
func (t *trie) walk(classes []uint16, at int32, dst []ending) []ending {
	from := t.first[classes[at]]
	for from != 0 {
		at++
		st := &t.states[from]
		if st.literal >= 0 {
			dst = append(dst, ending{literal: st.literal, end: at})
		}
		from = t.child(from, classes[at])
	}
	return dst
}
