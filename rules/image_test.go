package rules

import (
	"errors"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"github.com/cuoci/cuoci/lint/pattern"
)

// testSet is a pattern set of a few markers.
func testSet(t testing.TB, markers ...string) *pattern.Set {
	t.Helper()
	b := pattern.NewBuilder(func(string) ([]pattern.Source, bool) { return nil, false })
	for _, m := range markers {
		if _, err := b.Add(pattern.MarkerSource{Name: m, Patterns: []pattern.Source{{Text: m[2:]}}}); err != nil {
			t.Fatal(err)
		}
	}
	set, err := b.Build()
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// random makes any Ruleset that the grammar allows, and many more.
type random struct {
	*rand.Rand
	markers, rules, index int
}

func (r random) text() string {
	return []string{"", "a", "不能", "因为系统升级", "negative/cannot", "{match}"}[r.IntN(6)]
}

func (r random) local() Localized { return Localized{r.text(), r.text()} }

func (r random) ints(limit int) []int {
	if limit == 0 || r.IntN(2) == 0 {
		return nil
	}
	list := make([]int, 1+r.IntN(3))
	for i := range list {
		list[i] = r.IntN(limit)
	}
	return list
}

func (r random) conds(depth int) []Cond {
	if depth > 3 || r.IntN(2) == 0 {
		return nil
	}
	list := make([]Cond, 1+r.IntN(2))
	for i := range list {
		list[i] = r.cond(depth)
	}
	return list
}

func (r random) cond(depth int) Cond {
	c := Cond{
		Op: Op(r.IntN(len(opNames))), Markers: r.ints(r.markers), Rules: r.ints(r.index),
		Property: Property(r.IntN(len(propertyNames))), Within: Scope(r.IntN(len(scopeNames))),
		Count: r.IntN(maxCount + 1), Side: Side(r.IntN(len(sideNames))),
		Speaker: Speaker(r.IntN(len(speakerNames))), Where: Where(r.IntN(len(whereNames))),
		Sub: r.conds(depth + 1),
	}
	for range r.IntN(3) {
		c.Profiles = append(c.Profiles, r.text())
	}
	if c.Op == OpNot && len(c.Sub) != 1 {
		c.Op = OpAny
	}
	return c
}

func (r random) rule() Rule {
	rule := Rule{
		ID: r.text(), Kind: Kind(r.IntN(len(kindNames))), Speaker: Speaker(r.IntN(len(speakerNames))),
		Scope: Scope(r.IntN(len(scopeNames))), Level: Level(r.IntN(len(levelNames))), Where: Where(r.IntN(len(whereNames))),
		Markers: r.ints(r.markers), When: r.conds(0), Unless: r.conds(0), Need: r.conds(0),
		Trigger: Trigger{r.ints(r.index), r.ints(r.markers), Speaker(r.IntN(2)), TurnPlace(r.IntN(len(turnPlaceNames))), r.ints(r.markers)},
		Absorbs: r.ints(r.rules), Title: r.local(), Message: r.local(),
	}
	for range r.IntN(3) {
		rule.Lower = append(rule.Lower, Lower{Level(r.IntN(len(levelNames))), r.conds(0)})
		rule.Profiles = append(rule.Profiles, ProfileLevel{r.text(), Level(r.IntN(len(levelNames)))})
		rule.Suggestions = append(rule.Suggestions, SuggestionText{r.local(), Safety(r.IntN(len(safetyNames)))})
	}
	for range r.IntN(3) {
		rule.Fix = append(rule.Fix, r.fix())
	}
	r.kind(&rule)
	if r.IntN(2) == 0 {
		rule.Assessed = Assessed{r.conds(0), r.local()}
	}
	if r.IntN(2) == 0 {
		c := r.cond(0)
		rule.After = &c
	}
	if r.IntN(2) == 0 {
		c := r.cond(0)
		rule.Before = &c
	}
	return rule
}

func (r random) fix() Fix {
	f := Fix{Safety: Safety(r.IntN(len(safetyNames))), When: r.conds(0), Unless: r.conds(0)}
	for range r.IntN(3) {
		f.Edits = append(f.Edits, Edit{r.ints(r.markers), Scope(r.IntN(len(fixScopes))), Written{r.text(), r.text(), r.IntN(2) == 0}})
	}
	return f
}

// kind fills what only one kind of rule has.
func (r random) kind(rule *Rule) {
	switch rule.Kind {
	case Avoid:
		rule.Interrupts = r.IntN(2) == 0
		for range r.IntN(3) {
			rule.Replace = append(rule.Replace, Replacement{r.text(), r.text(), r.IntN(2) == 0})
		}
	case Limit:
		rule.Measure, rule.Per, rule.AtOnce = Measure(r.IntN(len(measureNames))), Scope(r.IntN(len(scopeNames))), r.ints(r.markers)
		for range 1 + r.IntN(2) {
			rule.Bounds = append(rule.Bounds, Bound{Scope(r.IntN(len(scopeNames))), r.IntN(maxBound)})
		}
	case Repeat:
		if r.IntN(2) == 0 {
			rule.Similar = &Similar{Speaker(r.IntN(2)), r.IntN(2) == 0, r.IntN(maxPercent + 1), r.IntN(9), r.ints(r.markers)}
		}
		for range r.IntN(3) {
			rule.Asked = append(rule.Asked, Asked{r.IntN(r.markers), r.IntN(r.markers)})
		}
	case Require, Order, Consistent:
	}
}

func TestImageRoundTrip(t *testing.T) {
	set := testSet(t, "a/不能", "a/因为", "b/可以")
	rnd := rand.New(rand.NewPCG(1, 2))
	for n := range 300 {
		rs := &Ruleset{Patterns: set, Rules: make([]Rule, rnd.IntN(12)), Padding: rnd.IntN(4) - 1}
		for i := range rs.Rules {
			rs.Rules[i] = random{rnd, set.Markers(), len(rs.Rules), i}.rule()
		}
		image, err := rs.AppendBinary([]byte("ahead"))
		if err != nil {
			t.Fatal(err)
		}
		got, err := Open(strings.TrimPrefix(string(image), "ahead"))
		if err != nil {
			t.Fatalf("ruleset %d: %v", n, err)
		}
		if !reflect.DeepEqual(got.Rules, rs.Rules) || got.Padding != rs.Padding || got.Patterns.Markers() != set.Markers() {
			t.Fatalf("ruleset %d differs:\n%+v\n%+v", n, got.Rules, rs.Rules)
		}
		again, err := got.AppendBinary(nil)
		if err != nil || "ahead"+string(again) != string(image) {
			t.Fatalf("ruleset %d: the image of the opened image differs (%v)", n, err)
		}
	}
}

func smallImage(t testing.TB) string {
	t.Helper()
	s, err := read(files(nil), []string{"./testdata/small"})
	if err != nil {
		t.Fatal(err)
	}
	rs, err := s.Compile(false)
	if err != nil {
		t.Fatal(err)
	}
	image, err := rs.AppendBinary(nil)
	if err != nil {
		t.Fatal(err)
	}
	return string(image)
}

func TestOpenCutShort(t *testing.T) {
	image := smallImage(t)
	for n := range len(image) {
		if _, err := Open(image[:n]); err == nil {
			t.Fatalf("the first %d bytes of %d open", n, len(image))
		}
	}
	for _, other := range []string{"", "\x7fELF", strings.Replace(image, imageMagic, imageMagic[:len(imageMagic)-1]+"\x09", 1)} {
		if _, err := Open(other); !errors.Is(err, errImage) {
			t.Errorf("%.20q: %v", other, err)
		}
	}
}

// FuzzOpen damages images: no panic, no hang, and what opens can be written and
// opened again.
func FuzzOpen(f *testing.F) {
	image := smallImage(f)
	f.Add(image)
	f.Add(image[:len(image)/2])
	f.Add(imageMagic + "\xff\xff\xff\xff\x07")
	f.Fuzz(func(t *testing.T, image string) {
		rs, err := Open(image)
		if err != nil {
			return
		}
		again, err := rs.AppendBinary(nil)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Open(string(again)); err != nil {
			t.Fatal(err)
		}
	})
}

// BenchmarkOpen opens an image of a hundred rules.
func BenchmarkOpen(b *testing.B) {
	set := testSet(b, "a/不能", "a/因为", "b/可以")
	rs := &Ruleset{Patterns: set, Rules: make([]Rule, 100), Padding: -1}
	rnd := rand.New(rand.NewPCG(3, 4))
	for i := range rs.Rules {
		rs.Rules[i] = random{rnd, set.Markers(), len(rs.Rules), i}.rule()
	}
	image, err := rs.AppendBinary(nil)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Open(string(image)); err != nil {
			b.Fatal(err)
		}
	}
}
