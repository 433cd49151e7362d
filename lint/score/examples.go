package score

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/cuoci/cuoci/lint"
	"github.com/cuoci/cuoci/lint/source"
	"github.com/cuoci/cuoci/rules"
)

// ExampleFailure is an example of a card that gets another kind of service than it
// names.
type ExampleFailure struct {
	Example rules.CardExample
	Got     *Conversation
}

// String is the failure with its place, and what was scored.
func (f ExampleFailure) String() string {
	side := func(s SideResult) string {
		if !s.Score.Assessed {
			return "not assessed"
		}
		return fmt.Sprint(s.Score.Points)
	}
	return fmt.Sprintf("%s:%d: the example is of the kind %s, but comes out %s (procedure %s, personal %s): %s",
		f.Example.Path, f.Example.Line, f.Example.Kind, f.Got.Kind, side(f.Got.Sides[Procedure]), side(f.Got.Sides[Personal]),
		strings.Join(strings.Fields(f.Example.Turns[0].Text), " "))
}

// Examples scores the examples of the card with a linter, and tells how many are
// right and which are not.
func (s *Scorer) Examples(l *lint.Linter) (passed int, failures []ExampleFailure, err error) {
	j, err := s.Judge(l)
	if err != nil {
		return 0, nil, err
	}
	for _, ex := range s.card.Examples {
		got, err := j.example(ex.Turns)
		if err != nil {
			return 0, nil, fmt.Errorf("%s:%d: %w", ex.Path, ex.Line, err)
		}
		if got.Kind.String() == ex.Kind {
			passed++
		} else {
			failures = append(failures, ExampleFailure{ex, got})
		}
	}
	return passed, failures, nil
}

// example scores the turns of an example.
func (j *Judge) example(turns []rules.ExampleTurn) (*Conversation, error) {
	type turn struct {
		Role string `json:"role"`
		Text string `json:"text"`
		Time string `json:"time,omitempty"`
		End  string `json:"end,omitempty"`
	}
	record := struct {
		Turns []turn `json:"turns"`
	}{}
	for _, t := range turns {
		record.Turns = append(record.Turns, turn{t.Speaker, t.Text, t.Time, t.End})
	}
	line, err := json.Marshal(record)
	if err != nil {
		return nil, err
	}
	d := source.NewDocument(bytes.NewReader(line), source.Options{Path: "example", Format: source.FormatJSONL})
	var got *Conversation
	for conv, err := range d.Conversations() {
		if err != nil {
			return nil, err
		}
		got = j.Conversation("example", conv)
	}
	if got == nil {
		return nil, errors.New("no turns")
	}
	return got, nil
}
