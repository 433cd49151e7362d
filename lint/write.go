package lint

import (
	"slices"
	"strconv"
	"strings"

	"github.com/cuoci/cuoci/lint/source"
	"github.com/cuoci/cuoci/lint/zh"
	"github.com/cuoci/cuoci/rules"
)

// writer makes findings of places. What findings point to is small and comes in
// great number: it is cut from larger pieces.
type writer struct {
	finder   source.Finder
	text     strings.Builder
	spans    []source.Span
	triggers []Trigger
	due      []fingerprint
	hashes   []uint64                        // of each rule: the fingerprint as far as it tells nothing but the rule; 0 unknown
	long     struct{ sentence, hash string } // the last long sentence, until its conversation is written
}

// Sizes of the pieces. One that is kept for the sake of a single finding holds
// little besides.
const (
	textPiece = 4 << 10
	spanPiece = 64
)

// room makes sure that n more bytes of text lie in one piece.
func (w *writer) room(n int) {
	if w.text.Cap()-w.text.Len() < n {
		w.text = strings.Builder{}
		w.text.Grow(max(n, textPiece))
	}
}

// since is the text from a place of the piece on.
func (w *writer) since(from int) string { return w.text.String()[from:] }

// write makes a Finding of a place, but for its fingerprint; conversation is the
// conversation's name.
func (c *checker) write(path, conversation string, p *place, f *Finding) {
	r := &c.rules[p.rule]
	t := c.turns[p.turn]
	a := t.text()
	text := t.src.Text
	start, end := a.Source(p.start, p.end)
	match := text.String()[start:end]
	sentence := t.sentence(p.start, p.end, 0)
	sFrom, sTo := a.Source(sentence.Start, sentence.End)
	at := c.out.finder.Place(text, start, end)
	f.Path, f.Conversation, f.Turn = path, conversation, p.turn+1
	f.Speaker, f.Time = t.src.Speaker, t.src.Time
	f.Span = source.Span{Start: start, End: end}
	f.Start, f.End, f.Line, f.LineStart, f.LastLine = at.Start, at.End, at.Line, at.LineStart, at.LastLine
	if f.Location = t.src.Location; f.Location == nil || !f.Location.Detached {
		f.Segments = c.out.segments(text, start, end)
	}
	f.Suppressed = p.suppressed
	f.Rule, f.Level, f.Title = r.ID, p.level, r.Title.In(c.lang)
	f.Message = c.out.message(r.Message.In(c.lang), match)
	f.Match, f.Sentence = match, text.String()[sFrom:sTo]
	f.Suggestions = c.suggestions[p.rule]
	f.Evidence.Pattern, f.Evidence.Missing, f.Evidence.Held = p.pattern, p.missing, p.held
	c.out.name(p.rule, len(c.ids), r.ID, a.Text[p.start:p.end], a.Text[sentence.Start:sentence.End], &f.Fingerprint)
	if !(len(r.Replace) > 0 && c.replacement(f, r.Replace, t, p)) && c.edits && len(r.Fix) > 0 {
		c.suggest(f, r, t, p)
	}
	for _, j := range p.absorbed {
		f.Evidence.Absorbed = append(f.Evidence.Absorbed, c.rules[j].ID)
	}
	if f.Evidence.Trigger = p.origin; p.trigger != nil {
		f.Evidence.Trigger = c.trigger(*p.trigger)
	}
	if c.explain {
		f.Evidence.Words = c.words(a.Text[sentence.Start:sentence.End])
	}
}

// replacement puts first what to write in place of the match, where the rule
// has it, which it reports; it is written in simplified characters.
func (c *checker) replacement(f *Finding, list []rules.Replacement, t *turn, p *place) bool {
	i, ok := slices.BinarySearchFunc(list, t.text().Text[p.start:p.end], func(x rules.Replacement, match string) int {
		return strings.Compare(x.From, match)
	})
	if !ok || t.traditional(p.start, p.end) {
		f.Message = strings.ReplaceAll(f.Message, "{say}", "…")
		return false
	}
	f.Message = strings.ReplaceAll(f.Message, "{say}", list[i].To)
	s := SuggestionText{Text: list[i].To, Safety: rules.Review}
	if c.edits && (!list[i].OnlyHans || !c.inTraditional(t, zh.Span{Start: p.start, End: p.end})) {
		if one, ok := t.change(zh.Span{Start: p.start, End: p.end}, list[i].To); ok {
			s.Edits = c.written(t, []change{one})
		}
	}
	f.Suggestions = append([]SuggestionText{s}, f.Suggestions...)
	return true
}

// trigger writes out the place that called for something.
func (c *checker) trigger(s spot) *Trigger {
	t := c.turns[s.turn]
	from, to := t.text().Source(s.start, s.end)
	at := c.out.finder.Place(t.src.Text, from, to)
	return c.out.trigger(Trigger{Start: at.Start, Turn: s.turn + 1, Match: t.src.Text.String()[from:to]})
}

// words cuts a text into words.
func (c *checker) words(text string) []string {
	var list []string
	for _, w := range c.seg.Cut(text) {
		list = append(list, text[w.Start:w.End])
	}
	return list
}

// segments are the runs of file bytes of a part of a text.
func (w *writer) segments(text source.Text, start, end int) []source.Span {
	if cap(w.spans)-len(w.spans) < 4 {
		w.spans = make([]source.Span, 0, spanPiece)
	}
	from := len(w.spans)
	w.spans = text.AppendSegments(w.spans, start, end)
	if len(w.spans) == from {
		return nil
	}
	return w.spans[from:len(w.spans):len(w.spans)]
}

func (w *writer) trigger(t Trigger) *Trigger {
	if len(w.triggers) == cap(w.triggers) {
		w.triggers = make([]Trigger, 0, spanPiece/2)
	}
	w.triggers = append(w.triggers, t)
	return &w.triggers[len(w.triggers)-1]
}

// message puts the match into a message.
func (w *writer) message(message, match string) string {
	const hole = "{match}"
	holes := strings.Count(message, hole)
	if holes == 0 {
		return message
	}
	w.room(len(message) + holes*len(match))
	from := w.text.Len()
	for range holes {
		before, after, _ := strings.Cut(message, hole)
		w.text.WriteString(before)
		w.text.WriteString(match)
		message = after
	}
	w.text.WriteString(message)
	return w.since(from)
}

// conversation is the conversation's id, or its number.
func (w *writer) conversation(conv *source.Conversation) string {
	if conv.ID != "" {
		return conv.ID
	}
	var digits [20]byte
	return w.keep(strconv.AppendInt(digits[:0], int64(conv.Index), 10))
}

// keep copies a text into the piece.
func (w *writer) keep(b []byte) string {
	w.room(len(b))
	from := w.text.Len()
	w.text.Write(b)
	return w.since(from)
}
