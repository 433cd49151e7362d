package pattern

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
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
	for _, head := range s.heads {
		w.b = binary.LittleEndian.AppendUint32(w.b, head)
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
	s.heads = r.words(len(s.literals))
	s.classSets = r.classSets()
	s.trie.runes = r.ints()
	s.trie.states, s.trie.checks = r.states()
	if r.bad || r.left() != 0 {
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
