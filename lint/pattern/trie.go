package pattern

import (
	"fmt"
	"slices"

	"github.com/cuoci/cuoci/lint/zh"
)

// trie is a trie over classes of runes, kept as a double array (Aoe 1989): the
// child of state s on class c is next(s)+c where check(next(s)+c) is s. Runes
// that stand in no literal share class 0, on which nothing goes on.
type trie struct {
	runes    []rune  // rune of each class from 1
	checks   []int32 // of each state; by themselves, since most looks end with them
	states   []state
	alphabet *zh.Alphabet // made from runes
	first    []int32      // child of the root on each class, 0 where there is none; made from states
}

// state is what is known of a state but for its check.
type state struct {
	next    int32
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

// buildTrie builds the trie over literals; more are runes that have a class
// though they may stand in none.
func buildTrie(literals []string, more []rune) (trie, error) {
	t := trie{}
	t.countRunes(literals, more)
	if len(t.runes) > zh.MaxAlphabet {
		return t, fmt.Errorf("%d different characters in patterns are too many: at most %d can be told apart", len(t.runes), zh.MaxAlphabet)
	}
	t.alphabet = zh.NewAlphabet(t.runes)
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
	return t, nil
}

// countRunes gives the most frequent runes the lowest classes.
func (t *trie) countRunes(literals []string, more []rune) {
	count := map[rune]int{}
	for _, r := range more {
		count[r]++
	}
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

// indexRoot makes the table of the root's children.
func (t *trie) indexRoot() {
	t.first = make([]int32, len(t.runes)+1)
	for c := 1; c < len(t.first); c++ {
		t.first[c] = t.child(root, uint16(c))
	}
}

// class is the class of a rune; 0 where it stands in no literal.
func (t *trie) class(r rune) uint16 { return t.alphabet.Class(r) }

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
	t.checks[root] = -1
	first := int32(root + 1) // no free cell below it
	queue := []*trieNode{top}
	for len(queue) > 0 {
		n := queue[0]
		queue = queue[1:]
		t.states[n.state].literal = n.literal
		if len(n.kids) == 0 {
			continue
		}
		for int(first) < len(t.states) && t.checks[first] != 0 {
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
			t.checks[e.to.state] = n.state
			queue = append(queue, e.to)
		}
	}
	// A lookup reaches past the last state by at most one alphabet.
	t.grow(int32(len(t.states) + len(t.runes) + 1))
}

func (t *trie) fits(base int32, kids []trieEdge) bool {
	for _, e := range kids {
		if at := int(base) + int(e.class); at < len(t.states) && t.checks[at] != 0 {
			return false
		}
	}
	return true
}

func (t *trie) grow(to int32) {
	for int(to) >= len(t.states) {
		t.checks, t.states = append(t.checks, 0), append(t.states, state{literal: -1})
	}
}

// child follows one edge; 0 where there is none. No state has a child on class
// 0, and none without children is the check of another.
func (t *trie) child(from int32, class uint16) int32 {
	if to := t.states[from].next + int32(class); t.checks[to] == from {
		return to
	}
	return 0
}

// walk appends the literals that begin at a character to dst, shortest first.
func (t *trie) walk(classes []uint16, at int32, dst []ending) []ending {
	from := t.first[classes[at]]
	for from != 0 {
		at++
		if id := t.states[from].literal; id >= 0 {
			dst = append(dst, ending{literal: id, end: at})
		}
		from = t.child(from, classes[at])
	}
	return dst
}
