package page

import (
	"math"

	"github.com/cuoci/cuoci/lint/score"
)

// handSummary sums conversations up; its intervals are rough.
func handSummary(card *score.Card, list []*score.Conversation) score.Summary {
	s := score.Summary{Card: card.Name, Pass: card.Pass, SmallBelow: card.Small, Conversations: len(list)}
	var sides [2][]float64
	var worst, last []float64
	areas := make([][]float64, len(card.Areas))
	for _, c := range list {
		s.Turns += len(c.Turns)
		s.Kinds[c.Kind]++
		s.Assessed += c.Assessed / float64(len(list))
		if c.Pass {
			s.Passed.Part++
		}
		if len(c.Fatal) > 0 {
			s.Fatal++
		}
		for i := range c.Sides {
			if c.Sides[i].Score.Assessed {
				sides[i] = append(sides[i], c.Sides[i].Score.Points)
			}
		}
		for _, m := range c.Moments {
			if m.Score.Assessed {
				s.Moments++
			}
		}
		if c.Worst >= 0 {
			worst, last = append(worst, c.Moments[c.Worst].Score.Points), append(last, c.Moments[c.Last].Score.Points)
		}
		for i := range c.Areas {
			if c.Areas[i].Score.Assessed {
				areas[i] = append(areas[i], c.Areas[i].Score.Points)
			}
		}
	}
	s.Sides = [2]score.Mean{handMean(sides[0]), handMean(sides[1])}
	s.Worst, s.Last = handMean(worst), handMean(last)
	s.Passed = handShare(s.Passed.Part, len(list))
	for i := range card.Areas {
		s.Areas = append(s.Areas, score.AreaSummary{Area: &card.Areas[i], Score: handMean(areas[i]), Assessed: handShare(len(areas[i]), len(list))})
	}
	return s
}

func handMean(x []float64) score.Mean {
	m := score.Mean{N: len(x), Interval: score.Interval{High: 100}}
	for _, v := range x {
		m.Mean += v / float64(len(x))
	}
	if len(x) > 1 {
		var square float64
		for _, v := range x {
			square += (v - m.Mean) * (v - m.Mean)
		}
		half := 2 * math.Sqrt(square/float64(len(x)-1)/float64(len(x)))
		m.Interval = score.Interval{Low: max(m.Mean-half, 0), High: min(m.Mean+half, 100)}
	}
	return m
}

func handShare(part, whole int) score.Share {
	s := score.Share{Part: part, Whole: whole}
	if whole > 0 {
		s.Share = float64(part) / float64(whole)
		half := 2 * math.Sqrt(s.Share*(1-s.Share)/float64(whole))
		s.Interval = score.Interval{Low: max(s.Share-half, 0), High: min(s.Share+half, 1)}
	}
	return s
}
