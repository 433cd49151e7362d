package source

import (
	"strings"
	"testing"
	"time"
)

// hostile are pages, by what is written over and over, that cost a careless
// reader time that grows with the square of their length, or its stack.
func hostile(size int) map[string]string {
	pages := map[string]string{}
	for _, s := range []string{
		">", "> ", "- ", "1. ", "[", "![", "[a](b", "[a](<b", "[a]: b\n", "[a][b]", "*", "**a ", "*a_ ", "a**b_c* ", "_a *b_ c* ", "`", "~~a ", "a~~ ",
		"<a ", "<a b=\"", "<a b='<c d=\"", "<!-- ", "<![CDATA[", "<?", "<!A ", "$a ", "$$a\n", "&amp", "|", "a|\n", "|a\n|-\n", "a\n", "a\n\n", "# a？\n", "#a\n\n", "a\r",
		"a\n-\n", "[^a]: b\n", "[^a]", "a\n: b\n", ":::a\n", "<div>\n", "<div>\n\n", "<details>\n\na\n\n", "<pre>\n", "Q：a\nA：b\n", "a：b\n", "**a？** b\n\n",
		"- **a？** b\n", "好", " ", "　", "\n", "&nbsp;", "\\*", "<A>\n", "<A b={", "{", "{}", "{\n\n}", "import a\n\n", "export {\n", "{`", "```\n", "</a>",
		"<td>", "<table><tr><td>a", "<table>", "<li>a", "<ul><li>", "<blockquote>a", "<h1>怎么a", "<b>a", "<p>&lt;", "<dl><dt>a？<dd>b", "<code>a", "<svg>",
	} {
		pages[s] = strings.Repeat(s, size/len(s))
	}
	deep := func(s, body string) string {
		var b strings.Builder
		for i := 0; b.Len() < size; i++ {
			b.WriteString(strings.Repeat(s, i) + body)
		}
		return b.String()
	}
	pages["lists in lists"] = deep("  ", "- a\n")
	pages["quotes in quotes"] = deep(">", "a\n\n")
	pages["components in components"] = deep(" ", "<A>\n")
	pages["code of any length"] = deep("`", "a")
	pages["wide table"] = strings.Repeat("|a", 1000) + "|\n" + strings.Repeat("|-", 1000) + "|\n" + strings.Repeat("|\n", size/2)
	pages["attributes"] = "<a " + strings.Repeat("b=c ", size/4) + ">"
	return pages
}

func readAll(t *testing.T, s string, f Format) time.Duration {
	t.Helper()
	start := time.Now()
	if _, err := read(strings.NewReader(s), Options{Format: f}); err != nil {
		t.Fatal(err)
	}
	return time.Since(start)
}

// TestPagesStayLinear reads hostile pages: four times the page takes less than
// ten times as long, where it takes long at all.
func TestPagesStayLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("reads many pages")
	}
	const size = 64 << 10
	small := hostile(size)
	for name, s := range hostile(4 * size) {
		for _, f := range []Format{FormatMarkdown, FormatMDX, FormatHTML} {
			long := readAll(t, s, f)
			for try := 0; long > 400*time.Millisecond && long > 10*readAll(t, small[name], f); try++ {
				if try == 4 { // the machine may be busy with something else
					t.Errorf("%v of %q: %v for %d bytes", f, name, long, len(s))
					break
				}
				long = min(long, readAll(t, s, f))
			}
		}
	}
}

func TestPageTooLarge(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"好\n\n" + strings.Repeat("好\n", maxChunk/4+1), "a.md:1:1: more than 2 MiB without a blank line before a heading or paragraph"},
		{strings.Repeat("好", maxWhole/3+1), "a.md: larger than 64 MiB, too large to be read whole"},
	} {
		if _, err := read(strings.NewReader(c.in), Options{Path: "a.md"}); err == nil || err.Error() != c.want {
			t.Error(err)
		}
	}
}

// TestLongSections asks that a section without end is cut under its question.
func TestLongSections(t *testing.T) {
	all, err := read(strings.NewReader("## 能退吗\n\n"+strings.Repeat("好\n\n", 2*maxTurns)), Options{Path: "a.md"})
	if err != nil || len(all) != 2 || len(all[1].Turns) != maxTurns+1 || all[1].Turns[0].Speaker != Customer {
		t.Errorf("%d conversations, %v", len(all), err)
	}
}
