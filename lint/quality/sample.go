package quality

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"

	"github.com/cuoci/cuoci/lint"
	"github.com/cuoci/cuoci/lint/source"
)

// Sample is what rules find in unlabelled text: how often, and some findings to
// read.
type Sample struct {
	Stats    lint.Stats
	Count    map[string]int            // findings of each rule
	Levels   map[string]map[string]int // of each rule: findings at each level
	Findings map[string][]lint.Finding // of each rule, at random
}

// Draw lints a file and keeps up to n findings of each rule, drawn with a fixed
// seed.
func Draw(l *lint.Linter, o source.Options, n int, seed uint64) (*Sample, error) {
	s := &Sample{Count: map[string]int{}, Levels: map[string]map[string]int{}, Findings: map[string][]lint.Finding{}}
	random := rand.New(rand.NewPCG(seed, 0))
	inputs := func(yield func(lint.Input) bool) { yield(lint.Input{Options: o, Named: true}) }
	for r := range l.Run(context.Background(), inputs, 1) {
		if r.Err != nil {
			return nil, r.Err
		}
		s.Stats.Add(r.Stats)
		for _, f := range r.Findings {
			s.keep(f, n, random)
		}
	}
	return s, nil
}

// keep counts a finding and lets it into the sample with the chance that all
// findings of its rule have (reservoir sampling: Vitter 1985, algorithm R).
func (s *Sample) keep(f lint.Finding, n int, random *rand.Rand) {
	s.Count[f.Rule]++
	if s.Levels[f.Rule] == nil {
		s.Levels[f.Rule] = map[string]int{}
	}
	s.Levels[f.Rule][f.Level.String()]++
	if len(s.Findings[f.Rule]) < n {
		s.Findings[f.Rule] = append(s.Findings[f.Rule], f)
	} else if i := random.IntN(s.Count[f.Rule]); i < n {
		s.Findings[f.Rule][i] = f
	}
}

// Print writes the counts, per 1,000 characters too, and the sample.
func (s *Sample) Print(w io.Writer) error {
	b := bufio.NewWriter(w)
	ids := make([]string, 0, len(s.Count))
	for id := range s.Count {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	fmt.Fprintf(b, "%d conversations, %d turns, %d characters\n", s.Stats.Conversations, s.Stats.Turns, s.Stats.Characters)
	for _, id := range ids {
		fmt.Fprintf(b, "%-24s %7d %8.3f per 1,000 characters %v\n", id, s.Count[id], 1000*float64(s.Count[id])/float64(max(s.Stats.Characters, 1)), s.Levels[id])
	}
	for _, id := range ids {
		for _, f := range s.Findings[id] {
			fmt.Fprintf(b, "%s\t%s\t%s\t%s\t%s\n", id, f.Level, f.Conversation, f.Match, f.Sentence)
		}
	}
	return b.Flush()
}
