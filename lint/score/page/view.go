package page

import (
	"slices"
	"strconv"

	"github.com/cuoci/cuoci/lint/score"
)

// conversation is what the page shows of one. It holds the words of the page's
// language, so that a template has nothing to look up.
type conversation struct {
	Number               int    // in the run, from 1
	Name                 string // the path, with the id where the file holds several
	Agent, Time, Channel string
	Kind                 score.Kind
	Sides                [2]side
	Assessed             float64 // share of the card
	Pass                 bool
	Worst, Last          score.Score
	Areas                []area
	Moments              []moment
	Turns                []turn
	Fatal                []fatal
	Missed               []missed
	Findings             int      // that count
	Rules                []string // of these, each once, in the order of their first finding
}

type side struct {
	score.Score

	High, Capped bool
	Areas, Of    int
}

type area struct {
	score.Score

	Side         score.Side
	Title        string
	Why          string // it was not assessed
	Never        bool
	For, Against string // weights; empty for none
	Notes        []int
}

type moment struct {
	score.Score

	Turn               int
	Worst, Last, Fatal bool
}

type turn struct {
	Number  int
	Speaker string // agent, customer, system, unknown
	Who     string // the name, or the speaker in words
	Time    string
	Moment  *moment `json:",omitempty"` // nil where it is not the agent's
	Pieces  []piece
	Notes   []note
}

type fatal struct {
	Rule, Title string
	Cap         string
	Turn        int
}

// missed is why rules could not be judged.
type missed struct {
	Why   string
	Rules []string
}

// conversation makes the view of c, the number-th of the run. alone: it is the
// only one of its document.
func (w words) conversation(c *score.Conversation, number int, alone bool) *conversation {
	v := &conversation{
		Number: number, Name: c.Path, Agent: c.Agent, Time: c.Time, Channel: c.Channel,
		Kind: c.Kind, Assessed: c.Assessed, Pass: c.Pass,
	}
	if !alone {
		v.Name += " #" + c.ID
	}
	for i, s := range c.Sides {
		v.Sides[i] = side{Score: s.Score, High: s.High, Capped: s.Capped, Areas: s.Areas, Of: s.Of}
	}
	for i, m := range c.Moments {
		v.Moments = append(v.Moments, moment{Score: m.Score, Turn: m.Turn, Worst: i == c.Worst, Last: i == c.Last, Fatal: m.Fatal})
	}
	if c.Worst >= 0 {
		v.Worst = c.Moments[c.Worst].Score
	}
	if c.Last >= 0 {
		v.Last = c.Moments[c.Last].Score
	}
	for _, f := range c.Fatal {
		v.Fatal = append(v.Fatal, fatal{Rule: f.Rule, Title: c.Findings[f.Finding].Title, Cap: w.whole(f.Cap), Turn: f.Turn})
	}
	noteOf := w.turns(v, c)
	for i := range c.Areas {
		v.Areas = append(v.Areas, w.area(&c.Areas[i], noteOf))
	}
	for i := range c.Findings {
		if f := &c.Findings[i]; f.Suppressed == nil {
			v.Findings++
			if !slices.Contains(v.Rules, f.Rule) {
				v.Rules = append(v.Rules, f.Rule)
			}
		}
	}
	for _, n := range c.NotAssessed {
		at := slices.IndexFunc(v.Missed, func(m missed) bool { return m.Why == n.Why })
		if at < 0 {
			at = len(v.Missed)
			v.Missed = append(v.Missed, missed{Why: n.Why})
		}
		v.Missed[at].Rules = append(v.Missed[at].Rules, n.Rule)
	}
	return v
}

func (w words) area(a *score.AreaResult, noteOf map[int]int) area {
	v := area{
		Score: a.Score, Side: a.Area.Side, Title: w.localized(a.Area.Title),
		Why: a.Why, Never: w.localized(a.Area.Never) != "",
	}
	if a.For > 0 {
		v.For = "+" + weight(a.For)
	}
	if a.Against > 0 {
		v.Against = "−" + weight(a.Against)
	}
	for _, e := range a.Evidence {
		if n := noteOf[e]; n > 0 && !slices.Contains(v.Notes, n) {
			v.Notes = append(v.Notes, n)
		}
	}
	slices.Sort(v.Notes)
	return v
}

// turns fills in the turns of v and returns the number of the note that shows
// each evidence of c.
func (w words) turns(v *conversation, c *score.Conversation) map[int]int {
	noteOf := map[int]int{}
	loose := unmarked(c)
	number := 0
	for i := range c.Turns {
		t := &c.Turns[i]
		shown := turn{Number: t.Number, Speaker: t.Speaker.String(), Who: t.Name, Time: t.Time, Pieces: cut(t.Text, t.Marks, number+1)}
		if shown.Who == "" {
			shown.Who = w.speaker(t.Speaker)
		}
		if t.Moment >= 0 {
			shown.Moment = &v.Moments[t.Moment]
		}
		for k, m := range slices.Concat(t.Marks, loose[t.Number]) {
			number++
			n := w.note(c, m, number)
			n.Turn = t.Number
			if k < len(t.Marks) {
				n.Back = back(shown.Pieces, &n)
			}
			for _, e := range m.Evidence {
				noteOf[e] = number
			}
			shown.Notes = append(shown.Notes, n)
		}
		v.Turns = append(v.Turns, shown)
	}
	return noteOf
}

// back gives the pieces that look as the mark of n their look, and returns the
// number by which its first piece goes.
func back(pieces []piece, n *note) int {
	first := 0
	for i := range pieces {
		p := &pieces[i]
		if slices.Contains(p.Begins, n.Number) {
			first = p.Begins[0]
		}
		if p.Inner == n.Number {
			p.Against = n.Against
		}
	}
	return first
}

// unmarked are evidence and findings that stand on no phrase, such as something
// that nobody said, by the number of their turn: as marks without a place.
func unmarked(c *score.Conversation) map[int][]score.Mark {
	evidence, findings := make([]bool, len(c.Evidence)), make([]bool, len(c.Findings))
	for i := range c.Turns {
		for _, m := range c.Turns[i].Marks {
			if m.Finding >= 0 {
				findings[m.Finding] = true
			}
			for _, e := range m.Evidence {
				evidence[e] = true
			}
		}
	}
	loose := map[int][]score.Mark{}
	for i := range c.Findings {
		if f := &c.Findings[i]; !findings[i] && f.Suppressed == nil {
			m := score.Mark{Finding: i}
			for k, e := range c.Evidence {
				if e.Finding == i && !evidence[k] {
					m.Evidence = append(m.Evidence, k)
					evidence[k] = true
				}
			}
			loose[f.Turn] = append(loose[f.Turn], m)
		}
	}
	for i, e := range c.Evidence {
		if !evidence[i] {
			loose[e.Turn] = append(loose[e.Turn], score.Mark{Finding: -1, Evidence: []int{i}})
		}
	}
	return loose
}

// joined writes numbers with blanks between them.
func joined(numbers []int) string {
	var b []byte
	for i, n := range numbers {
		if i > 0 {
			b = append(b, ' ')
		}
		b = strconv.AppendInt(b, int64(n), 10)
	}
	return string(b)
}
