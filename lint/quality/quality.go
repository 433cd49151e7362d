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
	"strings"

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

// maxLine is the longest line of a labelled file, in bytes.
const maxLine = 16 << 20

// Read reads labelled turns, one JSON object a line; blank lines are passed over.
// A line that is no object, has no text or no list of labels is an error that
// names the line. Labels that [Labels] does not know are left alone.
func Read(r io.Reader) ([]Turn, error) {
	return Lines(r, parse)
}

// Lines reads what parse makes of each line; blank lines are passed over. An error
// names its line.
func Lines[T any](r io.Reader, parse func(line []byte) (T, error)) ([]T, error) {
	var list []T
	s := bufio.NewScanner(r)
	s.Buffer(nil, maxLine)
	n := 0
	for s.Scan() {
		n++
		if len(bytes.TrimSpace(s.Bytes())) == 0 {
			continue
		}
		x, err := parse(s.Bytes())
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		list = append(list, x)
	}
	if err := s.Err(); err != nil {
		return nil, fmt.Errorf("line %d: %w", n+1, err)
	}
	return list, nil
}

// parse reads one line.
func parse(line []byte) (Turn, error) {
	var t Turn
	err := json.Unmarshal(line, &t)
	switch {
	case err != nil:
	case strings.TrimSpace(t.Text) == "":
		err = errors.New("\"text\" is missing or empty")
	case t.Labels == nil:
		err = errors.New("\"labels\" is missing: a turn without a label has an empty list")
	}
	return t, err
}

// Measure runs a linter over labelled turns and scores every label of whose
// rules it runs one. A finding counts at any level.
func Measure(l *lint.Linter, turns []Turn) ([]Score, error) {
	fired := make([][]lint.Finding, len(turns))
	for i := range turns {
		found, err := check(l, &turns[i])
		if err != nil {
			return nil, fmt.Errorf("turn %q: %w", turns[i].ID, err)
		}
		fired[i] = found
	}
	running := map[string]bool{}
	for _, r := range l.Rules() {
		running[r.Rule.ID] = r.Level > lint.Off
	}
	var scores []Score
	for _, label := range Labels() {
		if slices.ContainsFunc(label.Rules, func(id string) bool { return running[id] }) {
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
