package rules

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestCompileGolden(t *testing.T) {
	rs, err := readSmall(t).Compile(false)
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "testdata/small.golden", dump(rs))
}

func TestDocsGolden(t *testing.T) {
	got, err := json.MarshalIndent(readSmall(t).Packs()[1], "", " ")
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "testdata/small-docs.golden", string(got))
}

func TestCompileAllMarkers(t *testing.T) {
	s := readSmall(t)
	for all, want := range map[bool]bool{false: false, true: true} {
		rs, err := s.Compile(all)
		if err != nil {
			t.Fatal(err)
		}
		if _, ok := rs.Patterns.Marker("small/unused"); ok != want {
			t.Errorf("Compile(%v): small/unused is there: %v", all, ok)
		}
	}
}

// twoPacks is a pack that stands on another one.
func twoPacks() map[string]string {
	return map[string]string{
		"mine/a.yaml": rule("marker", "    marker: other/no\n    unless: [{rule: other/x}]\n    absorbs: other/y"),
		"other/a.yaml": `pack: other
markers: {no: {patterns: [不可以]}}
rules:
  - {id: x, kind: avoid, marker: no, title: {zh: a}, level: error, profiles: {docs: off}, message: {zh: a}, source: [{deck: a}], examples: {hit: [a], miss: [b]}}
  - {id: y, kind: avoid, marker: no, title: {zh: a}, level: error, message: {zh: a}, source: [{deck: a}], examples: {hit: [a], miss: [b]}}
`,
	}
}

func TestRulesOfOtherPacks(t *testing.T) {
	s, err := read(files(twoPacks()), []string{"mine"})
	if err != nil {
		t.Fatal(err)
	}
	rs, err := s.Compile(false)
	if err != nil {
		t.Fatal(err)
	}
	if len(rs.Rules) != 2 || rs.Rules[0].ID != "other/x" || rs.Rules[1].ID != "mine/x" {
		t.Fatalf("got %s", dump(rs))
	}
	if r := rs.Rules[0]; r.Level != Off || r.Profiles != nil {
		t.Errorf("a rule that only comes along is not off: %v %v", r.Level, r.Profiles)
	}
	if len(rs.Rules[1].Absorbs) != 0 {
		t.Errorf("absorbs a rule that is not there: %v", rs.Rules[1].Absorbs)
	}
	var names []string
	for _, p := range s.Packs() {
		names = append(names, p.Name)
	}
	if !slices.Equal(names, []string{"shared", "mine"}) {
		t.Errorf("packs shown: %v", names)
	}
}

func TestOnlyIsLoadOfFewer(t *testing.T) {
	fsys := files(twoPacks())
	compile := func(args ...string) *Ruleset {
		s, err := read(fsys, args)
		if err != nil {
			t.Fatal(err)
		}
		rs, err := s.Compile(true)
		if err != nil {
			t.Fatal(err)
		}
		return rs
	}
	all := compile("mine", "other")
	for _, arg := range []string{"mine", "other"} {
		got, want := all.Only([]string{arg}), compile(arg)
		got.Patterns = all.Patterns
		if g, w := dump(got), dump(want); g[len(dump(&Ruleset{Patterns: all.Patterns})):] != w[len(dump(&Ruleset{Patterns: want.Patterns})):] {
			t.Errorf("Only(%q):\n%s\nLoad:\n%s", arg, g, w)
		}
	}
}

func TestPathStandsForBuiltin(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "p.yaml"), []byte(rule("level", "    level: error")), 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := read(files(map[string]string{"mine/a.yaml": rule()}), []string{dir})
	if err != nil {
		t.Fatal(err)
	}
	rs, err := s.Compile(false)
	if err != nil {
		t.Fatal(err)
	}
	if len(rs.Rules) != 1 || rs.Rules[0].Level != Error {
		t.Errorf("got %s", dump(rs))
	}
}

func TestReadArguments(t *testing.T) {
	for _, tc := range []struct {
		arg, want string
	}{
		{"min", `unknown pack "min" (did you mean "mine"?): built-in packs are mine, shared; a folder or file is named by a path such as ./min`},
		{"./testdata/absent", "pack: ./testdata/absent: no such file or directory"},
		{"./testdata", `pack: no .yaml file in the folder "./testdata"`},
	} {
		_, err := read(files(map[string]string{"mine/a.yaml": rule()}), []string{tc.arg})
		if err == nil || err.Error() != tc.want {
			t.Errorf("%q: got %v, want %s", tc.arg, err, tc.want)
		}
	}
	if _, err := read(files(nil), []string{"./testdata/absent"}); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a missing pack is not ErrNotExist: %v", err)
	}
}
