package quality

import (
	"context"
	"hash/fnv"
	"math/rand/v2"

	"github.com/cuoci/cuoci/lint"
	"github.com/cuoci/cuoci/lint/source"
)

// Sample is what rules find in unlabelled text: how often, and some findings to
// read.
type Sample struct {
	Stats    lint.Stats
	Count    map[string]int                // findings of each rule, by id
	Levels   map[string]map[lint.Level]int // of each rule: findings at each level
	Findings map[string][]lint.Finding     // of each rule, at random

	turns  map[string]int    // of each rule: turns in which it fires
	pairs  map[[2]string]int // of two rules: turns in which both fire
	seed   uint64
	random map[string]*rand.Rand // of each rule
}

// Draw lints a file and keeps up to n findings of each rule. Equal seeds draw
// equal samples; that of a rule does not change with what other rules find.
// What stops the reading of the file is the error.
func Draw(l *lint.Linter, o source.Options, n int, seed uint64) (*Sample, error) {
	s := &Sample{
		Count:    map[string]int{},
		Levels:   map[string]map[lint.Level]int{},
		Findings: map[string][]lint.Finding{},
		turns:    map[string]int{},
		pairs:    map[[2]string]int{},
		seed:     seed,
		random:   map[string]*rand.Rand{},
	}
	inputs := func(yield func(lint.Input) bool) { yield(lint.Input{Options: o, Named: true}) }
	for r := range l.Run(context.Background(), inputs, 1) {
		if r.Err != nil {
			return nil, r.Err
		}
		s.Stats.Add(r.Stats)
		s.pair(r.Findings)
		for _, f := range r.Findings {
			s.keep(f, n)
		}
	}
	return s, nil
}

// keep counts a finding and lets it into the sample with the chance that all
// findings of its rule have (reservoir sampling: Vitter 1985, algorithm R).
func (s *Sample) keep(f lint.Finding, n int) {
	if s.Count[f.Rule]++; s.Count[f.Rule] == 1 {
		s.Levels[f.Rule] = map[lint.Level]int{}
		id := fnv.New64a()
		id.Write([]byte(f.Rule))
		s.random[f.Rule] = rand.New(rand.NewPCG(s.seed, id.Sum64()))
	}
	s.Levels[f.Rule][f.Level]++
	if len(s.Findings[f.Rule]) < n {
		s.Findings[f.Rule] = append(s.Findings[f.Rule], f)
	} else if i := s.random[f.Rule].IntN(s.Count[f.Rule]); i < n {
		s.Findings[f.Rule][i] = f
	}
}
