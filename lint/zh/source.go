package zh

import "sort"

// sourceWay is the way back from folded to original offsets. It keeps a place only where the
// two stop running side by side: behind a character that changed its length, and where
// something was left out.
type sourceWay struct {
	places []wayPlace
	end    int // length of the original
}

// wayPlace says that what ends at folded offset at ends at original offset end, and what
// starts there starts at start; between the two lies what was left out.
type wayPlace struct{ at, end, start int }

func (w *sourceWay) reset(end int) { w.places, w.end = w.places[:0], end }

func (w *sourceWay) add(at, end, start int) {
	if n := len(w.places); n > 0 && w.places[n-1].at == at {
		w.places[n-1].start = start
		return
	}
	w.places = append(w.places, wayPlace{at, end, start})
}

// before finds the last place at or before folded offset off.
func (w *sourceWay) before(off int) (wayPlace, bool) {
	i := sort.Search(len(w.places), func(i int) bool { return w.places[i].at > off })
	if i == 0 {
		return wayPlace{}, false
	}
	return w.places[i-1], true
}

func (w *sourceWay) startOf(off int) int {
	p, ok := w.before(off)
	if !ok {
		return off
	}
	return p.start + off - p.at
}

func (w *sourceWay) endOf(off int) int {
	p, ok := w.before(off)
	switch {
	case !ok:
		return off
	case p.at == off:
		return p.end
	}
	return p.start + off - p.at
}

// Source gives the span of the original text, in bytes, that was folded to the bytes from
// start to end of a.Text. Both must lie on borders of characters in a.Text, start not behind
// end. The span begins with the first byte of the first character and ends behind the last
// byte of the last: what was left out beside it is not in it, what was left out inside is.
// An empty span gives an empty span, before the character that starts there.
func (a *Analysis) Source(start, end int) (int, int) {
	from := a.way.startOf(start)
	if start >= end {
		return from, from
	}
	return from, a.way.endOf(end)
}
