package quality

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"slices"

	"github.com/cuoci/cuoci/lint"
	"github.com/cuoci/cuoci/lint/source"
)

// Rates are the findings of each rule under several profiles.
type Rates struct {
	Profiles []string
	Stats    lint.Stats
	Count    map[string][]int // of each rule, by id: findings under each profile
}

// CountProfiles lints a file under one linter a profile. What stops the reading
// is the error.
func CountProfiles(profiles []string, linters []*lint.Linter, o source.Options) (*Rates, error) {
	r := &Rates{Profiles: profiles, Count: map[string][]int{}}
	for i, l := range linters {
		r.Stats = lint.Stats{}
		inputs := func(yield func(lint.Input) bool) { yield(lint.Input{Options: o, Named: true}) }
		for part := range l.Run(context.Background(), inputs, 1) {
			if part.Err != nil {
				return nil, part.Err
			}
			r.Stats.Add(part.Stats)
			for _, f := range part.Findings {
				if r.Count[f.Rule] == nil {
					r.Count[f.Rule] = make([]int, len(profiles))
				}
				r.Count[f.Rule][i]++
			}
		}
	}
	return r, nil
}

// Print writes a table: for each rule, in the order of ids, its findings for
// each 1,000 characters of agents' turns under each profile. Rules that find
// nothing stand in it too: a rule that never fires is worth a look.
func (r *Rates) Print(w io.Writer, ids []string) error {
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "%d conversations, %d turns, %d characters; findings per 1,000 characters\n\n", r.Stats.Conversations, r.Stats.Turns, r.Stats.Characters)
	fmt.Fprintf(b, "%-28s", "rule")
	for _, p := range r.Profiles {
		fmt.Fprintf(b, " %10s", p)
	}
	fmt.Fprintln(b)
	for _, id := range slices.Compact(ids) {
		fmt.Fprintf(b, "%-28s", id)
		for i := range r.Profiles {
			n := 0
			if counts := r.Count[id]; counts != nil {
				n = counts[i]
			}
			fmt.Fprintf(b, " %10.3f", 1000*float64(n)/float64(max(r.Stats.Characters, 1)))
		}
		fmt.Fprintln(b)
	}
	return b.Flush()
}
