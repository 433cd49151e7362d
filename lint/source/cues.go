package source

import (
	"fmt"
	"strings"
)

// cueReader reads subtitles, WebVTT and SubRip, as one conversation. A cue's
// speaker is its <v Name> tag or the head of its first line (客服：…); a cue
// without one goes on with the turn before it, its words behind a blank. Where no
// cue has a speaker the file is a lone text.
type cueReader struct {
	stream *stream
	names  map[string]Speaker
	vtt    bool
	turns  []Turn
	open   *cueTurn
	spoken bool // some cue has a speaker

	waiting waiting
}

// cueTurn is a turn that cues are still added to.
type cueTurn struct {
	head speakerHead
	end  string
	text assembler
}

func (r *cueReader) read(yield func(*Conversation) bool) error {
	b, err := r.stream.whole()
	if err != nil {
		return err
	}
	lines := []lineSpan{}
	for s := newLineScanner(b.text); s.scan(); {
		lines = append(lines, lineSpan{s.start, s.end})
	}
	for i := 0; i < len(lines); i++ {
		begin, end, ok := timing(lines[i].of(b))
		if !ok {
			r.note(b, lines[i])
			continue // a header, a note, a number
		}
		first := i + 1
		for i+1 < len(lines) && !isBlank(lines[i+1].of(b)) {
			if _, _, ok := timing(lines[i+1].of(b)); ok {
				return b.fault(r.stream.path, lines[i+1].start, fmt.Errorf("a cue begins inside of another: a blank line must stand before %q", lines[i+1].of(b)))
			}
			i++
		}
		r.cue(b, lines[first:i+1], begin, end)
		r.waiting.cover(b, lines[first-1].start, lines[i].end)
	}
	r.close()
	r.waiting.end()
	if len(r.turns) == 0 {
		return nil
	}
	if !r.spoken {
		for i := range r.turns {
			r.turns[i].Speaker = Agent
		}
	}
	if !yield(&Conversation{Index: 1, Turns: r.turns, Dialog: r.spoken}) {
		return errStopped
	}
	return nil
}

// note reads a line that belongs to no cue: NOTE cuoci: … of WebVTT.
func (r *cueReader) note(b *Block, line lineSpan) {
	rest, isNote := strings.CutPrefix(line.of(b), "NOTE ")
	if !isNote || !r.vtt || !mayDirect(rest) {
		return
	}
	if start, end, ok := directiveBody(rest); ok {
		at := line.end - len(rest)
		r.waiting.list = append(r.waiting.list, waitingLine{b, line.start, b.own(at+start, at+end)})
	}
}

// lineSpan is a line of a block without its end.
type lineSpan struct{ start, end int }

func (l lineSpan) of(b *Block) string { return b.text[l.start:l.end] }

// timing reads the line 00:01.000 --> 00:04.500, with settings behind it.
func timing(line string) (begin, end string, ok bool) {
	before, after, ok := strings.Cut(line, "-->")
	if !ok {
		return "", "", false
	}
	begin = strings.TrimSpace(before)
	end, _, _ = strings.Cut(strings.TrimSpace(after), " ")
	return begin, end, isCueTime(begin) && isCueTime(end)
}

// isCueTime tells whether s is a time of a cue: hours may be left out, and have
// any number of digits.
func isCueTime(s string) bool {
	parts := strings.Split(s, ":")
	if len(parts) < 2 || len(parts) > 3 {
		return false
	}
	for i, p := range parts {
		if i == len(parts)-1 {
			p, _, _ = strings.Cut(strings.Replace(p, ",", ".", 1), ".")
		}
		if !isDigits(p) {
			return false
		}
	}
	return true
}

// cue adds a cue to the conversation.
func (r *cueReader) cue(b *Block, lines []lineSpan, begin, end string) {
	for n, line := range lines {
		start := line.start
		if head, size, ok := r.head(line.of(b)); ok {
			start += size
			r.spoken = true
			if r.open == nil || r.open.head.speaker != head.speaker || r.open.head.name != head.name {
				r.close()
				head.time = begin
				r.open = &cueTurn{head: head, text: assembler{block: b}}
			}
		}
		if r.open == nil {
			r.open = &cueTurn{head: speakerHead{time: begin}, text: assembler{block: b}}
		}
		if r.open.text.len() > 0 && (n > 0 || !isBlank(b.text[start:line.end])) {
			r.open.text.insert(" ")
		}
		r.words(b, start, line.end)
		r.open.end = end
	}
}

// head reads who speaks at the start of a line, and how long what says so is.
func (r *cueReader) head(line string) (h speakerHead, size int, ok bool) {
	if name, size, voiced := voiceTag(line); voiced {
		return r.named(name), size, true
	}
	h, ok = speakerLine(line, r.names)
	return h, h.text, ok
}

// voiceTag reads <v Name> or <v.class Name> at the start of a line.
func voiceTag(line string) (name string, size int, ok bool) {
	if !strings.HasPrefix(line, "<v") {
		return "", 0, false
	}
	tag, _, closed := strings.Cut(line, ">")
	class, name, found := strings.Cut(tag, " ")
	if !closed || !found || class != "<v" && !strings.HasPrefix(class, "<v.") {
		return "", 0, false
	}
	return strings.TrimSpace(name), len(tag) + 1, true
}

// named is the head of a turn of a speaker who is named by a tag.
func (r *cueReader) named(name string) speakerHead {
	if s, ok := r.names[name]; ok {
		return speakerHead{speaker: s, name: name}
	}
	if s, rest, ok := roleOf(name, r.names); ok {
		return speakerHead{speaker: s, name: rest}
	}
	return speakerHead{name: name}
}

// cueEntity reads an entity of WebVTT.
func cueEntity(s string) (text string, size int) {
	for _, e := range [...][2]string{{"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&nbsp;", " "}, {"&lrm;", "\u200e"}, {"&rlm;", "\u200f"}} {
		if strings.HasPrefix(s, e[0]) {
			return e[1], len(e[0])
		}
	}
	return "", 0
}

// words adds a line of a cue without its tags.
func (r *cueReader) words(b *Block, start, end int) {
	a := &r.open.text
	from := start
	for i := start; i < end; i++ {
		switch b.text[i] {
		case '<':
			if n := strings.IndexByte(b.text[i:end], '>'); n > 0 {
				a.keep(from, i)
				i += n
				from = i + 1
			}
		case '&':
			if text, size := cueEntity(b.text[i:end]); r.vtt && size > 0 {
				a.keep(from, i)
				a.put(text, i, i+size)
				i += size - 1
				from = i + 1
			}
		}
	}
	a.keep(from, end)
}

// close ends the turn that is open.
func (r *cueReader) close() {
	if r.open == nil {
		return
	}
	text := r.open.text.checked(r.encode, r.refuse)
	if !isBlank(text.String()) {
		h := r.open.head
		r.turns = append(r.turns, Turn{Speaker: h.speaker, Name: h.name, Time: h.time, End: r.open.end, Text: text})
	}
	r.open = nil
}

// refuse refuses what would be a tag: SubRip has no other way to write it.
func (r *cueReader) refuse(s string) error {
	if i := strings.IndexAny(s, "<>"); i >= 0 && !r.vtt {
		return fmt.Errorf("%q cannot be written into a subtitle of this format", s[i])
	}
	return nil
}

// encode writes s into a cue: on one line, in WebVTT with its entities.
func (r *cueReader) encode(s string, _ charset) string {
	s = strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ").Replace(s)
	if r.vtt {
		s = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(s)
	}
	return s
}
