package source

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

const (
	// maxNested is how deep lists and quotes are nested; deeper marks are text.
	// Every line looks at all containers around it.
	maxNested = 64
	// maxMarks is how many brackets and runs of stars of one block are looked at;
	// further ones are text. The parser holds each against all before it.
	maxMarks = 1000
	// longLine is how long a line is of which fewer marks are looked at: each may
	// be held against the rest of the line.
	longLine = 64 << 10
	// maxDefinitions is the most lines of a paragraph in which link definitions
	// are looked for: each moves all lines behind it.
	maxDefinitions = 1000
)

// newMarkdownParser returns a parser for one page. It knows what CommonMark
// knows, and tables, footnotes, definitions, struck text, formulas and
// directives (:::tip) beside. Our own tables and footnotes take the place of the
// parser's, which need time that grows with the square of the page, and spare
// the start of the program the expressions of its extensions. Marks are the
// places of MDX tags, and notes those of directives; with them, < begins no block.
func newMarkdownParser(marks map[int][]jsxTag, notes map[int][]mdxDirective) parser.Parser {
	m := &marksSeen{}
	blocks := []util.PrioritizedValue{
		util.Prioritized(parser.NewSetextHeadingParser(), 100),
		util.Prioritized(parser.NewThematicBreakParser(), 200),
		util.Prioritized(&nested{parser.NewListParser()}, 300),
		util.Prioritized(parser.NewListItemParser(), 400),
		util.Prioritized(parser.NewCodeBlockParser(), 500),
		util.Prioritized(parser.NewATXHeadingParser(), 600),
		util.Prioritized(&looseHeadingParser{}, 610),
		util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
		util.Prioritized(&nested{parser.NewBlockquoteParser()}, 800),
		util.Prioritized(&nested{&footnoteParser{}}, 810),
		util.Prioritized(&formulaParser{}, 820),
		util.Prioritized(&directiveParser{}, 830),
		util.Prioritized(&nested{&descriptionParser{}}, 840),
		util.Prioritized(parser.NewParagraphParser(), 1000),
	}
	if marks != nil {
		blocks = append(blocks, util.Prioritized(&markParser{marks, notes}, 50))
	} else {
		blocks = append(blocks, util.Prioritized(&anchorParser{}, 890), util.Prioritized(parser.NewHTMLBlockParser(), 900))
	}
	return parser.NewParser(
		parser.WithBlockParsers(blocks...),
		parser.WithInlineParsers(
			util.Prioritized(&limited{InlineParser: parser.NewCodeSpanParser(), seen: m, failing: true}, 100),
			util.Prioritized(&formulaSpanParser{}, 150),
			util.Prioritized(&footnoteMarkParser{}, 190),
			util.Prioritized(&limitedLinks{limited{InlineParser: parser.NewLinkParser(), seen: m}}, 200),
			util.Prioritized(parser.NewAutoLinkParser(), 300),
			util.Prioritized(&limited{InlineParser: parser.NewRawHTMLParser(), seen: m, failing: true}, 400),
			util.Prioritized(&limited{InlineParser: parser.NewEmphasisParser(), seen: m}, 500),
			util.Prioritized(&limited{InlineParser: &struckParser{}, seen: m}, 510),
		),
		parser.WithParagraphTransformers(
			util.Prioritized(&definitions{parser.LinkReferenceParagraphTransformer}, 100),
			util.Prioritized(&tableTransformer{}, 200),
		),
	)
}

// nested opens a container unless it is nested too deep.
type nested struct{ parser.BlockParser }

func (n *nested) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	depth := 0
	for p := parent; p != nil; p = p.Parent() {
		depth++
	}
	if depth > 2*maxNested { // a list and its item are two
		return nil, parser.NoChildren
	}
	return n.BlockParser.Open(parent, reader, pc)
}

// marksSeen counts the marks of the block that is being read.
type marksSeen struct {
	block ast.Node
	n     int
}

func (m *marksSeen) of(block ast.Node) *int {
	if m.block != block {
		m.block, m.n = block, 0
	}
	return &m.n
}

// limited reads so many marks of a block and no more. Of code and tags, which
// cost little where they are whole, only those that are not are counted.
type limited struct {
	parser.InlineParser
	seen    *marksSeen
	failing bool
}

func (l *limited) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	n, most := l.seen.of(parent), maxMarks
	if line, _ := block.PeekLine(); len(line) > longLine {
		most = maxMarks / 10
	}
	if *n >= most {
		return nil
	}
	node := l.InlineParser.Parse(parent, block, pc)
	if _, isText := node.(*ast.Text); !l.failing || node == nil || isText {
		*n++
	}
	return node
}

// limitedLinks are links, whose parser wants to be told when a block ends.
type limitedLinks struct{ limited }

// CloseBlock implements [parser.CloseBlocker].
func (l *limitedLinks) CloseBlock(parent ast.Node, block text.Reader, pc parser.Context) {
	if c, ok := l.InlineParser.(parser.CloseBlocker); ok {
		c.CloseBlock(parent, block, pc)
	}
}

// definitions takes link definitions out of paragraphs that are not too long.
type definitions struct{ inner parser.ParagraphTransformer }

func (d *definitions) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	lines := node.Lines()
	if first := lines.At(0); lines.Len() <= maxDefinitions && first.Start < len(reader.Source()) {
		d.inner.Transform(node, reader, pc)
	}
}
