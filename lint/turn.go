package lint

import (
	"math"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/cuoci/cuoci/lint/pattern"
	"github.com/cuoci/cuoci/lint/source"
	"github.com/cuoci/cuoci/lint/zh"
	"github.com/cuoci/cuoci/rules"
)

// turn is one turn while it is checked. It is reused from conversation to
// conversation.
type turn struct {
	src     *source.Turn
	index   int // in the conversation, from 0
	speaker rules.Speaker
	system  bool
	matcher *pattern.Matcher
	ready   bool                 // the matcher holds this turn's text
	head    int                  // 1 + the end of the padding that the turn begins with; 0 unknown
	tail    int                  // 1 + a place before which nothing ends the turn; 0 unknown
	content map[zh.Span][]string // nouns and verbs of the clauses that were asked for
}

// text is the analysis of the turn.
func (t *turn) text() *zh.Analysis {
	t.read()
	return t.matcher.Text()
}

// read turns the matcher to this turn, when that is first needed.
func (t *turn) read() {
	if !t.ready {
		t.ready = true
		t.matcher.Reset(t.src.Text.String())
	}
}

// characters are how many the folded turn has.
func (t *turn) characters() int {
	t.read()
	return t.matcher.Characters()
}

// possible tells cheaply whether the turn may hold hits of a marker.
func (t *turn) possible(marker int) bool {
	t.read()
	return t.matcher.Possible(marker)
}

// hits are the hits of a marker in the turn.
func (t *turn) hits(marker int) []pattern.Hit {
	t.read()
	return t.matcher.Hits(marker)
}

// sentence returns the sentence that holds [start, end), with n sentences more
// on each side.
func (t *turn) sentence(start, end, n int) zh.Span { return around(t.text().Sentences, start, end, n) }

func (t *turn) clause(start, end int) zh.Span { return around(t.text().Clauses, start, end, 0) }

// around joins the spans that hold [start, end) and n more on each side.
func around(spans []zh.Span, start, end, n int) zh.Span {
	if len(spans) == 0 {
		return zh.Span{Start: start, End: end}
	}
	first := sort.Search(len(spans)-1, func(i int) bool { return spans[i].End > start })
	last := first + sort.Search(len(spans)-1-first, func(i int) bool { return spans[first+i+1].Start >= end })
	return zh.Span{Start: spans[max(first-n, 0)].Start, End: spans[min(last+n, len(spans)-1)].End}
}

// asks tells whether the sentence that holds a span is a question.
func (t *turn) asks(start, end int) bool {
	s := t.sentence(start, end, 0)
	text := t.text().Text[s.Start:s.End]
	for len(text) > 0 {
		r, size := utf8.DecodeLastRuneInString(text)
		switch {
		case r == '?' || r == '吗':
			return true
		case r == '么':
			// 什么, 怎么, 那么, 这么, 多么, 要么 hold no question particle at their end.
			before, _ := utf8.DecodeLastRuneInString(text[:len(text)-size])
			return !strings.ContainsRune("什怎那这多要", before)
		case unicode.IsLetter(r) || unicode.IsNumber(r):
			return false
		}
		text = text[:len(text)-size]
	}
	return false
}

// stands tells whether nothing but padding is before, behind or around a span.
func (c *checker) stands(t *turn, start, end int, where rules.Where) bool {
	if (where == rules.AtStart || where == rules.WholeTurn) && start > c.head(t) {
		return false
	}
	if (where == rules.AtEnd || where == rules.WholeTurn) && c.padded(t, end) < len(t.text().Text) {
		return false
	}
	return true
}

// head is the end of the padding that a turn begins with: what stands behind it
// cannot begin the turn.
func (c *checker) head(t *turn) int {
	if t.head == 0 {
		t.head = 1 + c.padded(t, 0)
	}
	return t.head - 1
}

// tail is a place before which nothing that ends the turn ends: what stands
// behind it may be padding, to the last character.
func (c *checker) tail(t *turn) int {
	if t.tail == 0 {
		text := t.text().Text
		at := len(text)
		for at > 0 {
			r, size := utf8.DecodeLastRuneInString(text[:at])
			if (r == '?' || unicode.IsLetter(r) || unicode.IsNumber(r)) && t.opaque(at-size) == at-size &&
				(c.set.Padding < 0 || !t.matcher.MayHold(c.set.Padding, at-size)) {
				break
			}
			at -= size
		}
		t.tail = 1 + at
	}
	return t.tail - 1
}

// hitsWhere are the hits of a marker in a turn, at least those that stand where
// they are asked for.
func (c *checker) hitsWhere(t *turn, marker int, where rules.Where) []pattern.Hit {
	from, limit := 0, math.MaxInt
	if where == rules.AtStart || where == rules.WholeTurn {
		limit = c.head(t) + 1
	}
	if where == rules.AtEnd || where == rules.WholeTurn {
		from = c.tail(t)
	}
	return t.matcher.HitsWithin(marker, from, limit)
}

// padded returns the end of what, from an offset on, is nothing but
// punctuation, blanks and hits of the padding marker.
func (c *checker) padded(t *turn, at int) int {
	text := t.text().Text
	for at < len(text) {
		r, size := utf8.DecodeRuneInString(text[at:])
		if strings.HasPrefix(text[at:], zh.StandIn) {
			return at // code or a picture says something
		}
		if r != '?' && !unicode.IsLetter(r) && !unicode.IsNumber(r) {
			at += size
			continue
		}
		if to := t.opaque(at); to > at {
			at = to
			continue
		}
		to, ok := 0, false
		if c.set.Padding >= 0 {
			to, ok = t.matcher.HitAt(c.set.Padding, at)
		}
		if !ok {
			return at
		}
		at = to
	}
	return at
}

// opaque returns the end of the emoji code or placeholder that holds an offset,
// or the offset.
func (t *turn) opaque(at int) int {
	spans := t.text().Opaque
	if i := sort.Search(len(spans), func(i int) bool { return spans[i].End > at }); i < len(spans) && spans[i].Start <= at {
		return spans[i].End
	}
	return at
}
