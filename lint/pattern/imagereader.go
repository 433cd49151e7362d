package pattern

import (
	"math"
	"math/bits"
)

// reader takes apart what writer made. After the first fault it yields zeros.
type reader struct {
	b   string
	at  int // what is before it was read
	bad bool
}

// left is the number of bytes that are yet to be read.
func (r *reader) left() int { return len(r.b) - r.at }

// take reads n bytes.
func (r *reader) take(n int) string {
	if n > r.left() {
		r.bad, r.at = true, len(r.b)
		return ""
	}
	r.at += n
	return r.b[r.at-n : r.at]
}

func (r *reader) byte() byte {
	if r.at >= len(r.b) {
		r.bad = true
		return 0
	}
	r.at++
	return r.b[r.at-1]
}

func (r *reader) uvarint() uint64 {
	// Most numbers are small.
	if r.at < len(r.b) && r.b[r.at] < 0x80 {
		r.at++
		return uint64(r.b[r.at-1])
	}
	var v uint64
	for shift := 0; shift < 64; shift += 7 {
		c := r.byte()
		v |= uint64(c&0x7f) << shift
		if c < 0x80 {
			return v
		}
	}
	r.bad = true
	return 0
}

// count reads the number of things that take at least least bytes each, so that
// a damaged count cannot ask for more memory than the image could fill.
func (r *reader) count(least int) int {
	n := r.uvarint()
	if n > uint64(r.left()/least) {
		r.bad = true
		return 0
	}
	return int(n)
}

func (r *reader) int() int32 {
	u := r.uvarint()
	v := int64(u>>1) ^ -int64(u&1)
	if v < math.MinInt32 || v > math.MaxInt32 {
		r.bad = true
		return 0
	}
	return int32(v)
}

func (r *reader) text() string { return r.take(r.count(1)) }

func (r *reader) texts() []string {
	list := make([]string, r.count(1))
	for i := range list {
		list[i] = r.text()
	}
	return list
}

func (r *reader) ints() []int32 {
	list := make([]int32, r.count(1))
	for i := range list {
		list[i] = r.int()
	}
	return list
}

// stateBytes is the size of a state in an image.
const stateBytes = 12

func (r *reader) states() (list []state, checks []int32) {
	n := r.count(stateBytes)
	all := r.take(stateBytes * n)
	list, checks = make([]state, n), make([]int32, n)
	for i := range list {
		b := all[stateBytes*i : stateBytes*(i+1)]
		list[i] = state{next: int32(word(b[0:4])), literal: int32(word(b[8:12]))}
		checks[i] = int32(word(b[4:8]))
	}
	return list, checks
}

// words reads so many numbers of four bytes.
func (r *reader) words(n int) []uint32 {
	all := r.take(4 * n)
	if r.bad {
		return nil
	}
	list := make([]uint32, n)
	for i := range list {
		list[i] = word(all[4*i : 4*(i+1)])
	}
	return list
}

func (r *reader) classSets() []classBits {
	list := make([]classBits, r.count(2))
	for i := range list {
		b := r.take(2)
		if r.bad {
			return nil
		}
		mask := uint16(b[0]) | uint16(b[1])<<8
		b = r.take(8 * bits.OnesCount16(mask))
		if r.bad {
			return nil
		}
		for ; mask != 0; mask &= mask - 1 {
			list[i][bits.TrailingZeros16(mask)] = uint64(word(b[0:4])) | uint64(word(b[4:8]))<<32
			b = b[8:]
		}
	}
	return list
}

// word reads a little-endian number.
func word(b string) uint32 {
	return uint32(b[0]) | uint32(b[1])<<8 | uint32(b[2])<<16 | uint32(b[3])<<24
}

// postings reads the postings of one anchor into a slab, which holds those of
// all anchors: there are thousands of them, most with a single posting.
func (r *reader) postings(slab []posting) (list, all []posting) {
	first := len(slab)
	for range r.count(5) {
		p := posting{program: r.int(), min: r.small(), max: r.small(), before: r.small16(), behind: r.small16()}
		slab = append(slab, p)
	}
	return slab[first:len(slab):len(slab)], slab
}

// small reads a number below 256.
func (r *reader) small() uint8 { return uint8(r.below(1 << 8)) }

// small16 reads a number below 65,536.
func (r *reader) small16() uint16 { return uint16(r.below(1 << 16)) }

func (r *reader) below(limit int32) int32 {
	v := r.int()
	if v < 0 || v >= limit {
		r.bad = true
		return 0
	}
	return v
}
