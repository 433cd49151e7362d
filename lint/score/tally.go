package score

import (
	"cmp"
	"math"
	"slices"

	"github.com/cuoci/cuoci/lint/quality"
)

// Tally counts the conversations of a run. Its memory grows with the number of
// groups, not of conversations.
type Tally struct {
	scorer  *Scorer
	by      By
	ranked  bool
	sum     Summary
	sides   [2]running
	worst   running
	last    running
	share   running
	passed  int
	areas   []running
	groups  map[string]*group
	ordered []string // names of groups, as they came
}

// running is the mean and spread of values that come one after the other.
// Source: Welford 1962, Technometrics 4.
type running struct {
	n        int
	mean, m2 float64
}

func (r *running) add(s Score) {
	if !s.Assessed {
		return
	}
	r.n++
	d := s.Points - r.mean
	r.mean += d / float64(r.n)
	r.m2 += d * (s.Points - r.mean)
}

func (r *running) result() Mean {
	if r.n == 0 {
		return Mean{Interval: Interval{0, 100}}
	}
	deviation := 0.0
	if r.n > 1 {
		deviation = math.Sqrt(r.m2 / float64(r.n-1))
	}
	i := quality.Student(r.mean, deviation, r.n)
	return Mean{r.n, round(r.mean), Interval{round(max(0, i.Low)), round(min(100, i.High))}}
}

func shareOf(part, whole int) Share {
	i := quality.Wilson(part, whole)
	return Share{part, whole, thousandths(float64(part) / float64(max(whole, 1))), Interval{thousandths(i.Low), thousandths(i.High)}}
}

func thousandths(x float64) float64 { return math.Round(1000*x) / 1000 }

// group is a group that is being counted.
type group struct {
	title       string
	n           int
	sides       [2]running
	area        running
	worst, last running
	passed      int
	findings    int
}

// NewTally returns a Tally for the conversations of a Scorer; by may be empty. With
// ranked, groups come in the order of their scores, the highest first.
func (s *Scorer) NewTally(by By, ranked bool) *Tally {
	return &Tally{scorer: s, by: by, ranked: ranked, areas: make([]running, len(s.card.Areas)), groups: map[string]*group{}}
}

// Add counts what came of one document, or of a part of it.
func (t *Tally) Add(r *Result) {
	if r.Err != nil {
		t.sum.Failed++
	}
	if r.Skipped != "" {
		t.sum.Skipped++
	}
	for _, c := range r.Conversations {
		t.add(c)
	}
}

func (t *Tally) add(c *Conversation) {
	t.sum.Conversations++
	t.sum.Turns += len(c.Turns)
	t.sum.Kinds[c.Kind]++
	for i := range c.Moments {
		if c.Moments[i].Score.Assessed {
			t.sum.Moments++
		}
	}
	for i := range c.Sides {
		t.sides[i].add(c.Sides[i].Score)
	}
	t.worst.add(c.WorstScore())
	t.last.add(c.LastScore())
	t.share.add(Score{c.Assessed, true})
	if c.Pass {
		t.passed++
	}
	if len(c.Fatal) > 0 {
		t.sum.Fatal++
	}
	for i := range c.Areas {
		t.areas[i].add(c.Areas[i].Score)
	}
	t.addGroups(c)
}

// WorstScore is that of the worst moment.
func (c *Conversation) WorstScore() Score { return c.moment(c.Worst) }

// LastScore is that of the last moment.
func (c *Conversation) LastScore() Score { return c.moment(c.Last) }

func (c *Conversation) moment(i int) Score {
	if i < 0 {
		return Score{}
	}
	return c.Moments[i].Score
}

func (t *Tally) addGroups(c *Conversation) {
	switch t.by {
	case ByAgent:
		t.group(c.Agent, "").add(c, len(c.Findings))
	case ByDay:
		t.group(c.Day, "").add(c, len(c.Findings))
	case ByChannel:
		t.group(c.Channel, "").add(c, len(c.Findings))
	case ByArea:
		for i := range c.Areas {
			a := &c.Areas[i]
			g := t.group(a.Area.ID, a.Area.Title.In(t.scorer.lang))
			if a.Score.Assessed {
				g.add(c, 0)
				g.area.add(a.Score)
				for _, k := range a.Evidence {
					if c.Evidence[k].Finding >= 0 {
						g.findings++
					}
				}
			}
		}
	case ByRule:
		counts := map[string]int{}
		for i := range c.Findings {
			if f := &c.Findings[i]; f.Suppressed == nil {
				if counts[f.Rule]++; counts[f.Rule] == 1 {
					t.group(f.Rule, f.Title)
				}
			}
		}
		for rule, n := range counts {
			t.groups[rule].add(c, n)
		}
	}
}

func (t *Tally) group(name, title string) *group {
	g := t.groups[name]
	if g == nil {
		g = &group{title: title}
		t.groups[name] = g
		t.ordered = append(t.ordered, name)
	}
	return g
}

func (g *group) add(c *Conversation, findings int) {
	g.n++
	g.findings += findings
	for i := range c.Sides {
		g.sides[i].add(c.Sides[i].Score)
	}
	g.worst.add(c.WorstScore())
	g.last.add(c.LastScore())
	if c.Pass {
		g.passed++
	}
}

// Summary is what was counted.
func (t *Tally) Summary() Summary {
	s := t.sum
	card := t.scorer.card
	s.Card, s.Pass, s.SmallBelow, s.By, s.Ranked = card.Name, card.Pass, card.Small, t.by, t.ranked
	for i := range t.sides {
		s.Sides[i] = t.sides[i].result()
	}
	s.Worst, s.Last = t.worst.result(), t.last.result()
	s.Passed = shareOf(t.passed, s.Conversations)
	s.Assessed = thousandths(t.share.mean)
	for i := range t.areas {
		s.Areas = append(s.Areas, AreaSummary{&card.Areas[i], t.areas[i].result(), shareOf(t.areas[i].n, s.Conversations)})
	}
	s.Groups = t.results()
	return s
}

// results are the groups, in their order.
func (t *Tally) results() []Group {
	if t.by == "" {
		return nil
	}
	names := slices.Clone(t.ordered)
	if t.by != ByArea { // areas have come in the order of the card
		slices.Sort(names)
	}
	list := make([]Group, 0, len(names))
	for _, name := range names {
		g := t.groups[name]
		out := Group{
			By: t.by, Name: name, Title: g.title, N: g.n, Small: g.n < t.scorer.card.Small, Area: g.area.result(),
			Worst: g.worst.result(), Last: g.last.result(), Pass: shareOf(g.passed, g.n), Findings: g.findings,
		}
		for i := range g.sides {
			out.Sides[i] = g.sides[i].result()
		}
		if t.by == ByRule || t.by == ByArea {
			out.Found = shareOf(g.n, t.sum.Conversations)
		}
		if t.by != ByArea {
			out.Area = Mean{}
		}
		list = append(list, out)
	}
	if t.ranked {
		slices.SortStableFunc(list, func(x, y Group) int { return cmp.Compare(y.rank(), x.rank()) })
	}
	return list
}

// rank is what groups are ranked by: the lower of the two sides, so that neither
// hides the other; of areas their own score. Groups that are too small come last.
func (g *Group) rank() float64 {
	switch {
	case g.Small:
		return -1
	case g.By == ByArea:
		return g.Area.Mean
	}
	return min(g.Sides[Procedure].Mean, g.Sides[Personal].Mean)
}
