package source

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// container is a block of ours that holds blocks: a footnote or a description.
type container struct {
	ast.BaseBlock
	indent int  // of what it holds
	note   bool // a footnote, which describes nothing
}

// Kind and Dump implement [ast.Node]. The parser asks no kind of ours, and a new
// one would change a table that all pages share.
func (n *container) Kind() ast.NodeKind            { return ast.KindListItem }
func (n *container) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// leafBlock is a block of ours that holds text, or nothing that is read.
type leafBlock struct {
	ast.BaseBlock
	tags  []jsxTag       // of a mark
	notes []mdxDirective // of a mark
}

// Kind and Dump implement [ast.Node].
func (n *leafBlock) Kind() ast.NodeKind            { return ast.KindTextBlock }
func (n *leafBlock) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// interrupting is what parsers of blocks that may follow a paragraph have in
// common.
type interrupting struct{}

func (interrupting) Close(ast.Node, text.Reader, parser.Context) {}
func (interrupting) CanInterruptParagraph() bool                 { return true }
func (interrupting) CanAcceptIndentedLine() bool                 { return false }

// oneLine is a block that ends with its line.
type oneLine struct{ interrupting }

func (oneLine) Continue(ast.Node, text.Reader, parser.Context) parser.State { return parser.Close }

// goOn goes on with a container while lines are blank or indented.
func goOn(n *container, reader text.Reader) parser.State {
	line, _ := reader.PeekLine()
	if util.IsBlank(line) {
		return parser.Continue | parser.HasChildren
	}
	if width, _ := util.IndentWidth(line, reader.LineOffset()); width < n.indent {
		return parser.Close
	}
	pos, padding := util.IndentPosition(line, reader.LineOffset(), n.indent)
	reader.AdvanceAndSetPadding(pos, padding)
	return parser.Continue | parser.HasChildren
}

// footnoteParser reads [^name]: and the blocks behind it.
type footnoteParser struct{ interrupting }

func (*footnoteParser) Trigger() []byte { return []byte{'['} }

func (*footnoteParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, _ := reader.PeekLine()
	at := pc.BlockOffset()
	if at < 0 {
		return nil, parser.NoChildren
	}
	n := footnoteMark(line[at:])
	if n == 0 || at+n >= len(line) || line[at+n] != ':' {
		return nil, parser.NoChildren
	}
	reader.Advance(at + n + 1)
	if util.IsBlank(line[at+n+1:]) {
		reader.AdvanceToEOL()
	}
	return &container{indent: 4, note: true}, parser.HasChildren
}

func (*footnoteParser) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	n, ok := node.(*container)
	if !ok {
		return parser.Close
	}
	return goOn(n, reader)
}

// footnoteMark returns the length of [^name] at the start of a line.
func footnoteMark(line []byte) int {
	const most = 64
	if !bytes.HasPrefix(line, []byte("[^")) {
		return 0
	}
	n := bytes.IndexAny(line[2:min(len(line), most)], "] \t\r\n[")
	if n < 1 || line[2+n] != ']' {
		return 0
	}
	return n + 3
}

// descriptionParser reads : and the blocks behind it, which describe the
// paragraph above.
type descriptionParser struct{ interrupting }

func (*descriptionParser) Trigger() []byte { return []byte{':'} }

func (*descriptionParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, _ := reader.PeekLine()
	at := pc.BlockOffset()
	if at < 0 || pc.BlockIndent() > 3 || at+1 >= len(line) || line[at+1] != ' ' && line[at+1] != '\t' {
		return nil, parser.NoChildren
	}
	switch parent.LastChild().(type) {
	case *ast.Paragraph, *container:
	default:
		return nil, parser.NoChildren
	}
	width, _ := util.IndentWidth(line[at+1:], at+1)
	if width > 4 {
		width = 1
	}
	reader.Advance(at + 1)
	return &container{indent: at + 1 + width}, parser.HasChildren
}

func (*descriptionParser) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	n, ok := node.(*container)
	if !ok {
		return parser.Close
	}
	return goOn(n, reader)
}

// formulaParser reads the lines from $$ to $$, which are not read.
type formulaParser struct{ interrupting }

// formula is a block of them.
type formula struct {
	leafBlock
	closed bool
}

func (*formulaParser) Trigger() []byte { return []byte{'$'} }

func (*formulaParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	at := pc.BlockOffset()
	if at < 0 || !bytes.HasPrefix(line[at:], []byte("$$")) {
		return nil, parser.NoChildren
	}
	rest := bytes.TrimSpace(line[at+2:])
	closed := bytes.HasSuffix(rest, []byte("$$"))
	if !closed && (bytes.Contains(rest, []byte("$$")) || !closes(reader.Source()[segment.Stop:])) {
		return nil, parser.NoChildren // text goes on behind it, or it has no end
	}
	reader.AdvanceToEOL()
	return &formula{closed: closed}, parser.NoChildren
}

// closes tells whether $$ stands before a blank line.
func closes(rest []byte) bool {
	for len(rest) > 0 {
		line, behind, _ := bytes.Cut(rest, []byte("\n"))
		if util.IsBlank(line) {
			return false
		}
		if bytes.Contains(line, []byte("$$")) {
			return true
		}
		rest = behind
	}
	return false
}

func (*formulaParser) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	f, ok := node.(*formula)
	if !ok || f.closed {
		return parser.Close
	}
	line, _ := reader.PeekLine()
	if util.IsBlank(line) {
		return parser.Close // so that a sign without its pair hides one paragraph at most
	}
	f.closed = bytes.Contains(line, []byte("$$"))
	reader.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

// directiveParser reads the lines of :::, of which the title is text.
type directiveParser struct{ oneLine }

func (*directiveParser) Trigger() []byte { return []byte{':'} }

func (*directiveParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	at := pc.BlockOffset()
	if at < 0 || !bytes.HasPrefix(line[at:], []byte(":::")) {
		return nil, parser.NoChildren
	}
	n := &leafBlock{}
	if start, end := directiveTitle(line, at); start < end {
		shift := segment.Start - segment.Padding
		n.Lines().Append(text.NewSegment(shift+start, shift+end))
	}
	reader.AdvanceToEOL()
	return n, parser.NoChildren
}

// directiveTitle finds the title behind :::name, :::name{…} or :::name[title].
func directiveTitle(line []byte, i int) (start, end int) {
	for i < len(line) && (line[i] == ':' || line[i] == ' ' || line[i] == '\t') {
		i++
	}
	for i < len(line) && (isASCIIAlnum(line[i]) || line[i] == '-' || line[i] == '_') {
		i++
	}
	end = len(bytes.TrimRight(line, " \t\r\n"))
	if i < end && line[i] == '{' { // attributes
		if n := bytes.IndexByte(line[i:end], '}'); n >= 0 {
			i += n + 1
		}
	}
	if i < end && line[i] == '[' && line[end-1] == ']' {
		return i + 1, end - 1
	}
	for i < end && (line[i] == ' ' || line[i] == '\t') {
		i++
	}
	return i, end
}

// markParser reads the marks that stand for tags of MDX.
type markParser struct {
	marks map[int][]jsxTag
	notes map[int][]mdxDirective
}

func (*markParser) Trigger() []byte { return []byte{markByte} }

func (p *markParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	_, segment := reader.PeekLine()
	at := segment.Start - segment.Padding + max(pc.BlockOffset(), 0)
	tags, ok := p.marks[at]
	if !ok {
		return nil, parser.NoChildren
	}
	reader.AdvanceToEOL()
	return &leafBlock{tags: tags, notes: p.notes[at]}, parser.NoChildren
}

func (*markParser) Continue(ast.Node, text.Reader, parser.Context) parser.State { return parser.Close }
func (*markParser) Close(ast.Node, text.Reader, parser.Context)                 {}
func (*markParser) CanInterruptParagraph() bool                                 { return true }
func (*markParser) CanAcceptIndentedLine() bool                                 { return true }
