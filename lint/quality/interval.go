package quality

import "math"

// Interval is a range of shares, between 0 and 1.
type Interval struct{ Low, High float64 }

// Wilson is the score interval of a share, part out of whole, at 95 %: the
// shares under which what was counted is not out of the ordinary. It holds for
// few cases and near 0 and 1 too; without a case it is everything.
// Source: E. B. Wilson 1927, "Probable inference, the law of succession, and
// statistical inference", Journal of the American Statistical Association 22.
func Wilson(part, whole int) Interval {
	if whole <= 0 {
		return Interval{0, 1}
	}
	const z = 1.959964 // 97.5 % of a normal distribution lies below
	n := float64(whole)
	p := float64(part) / n
	middle := p + z*z/(2*n)
	reach := z * math.Sqrt(p*(1-p)/n+z*z/(4*n*n))
	scale := 1 + z*z/n
	// At the ends the exact bound is 0 or 1; rounding must not leave the range.
	return Interval{max(0, (middle-reach)/scale), min(1, (middle+reach)/scale)}
}
