package lint

import (
	"encoding/binary"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"

	"github.com/cuoci/cuoci/lint/source"
	"github.com/cuoci/cuoci/rules"
)

// write makes a Finding of a place.
func (c *checker) write(path string, conv *source.Conversation, p *place) Finding {
	r := &c.rules[p.rule]
	t := c.turns[p.turn]
	a := t.text()
	text := t.src.Text
	start, end := a.Source(p.start, p.end)
	match := text.String()[start:end]
	sentence := t.sentence(p.start, p.end, 0)
	sFrom, sTo := a.Source(sentence.Start, sentence.End)
	f := Finding{
		Path:         path,
		Conversation: conversationName(conv),
		Turn:         p.turn + 1,
		Speaker:      t.src.Speaker,
		Time:         t.src.Time,
		Start:        text.Position(start),
		End:          text.EndPosition(end),
		Segments:     text.Segments(start, end),
		Rule:         r.ID,
		Level:        p.level,
		Title:        r.Title.In(c.lang),
		Message:      strings.ReplaceAll(r.Message.In(c.lang), "{match}", match),
		Match:        match,
		Sentence:     text.String()[sFrom:sTo],
		Suggestions:  c.suggestions[p.rule],
		Evidence:     Evidence{Pattern: p.pattern, Missing: p.missing, Held: p.held},
		Fingerprint:  fingerprint(r.ID, a.Text[p.start:p.end], a.Text[sentence.Start:sentence.End]),
	}
	if len(r.Replace) > 0 {
		c.replacement(&f, r.Replace, t, p)
	}
	f.Line, f.LineStart = text.Line(start)
	for _, j := range p.absorbed {
		f.Evidence.Absorbed = append(f.Evidence.Absorbed, c.rules[j].ID)
	}
	if f.Evidence.Trigger = p.origin; p.trigger != nil {
		f.Evidence.Trigger = c.trigger(*p.trigger)
	}
	if c.explain {
		for _, w := range c.seg.Cut(a.Text[sentence.Start:sentence.End]) {
			f.Evidence.Words = append(f.Evidence.Words, a.Text[sentence.Start+w.Start:sentence.Start+w.End])
		}
	}
	return f
}

// replacement puts first what to write in place of the match, where the rule
// has it; it is written in simplified characters.
func (c *checker) replacement(f *Finding, list []rules.Replacement, t *turn, p *place) {
	i, ok := slices.BinarySearchFunc(list, t.text().Text[p.start:p.end], func(x rules.Replacement, match string) int {
		return strings.Compare(x.From, match)
	})
	if !ok || t.traditional(p.start, p.end) {
		f.Message = strings.ReplaceAll(f.Message, "{say}", "…")
		return
	}
	f.Message = strings.ReplaceAll(f.Message, "{say}", list[i].To)
	f.Suggestions = append([]SuggestionText{{Text: list[i].To, Safety: rules.Review}}, f.Suggestions...)
}

// trigger writes out the place that called for something.
func (c *checker) trigger(s spot) *Trigger {
	t := c.turns[s.turn]
	from, to := t.text().Source(s.start, s.end)
	return &Trigger{Start: t.src.Text.Position(from), Turn: s.turn + 1, Match: t.src.Text.String()[from:to]}
}

// conversationName is the conversation's id, or its number.
func conversationName(conv *source.Conversation) string {
	if conv.ID != "" {
		return conv.ID
	}
	return strconv.Itoa(conv.Index)
}

// fingerprint names a finding by what it says, not by where it stands: the
// 64-bit FNV-1a hash (Fowler, Noll, Vo) of the rule, the folded match and its
// folded sentence.
func fingerprint(rule, match, sentence string) string {
	const offset, prime = 14695981039346656037, 1099511628211
	hash := uint64(offset)
	for _, part := range [...]string{rule, "\x00", match, "\x00", strings.TrimSpace(sentence)} {
		for i := range len(part) {
			hash = (hash ^ uint64(part[i])) * prime
		}
	}
	var digits [8]byte
	binary.BigEndian.PutUint64(digits[:], hash)
	return hex.EncodeToString(digits[:])
}
