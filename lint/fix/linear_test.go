package fix_test

import (
	"strings"
	"testing"
	"time"
)

// TestLongDraft fixes a draft that is one text: four times the draft takes less
// than ten times as long.
func TestLongDraft(t *testing.T) {
	if testing.Short() {
		t.Skip("fixes long drafts")
	}
	l := small(t)
	took := func(lines int) time.Duration {
		t.Helper()
		start := time.Now()
		out := mended(t, l, strings.Repeat("你的订单已经出库，今天就到。\n", lines))
		if len(out.Applied) != lines || len(out.Left) > 0 {
			t.Fatalf("of %d places %d were fixed, %d are left", lines, len(out.Applied), len(out.Left))
		}
		return time.Since(start)
	}
	const lines = 3000
	long := took(4 * lines)
	for try := 0; long > 10*took(lines); try++ {
		if try == 4 { // the machine may be busy with something else
			t.Fatalf("%v for %d lines", long, 4*lines)
		}
		long = min(long, took(4*lines))
	}
}
