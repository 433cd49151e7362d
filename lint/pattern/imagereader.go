package pattern

import "math/bits"

// reader takes apart what writer made. After the first fault it yields zeros.
type reader struct {
	b   string
	at  int // what is before it was read
	bad bool
}

// The sizes of what an image holds arrays of, in bytes.
const (
	wordBytes    = 4
	setBytes     = 4 * wordBytes
	instBytes    = 2 * wordBytes
	programBytes = 6 * wordBytes
	postingBytes = 3*wordBytes + 2
	stateBytes   = 3 * wordBytes
)

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

// count reads the number of things that take at least least bytes each, so that
// a damaged count cannot ask for more memory than the image could fill.
func (r *reader) count(least int) int {
	var n uint64
	for shift := 0; shift < 64; shift += 7 {
		c := r.take(1)
		if r.bad {
			return 0
		}
		n |= uint64(c[0]&0x7f) << shift
		if c[0] < 0x80 {
			if n > uint64(r.left()/least) {
				break
			}
			return int(n)
		}
	}
	r.bad = true
	return 0
}

func (r *reader) text() string { return r.take(r.count(1)) }

func (r *reader) texts() []string {
	list := make([]string, r.count(1))
	for i := range list {
		list[i] = r.text()
	}
	return list
}

// word reads one word.
func (r *reader) word() int32 {
	b := r.take(wordBytes)
	if r.bad {
		return 0
	}
	return word(b)
}

// all reads the bytes of an array, and how many elements of a size they are.
func (r *reader) all(size int) (b string, n int) {
	n = r.count(size)
	return r.take(n * size), n
}

func (r *reader) array() []int32 {
	b, n := r.all(wordBytes)
	list := make([]int32, n)
	for i := range list {
		list[i] = word(b[wordBytes*i:])
	}
	return list
}

func (r *reader) heads() []uint32 {
	b, n := r.all(wordBytes)
	list := make([]uint32, n)
	for i := range list {
		list[i] = uint32(word(b[wordBytes*i:]))
	}
	return list
}

func (r *reader) sets() []litSet {
	b, n := r.all(setBytes)
	list := make([]litSet, n)
	for i := range list {
		e := b[setBytes*i:][:setBytes]
		list[i] = litSet{from: word(e[0:]), to: word(e[4:]), mask: double(e[8:])}
	}
	return list
}

func (r *reader) code() []inst {
	b, n := r.all(instBytes)
	list := make([]inst, n)
	for i := range list {
		e := b[instBytes*i:][:instBytes]
		list[i] = inst{x: word(e[0:]), y: word(e[4:])}
	}
	return list
}

func (r *reader) programs() []program {
	b, n := r.all(programBytes)
	list := make([]program, n)
	for i := range list {
		e := b[programBytes*i:][:programBytes]
		list[i] = program{
			start: word(e[0:]), first: word(e[4:]), needs: word(e[8:]), key: word(e[12:]), index: word(e[16:]),
			length: half(e[20:]), maxRunes: e[22], anyEdges: e[23] != 0,
		}
	}
	return list
}

func (r *reader) postings() []posting {
	b, n := r.all(postingBytes)
	list := make([]posting, n)
	for i := range list {
		e := b[postingBytes*i:][:postingBytes]
		list[i] = posting{program: word(e[0:]), key: word(e[4:]), before: half(e[8:]), behind: half(e[10:]), min: e[12], max: e[13]}
	}
	return list
}

func (r *reader) states() (list []state, checks []int32) {
	b, n := r.all(stateBytes)
	list, checks = make([]state, n), make([]int32, n)
	for i := range list {
		e := b[stateBytes*i:][:stateBytes]
		list[i] = state{next: word(e[0:]), literal: word(e[8:])}
		checks[i] = word(e[4:])
	}
	return list, checks
}

func (r *reader) classSets() []classBits {
	list := make([]classBits, r.count(2))
	for i := range list {
		b := r.take(2)
		if r.bad {
			return nil
		}
		mask := half(b)
		b = r.take(8 * bits.OnesCount16(mask))
		if r.bad {
			return nil
		}
		for ; mask != 0; mask &= mask - 1 {
			list[i][bits.TrailingZeros16(mask)] = double(b)
			b = b[8:]
		}
	}
	return list
}

// half reads a little-endian number of two bytes.
func half(b string) uint16 { return uint16(b[0]) | uint16(b[1])<<8 }

// word reads a little-endian number of four bytes.
func word(b string) int32 {
	return int32(b[0]) | int32(b[1])<<8 | int32(b[2])<<16 | int32(b[3])<<24
}

// double reads a little-endian number of eight bytes.
func double(b string) uint64 { return uint64(uint32(word(b))) | uint64(uint32(word(b[4:])))<<32 }
