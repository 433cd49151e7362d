package lint

import (
	"math/bits"
	"strings"
	"unicode"

	"github.com/cuoci/cuoci/lint/zh"
	"github.com/cuoci/cuoci/rules"
)

// unitsBehind is how many units of the agent's words one is compared with: the
// work grows with the conversation, not with its square.
const unitsBehind = 256

// unit is a sentence or turn that is compared with others.
type unit struct {
	spot
	sketch sketch
	words  []string // as compared; cut when another unit looks like it
}

// repeat finds what the agent says again, and asks for though it was given.
func (c *checker) repeat(id int, r *rules.Rule) {
	if s := r.Similar; s != nil {
		if s.To == rules.Customer {
			c.parroted(id, r, s)
		} else {
			c.said(id, r, s)
		}
	}
	for _, a := range r.Asked {
		c.askedAgain(id, r, a)
	}
}

// said finds units of the agent that are like an earlier one.
func (c *checker) said(id int, r *rules.Rule, s *rules.Similar) {
	c.units = c.units[:0]
	for _, t := range c.turns {
		if !c.flagged(r, t) {
			continue
		}
		for _, u := range c.unitsOf(t, s) {
			like, ok := c.like(&u, c.units[max(0, len(c.units)-unitsBehind):], s)
			if ok {
				c.repeated(id, r, &u, like.spot)
			}
			c.units = append(c.units, u)
		}
	}
}

// parroted finds units of the agent that are like what the customer just said.
func (c *checker) parroted(id int, r *rules.Rule, s *rules.Similar) {
	for _, t := range c.turns {
		if !c.flagged(r, t) {
			continue
		}
		c.units = c.units[:0]
		for i, last := c.previous(t.index); i <= last; i++ {
			if u := c.turns[i]; isCustomer(u) {
				c.units = append(c.units, c.unitsOf(u, s)...)
			}
		}
		if len(c.units) == 0 {
			continue
		}
		for _, u := range c.unitsOf(t, s) {
			if like, ok := c.like(&u, c.units, s); ok {
				c.repeated(id, r, &u, like.spot)
			}
		}
	}
}

// repeated notes a unit that is like what stands at another place.
func (c *checker) repeated(id int, r *rules.Rule, u *unit, like spot) {
	p := place{rule: id, turn: u.turn, start: u.start, end: u.end, trigger: &like}
	if c.holds(r, c.turns[u.turn], &p) {
		c.add(p)
	}
}

// askedAgain finds questions for what the customer has given before.
func (c *checker) askedAgain(id int, r *rules.Rule, a rules.Asked) {
	var given *spot
	for _, t := range c.turns {
		if isCustomer(t) && given == nil {
			if _, h, ok := c.firstHit(t, []int{a.Given}); ok {
				given = &spot{t.index, h.Start, h.End}
			}
		}
		if given == nil || !c.flagged(r, t) {
			continue
		}
		if m, h, ok := c.firstHit(t, []int{a.Ask}); ok {
			p := c.placeOf(t, m, h)
			p.rule, p.trigger = id, given
			if c.holds(r, t, &p) {
				c.add(p)
			}
		}
	}
}

// unitsOf are the sentences of a turn, or the turn, where they are long enough
// to be compared.
func (c *checker) unitsOf(t *turn, s *rules.Similar) []unit {
	spans := t.text().Sentences
	if s.Turns && len(spans) > 0 {
		spans = []zh.Span{{Start: spans[0].Start, End: spans[len(spans)-1].End}}
	}
	var list []unit
	for _, span := range spans {
		// A word has a character at least.
		if span.End-span.Start < s.Words || c.hitWithin(t, s.Except, span) {
			continue
		}
		list = append(list, unit{spot: spot{t.index, span.Start, span.End}, sketch: sketchOf(t.text().Text[span.Start:span.End])})
	}
	return list
}

// like finds the latest of earlier units that a unit is like.
func (c *checker) like(u *unit, earlier []unit, s *rules.Similar) (*unit, bool) {
	for i := len(earlier) - 1; i >= 0; i-- {
		e := &earlier[i]
		if !u.sketch.near(&e.sketch, s.Percent) {
			continue
		}
		c.cut(u)
		c.cut(e)
		if min(len(u.words), len(e.words)) >= s.Words && dice(u.words, e.words) >= s.Percent {
			return e, true
		}
	}
	return nil, false
}

// cut finds the words of a unit.
func (c *checker) cut(u *unit) {
	if u.words == nil {
		u.words = c.bag(c.turns[u.turn], zh.Span{Start: u.start, End: u.end})
	}
}

// bag are the words of a stretch as they are compared: numbers and names are
// all the same, and what is neither letter nor number is no word.
func (c *checker) bag(t *turn, span zh.Span) []string {
	text := t.text().Text[span.Start:span.End]
	words := []string{}
	for _, w := range c.seg.Cut(text) {
		word := text[w.Start:w.End]
		switch {
		case strings.ContainsFunc(word, unicode.IsNumber), strings.HasPrefix(w.Pos, "m"), strings.HasPrefix(w.Pos, "nr"):
			words = append(words, "#")
		case strings.ContainsFunc(word, unicode.IsLetter):
			words = append(words, word)
		}
	}
	return words
}

// dice is the likeness of two bags of words in per cent: twice what they share
// over what they hold (Dice 1945).
func dice(x, y []string) int {
	count := make(map[string]int, len(x))
	for _, w := range x {
		count[w]++
	}
	shared := 0
	for _, w := range y {
		if count[w] > 0 {
			count[w]--
			shared++
		}
	}
	return 200 * shared / max(len(x)+len(y), 1)
}

// sketch is a set of hashed pairs of characters, to tell cheaply that two texts
// are not alike.
type sketch [4]uint64

func sketchOf(text string) sketch {
	var s sketch
	before := rune(0)
	for _, r := range text {
		switch {
		case unicode.IsNumber(r):
			r = '#'
			if before == r {
				continue
			}
		case !unicode.IsLetter(r):
			continue
		}
		h := (uint32(before)*31 + uint32(r)) * 2654435761 // Knuth's multiplicative hash
		s[h>>30] |= 1 << (h >> 24 & 63)
		before = r
	}
	return s
}

// near tells whether two texts may be alike by so many per cent. Pairs hang on
// the order of words and hashes meet, so half of the likeness is asked for.
func (s *sketch) near(o *sketch, percent int) bool {
	shared, all := 0, 0
	for i := range s {
		shared += bits.OnesCount64(s[i] & o[i])
		all += bits.OnesCount64(s[i]) + bits.OnesCount64(o[i])
	}
	return 200*shared >= percent/2*all
}
