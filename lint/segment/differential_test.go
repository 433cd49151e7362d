package segment

import (
	"bufio"
	"os"
	"path/filepath"
	"testing"
)

// compare runs lines through difference and applies the bar: whole lines never
// differ; island by island at most one line in 2,000 may.
func compare(t *testing.T, lines func(yield func(string) bool)) {
	t.Helper()
	seg := fullGse(t)
	s := NewSegmenter(Embedded())
	n, wholes, islands := 0, 0, 0
	for line := range lines {
		n++
		whole, island := difference(seg, s, line)
		if whole != "" {
			wholes++
			t.Errorf("whole line: %s", whole)
		}
		if island != "" {
			islands++
			t.Logf("island by island:%s", island)
		}
		if wholes > 20 {
			t.Fatal("and so on")
		}
	}
	t.Logf("%d lines: %d differ as a whole, %d island by island", n, wholes, islands)
	if islands*2000 > n {
		t.Errorf("%d of %d lines differ island by island: at most one in 2,000 may", islands, n)
	}
}

func TestDifferentialData(t *testing.T) {
	dir := os.Getenv("CUOCI_DATA")
	if dir == "" {
		t.Skip("skipped: CUOCI_DATA does not name the folder that holds dev-agent.txt")
	}
	f, err := os.Open(filepath.Join(dir, "dev-agent.txt"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	compare(t, func(yield func(string) bool) {
		in := bufio.NewScanner(f)
		in.Buffer(nil, 1<<20)
		for in.Scan() {
			if !yield(in.Text()) {
				return
			}
		}
		if err := in.Err(); err != nil {
			t.Error(err)
		}
	})
}
