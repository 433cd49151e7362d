package pattern

import "math/bits"

// classBits is a set of classes of runes: a bit for each class, counted modulo
// its length, so that a test may err on the side of "in it". The classes of
// frequent runes are the low ones, which seldom share a bit. Bit 0 stands for
// what is in no literal, and for the ends of the text.
type classBits [16]uint64

// everything is the number of the set that holds all classes.
const everything = 0

func (b *classBits) add(class uint16) { b[class>>6&15] |= 1 << (class & 63) }

func (b *classBits) has(class uint16) bool { return b[class>>6&15]>>(class&63)&1 != 0 }

// each calls f with every class below limit that is in the set.
func (b *classBits) each(limit int, f func(class uint16)) {
	for i, word := range b {
		for ; word != 0; word &= word - 1 {
			for class := 64*i + bits.TrailingZeros64(word); class < limit; class += 64 * len(b) {
				f(uint16(class))
			}
		}
	}
}

// meets tells whether two sets have a class in common.
func (b *classBits) meets(o *classBits) bool {
	for i := range b {
		if b[i]&o[i] != 0 {
			return true
		}
	}
	return false
}

// join adds what is in another set.
func (b *classBits) join(o *classBits) {
	for i := range b {
		b[i] |= o[i]
	}
}

func (b *classBits) fill() {
	for i := range b {
		b[i] = ^uint64(0)
	}
}

// classSets numbers sets while a Set is built.
type classSets struct {
	list []classBits
	ids  map[classBits]int32
}

func newClassSets() *classSets {
	var all classBits
	all.fill()
	return &classSets{list: []classBits{all}, ids: map[classBits]int32{all: everything}}
}

func (c *classSets) id(b classBits) int32 {
	id, ok := c.ids[b]
	if !ok {
		id = int32(len(c.list))
		c.ids[b] = id
		c.list = append(c.list, b)
	}
	return id
}

// union numbers the set of what is in one of two sets.
func (c *classSets) union(x, y uint16) int32 {
	if x == y {
		return int32(x)
	}
	all := c.list[x]
	all.join(&c.list[y])
	return c.id(all)
}
