package pattern

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"math"
	"slices"
	"strings"
)

// imageMagic begins every image; its last digit is the version of the form.
const imageMagic = "cuopat3\n"

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
	}
	w.texts(s.literals)
	w.ints(s.frozen)
	w.count(len(s.sets))
	for _, set := range s.sets {
		w.ints(set.ids)
	}
	w.count(len(s.code))
	for _, in := range s.code {
		w.b = append(w.b, byte(in.op))
		w.int(in.x)
		w.int(in.y)
	}
	w.count(len(s.programs))
	for _, p := range s.programs {
		for _, v := range [...]int32{p.marker, p.index, p.start, p.length, p.maxRunes, flag(p.anyEdges) | flag(p.except)<<1} {
			w.int(v)
		}
	}
	groups, postings := s.sizes()
	w.count(groups)
	w.count(postings)
	for _, groups := range s.byLit {
		w.groups(groups)
	}
	for _, groups := range s.bySlot {
		w.groups(groups)
	}
	w.ints(s.auto.runes)
	w.count(len(s.auto.states))
	for _, st := range s.auto.states {
		for _, v := range [...]int32{st.next, st.check, st.fail, st.literal, st.report} {
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
	s := &Set{markers: make([]markerInfo, r.count(3))}
	for i := range s.markers {
		s.markers[i] = markerInfo{name: r.text(), patterns: r.texts(), excepts: r.texts()}
	}
	s.literals = r.texts()
	s.frozen = r.ints()
	s.sets = make([]litSet, r.count(1))
	for i := range s.sets {
		s.sets[i].ids = r.ints()
	}
	s.code = make([]inst, r.count(3))
	for i := range s.code {
		s.code[i] = inst{op: op(r.byte()), x: r.int(), y: r.int()}
	}
	s.programs = make([]program, r.count(6))
	for i := range s.programs {
		p := &s.programs[i]
		*p = program{marker: r.int(), index: r.int(), start: r.int(), length: r.int(), maxRunes: r.int()}
		f := r.int()
		p.anyEdges, p.except = f&1 != 0, f&2 != 0
	}
	slab := slabs{groups: make([]group, 0, r.count(1)), postings: make([]posting, 0, r.count(1))}
	s.byLit = make([][]group, len(s.literals))
	for i := range s.byLit {
		s.byLit[i] = r.groups(&slab)
	}
	for i := range s.bySlot {
		s.bySlot[i] = r.groups(&slab)
	}
	s.auto.runes = r.ints()
	s.auto.states = r.states()
	if r.bad || len(r.b) != 0 {
		return nil, errImage
	}
	if err := s.verify(); err != nil {
		return nil, err
	}
	s.auto.index()
	s.auto.indexRoot()
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

// sizes counts the groups and postings of all anchors.
func (s *Set) sizes() (groups, postings int) {
	for _, list := range slices.Concat(s.byLit, s.bySlot[:]) {
		groups += len(list)
		for _, g := range list {
			postings += len(g.postings)
		}
	}
	return groups, postings
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

func (w *writer) groups(list []group) {
	w.count(len(list))
	for _, g := range list {
		w.int(g.key)
		w.count(len(g.postings))
		for _, p := range g.postings {
			w.int(p.program)
			w.int(p.min)
			w.int(p.max)
			w.int(p.need)
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
const stateBytes = 20

func (r *reader) states() []state {
	list := make([]state, r.count(stateBytes))
	for i := range list {
		b := r.b[stateBytes*i : stateBytes*(i+1)]
		list[i] = state{next: word(b[0:4]), check: word(b[4:8]), fail: word(b[8:12]), literal: word(b[12:16]), report: word(b[16:20])}
	}
	r.b = r.b[stateBytes*len(list):]
	return list
}

// word reads a little-endian number.
func word(b string) int32 {
	return int32(uint32(b[0]) | uint32(b[1])<<8 | uint32(b[2])<<16 | uint32(b[3])<<24)
}

// groups reads the postings of one anchor into the slabs, which hold those of
// all anchors: there are thousands of them, most with a single posting.
func (r *reader) groups(slab *slabs) []group {
	n := r.count(2)
	from := len(slab.groups)
	for range n {
		g := group{key: r.int()}
		first := len(slab.postings)
		for range r.count(4) {
			slab.postings = append(slab.postings, posting{program: r.int(), min: r.int(), max: r.int(), need: r.int()})
		}
		g.postings = slab.postings[first:len(slab.postings):len(slab.postings)]
		slab.groups = append(slab.groups, g)
	}
	return slab.groups[from:len(slab.groups):len(slab.groups)]
}

// slabs are the memory of groups and postings.
type slabs struct {
	groups   []group
	postings []posting
}
