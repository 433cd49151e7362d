package report

import (
	"unicode/utf8"

	"github.com/cuoci/cuoci/lint"
)

// unit is what a consumer counts columns in.
type unit uint8

const (
	codePoints unit = iota // as findings have them
	utf16Units             // SARIF as declared, and what runs on JavaScript
	// utf8Bytes are bytes of the line in UTF-8, for who cuts lines by bytes: a
	// byte order mark in front of the first line is counted there.
	utf8Bytes
)

// area is the place of a finding: lines and columns from 1, the end just behind
// the last character. Columns are 0 where there are none to be had.
type area struct {
	line, column       int
	endLine, endColumn int
}

// oneLine reports whether the area begins and ends in one line.
func (a area) oneLine() bool { return a.line == a.endLine }

// columns converts the columns of findings into a unit. It remembers how far it
// got in a line, so that many findings on one long line cost no more than the
// line. It belongs to one goroutine.
type columns struct {
	unit   unit
	line   string
	at     int // bytes of line that were looked at
	astral int // characters above U+FFFF among them
}

// area returns where a finding stands. What has no place in the file stands in
// its first line.
func (c *columns) area(f *lint.Finding) area {
	if detached(f) {
		return area{line: 1, endLine: 1}
	}
	a := area{f.Start.Line, f.Start.Column, f.End.Line, f.End.Column}
	if c.unit == codePoints {
		return a
	}
	m := markOf(f)
	a.column = c.column(f.Line, m.start, f.Start.Column) + c.lead(f)
	if a.oneLine() {
		a.endColumn = c.column(f.Line, m.end, f.End.Column) + c.lead(f)
		return a
	}
	end := characters(f.LastLine, f.End.Column-1)
	last := columns{unit: c.unit} // the next finding may begin before the end of this one
	a.endColumn = last.column(f.LastLine, end, f.End.Column)
	return a
}

// edit returns where an edit stands; ok is false where the file has no such
// place, or it does not stand in one line.
func (c *columns) edit(f *lint.Finding, e *lint.Edit) (a area, ok bool) {
	if detached(f) || e.Start.Line != e.End.Line {
		return area{}, false
	}
	a = area{e.Start.Line, e.Start.Column, e.End.Line, e.End.Column}
	start, end := characters(e.Line, e.Start.Column-1), characters(e.Line, e.End.Column-1)
	other := columns{unit: c.unit} // findings go on where they were
	a.column, a.endColumn = other.column(e.Line, start, a.column), other.column(e.Line, end, a.endColumn)
	if c.unit == utf8Bytes && a.line == 1 && e.Start.Offset == start+utf8BOM && e.End.Offset == end+utf8BOM {
		a.column, a.endColumn = a.column+utf8BOM, a.endColumn+utf8BOM
	}
	return a, true
}

// column converts one column of a line: the character at byte at has column
// points in code points.
func (c *columns) column(line string, at, points int) int {
	switch c.unit {
	case utf8Bytes:
		return at + 1
	case utf16Units:
		return points + c.astralBefore(line, at)
	case codePoints:
	}
	return points
}

// astralBefore counts the characters of line[:at] that take two UTF-16 units.
func (c *columns) astralBefore(line string, at int) int {
	if line != c.line || at < c.at {
		c.line, c.at, c.astral = line, 0, 0
	}
	c.astral += astral(line[c.at:at])
	c.at = at
	return c.astral
}

// astral counts the characters above U+FFFF: those whose UTF-8 begins with a
// byte from 0xF0 on.
func astral(s string) int {
	n := 0
	for i := range len(s) {
		if s[i] >= 0xF0 {
			n++
		}
	}
	return n
}

// characters returns how many bytes the first n characters of a line take.
func characters(line string, n int) int {
	at := 0
	for ; n > 0 && at < len(line); n-- {
		_, size := utf8.DecodeRuneInString(line[at:])
		at += size
	}
	return at
}

// utf8BOM is the length of a byte order mark in UTF-8.
const utf8BOM = 3

// lead is the length of a byte order mark in front of the finding's line, in
// bytes, where bytes are what counts. A finding does not tell the encoding of its
// file; but in the first line of a UTF-8 file offsets are bytes of the line, and
// what they are ahead by is the mark.
func (c *columns) lead(f *lint.Finding) int {
	if c.unit != utf8Bytes || f.Start.Line != 1 || f.Start.Offset != f.LineStart+utf8BOM {
		return 0
	}
	m := markOf(f)
	if f.End.Line == 1 && f.End.Offset != m.end+utf8BOM {
		return 0 // another encoding
	}
	return utf8BOM
}

// detached reports whether a finding has no place in its file.
func detached(f *lint.Finding) bool { return f.Location != nil && f.Location.Detached }
