package pattern

import "slices"

// mergeLimit is how many literals a run of elements may be spelled out into.
const mergeLimit = 24

// spelled is a literal with the list entries that it was put together from.
type spelled struct {
	text  string
	notes []*node
}

// spell lists what a node matches, if that is at most limit literals; a node
// that may be left out spells "" too.
func spell(n *node, limit int) ([]spelled, bool) {
	switch n.kind {
	case nodeLiteral:
		return []spelled{{text: n.text}}, true
	case nodeNote:
		list, ok := spell(n.subs[0], limit)
		for i := range list {
			list[i].notes = append(slices.Clip(list[i].notes), n)
		}
		return list, ok
	case nodeOpt:
		list, ok := spell(n.subs[0], limit-1)
		return append(list, spelled{}), ok
	case nodeAlt:
		var all []spelled
		for _, sub := range n.subs {
			list, ok := spell(sub, limit-len(all))
			if !ok {
				return nil, false
			}
			all = append(all, list...)
		}
		return all, len(all) <= limit
	case nodeSeq:
		all := []spelled{{}}
		for _, sub := range n.subs {
			list, ok := spell(sub, limit/len(all))
			if !ok || len(all)*len(list) > limit {
				return nil, false
			}
			all = product(all, list)
		}
		return all, true
	case nodeRef, nodeSlot, nodeGap, nodeAnchor:
	}
	return nil, false
}

// product puts every literal of one list before every one of another.
func product(first, second []spelled) []spelled {
	all := make([]spelled, 0, len(first)*len(second))
	for _, x := range first {
		for _, y := range second {
			all = append(all, spelled{text: x.text + y.text, notes: slices.Concat(x.notes, y.notes)})
		}
	}
	return all
}

// choice is a node that matches one of some literals.
func choice(list []spelled) *node {
	alt := &node{kind: nodeAlt}
	optional := false
	for _, s := range list {
		if s.text == "" {
			optional = true
			continue
		}
		n := &node{kind: nodeLiteral, text: s.text}
		for _, note := range s.notes {
			n = &node{kind: nodeNote, list: note.list, text: note.text, subs: []*node{n}}
		}
		alt.subs = append(alt.subs, n)
	}
	if optional {
		return &node{kind: nodeOpt, subs: []*node{alt}}
	}
	return alt
}

// merge spells out runs of short choices: (改|退|换)不(了|成) becomes six
// literals, which are rarer in a text than 不 and matched in one step.
func merge(n *node) *node {
	if n.kind == nodeLiteral {
		return n
	}
	if list, ok := spell(n, mergeLimit); ok && slices.ContainsFunc(list, func(s spelled) bool { return s.text != "" }) {
		return choice(list)
	}
	c := *n
	c.subs = nil
	for _, sub := range n.subs {
		if m := merge(sub); n.kind == nodeSeq && m.kind == nodeSeq {
			c.subs = append(c.subs, m.subs...)
		} else {
			c.subs = append(c.subs, m)
		}
	}
	if n.kind == nodeSeq {
		c.subs = mergeRuns(c.subs)
	}
	return &c
}

// mergeRuns spells out neighbours, those that make the fewest literals first.
func mergeRuns(subs []*node) []*node {
	for {
		best, at := mergeLimit+1, -1
		var bestList []spelled
		for i := 0; i+1 < len(subs); i++ {
			list, ok := spell(&node{kind: nodeSeq, subs: subs[i : i+2]}, mergeLimit)
			if ok && len(list) < best {
				best, at, bestList = len(list), i, list
			}
		}
		if at < 0 {
			return subs
		}
		subs = slices.Replace(subs, at, at+2, choice(bestList))
	}
}
