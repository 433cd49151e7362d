package source

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// tableNode is a table; its children are rows, theirs cells. Unlike the parser's
// own, rows that are short are not filled up: a wide header with many empty rows
// would take memory without bound.
type tableNode struct{ ast.BaseBlock }

// Kind and Dump implement [ast.Node].
func (n *tableNode) Kind() ast.NodeKind            { return ast.KindList }
func (n *tableNode) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// tableTransformer makes a table of the end of a paragraph: a line of cells, a
// line of | --- | :-: | with as many, and further lines.
type tableTransformer struct{}

func (*tableTransformer) Transform(node *ast.Paragraph, reader text.Reader, _ parser.Context) {
	lines, src := node.Lines(), reader.Source()
	for i := 1; i < lines.Len(); i++ {
		columns := delimiters(line(lines, i, src))
		if columns == 0 {
			continue
		}
		if columns != len(cellsOf(lines.At(i-1), src)) {
			return
		}
		table := &tableNode{}
		for j := i - 1; j < lines.Len(); j++ {
			if j != i {
				appendRow(table, lines.At(j), src, columns)
			}
		}
		node.Lines().SetSliced(0, i-1)
		node.Parent().InsertAfter(node.Parent(), node, table)
		if i == 1 {
			node.Parent().RemoveChild(node.Parent(), node)
		} else {
			last := lines.At(i - 2)
			lines.Set(i-2, last.TrimRightSpace(src))
		}
		return
	}
}

func line(lines *text.Segments, i int, src []byte) []byte {
	s := lines.At(i)
	return src[s.Start:s.Stop]
}

// delimiters counts the columns of the line between the header and the rows; 0
// where it is none.
func delimiters(line []byte) int {
	line = bytes.TrimSpace(line)
	if bytes.Trim(line, "-:| \t") != nil && len(bytes.Trim(line, "-:| \t")) > 0 || bytes.IndexByte(line, '|') < 0 && bytes.IndexByte(line, ':') < 0 {
		return 0
	}
	line = bytes.TrimSuffix(bytes.TrimPrefix(line, []byte("|")), []byte("|"))
	n := 0
	for cell := range bytes.SplitSeq(line, []byte("|")) {
		cell = bytes.TrimSuffix(bytes.TrimPrefix(bytes.TrimSpace(cell), []byte(":")), []byte(":"))
		if len(cell) == 0 || len(bytes.Trim(cell, "-")) > 0 {
			return 0
		}
		n++
	}
	return n
}

// cellsOf cuts a row at the bars that no backslash stands before.
func cellsOf(row text.Segment, src []byte) []text.Segment {
	row = row.TrimLeftSpace(src)
	row = row.TrimRightSpace(src)
	start, end := row.Start, row.Stop
	if start < end && src[start] == '|' {
		start++
	}
	var cells []text.Segment
	for i := start; i <= end; i++ {
		if i < end && (src[i] != '|' || i > start && src[i-1] == '\\') {
			continue
		}
		if start == end && i == end && len(cells) > 0 {
			break // behind the last bar
		}
		cell := text.NewSegment(start, i)
		cell = cell.TrimLeftSpace(src)
		cells = append(cells, cell.TrimRightSpace(src))
		start = i + 1
	}
	return cells
}

// appendRow adds a row with at most so many cells.
func appendRow(table *tableNode, line text.Segment, src []byte, columns int) {
	row := &container{}
	for i, s := range cellsOf(line, src) {
		if i == columns {
			break
		}
		cell := &leafBlock{}
		if s.Start < s.Stop {
			cell.Lines().Append(s)
		}
		row.AppendChild(row, cell)
	}
	table.AppendChild(table, row)
}
