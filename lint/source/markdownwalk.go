package source

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// markdownWalker goes through the blocks of a parsed page.
type markdownWalker struct {
	page  *page
	html  *htmlWalker
	mdx   bool
	src   []byte           // what was parsed
	runs  runMap           // src -> block; empty: the same
	marks map[int][]jsxTag // of MDX

	pieces   []piece // of the block that is being read
	skip     string  // name of a tag in it whose content is not read
	blockTag string  // the tag of a block that it begins with, as in MDX
	bold     bool
	link     bool

	directs bool // directives may stand in the page
	direct  func(Directive)
	waiting []pageDirective // of the blocks that are being read: what they cover comes next
	node    ast.Node        // the block that is being read
	end     int             // of the stretch that was parsed
	notes   []mdxDirective  // in lines of text
}

// blocks reads the children of a block.
func (w *markdownWalker) blocks(parent ast.Node) {
	for n := parent.FirstChild(); n != nil && !w.page.stopped; n = n.NextSibling() {
		w.comesNext(n)
		switch n := n.(type) {
		case *ast.Heading:
			w.page.heading(n.Level, w.passage(n, inHeading))
		case *ast.Paragraph, *ast.TextBlock:
			w.paragraph(n)
		case *ast.List:
			for item := n.FirstChild(); item != nil; item = item.NextSibling() {
				w.inside(item)
			}
		case *ast.Blockquote:
			w.quote(n)
		case *ast.HTMLBlock:
			w.htmlBlock(n.Lines(), n.ClosureLine)
		case *tableNode:
			w.table(n)
		case *container:
			w.inside(n)
			if _, more := n.NextSibling().(*container); !more && !n.note {
				w.page.close(levelLine) // what was described
			}
		case *leafBlock:
			w.block(n)
		case *ast.CodeBlock:
			switch {
			case w.mdx:
				w.page.para(w.lines(n.Lines())) // MDX knows no code by indentation
			case w.goesOn(n):
				w.htmlBlock(n.Lines(), text.Segment{})
			}
		case *ast.FencedCodeBlock, *ast.ThematicBreak, *ast.LinkReferenceDefinition, *formula:
		default:
			w.directed(n)
		}
	}
}

// inside reads a container.
func (w *markdownWalker) inside(n ast.Node) {
	w.page.enter()
	w.directed(n)
	w.page.leave()
}

// paragraph reads a paragraph, which may be the term of a description.
func (w *markdownWalker) paragraph(n ast.Node) {
	t := w.passage(n, inParagraph)
	if n.PreviousSibling() == nil {
		switch n.Parent().(type) {
		case *ast.ListItem:
			t.pieces = w.withoutBox(t.pieces)
		case *ast.Blockquote:
			t.pieces = w.page.block.behind(t.pieces, boxMark(w.page.block.plain(t.pieces, 32)))
		}
	}
	next, isTerm := n.NextSibling().(*container)
	switch {
	case isTerm && !next.note, w.blockTag == "summary", w.blockTag == "dt":
		w.page.term(t)
	case tagOf(w.blockTag) == tagHeading:
		w.page.heading(int(w.blockTag[1]-'0'), t)
	default:
		w.page.para(t)
	}
}

// withoutBox drops the box of a task: [ ] or [x].
func (w *markdownWalker) withoutBox(pieces []piece) []piece {
	b := w.page.block
	if s := b.plain(pieces, 8); len(s) > 4 && s[0] == '[' && strings.IndexByte(" xX", s[1]) >= 0 && s[2] == ']' && s[3] == ' ' {
		return b.behind(pieces, 4)
	}
	return pieces
}

// quote reads a block quote. One that begins with [!NOTE] is a remark in a box.
func (w *markdownWalker) quote(n ast.Node) {
	first, ok := n.FirstChild().(*ast.Paragraph)
	boxed := false
	if ok && first.Lines().Len() > 0 {
		s := first.Lines().At(0)
		boxed = boxMark(string(w.src[s.Start:min(s.Stop, s.Start+32)])) > 0
	}
	customer := w.page.quotes && !boxed
	if customer {
		w.page.quoted++
	}
	w.inside(n)
	if customer {
		w.page.quoted--
	}
}

// boxMark returns the length of the [!NOTE] that a line begins with.
func boxMark(line string) int {
	if !strings.HasPrefix(line, "[!") {
		return 0
	}
	n := 2
	for n < len(line) && isASCIILetter(line[n]) {
		n++
	}
	if n == 2 || n == len(line) || line[n] != ']' {
		return 0
	}
	return n + 1
}

// block reads a block of ours: the title of a directive, or tags of MDX.
func (w *markdownWalker) block(n *leafBlock) {
	for _, d := range n.notes {
		w.waiting = append(w.waiting, pageDirective{d.at, w.page.block.own(d.start, d.end)})
	}
	if n.Lines().Len() > 0 {
		w.page.term(w.passage(n, inHeading))
	}
	for i := range n.tags {
		t := &n.tags[i]
		if t.component() {
			continue
		}
		w.html.tag(&view{text: w.page.block.text}, t.start, t.end)
	}
	w.html.flush()
	w.html.bold, w.html.link = 0, 0
}

// goesOn tells whether what looks like code by its indentation goes on with a
// list or table of HTML that a blank line stands in.
func (w *markdownWalker) goesOn(n *ast.CodeBlock) bool {
	first := n.Lines().At(0)
	code := bytes.TrimLeft(w.src[first.Start:first.Stop], " \t")
	return (len(w.html.open) > 0 || w.html.table != nil) && len(code) > 1 && code[0] == '<' && (isASCIILetter(code[1]) || code[1] == '/')
}

// htmlBlock reads the lines of a block of HTML, the last of which may stand
// apart.
func (w *markdownWalker) htmlBlock(lines *text.Segments, last text.Segment) {
	v := w.view(lines, last)
	w.htmlDirectives(&v)
	w.html.read(v)
	w.html.flush()
	w.html.bold, w.html.link = 0, 0
}

// table reads a table.
func (w *markdownWalker) table(n ast.Node) {
	t := &pageTable{head: true}
	for row := n.FirstChild(); row != nil && !w.page.stopped; row = row.NextSibling() {
		cells := make([][]passage, 0, row.ChildCount())
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			cells = append(cells, []passage{w.passage(cell, inCell)})
		}
		w.page.row(t, cells)
	}
}

// lines is a passage of lines as they stand.
func (w *markdownWalker) lines(all *text.Segments) passage {
	w.pieces = nil
	for i := range all.Len() {
		s := all.At(i)
		s = s.TrimRightSpace(w.src)
		if i > 0 {
			w.pieces = append(w.pieces, piece{kind: pieceSoft})
		}
		w.add(s.Start, s.Stop, "")
	}
	return passage{pieces: w.pieces, lines: true, encode: markdownEncoder(inParagraph, w.mdx)}
}

// passage reads the text of a block.
func (w *markdownWalker) passage(n ast.Node, place markdownPlace) passage {
	w.pieces, w.skip, w.blockTag = nil, "", ""
	w.bold, w.link = false, false
	w.node = n
	w.inlineDirectives(n)
	w.inline(n)
	return passage{pieces: w.pieces, lines: place == inParagraph, encode: markdownEncoder(place, w.mdx)}
}

// add adds w.src[start:end], or what it stands for.
func (w *markdownWalker) add(start, end int, stands string) {
	if start >= end || w.skip != "" {
		return
	}
	p := piece{bold: w.bold, link: w.link, text: stands}
	switch {
	case len(w.runs) == 0:
		p.start, p.end = start, end
		w.pieces = append(w.pieces, p)
	case stands != "":
		p.start, p.end = w.runs.start(start), w.runs.end(end)
		w.pieces = append(w.pieces, p)
	default:
		w.addRuns(p, start, end)
	}
}

// addRuns adds w.src[start:end] run by run: parts as they stand, and parts that
// stand for an expression.
func (w *markdownWalker) addRuns(p piece, start, end int) {
	for i := w.runs.at(start); i < len(w.runs) && int(w.runs[i].text) < end; i++ {
		r := w.runs[i]
		lo, hi := max(start, int(r.text)), end
		if i+1 < len(w.runs) {
			hi = min(end, int(w.runs[i+1].text))
		}
		if lo >= hi {
			continue
		}
		p.text = ""
		p.start, p.end = w.runs.start(lo), w.runs.end(hi)
		if r.tu != 1 || r.su != 1 {
			p.text = string(w.src[lo:hi])
		}
		w.pieces = append(w.pieces, p)
	}
}
