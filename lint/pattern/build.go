package pattern

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// Builder compiles markers into a Set.
type Builder struct {
	list     func(name string) ([]Source, bool)
	set      *Set
	texts    []string // of the literals
	literals map[string]int32
	sets     map[string]int32 // by the joined ids
	notes    map[Entry]int32
	rarities map[string]float64
	lists    map[string]*node // parsed, by qualified name
	open     []string         // lists being resolved, to refuse a circle
	pending  []pending        // what waits for the classes of runes
}

// pending is what is known of a program before the runes have classes.
type pending struct {
	anchors []anchor
	needs   []int32 // literal sets
	first   runeSet
}

// NewBuilder returns a Builder that asks list for word lists by their qualified
// names: a reference <x> in a marker or list of pack p asks for "p/x", then for
// "shared/x"; list reports false where there is none.
func NewBuilder(list func(name string) ([]Source, bool)) *Builder {
	return &Builder{
		list:     list,
		set:      &Set{},
		literals: map[string]int32{},
		sets:     map[string]int32{},
		notes:    map[Entry]int32{},
		rarities: rarities(),
		lists:    map[string]*node{},
	}
}

// Frozen declares words that are opaque inside: no edge of a match may fall
// strictly between their ends.
func (b *Builder) Frozen(words []string) {
	for _, w := range words {
		if n, err := parse(w); err == nil && n.kind == nodeSeq && len(n.subs) == 1 && n.subs[0].kind == nodeLiteral {
			b.set.frozen = append(b.set.frozen, b.literal(n.subs[0].text))
		}
	}
	slices.Sort(b.set.frozen)
	b.set.frozen = slices.Compact(b.set.frozen)
}

// Add compiles a marker and returns its index. All faults of the marker's
// patterns are returned, joined; each is an *Error.
func (b *Builder) Add(m MarkerSource) (int, error) {
	id := len(b.set.markers)
	var errs []error
	mk := markerInfo{name: m.Name}
	pack, _, _ := strings.Cut(m.Name, "/")
	for i, src := range m.Patterns {
		mk.patterns = append(mk.patterns, src.Text)
		if err := b.pattern(pack, src, program{key: keyOf(int32(id), false), index: int32(i)}); err != nil {
			errs = append(errs, err)
		}
	}
	for i, src := range m.Except {
		mk.excepts = append(mk.excepts, src.Text)
		if err := b.pattern(pack, src, program{key: keyOf(int32(id), true), index: int32(i)}); err != nil {
			errs = append(errs, err)
		}
	}
	if err := errors.Join(errs...); err != nil {
		return 0, err
	}
	b.set.markers = append(b.set.markers, mk)
	return id, nil
}

// pattern compiles one pattern and files it under its anchors.
func (b *Builder) pattern(pack string, src Source, p program) error {
	fail := func(err error) error {
		col := src.Column
		if se, ok := errors.AsType[*syntaxError](err); ok {
			col += se.col
		}
		return &Error{Path: src.Path, Line: src.Line, Column: col, Msg: fmt.Sprintf("pattern %q: %s", src.Text, err)}
	}
	n, err := parse(src.Text)
	if err == nil {
		n, err = b.resolve(pack, n)
	}
	if err == nil && n.weight() > maxElements {
		err = fmt.Errorf("with its word lists it has more than %d elements", maxElements)
	}
	if err != nil {
		return fail(err)
	}
	n = merge(n)
	anchors, _, ok := b.anchors(n, neighbours{})
	if !ok {
		return fail(errors.New("nothing in it must be there: at least one literal, list or slot may not be optional"))
	}
	_, most := lengths(n)
	if most > maxMatch {
		return fail(fmt.Errorf("it can match %d characters, more than %d: make its gaps smaller", most, maxMatch))
	}
	p.anyEdges, p.maxRunes = src.AnyEdges, uint8(most)
	p.start = int32(len(b.set.code))
	b.emit(n)
	b.add(opMatch, 0, 0)
	steps := int32(len(b.set.code)) - p.start
	if steps > maxProgram {
		return fail(fmt.Errorf("it compiles to %d steps, more than %d: split it", steps, maxProgram))
	}
	p.length = uint16(steps)
	edges := bordersOf(n)
	if edges.open || edges.first[noWord] {
		edges.first = nil
	}
	b.set.programs = append(b.set.programs, p)
	b.pending = append(b.pending, pending{anchors: anchors, needs: b.needs(&p, anchors), first: edges.first})
	return nil
}

// These bound the work at one place.
const (
	maxProgram  = 4000   // steps of a pattern
	maxMatch    = 240    // characters of a match
	maxElements = 20_000 // elements of a pattern with its word lists
)

// resolve replaces references by the lists they name, in place of a copy.
func (b *Builder) resolve(pack string, n *node) (*node, error) {
	switch n.kind {
	case nodeRef:
		l, err := b.resolveList(pack, n.text)
		if err != nil {
			return nil, &syntaxError{col: n.col, msg: err.Error()}
		}
		return l, nil
	case nodeSeq, nodeAlt, nodeOpt, nodeNote:
		c := *n
		c.subs = make([]*node, len(n.subs))
		for i, sub := range n.subs {
			r, err := b.resolve(pack, sub)
			if err != nil {
				return nil, err
			}
			c.subs[i] = r
		}
		return &c, nil
	default:
		return n, nil
	}
}

// resolveList parses the list that name stands for in pack.
func (b *Builder) resolveList(pack, name string) (*node, error) {
	full := pack + "/" + name
	entries, ok := b.list(full)
	if !ok {
		full = "shared/" + name
		if entries, ok = b.list(full); !ok {
			return nil, fmt.Errorf("<%s> is neither a word list nor a slot (slots are time, money, number, placeholder, card-number, id-number)", name)
		}
	}
	if n, done := b.lists[full]; done {
		return n, nil
	}
	if slices.Contains(b.open, full) {
		return nil, fmt.Errorf("word list %q holds itself: %s", full, strings.Join(append(b.open, full), " → "))
	}
	if len(entries) == 0 {
		return nil, fmt.Errorf("word list %q is empty", full)
	}
	b.open = append(b.open, full)
	defer func() { b.open = b.open[:len(b.open)-1] }()
	owner, _, _ := strings.Cut(full, "/")
	alt := &node{kind: nodeAlt}
	for _, src := range entries {
		n, err := parse(src.Text)
		if err == nil {
			n, err = b.resolve(owner, n)
		}
		if err == nil && hasGap(n) {
			err = errors.New("an entry of a word list holds no gap and no anchor")
		}
		if err != nil {
			return nil, fmt.Errorf("in word list %q at %s:%d: entry %q: %w", full, src.Path, src.Line, src.Text, err)
		}
		alt.subs = append(alt.subs, &node{kind: nodeNote, list: full, text: src.Text, subs: []*node{n}})
	}
	if alt.size = alt.weight(); alt.size > maxElements {
		return nil, fmt.Errorf("word list %q has, with the lists it names, more than %d elements", full, maxElements)
	}
	b.lists[full] = alt
	return alt, nil
}

// weight is the number of elements of a tree; of a word list it is remembered,
// since lists that name lists grow fast.
func (n *node) weight() int {
	if n.size > 0 {
		return n.size
	}
	total := 1
	for _, sub := range n.subs {
		total = min(total+sub.weight(), maxElements+1)
	}
	return total
}

func hasGap(n *node) bool {
	return n.kind == nodeGap || n.kind == nodeAnchor || slices.ContainsFunc(n.subs, hasGap)
}

// literal returns the id of a literal.
func (b *Builder) literal(text string) int32 {
	id, ok := b.literals[text]
	if !ok {
		id = int32(len(b.texts))
		b.literals[text] = id
		b.texts = append(b.texts, text)
	}
	return id
}

// lengths returns the fewest and most characters a node can match.
func lengths(n *node) (least, most int32) {
	switch n.kind {
	case nodeLiteral:
		l := int32(utf8.RuneCountInString(n.text))
		return l, l
	case nodeGap:
		return int32(n.min), int32(n.max)
	case nodeSlot:
		return 1, maxSlotRunes
	case nodeOpt:
		_, most = lengths(n.subs[0])
		return 0, most
	case nodeSeq, nodeNote:
		for _, sub := range n.subs {
			l, m := lengths(sub)
			least, most = least+l, min(most+m, 1<<20)
		}
		return least, most
	case nodeAlt:
		least, most = lengths(n.subs[0])
		for _, sub := range n.subs[1:] {
			l, m := lengths(sub)
			least, most = min(least, l), max(most, m)
		}
		return least, most
	case nodeAnchor, nodeRef:
	}
	return 0, 0
}

// maxSlotRunes bounds a slot; longer ones are not matched.
const maxSlotRunes = 48
