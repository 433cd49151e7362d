package ruletest

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// pack is a pack in which some examples are right and some are wrong; the
// comments say which.
const pack = `pack: t
title: {zh: 测试}
lists:
  can: [能, 可以, 能够]
  unused: [甲, 乙]
markers:
  cannot:
    patterns: [我不<can>, 没办法]
    except: [不能保证]
    examples:
      hit: [我不能退, 我能退]        # the second does not match
      miss: [我能退, 我不可以退]     # the second matches
  but:
    patterns: [但是]
  angry:
    patterns: [气死]
rules:
  - id: cannot
    kind: avoid
    title: {zh: 我不能}
    level: error
    absorbs: [but]
    marker: cannot
    message: {zh: 说能做的。}
    suggestions: [{zh: 我能为您做的是……}, {zh: 但是我们可以换。}] # the second is flagged
    source: [{deck: "002", section: 避免负面语言}]
    examples:
      hit:
        - 我不能退。
        - {text: 我没办法退。, level: warning} # fires at error
        - 我可以退。                          # does not fire
        - {customer: 可以退吗, text: 我不能退。}
        - {turns: [{role: customer, text: 可以退吗}, {role: agent, text: 我不能退。}]}
      miss:
        - 我能退。
        - 我不能退。 # fires
        - {turns: [{role: customer, text: 我不能等}, {role: agent, text: 好的}]}
  - id: but
    kind: avoid
    title: {zh: 但是}
    level: warning
    profiles: {letter: off}
    marker: but
    message: {zh: 到这里结束。}
    suggestions: [{zh: 我能为您做的是……}]
    source: [{deck: "002", section: 避免负面语言}]
    examples:
      hit: [好的，但是要等。]
      miss: [{text: 好的，但是要等。, profile: letter}]
  - id: quiet
    kind: avoid
    title: {zh: 气}
    level: off
    marker: angry
    message: {zh: 不说。}
    suggestions: [{zh: 好的。}]
    source: [{deck: "002", section: 避免负面语言}]
    examples:
      hit: [气死了]
      miss: [不气]
`

func run(t *testing.T, text string) (*Report, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "t.yaml")
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return Run([]string{path})
}

func TestRun(t *testing.T) {
	r, err := run(t, pack)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"t/cannot: should fire at level warning, fires at error: 我没办法退。",
		"t/cannot: should fire, but does not: 我可以退。",
		`t/cannot: should not fire, but does at "我不能", pattern 我不<can>: 我不能退。`,
		`t/cannot: its suggestion is itself flagged by t/but at "但是": 但是我们可以换。`,
		"t/cannot: should match, but does not: 我能退",
		"t/cannot: should not match, but does: 我不可以退",
	}
	var got []string
	for _, f := range r.Failures {
		_, msg, _ := strings.Cut(f.String(), ".yaml:")
		_, msg, _ = strings.Cut(msg, ": ")
		got = append(got, msg)
	}
	if !slices.Equal(got, want) {
		t.Errorf("failures\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	// Hits and misses of rules, suggestions, examples of markers.
	if want := 12 - 3 + 4 - 1 + 4 - 2; r.Passed != want {
		t.Errorf("%d passed, want %d", r.Passed, want)
	}
	if f := r.Failures[0]; f.Line != 30 {
		t.Errorf("the first failure is at line %d, want 30", f.Line)
	}
}

func TestCoverage(t *testing.T) {
	r, err := run(t, pack)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"t/can: no example fires entries 能够",
		"t/unused: no example fires any entry: no pattern uses the list",
		"t/cannot: no example fires except 不能保证",
	}
	var got []string
	for _, u := range r.Unfired {
		_, msg, _ := strings.Cut(u.String(), ".yaml:")
		_, msg, _ = strings.Cut(msg, ": ")
		got = append(got, msg)
	}
	if !slices.Equal(got, want) {
		t.Errorf("unfired\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if r.Gaps() != 3 {
		t.Errorf("%d gaps, want 3", r.Gaps())
	}
}

func TestAbsorbedFires(t *testing.T) {
	text := strings.Replace(pack, "hit: [好的，但是要等。]", "hit: [好的，但是要等。, 但是我不能退]", 1)
	text = strings.Replace(text, "patterns: [我不<can>, 没办法]", "patterns: [我不<can>, 没办法, 但是我不能]", 1)
	r, err := run(t, text)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range r.Failures {
		if f.Of == "t/but" {
			t.Errorf("an absorbed hit counts as missed: %s", f)
		}
	}
}

func TestBrokenPack(t *testing.T) {
	if _, err := run(t, "pack: t\nrule: []\n"); err == nil || !strings.Contains(err.Error(), "t.yaml:2:1") {
		t.Errorf("got %v", err)
	}
}
