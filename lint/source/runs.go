package source

import "sort"

// A run is a stretch of characters that all have the same width on both sides:
// each takes tu bytes of text and su bytes of source. The run reaches to the
// next one's text, the last to the end of the text. Source bytes between two
// runs are not part of the text (a soft break that was dropped); su is 0 for
// text that has no source.
type run struct {
	text, src uint32 // where it starts
	tu, su    uint32 // bytes per character
}

// runMap is a run-length map between text and source, sorted by text and by
// src. An empty runMap is the identity.
type runMap []run

// u32 narrows an offset: every reader limits what it maps to 64 MiB of source,
// of which at most 4 bytes of text are made for each.
func u32(n int) uint32 { return uint32(n) }

// add notes that the next character takes tu bytes of text at offset text and
// su bytes of source at offset src.
func (m runMap) add(text, src, tu, su int) runMap {
	if n := len(m); n > 0 {
		last := &m[n-1]
		if int(last.tu) == tu && int(last.su) == su {
			count := (text - int(last.text)) / tu
			if int(last.src)+count*su == src {
				return m
			}
		}
	}
	return append(m, run{u32(text), u32(src), u32(tu), u32(su)})
}

// at returns the index of the run that holds text offset off.
func (m runMap) at(off int) int {
	i := sort.Search(len(m), func(i int) bool { return int(m[i].text) > off })
	return max(i-1, 0)
}

// start returns the source offset at which the character that holds text
// offset off begins.
func (m runMap) start(off int) int {
	if len(m) == 0 {
		return off
	}
	r := m[m.at(off)]
	return int(r.src) + (off-int(r.text))/int(r.tu)*int(r.su)
}

// end returns the source offset just behind the character that ends at text
// offset off (or that holds the byte before off).
func (m runMap) end(off int) int {
	if len(m) == 0 || off == 0 {
		return m.start(off)
	}
	r := m[m.at(off-1)]
	return int(r.src) + (off-int(r.text)+int(r.tu)-1)/int(r.tu)*int(r.su)
}

// spans calls f for the source bytes of the text in [start, end), run by run,
// widened to whole characters. Parts without a source are left out.
func (m runMap) spans(start, end int, f func(start, end int)) {
	if start >= end {
		return
	}
	if len(m) == 0 {
		f(start, end)
		return
	}
	for i := m.at(start); i < len(m) && int(m[i].text) < end; i++ {
		r := m[i]
		lo, hi := max(start, int(r.text)), end
		if i+1 < len(m) {
			hi = min(end, int(m[i+1].text))
		}
		tu, su := int(r.tu), int(r.su)
		from := int(r.src) + (lo-int(r.text))/tu*su
		to := int(r.src) + (hi-int(r.text)+tu-1)/tu*su
		if from < to {
			f(from, to)
		}
	}
}
