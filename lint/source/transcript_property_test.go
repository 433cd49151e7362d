package source

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// TestTranscriptPlaces writes chats in which each turn says who speaks, with
// numbers, times, names and turns of several lines, and blank lines and rules
// between chats.
func TestTranscriptPlaces(t *testing.T) {
	write := func(rng *rand.Rand, v variant) (string, []string) {
		one := func(list ...string) string { return list[rng.IntN(len(list))] }
		eol := one("\n", "\r\n", "\r")
		sides := [2][]string{{"客服", "坐席", "在线客服"}, {"客户", "用户"}}
		if strings.HasPrefix(v.name, "big5") {
			sides = [2][]string{{"客服"}, {"客戶", "顧客"}}
		}
		var b strings.Builder
		var want []string
		line := func() string {
			return "您好" + strings.TrimSpace(strings.ReplaceAll(v.phrase(rng, 6), "\u2028", ""))
		}
		for chat := range 1 + rng.IntN(4) {
			if chat > 0 {
				b.WriteString(one(eol, "-----"+eol, "====="+eol))
			}
			for n := range 2 + rng.IntN(5) {
				b.WriteString(one("", "", fmt.Sprintf("[%d] ", n+1), fmt.Sprintf("10:%02d:00 ", n), fmt.Sprintf("2024-05-01 10:%02d ", n)))
				b.WriteString(sides[n%2][rng.IntN(len(sides[n%2]))] + one("", "", " A", "(A)") + one("：", ": ", ":"))
				turn := line()
				for range rng.IntN(3) {
					turn += eol + line()
				}
				b.WriteString(turn + eol)
				want = append(want, turn)
			}
		}
		return b.String(), want
	}
	rng := rand.New(rand.NewPCG(31, 32))
	for _, v := range variants() {
		t.Run(v.name, func(t *testing.T) {
			for range dataFiles {
				s, want := write(rng, v)
				file := v.write(t, s)
				all, err := read(bytes.NewReader(file), Options{Path: "a.txt", Encoding: v.option})
				must(t, err)
				if got := texts(all); !slices.Equal(got, want) {
					t.Fatalf("texts differ:\n%q\n%q\n%s", got, want, s)
				}
				g := v.grid(t, s)
				for _, c := range all {
					for i, turn := range c.Turns {
						checkText(t, rng, turn.Text, file, g, func(b []byte) string { return v.decode(t, b) })
						if turn.Speaker != []Speaker{Agent, Customer}[i%2] {
							t.Fatalf("%q is said by the %v\n%s", turn.Text, turn.Speaker, s)
						}
					}
				}
			}
		})
	}
}
