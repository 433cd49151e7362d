package pattern

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/cuoci/cuoci/lint/segment"
)

// naive finds the hits of a marker without anchors, neighbours, needs or cuts:
// every program runs at every character, and word edges are judged in the
// program.
func naive(m *Matcher, marker int) []Hit {
	m.Text()
	var raw, block []rawHit
	for id := range m.set.programs {
		p := &m.set.programs[id]
		if int(p.marker()) != marker {
			continue
		}
		for at := range m.vm.chars.Len() {
			// An exception is judged with its edges, as a hit is in the end.
			if end, ok := m.vm.match(p, at); ok {
				if h := (rawHit{start: at, end: end, program: p}); p.except() {
					block = append(block, h)
				} else {
					raw = append(raw, h)
				}
			}
		}
	}
	slices.SortFunc(raw, func(x, y rawHit) int {
		return cmp.Or(cmp.Compare(x.start, y.start), cmp.Compare(y.end, x.end), cmp.Compare(x.program.index, y.program.index))
	})
	var hits []Hit
	last := int32(0)
	for _, h := range raw {
		if h.start < last || slices.ContainsFunc(block, func(b rawHit) bool { return b.start < h.end && h.start < b.end }) {
			continue
		}
		last = h.end
		hits = append(hits, Hit{Start: m.vm.offset(h.start), End: m.vm.offset(h.end), Pattern: int(h.program.index)})
	}
	return hits
}

// elements are what the patterns and texts of TestNaive are put together from:
// few words, so that they meet often.
var (
	elements = []string{
		"我", "不", "能", "不能", "可以", "退", "退款", "没有", "没", "办法", "的", "<I>", "<verb>", "<adverb>", "(能|可以|能够)", "(退|换|取消)",
		"<I>?", "<adverb>?", "(真的)?", "(的|了)?", "…", "…{0,3}", "…{1,4}", "<number>", "<time>", "<placeholder>", "<money>", "，", "不(能|能取)",
	}
	words = []string{
		"我", "不", "能", "不能", "可以", "退", "退款", "取消", "没有", "没", "办法", "的", "了", "小妹", "这边", "暂时", "真的", "的确是", "换", "改",
		"，", "。", "？", " ", "3天内", "20元", "{{x}}", "我們", "ABC", "“", "”", "您说", "能不能", "不得不", "http://a.cn", "保证金", "元",
	}
)

func joined(rng *rand.Rand, from []string, most int) string {
	var b strings.Builder
	for range 1 + rng.IntN(most) {
		b.WriteString(from[rng.IntN(len(from))])
	}
	return b.String()
}

// randomSet compiles some markers of random patterns.
func randomSet(t *testing.T, rng *rand.Rand) *Set {
	t.Helper()
	b := NewBuilder(lookup)
	b.Frozen([]string{"保证金", "不能退款"})
	for i := 0; i < 3; {
		m := MarkerSource{Name: "t/m" + string(rune('0'+i))}
		for range 1 + rng.IntN(4) {
			p := joined(rng, elements, 5)
			p = []string{"", "", "^", "^^"}[rng.IntN(4)] + p + []string{"", "", "$", "$$"}[rng.IntN(4)]
			src := Source{Text: p, Path: "p.yaml", Line: 1, Column: 1, AnyEdges: rng.IntN(3) == 0}
			if _, err := NewBuilder(lookup).Add(MarkerSource{Name: "t/try", Patterns: []Source{src}}); err != nil {
				continue
			}
			if rng.IntN(4) == 0 {
				m.Except = append(m.Except, src)
			} else {
				m.Patterns = append(m.Patterns, src)
			}
		}
		if len(m.Patterns) == 0 {
			continue
		}
		if _, err := b.Add(m); err != nil {
			t.Fatal(err)
		}
		i++
	}
	s, err := b.Build()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestNaive holds the hits against those that are found the plain way, of eager
// and of lazy markers, in a set as built and in its image.
func TestNaive(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 10))
	seg := segment.NewSegmenter(segment.Embedded())
	found := 0
	for range 700 {
		built := randomSet(t, rng)
		image, err := built.AppendBinary(nil)
		if err != nil {
			t.Fatal(err)
		}
		opened, err := OpenSet(string(image))
		if err != nil {
			t.Fatal(err)
		}
		plain := NewMatcher(built, seg, nil)
		matchers := []*Matcher{NewMatcher(built, seg, nil), NewMatcher(opened, seg, []int{1})}
		for range 40 {
			text := joined(rng, words, 14)
			plain.Reset(text)
			for _, m := range matchers {
				m.Reset(text)
			}
			for marker := range built.Markers() {
				want := naive(plain, marker)
				found += len(want)
				for i, m := range matchers {
					if got := m.Hits(marker); !slices.Equal(got, want) {
						t.Fatalf("%q, %q except %q: got %v from matcher %d, want %v", text, built.Patterns(marker), built.Excepts(marker), got, i, want)
					}
					if len(want) > 0 && !m.Possible(marker) {
						t.Fatalf("%q: marker %d has hits that are not possible", text, marker)
					}
				}
			}
		}
	}
	if found < 3000 {
		t.Errorf("only %d hits: the test tests little", found)
	}
}

// TestHitsWithin holds the hits of a stretch of the text against those of all of
// it.
func TestHitsWithin(t *testing.T) {
	rng := rand.New(rand.NewPCG(11, 12))
	seg := segment.NewSegmenter(segment.Embedded())
	for range 300 {
		s := randomSet(t, rng)
		all, some := NewMatcher(s, seg, nil), NewMatcher(s, seg, nil)
		for range 40 {
			text := joined(rng, words, 20)
			all.Reset(text)
			some.Reset(text)
			offsets := all.vm.chars.Offset
			for marker := range s.Markers() {
				for range 3 {
					from, limit := int(offsets[rng.IntN(len(offsets))]), int(offsets[rng.IntN(len(offsets))])+1
					within := func(h Hit) bool { return h.End >= from && h.Start < limit }
					var got, want []Hit
					for _, h := range some.HitsWithin(marker, from, limit) {
						if within(h) {
							got = append(got, h)
						}
					}
					for _, h := range all.Hits(marker) {
						if within(h) {
							want = append(want, h)
						}
						for i := 0; i < h.End-h.Start; i++ {
							if at := h.Start + i; slices.Contains(offsets, int32(at)) && !all.MayHold(marker, at) {
								t.Fatalf("%q, %q: a hit lies over %d, which none may hold", text, s.Patterns(marker), at)
							}
						}
					}
					if !slices.Equal(got, want) {
						t.Fatalf("%q, %q except %q: from %d, before %d: got %v, want %v", text, s.Patterns(marker), s.Excepts(marker), from, limit, got, want)
					}
				}
			}
		}
	}
}
