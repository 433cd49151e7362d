package source

import (
	"sort"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"golang.org/x/net/html"
)

// pageDirective is a directive of a page, and where its comment begins in the
// block.
type pageDirective struct {
	at   int
	text Text
}

// directed reads blocks around which directives may stand. At the root of the
// page, whose stretches are parsed one after another, what comes next may come
// in the next one.
func (w *markdownWalker) directed(parent ast.Node) {
	if !w.directs {
		w.blocks(parent)
		return
	}
	outer := w.waiting
	if _, isRoot := parent.(*ast.Document); isRoot {
		w.blocks(parent)
		return
	}
	w.waiting = nil
	w.blocks(parent)
	w.endDirectives()
	w.waiting = outer
}

// endDirectives hands on the directives that nothing follows.
func (w *markdownWalker) endDirectives() {
	for _, d := range w.waiting {
		w.direct(Directive{Text: d.text, Covers: w.page.block.span(d.at, d.at)})
	}
	w.waiting = nil
}

// comesNext hands on the directives before a block, which is what they cover
// unless it says nothing itself.
func (w *markdownWalker) comesNext(n ast.Node) {
	if len(w.waiting) == 0 || w.saysNothing(n) {
		return
	}
	end := w.behind(n)
	for _, d := range w.waiting {
		w.direct(Directive{Text: d.text, Covers: w.page.block.span(d.at, end)})
	}
	w.waiting = nil
}

// saysNothing tells whether a block is mere tags or comments.
func (w *markdownWalker) saysNothing(n ast.Node) bool {
	switch n := n.(type) {
	case *leafBlock:
		return n.Lines().Len() == 0
	case *ast.LinkReferenceDefinition:
		return true
	case *ast.HTMLBlock:
		v := w.view(n.Lines(), n.ClosureLine)
		z := html.NewTokenizer(strings.NewReader(v.text))
		for {
			switch z.Next() {
			case html.TextToken:
				if !isBlank(string(z.Raw())) {
					return false
				}
			case html.ErrorToken:
				return true
			case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken, html.CommentToken, html.DoctypeToken:
			}
		}
	}
	return false
}

// behind is where the first block behind a block begins, in the block of the
// page.
func (w *markdownWalker) behind(n ast.Node) int {
	for ; n != nil; n = n.Parent() {
		for next := n.NextSibling(); next != nil; next = next.NextSibling() {
			if at, ok := beginOf(next); ok {
				return min(w.at(at), len(w.page.block.text))
			}
		}
	}
	return min(w.at(w.end), len(w.page.block.text))
}

// beginOf is the place of the first line of a block.
func beginOf(n ast.Node) (at int, ok bool) {
	if n.Type() != ast.TypeBlock {
		return 0, false
	}
	if lines := n.Lines(); lines != nil && lines.Len() > 0 {
		return lines.At(0).Start, true
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if at, ok := beginOf(c); ok {
			return at, true
		}
	}
	return 0, false
}

// view is lines of the page as they follow each other, the last of which may
// stand apart.
func (w *markdownWalker) view(lines *text.Segments, last text.Segment) view {
	var v view
	var all []byte
	add := func(s text.Segment) {
		if s.Start < s.Stop {
			v.runs = append(v.runs, run{u32(len(all)), u32(s.Start), 1, 1})
			all = append(all, w.page.block.text[s.Start:s.Stop]...)
		}
	}
	for i := range lines.Len() {
		add(lines.At(i))
	}
	if last.Start >= 0 {
		add(last)
	}
	v.text = string(all)
	return v
}

// part is a part of a view as a text.
func (w *markdownWalker) part(v *view, start, end int) Text {
	a := assembler{block: w.page.block}
	for _, p := range v.parts(start, end, "") {
		a.keep(p.start, p.end)
	}
	if a.len() == 0 {
		at := min(v.start(start), len(a.block.text))
		return a.block.own(at, at)
	}
	return a.done(nil)
}

// htmlDirectives reads the directives of a block of HTML.
func (w *markdownWalker) htmlDirectives(v *view) {
	if !w.directs || !mayDirect(v.text) {
		return
	}
	for _, d := range readHTMLDirectives(v.text) {
		t := w.part(v, d.start, d.end)
		if d.open {
			w.waiting = append(w.waiting, pageDirective{v.start(d.from), t})
			continue
		}
		w.direct(Directive{Text: t, Covers: w.page.block.span(v.start(d.from), v.end(d.to))})
	}
}

// comment reads a comment in a line, which speaks of the block it stands in.
func (w *markdownWalker) comment(n *ast.RawHTML) {
	if !w.directs || w.mdx {
		return
	}
	v := w.view(n.Segments, text.NewSegment(-1, -1))
	if start, end, ok := directiveComment(v.text); ok {
		w.direct(Directive{Text: w.part(&v, start, end), Covers: w.spanOf(w.node)})
	}
}

// spanOf is where the lines of a block stand.
func (w *markdownWalker) spanOf(n ast.Node) Span {
	if n == nil || n.Lines().Len() == 0 {
		return Span{}
	}
	lines := n.Lines()
	return w.page.block.span(w.at(lines.At(0).Start), min(w.ends(lines.At(lines.Len()-1).Stop), len(w.page.block.text)))
}

// ends is the end of what was parsed in the block.
func (w *markdownWalker) ends(off int) int { return w.runs.end(off) }

// mdxDirective is what a comment of MDX says, and where the comment begins.
type mdxDirective struct{ at, start, end int }

// note keeps what a comment says to the linter: <!-- … --> or {/* … */}.
func (m *mdxSource) note(list []mdxDirective, start, end int) []mdxDirective {
	if !m.directs {
		return list
	}
	s := m.s[start:end]
	from, to, ok := directiveComment(s)
	if !ok {
		inner := strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(s, "{"), "}"))
		rest, isComment := strings.CutPrefix(inner, "/*")
		body, closed := strings.CutSuffix(rest, "*/")
		if from, to, ok = directiveBody(body); !ok || !isComment || !closed {
			return list
		}
		at := strings.Index(s, "/*") + len("/*")
		from, to = from+at, to+at
	}
	return append(list, mdxDirective{start, start + from, start + to})
}

// inlineDirectives hands on the directives in the lines of a block of MDX.
func (w *markdownWalker) inlineDirectives(n ast.Node) {
	if len(w.notes) == 0 || n.Lines().Len() == 0 {
		return
	}
	b := w.page.block
	lines := n.Lines()
	// Comments are no part of what was parsed: they may stand before and behind.
	start := min(w.at(lines.At(0).Start), len(b.text))
	end := min(w.ends(lines.At(lines.Len()-1).Stop), len(b.text))
	first := strings.LastIndexByte(b.text[:start], '\n') + 1
	last := len(b.text)
	if i := strings.IndexByte(b.text[end:], '\n'); i >= 0 && !strings.HasSuffix(b.text[:end], "\n") {
		last = end + i
	} else if i >= 0 {
		last = end
	}
	from := sort.Search(len(w.notes), func(i int) bool { return w.notes[i].at >= first })
	for _, d := range w.notes[from:] {
		if d.at >= last {
			return
		}
		w.direct(Directive{Text: b.own(d.start, d.end), Covers: b.span(start, end)})
	}
}
