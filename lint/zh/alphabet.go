package zh

import (
	"slices"
	"unicode/utf8"
)

// Alphabet gives the characters of folded text their classes. It is read only.
type Alphabet struct {
	runes []rune
	basic []uint16 // class of each character of the basic plane
	// own is for the characters that nearly all of Chinese text is made of: ASCII,
	// and from firstOwn to lastHan. It has the class of one that is its own folding,
	// with ownSpecial where the scanner looks at it; notOwn for all others.
	own []uint16
}

const (
	firstOwn   = 0x4000
	ownSpecial = 1 << 15
	notOwn     = 1<<16 - 1
)

// MaxAlphabet is the most characters an Alphabet has room for.
const MaxAlphabet = ownSpecial - 2

// NewAlphabet makes an Alphabet in which runes have the classes from 1 on, all
// other characters class 0. There must be no more of them than MaxAlphabet.
func NewAlphabet(runes []rune) *Alphabet {
	al := &Alphabet{runes: runes, basic: make([]uint16, 1<<16), own: make([]uint16, 1<<16)}
	for i, r := range runes {
		if r < 1<<16 {
			al.basic[r] = uint16(i + 1)
		}
	}
	for r := range al.own {
		al.own[r] = notOwn
	}
	for b := range utf8.RuneSelf {
		al.own[b] = al.basic[b]
		switch {
		case b == ' ' || 'A' <= b && b <= 'Z' || indexed(rune(b)) != rune(b):
			al.own[b] = notOwn
		case byteClasses[b] != bytePlain:
			al.own[b] |= ownSpecial
		}
	}
	for r := rune(firstOwn); r <= lastHan; r++ {
		to := al.basic[r]
		if indexed(r) != r {
			to = notOwn
		} else if classOf(r) != classPlain {
			to |= ownSpecial
		}
		al.own[r] = to
	}
	return al
}

// Class is the class of a character of folded text.
func (al *Alphabet) Class(r rune) uint16 {
	if r < 1<<16 {
		return al.basic[r]
	}
	return uint16(slices.Index(al.runes, r) + 1)
}

// Chars are the characters of a folded text: the class of each, then a 0 for the
// end of the text, and the offset of each and of the end.
type Chars struct {
	Class  []uint16
	Offset []int32
}

// Len is the number of characters.
func (cs *Chars) Len() int32 { return int32(len(cs.Offset)) - 1 }

// Before is the class of the character before a place, 0 at the start.
func (cs *Chars) Before(at int32) uint16 {
	if at == 0 {
		return 0
	}
	return cs.Class[at-1]
}

// longText is the length in bytes from which the characters of a text are counted
// before memory for them is set aside.
const longText = 4 << 10

// FoldChars is Fold, and notes the characters of the folded text.
func (z *Analyzer) FoldChars(text string, al *Alphabet, cs *Chars) *Analysis {
	a := z.begin()
	a.Text = z.folder.foldChars(text, al, cs)
	z.scan.spots = z.folder.spots
	return z.folded()
}

// foldChars is fold, and notes the characters and the places that the scanner
// looks at.
func (f *folder) foldChars(text string, al *Alphabet, cs *Chars) string {
	f.reset(text)
	// No text is folded to more characters than it has, nor has more than bytes.
	room := len(text) + 1
	if room > cap(cs.Class) && room > longText {
		room = utf8.RuneCountInString(text) + 1
	}
	if cap(cs.Class) < room || cap(cs.Offset) < room || cap(f.spots) < room {
		cs.Class, cs.Offset, f.spots = make([]uint16, room), make([]int32, room), make([]int32, room)
	}
	class, offset, spots := cs.Class[:room], cs.Offset[:room], f.spots[:room]
	n, special := 0, 0
	shift := 0 // from source to folded offsets
	for i := 0; i < len(text); {
		own, size := uint16(notOwn), 1
		if i+4 <= len(text) {
			w := uint32(text[i]) | uint32(text[i+1])<<8 | uint32(text[i+2])<<16 | uint32(text[i+3])<<24
			if w&0xC0C0F0 == 0x8080E0 { // three bytes
				own, size = al.own[uint16(w<<12|w>>2&0xFC0|w>>16&0x3F)], 3
			} else if w&0x80 == 0 {
				own = al.own[w&0x7F]
			}
		} else if b := text[i]; b < utf8.RuneSelf {
			own = al.own[b]
		}
		if own != notOwn {
			class[n] = own &^ ownSpecial
			offset[n] = int32(i + shift)
			spots[special] = int32(i + shift)
			special += int(own >> 15)
			n++
			i += size
			continue
		}
		at := f.at(i)
		next, r := f.one(i)
		if i = next; r >= 0 {
			if len(f.focus) > 0 && f.focus[len(f.focus)-1].at == at {
				f.focus[len(f.focus)-1].char = n
			}
			class[n], offset[n], spots[special] = al.Class(r), int32(at), int32(at)
			n++
			special++
		}
		shift = f.at(i) - i
	}
	folded := f.finish(func(ref *focusRef, to rune) { class[ref.char] = al.Class(to) })
	class[n], offset[n] = 0, int32(len(folded))
	cs.Class, cs.Offset, f.spots = class[:n+1], offset[:n+1], spots[:special]
	return folded
}
