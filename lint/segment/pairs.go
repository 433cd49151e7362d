package segment

import "github.com/cuoci/cuoci/lint/segment/internal/dictfile"

// pairs remembers what the index says about two characters side by side. The
// index is some megabytes, of which texts on one subject look at the same few
// places again and again, each far from the others: here they lie together.
type pairs struct {
	heads     [pairEntries]dictfile.Head
	neighbour [pairEntries]uint32 // a pair's key above the lowest bit, which is set where they are adjacent
}

// pairEntries is the number of pairs that each of the tables has room for.
const pairEntries = 1 << 12

// slot is where a pair is kept.
func slot(a, b uint32) uint32 { return (a*0x9E37 ^ b*0x85EB) % pairEntries }

// head is Index.Head.
func (p *pairs) head(x *dictfile.Index, a, b uint32) dictfile.Head {
	h := &p.heads[slot(a, b)]
	if !h.Of(a, b) {
		*h = x.Head(a, b)
	}
	return *h
}

// adjacent is Index.Adjacent.
func (p *pairs) adjacent(x *dictfile.Index, a, b uint32) bool {
	n := &p.neighbour[slot(a, b)]
	key := (a<<14 | b) << 1
	if *n&^1 != key {
		*n = key
		if x.Adjacent(a, b) {
			*n |= 1
		}
	}
	return *n&1 != 0
}
