package segment

import (
	"strings"
	"unicode/utf8"

	"github.com/go-ego/gse"
)

// verdict is what gse said about a text: a bit for every byte offset that may
// be a left edge, and one for every right edge.
type verdict struct {
	left, right uint64   // offsets 0 to 63
	more        []uint64 // left and right in turns, from offset 64 on
}

func (v *verdict) has(at int, right bool) bool {
	left, bit := v.left, v.right
	if at >= 64 {
		i := (at/64 - 1) * 2
		left, bit = v.more[i], v.more[i+1]
	}
	if !right {
		bit = left
	}
	return bit>>(at%64)&1 != 0
}

func (v *verdict) set(at int, right bool) {
	word := &v.left
	if right {
		word = &v.right
	}
	if at >= 64 {
		i := (at/64 - 1) * 2
		for i+1 >= len(v.more) {
			v.more = append(v.more, 0)
		}
		word = &v.more[i]
		if right {
			word = &v.more[i+1]
		}
	}
	*word |= 1 << (at % 64)
}

// mark notes the edges of gse's segments and of the sub-segments of at least
// two characters inside them. shift is the offset of the first segment.
func (v *verdict) mark(segments []*gse.Segment, text string, shift int) {
	for _, s := range segments {
		start, end := shift+s.Start(), shift+s.End()
		if utf8.RuneCountInString(text[start:end]) >= 2 {
			v.set(start, false)
			v.set(end, true)
			v.mark(s.Token().Segments(), text, start)
		}
	}
}

// memo remembers verdicts by the text they are about, within bounds: when
// the young ones are many they become the old ones, and the old ones go.
type memo struct {
	young, old map[string]verdict
	bytes      int // of keys in young
}

// Bounds of one of the two generations.
const (
	memoEntries = 1 << 14
	memoBytes   = 1 << 20
)

func (m *memo) get(text string) (verdict, bool) {
	v, ok := m.young[text]
	if !ok {
		if v, ok = m.old[text]; ok {
			m.put(text, v)
		}
	}
	return v, ok
}

func (m *memo) put(text string, v verdict) {
	if m.young == nil || len(m.young) >= memoEntries || m.bytes+len(text) > memoBytes {
		m.old, m.young, m.bytes = m.young, make(map[string]verdict), 0
	}
	m.young[strings.Clone(text)] = v
	m.bytes += len(text)
}

// verdict asks the memory, then works the verdict out if it is clear, then asks
// gse.
func (s *Segmenter) verdict(text string) verdict {
	if v, ok := s.memo.get(text); ok {
		return v
	}
	if v, ok := s.dict.clear(text); ok {
		s.memo.put(text, v)
		return v
	}
	var v verdict
	if n := len(text) / 64; n > 0 {
		v.more = make([]uint64, 2*n)
	}
	segments := s.dict.judge(text)
	for i := range segments {
		v.set(segments[i].Start(), false)
		v.set(segments[i].End(), true)
		v.mark(segments[i].Token().Segments(), text, segments[i].Start())
	}
	s.memo.put(text, v)
	return v
}
