package segment

import "unicode/utf8"

// overlay is a small trie over the user's words.
type overlay struct {
	words []Word                 // in order of precedence, none twice
	next  map[edge]int32         // node and character to node
	word  []int32                // node to index in words, -1 if none ends there
	pairs map[[2]rune]bool       // characters that stand side by side in some word
	first [firstBits / 64]uint64 // a filter over first characters
}

// edge is an edge of the trie.
type edge struct {
	from int32
	r    rune
}

const firstBits = 4096

// newOverlay builds the trie. Of two equal words the first counts.
func newOverlay(words []Word) *overlay {
	o := &overlay{next: map[edge]int32{}, word: []int32{-1}, pairs: map[[2]rune]bool{}}
	for _, w := range words {
		at, last := int32(0), rune(-1)
		for _, r := range w.Text {
			if last < 0 {
				o.first[r%firstBits/64] |= 1 << (r % 64)
			} else {
				o.pairs[[2]rune{last, r}] = true
			}
			to, ok := o.next[edge{at, r}]
			if !ok {
				to = int32(len(o.word))
				o.next[edge{at, r}] = to
				o.word = append(o.word, -1)
			}
			at, last = to, r
		}
		if o.word[at] < 0 {
			o.word[at] = int32(len(o.words))
			o.words = append(o.words, w)
		}
	}
	return o
}

// walk calls found with the end of every user word that stands in text at
// offset at and ends on a unit boundary before hi or there.
func (o *overlay) walk(text string, at, hi int, found func(end int, w *Word)) {
	node := int32(0)
	for at < hi {
		r, size := utf8.DecodeRuneInString(text[at:hi])
		if r == utf8.RuneError && size == 1 {
			return
		}
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		if node == 0 && o.first[r%firstBits/64]>>(r%64)&1 == 0 {
			return
		}
		to, ok := o.next[edge{node, r}]
		if !ok {
			return
		}
		node = to
		at += size
		if i := o.word[node]; i >= 0 && unitEnd(text, at, size, hi) {
			found(at, &o.words[i])
		}
	}
}

// adjacent reports whether some user word holds the characters around offset p
// side by side.
func (o *overlay) adjacent(text string, p, lo, hi int) bool {
	a, _ := utf8.DecodeLastRuneInString(text[lo:p])
	b, _ := utf8.DecodeRuneInString(text[p:hi])
	return o.pairs[[2]rune{lowerRune(a), lowerRune(b)}]
}

func lowerRune(r rune) rune {
	if 'A' <= r && r <= 'Z' {
		return r + 'a' - 'A'
	}
	return r
}
