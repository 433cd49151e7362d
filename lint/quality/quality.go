// Package quality measures rules against labelled text: precision, recall and
// every miss and false alarm, so that a rule is changed by what it does and not
// by what it looks like.
package quality

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/cuoci/cuoci/lint"
	"github.com/cuoci/cuoci/lint/source"
)

// Turn is one labelled agent turn.
type Turn struct {
	ID      string   `json:"id"`
	Source  string   `json:"source"`
	Context string   `json:"context"` // the customer's turn before, empty where unknown
	Text    string   `json:"text"`
	Labels  []string `json:"labels"`
	Unsure  []string `json:"unsure"` // labels that are left out of the count
}

// Case is a turn that a label's rules judged wrongly.
type Case struct {
	Turn    Turn
	Rules   []string // that fired, for a false alarm
	Matches []string
}

// Score is what the rules of one label did.
type Score struct {
	Label       Label
	Positives   int // turns with the label
	Hits        int // of these, turns that a rule found
	Misses      []Case
	FalseAlarms []Case
}

// Precision is the share of the turns found that have the label; 1 where none
// was found.
func (s *Score) Precision() float64 { return ratio(s.Hits, s.Hits+len(s.FalseAlarms)) }

// Recall is the share of the turns with the label that were found; 1 where
// there are none.
func (s *Score) Recall() float64 { return ratio(s.Hits, s.Positives) }

// F1 is the harmonic mean of precision and recall.
func (s *Score) F1() float64 {
	p, r := s.Precision(), s.Recall()
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}

func ratio(part, whole int) float64 {
	if whole == 0 {
		return 1
	}
	return float64(part) / float64(whole)
}

// Read reads labelled turns, one JSON object a line.
func Read(r io.Reader) ([]Turn, error) {
	var turns []Turn
	s := bufio.NewScanner(r)
	s.Buffer(nil, 16<<20)
	for line := 1; s.Scan(); line++ {
		if len(bytes.TrimSpace(s.Bytes())) == 0 {
			continue
		}
		var t Turn
		if err := json.Unmarshal(s.Bytes(), &t); err != nil {
			return nil, fmt.Errorf("line %d: %w", line, err)
		}
		turns = append(turns, t)
	}
	return turns, s.Err()
}

// Measure runs a linter over labelled turns and scores every label whose rules
// it has.
func Measure(l *lint.Linter, turns []Turn) ([]Score, error) {
	fired := make([][]lint.Finding, len(turns))
	for i := range turns {
		found, err := check(l, &turns[i])
		if err != nil {
			return nil, fmt.Errorf("turn %q: %w", turns[i].ID, err)
		}
		fired[i] = found
	}
	known := map[string]bool{}
	for _, r := range l.Rules() {
		known[r.Rule.ID] = true
	}
	var scores []Score
	for _, label := range Labels() {
		if slices.ContainsFunc(label.Rules, func(id string) bool { return known[id] }) {
			scores = append(scores, score(label, turns, fired))
		}
	}
	return scores, nil
}

// check lints one turn behind its customer's.
func check(l *lint.Linter, t *Turn) ([]lint.Finding, error) {
	line, err := conversation(t)
	if err != nil {
		return nil, err
	}
	d := source.NewDocument(bytes.NewReader(line), source.Options{Path: "labelled.jsonl"})
	var found []lint.Finding
	var errs []error
	l.Document(d, "labelled.jsonl", func(r lint.Result) bool {
		found = append(found, r.Findings...)
		errs = append(errs, r.Err)
		return true
	})
	return found, errors.Join(errs...)
}

// conversation writes a turn as a line of JSON Lines: with the customer's turn
// a conversation, else a lone text.
func conversation(t *Turn) ([]byte, error) {
	if t.Context == "" {
		return json.Marshal(map[string]any{"id": t.ID, "text": t.Text})
	}
	type turn struct {
		Role string `json:"role"`
		Text string `json:"text"`
	}
	return json.Marshal(map[string]any{"id": t.ID, "turns": []turn{{"customer", t.Context}, {"agent", t.Text}}})
}

// score judges one label over all turns. A rule that another absorbed fired.
func score(label Label, turns []Turn, fired [][]lint.Finding) Score {
	s := Score{Label: label}
	for i, t := range turns {
		if slices.Contains(t.Unsure, label.Name) {
			continue
		}
		c := Case{Turn: t}
		for _, f := range fired[i] {
			for _, id := range append([]string{f.Rule}, f.Evidence.Absorbed...) {
				if slices.Contains(label.Rules, id) {
					c.Rules = append(c.Rules, id)
					c.Matches = append(c.Matches, f.Match)
				}
			}
		}
		has := slices.Contains(t.Labels, label.Name)
		if has {
			s.Positives++
		}
		switch {
		case has && len(c.Rules) > 0:
			s.Hits++
		case has:
			s.Misses = append(s.Misses, c)
		case len(c.Rules) > 0:
			s.FalseAlarms = append(s.FalseAlarms, c)
		}
	}
	return s
}

// Print writes the scores as a table, then every miss and false alarm.
func Print(w io.Writer, scores []Score) error {
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "%-20s %9s %9s %9s %9s %7s %7s\n", "label", "precision", "recall", "F1", "positives", "misses", "alarms")
	for i := range scores {
		s := &scores[i]
		fmt.Fprintf(b, "%-20s %9.3f %9.3f %9.3f %9d %7d %7d\n",
			s.Label.Name, s.Precision(), s.Recall(), s.F1(), s.Positives, len(s.Misses), len(s.FalseAlarms))
	}
	for i := range scores {
		s := &scores[i]
		for _, c := range s.Misses {
			fmt.Fprintf(b, "\nmiss %s %s %s\n", s.Label.Name, c.Turn.ID, c.Turn.Source)
			printTurn(b, &c.Turn)
		}
		for _, c := range s.FalseAlarms {
			fmt.Fprintf(b, "\nfalse alarm %s %s %s %q by %q\n", s.Label.Name, c.Turn.ID, c.Turn.Source, c.Matches, c.Rules)
			printTurn(b, &c.Turn)
		}
	}
	return b.Flush()
}

func printTurn(b *bufio.Writer, t *Turn) {
	if t.Context != "" {
		fmt.Fprintf(b, "  customer: %s\n", t.Context)
	}
	fmt.Fprintf(b, "  agent:    %s\n", t.Text)
}
