package fix_test

import (
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cuoci/cuoci/lint/fix"
)

// TestUnified lets patch make one text of the other.
func TestUnified(t *testing.T) {
	patch, err := exec.LookPath("patch")
	if err != nil {
		if patch, err = exec.LookPath("git"); err != nil {
			t.Skip("neither patch nor git at hand")
		}
	}
	rng := rand.New(rand.NewPCG(9, 10))
	for range 60 {
		var x, y strings.Builder
		for i := range rng.IntN(40) {
			line := []string{"您好。", "可以换。", "好的"}[rng.IntN(3)]
			end := []string{"\n", "\r\n"}[rng.IntN(2)]
			x.WriteString(line + end)
			switch rng.IntN(8) {
			case 0:
				y.WriteString(line + "您" + end)
			case 1:
				if i%7 == 0 {
					continue
				}
				fallthrough
			default:
				y.WriteString(line + end)
			}
		}
		before, after := x.String()+"末", y.String()+"末"
		if rng.IntN(2) == 0 {
			after += "尾"
		}
		diff := fix.Unified("a.txt", before, after)
		if (diff == "") != (before == after) {
			t.Fatalf("%q and %q: %q", before, after, diff)
		}
		if diff == "" {
			continue
		}
		dir := t.TempDir()
		path := filepath.Join(dir, "a.txt")
		if err := os.WriteFile(path, []byte(before), 0o644); err != nil {
			t.Fatal(err)
		}
		args := []string{"-p0", "--binary"}
		if filepath.Base(patch) == "git" {
			args = []string{"apply", "-p0", "--whitespace=nowarn", "-"}
		}
		cmd := exec.Command(patch, args...)
		cmd.Dir, cmd.Stdin = dir, strings.NewReader(diff)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s\n%s", err, out, diff)
		}
		got, err := os.ReadFile(path)
		if err != nil || string(got) != after {
			t.Fatalf("%v: patched to\n%q, want\n%q\n%s", err, got, after, diff)
		}
	}
}
