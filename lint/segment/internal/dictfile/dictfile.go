// Package dictfile is the layout of the dictionary index that package segment
// embeds, and the way to read it in place. The generator that writes the file
// and the package that embeds it both import this one, never each other.
//
// The index is a trie over characters, laid out by depth, since the nodes near
// the root are few, large and hot, and those below many and small: a table over
// the first character, a hash table over the first two, and a double array for
// the rest. Every step is one look at one place.
//
// The file is little endian:
//
//	header    HeaderSize bytes, see Header
//	classes   65,536 × uint16: the class of every code point of the basic
//	          plane; 0 means that no word holds it. 'A'…'Z' carry the classes
//	          of 'a'…'z', since gse lower-cases ASCII.
//	astral    code points above the basic plane, sorted: uint32 code point,
//	          uint32 class
//	pairs     a Bloom filter of one bit a pair: which two classes stand side
//	          by side in some word (see Index.Adjacent)
//	ones      uint16 for every class: the value of the word that is this one
//	          character, 0 if it is none
//	heads     buckets of four uint64, see Head: the words' first two classes
//	nodes     the double array, uint64 each: bits 0–15 the label (class) of
//	          the edge that leads here, 16–31 the value (0: no word ends
//	          here), 32–63 the base of the children
//	values    8 bytes each: uint32 frequency, uint32 part of speech
//	pos       the parts of speech: one byte for the length, then the bytes
//
// In the double array the child of a node over class c lies at slot base+c if
// that slot's label is c. No two nodes share a base, so the label alone tells
// whose child it is. A node without children has base 0, which no other has.
package dictfile

import (
	"errors"
	"fmt"
	"unicode/utf8"
)

// Magic opens every index file; the last byte is the version of the layout.
const Magic = "cuociDA\x01"

// HeaderSize is the length of the header in bytes.
const HeaderSize = 96

// PairBits is the binary logarithm of the number of bits in the pair filter.
const PairBits = 22

// Header says where the parts of the file begin. All offsets are in bytes of
// the file.
type Header struct {
	Astral, Classes, Buckets, Nodes, Values                                 uint32 // how many of each
	AstralAt, ClassesAt, PairsAt, OnesAt, HeadsAt, NodesAt, ValuesAt, PosAt uint32
	Words                                                                   uint32 // how many words
	MaxUnits                                                                uint32 // longest word in units, as gse counts them
	MaxBytes                                                                uint32 // longest word in bytes
	TotalFreq                                                               uint64 // sum of all frequencies
}

// fields lists the 32-bit fields in the order of the file.
func (h *Header) fields() [16]*uint32 {
	return [...]*uint32{
		&h.Astral, &h.Classes, &h.Buckets, &h.Nodes, &h.Values,
		&h.AstralAt, &h.ClassesAt, &h.PairsAt, &h.OnesAt, &h.HeadsAt, &h.NodesAt, &h.ValuesAt, &h.PosAt,
		&h.Words, &h.MaxUnits, &h.MaxBytes,
	}
}

// Append writes the header behind dst.
func (h *Header) Append(dst []byte) []byte {
	start := len(dst)
	dst = append(dst, Magic...)
	for _, f := range h.fields() {
		dst = appendUint32(dst, *f)
	}
	dst = appendUint32(dst, uint32(h.TotalFreq))
	dst = appendUint32(dst, uint32(h.TotalFreq>>32))
	for len(dst)-start < HeaderSize {
		dst = append(dst, 0)
	}
	return dst
}

// Index reads a file in place. The zero Index is not usable; see Open.
type Index struct {
	Header
	classes string
	astral  string
	pairs   string
	ones    string
	heads   string
	nodes   string
	values  string
	pos     string
}

// ErrDamaged says that the bytes are not an index file of this version.
var ErrDamaged = errors.New("not a dictionary index of this version")

// Open reads the header of the file whose bytes are data and slices the rest.
// Nothing is copied and nothing beyond the header is looked at.
func Open(data string) (*Index, error) {
	if len(data) < HeaderSize || data[:len(Magic)] != Magic {
		return nil, ErrDamaged
	}
	x := new(Index)
	at := len(Magic)
	for _, f := range x.fields() {
		*f = Uint32(data, at)
		at += 4
	}
	x.TotalFreq = uint64(Uint32(data, at)) | uint64(Uint32(data, at+4))<<32
	for _, part := range []struct {
		to       *string
		at, size uint64
	}{
		{&x.classes, uint64(x.ClassesAt), 2 << 16},
		{&x.astral, uint64(x.AstralAt), 8 * uint64(x.Astral)},
		{&x.pairs, uint64(x.PairsAt), 1 << PairBits / 8},
		{&x.ones, uint64(x.OnesAt), 2 * uint64(x.Classes)},
		{&x.heads, uint64(x.HeadsAt), 8 * BucketSize * uint64(x.Buckets)},
		{&x.nodes, uint64(x.NodesAt), 8 * uint64(x.Nodes)},
		{&x.values, uint64(x.ValuesAt), 8 * uint64(x.Values)},
		{&x.pos, uint64(x.PosAt), uint64(len(data)) - uint64(x.PosAt)},
	} {
		if part.at > uint64(len(data)) || part.size > uint64(len(data))-part.at {
			return nil, fmt.Errorf("%w: it is cut short", ErrDamaged)
		}
		*part.to = data[part.at : part.at+part.size]
	}
	if x.Buckets == 0 {
		return nil, ErrDamaged
	}
	return x, nil
}

// Class returns the class of a code point, 0 if no word holds it.
func (x *Index) Class(r rune) uint32 {
	if uint32(r) <= 0xFFFF {
		i := 2 * int(r)
		return uint32(x.classes[i]) | uint32(x.classes[i+1])<<8
	}
	lo, hi := 0, len(x.astral)/8
	for lo < hi {
		mid := (lo + hi) / 2
		if Uint32(x.astral, 8*mid) < uint32(r) {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if 8*lo < len(x.astral) && Uint32(x.astral, 8*lo) == uint32(r) {
		return Uint32(x.astral, 8*lo+4)
	}
	return 0
}

// Decode returns the class and the length in bytes of the character of text at
// offset at, which must be inside the text. A byte that is not UTF-8 has class
// 0 and length 1.
func (x *Index) Decode(text string, at int) (class uint32, size int) {
	if c := text[at]; c < utf8.RuneSelf {
		i := 2 * int(c)
		return uint32(x.classes[i]) | uint32(x.classes[i+1])<<8, 1
	} else if c&0xF0 == 0xE0 && at+2 < len(text) {
		// Nearly all Chinese text takes this way. What the quick test lets
		// through beside valid UTF-8 (over-long forms, surrogates) is sorted
		// out by the range of the code point.
		b, d := text[at+1], text[at+2]
		r := uint32(c&0x0F)<<12 | uint32(b&0x3F)<<6 | uint32(d&0x3F)
		if b&0xC0 == 0x80 && d&0xC0 == 0x80 && r >= 0x800 && r-0xD800 >= 0x800 {
			i := 2 * int(r)
			return uint32(x.classes[i]) | uint32(x.classes[i+1])<<8, 3
		}
	}
	r, size := utf8.DecodeRuneInString(text[at:])
	if r == utf8.RuneError && size == 1 {
		return 0, 1
	}
	return x.Class(r), size
}

// One returns the value of the word that is one character of this class, 0 if
// there is none.
func (x *Index) One(class uint32) (value uint32) {
	i := 2 * int(class)
	return uint32(x.ones[i]) | uint32(x.ones[i+1])<<8
}

// Step follows the edge over class from the node whose base is given. Where
// there is none, ok is false. value is 0 unless a word ends there.
func (x *Index) Step(base, class uint32) (next, value uint32, ok bool) {
	i := 8 * int(base+class)
	if i+8 > len(x.nodes) {
		return 0, 0, false
	}
	n := Uint64(x.nodes, i)
	if n&0xFFFF != uint64(class) {
		return 0, 0, false
	}
	return uint32(n >> 32), uint32(n>>16) & 0xFFFF, true
}

// Adjacent reports whether some word may hold a character of class a directly
// followed by one of class b. No is certain; yes is wrong for one pair in ten.
func (x *Index) Adjacent(a, b uint32) bool {
	h := PairHash(a, b)
	return x.pairs[h>>3]>>(h&7)&1 != 0
}

// PairHash is the bit of the pair filter that stands for the classes a and b.
func PairHash(a, b uint32) uint32 {
	h := (a<<16 | b) * 0x9E3779B1
	return (h ^ h>>15) * 0x85EBCA6B >> (32 - PairBits)
}

// Value returns the frequency and the part of speech that a value of Step
// stands for; value must not be 0.
func (x *Index) Value(value uint32) (freq uint32, pos string) {
	at := 8 * int(value-1)
	freq = Uint32(x.values, at)
	n := Uint32(x.values, at+4)
	rest := x.pos
	for ; n > 0; n-- {
		rest = rest[1+int(rest[0]):]
	}
	return freq, rest[1 : 1+int(rest[0])]
}

// Uint32 reads four bytes of s at offset at.
func Uint32(s string, at int) uint32 {
	s = s[at : at+4]
	return uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24
}

// Uint64 reads eight bytes of s at offset at.
func Uint64(s string, at int) uint64 {
	s = s[at : at+8]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

func appendUint32(dst []byte, v uint32) []byte {
	return append(dst, byte(v), byte(v>>8), byte(v>>16), byte(v>>24))
}
