package pattern

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"strings"

	"github.com/cuoci/cuoci/lint/zh"
)

// imageMagic begins every image; its last digit is the version of the form.
const imageMagic = "cuopat5\n"

// errImage says that an image is damaged.
var errImage = errors.New("pattern image: damaged")

// An image is the magic, a checksum of what is behind it, and the parts of the
// set, each behind a count: names and patterns first, then arrays of numbers of a
// fixed size, little endian, so that opening is little more than copying.

// AppendBinary appends the set in the form that OpenSet reads. What only tests
// need (the literals, the word list entries) is left out.
func (s *Set) AppendBinary(dst []byte) ([]byte, error) {
	w := writer{}
	w.count(len(s.markers))
	for _, m := range s.markers {
		w.text(m.name)
		w.texts(m.patterns)
		w.texts(m.excepts)
		w.words(m.first, m.inside)
	}
	w.words(s.maxCells)
	w.array(s.frozen)
	w.array(s.members)
	w.count(len(s.sets))
	for _, set := range s.sets {
		w.words(set.from, set.to, int32(set.mask), int32(set.mask>>32))
	}
	w.count(len(s.code))
	for _, in := range s.code {
		w.words(in.x, in.y)
	}
	w.count(len(s.programs))
	for _, p := range s.programs {
		w.words(p.start, p.first, p.needs, p.key, p.index)
		w.b = binary.LittleEndian.AppendUint16(w.b, p.length)
		w.b = append(w.b, p.maxRunes, flag(p.anyEdges))
	}
	w.array(s.needs)
	w.count(len(s.postings))
	for _, p := range s.postings {
		w.words(p.program, p.key)
		w.b = binary.LittleEndian.AppendUint16(w.b, p.before)
		w.b = binary.LittleEndian.AppendUint16(w.b, p.behind)
		w.b = append(w.b, p.min, p.max)
	}
	w.array(s.from)
	w.count(len(s.heads))
	for _, head := range s.heads {
		w.words(int32(head))
	}
	w.count(len(s.classSets))
	for i := range s.classSets {
		w.classBits(&s.classSets[i])
	}
	w.array(s.trie.runes)
	w.count(len(s.trie.states))
	for i, st := range s.trie.states {
		w.words(st.next, s.trie.checks[i], st.literal)
	}
	dst = append(dst, imageMagic...)
	dst = binary.LittleEndian.AppendUint32(dst, crc32.ChecksumIEEE(w.b))
	return append(dst, w.b...), nil
}

// OpenSet reads an image. Texts stay in it, nothing is compiled, and what the
// parts say of each other is taken on trust, for the sake of a quick start: an
// image is a part of the program. One that is cut short or of another form is an
// error; see Verify for what else may be wrong with it.
func OpenSet(image string) (*Set, error) {
	body, found := strings.CutPrefix(image, imageMagic)
	if !found {
		return nil, fmt.Errorf("pattern image: it does not begin with %q", imageMagic)
	}
	if len(body) < sumBytes {
		return nil, errImage
	}
	r := reader{b: body[sumBytes:]}
	s := &Set{markers: make([]markerInfo, r.count(3+2*wordBytes))}
	for i := range s.markers {
		s.markers[i] = markerInfo{name: r.text(), patterns: r.texts(), excepts: r.texts(), first: r.word(), inside: r.word()}
	}
	s.maxCells = r.word()
	s.frozen = r.array()
	s.members = r.array()
	s.sets = r.sets()
	s.code = r.code()
	s.programs = r.programs()
	s.needs = r.array()
	s.postings = r.postings()
	s.from = r.array()
	s.heads = r.heads()
	s.classSets = r.classSets()
	s.trie.runes = r.array()
	s.trie.states, s.trie.checks = r.states()
	if r.bad || r.left() != 0 || !s.fits() {
		return nil, errImage
	}
	s.trie.alphabet = zh.NewAlphabet(s.trie.runes)
	s.trie.indexRoot()
	s.finish()
	return s, nil
}

// Verify tells whether an image is whole: whether its checksum is right, and no
// part of it speaks of what is not there. A set opened from a whole image never
// panics.
func Verify(image string) error {
	s, err := OpenSet(image)
	if err != nil {
		return err
	}
	body := image[len(imageMagic):]
	if crc32.ChecksumIEEE([]byte(body[sumBytes:])) != binary.LittleEndian.Uint32([]byte(body[:sumBytes])) {
		return errImage
	}
	return s.verify()
}

// sumBytes is the length of the checksum.
const sumBytes = 4

func flag(b bool) uint8 {
	if b {
		return 1
	}
	return 0
}

// writer appends counts, texts and words.
type writer struct{ b []byte }

func (w *writer) count(n int) { w.b = binary.AppendUvarint(w.b, uint64(n)) }

func (w *writer) words(list ...int32) {
	for _, v := range list {
		w.b = binary.LittleEndian.AppendUint32(w.b, uint32(v))
	}
}

func (w *writer) array(list []int32) {
	w.count(len(list))
	w.words(list...)
}

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
