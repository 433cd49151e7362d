package score

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/cuoci/cuoci/lint/quality"
	"github.com/cuoci/cuoci/lint/source"
)

// Rated is a conversation with the satisfaction that people gave it.
type Rated struct {
	ID           string   `json:"id"`
	Satisfaction *float64 `json:"S"`
	Turns        []struct {
		Role string `json:"role"`
		Text string `json:"text"`
	} `json:"turns"`
	Agent []string `json:"agent_text"` // turns of the agent, where no others are known
}

// ReadRated reads rated conversations, one JSON object a line: {"id", "S", "turns"}
// or {"id", "S", "agent_text"}. A line that is no such object is an error that
// names it.
func ReadRated(r io.Reader) ([]Rated, error) {
	return quality.Lines(r, func(line []byte) (c Rated, err error) {
		err = json.Unmarshal(line, &c)
		switch {
		case err != nil:
		case c.Satisfaction == nil:
			err = errors.New("\"S\" is missing: the satisfaction that was given")
		case c.Turns == nil && c.Agent == nil:
			err = errors.New("neither \"turns\" nor \"agent_text\"")
		}
		return c, err
	})
}

// Agreement is how one score of the card goes with satisfaction.
type Agreement struct {
	Name     string // procedure, personal, worst, last, or the id of an area
	N        int    // conversations in which it was assessed
	Rho      float64
	Interval Interval
	// All is over all conversations, where what was not assessed stands at the card's
	// start.
	All         float64
	AllInterval Interval
}

// Agree scores rated conversations and tells how the headline numbers, then the
// areas go with satisfaction: Spearman's rank correlation with its interval.
func (j *Judge) Agree(rated []Rated) ([]Agreement, error) {
	var satisfaction []float64
	scores := map[string][]Score{}
	names := []string{"procedure", "personal", "worst", "last"}
	for i := range rated {
		c, err := j.rated(&rated[i])
		if err != nil {
			return nil, fmt.Errorf("conversation %q: %w", rated[i].ID, err)
		}
		satisfaction = append(satisfaction, *rated[i].Satisfaction)
		for name, s := range map[string]Score{
			"procedure": c.Sides[Procedure].Score, "personal": c.Sides[Personal].Score, "worst": c.WorstScore(), "last": c.LastScore(),
		} {
			scores[name] = append(scores[name], s)
		}
		for k := range c.Areas {
			id := c.Areas[k].Area.ID
			if i == 0 {
				names = append(names, id)
			}
			scores[id] = append(scores[id], c.Areas[k].Score)
		}
	}
	var list []Agreement
	for _, name := range names {
		list = append(list, agreement(name, scores[name], satisfaction, j.plan.card.Start))
	}
	return list, nil
}

// rated scores one rated conversation; one in which nobody speaks has no scores.
func (j *Judge) rated(r *Rated) (*Conversation, error) {
	type turn struct {
		Role string `json:"role"`
		Text string `json:"text"`
	}
	record := struct {
		ID    string `json:"id"`
		Turns []turn `json:"turns"`
	}{ID: r.ID, Turns: []turn{}}
	for _, t := range r.Turns {
		record.Turns = append(record.Turns, turn{t.Role, t.Text})
	}
	for _, text := range r.Agent {
		record.Turns = append(record.Turns, turn{"agent", text})
	}
	line, err := json.Marshal(record)
	if err != nil {
		return nil, err
	}
	d := source.NewDocument(bytes.NewReader(line), source.Options{Path: "rated", Format: source.FormatJSONL})
	for conv, err := range d.Conversations() {
		if err != nil {
			return nil, err
		}
		return j.Conversation("rated", conv), nil
	}
	return j.Conversation("rated", &source.Conversation{Dialog: true}), nil
}

func agreement(name string, scores []Score, satisfaction []float64, start float64) Agreement {
	a := Agreement{Name: name}
	var x, y, all []float64
	for i, s := range scores {
		if s.Assessed {
			x, y = append(x, s.Points), append(y, satisfaction[i])
			all = append(all, s.Points)
		} else {
			all = append(all, start)
		}
	}
	a.N = len(x)
	var i quality.Interval
	a.Rho, i = quality.Spearman(x, y)
	a.Interval = Interval(i)
	a.All, i = quality.Spearman(all, satisfaction)
	a.AllInterval = Interval(i)
	return a
}

// PrintAgreements writes a table.
func PrintAgreements(w io.Writer, list []Agreement) error {
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "%-16s %8s %8s %-18s %8s %-18s\n", "score", "assessed", "rho", " 95 %", "all", " 95 %")
	for _, a := range list {
		if a.N < 4 {
			fmt.Fprintf(b, "%-16s %8d %8s %-18s\n", a.Name, a.N, "-", "")
			continue
		}
		fmt.Fprintf(b, "%-16s %8d %8.3f (%.3f to %.3f) %*.3f (%.3f to %.3f)\n", a.Name, a.N, a.Rho, a.Interval.Low, a.Interval.High, 8, a.All, a.AllInterval.Low, a.AllInterval.High)
	}
	return b.Flush()
}
