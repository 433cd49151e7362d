package source

import (
	"bytes"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// looseHeadingParser reads ##标题, without the blank that CommonMark asks for, as
// many renderers do and many authors count on. #标题 is one only where it stands
// alone: it may be a topic.
type looseHeadingParser struct{ oneLine }

func (*looseHeadingParser) Trigger() []byte { return []byte{'#'} }

func (*looseHeadingParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	at := pc.BlockOffset()
	if at < 0 {
		return nil, parser.NoChildren
	}
	i := at
	for i < len(line) && line[i] == '#' {
		i++
	}
	level := i - at
	r, _ := utf8.DecodeRune(line[i:])
	if level < 1 || level > 6 || r < utf8.RuneSelf && !isASCIIAlnum(byte(r)) && r != '*' && r != '`' {
		return nil, parser.NoChildren
	}
	end := len(bytes.TrimRight(line, "# \t\r\n"))
	if level == 1 && (r < utf8.RuneSelf || bytes.IndexByte(line[i:end], '#') >= 0 || ast.IsParagraph(pc.LastOpenedBlock().Node) || !blankBehind(reader.Source(), segment.Stop)) {
		return nil, parser.NoChildren
	}
	if end <= i {
		return nil, parser.NoChildren
	}
	n := ast.NewHeading(level)
	shift := segment.Start - segment.Padding
	n.Lines().Append(text.NewSegment(shift+i, shift+end))
	reader.AdvanceToEOL()
	return n, parser.NoChildren
}

// blankBehind tells whether a blank line or the end stands at an offset.
func blankBehind(src []byte, at int) bool {
	line, _, _ := bytes.Cut(src[min(at, len(src)):], []byte("\n"))
	return util.IsBlank(line)
}

// anchorParser reads lines of nothing but <a name="x"></a> and <br>. CommonMark
// takes the lines behind them for HTML up to a blank one, headings included,
// which is no author's intent.
type anchorParser struct{ oneLine }

func (*anchorParser) Trigger() []byte { return []byte{'<'} }

func (*anchorParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	at := pc.BlockOffset()
	if at < 0 || len(line) > 1<<10 {
		return nil, parser.NoChildren
	}
	s, shift := string(line), segment.Start-segment.Padding
	n := &leafBlock{}
	for i := at; i < len(s); {
		if s[i] <= ' ' {
			i++
			continue
		}
		t, ok := jsxTag{}, false
		if s[i] == '<' {
			t, ok = jsxTagAt(s, i)
		}
		if !ok || t.name != "a" && t.name != "br" && t.name != "span" {
			return nil, parser.NoChildren
		}
		i = t.end
		t.start, t.end = t.start+shift, t.end+shift
		n.tags = append(n.tags, t)
	}
	reader.AdvanceToEOL()
	return n, parser.NoChildren
}
