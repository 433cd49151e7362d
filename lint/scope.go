package lint

import (
	"slices"
	"sort"

	"github.com/cuoci/cuoci/lint/pattern"
	"github.com/cuoci/cuoci/lint/zh"
	"github.com/cuoci/cuoci/rules"
)

// run returns the first and last of the consecutive turns of one speaker around
// a turn; what the system says in between does not part them.
func (c *checker) run(at int) (first, last int) {
	first, last = at, at
	for i := at - 1; i >= 0 && (c.turns[i].system || c.turns[i].speaker == c.turns[at].speaker); i-- {
		first = i
	}
	for i := at + 1; i < len(c.turns) && (c.turns[i].system || c.turns[i].speaker == c.turns[at].speaker); i++ {
		last = i
	}
	return first, last
}

// previous returns the other speaker's consecutive turns right before the run
// of a turn; last < first where there are none.
func (c *checker) previous(at int) (first, last int) {
	start, _ := c.run(at)
	last = start - 1
	if last < 0 {
		return 0, -1
	}
	first, _ = c.run(last)
	return first, last
}

// next returns the other speaker's consecutive turns right behind the run of a
// turn; last < first where there are none.
func (c *checker) next(at int) (first, last int) {
	_, end := c.run(at)
	first = end + 1
	if first >= len(c.turns) {
		return 0, -1
	}
	_, last = c.run(first)
	return first, last
}

// firstTurns returns a range that holds the first n turns of a speaker.
func (c *checker) firstTurns(s rules.Speaker, n int) (first, last int) {
	for i, t := range c.turns {
		if c.speaks(t, s) {
			if n--; n == 0 {
				return 0, i
			}
		}
	}
	return 0, len(c.turns) - 1
}

// lastTurns returns a range that holds the last n turns of a speaker.
func (c *checker) lastTurns(s rules.Speaker, n int) (first, last int) {
	for i, t := range slices.Backward(c.turns) {
		if c.speaks(t, s) {
			if n--; n == 0 {
				return i, len(c.turns) - 1
			}
		}
	}
	return 0, len(c.turns) - 1
}

// speaks tells whether a turn is one of a speaker's, with words.
func (c *checker) speaks(t *turn, s rules.Speaker) bool {
	return !t.system && (s == rules.Anyone || t.speaker == s) && len(t.text().Sentences) > 0
}

// firstHit is the first hit of any of some markers in a turn.
func (c *checker) firstHit(t *turn, markers []int) (marker int, first pattern.Hit, ok bool) {
	for _, m := range markers {
		if !t.possible(m) {
			continue
		}
		if hits := t.hits(m); len(hits) > 0 && (!ok || hits[0].Start < first.Start) {
			marker, first, ok = m, hits[0], true
		}
	}
	return marker, first, ok
}

// hitWithin tells whether one of some markers has a hit that overlaps a span.
func (c *checker) hitWithin(t *turn, markers []int, span zh.Span) bool {
	for _, m := range markers {
		if !t.possible(m) {
			continue
		}
		hits := t.hits(m)
		if i := sort.Search(len(hits), func(i int) bool { return hits[i].End > span.Start }); i < len(hits) && hits[i].Start < span.End {
			return true
		}
	}
	return false
}

// contentBefore tells whether more than the condition's count of sentences stand in
// a turn before the one that holds an offset, those aside that hold no word or a hit
// of the condition's markers.
func (c *checker) contentBefore(t *turn, at int, k *rules.Cond) bool {
	n := 0
	for _, s := range t.text().Sentences {
		if s.End > at {
			break
		}
		if characters(t.text(), s) > 0 && !c.hitWithin(t, k.Markers, s) {
			if n++; n > k.Count {
				return true
			}
		}
	}
	return false
}

// lightWords say nothing of what a clause is about.
var lightWords = []string{
	"亲", "亲亲", "亲爱", "客官", "您好", "你好", "小二", "小妹", "客服", "人", "好", "谢谢", "感谢",
	"能", "可以", "能够", "会", "要", "是", "有", "没有", "没", "不能", "不可以", "无法", "不行", "没法", "没办法", "帮", "给", "为",
	"请", "来", "去", "到", "说", "想", "让", "做", "办", "弄", "看", "用", "需要", "支持", "不支持", "申请", "进行", "处理", "操作", "情况", "问题",
}

// sameWords tells whether the clauses of two hits are about the same things:
// they share at least half of the nouns and verbs of the one that has fewer.
func (c *checker) sameWords(t *turn, start, end int, u *turn, uStart, uEnd int) bool {
	x, y := c.contentOf(t, t.clause(start, end)), c.contentOf(u, u.clause(uStart, uEnd))
	if len(x) > len(y) {
		x, y = y, x
	}
	shared := 0
	for _, w := range x {
		if slices.Contains(y, w) {
			shared++
		}
	}
	return shared > 0 && 2*shared >= len(x)
}

// contentOf are the nouns and verbs of a clause. They are kept: one clause is held
// against many, and gse, which cuts it, costs more than all else.
func (c *checker) contentOf(t *turn, clause zh.Span) []string {
	words, ok := t.content[clause]
	if !ok {
		if t.content == nil {
			t.content = map[zh.Span][]string{}
		}
		words = c.content(t, clause)
		t.content[clause] = words
	}
	return words
}

// content are the nouns and verbs of a span, each once.
func (c *checker) content(t *turn, span zh.Span) []string {
	text := t.text().Text[span.Start:span.End]
	var list []string
	for _, w := range c.seg.Cut(text) {
		word := text[w.Start:w.End]
		if w.Pos == "" || w.Pos[0] != 'n' && w.Pos[0] != 'v' || slices.Contains(lightWords, word) || slices.Contains(list, word) {
			continue
		}
		list = append(list, word)
	}
	return list
}

// property tells whether a fact about the turn or sentence holds.
func (c *checker) property(k rules.Property, t *turn, p *place) bool {
	switch k {
	case rules.Question:
		return t.asks(p.start, p.end)
	case rules.Dialog:
		return c.dialog
	case rules.CustomerBefore:
		return slices.ContainsFunc(c.turns[:t.index], isCustomer)
	case rules.FirstTurn:
		return !slices.ContainsFunc(c.turns[:t.index], isAgent)
	case rules.LastTurn:
		return t.index == len(c.turns)-1
	case rules.Punctuated:
		return t.text().Punctuated
	case rules.Alone:
		return len(t.text().Sentences) == 1
	case rules.LastAgentTurn:
		return c.isLastOfAgent(t)
	case rules.Answered:
		return slices.ContainsFunc(c.turns[t.index:], isCustomer)
	case rules.AsksRun:
		return c.asksRun(t)
	case rules.Traditional:
		return t.traditional(p.start, p.end)
	case rules.Link:
		return t.linked()
	case rules.Phone:
		return hasPhone(t.text().Text)
	case rules.List:
		return t.listed(p.start, p.end)
	case rules.NoProperty:
	}
	return false
}

// asksRun tells whether one of the agent's consecutive turns asks.
func (c *checker) asksRun(t *turn) bool {
	first, last := c.run(t.index)
	for _, u := range c.turns[first : last+1] {
		if !isAgent(u) {
			continue
		}
		for _, s := range u.text().Sentences {
			if u.asks(s.Start, s.End) {
				return true
			}
		}
	}
	return false
}

func isCustomer(t *turn) bool { return !t.system && t.speaker == rules.Customer }
func isAgent(t *turn) bool    { return !t.system && t.speaker == rules.Agent }
