package pattern

import (
	"maps"
	"math"
	"unicode"
	"unicode/utf8"

	"github.com/cuoci/cuoci/lint/zh"
)

// runeSet is the runes that may stand at a place; nil is any, and the end of the
// text.
type runeSet map[rune]bool

// with adds what is in another set, in place.
func (s runeSet) with(o runeSet) runeSet {
	if s == nil || o == nil {
		return nil
	}
	maps.Copy(s, o)
	return s
}

// union is the set of what is in one of two sets.
func union(x, y runeSet) runeSet {
	if x == nil || y == nil {
		return nil
	}
	return maps.Clone(x).with(y)
}

// noWord stands, in a runeSet, for all runes that are neither letters nor numbers,
// for those that no pattern holds, and for the ends of the text.
const noWord = rune(-1)

// borders are the runes that a match of a node may begin with, and end with.
type borders struct {
	first, last runeSet
	// What stands behind the node may be where it begins, and what stands before it
	// where it ends: it may match nothing.
	open, hollow bool
}

// bordersOf works out the borders of a node. What is no literal may be anything.
// An anchor matches nothing, but says what is on its other side.
func bordersOf(n *node) borders {
	switch n.kind {
	case nodeLiteral:
		first, _ := utf8.DecodeRuneInString(n.text)
		last, _ := utf8.DecodeLastRuneInString(n.text)
		return borders{first: runeSet{first: true}, last: runeSet{last: true}}
	case nodeNote:
		return bordersOf(n.subs[0])
	case nodeOpt:
		b := bordersOf(n.subs[0])
		b.open, b.hollow = true, true
		return b
	case nodeAlt:
		all := borders{first: runeSet{}, last: runeSet{}}
		for _, sub := range n.subs {
			b := bordersOf(sub)
			all.first, all.last = all.first.with(b.first), all.last.with(b.last)
			all.open, all.hollow = all.open || b.open, all.hollow || b.hollow
		}
		return all
	case nodeSeq:
		all := borders{first: runeSet{}, last: runeSet{}, open: true, hollow: true}
		for _, sub := range n.subs {
			b := bordersOf(sub)
			if all.open {
				all.first = all.first.with(b.first)
			}
			if b.hollow {
				b.last = union(b.last, all.last)
			}
			all.last = b.last
			all.open, all.hollow = all.open && b.open, all.hollow && b.hollow
		}
		return all
	case nodeSlot:
		return borders{first: slotHeads(zh.Slot(n.min))}
	case nodeAnchor:
		if n.min == sentenceStart || n.min == turnStart {
			return borders{first: runeSet{}, last: runeSet{noWord: true}, open: true}
		}
		return borders{first: runeSet{noWord: true}, last: runeSet{}, hollow: true}
	case nodeGap, nodeRef:
	}
	return borders{open: true, hollow: true}
}

// slotHeads are the runes that a slot may begin with.
func slotHeads(s zh.Slot) runeSet {
	heads := zh.SlotHeads(s)
	if heads == nil {
		return nil
	}
	set := runeSet{}
	for _, r := range heads {
		set[r] = true
	}
	return set
}

// neighbours are the runes that may stand before and behind a part of a pattern.
type neighbours struct{ before, behind runeSet }

// around works out the neighbours of each element of a sequence that has
// neighbours itself.
func around(subs []*node, outer neighbours) []neighbours {
	list := make([]neighbours, len(subs))
	edges := make([]borders, len(subs))
	before := outer.before
	for i, sub := range subs {
		edges[i] = bordersOf(sub)
		list[i].before = before
		if edges[i].hollow {
			before = union(before, edges[i].last)
		} else {
			before = edges[i].last
		}
	}
	behind := outer.behind
	for i := len(subs) - 1; i >= 0; i-- {
		list[i].behind = behind
		if edges[i].open {
			behind = union(behind, edges[i].first)
		} else {
			behind = edges[i].first
		}
	}
	return list
}

// behindLiteral is what may stand behind a literal, given what may stand behind it
// in its pattern. Where it ends in punctuation its sentence may end with it, and the
// next begin.
func behindLiteral(text string, behind runeSet) runeSet {
	last, _ := utf8.DecodeLastRuneInString(text)
	if behind[noWord] && !unicode.IsLetter(last) && !unicode.IsNumber(last) {
		return nil
	}
	return behind
}

// sureness is how seldom one of some runes stands beside a place by chance, in
// bits; half of what their frequencies say, since what is beside a word is no
// chance.
func (b *Builder) sureness(set runeSet) float64 {
	if set == nil {
		return 0
	}
	sum := 0.0
	for r := range set {
		if r == noWord {
			sum += 0.2
			continue
		}
		sum += math.Exp2(-b.rarity(string(r)))
	}
	return -math.Log2(min(sum, 1)) / 2
}
