package lint

import "testing"

func TestClock(t *testing.T) {
	for _, c := range []struct {
		from, to string
		seconds  int
	}{
		{"2024-09-01 10:00:00", "2024-09-01 10:01:30", 90},
		{"2024/9/1 10:00", "2024/9/1 10:01", 60},
		{"10:00", "10:01:30", 90},
		{"00:00:01.000", "00:00:03.500", 2},
		{"00:01.500", "01:03.500", 62}, // WebVTT leaves out the hours
		{"59:59.000", "01:00:01.000", 2},
		{"00:00:01,000", "00:00:04,000", 3},
		{"23:59:58", "00:00:03", 5},
		{"1725184800", "1725184860", 60},
		{"1725184800000", "1725184860000", 60},
	} {
		from, ok1 := clock(c.from)
		to, ok2 := clock(c.to)
		if got := waited(from, to); !ok1 || !ok2 || got != c.seconds {
			t.Errorf("from %s to %s: %d seconds (%v, %v), want %d", c.from, c.to, got, ok1, ok2, c.seconds)
		}
	}
	for _, s := range []string{"", "昨天", "10点", "-5"} {
		if at, ok := clock(s); ok {
			t.Errorf("%q is %v", s, at)
		}
	}
}
