package config

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/cuoci/cuoci/lint/source"
	"github.com/cuoci/cuoci/rules"
)

// tree writes files into a new folder, which becomes the working directory.
func tree(t *testing.T, files map[string]string) {
	t.Helper()
	t.Chdir(t.TempDir())
	for path, text := range files {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func absolute(t *testing.T, path string) string {
	t.Helper()
	abs, err := filepath.Abs(path)
	if err != nil {
		t.Fatal(err)
	}
	return abs
}

func TestExtends(t *testing.T) {
	tree(t, map[string]string{
		"base.yaml": "packs: [./p, emotion]\nprofile: docs\nrules: {emotion/*: off, negative/but: error}\nwords: [甲, {word: 乙, freq: 2}]\n" +
			"ignore: ['old/**', '*.bak']\nspeakers: {agent: [张三, 李四]}\nfiles: [{glob: 'a/*.json', text: x}]\nbaseline: known.yaml\nfail-on: off\n",
		"more.yaml":          "profile: letter\nlang: en\nfiles: [{glob: '*.json', text: y}]\n",
		"sub/mid/.mid.yaml":  "extends: ../../base.yaml\nunit: line\nlevel: warning\n",
		"sub/own/cuoci.yaml": "extends: [../mid/.mid.yaml, ../../more.yaml]\nrules: {negative/but: warning}\nwords: [{word: 乙, freq: 3}]\nspeakers: {customer: 李四}\nlevel: error\n",
	})
	c, err := Load("sub/own/cuoci.yaml")
	if err != nil {
		t.Fatal(err)
	}
	root := absolute(t, ".")
	var settings []string
	for _, s := range c.Rules {
		settings = append(settings, fmt.Sprintf("%s %s %s", s.Selector, s.Level, s.Place))
	}
	for _, x := range []struct {
		what      string
		got, want any
	}{
		{"path", c.Path, filepath.Join("sub", "own", "cuoci.yaml")},
		{"folder", c.Dir, filepath.Join(root, "sub", "own")},
		{"extends", c.Extends, []string{filepath.Join(root, "sub", "mid", ".mid.yaml"), filepath.Join(root, "more.yaml")}},
		{"packs", c.Packs, []string{filepath.Join(root, "p"), "emotion"}},
		{"the second of extends over the first", c.Profile, "letter"},
		{"own over base", c.Level, rules.Error},
		{"base of base", *c.FailOn, rules.Off},
		{"unit, lang", c.Unit + " " + c.Lang, "line en"},
		{"baseline", c.Baseline, filepath.Join(root, "known.yaml")},
		{"rules", settings, []string{"emotion/* off base.yaml:3", "negative/but error base.yaml:3", "negative/but warning sub/own/cuoci.yaml:2"}},
		{"speakers", c.Speakers, map[string]source.Speaker{"张三": source.Agent, "李四": source.Customer}},
		{"words", fmt.Sprint(c.Words), "[{乙 3 } {甲 0 } {乙 2 }]"},
		{"place of packs", c.Place("packs", 1).String(), "base.yaml:1"},
		{"place of a word", fmt.Sprint(c.Place("words", 0), c.Place("words", 1), c.Place("words", 3)), "sub/own/cuoci.yaml:3 base.yaml:4 :0"},
		{"place of the level", c.Place("level", 0).String(), "sub/own/cuoci.yaml:5"},
		{"place of a name", fmt.Sprint(c.Place("speakers/李四", 0), c.Place("speakers/张三", 0)), "sub/own/cuoci.yaml:4 base.yaml:6"},
		{"glob of a base", c.Ignored(filepath.Join(root, "old")), true},
		{"glob of a base from another folder", c.Ignored(filepath.Join(root, "sub", "own", "old")), true}, // old/** has no slash but that
		{"name", c.Ignored(filepath.Join(root, "sub", "own", "x.bak")), true},
		{"files", c.FilesFor(filepath.Join(root, "a", "x.json")).Select.Text[0].String(), "y"},
	} {
		if !reflect.DeepEqual(x.got, x.want) {
			t.Errorf("%s: got %v, want %v", x.what, x.got, x.want)
		}
	}
}

// TestExtendsForeign lets a configuration choose other packs than its base: what
// the base says of the others is no error, what the file itself says is.
func TestExtendsForeign(t *testing.T) {
	tree(t, map[string]string{
		"base.yaml": "rules: {courtesy/*: off, negative/but: off}\n",
		"own.yaml":  "extends: base.yaml\npacks: [negative]\nrules: {negative/cannt: off}\n",
	})
	c, err := Load("own.yaml")
	if err != nil {
		t.Fatal(err)
	}
	levels, err := c.Levels(ids)
	if err == nil || !strings.HasPrefix(err.Error(), "own.yaml:3:9: unknown rule \"negative/cannt\"") || strings.Contains(err.Error(), "\n") {
		t.Errorf("got %v", err)
	}
	if want := (map[string]rules.Level{"negative/but": rules.Off}); !reflect.DeepEqual(levels, want) {
		t.Errorf("got %v, want %v", levels, want)
	}
}

// TestExtendsAllow lays phrases over those of a base, and lets a base speak of
// rules that are not there; what is said of a folder's files counts from where it
// was said.
func TestExtendsAllow(t *testing.T) {
	tree(t, map[string]string{
		"base.yaml":      "allow: [甲, {phrase: 乙, rules: [courtesy/*, negative/but], glob: 'docs/**'}, {phrase: 丙, rules: courtesy/please}]\nsuppressions: {require-reason: true}\n",
		"sub/own.yaml":   "extends: ../base.yaml\npacks: [negative]\nallow: {phrase: 丁, rules: [negative/bt], reason: 原话}\noverrides: [{glob: '*.md', allow: 戊, suppressions: {require-reason: false}}]\n",
		"sub/plain.yaml": "extends: ../base.yaml\n",
	})
	c, err := Load("sub/own.yaml")
	if err != nil {
		t.Fatal(err)
	}
	root := absolute(t, ".")
	var got []string
	for i := range c.With(0).Allow {
		a := &c.With(0).Allow[i]
		names, holds, err := a.Names(ids)
		got = append(got, fmt.Sprint(a.Phrase, " ", names, holds, " ", err, " ", a.Reason, " ", a.Place,
			a.Holds(filepath.Join(root, "docs", "a.md")), a.Holds(filepath.Join(root, "sub", "docs", "a.md"))))
	}
	want := []string{
		"甲 [] true <nil>  base.yaml:1 true true", "乙 [negative/but] true <nil>  base.yaml:1 true false", "丙 [] false <nil>  base.yaml:1 true true",
		`丁 [] false sub/own.yaml:3:28: unknown rule "negative/bt" (did you mean "negative/but"?): "cuoci rules list" shows the rules there are 原话 sub/own.yaml:3 true true`,
		"戊 [] true <nil>  sub/own.yaml:4 true true",
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if p := c.With().RequireReason; p == nil || !*p {
		t.Error("the base asks for a reason")
	}
	if p := c.With(0).RequireReason; p == nil || *p {
		t.Error("the override asks for none")
	}
}

func TestExtendsErrors(t *testing.T) {
	files := map[string]string{
		"a.yaml":        "unit: line\nextends: b.yaml\n",
		"b.yaml":        "extends:\n  - sub/c.yaml\n",
		"sub/c.yaml":    "extends: ../a.yaml\n",
		"self.yaml":     "extends: self.yaml\n",
		"missing.yaml":  "extends: [nosuch.yaml, sub]\n",
		"broken.yaml":   "unti: line\nextends: broken2.yaml\n",
		"broken2.yaml":  "lang: fr\n",
		"address.yaml":  "extends: https://example.org/base.yaml\n",
		"diamond0.yaml": "lang: en\n",
	}
	for i := range 12 { // each extends the one before twice
		files[fmt.Sprintf("diamond%d.yaml", i+1)] = fmt.Sprintf("extends: [diamond%d.yaml, diamond%[1]d.yaml]\n", i)
	}
	tree(t, files)
	for path, want := range map[string][]string{
		"a.yaml":         {"sub/c.yaml:1:10: extends goes in a circle: a.yaml → b.yaml → sub/c.yaml → a.yaml"},
		"self.yaml":      {"self.yaml:1:10: extends goes in a circle: self.yaml → self.yaml"},
		"missing.yaml":   {`missing.yaml:1:11: extends "nosuch.yaml": no such file or directory`, `missing.yaml:1:24: extends "sub": is a directory`},
		"broken.yaml":    {`broken.yaml:1:1: unknown key "unti" (did you mean "unit"?)`, `broken2.yaml:1:7: unknown lang "fr"`},
		"address.yaml":   {`address.yaml:1:10: extends "https://example.org/base.yaml": a file is asked`},
		"diamond12.yaml": {"extends makes one configuration of more than 64 files"},
	} {
		_, err := Load(path)
		if err == nil {
			t.Errorf("%s was read", path)
			continue
		}
		lines := strings.Split(err.Error(), "\n")
		if len(lines) != len(want) {
			t.Errorf("%s: got %v\nwant %v", path, err, want)
			continue
		}
		for i := range want {
			if !strings.Contains(lines[i], want[i]) {
				t.Errorf("%s: got %s\nwant %s", path, lines[i], want[i])
			}
		}
	}
	if c, err := Load("diamond4.yaml"); err != nil || c.Lang != "en" {
		t.Errorf("a base that is met more than once: %v %v", c, err)
	}
}

func TestOverrides(t *testing.T) {
	tree(t, map[string]string{
		"base.yaml": "overrides: [{glob: 'docs/**', profile: letter, level: warning}]\n",
		".cuoci.yaml": `extends: base.yaml
packs: [negative]
profile: chat
rules: {negative/*: warning}
overrides:
  - {glob: "docs/**", profile: docs, rules: {negative/but: off}, quotes: customer}
  - {glob: ["*.txt", "docs/old/*"], packs: [emotion], unit: line, speaker: customer, fail-on: off}
`,
		"sub/.cuoci.yaml": "lang: en\n",
	})
	var f Finder
	show := func(path string) string {
		t.Helper()
		c, err := f.ForFile(path)
		if err != nil {
			t.Fatal(err)
		}
		levels, err := c.Levels(ids)
		if err != nil {
			t.Fatal(err)
		}
		failOn := "-"
		if c.FailOn != nil {
			failOn = c.FailOn.String()
		}
		return fmt.Sprint(c.Packs, c.Profile, c.Unit, c.Level, c.Quotes, c.Speaker, failOn, len(levels), levels["negative/but"])
	}
	for path, want := range map[string]string{
		"x.md":          "[negative]chatoffunknown-2warning",
		"docs/a/x.md":   "[negative]docswarningcustomerunknown-2off",
		"x.txt":         "[emotion]chatlineoffcustomeroff2warning",
		"docs/old/x.md": "[emotion]docslinewarningcustomercustomeroff2off",
	} {
		if got := strings.ReplaceAll(show(path), " ", ""); got != want {
			t.Errorf("%s: got %s, want %s", path, got, want)
		}
	}
	same := func(a, b string) bool {
		x, err := f.ForFile(a)
		if err != nil {
			t.Fatal(err)
		}
		y, err := f.ForFile(b)
		if err != nil {
			t.Fatal(err)
		}
		return x == y
	}
	if !same("docs/x.md", "docs/deep/y.md") || !same("x.md", "y.md") || same("x.md", "docs/x.md") {
		t.Error("files for which the same holds must get the same value, others not")
	}
	if c, err := f.ForFile("docs/x.md"); err != nil || c.Path != Name || c.Place("profile", 0).String() != ".cuoci.yaml:6" || c.Place("level", 0).String() != "base.yaml:1" {
		t.Errorf("places: %v %v %v %v", c.Path, c.Place("profile", 0), c.Place("level", 0), err)
	}
	if c, err := f.ForFile("sub/docs/x.md"); err != nil || c.Profile != "" {
		t.Errorf("an override holds below another configuration: %v %v", c, err)
	}
}

func TestOverrideErrors(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"overrides: {glob: a}", "c.yaml:1:12: overrides must be a list, not a mapping"},
		{"overrides:\n  - profile: docs", "c.yaml:2:5: an entry of overrides has no glob"},
		{"overrides: [{glob: a, lang: en}]", `c.yaml:1:23: unknown key "lang": allowed are glob, packs, profile, rules, allow, suppressions, unit, level, fail-on, quotes, speaker`},
		{"overrides: [{glob: a, profle: docs}]", `c.yaml:1:23: unknown key "profle" (did you mean "profile"?)`},
		{"overrides: [{glob: a, profile: doc}]", `c.yaml:1:32: unknown profile "doc" (did you mean "docs"?)`},
		{"overrides: [{glob: a, rules: {b: of}}]", `c.yaml:1:34: unknown level "of" (did you mean "off"?)`},
		{"overrides: [{glob: a, speaker: custmer}]", `c.yaml:1:32: unknown speaker "custmer" (did you mean "customer"?): allowed are agent, customer, system`},
		{"overrides: [{glob: a, glob: b}]", `c.yaml:1:23: "glob" is there twice in an entry of overrides`},
		{"overrides: [{glob: '[a'}]", `c.yaml:1:20: a glob of overrides: "[a" is no glob`},
		{"overrides: [a]", "c.yaml:1:13: an entry of overrides must be a mapping (key: value), not a text"},
		{"extends: [[a]]", "c.yaml:1:11: a file of extends must be a text, not a list"},
		{"baseline: {a: b}", "c.yaml:1:11: baseline must be a text, not a mapping"},
	} {
		_, err := Parse("c.yaml", "/", []byte(c.text))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: got  %v\nwant %s", c.text, err, c.want)
		}
	}
}
