package zh

import "unicode/utf8"

// quoteMark is a quotation mark at an offset, or a line end, which ends all that is open.
type quoteMark struct {
	at int
	r  rune // the mark that opens; for one that closes, the mark that it closes
	as markUse
}

type markUse uint8

const (
	markOpens markUse = iota
	markCloses
	markResets
)

const lineEndMark = '\n'

// mark notes r at i when it is a quotation mark.
func (s *scanner) mark(r rune, i int) {
	m := quoteMark{at: i, r: r}
	switch r {
	case '“', '‘', '「', '『':
	case '”', '’', '」', '』':
		m.r, m.as = opening(r), markCloses
	case '"':
		if s.inDouble {
			m.as = markCloses
		}
		s.inDouble = !s.inDouble
	case '\'':
		if s.inSingle {
			m.as = markCloses
		} else if alnumBefore(s.text, i) {
			return // an apostrophe
		}
		s.inSingle = !s.inSingle
	case lineEndMark:
		m.as = markResets
	default:
		return
	}
	s.marks = append(s.marks, m)
}

// opening gives the mark that closing mark r belongs to.
func opening(r rune) rune {
	switch r {
	case '”':
		return '“'
	case '’':
		return '‘'
	case '」':
		return '「'
	}
	return '『'
}

const quoteDepth = 8 // quotations within quotations; deeper ones are not told apart

// quotes pairs the marks and keeps the quotations that are introduced as another's words.
func (z *Analyzer) quotes(a *Analysis) {
	var open [quoteDepth]quoteMark
	depth := 0
	last := quotation{end: -1}
	for _, m := range z.scan.marks {
		switch m.as {
		case markResets:
			depth = 0
		case markOpens:
			if depth < quoteDepth {
				open[depth] = m
				depth++
			}
		case markCloses:
			d := depth - 1
			for d >= 0 && open[d].r != m.r {
				d--
			}
			if d < 0 {
				continue
			}
			depth = d
			q := newQuotation(a.Text, open[d], m)
			if q.inside.Len() > 0 && (q.introduced(a) || q.follows(a.Text, last)) {
				a.Quotes = addOutermost(a.Quotes, q.inside)
				last = q
			}
		}
	}
}

// addOutermost adds s, which ends last, and takes out those that lie in it.
func addOutermost(spans []Span, s Span) []Span {
	for len(spans) > 0 && spans[len(spans)-1].Start >= s.Start {
		spans = spans[:len(spans)-1]
	}
	return append(spans, s)
}

// quotation is a pair of marks: from start to end with them, inside without.
type quotation struct {
	start, end int
	inside     Span
}

func newQuotation(text string, open, closing quoteMark) quotation {
	_, openSize := utf8.DecodeRuneInString(text[open.at:])
	_, closeSize := utf8.DecodeRuneInString(text[closing.at:])
	return quotation{
		start: open.at, end: closing.at + closeSize,
		inside: Span{open.at + openSize, closing.at},
	}
}
