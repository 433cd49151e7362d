package page

import "github.com/cuoci/cuoci/lint/score"

// note is what stands beside a turn for one of its marks, or for something that
// nobody said.
type note struct {
	Number  int  // in the conversation, from 1
	Turn    int  // 1-based
	Back    int  // the number by which the mark's first piece goes; 0 where nothing is marked
	Against bool // it speaks against the service
	// Of a finding; Rule is empty for a mark that only evidence stands on.
	Rule, Level, LevelName, Title, Message string
	Say                                    []string
	Line                                   int // in the file
	Effects                                []effect
	Cap                                    string // what a fatal item caps scores at; empty for none
}

// effect is what evidence does to an area.
type effect struct {
	For, Counted        bool
	Area, Title, Weight string
}

// note makes the note of a mark.
func (w words) note(c *score.Conversation, m score.Mark, number int) note {
	n := note{Number: number, Against: m.Finding >= 0}
	if m.Finding >= 0 {
		f := &c.Findings[m.Finding]
		n.Rule, n.Title, n.Message, n.Line = f.Rule, f.Title, f.Message, f.Start.Line
		n.Level, n.LevelName = f.Level.String(), w.level(f.Level)
		for _, s := range f.Suggestions {
			n.Say = append(n.Say, s.Text)
		}
		for _, hit := range c.Fatal {
			if hit.Finding == m.Finding {
				n.Cap = w.whole(hit.Cap)
			}
		}
	}
	for _, i := range m.Evidence {
		e := &c.Evidence[i]
		if !e.For {
			n.Against = true
		}
		if n.Line == 0 {
			n.Line = e.Start.Line
		}
		x := effect{For: e.For, Counted: e.Counted, Weight: weight(e.Weight), Area: w.localized(c.Areas[e.Area].Area.Title)}
		if e.Title != n.Title {
			x.Title = e.Title
		}
		n.Effects = append(n.Effects, x)
	}
	return n
}
