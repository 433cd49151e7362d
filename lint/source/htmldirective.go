package source

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// htmlDirective is a directive in a stretch of HTML.
type htmlDirective struct {
	start, end int // what it says
	from, to   int // what it covers
	open       bool
}

// htmlDirectives goes through HTML for its directives. A directive covers the
// element that begins next or, where text comes next or stands before it in the
// same block, that block. One that nothing follows in the stretch stays open.
type htmlDirectives struct {
	list    []htmlDirective
	next    []int // wait for what comes next
	block   []int // end with the block
	stack   []directedElement
	begin   int  // of the block
	written bool // something of the block was read
}

// directedElement is an element that is open, and the directives that end with
// it.
type directedElement struct {
	name    string
	covered []int
}

// readHTMLDirectives finds the directives of HTML.
func readHTMLDirectives(text string) []htmlDirective {
	var h htmlDirectives
	z := html.NewTokenizer(strings.NewReader(text))
	for at := 0; ; {
		kind := z.Next()
		end := at + len(z.Raw())
		switch kind {
		case html.CommentToken:
			h.comment(text, at, end)
		case html.TextToken:
			if !isBlank(text[at:end]) {
				h.words()
			}
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			h.tag(text[at:end], at, end)
		case html.ErrorToken, html.DoctypeToken:
		}
		if kind == html.ErrorToken {
			h.end(len(text))
			return h.list
		}
		at = end
	}
}

func (h *htmlDirectives) comment(text string, at, end int) {
	from, to, ok := directiveComment(text[at:end])
	if !ok {
		return
	}
	d := htmlDirective{start: at + from, end: at + to, from: at}
	if h.written {
		d.from = h.begin
		h.block = append(h.block, len(h.list))
	} else {
		h.next = append(h.next, len(h.list))
	}
	h.list = append(h.list, d)
}

// words reads text: the block that holds it is what came next.
func (h *htmlDirectives) words() {
	h.written = true
	h.block = append(h.block, h.next...)
	h.next = h.next[:0]
}

// settle ends what some directives cover.
func (h *htmlDirectives) settle(list []int, at int) []int {
	for _, i := range list {
		h.list[i].to = at
	}
	return list[:0]
}

func (h *htmlDirectives) tag(tag string, at, end int) {
	name, isEnd := tagName(tag)
	switch kind := tagOf(name); kind {
	case tagInline, tagVoid, tagBreak:
		return
	case tagReplaced, tagCode, tagUnknown:
		if !isEnd {
			h.words()
		}
		return
	case tagBlock, tagSkip, tagHolder, tagHeading, tagTerm, tagTable, tagRow, tagCell:
	}
	h.block = h.settle(h.block, at)
	h.begin, h.written = end, false
	if isEnd {
		for _, i := range h.next { // the last in its element
			h.list[i].to = h.list[i].from
		}
		h.next = h.next[:0]
		h.close(at, []string{name}, nil)
		return
	}
	h.imply(name, at)
	if name == "hr" || strings.HasSuffix(tag, "/>") {
		return
	}
	if len(h.stack) >= maxOpen {
		h.words()
		return
	}
	h.stack = append(h.stack, directedElement{name, h.next})
	h.next = nil
}

// imply closes what a start tag ends without an end tag.
func (h *htmlDirectives) imply(name string, at int) {
	if n := len(h.stack); n > 0 && h.stack[n-1].name == "p" {
		h.close(at, []string{"p"}, nil)
	}
	switch name {
	case "li":
		h.close(at, []string{"li"}, []string{"ul", "ol", "menu", "dir"})
	case "dt", "dd":
		h.close(at, []string{"dt", "dd"}, []string{"dl"})
	case "td", "th":
		h.close(at, []string{"td", "th"}, []string{"tr", "table"})
	case "tr":
		h.close(at, []string{"tr"}, []string{"table"})
	case "option":
		h.close(at, []string{"option"}, []string{"select"})
	}
}

// close closes the innermost element with one of some names and all in it,
// unless one of the others was opened in it.
func (h *htmlDirectives) close(at int, names, unless []string) {
	for i, e := range slices.Backward(h.stack) {
		if slices.Contains(unless, e.name) {
			return
		}
		if slices.Contains(names, e.name) {
			for _, inner := range h.stack[i:] {
				h.settle(inner.covered, at)
			}
			h.stack = h.stack[:i]
			return
		}
	}
}

func (h *htmlDirectives) end(at int) {
	h.settle(h.block, at)
	for _, e := range h.stack {
		h.settle(e.covered, at)
	}
	for _, i := range h.next {
		h.list[i].open = true
	}
}

// directives hands on the directives of a page of HTML.
func (r *htmlReader) directives(b *Block) {
	if !mayDirect(b.text) {
		return
	}
	for _, d := range readHTMLDirectives(b.text) {
		r.stream.direct(Directive{Text: b.own(d.start, d.end), Covers: b.span(d.from, d.to)})
	}
}
