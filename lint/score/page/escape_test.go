package page

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html"
	"regexp"
	"strings"
	"testing"

	xhtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/cuoci/cuoci/lint/score"
	"github.com/cuoci/cuoci/lint/source"
)

// hostile are words that want to be more than text.
var hostile = [...]string{
	`<script>alert(1)</script>`,
	`</script><script>alert(2)</script>`,
	`<!-- <script> -->`,
	`--></textarea></title></style>`,
	`<img src=https://example.com/x onerror=alert(3)>`,
	`" autofocus onfocus="alert(4)`,
	`' onclick='alert(5)`,
	"\u2028alert(6)\u2029",
	`{{.Summary}} ${alert(7)} \u003cscript\u003e`,
	`javascript:alert(8)`,
	`&lt;script&gt; &amp;amp; &#60;b&#62;`,
	`]]><![CDATA[`,
	"\x00\x01\x1b[31m\u202e",
	`url(https://example.com/y) expression(alert(9)) </style>`,
}

// TestHostile puts markup wherever a conversation, its findings and its run have
// room for text. The page must have the same elements and attributes as with
// harmless words, and show the words as they are.
func TestHostile(t *testing.T) {
	for _, lang := range []string{"zh", "en"} {
		harmless := skeleton(t, hostilePage(t, lang, func(int) string { return "话" }))
		for shift := range hostile {
			words := func(i int) string { return hostile[(i+shift)%len(hostile)] }
			page := hostilePage(t, lang, words)
			if got := skeleton(t, page); got != harmless {
				t.Fatalf("%s, shift %d: the page has other elements:\n%s", lang, shift, firstDifference(got, harmless))
			}
			for i := range 7 {
				if shown := words(i); !bytes.Contains([]byte(text(t, page)), []byte(settled(shown))) {
					t.Errorf("%s: %q is not shown", lang, shown)
				}
			}
		}
	}
}

// hostilePage writes a page whose texts are made by words.
func hostilePage(t *testing.T, lang string, words func(int) string) []byte {
	t.Helper()
	card := handCard()
	phrase := words(0)
	c := hand(t, card, words(1), words(2),
		said{source.Customer, "前" + words(3) + "后", []on{{phrase: words(3), areas: "-attention", weight: 1}}},
		said{source.Agent, "我说" + phrase + "好吗", []on{
			{phrase: phrase, rule: "negative/cannot", areas: "-attitude +timeliness", weight: 2, fatal: true},
			{phrase: "说" + phrase, areas: "+tact", weight: 1},
		}},
	)
	c.Time, c.Channel, c.ID = words(4), words(5), words(6)
	f := &c.Findings[0]
	f.Rule, f.Title, f.Message = words(2), words(3), words(4)
	f.Suggestions[0].Text = words(5)
	c.Fatal[0].Rule = f.Rule
	c.Turns[0].Name, c.Turns[0].Time = words(6), words(1)
	for i := range c.Evidence {
		c.Evidence[i].Title = words(4)
	}
	for i := range c.Areas {
		if c.Areas[i].Why != "" {
			c.Areas[i].Why = words(5)
		}
	}
	s := handSummary(card, []*score.Conversation{c})
	s.By, s.Groups = score.ByAgent, []score.Group{{By: score.ByAgent, Name: words(1), Title: words(2), N: 1}}
	var b bytes.Buffer
	w := New(&b, card, score.Options{Lang: lang, Version: words(3)})
	for _, r := range []score.Result{{Path: c.Path, Conversations: []*score.Conversation{c}}, {Path: words(4), Last: true, Err: fmt.Errorf("%s", words(5))}} {
		if err := w.Result(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(s); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// inert finds the conversations, which are text until they are opened.
func inert(t *testing.T, page []byte) []string {
	t.Helper()
	var list []string
	each(parse(t, string(page)), func(n *xhtml.Node) {
		if n.DataAtom == atom.Script && attribute(n, "type") == "text/html" {
			list = append(list, n.FirstChild.Data)
		}
	})
	return list
}

func parse(t *testing.T, s string) *xhtml.Node {
	t.Helper()
	n, err := xhtml.Parse(strings.NewReader(s))
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func each(n *xhtml.Node, do func(*xhtml.Node)) {
	do(n)
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		each(c, do)
	}
}

func attribute(n *xhtml.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// skeleton is the elements of a page and of the conversations in it, with the
// names of their attributes and those values that do something.
func skeleton(t *testing.T, page []byte) string {
	t.Helper()
	var b strings.Builder
	for _, part := range append([]string{string(page)}, inert(t, page)...) {
		each(parse(t, part), func(n *xhtml.Node) {
			switch n.Type { //nolint:exhaustive // the others are no markup
			case xhtml.ElementNode:
				b.WriteString("<" + n.Data)
				for _, a := range n.Attr {
					b.WriteString(" " + a.Key)
					if a.Key == "href" || a.Key == "src" || a.Key == "id" || a.Key == "class" || strings.HasPrefix(a.Key, "on") {
						b.WriteString("=" + a.Val)
					}
				}
				b.WriteString(">\n")
			case xhtml.CommentNode:
				b.WriteString("<!>\n")
			}
		})
	}
	return b.String()
}

// text is what a reader sees of a page.
func text(t *testing.T, page []byte) string {
	t.Helper()
	var b strings.Builder
	for _, part := range append([]string{string(page)}, inert(t, page)...) {
		each(parse(t, part), func(n *xhtml.Node) {
			if n.Type == xhtml.TextNode && n.Parent.DataAtom != atom.Script && n.Parent.DataAtom != atom.Style {
				b.WriteString(n.Data)
			}
		})
		b.WriteString("\n")
	}
	return b.String()
}

// settled is a text as HTML can hold it.
func settled(s string) string { return strings.ReplaceAll(s, "\x00", "\ufffd") }

func firstDifference(a, b string) string {
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range min(len(x), len(y)) {
		if x[i] != y[i] {
			return fmt.Sprintf("%q, want %q (element %d)", x[i], y[i], i+1)
		}
	}
	return fmt.Sprintf("%d elements, want %d", len(x), len(y))
}

// TestIndexJSON reads the JSON of the list back, and makes sure that nothing in
// it could end its element.
func TestIndexJSON(t *testing.T) {
	for shift := range hostile {
		words := func(i int) string { return hostile[(i+shift)%len(hostile)] }
		page := string(hostilePage(t, "zh", words))
		_, rest, _ := strings.Cut(page, `<script type="application/json" id="index">`)
		body, _, _ := strings.Cut(rest, "</script>")
		if strings.ContainsAny(body, "<>&\u2028\u2029") {
			t.Errorf("shift %d: markup in %s", shift, body)
		}
		var x index
		if err := json.Unmarshal([]byte(body), &x); err != nil {
			t.Fatalf("shift %d: %v", shift, err)
		}
		if got, want := x.Rows[0].Name, words(1)+" #"+words(6); got != want {
			t.Errorf("a name became %q, want %q", got, want)
		}
		if got, want := x.Rows[0].Agent, words(2); got != want {
			t.Errorf("an agent became %q, want %q", got, want)
		}
	}
}

// TestPolicy recomputes the hashes from the page: what is not hashed does not run,
// and nothing may be loaded or sent.
func TestPolicy(t *testing.T) {
	card := handCard()
	list := few(t, card)
	page := render(t, card, list, handSummary(card, list), score.Options{})
	policy := ""
	each(parse(t, string(page)), func(n *xhtml.Node) {
		if attribute(n, "http-equiv") == "Content-Security-Policy" {
			policy = attribute(n, "content")
		}
	})
	hash := func(open, end string) string {
		_, rest, _ := strings.Cut(string(page), open)
		body, _, _ := strings.Cut(rest, end)
		sum := sha256.Sum256([]byte(body))
		return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	}
	want := "default-src 'none'; style-src " + hash("<style>", "</style>") + "; script-src " + hash("<script>", "</script>") +
		"; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types cuoci"
	if policy != want {
		t.Errorf("policy %s\nwant %s", policy, want)
	}
	// What the policy would refuse must not be there in the first place.
	everything := string(page) + html.UnescapeString(strings.Join(inert(t, page), ""))
	for _, bad := range []string{` style="`, ` on[a-z]+="`, `https?://`, `src=`, `@import`, `<link`, `<iframe`} {
		if at := regexp.MustCompile(bad).FindStringIndex(everything); at != nil {
			t.Errorf("%q in the page: %.80q", bad, everything[max(at[0]-20, 0):])
		}
	}
}
