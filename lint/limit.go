package lint

import (
	"slices"
	"sort"
	"unicode"
	"unicode/utf8"

	"github.com/cuoci/cuoci/lint/zh"
	"github.com/cuoci/cuoci/rules"
)

// limit finds what is there more often, or is longer, than a rule allows.
func (c *checker) limit(id int, r *rules.Rule) {
	switch r.Measure {
	case rules.Hits:
		c.atOnce(id, r)
		c.bound(r, c.places(id, r.Markers, r))
	case rules.Questions:
		c.bound(r, c.questions(id, r))
	case rules.Characters:
		c.long(id, r)
	case rules.Wait:
		c.waits(id, r)
	}
}

// places are the hits of a rule's markers at which its conditions hold, in
// order and disjoint.
func (c *checker) places(id int, markers []int, r *rules.Rule) []place {
	var list []place
	for _, t := range c.turns {
		if !c.flagged(r, t) {
			continue
		}
		first := len(list)
		for _, m := range markers {
			if !t.possible(m) {
				continue
			}
			for _, h := range t.hits(m) {
				p := c.placeOf(t, m, h)
				p.rule = id
				if c.holds(r, t, &p) {
					list = append(list, p)
				}
			}
		}
		list = disjoint(list, first)
	}
	return list
}

// questions are the sentences that ask.
func (c *checker) questions(id int, r *rules.Rule) []place {
	var list []place
	for _, t := range c.turns {
		if !c.flagged(r, t) {
			continue
		}
		for _, s := range t.text().Sentences {
			p := place{rule: id, turn: t.index, start: s.Start, end: s.End}
			if t.asks(s.Start, s.End) && c.holds(r, t, &p) {
				list = append(list, p)
			}
		}
	}
	return list
}

// atOnce reports the first hit in each stretch of what is too many at once.
func (c *checker) atOnce(id int, r *rules.Rule) {
	var once once
	for _, p := range c.places(id, r.AtOnce, r) {
		if span, group := c.stretch(r.Scope, c.turns[p.turn], p.start, p.end); !once.known(span, group) {
			once.note(span, group)
			c.add(p)
		}
	}
}

// bound reports, for each stretch of each bound's scope, the first place that
// is one too many.
func (c *checker) bound(r *rules.Rule, list []place) {
	over := map[int]bool{} // places that are reported for another bound
	for _, b := range r.Bounds {
		var stretch, counted once
		n, first := 0, 0
		for i := range list {
			p := &list[i]
			t := c.turns[p.turn]
			if span, group := c.stretch(b.Scope, t, p.start, p.end); !stretch.known(span, group) {
				stretch.note(span, group)
				n, first, counted = 0, i, once{}
			}
			if r.Per != rules.ScopeMatch {
				span, group := c.stretch(r.Per, t, p.start, p.end)
				if counted.known(span, group) {
					continue
				}
				counted.note(span, group)
			}
			if n++; n == b.Max+1 && !over[i] {
				over[i] = true
				q := *p
				q.trigger = &spot{list[first].turn, list[first].start, list[first].end}
				c.add(q)
			}
		}
	}
}

// long finds sentences of more characters than allowed.
func (c *checker) long(id int, r *rules.Rule) {
	for _, t := range c.turns {
		if !c.flagged(r, t) || t.characters() <= c.short {
			continue
		}
		for _, s := range t.text().Sentences {
			p := place{rule: id, turn: t.index, start: s.Start, end: s.End}
			// Most characters take three bytes.
			if s.End-s.Start > r.Bounds[0].Max && utf8.RuneCountInString(t.text().Text[s.Start:s.End]) > r.Bounds[0].Max && characters(t.text(), s) > r.Bounds[0].Max && c.holds(r, t, &p) {
				c.add(p)
			}
		}
	}
}

// characters counts the code points of a span that are read: letters and
// digits outside of links and placeholders. Blanks are punctuation in chat: the
// count is that of the longest part between two.
func characters(a *zh.Analysis, s zh.Span) int {
	text := a.Text[s.Start:s.End]
	n, most := 0, 0
	if len(a.Blanks) == 0 && len(a.Opaque) == 0 {
		for len(text) > 0 {
			if han := hanPrefix(text); han > 0 {
				n += han
				text = text[3*han:]
				continue
			}
			r, size := utf8.DecodeRuneInString(text)
			text = text[size:]
			switch {
			case zh.IsHan(r), unicode.IsLetter(r), unicode.IsNumber(r):
				n++
			case unicode.IsSpace(r):
				most, n = max(most, n), 0
			}
		}
		return max(most, n)
	}
	next, _ := slices.BinarySearch(a.Blanks, s.Start)
	opaque := sort.Search(len(a.Opaque), func(i int) bool { return a.Opaque[i].End > s.Start })
	for i, r := range text {
		at := s.Start + i
		parted := false
		for next < len(a.Blanks) && a.Blanks[next] <= at {
			parted = parted || a.Blanks[next] == at
			next++
		}
		if parted {
			most, n = max(most, n), 0
		}
		for opaque < len(a.Opaque) && a.Opaque[opaque].End <= at {
			opaque++
		}
		if opaque < len(a.Opaque) && at >= a.Opaque[opaque].Start {
			continue
		}
		switch {
		case zh.IsHan(r):
			n++
		case unicode.IsSpace(r):
			most, n = max(most, n), 0
		case unicode.IsLetter(r) || unicode.IsNumber(r):
			n++
		}
	}
	return max(most, n)
}

// hanPrefix is the number of the commonest Chinese characters, of three bytes each,
// that a text begins with.
func hanPrefix(text string) (n int) {
	for i := 0; i+2 < len(text) && 0xE5 <= text[i] && text[i] <= 0xE9; i += 3 {
		n++
	}
	return n
}

// waits finds turns of the agent that came later behind the customer's than
// allowed.
func (c *checker) waits(id int, r *rules.Rule) {
	for i, t := range c.turns {
		if i == 0 || !isAgent(t) || !isCustomer(c.turns[i-1]) {
			continue
		}
		asked, ok1 := clock(c.turns[i-1].src.Time)
		answered, ok2 := clock(t.src.Time)
		if !ok1 || !ok2 {
			c.miss(id, noTime())
			continue
		}
		p := c.opening(t)
		p.rule = id
		if waited(asked, answered) > r.Bounds[0].Max && c.holds(r, t, &p) {
			u := c.turns[i-1]
			p.trigger = &spot{u.index, 0, len(u.text().Text)}
			c.add(p)
		}
	}
}
