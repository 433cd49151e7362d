package source

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// TestPageEncode writes text into pages in place of a word, and reads it back.
func TestPageEncode(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 50))
	marks := strings.Split("* ** _ ` [ ] ( ) < > & &amp; &#32; \\ | ~ ~~ $ $$ { } # - + = : ! . 1. 1) 12 \" ' / a b 好 您 不 “ ” 😀 - # > ++ -- == ::: <b> </b> <!-- http://a.cn [a](b) ![", " ")
	for _, c := range []struct {
		format Format
		page   string // W is where the text is put
		which  int    // turn
	}{
		{FormatMarkdown, "您W好", 0},
		{FormatMarkdown, "W好", 0},
		{FormatMarkdown, "W", 0},
		{FormatMarkdown, "您\nW\n好", 0},
		{FormatMarkdown, "您**W**好", 0},
		{FormatMarkdown, "- W", 0},
		{FormatMarkdown, "> W\n> 好", 0},
		{FormatMarkdown, "## 您W好", 0},
		{FormatMarkdown, "|a|\n|-|\n| W |", 1},
		{FormatMarkdown, "[您W](b.cn)", 0},
		{FormatMarkdown, "<p>您W好</p>", 0},
		{FormatMDX, "您W好", 0},
		{FormatMDX, "<A>\n  W\n</A>", 0},
		{FormatHTML, "<p>您W好</p>", 0},
		{FormatHTML, "<p>W", 0},
		{FormatHTML, "<p>您</p><img alt=\"W\">", 1},
		{FormatHTML, "<p>您</p><img alt='W' x=\"\">", 1},
		{FormatHTML, "<p>您</p><img alt=W>", 1},
	} {
		first, err := read(strings.NewReader(strings.ReplaceAll(c.page, "W", "词")), Options{Format: c.format})
		if err != nil {
			t.Fatal(err)
		}
		find := func(all []*Conversation) (x Text, ok bool) {
			n := c.which
			for _, c := range all {
				for _, turn := range c.Turns {
					if n--; n < 0 {
						return turn.Text, true
					}
				}
			}
			return x, false
		}
		x, ok := find(first)
		if !ok {
			t.Fatalf("%q: nothing is read", c.page)
		}
		for range 3000 {
			s := ""
			for range 1 + rng.IntN(4) {
				s += marks[rng.IntN(len(marks))]
				if rng.IntN(4) == 0 {
					s += " "
				}
			}
			if s = strings.TrimSpace(strings.ReplaceAll(s, "  ", " ")); !strings.ContainsAny(s, "好您不ab12") {
				continue // a page of nothing but marks
			}
			_, labelled := faqLine(s)
			if _, also := faqLine(strings.ReplaceAll(x.String(), "词", s)); labelled || also {
				continue // A: …
			}
			b, err := x.Encode(s)
			if err != nil {
				t.Fatal(err)
			}
			written := strings.ReplaceAll(c.page, "W", string(b))
			again, err := read(strings.NewReader(written), Options{Format: c.format})
			if err != nil {
				t.Fatal(err)
			}
			want := strings.ReplaceAll(x.String(), "词", s)
			got, _ := find(again)
			// A line end is a blank or nothing, as what stands beside it asks.
			bare := func(s string) string { return strings.ReplaceAll(s, " ", "") }
			if same := got.String() == want; !same && (!strings.Contains(c.page, "\n") || bare(got.String()) != bare(want)) {
				t.Fatalf("%v: %q is written as %q in %q and read as %q, want %q", c.format, s, b, written, got.String(), want)
			}
		}
	}
}

// TestPageEncodePlainly asks that what means nothing is written as it is.
func TestPageEncodePlainly(t *testing.T) {
	for _, c := range []struct {
		format     Format
		page       string
		text, want string
	}{
		{FormatMarkdown, "词", "您好，3~5天 a_b (x) 1.5 “好”! C#", "您好，3~5天 a_b (x) 1.5 “好”! C#"},
		{FormatMarkdown, "词", "一\n- 二", "一\\\n\\- 二"},
		{FormatMarkdown, "词", "1. 一 & 二 > 三", `1\. 一 & 二 > 三`},
		{FormatMarkdown, "## 词", "一\n二", "一 二"},
		{FormatMarkdown, "|a|\n|-|\n|词|", "一\n二|三", `一<br>二\|三`},
		{FormatMDX, "词", "{一}<二", `\{一\}\<二`},
		{FormatHTML, "<p>词", "一\n<二> & \"三\"", `一<br>&lt;二&gt; &amp; "三"`},
		{FormatHTML, "<img alt='词'>", "it's \"一\"", `it&#39;s "一"`},
	} {
		all, err := read(strings.NewReader(c.page), Options{Format: c.format})
		if err != nil {
			t.Fatal(err)
		}
		last := all[len(all)-1].Turns
		got, err := last[len(last)-1].Text.Encode(c.text)
		if err != nil || string(got) != c.want {
			t.Errorf("%q in %q is written as %q, %v; want %q", c.text, c.page, got, err, c.want)
		}
	}
	all, err := read(strings.NewReader("\x84\x31\x95\x33<p>\xC4\xFA"), Options{Format: FormatHTML, Encoding: "gbk"})
	if err != nil {
		t.Fatal(err)
	}
	if got, err := all[0].Turns[0].Text.Encode("好😀"); err != nil || string(got) != "\xBA\xC3&#x1F600;" {
		t.Errorf("%q, %v", got, err)
	}
}
