package source

import (
	"strings"

	"golang.org/x/net/html"
)

// htmlReader reads HTML. The charset is that of the stream: what a meta element
// says is not asked, since the bytes tell it.
type htmlReader struct {
	stream *stream
	quotes bool
}

func (r *htmlReader) read(yield func(*Conversation) bool) error {
	b, err := r.stream.whole()
	if err != nil {
		return err
	}
	p := &page{block: b, yield: yield, quotes: r.quotes, roles: tellsRoles(b.text)}
	r.directives(b)
	w := &htmlWalker{page: p}
	w.read(view{text: b.text})
	w.end()
	p.end()
	if p.stopped {
		return errStopped
	}
	return nil
}

// view is HTML to be read, and where it stands in the block.
type view struct {
	text  string
	runs  runMap // text -> block; empty: shift
	shift int
}

func (v *view) start(i int) int { return v.runs.start(i) + v.shift }
func (v *view) end(i int) int   { return v.runs.end(i) + v.shift }

// read reads HTML. What it opens may be closed by HTML that is read later, as it
// is where Markdown stands between two blocks of HTML.
func (w *htmlWalker) read(v view) {
	z := html.NewTokenizer(strings.NewReader(v.text))
	for at := 0; !w.page.stopped; {
		kind := z.Next()
		end := at + len(z.Raw())
		switch kind {
		case html.TextToken:
			w.text(&v, at, end)
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			w.tag(&v, at, end)
		case html.ErrorToken, html.CommentToken, html.DoctypeToken:
		}
		if kind == html.ErrorToken {
			return
		}
		at = end
	}
}

// text adds v.text[at:end].
func (w *htmlWalker) text(v *view, at, end int) {
	if w.skip == "" {
		r := htmlText{view: v, pieces: w.pieces, bold: w.bold > 0, link: w.link > 0}
		w.pieces = r.read(at, end)
	}
}

// htmlText reads text of HTML: characters, references to them, white space.
type htmlText struct {
	*view
	inTag      bool // it is an attribute's
	bold, link bool
	pieces     []piece
	from       int // where text begins that is not added yet
}

// read returns the pieces with those of text[at:end] behind.
func (h *htmlText) read(at, end int) []piece {
	s := h.text[:end]
	h.from = at
	for i := at; i < end; {
		switch c := s[i]; {
		case c == ' ' && i > h.from && i+1 < end && s[i+1] > ' ' && s[i+1] != '&':
			i++ // one blank between words
		case isHTMLSpace(c):
			i = h.space(s, i)
		case c == '&':
			i = h.reference(s, i)
		default:
			i++
		}
	}
	h.add(pieceText, h.from, end, "")
	return h.pieces
}

func isHTMLSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' }

func (h *htmlText) add(kind pieceKind, from, to int, text string) {
	for _, x := range h.parts(from, to, text) {
		x.kind, x.bold, x.link = kind, h.bold, h.link
		h.pieces = append(h.pieces, x)
	}
}

// space reads the white space at i.
func (h *htmlText) space(s string, i int) int {
	h.add(pieceText, h.from, i, "")
	kind, start := pieceBlank, i
	for ; i < len(s) && isHTMLSpace(s[i]); i++ {
		if s[i] == '\n' || s[i] == '\r' {
			kind = pieceSoft
		}
	}
	h.add(kind, start, i, " ")
	h.from = i
	return i
}

// reference reads the & at i.
func (h *htmlText) reference(s string, i int) int {
	text, size := entityAt(s[i:], false)
	next := i + size
	if h.inTag && size > 0 && s[next-1] != ';' && next < len(s) && (s[next] == '=' || isASCIIAlnum(s[next])) {
		size = 0 // ?a=1&copy=2
	}
	if size == 0 {
		return i + 1
	}
	h.add(pieceText, h.from, i, "")
	h.add(pieceText, i, next, text)
	h.from = next
	return next
}

// parts returns the pieces of v.text[from:to] in the block: several where the
// view joins what stands apart, one where it stands for another text.
func (v *view) parts(from, to int, text string) []piece {
	if from >= to {
		return nil
	}
	if text != "" || len(v.runs) == 0 {
		return []piece{{start: v.start(from), end: v.end(to), text: text}}
	}
	var out []piece
	v.runs.spans(from, to, func(start, end int) {
		out = append(out, piece{start: start + v.shift, end: end + v.shift})
	})
	return out
}
