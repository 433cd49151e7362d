package source

import (
	"errors"
	"io"
	"strings"
)

// layout is how the lines of a plain text are those of speakers.
type layout uint8

const (
	layoutPlain      layout = iota // they are not
	layoutTranscript               // at least two lines say who speaks
	layoutFAQ                      // questions, Q: or 问：, and their answers
)

// transcriptReader reads plain text in which lines say who speaks. A line
// without a speaker goes on with the turn before it. A conversation ends at a
// line of rules (-----, =====) and, in a transcript that does not set every turn
// off with one, at a blank line before a speaker's line. In a FAQ each question
// begins a conversation, which is no dialogue: the question is the customer's.
type transcriptReader struct {
	stream *stream
	names  map[string]Speaker
	layout layout
	blanks bool // a blank line parts conversations
	count  int

	waiting waiting
}

// spoken reads a line's head: a speaker's, or in a FAQ a question's or answer's.
func (r *transcriptReader) spoken(line string) (speakerHead, bool) {
	if r.layout == layoutFAQ {
		return faqLine(line)
	}
	return speakerLine(line, r.names)
}

// faqLine reads the head of Q: …, 问：…, A1: … and 答：….
func faqLine(line string) (speakerHead, bool) {
	var h speakerHead
	i := h.prefix(line)
	end, size, ok := labelEnd(line, i)
	if !ok {
		return h, false
	}
	switch label := strings.TrimRight(strings.TrimSpace(line[i:end]), "0123456789. "); strings.ToLower(label) {
	case "q", "问", "問", "提问", "提問", "问题", "問題":
		h.speaker = Customer
	case "a", "答", "回答", "答案", "回复", "回覆":
		h.speaker = Agent
	default:
		return h, false
	}
	h.text = end + size
	h.text += len(line[h.text:]) - len(strings.TrimLeft(line[h.text:], " \t　"))
	return h, true
}

// detectLayout looks at the first lines of a text: two of them with a role or a
// declared name make a transcript, a question with an answer, or two questions,
// a FAQ.
func detectLayout(text string, names map[string]Speaker) (l layout, blanks bool) {
	spoken, questions, answers := 0, 0, 0
	paragraphs, full, here := 0, 0, 0 // paragraphs that begin with a speaker; those with several
	for lines := newLineScanner(text); lines.scan(); {
		line := text[lines.start:lines.end]
		if isBlank(line) {
			here = 0
			continue
		}
		if _, ok := speakerLine(line, names); ok {
			spoken++
			if here++; here == 1 {
				paragraphs++
			} else if here == 2 {
				full++
			}
		} else if h, ok := faqLine(line); ok {
			if h.speaker == Customer {
				questions++
			} else {
				answers++
			}
		}
	}
	switch {
	case spoken > 1:
		return layoutTranscript, 2*full > paragraphs
	case questions > 0 && answers > 0 || questions > 1:
		return layoutFAQ, false
	}
	return layoutPlain, false
}

// isRule tells whether a line is nothing but a rule between conversations.
func isRule(line string) bool {
	line = strings.TrimSpace(line)
	return len(line) >= 3 && strings.Trim(line, "-=*_#~—─═") == ""
}

func (r *transcriptReader) read(yield func(*Conversation) bool) error {
	for {
		b, length, err := r.stream.next("a conversation", r.lastStart)
		if b != nil {
			starts := append(r.starts(b.text[:length]), length)
			if mayDirect(b.text[:starts[0]]) {
				r.directed(b, 0, starts[0])
			}
			for i := range len(starts) - 1 {
				if err := r.stream.checkLength("a conversation", b, starts[i], starts[i+1]); err != nil {
					return err
				}
				if !r.emit(b, starts[i], starts[i+1], yield) {
					return errStopped
				}
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

// lastStart returns where the last conversation of a text starts.
func (r *transcriptReader) lastStart(text string) int {
	starts := r.starts(text)
	if len(starts) == 0 {
		return 0
	}
	return starts[len(starts)-1]
}

// starts are the offsets at which the conversations of a text start.
func (r *transcriptReader) starts(text string) []int {
	var starts []int
	parted, gap := true, true
	directs := mayDirect(text)
	for lines := newLineScanner(text); lines.scan(); {
		line := text[lines.start:lines.end]
		switch {
		case isBlank(line):
			gap = true
			continue
		case isRule(line):
			parted = true
			continue
		case directs && isDirectiveLine(line):
			continue // it belongs to what comes next, and parts nothing
		}
		h, ok := r.spoken(line)
		if len(starts) == 0 || parted || ok && (gap && r.blanks || r.layout == layoutFAQ && h.speaker == Customer) {
			starts = append(starts, lines.start)
		}
		parted, gap = false, false
	}
	return starts
}

// emit yields the conversation in b.text[start:end].
func (r *transcriptReader) emit(b *Block, start, end int, yield func(*Conversation) bool) bool {
	var turns []Turn
	var open *openTurn
	closeTurn := func() {
		if open != nil && !isBlank(b.text[open.start:open.end]) {
			r.waiting.cover(b, open.start, open.end)
			turns = append(turns, Turn{Speaker: open.speaker, Name: open.name, Time: open.time, Text: open.text(b)})
		}
		open = nil
	}
	directs := mayDirect(b.text[start:end])
	answered := r.layout == layoutFAQ && r.hasAnswer(b.text[start:end])
	for lines := newLineScanner(b.text[start:end]); lines.scan(); {
		from, to := start+lines.start, start+lines.end
		line := b.text[from:to]
		if isBlank(line) {
			continue
		}
		if isRule(line) {
			closeTurn()
			continue
		}
		if directs && r.waiting.line(b, from, to) {
			open.leaveOut(from, start+lines.next)
			continue
		}
		if h, ok := r.spoken(line); ok {
			closeTurn()
			open = &openTurn{speakerHead: h, start: from + h.text, end: to}
			continue
		}
		if open != nil && r.layout == layoutFAQ && open.speaker == Customer && !answered {
			closeTurn() // the question is one line, and what follows is its answer
		}
		switch {
		case open == nil && r.layout == layoutFAQ:
			open = &openTurn{speakerHead: speakerHead{speaker: Agent}, start: from, end: to}
		case open == nil:
			open = &openTurn{start: from, end: to}
		case isBlank(b.text[open.start:open.end]):
			open.start, open.end = from, to
		default:
			open.end = to
		}
	}
	closeTurn()
	if len(turns) == 0 {
		return true
	}
	r.count++
	return yield(&Conversation{Index: r.count, Turns: turns, Dialog: r.layout == layoutTranscript})
}

// openTurn is a turn that lines are still added to: block.text[start:end].
type openTurn struct {
	speakerHead
	start, end int
	gaps       []lineSpan // lines that are no part of it
}

// leaveOut notes a line that is no part of the turn that is open, if one is.
func (o *openTurn) leaveOut(start, end int) {
	if o != nil {
		o.gaps = append(o.gaps, lineSpan{start, end})
	}
}

// text is what was said.
func (o *openTurn) text(b *Block) Text {
	p := directedText{block: b, kept: o.start}
	for _, gap := range o.gaps {
		if o.start < gap.start && gap.start < o.end {
			p.without(gap.start, gap.end)
		}
	}
	p.keep(o.end)
	return p.text(o.end)
}

// directed reads the directives before the first conversation of a stretch.
func (r *transcriptReader) directed(b *Block, start, end int) {
	for lines := newLineScanner(b.text[start:end]); lines.scan(); {
		r.waiting.line(b, start+lines.start, start+lines.end)
	}
}

// hasAnswer tells whether a question's conversation says where its answer begins.
func (r *transcriptReader) hasAnswer(text string) bool {
	for lines := newLineScanner(text); lines.scan(); {
		if h, ok := faqLine(text[lines.start:lines.end]); ok && h.speaker == Agent {
			return true
		}
	}
	return false
}
