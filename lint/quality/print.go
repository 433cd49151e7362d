package quality

import (
	"bufio"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"unicode"

	"github.com/cuoci/cuoci/lint"
)

// Print writes the scores as a table, then every miss and false alarm. Behind
// precision and recall stands the [Wilson] interval of each.
func Print(w io.Writer, scores []Score) error {
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "%-20s %9s %-15s %9s %-15s %6s %9s %7s %7s\n",
		"label", "precision", " 95 %", "recall", " 95 %", "F1", "positives", "misses", "alarms")
	for i := range scores {
		s := &scores[i]
		f1 := "-"
		if s.Positives+len(s.FalseAlarms) > 0 {
			f1 = fmt.Sprintf("%.3f", s.F1())
		}
		fmt.Fprintf(b, "%-20s %s %s %6s %9d %7d %7d\n", s.Label.Name,
			share(s.Hits, s.Hits+len(s.FalseAlarms)), share(s.Hits, s.Positives), f1,
			s.Positives, len(s.Misses), len(s.FalseAlarms))
	}
	for i := range scores {
		s := &scores[i]
		for _, c := range s.Misses {
			fmt.Fprintf(b, "\nmiss: %s, %s\n", s.Label.Name, turnName(&c.Turn))
			printTurn(b, &c.Turn)
		}
		for _, c := range s.FalseAlarms {
			fmt.Fprintf(b, "\nfalse alarm: %s, %s\n", s.Label.Name, turnName(&c.Turn))
			for k, id := range c.Rules {
				fmt.Fprintf(b, "  %s: %s\n", id, line(c.Matches[k]))
			}
			printTurn(b, &c.Turn)
		}
	}
	return b.Flush()
}

// share is a part of a whole with its interval, where there is a whole.
func share(part, whole int) string {
	if whole == 0 {
		return fmt.Sprintf("%9s %-15s", "-", "")
	}
	i := Wilson(part, whole)
	return fmt.Sprintf("%9.3f (%.3f-%.3f)", float64(part)/float64(whole), i.Low, i.High)
}

// turnName is the id of a turn and, where it is known, its source.
func turnName(t *Turn) string {
	if t.Source == "" {
		return line(t.ID)
	}
	return line(t.ID) + " (" + line(t.Source) + ")"
}

func printTurn(b *bufio.Writer, t *Turn) {
	if t.Context != "" {
		fmt.Fprintf(b, "  customer: %s\n", line(t.Context))
	}
	fmt.Fprintf(b, "  agent:    %s\n", line(t.Text))
}

// Print writes the counts of each rule, at each level and for each 1,000
// characters of agents' turns, the rules that fire together most, then the
// sample.
func (s *Sample) Print(w io.Writer) error {
	b := bufio.NewWriter(w)
	ids := slices.Sorted(maps.Keys(s.Count))
	fmt.Fprintf(b, "%d conversations, %d turns, %d characters\n\n", s.Stats.Conversations, s.Stats.Turns, s.Stats.Characters)
	levels := []lint.Level{lint.Error, lint.Warning, lint.Suggestion}
	fmt.Fprintf(b, "%-24s", "rule")
	for _, l := range levels {
		fmt.Fprintf(b, " %10s", l)
	}
	fmt.Fprintf(b, " %8s %12s\n", "all", "per 1,000")
	for _, id := range ids {
		fmt.Fprintf(b, "%-24s", id)
		for _, l := range levels {
			fmt.Fprintf(b, " %10d", s.Levels[id][l])
		}
		fmt.Fprintf(b, " %8d %12.3f\n", s.Count[id], 1000*float64(s.Count[id])/float64(max(s.Stats.Characters, 1)))
	}
	s.printPairs(b)
	for _, id := range ids {
		if len(s.Findings[id]) > 0 {
			fmt.Fprintf(b, "\n%s: %d of %d\n", id, len(s.Findings[id]), s.Count[id])
		}
		for i := range s.Findings[id] {
			f := &s.Findings[id][i]
			fmt.Fprintf(b, "  %s:%d:%d %s “%s” in: %s\n", line(f.Conversation), f.Start.Line, f.Start.Column, f.Level, line(f.Match), line(f.Sentence))
			if t := f.Evidence.Trigger; t != nil && t.Turn != f.Turn {
				fmt.Fprintf(b, "    because of: %s\n", line(t.Match))
			}
		}
	}
	return b.Flush()
}

// line puts a text on one line: what is no visible character becomes a blank,
// so that no text can move a terminal's cursor.
func line(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsGraphic(r) {
			return r
		}
		return ' '
	}, s))
}
