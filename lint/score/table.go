package score

import (
	"fmt"
	"math"
)

// round2 keeps two decimals of a sum of weights.
func round2(x float64) float64 { return math.Round(100*x) / 100 }

// groupRows are the cells of a table of groups, the header first; safe makes a name
// fit to be shown.
func groupRows(s *Summary, say *labels, safe func(string) string) [][]string {
	head := append([]string{say.groups[s.By]}, say.columns...)
	switch s.By {
	case ByArea:
		head = append(head, say.areas, say.found)
	case ByRule:
		head = append(head, say.found)
	case ByAgent, ByDay, ByChannel:
	}
	rows := [][]string{head}
	for i := range s.Groups {
		g := &s.Groups[i]
		name := safe(g.Name)
		switch {
		case g.Name == "":
			name = say.unknown
		case s.By == ByArea:
			name = g.Title
		case g.Title != "":
			name += " " + g.Title
		}
		if g.Small {
			name += " *"
		}
		row := []string{
			name, fmt.Sprint(g.N), interval(g.Sides[Procedure]), interval(g.Sides[Personal]),
			plainMean(g.Worst), plainMean(g.Last), percentage(g.Pass),
		}
		if s.By == ByArea {
			row = append(row, interval(g.Area))
		}
		if s.By == ByArea || s.By == ByRule {
			row = append(row, percentage(g.Found))
		}
		rows = append(rows, row)
	}
	return rows
}

// interval is a mean with its interval.
func interval(m Mean) string {
	switch m.N {
	case 0:
		return "–"
	case 1:
		return fmt.Sprintf("%.1f", m.Mean)
	}
	return fmt.Sprintf("%.1f (%.1f–%.1f)", m.Mean, m.Interval.Low, m.Interval.High)
}

func plainMean(m Mean) string {
	if m.N == 0 {
		return "–"
	}
	return fmt.Sprintf("%.1f", m.Mean)
}

// percentage is a share with its interval.
func percentage(s Share) string {
	if s.Whole == 0 {
		return "–"
	}
	return fmt.Sprintf("%.0f%% (%.0f–%.0f)", 100*s.Share, 100*s.Interval.Low, 100*s.Interval.High)
}
