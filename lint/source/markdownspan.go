package source

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// unread is a stretch of a line that is not read: a formula, for which a
// stand-in is put, or the mark of a footnote.
type unread struct {
	ast.BaseInline
	start, end int
	stands     bool
}

// Kind and Dump implement [ast.Node].
func (n *unread) Kind() ast.NodeKind            { return ast.KindRawHTML }
func (n *unread) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// formulaSpanParser reads $…$ and $$…$$ in a line. As with pandoc, no blank
// stands inside beside the signs and no digit behind; what holds Han and no
// command of TeX is the price of something.
type formulaSpanParser struct{}

func (*formulaSpanParser) Trigger() []byte { return []byte{'$'} }

func (*formulaSpanParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	sign := 1
	if len(line) > 1 && line[1] == '$' {
		sign = 2
	}
	const most = 1 << 10 // of a formula, so that prices on a long line cost little
	inside := line[sign:min(len(line), most)]
	n := bytes.Index(inside, line[:sign])
	for n > 0 && inside[n-1] == '\\' {
		next := bytes.Index(inside[n+1:], line[:sign])
		if next < 0 {
			return nil
		}
		n += 1 + next
	}
	if n <= 0 || inside[0] == '{' && bytes.IndexByte(inside[:n], '\\') < 0 {
		return nil
	}
	body, end := inside[:n], sign+n+sign
	if end > len(line) || body[0] == ' ' || body[n-1] == ' ' || sign == 1 && end < len(line) && isASCIIDigit(line[end]) {
		return nil
	}
	if bytes.IndexByte(body, '\\') < 0 && hasWide(body) {
		return nil
	}
	block.Advance(end)
	return &unread{start: segment.Start, end: segment.Start + end, stands: true}
}

// hasWide tells whether a text holds Han or full-width punctuation.
func hasWide(s []byte) bool {
	for _, r := range string(s) {
		if isWide(r) {
			return true
		}
	}
	return false
}

// footnoteMarkParser reads [^name], which is shown as a small number.
type footnoteMarkParser struct{}

func (*footnoteMarkParser) Trigger() []byte { return []byte{'['} }

func (*footnoteMarkParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	n := footnoteMark(line)
	if n == 0 {
		return nil
	}
	block.Advance(n)
	return &unread{start: segment.Start, end: segment.Start + n}
}

// struck is text between ~~ and ~~. One tilde says "to", or is a tone of voice.
type struck struct{ ast.BaseInline }

// Kind and Dump implement [ast.Node].
func (n *struck) Kind() ast.NodeKind            { return ast.KindEmphasis }
func (n *struck) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

type struckParser struct{}

func (*struckParser) Trigger() []byte         { return []byte{'~'} }
func (*struckParser) IsDelimiter(b byte) bool { return b == '~' }
func (*struckParser) OnMatch(int) ast.Node    { return &struck{} }

func (*struckParser) CanOpenCloser(opener, closer *parser.Delimiter) bool {
	return opener.Char == closer.Char && opener.Length == closer.Length
}

func (s *struckParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	before := block.PrecendingCharacter()
	line, segment := block.PeekLine()
	node := parser.ScanDelimiter(line, before, 2, s)
	if node == nil || node.OriginalLength != 2 || before == '~' {
		return nil
	}
	node.Segment = segment.WithStop(segment.Start + 2)
	block.Advance(2)
	pc.PushDelimiter(node)
	return node
}
