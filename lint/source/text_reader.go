package source

import (
	"errors"
	"io"
	"strings"
)

// textReader reads plain text: each unit is a Conversation of one turn, the
// agent's. Units of nothing but white space are left out. Line ends inside a
// unit stay in its text; a line or paragraph does not hold the line end that
// closes it.
type textReader struct {
	stream *stream
	unit   Unit
	count  int
	slab   []lone

	waiting waiting
}

// lone is a Conversation with room for its only turn, so that a line costs one
// share of an allocation.
type lone struct {
	conversation Conversation
	turn         [1]Turn
}

// slabSize is how many lones are made at a time: as many as a chunk of short
// lines has, few enough that one that is kept holds little besides itself.
const slabSize = 64

func (r *textReader) read(yield func(*Conversation) bool) error {
	switch r.unit {
	case UnitLine:
		return r.stretches("a line", lastLine, r.lines, yield)
	case UnitParagraph:
		return r.stretches("a paragraph", lastParagraph, r.paragraphs, yield)
	default:
		b, err := r.stream.whole()
		if err != nil {
			return err
		}
		return r.file(b, yield)
	}
}

// stretches runs cut over the stream, stretch by stretch.
func (r *textReader) stretches(
	what string,
	last func(string) int,
	cut func(b *Block, length int, yield func(*Conversation) bool) error,
	yield func(*Conversation) bool,
) error {
	for {
		b, length, err := r.stream.next(what, last)
		if b != nil {
			if err := cut(b, length, yield); err != nil {
				return err
			}
		}
		if errors.Is(err, io.EOF) {
			r.waiting.end()
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// emit yields b.text[start:end], unless it is blank.
func (r *textReader) emit(b *Block, start, end int, yield func(*Conversation) bool) error {
	if isBlank(b.text[start:end]) {
		return nil
	}
	return r.lone(b.own(start, end), yield)
}

// lone yields a text.
func (r *textReader) lone(t Text, yield func(*Conversation) bool) error {
	if len(r.slab) == 0 {
		r.slab = make([]lone, slabSize)
	}
	l := &r.slab[0]
	r.slab = r.slab[1:]
	r.count++
	l.turn[0] = Turn{Speaker: Agent, Text: t}
	l.conversation = Conversation{Index: r.count, Turns: l.turn[:]}
	if !yield(&l.conversation) {
		return errStopped
	}
	return nil
}

// lastLine returns the length of the whole lines that text starts with.
func lastLine(text string) int { return strings.LastIndexAny(text, "\r\n") + 1 }

func (r *textReader) lines(b *Block, length int, yield func(*Conversation) bool) error {
	directs := mayDirect(b.text[:length])
	for lines := newLineScanner(b.text[:length]); lines.scan(); {
		if err := r.stream.checkLength("a line", b, lines.start, lines.end); err != nil {
			return err
		}
		if directs && r.waiting.line(b, lines.start, lines.end) {
			continue
		}
		if len(r.waiting.list) > 0 && !isBlank(b.text[lines.start:lines.end]) {
			r.waiting.cover(b, lines.start, lines.end)
		}
		if err := r.emit(b, lines.start, lines.end, yield); err != nil {
			return err
		}
	}
	return nil
}

// lastParagraph returns where the last blank line of text ends, or 0.
func lastParagraph(text string) int {
	last := 0
	for lines := newLineScanner(text); lines.scan(); {
		if isBlank(text[lines.start:lines.end]) && lines.next > lines.end {
			last = lines.next
		}
	}
	return last
}

func (r *textReader) paragraphs(b *Block, length int, yield func(*Conversation) bool) error {
	if mayDirect(b.text[:length]) || len(r.waiting.list) > 0 {
		return r.directed(b, length, yield)
	}
	start, end := -1, 0
	flush := func() error {
		if start < 0 {
			return nil
		}
		from := start
		start = -1
		if err := r.stream.checkLength("a paragraph", b, from, end); err != nil {
			return err
		}
		return r.emit(b, from, end, yield)
	}
	for lines := newLineScanner(b.text[:length]); lines.scan(); {
		if isBlank(b.text[lines.start:lines.end]) {
			if err := flush(); err != nil {
				return err
			}
			continue
		}
		if start < 0 {
			start = lines.start
		}
		end = lines.end
	}
	return flush()
}

// checkLength returns an Error if what stands in [start, end) is over the limit.
func (s *stream) checkLength(what string, b *Block, start, end int) error {
	if end-start <= maxRecord/2 || b.startOf(end)-b.startOf(start) <= maxRecord {
		return nil // text is at least half as long as its source, in any charset
	}
	return s.tooLong(what, b.position(start, 0).Line)
}
