package page

import (
	"cmp"
	"slices"
)

// choose marks the conversations that the page has no room for. Those with a
// fatal item stay, then those with the worst moments.
func (p *writer) choose() {
	if len(p.known) <= p.most {
		return
	}
	order := make([]int, len(p.known))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		x, y := &p.known[a], &p.known[b]
		if x.fatal != y.fatal {
			if x.fatal {
				return -1
			}
			return 1
		}
		return cmp.Compare(x.worst, y.worst)
	})
	for _, i := range order[p.most:] {
		p.known[i].forgotten = true
	}
}
