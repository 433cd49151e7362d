package dictbuild

import (
	"cmp"
	"fmt"
	"math/bits"
	"slices"

	"github.com/cuoci/cuoci/lint/segment/internal/dictfile"
)

// place lays the trie out: the root in a table, the root's children in a hash
// table, the rest as a double array. Nodes with many children go first, while
// there is room; those with one child fill the holes.
func (b *builder) place() error {
	root := b.nodes[0]
	deep := int(root.first + root.count) // where the nodes of depth two begin
	order := make([]int32, 0, len(b.nodes))
	for i := deep; i < len(b.nodes); i++ {
		if b.nodes[i].count > 0 {
			order = append(order, int32(i))
		}
	}
	slices.SortStableFunc(order, func(x, y int32) int {
		return cmp.Compare(b.nodes[y].count, b.nodes[x].count)
	})
	base := make([]uint32, len(b.nodes))
	var slots, bases bitmap
	slots.set(0)
	bases.set(0) // the base of nodes without children
	start, count := 0, int32(0)
	for _, i := range order {
		n := &b.nodes[i]
		kids := b.nodes[n.first : n.first+n.count]
		if n.count != count {
			count, start = n.count, 0
		}
		at := fit(&slots, &bases, kids, &start)
		base[i] = uint32(at)
		bases.set(at)
		for k := range kids {
			slots.set(at + int(kids[k].label))
		}
	}
	size := slots.last() + 1
	if size > dictfile.MaxBase {
		return fmt.Errorf("the double array has %d slots: the index has room for %d", size, dictfile.MaxBase)
	}
	b.array = make([]uint64, size)
	for _, i := range order {
		n := &b.nodes[i]
		for k := n.first; k < n.first+n.count; k++ {
			kid := &b.nodes[k]
			b.array[int(base[i])+int(kid.label)] = uint64(kid.label) | uint64(kid.value)<<16 | uint64(base[k])<<32
		}
	}
	b.placeHeads(base)
	return nil
}

// headLoad is how full the table of first and second characters is, in
// percent. A fuller one is smaller and takes longer to say no.
const headLoad = 80

// placeHeads fills the tables for the first character and for the first two.
func (b *builder) placeHeads(base []uint32) {
	root := b.nodes[0]
	b.ones = make([]uint16, len(b.class)+1)
	total := 0
	for _, one := range b.nodes[root.first : root.first+root.count] {
		b.ones[one.label] = one.value
		total += int(one.count)
	}
	buckets := uint32(total*100/headLoad/dictfile.BucketSize + 1)
	b.heads = make([]dictfile.Head, buckets*dictfile.BucketSize)
	for _, one := range b.nodes[root.first : root.first+root.count] {
		for k := one.first; k < one.first+one.count; k++ {
			two := &b.nodes[k]
			x, y := uint32(one.label), uint32(two.label)
			at := dictfile.HeadBucket(x, y, buckets) * dictfile.BucketSize
			for b.heads[at] != 0 {
				at = (at + 1) % uint32(len(b.heads))
			}
			b.heads[at] = dictfile.MakeHead(x, y, uint32(two.value), base[k])
		}
	}
}

// fit finds the lowest base that is not taken and under which every child
// falls on a free slot. *start is a free slot below which no node with this
// number of children found room; it moves up as searches get long, which
// bounds the time at the price of a few holes that smaller nodes fill later.
func fit(slots, bases *bitmap, kids []node, start *int) int {
	first := int(kids[0].label)
	tries := 0
next:
	for s := slots.free(max(*start, first+1)); ; s = slots.free(s + 1) {
		if tries++; tries == 4096 && len(kids) > 1 {
			*start = s
			tries = 0
		}
		at := s - first
		if bases.has(at) {
			continue
		}
		for k := 1; k < len(kids); k++ {
			if slots.has(at + int(kids[k].label)) {
				continue next
			}
		}
		return at
	}
}

// bitmap is a growing set of numbers.
type bitmap struct{ words []uint64 }

func (m *bitmap) has(i int) bool {
	return i>>6 < len(m.words) && m.words[i>>6]>>(i&63)&1 != 0
}

func (m *bitmap) set(i int) {
	for i>>6 >= len(m.words) {
		m.words = append(m.words, 0)
	}
	m.words[i>>6] |= 1 << (i & 63)
}

// free returns the lowest number from i on that is not in the set.
func (m *bitmap) free(i int) int {
	for w := i >> 6; w < len(m.words); w++ {
		left := ^m.words[w]
		if w == i>>6 {
			left &= ^uint64(0) << (i & 63)
		}
		if left != 0 {
			return w<<6 + bits.TrailingZeros64(left)
		}
	}
	return max(i, len(m.words)<<6)
}

// last returns the highest number in the set.
func (m *bitmap) last() int {
	for i, w := range slices.Backward(m.words) {
		if w != 0 {
			return i<<6 + bits.Len64(w) - 1
		}
	}
	return -1
}
