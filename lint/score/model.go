package score

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/cuoci/cuoci/lint"
	"github.com/cuoci/cuoci/lint/source"
	"github.com/cuoci/cuoci/rules"
)

// work is what scoring one conversation after another uses again.
type work struct {
	counted  []int    // of each item: how much of it counts so far
	last     []int    // of each item: 1 + the index of the evidence that counted last; 0 for none
	customer [][]bool // of each turn: the markers that the customer's words in it hold
	flags    []bool   // what customer is cut from
}

// score fills in the card of one conversation.
func (p *plan) score(path string, conv *source.Conversation, j lint.Judgement, w *work) *Conversation {
	c := &Conversation{
		Path: path, ID: conv.ID, Index: conv.Index, Channel: conv.Channel, Dialog: conv.Dialog,
		Findings: j.Findings, NotAssessed: j.NotAssessed, Worst: -1, Last: -1,
	}
	if c.ID == "" {
		c.ID = strconv.Itoa(conv.Index)
	}
	c.read(conv)
	p.heard(c, &j, w)
	p.gather(c, conv, &j, w)
	p.judgeAreas(c, w)
	p.judgeMoments(c)
	p.judgeSides(c)
	c.mark()
	return c
}

// read takes over the turns, and tells who the agents are and when it was.
func (c *Conversation) read(conv *source.Conversation) {
	c.Turns = make([]Turn, len(conv.Turns))
	for i := range conv.Turns {
		from := &conv.Turns[i]
		t := &c.Turns[i]
		*t = Turn{Number: i + 1, Speaker: from.Speaker, Name: from.Name, Time: from.Time, Text: from.Text.String(), Moment: -1}
		if c.Time == "" && t.Time != "" {
			c.Time = t.Time
			if at, ok := lint.ParseTime(t.Time); ok && at.Year() > 0 {
				c.Day = at.Format("2006-01-02")
			}
		}
		agent := t.Speaker == source.Agent || t.Speaker == source.Unknown && !conv.Dialog
		if !agent || strings.TrimSpace(t.Text) == "" {
			continue
		}
		t.Moment = len(c.Moments)
		c.Moments = append(c.Moments, Moment{Turn: i + 1, Agent: t.Name, Time: t.Time})
		if t.Name != "" && !slices.Contains(c.Agents, t.Name) {
			c.Agents = append(c.Agents, t.Name)
		}
	}
	c.Agent = strings.Join(c.Agents, " + ")
}

// heard notes which markers the customer's words hold.
func (p *plan) heard(c *Conversation, j *lint.Judgement, w *work) {
	n := len(p.markers)
	if need := n * len(c.Turns); len(w.flags) < need {
		w.flags = make([]bool, need)
	}
	clear(w.flags)
	w.customer = w.customer[:0]
	for i := range c.Turns {
		w.customer = append(w.customer, w.flags[i*n:(i+1)*n])
	}
	for _, h := range j.Hits {
		if h.Customer {
			w.customer[h.Turn-1][h.Marker] = true
		}
	}
}

// gather collects the evidence of findings and hits.
func (p *plan) gather(c *Conversation, conv *source.Conversation, j *lint.Judgement, w *work) {
	for i := range c.Findings {
		f := &c.Findings[i]
		moment := c.Turns[f.Turn-1].Moment
		if f.Suppressed != nil || moment < 0 {
			continue
		}
		if fatal := p.fatal[f.Rule]; fatal != nil {
			c.Fatal = append(c.Fatal, FatalHit{Rule: f.Rule, Cap: fatal.Cap, Finding: i, Turn: f.Turn, Moment: moment})
			c.Moments[moment].Fatal = true
		}
		for _, u := range p.byRule[f.Rule] {
			if p.counts(u, c, moment, w) && !excused(u, j, f.Turn, f.Span) {
				c.Evidence = append(c.Evidence, Evidence{
					Area: u.area, For: u.supports, Weight: p.weight(u, f), Rule: f.Rule, Finding: i, Title: u.title, use: u.id,
					Moment: moment, Turn: f.Turn, Span: f.Span, Start: f.Start, Match: f.Match, Sentence: f.Sentence,
				})
			}
		}
	}
	for _, h := range j.Hits {
		moment := c.Turns[h.Turn-1].Moment
		if h.Customer || moment < 0 {
			continue
		}
		text := c.Turns[h.Turn-1].Text
		start := conv.Turns[h.Turn-1].Text.Position(h.Span.Start)
		for _, u := range p.byMarker[h.Marker] {
			if p.counts(u, c, moment, w) && !excused(u, j, h.Turn, h.Span) {
				c.Evidence = append(c.Evidence, Evidence{
					Area: u.area, For: u.supports, Weight: u.item.Weight, Finding: -1, Marker: p.markers[h.Marker], Title: u.title, use: u.id,
					Moment: moment, Turn: h.Turn, Span: h.Span, Start: start, Match: text[h.Span.Start:h.Span.End], Sentence: text[h.Sentence.Start:h.Sentence.End],
				})
			}
		}
	}
	slices.SortStableFunc(c.Evidence, inOrder)
}

// weight is what a finding weighs: half where what stands beside it lowers its
// level, as a reason and an offer do beside a refusal.
func (p *plan) weight(u *use, f *lint.Finding) float64 {
	if f.Level < p.levels[f.Rule] {
		return u.item.Weight / 2
	}
	return u.item.Weight
}

// inOrder compares evidence by place, then by the order of the card.
func inOrder(x, y Evidence) int {
	return cmp.Or(cmp.Compare(x.Turn, y.Turn), cmp.Compare(x.Span.Start, y.Span.Start), cmp.Compare(x.Area, y.Area), cmp.Compare(x.use, y.use))
}

// counts tells whether an item speaks at a moment.
func (p *plan) counts(u *use, c *Conversation, moment int, w *work) bool {
	first, last := moment == 0, moment == len(c.Moments)-1
	switch u.item.At {
	case rules.FirstOnly:
		if !first {
			return false
		}
	case rules.LastOnly:
		if !last {
			return false
		}
	case rules.NotFirst:
		if first {
			return false
		}
	case rules.AnyTurn:
	}
	return len(u.item.After) == 0 || w.before(c, c.Moments[moment].Turn, u.after)
}

// excused tells whether a sentence that overlaps a match holds a hit of a marker
// that keeps an item from counting there.
func excused(u *use, j *lint.Judgement, turn int, span source.Span) bool {
	return len(u.unless) > 0 && slices.ContainsFunc(j.Hits, func(h lint.MarkerHit) bool {
		return h.Turn == turn && h.Sentence.Start < span.End && span.Start < h.Sentence.End && slices.Contains(u.unless, h.Marker)
	})
}

// before tells whether one of some markers stands in what the customer said right
// before a turn.
func (w *work) before(c *Conversation, turn int, markers []int) bool {
	seen := false
	for i := turn - 2; i >= 0; i-- {
		switch customer := c.Turns[i].Speaker == source.Customer; {
		case customer:
			seen = true
			for _, m := range markers {
				if w.customer[i][m] {
					return true
				}
			}
		case seen && c.Turns[i].Moment >= 0:
			return false
		}
	}
	return false
}

// judgeAreas settles which evidence counts, and the score of each area.
func (p *plan) judgeAreas(c *Conversation, w *work) {
	c.Areas = make([]AreaResult, len(p.card.Areas))
	for i := range c.Areas {
		c.Areas[i].Area = &p.card.Areas[i]
	}
	p.choose(c, w)
	p.silences(c, w)
	assessed := 0.0
	for i := range c.Evidence {
		e := &c.Evidence[i]
		a := &c.Areas[e.Area]
		a.Evidence = append(a.Evidence, i)
		if e.Counted {
			a.For, a.Against = weigh(e, a.For, a.Against)
		}
	}
	for i := range c.Areas {
		a := &c.Areas[i]
		switch {
		case a.For+a.Against > 0:
			a.Score = p.points(a.For, a.Against)
			assessed += a.Area.Weight
		case a.Area.Never.ZH != "":
			a.Why = a.Area.Never.In(p.lang)
		case a.Area.Missing.ZH != "":
			a.Why = a.Area.Missing.In(p.lang)
		default:
			a.Why = noEvidence(p.lang)
		}
	}
	c.Assessed = assessed / p.total
}

// choose settles which evidence counts: of each item the heaviest of a turn, and of
// these the heaviest, as many as count in a conversation; of equals the first. So
// one piece more against an area never takes the place of a heavier one.
func (p *plan) choose(c *Conversation, w *work) {
	w.counted, w.last = reset(w.counted, p.uses), reset(w.last, p.uses)
	for i := range c.Evidence {
		e := &c.Evidence[i]
		rival := w.last[e.use] - 1 // of the same turn, or of all that count
		switch most := p.most[e.use]; {
		case rival >= 0 && c.Evidence[rival].Turn == e.Turn:
		case most > 0 && w.counted[e.use] == most:
			rival = c.lightest(e.use, i)
		default:
			rival = -1
			w.counted[e.use]++
		}
		if rival >= 0 {
			if e.Weight <= c.Evidence[rival].Weight {
				continue
			}
			c.Evidence[rival].Counted = false
		}
		e.Counted = true
		w.last[e.use] = i + 1
	}
}

// lightest is the lightest evidence of an item that counts before an index, the
// last of equals.
func (c *Conversation) lightest(use, before int) int {
	best := -1
	for i := range before {
		if e := &c.Evidence[i]; e.use == use && e.Counted && (best < 0 || e.Weight <= c.Evidence[best].Weight) {
			best = i
		}
	}
	return best
}

func reset(list []int, n int) []int {
	if len(list) < n {
		return make([]int, n)
	}
	clear(list)
	return list
}

func weigh(e *Evidence, supports, against float64) (newFor, newAgainst float64) {
	if e.For {
		return supports + e.Weight, against
	}
	return supports, against + e.Weight
}

// points is the score of an area, or a moment, by the weights of its evidence.
func (p *plan) points(supports, against float64) Score {
	anchor := p.card.Anchor
	return Score{round(100 * (anchor*p.card.Start/100 + supports) / (anchor + supports + against)), true}
}

// round keeps one decimal: what is shown is what is compared.
func round(x float64) float64 { return math.Round(10*x) / 10 }

// silences adds what nothing speaks for though it is called for.
func (p *plan) silences(c *Conversation, w *work) {
	added := false
	for i := range p.silence {
		s := &p.silence[i]
		turn, moment, marker := s.called(c, w)
		if moment < 0 || c.spoken(s.area, p.firstCall(c, w, s.area)) {
			continue
		}
		e := Evidence{
			Area: s.area, Weight: s.said.Weight, Counted: true, Finding: -1, Title: s.said.Title.In(p.lang), Silence: true,
			Moment: moment, Turn: turn, use: p.uses,
		}
		if marker >= 0 {
			e.Marker = p.markers[marker]
			e.Sentence = c.Turns[turn-1].Text
			e.Span.End = len(e.Sentence)
		} else {
			e.Turn = c.Moments[moment].Turn
			e.Span.End = len(c.Turns[e.Turn-1].Text)
		}
		c.Evidence = append(c.Evidence, e)
		added = true
	}
	if added {
		slices.SortStableFunc(c.Evidence, inOrder)
	}
}

// firstCall is the first turn that calls for an area; 0 where only the number of
// turns does.
func (p *plan) firstCall(c *Conversation, w *work, area int) int {
	first := 0
	for i := range p.silence {
		if p.silence[i].area != area {
			continue
		}
		if turn, moment, _ := p.silence[i].called(c, w); moment >= 0 && turn > 0 && (first == 0 || turn < first) {
			first = turn
		}
	}
	return first
}

// called finds the first place that calls for an area and the moment that answers
// it; moment is -1 where there is none.
func (s *silence) called(c *Conversation, w *work) (turn, moment, marker int) {
	customer := slices.IndexFunc(c.Turns, func(t Turn) bool { return t.Speaker == source.Customer })
	if s.said.Turns > 0 {
		if len(c.Moments) < s.said.Turns || customer < 0 {
			return 0, -1, -1
		}
		return 0, len(c.Moments) - 1, -1
	}
	for i := range c.Turns {
		for _, m := range s.customer {
			if !w.customer[i][m] {
				continue
			}
			for k := range c.Moments {
				if c.Moments[k].Turn > i+1 {
					return i + 1, k, m
				}
			}
			return 0, -1, -1 // nobody has answered yet
		}
	}
	return 0, -1, -1
}

// spoken tells whether anything speaks for an area behind a turn.
func (c *Conversation) spoken(area, turn int) bool {
	return slices.ContainsFunc(c.Evidence, func(e Evidence) bool { return e.Area == area && e.For && e.Counted && e.Turn > turn })
}

func noEvidence(lang string) string {
	if lang == "en" {
		return "nothing in the conversation speaks for or against it"
	}
	return "对话里没有可作依据的话"
}
