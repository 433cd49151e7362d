package source

import (
	"strings"
	"sync"
)

// Block is a decoded stretch of a file, from the start of a line: the whole
// file, or some lines of a stream. It holds the map from its decoded text to
// the bytes of the file. A Block does not change; it may be used by several
// goroutines at once.
type Block struct {
	text    string
	runs    runMap // text -> bytes behind base
	base    int    // file offset of the first byte
	line    int    // number of the first line
	charset charset

	once  sync.Once
	index *lineIndex
}

// lines returns the line index, built at the first call: most blocks have no
// finding and never need one.
func (b *Block) lines() *lineIndex {
	b.once.Do(func() { b.index = newLineIndex(b.text) })
	return b.index
}

// position returns the place of text offset off, whose file offset is src.
func (b *Block) position(off, src int) Position {
	x := b.lines()
	line := x.line(off)
	return Position{
		Offset: src,
		Line:   b.line + line,
		Column: 1 + x.chars(b.text, int(x.starts[line]), off),
	}
}

// startOf returns the file offset of the character that holds text offset off.
func (b *Block) startOf(off int) int { return b.base + b.runs.start(off) }

// endOf returns the file offset just behind the character that ends at off.
func (b *Block) endOf(off int) int { return b.base + b.runs.end(off) }

// lineAt returns the line that holds text offset off, without its line end,
// and where off is in it.
func (b *Block) lineAt(off int) (line string, at int) { return b.lineOf(b.lines().line(off), off) }

// withoutLineEnd drops the line end of a line.
func withoutLineEnd(line string) string {
	return strings.TrimSuffix(strings.TrimSuffix(line, "\n"), "\r")
}

// fault returns an Error at text offset off, the start of a character.
func (b *Block) fault(path string, off int, err error) *Error {
	p := b.position(off, b.startOf(off))
	return &Error{Path: path, Line: p.Line, Column: p.Column, Err: err}
}

// own returns the Text of [start, end) as it stands in the block.
func (b *Block) own(start, end int) Text {
	return Text{s: b.text[start:end], block: b, at: start}
}

// isBlank reports whether s holds nothing but white space.
func isBlank(s string) bool { return strings.TrimSpace(s) == "" }
