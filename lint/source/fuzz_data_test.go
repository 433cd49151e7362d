package source

import (
	"bytes"
	"errors"
	"testing"
)

// everything selects all strings of a data file.
func everything(tb testing.TB) Selection {
	tb.Helper()
	return Selection{Text: selectors(tb, "$..*", "$")}
}

func FuzzYAML(f *testing.F) {
	for _, s := range []string{
		"a: 您好\nb: [x, 'it''s', \"\\u60a8\\\n  好\"]\n",
		"a: |2-\n   x\n  y\n\nb: >+\n  您好\n  我们\n\n   more\n  end\n\n",
		"x: &a {t: 1, u: two}\ny: {<<: *a, u: three}\nz: [*a, *a]\n",
		"plain: one\n  two\n\n  three # no\n? key\n: !!str value\n",
		"--- !t &a\n# c\n|\n text\n...\n---\n\"a\n\n  b\"\n",
		"'问题': >-\r\n  一\r\n  二\r\n",
		"a: &a [*a]\n",
		"- \"\\x41\\U0001F600\\L\\_\\N\\/\\\t\\e\"\n- 'x\n\n\n  y'\n-   z\u2028  w\u0085q\n",
		"- |\n\n \n  a\n\n- >\n\n    b\n\n\n   c",
		"a:\n\t- b\n",
		"&-:,",
	} {
		f.Add([]byte(s))
	}
	sel := everything(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		o := Options{Path: "a.yaml", Select: sel, Encoding: "utf-8"}
		for _, err := range NewDocument(bytes.NewReader(data), o).Conversations() {
			if errors.Is(err, errNoPlace) {
				t.Fatalf("%q: %v", data, err)
			}
		}
		checkFuzzed(t, data, o)
	})
}
