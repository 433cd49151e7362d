package source

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// inline reads what stands in a block, or in a part of it. Parts are nested as
// deep as maxMarks allows.
func (w *markdownWalker) inline(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Text:
			w.textNode(n)
		case *ast.CodeSpan:
			w.codeSpan(n)
		case *ast.Emphasis:
			bold := w.bold
			w.bold = bold || n.Level == 2
			w.inline(n)
			w.bold = bold
		case *ast.Link:
			link := w.link
			w.link = true
			w.inline(n)
			w.link = link
		case *ast.Image:
			w.image(n)
		case *ast.AutoLink:
			w.autoLink(n)
		case *ast.RawHTML:
			w.rawTag(n)
		case *unread:
			if n.stands {
				w.add(n.start, n.end, standIn)
			}
		default:
			w.inline(n)
		}
	}
}

// textNode reads text: escapes, character references, and stars that belong to
// nothing, as in **（重要）**请注意, where CommonMark finds no emphasis.
func (w *markdownWalker) textNode(n *ast.Text) {
	from, end := n.Segment.Start, n.Segment.Stop
	for i := from; i < end; {
		text, size := "", 0
		switch w.src[i] {
		case '\\':
			if i+1 < end && isPunct(w.src[i+1]) {
				text, size = string(w.src[i+1]), 2
			}
		case '&':
			text, size = entityAt(string(w.src[i:min(end, i+maxEntity+1)]), true)
		case '*':
			size = w.stars(i, end)
			if size < 0 {
				i -= size
				continue
			}
		}
		if size == 0 {
			i++
			continue
		}
		w.add(from, i, "")
		if text != "" {
			w.add(i, i+size, text)
		}
		i += size
		from = i
	}
	w.add(from, end, "")
	switch {
	case n.HardLineBreak():
		w.lineBreak(pieceHard, end)
	case n.SoftLineBreak():
		w.lineBreak(pieceSoft, end)
	}
}

// stars returns how many stars at i are a failed attempt at emphasis; the
// negative number of those that are meant, as in 138****1234.
func (w *markdownWalker) stars(i, end int) int {
	n := 0
	for i+n < end && w.src[i+n] == '*' {
		n++
	}
	inWord := i > 0 && isASCIIAlnum(w.src[i-1]) && i+n < len(w.src) && isASCIIAlnum(w.src[i+n])
	if n == 1 || n > 3 || inWord {
		return -n
	}
	return n
}

// lineBreak adds the line end behind an offset.
func (w *markdownWalker) lineBreak(kind pieceKind, at int) {
	if w.skip != "" {
		return
	}
	p := piece{kind: kind}
	if n := bytes.IndexByte(w.src[at:], '\n'); n >= 0 {
		p.start, p.end = w.runs.start(at), w.runs.end(at+n+1)
	}
	w.pieces = append(w.pieces, p)
}

// codeSpan puts the stand-in in place of code.
func (w *markdownWalker) codeSpan(n *ast.CodeSpan) {
	start, end := n.Pos(), n.Pos()+1
	if last, ok := n.LastChild().(*ast.Text); ok {
		end = max(end, last.Segment.Stop)
	}
	for end < len(w.src) && w.src[end] == '`' {
		end++
	}
	w.add(start, end, standIn)
}

// image puts the stand-in in place of a picture, whose text is a turn of its own.
func (w *markdownWalker) image(n *ast.Image) {
	w.add(n.Pos(), n.Pos()+len("!["), standIn)
	outer := w.pieces
	w.pieces = nil
	w.inline(n)
	alt := w.pieces
	w.pieces = outer
	w.page.aside(w.page.speaker(), passage{pieces: alt, encode: markdownEncoder(inParagraph, w.mdx)})
}

// autoLink keeps a link as it stands, without its brackets.
func (w *markdownWalker) autoLink(n *ast.AutoLink) {
	link := w.link
	w.link = true
	w.add(n.Pos()+1, n.Pos()+1+len(n.Label(w.src)), "")
	w.link = link
}

// rawTag reads a tag in a line.
func (w *markdownWalker) rawTag(n *ast.RawHTML) {
	if n.Segments.Len() == 0 {
		return
	}
	start, end := n.Segments.At(0).Start, n.Segments.At(n.Segments.Len()-1).Stop
	tag := string(w.src[start:end])
	if !strings.HasPrefix(tag, "</") && (len(tag) < 3 || !isASCIILetter(tag[1])) {
		w.comment(n)
		return
	}
	name, isEnd := tagName(tag)
	if w.skip != "" {
		if name == w.skip && isEnd {
			w.skip = ""
		}
		return
	}
	if !isEnd {
		w.tagTexts(start, end)
	}
	switch kind := tagOf(name); kind {
	case tagInline:
		if name == "b" || name == "strong" {
			w.bold = !isEnd
		}
	case tagVoid:
	case tagCode, tagSkip, tagReplaced, tagUnknown:
		if !isEnd {
			w.unreadTag(name, kind, start, end)
		}
	default:
		if len(w.pieces) == 0 && !isEnd {
			w.blockTag = name
			return
		}
		w.pieces = append(w.pieces, piece{kind: pieceHard, start: w.at(start), end: w.at(start) + 1})
	}
}

// unreadTag puts the stand-in in place of a tag, and of what it holds if that is
// code.
func (w *markdownWalker) unreadTag(name string, kind tagKind, start, end int) {
	if name != "rt" && name != "rp" { // how a character is read
		w.add(start, end, standIn)
	}
	if (kind == tagCode || kind == tagSkip) && w.src[end-2] != '/' {
		w.skip = name
	}
}

// at is the place of an offset of the parsed text in the block.
func (w *markdownWalker) at(off int) int { return w.runs.start(off) }

// tagTexts adds what the attributes of a tag say to people.
func (w *markdownWalker) tagTexts(start, end int) {
	v := view{text: w.page.block.text}
	from, to := start, end
	if len(w.runs) > 0 {
		from, to = w.runs.start(start), w.runs.end(end)
	}
	if t, ok := jsxTagAt(v.text, from); ok && w.mdx && t.component() {
		return
	}
	w.html.attributes(&v, from, to)
}
