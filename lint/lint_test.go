package lint_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cuoci/cuoci/lint"
	"github.com/cuoci/cuoci/lint/source"
	"github.com/cuoci/cuoci/rules"
)

// testMarkers are the markers of the small packs that the tests write.
const testMarkers = `
markers:
  refuse: {patterns: [不能退, 不能换]}
  hard: {patterns: [就是不能退]}
  reason: {patterns: [因为, 已出库]}
  offer: {patterns: [可以换货, 帮您]}
  sorry: {patterns: [抱歉]}
  angry: {patterns: [生气, 投诉]}
  praise: {patterns: [很好]}
  but: {patterns: [不过]}
`

// load compiles a pack named t of rules that are written without the fields
// every rule must have.
func load(t testing.TB, rulesYAML string) *rules.Ruleset {
	t.Helper()
	var b strings.Builder
	b.WriteString("pack: t\ntitle: {zh: 试, en: test}\n" + testMarkers + "rules:\n")
	for line := range strings.SplitSeq(strings.Trim(rulesYAML, "\n"), "\n") {
		b.WriteString("  " + line + "\n")
		if strings.HasPrefix(line, "- id:") {
			b.WriteString("    title: {zh: 试, en: test}\n    message: {zh: '听到“{match}”', en: 'heard {match}'}\n" +
				"    suggestions: [{zh: 请说, en: say}]\n" +
				"    source: [{deck: \"002\", section: 试}]\n    examples: {hit: [不能退], miss: [好的]}\n")
		}
	}
	file := filepath.Join(t.TempDir(), "t.yaml")
	if err := os.WriteFile(file, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	rs, err := rules.Load([]string{file})
	if err != nil {
		t.Fatal(err)
	}
	return rs
}

func newLinter(t testing.TB, c lint.Config) *lint.Linter {
	t.Helper()
	l, err := lint.New(c)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// results lints a text: JSON Lines if it begins with a brace, else one draft.
func results(l *lint.Linter, text string) []lint.Result {
	o := source.Options{Path: "draft.txt"}
	if strings.HasPrefix(text, "{") {
		o.Path = "talk.jsonl"
	}
	var list []lint.Result
	l.Document(source.NewDocument(strings.NewReader(text), o), o.Path, func(r lint.Result) bool {
		list = append(list, r)
		return true
	})
	return list
}

// short writes findings as rule:level:match.
func short(l *lint.Linter, text string) []string {
	var list []string
	for _, r := range results(l, text) {
		for _, f := range r.Findings {
			s := fmt.Sprintf("%s:%s:%s", strings.TrimPrefix(f.Rule, "t/"), f.Level, f.Match)
			if len(f.Evidence.Absorbed) > 0 {
				s += fmt.Sprint("+", f.Evidence.Absorbed)
			}
			list = append(list, s)
		}
	}
	return list
}

// talk writes a conversation: turns begin with "c:" or "a:".
func talk(turns ...string) string {
	var list []string
	for _, t := range turns {
		role, text, _ := strings.Cut(t, ":")
		list = append(list, fmt.Sprintf(`{"role":%q,"text":%q}`, map[string]string{"c": "customer", "a": "agent", "s": "system"}[role], text))
	}
	return `{"id":"t1","turns":[` + strings.Join(list, ",") + "]}\n"
}

func TestRules(t *testing.T) {
	tests := []struct {
		name, rules, text string
		want              []string
	}{
		{"avoid", "- id: r\n  kind: avoid\n  level: error\n  marker: refuse", "不能退，不能换", []string{"r:error:不能退", "r:error:不能换"}},
		{"avoid, several markers, longest speaks", "- id: r\n  kind: avoid\n  level: error\n  marker: [refuse, hard]", "就是不能退", []string{"r:error:就是不能退"}},
		{
			"lowered by a reason", "- id: r\n  kind: avoid\n  level: {default: warning, lower: [{level: suggestion, when: [{marker: reason, within: turn}]}]}\n  marker: refuse",
			"因为已出库，不能退", []string{"r:suggestion:不能退"},
		},
		{"unless in the sentence", "- id: r\n  kind: avoid\n  level: error\n  marker: refuse\n  unless: [{marker: sorry, within: sentence}]", "抱歉，不能退。不能换。", []string{"r:error:不能换"}},
		{"unless N sentences around", "- id: r\n  kind: avoid\n  level: error\n  marker: refuse\n  unless: [{marker: sorry, within: 1 sentence}]", "抱歉。不能换。好。不能退。", []string{"r:error:不能退"}},
		{"after in the sentence", "- id: r\n  kind: avoid\n  level: warning\n  marker: but\n  after: {marker: praise, within: sentence}", "不过很好。很好不过贵。", []string{"r:warning:不过"}},
		{"when not", "- id: r\n  kind: avoid\n  level: error\n  marker: refuse\n  when: [{not: {marker: reason}}]", "不能退", []string{"r:error:不能退"}},
		{"when any", "- id: r\n  kind: avoid\n  level: error\n  marker: refuse\n  when: [{any: [{marker: praise}, {marker: sorry}]}]", "抱歉不能退", []string{"r:error:不能退"}},
		{"whole turn", "- id: r\n  kind: avoid\n  level: error\n  marker: refuse\n  where: turn", "不能退。", []string{"r:error:不能退"}},
		{"not the whole turn", "- id: r\n  kind: avoid\n  level: error\n  marker: refuse\n  where: turn", "不能退，请稍等", nil},
		{"question", "- id: r\n  kind: avoid\n  level: error\n  marker: refuse\n  unless: [{property: question}]", "不能退吗？不能换。", []string{"r:error:不能换"}},
		{"require", "- id: r\n  kind: require\n  level: warning\n  trigger: {markers: [refuse]}\n  need: [{marker: reason}]", "不能退，不能换", []string{"r:warning:不能退"}},
		{"require, satisfied", "- id: r\n  kind: require\n  level: warning\n  trigger: {markers: [refuse]}\n  need: [{marker: reason}, {marker: offer}]", "不能退，可以换货", nil},
		{"require in every sentence", "- id: r\n  kind: require\n  scope: sentence\n  level: warning\n  trigger: {markers: [refuse]}\n  need: [{marker: reason, within: sentence}]", "不能退。因为已出库不能换。不能退。", []string{"r:warning:不能退", "r:warning:不能退"}},
		{
			"require on a rule that is off", "- id: r\n  kind: avoid\n  level: off\n  marker: refuse\n- id: n\n  kind: require\n  level: warning\n  trigger: {rules: [r]}\n  need: [{marker: reason}]",
			"不能退", []string{"n:warning:不能退"},
		},
		{
			"absorbs through", "- id: a\n  kind: avoid\n  level: warning\n  marker: refuse\n- id: n\n  kind: require\n  level: warning\n  trigger: {rules: [a]}\n  need: [{marker: reason}]\n- id: h\n  kind: avoid\n  level: error\n  marker: hard\n  absorbs: [a, n]",
			"就是不能退", []string{"h:error:就是不能退+[t/a t/n]"},
		},
		{"customer before", "- id: r\n  kind: avoid\n  level: error\n  marker: refuse\n  when: [{marker: angry, speaker: customer}]", talk("c:我要投诉", "a:不能退"), []string{"r:error:不能退"}},
		{"customer calm", "- id: r\n  kind: avoid\n  level: error\n  marker: refuse\n  when: [{marker: angry, speaker: customer}]", talk("c:你好", "a:不能退"), nil},
		{"customers are not flagged", "- id: r\n  kind: avoid\n  level: error\n  marker: refuse", talk("c:不能退吗", "s:不能退", "a:可以"), nil},
		{"run", "- id: r\n  kind: require\n  level: warning\n  trigger: {markers: [refuse]}\n  need: [{marker: reason, within: run}]", talk("c:退货", "a:不能退", "s:提示", "a:因为已出库"), nil},
		{"run ends at the customer", "- id: r\n  kind: require\n  level: warning\n  trigger: {markers: [refuse]}\n  need: [{marker: reason, within: run}]", talk("c:退货", "a:不能退", "c:为什么", "a:因为已出库"), []string{"r:warning:不能退"}},
		{"quoted", "- id: r\n  kind: avoid\n  level: error\n  marker: refuse", "您说“不能退”，我查一下", nil},
		{"traditional", "- id: r\n  kind: avoid\n  level: error\n  marker: refuse", "親，不能換喔", []string{"r:error:不能換"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			l := newLinter(t, lint.Config{Rules: load(t, tt.rules)})
			if got := short(l, tt.text); !slices.Equal(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

const twoRules = "- id: a\n  kind: avoid\n  level: error\n  profiles: {letter: off, docs: suggestion}\n  marker: refuse\n- id: b\n  kind: avoid\n  level: warning\n  marker: but"

func TestLevels(t *testing.T) {
	tests := []struct {
		name string
		c    lint.Config
		want []string
	}{
		{"default", lint.Config{}, []string{"a:error:不能退", "b:warning:不过"}},
		{"profile", lint.Config{Profile: "docs"}, []string{"a:suggestion:不能退", "b:warning:不过"}},
		{"profile switches off", lint.Config{Profile: "letter"}, []string{"b:warning:不过"}},
		{"level", lint.Config{Level: lint.Error}, []string{"a:error:不能退"}},
		{"configured", lint.Config{Levels: map[string]lint.Level{"t/a": lint.Suggestion}}, []string{"a:suggestion:不能退", "b:warning:不过"}},
		{"an id is stronger than a glob", lint.Config{Levels: map[string]lint.Level{"t/*": lint.Off, "t/b": lint.Error}}, []string{"b:error:不过"}},
		{"enabled", lint.Config{Enable: []string{"t/b"}}, []string{"b:warning:不过"}},
		{"enabled against the profile", lint.Config{Profile: "letter", Enable: []string{"t/a"}}, []string{"a:error:不能退"}},
		{"disabled", lint.Config{Disable: []string{"t"}}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.c.Rules = load(t, twoRules)
			if got := short(newLinter(t, tt.c), "不能退不过"); !slices.Equal(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestConfigErrors(t *testing.T) {
	rs := load(t, twoRules)
	tests := []struct {
		c    lint.Config
		want string
	}{
		{lint.Config{Profile: "mail"}, `unknown profile "mail": allowed are reply,`},
		{lint.Config{Lang: "fr"}, `unknown language "fr": allowed are zh, en`},
		{lint.Config{Enable: []string{"t/aa"}}, `no rule is called "t/aa" (did you mean "t/a"?)`},
		{lint.Config{Disable: []string{"t/["}}, `bad glob "t/["`},
		{lint.Config{Levels: map[string]lint.Level{"x/*": lint.Off}}, `no rule is called "x/*"`},
	}
	for _, tt := range tests {
		tt.c.Rules = rs
		if _, err := lint.New(tt.c); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%+v: got %v, want %q", tt.c, err, tt.want)
		}
	}
}

func TestFinding(t *testing.T) {
	rs := load(t, "- id: r\n  kind: require\n  level: warning\n  trigger: {markers: [refuse]}\n  need: [{marker: reason}]")
	l := newLinter(t, lint.Config{Rules: rs, Lang: "en", Explain: true})
	rr := results(l, "您好。\r\n亲，不能退！")
	f := rr[0].Findings[0]
	if f.Start != (source.Position{Offset: 17, Line: 2, Column: 3}) || f.End != (source.Position{Offset: 26, Line: 2, Column: 6}) {
		t.Errorf("at %+v to %+v", f.Start, f.End)
	}
	if f.Message != "heard 不能退" || f.Line != "亲，不能退！" || f.LineStart != 6 || !strings.Contains(f.Sentence, "亲，不能退！") {
		t.Errorf("%q %q %d %q", f.Message, f.Line, f.LineStart, f.Sentence)
	}
	if !slices.Equal(f.Evidence.Missing, []string{"t/reason"}) || f.Evidence.Trigger == nil || f.Evidence.Trigger.Match != "不能退" || len(f.Evidence.Words) == 0 {
		t.Errorf("evidence %+v", f.Evidence)
	}
	again := results(l, "另一句。亲，不能退！")[0].Findings[0]
	if again.Fingerprint != f.Fingerprint {
		t.Errorf("a moved sentence changed its fingerprint: %s, %s", f.Fingerprint, again.Fingerprint)
	}
}

func TestNotAssessed(t *testing.T) {
	rs := load(t, "- id: r\n  kind: avoid\n  level: error\n  marker: refuse\n  when: [{marker: angry, speaker: customer}]")
	for _, c := range []struct {
		text    string
		explain bool
		want    int
	}{
		{"不能退", false, 0}, // of a draft it is told when asked
		{"不能退", true, 1},
		{talk("a:不能退") + talk("a:不能换"), false, 2},
		{talk("c:好", "a:不能退"), true, 0},
	} {
		n := 0
		for _, r := range results(newLinter(t, lint.Config{Rules: rs, Explain: c.explain}), c.text) {
			n += len(r.NotAssessed)
		}
		if n != c.want {
			t.Errorf("%s, explained %v: %d not assessed, want %d", c.text, c.explain, n, c.want)
		}
	}
}

func TestRunOrder(t *testing.T) {
	l := newLinter(t, lint.Config{Rules: load(t, twoRules)})
	var inputs []lint.Input
	for i := range 50 {
		text := strings.Repeat("不能退。好的。\n", 400*(i%3))
		inputs = append(inputs, lint.Input{Reader: strings.NewReader(text), Options: source.Options{Path: fmt.Sprint(i), Unit: source.UnitLine}})
	}
	for _, jobs := range []int{1, 2, 7} {
		for i := range inputs {
			inputs[i].Reader = strings.NewReader(strings.Repeat("不能退。好的。\n", 400*(i%3)))
		}
		var order []string
		found := 0
		for r := range l.Run(context.Background(), slices.Values(inputs), jobs) {
			found += len(r.Findings)
			if r.Last {
				order = append(order, r.Path)
			} else if len(r.Findings) > 300 {
				t.Errorf("a part holds %d findings", len(r.Findings))
			}
		}
		if len(order) != 50 || !slices.IsSortedFunc(order, func(a, b string) int { return len(a)*1000 - len(b)*1000 + strings.Compare(a, b) }) {
			t.Errorf("%d jobs: order %v", jobs, order)
		}
		if want := 400 * (17 + 2*16); found != want {
			t.Errorf("%d jobs: %d findings, want %d", jobs, found, want)
		}
	}
}

func TestRunStops(t *testing.T) {
	l := newLinter(t, lint.Config{Rules: load(t, twoRules)})
	endless := func(yield func(lint.Input) bool) {
		for yield(lint.Input{Reader: strings.NewReader("不能退"), Options: source.Options{Path: "x"}}) {
		}
	}
	n := 0
	for range l.Run(context.Background(), endless, 2) {
		if n++; n == 10 {
			break
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	for range l.Run(ctx, endless, 2) {
		if n++; n == 20 {
			cancel()
		}
	}
	cancel()
}
