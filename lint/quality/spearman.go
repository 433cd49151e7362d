package quality

import (
	"cmp"
	"math"
	"slices"
)

// Spearman is the rank correlation of two lists of values that belong together,
// from -1 to 1, and its interval at 95 %; equal values share the mean of their
// ranks. Of fewer than four pairs, and of values that are all equal, nothing can
// be said: the interval is everything.
// Source of the interval: Bonett and Wright 2000, "Sample size requirements for
// estimating Pearson, Kendall and Spearman correlations", Psychometrika 65.
func Spearman(x, y []float64) (rho float64, i Interval) {
	n := min(len(x), len(y))
	if n < 4 {
		return 0, Interval{-1, 1}
	}
	a, b := ranks(x[:n]), ranks(y[:n])
	middle := float64(n+1) / 2
	var ab, aa, bb float64
	for i := range n {
		da, db := a[i]-middle, b[i]-middle
		ab, aa, bb = ab+da*db, aa+da*da, bb+db*db
	}
	if aa == 0 || bb == 0 {
		return 0, Interval{-1, 1}
	}
	rho = ab / math.Sqrt(aa*bb)
	const z = 1.959964
	reach := z * math.Sqrt((1+rho*rho/2)/float64(n-3))
	middle = math.Atanh(rho)
	return rho, Interval{math.Tanh(middle - reach), math.Tanh(middle + reach)}
}

// ranks are the ranks of values, from 1.
func ranks(x []float64) []float64 {
	order := make([]int, len(x))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int { return cmp.Compare(x[i], x[j]) })
	out := make([]float64, len(x))
	for from := 0; from < len(order); {
		to := from + 1
		for to < len(order) && x[order[to]] == x[order[from]] {
			to++
		}
		for _, i := range order[from:to] {
			out[i] = float64(from+1+to) / 2
		}
		from = to
	}
	return out
}
