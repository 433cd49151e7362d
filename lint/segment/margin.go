package segment

import (
	"math"
	"unicode/utf8"
)

// Most islands leave gse no choice: the shortest path through them is shorter
// than the next by far more than gse's single precision can lose. Such a
// verdict is worked out here, in double precision, in a fraction of the time;
// what is closer than margin, or longer than maxUnits, gse decides.
const (
	maxUnits = 8
	margin   = 0.01 // bits; a path of eight words is off by less than 0.0001
	unknown  = 32   // what gse charges for a unit that is no word
)

// lattice holds the words of an island: cost[i][j] is the length of the word
// over units i to j, or 0 where there is none.
type lattice struct {
	units  int
	offset [maxUnits + 1]int
	cost   [maxUnits + 1][maxUnits + 1]float64
}

// clear works out the verdict on an island, if the shortest path leaves no
// doubt.
func (d *Dict) clear(text string) (verdict, bool) {
	var v verdict
	if len(text) >= 64 {
		return v, false
	}
	var l lattice
	for at := 0; at < len(text); l.units++ {
		if l.units == maxUnits {
			return v, false
		}
		l.offset[l.units] = at
		at = nextUnit(text, at, len(text), len(text))
	}
	l.offset[l.units] = len(text)
	total := math.Log2(d.total)
	for i := range l.units {
		l.cost[i][i+1] = unknown
		j := i
		d.walk(text, l.offset[i], len(text), func(end int, freq float64, _ string) {
			for j = i; j < l.units && l.offset[j] < end; {
				j++
			}
			l.cost[i][j] = total - math.Log2(freq)
		})
	}
	return v, l.mark(text, 0, l.units, true, &v)
}

// mark notes the edges of the shortest path from unit from to unit to, and of
// the paths inside its words, as gse's sub-segments have them: without the word
// itself. It reports false where a path leaves a doubt.
func (l *lattice) mark(text string, from, to int, whole bool, v *verdict) bool {
	best, path := l.shortest(from, to, whole, -1, -1)
	for i := from; i < to; i = path[i] {
		// Any other path does without some word of this one.
		if next, _ := l.shortest(from, to, whole, i, path[i]); next-best < margin {
			return false
		}
	}
	for i := from; i < to; i = path[i] {
		start, end := l.offset[i], l.offset[path[i]]
		if whole || utf8.RuneCountInString(text[start:end]) >= 2 {
			v.set(start, false)
			v.set(end, true)
		}
		if path[i]-i >= 2 && !l.mark(text, i, path[i], false, v) {
			return false
		}
	}
	return true
}

// shortest finds the shortest path from unit from to unit to, not over the word
// between all of them unless whole, and not over the word from skipFrom to
// skipTo. path[i] is where the word that begins at unit i ends.
func (l *lattice) shortest(from, to int, whole bool, skipFrom, skipTo int) (cost float64, path [maxUnits]int) {
	var rest [maxUnits + 1]float64 // from each unit to the end
	for i := to - 1; i >= from; i-- {
		rest[i] = math.Inf(1)
		for j := i + 1; j <= to; j++ {
			c := l.cost[i][j]
			if c == 0 || i == skipFrom && j == skipTo || !whole && i == from && j == to {
				continue
			}
			if c+rest[j] < rest[i] {
				rest[i], path[i] = c+rest[j], j
			}
		}
	}
	return rest[from], path
}
