package lint

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/cuoci/cuoci/lint/source"
	"github.com/cuoci/cuoci/lint/zh"
	"github.com/cuoci/cuoci/rules"
)

// Edit puts a text in the place of another, in the file and in the turn. Where
// the finding's Location is detached, Start and End are places inside the cell
// or part.
type Edit struct {
	Start, End source.Position
	Line       string // the line that holds Start, as in [Finding]
	Written    string // what to write, in the notation of the place, in UTF-8
	Bytes      []byte // the same in the encoding of the file

	From, To int    // bytes of the turn's text
	Text     string // what the turn's text holds there then
}

// change is an edit before it is written out: a stretch of the turn's text, and
// the text to put there.
type change struct {
	start, end int
	text       string
}

// suggest puts before a rule's sentences what the match can be rewritten to.
func (c *checker) suggest(f *Finding, r *rules.Rule, t *turn, p *place) {
	for i := range r.Fix {
		if changes, ok := c.rewrite(&r.Fix[i], t, p); ok {
			s := SuggestionText{Text: rewritten(t, p, changes), Safety: r.Fix[i].Safety, Fix: i + 1, Edits: c.written(t, changes)}
			f.Suggestions = append([]SuggestionText{s}, f.Suggestions...)
			return
		}
	}
}

// rewrite finds the changes of a fix in the turn, sorted and disjoint; ok is
// false where it does not fit.
func (c *checker) rewrite(fix *rules.Fix, t *turn, p *place) (list []change, ok bool) {
	for i := range fix.Edits {
		e := &fix.Edits[i]
		span, found := c.target(e, t, p)
		if !found {
			return nil, false
		}
		if i == 0 {
			at := place{rule: p.rule, turn: p.turn, start: span.Start, end: span.End}
			if !c.all(fix.When, t, &at) || c.any(fix.Unless, t, &at) {
				return nil, false
			}
		}
		write, ok := e.In(c.inTraditional(t, span))
		if !ok {
			return nil, false
		}
		one, ok := t.change(span, write)
		if !ok || c.losesName(t, span, one) {
			return nil, false
		}
		list = append(list, one)
	}
	slices.SortFunc(list, func(x, y change) int { return cmp.Compare(x.start, y.start) })
	for i := 1; i < len(list); i++ {
		if list[i].start < list[i-1].end {
			return nil, false
		}
	}
	return list, len(list) > 0
}

// target is what an edit rewrites: the first hit of its markers, or the match.
func (c *checker) target(e *rules.Edit, t *turn, p *place) (span zh.Span, found bool) {
	match := zh.Span{Start: p.start, End: p.end}
	if len(e.Find) == 0 {
		return match, true
	}
	in := match
	if e.Within != rules.ScopeMatch {
		in, _ = c.stretch(e.Within, t, p.start, p.end)
	}
	for _, m := range e.Find {
		if !t.possible(m) {
			continue
		}
		for _, h := range t.hits(m) {
			if h.Start < in.End && in.Start < h.End {
				if !found || h.Start < span.Start {
					span, found = zh.Span{Start: h.Start, End: h.End}, true
				}
				break
			}
		}
	}
	return span, found
}

// inTraditional tells whether what stands around a span is in traditional
// script: the sentence; where that is written alike in both, the turn; then the
// conversation.
func (c *checker) inTraditional(t *turn, span zh.Span) bool {
	a := t.text()
	for _, s := range []zh.Span{t.sentence(span.Start, span.End, 0), {End: len(a.Text)}} {
		if t.traditional(s.Start, s.End) {
			return true
		}
		if simplified(a.Text[s.Start:s.End]) { // folded from nothing else
			return false
		}
	}
	return slices.ContainsFunc(c.turns, func(u *turn) bool { return u.traditional(0, len(u.text().Text)) })
}

// simplified tells whether a text is in simplified script for certain: it holds
// one of its commonest characters, none of which is written in the other.
func simplified(text string) bool {
	return strings.ContainsAny(text, "们这为请问还没会对后说时间给订单发货样见现点来买卖谢将从动录页")
}

// change is what writing a text in the place of a span of the folded text comes
// to, with the marks around it: none is left over, none is doubled. ok is false
// where something would be lost that has to survive, or nothing be left.
func (t *turn) change(span zh.Span, write string) (change, bool) {
	a := t.text()
	from, to := a.Source(span.Start, span.End)
	text := t.src.Text.String()
	write = strings.ReplaceAll(write, "{match}", text[from:to])
	one := change{from, to, write}
	if write == "" || write == fullStop {
		one = join(text, from, to, write)
	}
	one = one.narrowed(text)
	if one.start == one.end && one.text == "" || !t.survives(one) ||
		strings.TrimSpace(one.text) == "" && strings.TrimSpace(text[:one.start]) == "" && strings.TrimSpace(text[one.end:]) == "" {
		return change{}, false
	}
	return one, true
}

// narrowed leaves out what stays the same on both sides, but for one character
// where nothing else would be left: a place in the file is one of characters.
func (c change) narrowed(text string) change {
	for c.start < c.end && c.text != "" {
		old, size := utf8.DecodeRuneInString(text[c.start:c.end])
		if now, _ := utf8.DecodeRuneInString(c.text); now != old || c.end-c.start == size {
			break
		}
		c.start, c.text = c.start+size, c.text[size:]
	}
	for c.start < c.end && c.text != "" {
		old, size := utf8.DecodeLastRuneInString(text[c.start:c.end])
		if now, _ := utf8.DecodeLastRuneInString(c.text); now != old || c.end-c.start == size {
			break
		}
		c.end, c.text = c.end-size, c.text[:len(c.text)-size]
	}
	return c
}

// written writes changes out for the file; nil where one of them has no place
// that is a single run of bytes, or cannot be written there.
func (c *checker) written(t *turn, list []change) []Edit {
	edits := make([]Edit, 0, len(list))
	for _, one := range list {
		text := t.src.Text
		if len(text.Segments(one.start, one.end)) != 1 {
			return nil
		}
		written, err := text.Notation(one.text)
		if err != nil {
			return nil
		}
		data, err := text.Encode(one.text)
		if err != nil {
			return nil
		}
		at := c.out.finder.Place(text, one.start, one.end)
		edits = append(edits, Edit{
			Start: at.Start, End: at.End, Line: at.Line, Written: written, Bytes: data,
			From: one.start, To: one.end, Text: one.text,
		})
	}
	return edits
}

// rewritten is the sentence of a place with changes made, as it will read.
func rewritten(t *turn, p *place, list []change) string {
	a, text := t.text(), t.src.Text.String()
	s := t.sentence(p.start, p.end, 0)
	from, to := a.Source(s.Start, s.End)
	from, to = min(from, list[0].start), max(to, list[len(list)-1].end)
	var b strings.Builder
	for _, one := range list {
		b.WriteString(text[from:one.start])
		b.WriteString(one.text)
		from = one.end
	}
	b.WriteString(text[from:to])
	if s := strings.TrimSpace(b.String()); s != "" {
		return s
	}
	// The sentence is gone: what is left of the turn.
	return strings.TrimSpace(text[:list[0].start] + text[list[len(list)-1].end:])
}
