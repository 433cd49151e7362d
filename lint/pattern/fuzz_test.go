package pattern

import (
	"errors"
	"testing"
	"unicode/utf8"

	"github.com/cuoci/cuoci/lint/segment"
)

// FuzzPattern compiles any pattern and matches it against any text: a fault is
// an *Error with a place inside the pattern; a hit lies inside the text, on
// characters, and the image finds the same.
func FuzzPattern(f *testing.F) {
	for _, seed := range [][2]string{
		{"<I><adverb>?(不能|无法)…{0,12}<verb>", "这边真的不能为您退"},
		{"^(不|没)(行|办法)$", "没办法。不行！"},
		{"^^好…{1,3}$$", "好的亲"},
		{`\(…<time>`, "（3天内）"},
		{"(((…)))", "能不能"},
		{"a|b)?", "AB"},
	} {
		f.Add(seed[0], seed[1])
	}
	seg := segment.NewSegmenter(segment.Embedded())
	f.Fuzz(func(t *testing.T, pattern, text string) {
		if len(pattern) > 400 || len(text) > 4000 {
			return
		}
		b := NewBuilder(lookup)
		if _, err := b.Add(MarkerSource{Name: "t/m", Patterns: sources(pattern)}); err != nil {
			var pe *Error
			if !errors.As(err, &pe) || pe.Column < 1 || pe.Column > 5+utf8.RuneCountInString(pattern)+1 {
				t.Fatalf("%q: %#v has no place in the pattern", pattern, err)
			}
			return
		}
		s, err := b.Build()
		if err != nil {
			t.Fatal(err)
		}
		hits := run(t, s, seg, text)
		image, err := s.AppendBinary(nil)
		if err != nil {
			t.Fatal(err)
		}
		opened, err := OpenSet(string(image))
		if err != nil {
			t.Fatal(err)
		}
		again := run(t, opened, seg, text)
		if len(hits) != len(again) {
			t.Fatalf("%q on %q: %v, from the image %v", pattern, text, hits, again)
		}
		for i := range hits {
			if hits[i] != again[i] {
				t.Fatalf("%q on %q: %v, from the image %v", pattern, text, hits, again)
			}
		}
	})
}

func run(t *testing.T, s *Set, seg *segment.Segmenter, text string) []Hit {
	t.Helper()
	m := NewMatcher(s, seg, nil)
	m.Reset(text)
	a := m.Text()
	last := 0
	for _, h := range m.Hits(0) {
		if h.Start < last || h.End <= h.Start || h.End > len(a.Text) {
			t.Fatalf("hit %v of %q: not inside, empty, or over another", h, a.Text)
		}
		if !boundary(a.Text, h.Start) || !boundary(a.Text, h.End) {
			t.Fatalf("hit %v of %q cuts a character", h, a.Text)
		}
		if from, to := a.Source(h.Start, h.End); from >= to || to > len(text) {
			t.Fatalf("hit %v stands at [%d:%d] of %d bytes", h, from, to, len(text))
		}
		last = h.End
	}
	return m.Hits(0)
}

func boundary(text string, at int) bool { return at == len(text) || utf8.RuneStart(text[at]) }

// FuzzOpenSet opens damaged images: an error, never a panic; nor from a set whose
// image is whole.
func FuzzOpenSet(f *testing.F) {
	s := build(f, []string{"保证金"}, MarkerSource{Name: "t/m", Patterns: sources("<I><adverb>?不能"), Except: sources("不能不")})
	image, err := s.AppendBinary(nil)
	if err != nil {
		f.Fatal(err)
	}
	seg := segment.NewSegmenter(segment.Embedded())
	f.Add(string(image), 0)
	f.Add(string(image[:len(image)/2]), 3)
	f.Fuzz(func(_ *testing.T, image string, flip int) {
		if len(image) > len(imageMagic)+4 && flip > 0 {
			// A right checksum over a damaged body reaches the checks behind it.
			image = damaged(image, flip)
		}
		s, err := OpenSet(image)
		if err != nil || Verify(image) != nil {
			return
		}
		m := NewMatcher(s, seg, nil)
		m.Reset("我不能不退保证金，我真的不能")
		for i := range s.Markers() {
			for _, h := range m.Hits(i) {
				_ = s.Patterns(i)[h.Pattern]
			}
		}
	})
}
