package suppress

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/cuoci/cuoci/lint/source"
)

func TestParse(t *testing.T) {
	for _, tt := range []struct {
		text string
		cell bool
		want string // verb, names, reason; or what is wrong, with its place
	}{
		{"ignore", false, `ignore [] ""`},
		{"ignore a/b c -- 客户的\n 原话", false, `ignore [a/b c] "客户的 原话"`},
		{"ignore a/b, c、d，e --原话", false, `ignore [a/b c d e] "原话"`},
		{"ignore a ——原话 -- 二", false, `ignore [a] "原话 -- 二"`},
		{"disable negative/* --", false, `disable [negative/*] ""`},
		{" enable\t", false, `enable [] ""`},
		{"ignore-file -x", false, `ignore-file [-x] ""`},
		{"", false, `0-0 It does not say what to do: allowed are ignore, disable, enable, ignore-file.`},
		{"-- 原话", false, `0-9 It does not say what to do: allowed are ignore, disable, enable, ignore-file.`},
		{"ignroe a", false, `0-6 Unknown instruction "ignroe" (did you mean "ignore"?): allowed are ignore, disable, enable, ignore-file.`},
		{" 忽略 a", false, `1-7 Unknown instruction "忽略": allowed are ignore, disable, enable, ignore-file.`},
		{"", true, `ignore [] ""`},
		{"a/b -- 原话", true, `ignore [a/b] "原话"`},
		{"ignore a/b", true, `ignore [a/b] ""`},
		{" cuoci： ignore *", true, `ignore [*] ""`},
		{"cuoci : ignore a/b", true, `ignore [a/b] ""`},
		{"-- 原话", true, `ignore [] "原话"`},
		{"disable a", true, `0-7 A cell speaks for its row: only ignore can stand here, not disable.`},
		{"ignore" + strings.Repeat(" a", 101), false, `207-208 A suppression names 100 rules at most: a glob such as negative/* names many.`},
	} {
		c, wrong := parse(tt.text, tt.cell)
		var names []string
		for _, n := range c.names {
			names = append(names, n.text)
		}
		got := fmt.Sprintf("%s %v %q", c.verb, names, c.reason)
		if wrong != nil {
			got = fmt.Sprintf("%d-%d %s", wrong.start, wrong.end, wrong.message.EN)
		}
		if got != tt.want {
			t.Errorf("%q: got %s, want %s", tt.text, got, tt.want)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"ignore a/b -- 原话", "cuoci: a,b，c", "disable ——x", "-–—", "enable \u3000 *\n--\n"} {
		f.Add(s, false)
		f.Add(s, true)
	}
	f.Fuzz(func(t *testing.T, text string, cell bool) {
		c, wrong := parse(text, cell)
		if wrong != nil {
			if wrong.start > wrong.end || wrong.end > len(text) || wrong.message.ZH == "" || wrong.message.EN == "" {
				t.Fatalf("%q: %+v", text, wrong)
			}
			return
		}
		if !slices.Contains(verbs(), c.verb) {
			t.Fatalf("%q: verb %q", text, c.verb)
		}
		last := 0
		for _, n := range c.names {
			if n.start < last || n.text == "" || text[n.start:n.end] != n.text || strings.ContainsAny(n.text, " \t\r\n,，、") {
				t.Fatalf("%q: name %+v", text, n)
			}
			last = n.end
		}
		if strings.ContainsAny(c.reason, "\r\n") || utf8.ValidString(text) && !utf8.ValidString(c.reason) {
			t.Fatalf("%q: reason %q", text, c.reason)
		}
	})
}

func testRules() *Rules { return &Rules{IDs: []string{"a/x", "a/y", "b/x"}, Elsewhere: []string{"c"}} }

// run reads a text by lines, and holds a finding of each rule in every line that
// names it against its directives: 1 a/x b/x. It tells which are suppressed, and
// what is wrong.
func run(t *testing.T, r *Rules, text string, judged func(int) bool) (found, problems []string) {
	t.Helper()
	if judged == nil {
		judged = func(int) bool { return true }
	}
	f := r.NewFile(judged)
	note := func() {
		for _, p := range f.Problems() {
			at := p.Directive.Text.Position(p.Start)
			problems = append(problems, fmt.Sprintf("%d:%d %v %q %s", at.Line, at.Column, p.Unused, p.Directive.Text.String()[p.Start:p.End], p.Message.EN))
		}
	}
	d := source.NewDocument(strings.NewReader(text), source.Options{Unit: source.UnitLine})
	d.OnDirective(func(x source.Directive) { f.Add(x); note() })
	for c, err := range d.Conversations() {
		if err != nil {
			t.Fatal(err)
		}
		f.Begin(c)
		line := c.Turns[0].Text
		for i, id := range r.IDs {
			if at := strings.Index(line.String(), id); at >= 0 {
				if by, reason := f.Suppresses(i, line.Position(at).Offset, nil); by != nil {
					found = append(found, strings.TrimSpace(fmt.Sprintf("%s %s %s", line.String()[:1], id, reason)))
				}
			}
		}
		note()
	}
	f.End()
	note()
	return found, problems
}

func TestFile(t *testing.T) {
	narrowed, reasons := testRules(), testRules()
	narrowed.Narrowed, reasons.RequireReason = true, true
	const unused = ": this suppression can be removed."
	for _, tt := range []struct {
		name     string
		rules    *Rules
		text     string
		found    []string
		problems []string
	}{
		{"ignore", testRules(), "# cuoci: ignore a/x -- 原话\n1 a/x a/y\n2 a/x\n", []string{"1 a/x 原话"}, nil},
		{"every rule, a pack, a glob", testRules(), "# cuoci: ignore\n1 a/x b/x\n# cuoci: ignore a\n2 a/y b/x\n# cuoci: ignore */x\n3 a/x a/y\n", []string{"1 a/x", "1 b/x", "2 a/y", "3 a/x"}, nil},
		{"a region", testRules(), "# cuoci: disable a/*\n1 a/x b/x\n2 a/y\n# cuoci: enable a/x\n3 a/x a/y\n# cuoci: enable\n4 a/x a/y\n", []string{"1 a/x", "2 a/y", "3 a/y"}, nil},
		{"everything but one", testRules(), "# cuoci: disable\n# cuoci: enable b/x\n1 a/x b/x\n", []string{"1 a/x"}, nil},
		{"the nearest reason", testRules(), "# cuoci: ignore-file -- 全文\n# cuoci: disable a -- 这段\n# cuoci: ignore a/x -- 这行\n1 a/x\n2 a/x\n# cuoci: enable\n3 a/x\n", []string{"1 a/x 这行", "2 a/x 这段", "3 a/x 全文"}, nil},
		{"unused", testRules(), "# cuoci: ignore a/x a/y\n1 a/x\n# cuoci: ignore\n2\n# cuoci: disable b\n3\n# cuoci: ignore a/x", []string{"1 a/x"}, []string{
			`1:21 true "a/y" Nothing that a/y looks for is found here` + unused,
			`3:10 true "ignore" Nothing is found here` + unused,
			`5:18 true "b" Nothing that b looks for is found here` + unused,
			`7:17 true "a/x" Nothing that a/x looks for is found here` + unused,
		}},
		{"nothing to enable", testRules(), "# cuoci: disable a/x\n# cuoci: enable a/x b/x\n1 a/x\n# cuoci: enable\n", nil, []string{
			`2:21 true "b/x" b/x is not disabled here: this enable can be removed.`,
			`1:18 true "a/x" Nothing that a/x looks for is found here` + unused,
			`4:10 true "enable" Nothing is disabled here: this enable can be removed.`,
		}},
		{"wrong names", testRules(), "# cuoci: ignore a/z c/x x/* y a/x\n1 a/x\n", []string{"1 a/x"}, []string{
			`1:17 false "a/z" No rule is called "a/z" (did you mean "a/x"?). "cuoci rules list" shows them.`,
			`1:25 false "x/*" No rule is called "x/*". "cuoci rules list" shows them.`,
			`1:29 false "y" No rule is called "y" (did you mean "a/y"?). "cuoci rules list" shows them.`,
		}},
		{"a run with other rules", narrowed, "# cuoci: ignore other/thing a/*\n1\n# cuoci: ignore\n2\n# cuoci: ignore a/x\n3\n", nil, []string{
			`5:17 true "a/x" Nothing that a/x looks for is found here` + unused,
		}},
		{"a reason", reasons, "# cuoci: ignore a/x\n1 a/x\n# cuoci: disable a/x -- 原话\n2 a/x\n# cuoci: enable a/x\n", []string{"1 a/x", "2 a/x 原话"}, []string{
			`1:10 false "ignore a/x" It gives no reason: write -- behind it, and why this is right here.`,
		}},
		{"the file, too late", testRules(), "1 a/x\n# cuoci: ignore-file a/x\n2 a/x\n", nil, []string{
			`2:10 false "ignore-file a/x" ignore-file stands behind text and does not count: put it at the top of the file, or use disable.`,
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			found, problems := run(t, tt.rules, tt.text, nil)
			if !slices.Equal(found, tt.found) {
				t.Errorf("suppressed %q, want %q", found, tt.found)
			}
			if !slices.Equal(problems, tt.problems) {
				t.Errorf("problems\n%s\nwant\n%s", strings.Join(problems, "\n"), strings.Join(tt.problems, "\n"))
			}
		})
	}
}

// TestNotJudged tells nothing of rules that were not judged.
func TestNotJudged(t *testing.T) {
	_, problems := run(t, testRules(), "# cuoci: ignore a/x b/x a/*\n1\n", func(rule int) bool { return rule == 2 })
	if len(problems) != 1 || !strings.Contains(problems[0], `"b/x"`) {
		t.Errorf("problems %q: only b/x was judged", problems)
	}
}

// TestStreamed leaves behind what a long file has left behind, and says of each
// directive at that time what is to be said.
func TestStreamed(t *testing.T) {
	f := testRules().NewFile(func(int) bool { return true })
	lines := strings.Repeat("# cuoci: ignore a/x\n1 a/x\n# cuoci: disable a/y\n# cuoci: ignore b/x\n2\n# cuoci: enable a/y\n3 a/y\n", 5_000)
	d := source.NewDocument(strings.NewReader(lines), source.Options{Unit: source.UnitLine})
	most, suppressed, unused := 0, 0, 0
	d.OnDirective(func(x source.Directive) {
		f.Add(x)
		most = max(most, len(f.live)+len(f.blocks.list))
		for _, list := range f.switches {
			most = max(most, len(list))
		}
	})
	for c, err := range d.Conversations() {
		if err != nil {
			t.Fatal(err)
		}
		f.Begin(c)
		for rule, id := range f.rules.IDs {
			if by, _ := f.Suppresses(rule, c.Turns[0].Text.Position(0).Offset, nil); by != nil && strings.HasSuffix(c.Turns[0].Text.String(), id) {
				suppressed++
			}
		}
		unused += len(f.Problems())
	}
	f.End()
	unused += len(f.Problems())
	// Every line was held against every rule, so that all are used.
	if most > 16 || suppressed != 5_000 || unused != 0 {
		t.Errorf("%d directives at a time, %d suppressed, %d unused", most, suppressed, unused)
	}
}

// TestMany lets no file take time or memory without bound.
func TestMany(t *testing.T) {
	text := strings.Repeat("# cuoci: disable a/x\n", maxLive+5)
	f := testRules().NewFile(func(int) bool { return true })
	d := source.NewDocument(strings.NewReader(text+"\n1 a/x\n"), source.Options{})
	d.OnDirective(f.Add)
	for _, err := range d.Conversations() {
		if err != nil {
			t.Fatal(err)
		}
	}
	list := f.Problems()
	if len(list) != 1 || !strings.HasPrefix(list[0].Message.EN, "More than 10000 suppressions") || list[0].Directive.Text.Position(0).Line != maxLive+1 {
		t.Errorf("%d problems: %+v", len(list), list)
	}
}

// TestBlocks holds the search for blocks against a look at each.
func TestBlocks(t *testing.T) {
	var b blocks
	var all []*live
	for i, s := range []source.Span{{Start: 0, End: 50}, {Start: 5, End: 9}, {Start: 7, End: 30}, {Start: 6, End: 8}, {Start: 20, End: 20}, {Start: 40, End: 60}, {Start: 39, End: 41}} {
		l := &live{Directive: source.Directive{Covers: s}, at: i}
		all = append(all, l)
		b.add(l)
	}
	for offset := range 65 {
		var got, want []int
		b.around(offset, func(l *live) { got = append(got, l.at) })
		for _, l := range all {
			if l.Covers.Start <= offset && offset < l.Covers.End {
				want = append(want, l.at)
			}
		}
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("around %d: %v, want %v", offset, got, want)
		}
	}
}
