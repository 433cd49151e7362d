package source

import (
	"strings"
	"testing"
)

// shown writes conversations a line each, the turns with the first letter of
// their speaker: c 能退吗 | a 可以.
func shown(all []*Conversation) string {
	var out strings.Builder
	for _, c := range all {
		for i, turn := range c.Turns {
			if i > 0 {
				out.WriteString(" | ")
			}
			out.WriteString(turn.Speaker.String()[:1] + " " + strings.NewReplacer("\n", "⏎", standIn, "□").Replace(turn.Text.String()))
		}
		out.WriteString("\n")
	}
	return out.String()
}

// pageCase is a page and what it is read as, a conversation a line.
type pageCase struct {
	name string
	in   string
	want []string
}

func runPages(t *testing.T, o Options, cases []pageCase) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			all, err := read(strings.NewReader(c.in), o)
			if err != nil {
				t.Fatal(err)
			}
			want := strings.Join(append(c.want, ""), "\n")
			if got := shown(all); got != want {
				t.Errorf("read as\n%swant\n%s", got, want)
			}
			for i, c := range all {
				if c.Index != i+1 || c.Dialog {
					t.Errorf("conversation %d: index %d, dialogue %v", i+1, c.Index, c.Dialog)
				}
			}
		})
	}
}
