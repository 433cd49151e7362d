package rules

import "testing"

func TestDidYouMean(t *testing.T) {
	allowed := []string{"message", "marker", "level", "title"}
	for name, want := range map[string]string{
		"mesage": "message", "messgae": "message", "Level": "level", "titel": "title", "markers": "marker",
		"when": "", "x": "", "": "", "levels of rules": "",
		"mess": "message", "TIT": "title", "ma": "",
	} {
		if got := Nearest(name, allowed); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}

// TestBegun makes no choice between several.
func TestBegun(t *testing.T) {
	allowed := []string{"negative/but", "negative/cannot", "emotion/we"}
	for name, want := range map[string]string{"emotion": "emotion/we", "negative": "", "negative/can": "negative/cannot"} {
		if got := Nearest(name, allowed); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}

func TestDistance(t *testing.T) {
	for _, tc := range []struct {
		a, b string
		want int
	}{
		{"", "", 0}, {"abc", "abc", 0}, {"abc", "acb", 1}, {"abc", "ab", 1}, {"abc", "xabc", 1}, {"abc", "axc", 1},
		{"kitten", "sitting", 3}, {"abcdef", "uvwxyz", 4}, {"", "abcd", 4}, {"", "abcde", 4},
	} {
		if got := distance(tc.a, tc.b, 3); got != min(tc.want, 4) {
			t.Errorf("%q %q: %d, want %d", tc.a, tc.b, got, tc.want)
		}
		if a, b := distance(tc.a, tc.b, 3), distance(tc.b, tc.a, 3); a != b {
			t.Errorf("%q %q: %d one way, %d the other", tc.a, tc.b, a, b)
		}
	}
}
