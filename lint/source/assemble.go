package source

import (
	"strings"
	"unicode/utf8"
)

// assembler puts a Text together from pieces of a block, and notes where each
// comes from. Pieces are added in the order of the block.
type assembler struct {
	block *Block
	text  strings.Builder
	runs  runMap
	src   int // where the last piece ends in the block
}

// keep adds block.text[start:end] as it stands.
func (a *assembler) keep(start, end int) {
	if start >= end {
		return
	}
	a.runs = a.runs.add(a.text.Len(), start, 1, 1)
	a.text.WriteString(a.block.text[start:end])
	a.src = end
}

// put adds s, which block.text[start:end], an escape or an entity, stands for:
// it is one piece, and a span that holds any of it holds all of it.
func (a *assembler) put(s string, start, end int) {
	if s == "" {
		return
	}
	a.runs = a.runs.add(a.text.Len(), start, len(s), end-start)
	a.text.WriteString(s)
	a.src = end
}

// insert adds s, which nothing in the block stands for: the blank of a soft
// line break.
func (a *assembler) insert(s string) {
	for i, r := range s {
		a.runs = append(a.runs, run{text: u32(a.text.Len() + i), src: u32(a.src), tu: u32(utf8.RuneLen(r)), su: 0})
	}
	a.text.WriteString(s)
}

// softBreak adds what a line end that is mere layout stands for: nothing
// between two Han characters, else a blank. next is what follows it.
func (a *assembler) softBreak(next string) {
	last, _ := utf8.DecodeLastRuneInString(a.text.String())
	first, _ := utf8.DecodeRuneInString(next)
	if a.text.Len() == 0 || next == "" || isWide(last) && isWide(first) || last == ' ' {
		return
	}
	a.insert(" ")
}

// isWide reports whether no blank is written beside a character: Han and the
// punctuation that goes with it.
func isWide(r rune) bool {
	return r >= 0x2E80 && r <= 0x9FFF || r >= 0xF900 && r <= 0xFAFF || r >= 0xFE30 && r <= 0xFE4F ||
		r >= 0xFF00 && r <= 0xFFEF || r >= 0x20000 && r <= 0x3FFFF || r == '“' || r == '”' || r == '…' || r == '—'
}

// len is the length in bytes of the text so far.
func (a *assembler) len() int { return a.text.Len() }

// done returns the Text; encode writes what takes the place of a part of it.
func (a *assembler) done(encode func(s string, c charset) string) Text {
	return Text{s: a.text.String(), block: a.block, notation: &notation{runs: a.runs, encode: encode}}
}

// checked is done for a notation that cannot hold everything: refuse says why it
// cannot hold a text. encode may be nil: the text stands as it is.
func (a *assembler) checked(encode func(s string, c charset) string, refuse func(s string) error) Text {
	return Text{s: a.text.String(), block: a.block, notation: &notation{runs: a.runs, encode: encode, refuse: refuse}}
}
