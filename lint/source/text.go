package source

import (
	"errors"
	"unicode/utf8"
)

// Text is the decoded text of one turn, with a map to the bytes of the file.
// The zero Text is empty and has no place. Texts are small and are passed by
// value.
type Text struct {
	s        string
	block    *Block
	at       int       // where s starts in the block, when notation maps nothing
	notation *notation // nil: s stands in the block as it is
}

// notation is how a text is written inside its block.
type notation struct {
	runs   runMap // text -> block text; empty: the identity, from Text.at on
	encode func(s string, c charset) string
	refuse func(s string) error // what the notation cannot hold; nil: nothing
}

// NewText returns a text that stands in no file; its places are those in s, which
// is valid UTF-8.
func NewText(s string) Text { return (&Block{text: s, line: 1, charset: charsetUTF8}).own(0, len(s)) }

// Len returns the number of code points of the text.
func (t Text) Len() int { return countStarts(t.s) }

// String returns the text, in UTF-8.
func (t Text) String() string { return t.s }

// runs returns the map from the text to the block's text, and what to add to
// what it returns.
func (t Text) runs() (m runMap, shift int) {
	if t.notation != nil && len(t.notation.runs) > 0 {
		return t.notation.runs, 0
	}
	return nil, t.at
}

// down moves off to the start of the character that holds it.
func (t Text) down(off int) int {
	off = min(max(off, 0), len(t.s))
	for off < len(t.s) && !utf8.RuneStart(t.s[off]) {
		off--
	}
	return off
}

// up moves off to the end of the character that it lies in.
func (t Text) up(off int) int {
	off = min(max(off, 0), len(t.s))
	for off < len(t.s) && !utf8.RuneStart(t.s[off]) {
		off++
	}
	return off
}

// blockStart returns the block offset of the character that holds off; at the
// end of the text, the place just behind its last character.
func (t Text) blockStart(off int) int {
	if off >= len(t.s) {
		return t.blockEnd(len(t.s))
	}
	m, shift := t.runs()
	return m.start(t.down(off)) + shift
}

// blockEnd returns the block offset just behind the character that ends at
// off; for 0, where the text starts.
func (t Text) blockEnd(off int) int {
	m, shift := t.runs()
	return m.end(t.up(off)) + shift
}

// Segments returns the runs of file bytes that the text in [start, end) was
// written as, sorted, adjacent ones joined, widened to whole characters of the
// file. It is empty for an empty span and for text that has no bytes of its own.
func (t Text) Segments(start, end int) []Span {
	return t.AppendSegments(nil, start, end)
}

// AppendSegments appends to dst what [Text.Segments] returns.
func (t Text) AppendSegments(dst []Span, start, end int) []Span {
	if t.block == nil || start >= end {
		return dst
	}
	start, end = t.down(start), t.up(end)
	first := len(dst)
	m, shift := t.runs()
	m.spans(start, end, func(from, to int) {
		t.block.runs.spans(from+shift, to+shift, func(from, to int) {
			s := Span{t.block.base + from, t.block.base + to}
			if n := len(dst); n > first && s.Start <= dst[n-1].End {
				dst[n-1].End = max(dst[n-1].End, s.End)
				return
			}
			dst = append(dst, s)
		})
	})
	return dst
}

// Position returns the place where the character at text offset off starts;
// for the end of the text, the place just behind its last character.
func (t Text) Position(off int) Position {
	if t.block == nil {
		return Position{}
	}
	if off >= len(t.s) {
		return t.EndPosition(len(t.s))
	}
	at := t.blockStart(off)
	return t.block.position(at, t.block.startOf(at))
}

// EndPosition returns the place just behind the character that ends at text
// offset off; for 0, the place where the text starts.
func (t Text) EndPosition(off int) Position {
	if t.block == nil {
		return Position{}
	}
	at := t.blockEnd(off)
	if off <= 0 {
		return t.block.position(at, t.block.startOf(at))
	}
	return t.block.position(at, t.block.endOf(at))
}

// Line returns, for display, the decoded line of the file that holds text
// offset off, tabs kept and without its line end, and the byte offset in it of
// the character at off. In escaped text (JSON) this is the line as written.
func (t Text) Line(off int) (line string, start int) {
	if t.block == nil {
		return "", 0
	}
	return t.block.lineAt(t.blockStart(off))
}

// Encode returns s as it has to be written in the file in place of a part of
// this text: with the escapes of its notation, in the charset of the file.
// It is an error if s is not valid UTF-8, or holds what the notation (a cell
// without quotes a separator) or the charset cannot.
func (t Text) Encode(s string) ([]byte, error) {
	s, err := t.Notation(s)
	switch {
	case err != nil:
		return nil, err
	case t.block == nil:
		return []byte(s), nil
	}
	return t.block.charset.encode(s)
}

// Notation returns s as [Text.Encode] does, but in UTF-8.
func (t Text) Notation(s string) (string, error) {
	if !utf8.ValidString(s) {
		return "", errors.New("text to write is not valid UTF-8")
	}
	if t.block == nil {
		return s, nil
	}
	if t.notation != nil && t.notation.refuse != nil {
		if err := t.notation.refuse(s); err != nil {
			return "", err
		}
	}
	if t.notation != nil && t.notation.encode != nil {
		s = t.notation.encode(s, t.block.charset)
	}
	return s, nil
}
