package quality_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/cuoci/cuoci/lint"
	"github.com/cuoci/cuoci/lint/quality"
	"github.com/cuoci/cuoci/rules/builtin"
)

// linter runs the built-in packs.
func linter(t *testing.T, disable ...string) *lint.Linter {
	t.Helper()
	rs, err := builtin.Ruleset()
	if err != nil {
		t.Fatal(err)
	}
	l, err := lint.New(lint.Config{Rules: rs, Disable: disable})
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// turns are labelled as a test needs them, not always as they should be.
const turns = `
{"id":"hit","text":"能换的，但是要等三天。","labels":["but"]}

{"id":"absorbed","context":"帮我改一下地址吧","text":"不可以","labels":["refusal","reason-missing","alternative-missing"],"unsure":[]}
{"id":"miss","source":"test","context":"有货吗","text":"有货，周三发出。","labels":["but","refusal"]}
{"id":"alarm","text":"可以的，但是运费自理。","labels":[]}
{"id":"unsure","text":"可以的，但是要补差价。","labels":[],"unsure":["but"]}
{"id":"unsure-too","context":null,"text":"可以的，但是要补差价。","labels":["but","not-one-of-ours"],"unsure":["but"]}
{"id":"clean","text":"您好，已经发货了。","labels":[]}
`

func TestMeasure(t *testing.T) {
	read, err := quality.Read(strings.NewReader(turns))
	if err != nil {
		t.Fatal(err)
	}
	if len(read) != 7 {
		t.Fatalf("%d turns read, want 7", len(read))
	}
	scores, err := quality.Measure(linter(t), read)
	if err != nil {
		t.Fatal(err)
	}
	but := find(t, scores, "but")
	if but.Positives != 2 || but.Hits != 1 || ids(but.Misses) != "miss" || ids(but.FalseAlarms) != "alarm" {
		t.Errorf("but: %d positives, %d hits, misses %q, false alarms %q; want 2, 1, \"miss\", \"alarm\"",
			but.Positives, but.Hits, ids(but.Misses), ids(but.FalseAlarms))
	}
	if !slices.Equal(but.FalseAlarms[0].Rules, []string{"negative/but"}) || !slices.Equal(but.FalseAlarms[0].Matches, []string{"但是"}) {
		t.Errorf("the false alarm is by %q on %q", but.FalseAlarms[0].Rules, but.FalseAlarms[0].Matches)
	}
	near(t, "precision", but.Precision(), 0.5)
	near(t, "recall", but.Recall(), 0.5)
	near(t, "F1", but.F1(), 0.5)

	// bare-refusal takes the two others in: they fired all the same.
	refusal := find(t, scores, "refusal")
	if refusal.Positives != 2 || refusal.Hits != 1 || len(refusal.FalseAlarms) != 0 {
		t.Errorf("refusal: %d positives, %d hits, %d false alarms; want 2, 1, 0", refusal.Positives, refusal.Hits, len(refusal.FalseAlarms))
	}
	near(t, "precision", refusal.Precision(), 1)
	near(t, "recall", refusal.Recall(), 0.5)
	near(t, "F1", refusal.F1(), 2./3)
	for _, label := range []string{"reason-missing", "alternative-missing"} {
		if s := find(t, scores, label); s.Positives != 1 || s.Hits != 1 {
			t.Errorf("%s: %d positives, %d hits; want 1, 1", label, s.Positives, s.Hits)
		}
	}
	less, err := quality.Measure(linter(t, "recovery"), read)
	if err != nil {
		t.Fatal(err)
	}
	for _, list := range [][]quality.Score{scores, less} {
		scored := slices.ContainsFunc(list, func(s quality.Score) bool { return s.Label.Name == "vague" })
		if scored != (len(list) == len(scores)) {
			t.Errorf("vague is scored: %v, of %d labels; it is where its rule runs", scored, len(list))
		}
	}

	var b strings.Builder
	if err := quality.Print(&b, scores); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"but                      0.500 (0.095-0.905)     0.500 (0.095-0.905)  0.500         2       1       1\n",
		"unwilling                    -                         -                      -         0       0       0\n",
		"\nmiss: but, miss (test)\n  customer: 有货吗\n  agent:    有货，周三发出。\n",
		"\nfalse alarm: but, alarm\n  negative/but: 但是\n  agent:    可以的，但是运费自理。\n",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the report lacks %q:\n%s", want, b.String())
		}
	}
}

// TestOff makes sure that a label is not scored on rules that do not run.
func TestOff(t *testing.T) {
	rs, err := builtin.Ruleset()
	if err != nil {
		t.Fatal(err)
	}
	l, err := lint.New(lint.Config{Rules: rs, Profile: "letter"}) // emotion/we is off
	if err != nil {
		t.Fatal(err)
	}
	scores, err := quality.Measure(l, []quality.Turn{{ID: "1", Text: "我们会处理。", Labels: []string{"we"}}})
	if err != nil {
		t.Fatal(err)
	}
	if slices.ContainsFunc(scores, func(s quality.Score) bool { return s.Label.Name == "we" }) {
		t.Error("we is scored though its rule is off")
	}
}

func TestReadErrors(t *testing.T) {
	for _, tc := range []struct{ name, in, want string }{
		{"no JSON", "{\"id\":\"1\",\"text\":\"好\",\"labels\":[]}\n\n不行\n", "line 3: invalid character"},
		{"no object", `["好"]`, "line 1: json: cannot unmarshal array"},
		{"a wrong type", `{"id":"1","text":"好","labels":"but"}`, "line 1: json: cannot unmarshal string"},
		{"no text", `{"id":"1","labels":[]}`, `line 1: "text" is missing`},
		{"no labels", `{"id":"1","text":"好"}`, `line 1: "labels" is missing`},
		{"two objects", `{"id":"1","text":"好","labels":[]} {}`, "line 1: invalid character"},
		{"a line without end", "\n" + strings.Repeat(" ", 17<<20), "line 2: bufio.Scanner: token too long"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if _, err := quality.Read(strings.NewReader(tc.in)); err == nil || !strings.HasPrefix(err.Error(), tc.want) {
				t.Errorf("error %v, want %q", err, tc.want)
			}
		})
	}
}

// TestWilson holds the interval against values worked out by hand from the
// formula.
func TestWilson(t *testing.T) {
	for _, tc := range []struct {
		part, whole int
		low, high   float64
	}{
		{0, 0, 0, 1},
		{0, 10, 0, 0.277533},
		{10, 10, 0.722467, 1},
		{5, 10, 0.236593, 0.763407},
		{81, 263, 0.255289, 0.366210},
	} {
		got := quality.Wilson(tc.part, tc.whole)
		near(t, "low end", got.Low, tc.low)
		near(t, "high end", got.High, tc.high)
	}
}

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 1e-5 {
		t.Errorf("%s is %f, want %f", what, got, want)
	}
}

func find(t *testing.T, scores []quality.Score, label string) *quality.Score {
	t.Helper()
	for i := range scores {
		if scores[i].Label.Name == label {
			return &scores[i]
		}
	}
	t.Fatalf("no score for %s", label)
	return nil
}

func ids(cases []quality.Case) string {
	list := make([]string, len(cases))
	for i := range cases {
		list[i] = cases[i].Turn.ID
	}
	return strings.Join(list, " ")
}

// TestStudent compares with the values of tables.
func TestStudent(t *testing.T) {
	for n, want := range map[int]float64{2: 12.706, 3: 4.303, 5: 2.776, 6: 2.571, 8: 2.365, 11: 2.228, 31: 2.042, 121: 1.980, 100_001: 1.960} {
		i := quality.Student(50, math.Sqrt(float64(n)), n) // the reach is then t itself
		if got := i.High - 50; math.Abs(got-want) > 0.001 || math.Abs(50-i.Low-got) > 1e-9 {
			t.Errorf("of %d values: %.4f, want %.3f", n, got, want)
		}
	}
	if i := quality.Student(50, 0, 1); !math.IsInf(i.Low, -1) || !math.IsInf(i.High, 1) {
		t.Errorf("one value: %v", i)
	}
}

func TestSpearman(t *testing.T) {
	up := []float64{1, 2, 3, 4, 5, 6, 7, 8}
	for _, test := range []struct {
		name string
		x, y []float64
		want float64
	}{
		{"the same order", up, []float64{2, 3, 5, 7, 11, 13, 17, 19}, 1},
		{"the other way round", up, []float64{8, 7, 6, 5, 4, 3, 2, 1}, -1},
		{"ties share ranks", []float64{1, 2, 2, 3}, []float64{1, 3, 2, 4}, 0.9486833},
		{"all equal", up, make([]float64, 8), 0},
		{"too few", up[:3], up[:3], 0},
	} {
		got, i := quality.Spearman(test.x, test.y)
		if math.Abs(got-test.want) > 1e-6 {
			t.Errorf("%s: %v, want %v", test.name, got, test.want)
		}
		if i.Low > got || i.High < got {
			t.Errorf("%s: %v is not in %v", test.name, got, i)
		}
	}
	x, y := []float64{}, []float64{}
	for i := range 200 {
		x, y = append(x, float64(i)), append(y, float64(i+(i*37)%101))
	}
	rho, i := quality.Spearman(x, y)
	if i.High-i.Low > 0.2 || i.Low >= rho || i.High <= rho {
		t.Errorf("%v in %v", rho, i)
	}
}
