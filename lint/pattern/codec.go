package pattern

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"math"
	"math/bits"
	"slices"
	"strings"

	"github.com/cuoci/cuoci/lint/zh"
)

// imageMagic begins every image; its last digit is the version of the form.
const imageMagic = "cuopat4\n"

// errImage says that an image is damaged.
var errImage = errors.New("pattern image: damaged")

// AppendBinary appends the set in the form that OpenSet reads. What only tests
// need (the word list entries) is left out.
func (s *Set) AppendBinary(dst []byte) ([]byte, error) {
	w := writer{}
	w.count(len(s.markers))
	for _, m := range s.markers {
		w.text(m.name)
		w.texts(m.patterns)
		w.texts(m.excepts)
		w.int(m.first)
		w.int(m.inside)
	}
	w.texts(s.literals)
	w.ints(s.frozen)
	w.ints(s.members)
	w.count(len(s.sets))
	for _, set := range s.sets {
		w.int(set.from)
		w.int(set.to)
	}
	w.count(len(s.code))
	for _, in := range s.code {
		w.b = append(w.b, byte(in.op()))
		w.int(in.x)
		w.int(in.second())
	}
	w.count(len(s.programs))
	for _, p := range s.programs {
		for _, v := range [...]int32{p.start, p.first, p.needs, p.key, p.index, int32(p.length), int32(p.maxRunes), flag(p.anyEdges)} {
			w.int(v)
		}
	}
	w.ints(s.needs)
	w.count(s.postings())
	for _, list := range s.byLit {
		w.postings(list)
	}
	for _, list := range s.bySlot {
		w.postings(list)
	}
	w.count(len(s.classSets))
	for i := range s.classSets {
		w.classBits(&s.classSets[i])
	}
	w.ints(s.trie.runes)
	w.count(len(s.trie.states))
	for i, st := range s.trie.states {
		for _, v := range [...]int32{st.next, s.trie.checks[i], st.literal} {
			w.b = binary.LittleEndian.AppendUint32(w.b, uint32(v))
		}
	}
	dst = append(dst, imageMagic...)
	dst = binary.LittleEndian.AppendUint32(dst, crc32.ChecksumIEEE(w.b))
	return append(dst, w.b...), nil
}

// OpenSet reads an image. Texts stay in it, nothing is compiled. A damaged
// image is an error, never a panic.
func OpenSet(image string) (*Set, error) {
	body, found := strings.CutPrefix(image, imageMagic)
	if !found {
		return nil, fmt.Errorf("pattern image: it does not begin with %q", imageMagic)
	}
	if len(body) < 4 || sum(body[4:]) != binary.LittleEndian.Uint32([]byte(body[:4])) {
		return nil, errImage
	}
	r := reader{b: body[4:]}
	s := &Set{markers: make([]markerInfo, r.count(5))}
	for i := range s.markers {
		s.markers[i] = markerInfo{name: r.text(), patterns: r.texts(), excepts: r.texts(), first: r.int(), inside: r.int()}
	}
	s.literals = r.texts()
	s.frozen = r.ints()
	s.members = r.ints()
	s.sets = make([]litSet, r.count(2))
	for i := range s.sets {
		s.sets[i] = litSet{from: r.int(), to: r.int()}
	}
	s.code = make([]inst, r.count(3))
	for i := range s.code {
		o, x, y := op(r.byte()), r.int(), r.int()
		if o > opMatch || y < -1<<27 || y >= 1<<27 {
			r.bad = true
		}
		s.code[i] = newInst(o, x, y)
	}
	s.programs = make([]program, r.count(8))
	for i := range s.programs {
		p := &s.programs[i]
		*p = program{start: r.int(), first: r.int(), needs: r.int(), key: r.int(), index: r.int(), length: r.small16(), maxRunes: r.small()}
		p.anyEdges = r.int() != 0
	}
	s.needs = r.ints()
	slab := make([]posting, 0, r.count(5))
	s.byLit = make([][]posting, len(s.literals))
	for i := range s.byLit {
		s.byLit[i], slab = r.postings(slab)
	}
	for i := range s.bySlot {
		s.bySlot[i], slab = r.postings(slab)
	}
	s.classSets = r.classSets()
	s.trie.runes = r.ints()
	s.trie.states, s.trie.checks = r.states()
	if r.bad || len(r.b) != 0 {
		return nil, errImage
	}
	if err := s.verify(); err != nil {
		return nil, err
	}
	s.trie.alphabet = zh.NewAlphabet(s.trie.runes)
	s.trie.indexRoot()
	s.finish()
	return s, nil
}

// sum is the checksum of an image's body, taken in pieces so that the image,
// a string, is not copied.
func sum(body string) uint32 {
	var crc uint32
	var buf [4096]byte
	for len(body) > 0 {
		n := copy(buf[:], body)
		crc = crc32.Update(crc, crc32.IEEETable, buf[:n])
		body = body[n:]
	}
	return crc
}

// postings counts the postings of all anchors.
func (s *Set) postings() (n int) {
	for _, list := range slices.Concat(s.byLit, s.bySlot[:]) {
		n += len(list)
	}
	return n
}

func flag(b bool) int32 {
	if b {
		return 1
	}
	return 0
}

// writer appends varints, texts and arrays.
type writer struct{ b []byte }

func (w *writer) count(n int) { w.b = binary.AppendUvarint(w.b, uint64(n)) }
func (w *writer) int(v int32) { w.b = binary.AppendVarint(w.b, int64(v)) }

func (w *writer) text(s string) {
	w.count(len(s))
	w.b = append(w.b, s...)
}

func (w *writer) texts(list []string) {
	w.count(len(list))
	for _, s := range list {
		w.text(s)
	}
}

func (w *writer) ints(list []int32) {
	w.count(len(list))
	for _, v := range list {
		w.int(v)
	}
}

func (w *writer) postings(list []posting) {
	w.count(len(list))
	for _, p := range list {
		for _, v := range [...]int32{p.program, int32(p.min), int32(p.max), int32(p.before), int32(p.behind)} {
			w.int(v)
		}
	}
}

// reader takes apart what writer made. After the first fault it yields zeros.
type reader struct {
	b   string
	bad bool
}

func (r *reader) byte() byte {
	if len(r.b) == 0 {
		r.bad = true
		return 0
	}
	c := r.b[0]
	r.b = r.b[1:]
	return c
}

func (r *reader) uvarint() uint64 {
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
	if n > uint64(len(r.b)/least) {
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

func (r *reader) text() string {
	n := r.count(1)
	s := r.b[:n]
	r.b = r.b[n:]
	return s
}

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
	list, checks = make([]state, n), make([]int32, n)
	for i := range list {
		b := r.b[stateBytes*i : stateBytes*(i+1)]
		list[i] = state{next: int32(word(b[0:4])), literal: int32(word(b[8:12]))}
		checks[i] = int32(word(b[4:8]))
	}
	r.b = r.b[stateBytes*len(list):]
	return list, checks
}

// classBits writes the words of a set that are not zero, behind a mask of which
// these are.
func (w *writer) classBits(set *classBits) {
	var mask uint16
	for i, word := range set {
		if word != 0 {
			mask |= 1 << i
		}
	}
	w.b = binary.LittleEndian.AppendUint16(w.b, mask)
	for _, word := range set {
		if word != 0 {
			w.b = binary.LittleEndian.AppendUint64(w.b, word)
		}
	}
}

func (r *reader) classSets() []classBits {
	list := make([]classBits, r.count(2))
	for i := range list {
		if len(r.b) < 2 {
			r.bad = true
			return nil
		}
		mask := uint16(r.b[0]) | uint16(r.b[1])<<8
		r.b = r.b[2:]
		for ; mask != 0; mask &= mask - 1 {
			if len(r.b) < 8 {
				r.bad = true
				return nil
			}
			list[i][bits.TrailingZeros16(mask)] = uint64(word(r.b[0:4])) | uint64(word(r.b[4:8]))<<32
			r.b = r.b[8:]
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
