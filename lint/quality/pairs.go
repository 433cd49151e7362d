package quality

import (
	"bufio"
	"cmp"
	"fmt"
	"slices"

	"github.com/cuoci/cuoci/lint"
)

// Pair is two rules that fire in the same turn.
type Pair struct {
	Rules [2]string // sorted
	Turns int       // in which both fire
}

// maxPairs is how many pairs are printed.
const maxPairs = 20

// pair counts the rules that fire together in each turn of a part of a result.
func (s *Sample) pair(found []lint.Finding) {
	for len(found) > 0 {
		n := 1
		for n < len(found) && found[n].Conversation == found[0].Conversation && found[n].Turn == found[0].Turn {
			n++
		}
		ids := make([]string, n)
		for i := range ids {
			ids[i] = found[i].Rule
		}
		slices.Sort(ids)
		ids = slices.Compact(ids)
		for i, x := range ids {
			s.turns[x]++
			for _, y := range ids[i+1:] {
				s.pairs[[2]string{x, y}]++
			}
		}
		found = found[n:]
	}
}

// Pairs are the rules that fire together in a turn, the most frequent first.
func (s *Sample) Pairs() []Pair {
	list := make([]Pair, 0, len(s.pairs))
	for rules, n := range s.pairs {
		list = append(list, Pair{rules, n})
	}
	slices.SortFunc(list, func(x, y Pair) int {
		return cmp.Or(cmp.Compare(y.Turns, x.Turns), slices.Compare(x.Rules[:], y.Rules[:]))
	})
	return list
}

// printPairs writes the pairs, with the share of the turns of either rule that
// they are.
func (s *Sample) printPairs(b *bufio.Writer) {
	pairs := s.Pairs()
	if len(pairs) == 0 {
		return
	}
	fmt.Fprintf(b, "\n%-48s %6s %9s %9s\n", "together in a turn", "turns", "of first", "of second")
	for _, p := range pairs[:min(len(pairs), maxPairs)] {
		x, y := p.Rules[0], p.Rules[1]
		fmt.Fprintf(b, "%-48s %6d %8.0f%% %8.0f%%\n", x+" + "+y, p.Turns, percent(p.Turns, s.turns[x]), percent(p.Turns, s.turns[y]))
	}
}

func percent(part, whole int) float64 { return 100 * float64(part) / float64(max(whole, 1)) }
