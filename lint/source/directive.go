package source

import "strings"

// Directive is an instruction to the linter that stands in a file beside its
// text: the comment <!-- cuoci: ignore negative/but -->, a line # cuoci: …, a
// cell of a column for it. What it says is for others to read; the reader tells
// where it stands and what comes next.
type Directive struct {
	Text   Text // what stands behind "cuoci:", or in the cell
	Covers Span // the bytes of the block that comes next; empty where none does

	// Of a cell: it speaks for its row, and Covers is empty.
	Location *Location
	Row      bool

	// Streamed tells that all texts that it covers come before a Streamed one
	// that is read after the next Conversation was yielded.
	Streamed bool
}

// OnDirective has f called for every directive of the Document, in the order of
// the file, before the Conversation is yielded that holds a text it covers or
// one behind it. It is to be called before [Document.Conversations]. Formats
// without comments (JSON, JSON Lines, SubRip, mail) have none.
func (d *Document) OnDirective(f func(Directive)) { d.directive = f }

// directiveWord begins what is said to the linter. Files that do not hold it
// are looked at no further.
const directiveWord = "cuoci"

// mayDirect tells cheaply whether a text may hold directives.
func mayDirect(text string) bool { return strings.Contains(text, directiveWord) }

// directiveBody finds what a comment says to the linter, s[start:end]: what
// stands behind the word and a colon, which may be a full-width one.
func directiveBody(s string) (start, end int, ok bool) {
	start = len(s) - len(strings.TrimLeft(s, " \t\r\n"))
	rest, ok := strings.CutPrefix(s[start:], directiveWord)
	if !ok {
		return 0, 0, false
	}
	rest = strings.TrimLeft(rest, " \t")
	for _, colon := range [...]string{":", "："} {
		if body, found := strings.CutPrefix(rest, colon); found {
			body = strings.TrimLeft(body, " \t\r\n")
			start = len(s) - len(body)
			return start, start + len(strings.TrimRight(body, " \t\r\n")), true
		}
	}
	return 0, 0, false
}

// directiveComment is directiveBody of a whole comment of HTML, <!-- … -->.
func directiveComment(s string) (start, end int, ok bool) {
	const open, shut = "<!--", "-->"
	if len(s) < len(open)+len(shut) || !strings.HasPrefix(s, open) || !strings.HasSuffix(s, shut) {
		return 0, 0, false
	}
	start, end, ok = directiveBody(s[len(open) : len(s)-len(shut)])
	return start + len(open), end + len(open), ok
}

// directiveLine is directiveBody of a line of plain text that holds nothing but
// a directive: # cuoci: … or <!-- cuoci: … -->.
func directiveLine(line string) (start, end int, ok bool) {
	at := len(line) - len(strings.TrimLeft(line, " \t"))
	body := strings.TrimRight(line[at:], " \t")
	if rest, isComment := strings.CutPrefix(body, "#"); isComment {
		start, end, ok = directiveBody(rest)
		at++
	} else {
		start, end, ok = directiveComment(body)
	}
	return start + at, end + at, ok
}

// isDirectiveLine tells whether a line of plain text is a directive.
func isDirectiveLine(line string) bool {
	_, _, ok := directiveLine(line)
	return ok
}

// span is block.text[start:end] as bytes of the file.
func (b *Block) span(start, end int) Span {
	if start >= end {
		at := b.startOf(min(start, len(b.text)))
		return Span{at, at}
	}
	return Span{b.startOf(start), b.endOf(end)}
}

// direct hands on a directive.
func (s *stream) direct(d Directive) {
	if s.directive != nil {
		s.directive(d)
	}
}

// waiting are directives of plain text until it is known what comes next.
type waiting struct {
	stream *stream
	list   []waitingLine
}

// waitingLine is a directive, and where its line begins.
type waitingLine struct {
	block *Block
	at    int
	text  Text
}

// line takes a line of b.text that is a directive, and tells whether it is.
func (w *waiting) line(b *Block, start, end int) bool {
	from, to, ok := directiveLine(b.text[start:end])
	if ok {
		w.list = append(w.list, waitingLine{b, start, b.own(start+from, start+to)})
	}
	return ok
}

// cover hands on the directives that stand before the end of the text that comes
// next, of which b.text[start:end] is what they cover.
func (w *waiting) cover(b *Block, start, end int) {
	left := w.list[:0]
	for _, l := range w.list {
		if l.block == b && l.at >= end {
			left = append(left, l)
			continue
		}
		from := start
		if l.block == b {
			from = max(start, l.at)
		}
		w.stream.direct(Directive{Text: l.text, Covers: b.span(from, end), Streamed: true})
	}
	w.list = left
}

// end hands on the directives that nothing stands behind.
func (w *waiting) end() {
	for _, l := range w.list {
		w.stream.direct(Directive{Text: l.text, Covers: l.block.span(l.at, l.at), Streamed: true})
	}
	w.list = nil
}
