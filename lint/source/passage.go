package source

import (
	"strings"
	"unicode"
)

// standIn takes the place of what stands in a sentence of a page and is not
// read: code, a formula, a picture, a widget. It is a word of its own that
// lint/zh holds to be opaque, so that no pattern matches it or runs across it.
const standIn = "\uFFFC"

// pieceKind says what a piece of a passage is.
type pieceKind uint8

const (
	pieceText  pieceKind = iota
	pieceBlank           // white space, of which many are as one
	pieceSoft            // a line end that is layout
	pieceHard            // a line end that is meant
)

// piece is a part of a passage and where it stands in the block.
type piece struct {
	kind       pieceKind
	bold, link bool
	start, end int
	text       string // what block.text[start:end] stands for; empty: itself
}

// passage is a flow of text in a page: a paragraph, a heading, a cell.
type passage struct {
	pieces []piece
	lines  bool // a soft break begins a line that may say who speaks
	encode func(s string, c charset) string
}

// shown is what a piece stands for.
func (b *Block) shown(p *piece) string {
	switch {
	case p.kind == pieceBlank || p.kind == pieceSoft:
		return " "
	case p.kind == pieceHard:
		return "\n"
	case p.text != "":
		return p.text
	}
	return b.text[p.start:p.end]
}

// plain is the text of pieces as it can be looked at, up to about most bytes;
// where there are more than that, it is cut behind a piece.
func (b *Block) plain(pieces []piece, most int) string {
	if len(pieces) == 1 {
		return b.shown(&pieces[0])
	}
	var out strings.Builder
	for i := range pieces {
		if out.Len() > most {
			break
		}
		out.WriteString(b.shown(&pieces[i]))
	}
	return out.String()
}

// isSpace reports whether a character is blank in a page.
func isSpace(r rune) bool { return unicode.IsSpace(r) || r == '\uFEFF' || r == '\u200B' }

// readable tells whether anything in pieces is to be read.
func (b *Block) readable(pieces []piece) bool {
	for i := range pieces {
		p := &pieces[i]
		if p.kind == pieceText && p.text != standIn && strings.ContainsFunc(b.shown(p), func(r rune) bool { return !isSpace(r) }) {
			return true
		}
	}
	return false
}

// trim drops the white space on both sides.
func (b *Block) trim(pieces []piece) []piece {
	for len(pieces) > 0 {
		p := &pieces[0]
		s := b.shown(p)
		rest := strings.TrimLeftFunc(s, isSpace)
		if p.kind == pieceText && rest != "" {
			if len(rest) < len(s) && p.text == "" {
				pieces = append([]piece{*p}, pieces[1:]...)
				pieces[0].start += len(s) - len(rest)
			}
			break
		}
		pieces = pieces[1:]
	}
	for len(pieces) > 0 {
		last := len(pieces) - 1
		p := &pieces[last]
		s := b.shown(p)
		rest := strings.TrimRightFunc(s, isSpace)
		if p.kind == pieceText && rest != "" {
			if len(rest) < len(s) && p.text == "" {
				end := *p
				end.end -= len(s) - len(rest)
				pieces = append(pieces[:last:last], end)
			}
			break
		}
		pieces = pieces[:last]
	}
	return pieces
}

// assemble puts a passage together: white space is one blank, a soft break
// nothing or a blank, and around a hard break there is neither.
func (b *Block) assemble(t passage) Text {
	a := assembler{block: b}
	var gap *piece
	pieces := b.trim(t.pieces)
	for i := range pieces {
		p := &pieces[i]
		if p.kind != pieceText {
			if gap == nil || p.kind > gap.kind {
				gap = p
			}
			continue
		}
		s := b.shown(p)
		if gap != nil {
			a.gap(gap, s)
			gap = nil
		}
		if p.text == "" {
			a.keep(p.start, p.end)
		} else {
			a.put(p.text, p.start, p.end)
		}
	}
	return a.done(t.encode)
}

// gap adds what stands between two pieces of text, the second of which is next.
func (a *assembler) gap(p *piece, next string) {
	switch {
	case p.kind == pieceSoft:
		a.softBreak(next)
	case p.kind == pieceHard && p.start < p.end:
		a.put("\n", p.start, p.end)
	case p.kind == pieceHard:
		a.insert("\n")
	case strings.HasSuffix(a.text.String(), " ") || strings.HasPrefix(next, " "):
	case p.start < p.end:
		a.put(" ", p.start, p.end)
	default:
		a.insert(" ")
	}
}

// before returns the pieces of the first n bytes of what they show.
func (b *Block) before(pieces []piece, n int) []piece {
	var out []piece
	for _, p := range pieces {
		size := len(b.shown(&p))
		if size > n && p.kind == pieceText && p.text == "" {
			p.end -= size - n
		}
		if n <= 0 {
			break
		}
		out = append(out, p)
		n -= size
	}
	return out
}

// behind returns the pieces behind the first n bytes of what they show; a piece
// that stands for other text is left out as a whole.
func (b *Block) behind(pieces []piece, n int) []piece {
	for n > 0 && len(pieces) > 0 {
		p := pieces[0]
		size := len(b.shown(&p))
		if size > n && p.kind == pieceText && p.text == "" {
			p.start += n
			return append([]piece{p}, pieces[1:]...)
		}
		pieces = pieces[1:]
		n -= size
	}
	return pieces
}
