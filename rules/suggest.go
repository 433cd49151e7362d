package rules

import (
	"fmt"
	"strings"
)

// DidYouMean is " (did you mean …?)" with the nearest of the allowed names, or
// empty where none is near.
func DidYouMean(name string, allowed []string) string {
	if near := Nearest(name, allowed); near != "" {
		return fmt.Sprintf(" (did you mean %q?)", near)
	}
	return ""
}

// Nearest is the only one of allowed that begins with name, else the nearest to it, or
// "" when none is near.
func Nearest(name string, allowed []string) string {
	best, bestAt := min(max((len(name)+1)/3, 1), 3), ""
	lower := strings.ToLower(name)
	if only := begun(lower, allowed); only != "" {
		return only
	}
	for _, a := range allowed {
		if d := distance(lower, strings.ToLower(a), best); d < best || d == best && bestAt == "" {
			best, bestAt = d, a
		}
	}
	return bestAt
}

// begun is the only one of allowed that begins with the lower case start, "" for a
// start of one or two bytes.
func begun(start string, allowed []string) string {
	const short = 2
	found := ""
	for _, a := range allowed {
		switch {
		case len(start) <= short || !strings.HasPrefix(strings.ToLower(a), start):
		case found != "":
			return ""
		default:
			found = a
		}
	}
	return found
}

// distance is the number of bytes to insert, delete, replace or swap with
// their neighbour to make b of a (optimal string alignment), or limit+1 when it
// is more than limit.
func distance(a, b string, limit int) int {
	if len(a)-len(b) > limit || len(b)-len(a) > limit {
		return limit + 1
	}
	before, above, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range above {
		above[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(above[j]+1, row[j-1]+1, above[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, above, row = above, row, before
	}
	return min(above[len(b)], limit+1)
}
