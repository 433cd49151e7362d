package score

import (
	"cmp"
	"slices"
)

// judgeMoments scores each turn of the agent, and finds the worst and the last.
func (p *plan) judgeMoments(c *Conversation) {
	for i := range c.Evidence {
		e := &c.Evidence[i]
		if !e.Counted {
			continue
		}
		m := &c.Moments[e.Moment]
		k := slices.IndexFunc(m.Areas, func(a MomentArea) bool { return a.Area == e.Area })
		if k < 0 {
			k = len(m.Areas)
			m.Areas = append(m.Areas, MomentArea{Area: e.Area})
		}
		a := &m.Areas[k]
		a.For, a.Against = weigh(e, a.For, a.Against)
		a.Evidence = append(a.Evidence, i)
	}
	for i := range c.Moments {
		m := &c.Moments[i]
		slices.SortFunc(m.Areas, func(x, y MomentArea) int { return cmp.Compare(x.Area, y.Area) })
		var supports, against [2]float64
		for k := range m.Areas {
			a := &m.Areas[k]
			side := c.Areas[a.Area].Area.Side
			a.Points = p.points(a.For, a.Against).Points
			supports[side], against[side] = supports[side]+a.For, against[side]+a.Against
		}
		for side := range supports {
			if supports[side]+against[side] == 0 {
				continue
			}
			m.Sides[side] = p.points(supports[side], against[side])
			if !m.Score.Assessed || m.Sides[side].Points < m.Score.Points {
				m.Score = m.Sides[side]
			}
		}
	}
	for _, f := range c.Fatal {
		c.Moments[f.Moment].Score.lower(f.Cap)
	}
	for i := range c.Moments {
		if s := c.Moments[i].Score; s.Assessed {
			c.Last = i
			if c.Worst < 0 || s.Points < c.Moments[c.Worst].Score.Points {
				c.Worst = i
			}
		}
	}
}

// lower caps a score. What a fatal item caps has been assessed by it.
func (s *Score) lower(most float64) (lowered bool) {
	if s.Assessed && s.Points <= most {
		return false
	}
	*s = Score{most, true}
	return true
}

// judgeSides scores the two sides, and names the kind of service.
func (p *plan) judgeSides(c *Conversation) {
	var weights, sums [2]float64
	for i := range c.Areas {
		a := &c.Areas[i]
		side := &c.Sides[a.Area.Side]
		side.Of++
		if !a.Score.Assessed {
			continue
		}
		side.Areas++
		weights[a.Area.Side] += a.Area.Weight
		sums[a.Area.Side] += a.Area.Weight * a.Score.Points
	}
	c.Pass = len(c.Fatal) == 0
	for i := range c.Sides {
		side := &c.Sides[i]
		side.Side = Side(i)
		if side.Areas > 0 {
			side.Score = Score{round(sums[i] / weights[i]), true}
		}
		for _, f := range c.Fatal {
			side.Capped = side.Score.lower(f.Cap) || side.Capped
		}
		side.High = side.Score.Assessed && side.Score.Points >= p.card.Pass
		c.Pass = c.Pass && (side.High || !side.Score.Assessed)
	}
	c.Kind = kindOf(c.Sides[Procedure], c.Sides[Personal])
}

// mark gives the turns their marks.
func (c *Conversation) mark() {
	add := func(turn int, m Mark, evidence int) {
		marks := &c.Turns[turn-1].Marks
		k := slices.IndexFunc(*marks, func(o Mark) bool {
			return o.Start == m.Start && o.End == m.End && (o.Finding == m.Finding || m.Finding < 0 && o.Finding < 0)
		})
		if k < 0 {
			k = len(*marks)
			*marks = append(*marks, m)
		}
		if evidence >= 0 {
			(*marks)[k].Evidence = append((*marks)[k].Evidence, evidence)
		}
	}
	for i := range c.Findings {
		if f := &c.Findings[i]; f.Suppressed == nil {
			add(f.Turn, Mark{Start: f.Span.Start, End: f.Span.End, Finding: i}, -1)
		}
	}
	for i := range c.Evidence {
		e := &c.Evidence[i]
		if !e.Silence {
			add(e.Turn, Mark{Start: e.Span.Start, End: e.Span.End, Finding: e.Finding}, i)
		}
	}
	for i := range c.Turns {
		slices.SortStableFunc(c.Turns[i].Marks, func(x, y Mark) int {
			return cmp.Or(cmp.Compare(x.Start, y.Start), cmp.Compare(y.End, x.End), cmp.Compare(x.Finding, y.Finding))
		})
	}
}
