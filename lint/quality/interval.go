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

// Student is the interval of a mean of n values with a standard deviation, at
// 95 %, by Student's t. With fewer than two values nothing is known of their
// spread: it is everything.
func Student(mean, deviation float64, n int) Interval {
	if n < 2 {
		return Interval{math.Inf(-1), math.Inf(1)}
	}
	reach := student(n-1) * deviation / math.Sqrt(float64(n))
	return Interval{mean - reach, mean + reach}
}

// student is the value below which 97.5 % of Student's distribution lies: by table
// for few degrees of freedom, else by its expansion around the normal one.
// Source: Abramowitz and Stegun 1964, Handbook of Mathematical Functions, 26.7.5.
func student(freedom int) float64 {
	few := [...]float64{12.706205, 4.302653, 3.182446, 2.776445}
	if freedom <= len(few) {
		return few[freedom-1]
	}
	const z = 1.959964
	const z3, z5, z7, z9 = z * z * z, z * z * z * z * z, z * z * z * z * z * z * z, z * z * z * z * z * z * z * z * z
	v := float64(freedom)
	return z + (z3+z)/(4*v) + (5*z5+16*z3+3*z)/(96*v*v) + (3*z7+19*z5+17*z3-15*z)/(384*v*v*v) +
		(79*z9+776*z7+1482*z5-1920*z3-945*z)/(92160*v*v*v*v)
}
