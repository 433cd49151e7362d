package pattern

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

func (b *Builder) add(o op, x, y int32) int32 {
	b.set.code = append(b.set.code, newInst(o, x, y))
	return int32(len(b.set.code)) - 1
}

func (b *Builder) here() int32 { return int32(len(b.set.code)) }

// emit appends the instructions of a node.
func (b *Builder) emit(n *node) {
	if lits, notes, ok := literalSet(n); ok {
		b.add(opSet, b.literalSetID(lits, notes), 0)
		return
	}
	switch n.kind {
	case nodeSeq:
		for _, sub := range n.subs {
			b.emit(sub)
		}
	case nodeNote:
		b.emit(n.subs[0])
		b.add(opNote, b.note(n), 0)
	case nodeOpt:
		// What may be left out is first tried as being there: longest literal first.
		split := b.add(opSplit, 0, 0)
		b.set.code[split].x = b.here()
		b.emit(n.subs[0])
		b.set.code[split].then(b.here())
	case nodeAlt:
		b.emitAlternatives(n)
	case nodeSlot:
		b.add(opSlot, int32(n.min), 0)
	case nodeGap:
		b.add(opGap, int32(n.min), int32(n.max))
	case nodeAnchor:
		b.add(opAnchor, int32(n.min), 0)
	case nodeLiteral, nodeRef: // a literal is a set; references are resolved
	}
}

// emitAlternatives gathers the plain literals into one set and tries it among
// the others by the length of the longest literal.
func (b *Builder) emitAlternatives(n *node) {
	var plain node
	plain.kind = nodeAlt
	var arms []*node
	for _, sub := range n.subs {
		if _, _, ok := literalSet(sub); ok {
			plain.subs = append(plain.subs, sub)
		} else {
			arms = append(arms, sub)
		}
	}
	if len(plain.subs) > 0 {
		arms = append(arms, &plain)
	}
	slices.SortStableFunc(arms, func(x, y *node) int {
		_, mx := lengths(x)
		_, my := lengths(y)
		return cmp.Compare(my, mx)
	})
	var jumps []int32
	for i, arm := range arms {
		if i == len(arms)-1 {
			b.emit(arm)
			break
		}
		split := b.add(opSplit, 0, 0)
		b.set.code[split].x = b.here()
		b.emit(arm)
		jumps = append(jumps, b.add(opJump, 0, 0))
		b.set.code[split].then(b.here())
	}
	for _, j := range jumps {
		b.set.code[j].x = b.here()
	}
}

// literalSet returns the literals of a node that is nothing but a choice of
// literals, with the list entries that brought them.
func literalSet(n *node) (lits []string, notes [][]*node, ok bool) {
	switch n.kind {
	case nodeLiteral:
		return []string{n.text}, [][]*node{nil}, true
	case nodeSeq:
		if len(n.subs) == 1 {
			return literalSet(n.subs[0])
		}
	case nodeNote:
		lits, notes, ok = literalSet(n.subs[0])
		if ok {
			notes = slices.Clone(notes)
			for i := range notes {
				notes[i] = append(slices.Clone(notes[i]), n)
			}
		}
		return lits, notes, ok
	case nodeAlt:
		for _, sub := range n.subs {
			l, t, ok := literalSet(sub)
			if !ok {
				return nil, nil, false
			}
			lits, notes = append(lits, l...), append(notes, t...)
		}
		return lits, notes, true
	case nodeOpt, nodeRef, nodeSlot, nodeGap, nodeAnchor:
	}
	return nil, nil, false
}

// literalSetID files a set of literals; equal sets with equal notes share an id.
func (b *Builder) literalSetID(lits []string, notes [][]*node) int32 {
	var ids []int32
	byID := map[int32][]int32{}
	for i, text := range lits {
		id := b.literal(text)
		if _, seen := byID[id]; !seen {
			byID[id] = nil
			ids = append(ids, id)
		}
		for _, n := range notes[i] {
			byID[id] = append(byID[id], b.note(n))
		}
	}
	slices.Sort(ids)
	from := len(b.set.members)
	for _, id := range ids {
		b.set.notes = append(b.set.notes, byID[id])
	}
	key := fmt.Sprint(ids, b.set.notes[from:])
	if id, ok := b.sets[key]; ok {
		b.set.notes = b.set.notes[:from]
		return id
	}
	b.set.members = append(b.set.members, ids...)
	id := int32(len(b.set.sets))
	b.sets[key] = id
	b.set.sets = append(b.set.sets, litSet{from: int32(from), to: int32(from + len(ids))})
	return id
}

// note files a list entry, for coverage.
func (b *Builder) note(n *node) int32 {
	e := Entry{List: n.list, Text: n.text}
	id, ok := b.notes[e]
	if !ok {
		id = int32(len(b.set.entries))
		b.notes[e] = id
		b.set.entries = append(b.set.entries, e)
	}
	return id
}

// slotRarity ranks a slot below any literal: slots are looked for only in texts
// that hold some anchor.
const slotRarity = 0

// anchors chooses the literals or slots that every match of n holds, where they
// are rarest, with the characters that may stand before them and their
// neighbours, beside those of n.
func (b *Builder) anchors(n *node, beside neighbours) (found []anchor, rare float64, ok bool) {
	switch n.kind {
	case nodeLiteral:
		beside.behind = behindLiteral(n.text, beside.behind)
		rare = b.rarity(n.text) + b.sureness(beside.before) + b.sureness(beside.behind)
		return []anchor{{literal: b.literal(n.text), slot: -1, beside: beside}}, rare, true
	case nodeSlot:
		return []anchor{{literal: -1, slot: int32(n.min), beside: neighbours{}}}, slotRarity, true
	case nodeNote:
		return b.anchors(n.subs[0], beside)
	case nodeSeq:
		return b.seqAnchors(n, beside)
	case nodeAlt:
		rare = math.Inf(1)
		for _, sub := range n.subs {
			a, r, ok := b.anchors(sub, beside)
			if !ok {
				return nil, 0, false
			}
			found, rare = append(found, a...), rarityOfAny(rare, r)
		}
		return found, rare, true
	case nodeOpt, nodeGap, nodeAnchor, nodeRef:
	}
	return nil, 0, false
}

func (b *Builder) seqAnchors(n *node, beside neighbours) (found []anchor, rare float64, ok bool) {
	least, most := 0, 0
	list := around(n.subs, beside)
	for i, sub := range n.subs {
		a, r, has := b.anchors(sub, list[i])
		// A program is tried at every place from which the anchor can be reached.
		// Most of these places are dismissed at a glance.
		r -= math.Log2(1 + float64(most-least)/16)
		if has && (!ok || r > rare) {
			found, rare, ok = a, r, true
			for i := range found {
				found[i].min += least
				found[i].max += most
			}
		}
		l, m := lengths(sub)
		least, most = least+int(l), most+int(m)
	}
	return found, rare, ok
}
