package source

// Place is where a span of a text stands in its file, with the line it begins
// in.
type Place struct {
	Start, End Position // as [Text.Position] and [Text.EndPosition] have them
	Line       string   // as [Text.Line] has it
	LineStart  int
	LastLine   string // the line of End; Line where they are one
}

// Finder finds places one after another. It remembers the line of the last one,
// in which the next often is. The zero Finder is ready; it belongs to one
// goroutine.
type Finder struct {
	block *Block
	line  int
}

// Place returns the place of the text in [start, end).
func (f *Finder) Place(t Text, start, end int) Place {
	b := t.block
	if b == nil {
		return Place{}
	}
	from, to := t.blockStart(start), t.blockEnd(end)
	srcFrom, srcTo := b.startOf(from), b.endOf(to)
	if start >= len(t.s) && t.s != "" {
		srcFrom = b.endOf(from)
	}
	if end <= 0 {
		srcTo = b.startOf(to)
	}
	p := Place{Start: f.position(b, from, srcFrom)}
	p.Line, p.LineStart = b.lineOf(f.line, from)
	p.LastLine = p.Line
	p.End = f.position(b, to, srcTo)
	if p.End.Line != p.Start.Line {
		p.LastLine, _ = b.lineOf(f.line, to)
	}
	return p
}

// position is Block.position, but looks first where it looked last.
func (f *Finder) position(b *Block, off, src int) Position {
	x := b.lines()
	if f.block != b || !x.holds(f.line, off) {
		f.block, f.line = b, x.line(off)
	}
	return Position{
		Offset: src,
		Line:   b.line + f.line,
		Column: 1 + x.chars(b.text, int(x.starts[f.line]), off),
	}
}

// holds reports whether offset off lies in a line.
func (x *lineIndex) holds(line, off int) bool {
	return int(x.starts[line]) <= off && (line+1 == len(x.starts) || off < int(x.starts[line+1]))
}

// lineOf returns a line without its line end, and where offset off is in it.
func (b *Block) lineOf(n, off int) (line string, at int) {
	x := b.lines()
	start, end := int(x.starts[n]), len(b.text)
	if n+1 < len(x.starts) {
		end = int(x.starts[n+1])
	}
	line = withoutLineEnd(b.text[start:end])
	return line, min(off-start, len(line))
}
