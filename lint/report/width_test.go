package report

import "testing"

// TestPlainColumns holds the widths that are known without the library against
// the library's, for every character.
func TestPlainColumns(t *testing.T) {
	plain := 0
	for _, wideAmbiguous := range []bool{false, true} {
		r := newRuler(wideAmbiguous)
		for c := rune(0); c <= 0x10ffff; c++ {
			s := string(c) + "a" + string(c)
			n, ok := r.plainColumns(s)
			if !ok {
				continue
			}
			plain++
			if want := r.cond.StringWidth(s); n != want {
				t.Fatalf("%U: %d columns, the library says %d", c, n, want)
			}
		}
	}
	if plain < 2*20_000 {
		t.Errorf("only %d characters are plain", plain)
	}
	r := newRuler(false)
	for _, s := range []string{"\t", "é", "好\ufe0f", "‚", "👍"} {
		if _, ok := r.plainColumns(s); ok {
			t.Errorf("%q is not plain", s)
		}
	}
}
