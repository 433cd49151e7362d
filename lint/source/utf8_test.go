package source

import (
	"math/rand/v2"
	"testing"
	"unicode/utf8"
)

// TestBadUTF8 holds the quick way through valid text against the plain one.
func TestBadUTF8(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	pieces := []string{
		"您", "好", "a", "abcdefgh", "é", "😀", "，", "\u0800", "\u0fff", "\u1000", "\ud7ff", "\ue000", "\uffff",
		"\x80", "\xed\xa0\x80", "\xe0\x80\x80", "\xe6\x88", "\xf4\x90\x80\x80", "\xc0\x80",
	}
	for range 50_000 {
		var src []byte
		for range rng.IntN(9) {
			src = append(src, pieces[rng.IntN(len(pieces))]...)
		}
		want := -1
		for i := 0; i < len(src) && want < 0; {
			r, size := utf8.DecodeRune(src[i:])
			if r == utf8.RuneError && size == 1 {
				want = i
			}
			i += size
		}
		if got := badUTF8(src); got != want {
			t.Fatalf("%q: first bad byte at %d, want %d", src, got, want)
		}
	}
}
