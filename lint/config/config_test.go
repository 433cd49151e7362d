package config

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"github.com/cuoci/cuoci/lint/segment"
	"github.com/cuoci/cuoci/lint/source"
	"github.com/cuoci/cuoci/rules"
)

func TestParse(t *testing.T) {
	off := rules.Off
	for _, c := range []struct {
		name, text string
		want       Config
	}{
		{"empty", "", Config{}},
		{"comments only", "# nothing yet\n", Config{}},
		{"everything", `
packs: [negative, ./ours, ../theirs, /etc/pack.yaml]
profile: chat
rules:
  emotion/*: suggestion
  negative/but: off
words:
  - 小蜜蜂
  - {word: 顺达宝, freq: 1000, pos: nz}
ignore: ["archive/**", ./x.txt]
speakers: {agent: [张三, 小沃], customer: 李女士}
unit: line
encoding: GB18030
level: warning
fail-on: off
lang: en
`, Config{
			Packs:   []string{"negative", "/home/ours", "/theirs", "/etc/pack.yaml"},
			Profile: "chat",
			Rules: []Setting{
				{Selector: "emotion/*", Level: rules.Suggestion, Place: Place{"c.yaml", 5, 3}},
				{Selector: "negative/but", Level: rules.Off, Place: Place{"c.yaml", 6, 3}},
			},
			Words:    []segment.Word{{Text: "小蜜蜂"}, {Text: "顺达宝", Freq: 1000, Pos: "nz"}},
			Ignore:   []Glob{{"archive/**", "/home", Place{"c.yaml", 10, 10}}, {"x.txt", "/home", Place{"c.yaml", 10, 24}}},
			Speakers: map[string]source.Speaker{"张三": source.Agent, "小沃": source.Agent, "李女士": source.Customer},
			Unit:     "line", Encoding: "GB18030", Level: rules.Warning, FailOn: &off, Lang: "en",
		}},
		{"one text for a list", "packs: negative\nignore: '*.bak'\n", Config{Packs: []string{"negative"}, Ignore: []Glob{{"*.bak", "/home", Place{"c.yaml", 2, 9}}}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := Parse("c.yaml", "/home", []byte(c.text))
			if err != nil {
				t.Fatal(err)
			}
			c.want.Path, c.want.Dir, c.want.places = "c.yaml", "/home", got.places
			if !reflect.DeepEqual(*got, c.want) {
				t.Errorf("got  %+v\nwant %+v", *got, c.want)
			}
		})
	}
}

func TestParseErrors(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"pack: [negative]", `c.yaml:1:1: unknown key "pack" (did you mean "packs"?): allowed are extends, packs, profile, rules, words, ignore, speakers, files, overrides, baseline, allow, suppressions, unit, encoding, level, fail-on, lang`},
		{"unit: line\nunit: file", `c.yaml:2:1: "unit" is there twice in the configuration`},
		{"- a", `c.yaml:1:1: the configuration must be a mapping (key: value), not a list`},
		{"profile: chatt", `c.yaml:1:10: unknown profile "chatt" (did you mean "chat"?): allowed are reply, chat, letter, docs, transcript`},
		{"rules:\n  negative/but: of", `c.yaml:2:17: unknown level "of" (did you mean "off"?): allowed are error, warning, suggestion, off`},
		{"level: off", `c.yaml:1:8: unknown level "off": allowed are error, warning, suggestion`},
		{"unit: lines", `c.yaml:1:7: unknown unit "lines" (did you mean "line"?): allowed are file, paragraph, line`},
		{"speakers: {agents: [a]}", `c.yaml:1:12: unknown speaker "agents" (did you mean "agent"?): allowed are agent, customer, system`},
		{"speakers: {agent: [a], customer: [a]}", `c.yaml:1:35: "a" is named as agent already`},
		{"speakers: {agent: '张三：'}", `c.yaml:1:19: a name of speakers, "张三：", has no colon`},
		{"files: [{text: a}]", `c.yaml:1:9: an entry of files has no glob`},
		{"files: [{glob: a, txt: a}]", `c.yaml:1:19: unknown key "txt" (did you mean "text"?)`},
		{"files: [{glob: a, text: $a}]", `c.yaml:1:25: selector "$a": "a" at byte 1 is no step`},
		{"files: [{glob: a, format: word}]", `c.yaml:1:27: unknown format "word": allowed are text`},
		{"files: {glob: a}", `c.yaml:1:8: files must be a list, not a mapping`},
		{"encoding: latin1", `c.yaml:1:11: unknown encoding "latin1": allowed are `},
		{"words: [好, \"a\\nb\", {word: \"" + strings.Repeat("长", 99) + "\"}]", `c.yaml:1:12: user word "a\nb" holds a control character`},
		{"lang: fr", `c.yaml:1:7: unknown lang "fr": allowed are zh, en`},
		{"lang:", `c.yaml:1:6: lang is empty`},
		{"packs: [ours/pack]", `c.yaml:1:9: pack "ours/pack": a path starts with ./ or /, a name has no slash`},
		{"ignore: ['[a']", `c.yaml:1:10: a glob of ignore: "[a" is no glob`},
		{"words:\n- {word: 词, frequency: 3}", `c.yaml:2:13: unknown key "frequency": allowed are word, freq, pos`},
		{"words:\n- {word: 词, freq: -3}", `c.yaml:2:19: freq "-3": a whole number from 2 is asked`},
		{"words:\n- {freq: 3}", `c.yaml:2:3: an entry of words has no word`},
		{"words: 词", `c.yaml:1:8: words must be a list, not a text`},
		{"allow: [我不能, {phrse: 但是}]", `c.yaml:1:15: unknown key "phrse" (did you mean "phrase"?): allowed are phrase, rules, glob, reason`},
		{"allow: [{rules: a}]", `c.yaml:1:9: an entry of allow has no phrase`},
		{"allow: ['\u200b']", `c.yaml:1:9: "\u200b" is no phrase`},
		{"allow: {phrase: 但是, glob: '[a'}", `c.yaml:1:27: a glob of allow: "[a" is no glob`},
		{"suppressions: {require-reason: yes}", `c.yaml:1:32: unknown require-reason "yes": allowed are true, false`},
		{"suppressions: {reason: true}", `c.yaml:1:16: unknown key "reason": allowed are require-reason`},
		{"suppressions: true", `c.yaml:1:15: suppressions must be a mapping (key: value), not a text`},
		{"rules: {a: off", `c.yaml:2:1: not valid YAML: `},
		{"a: 1\n---\nb: 1", `more than one YAML document`},
		{"unit: &u line\nlang: *u", `c.yaml:2:7: lang must be a text, not an alias`},
	} {
		_, err := Parse("c.yaml", "/", []byte(c.text))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: got  %v\nwant %s", c.text, err, c.want)
		}
	}
}

func TestAllErrorsAtOnce(t *testing.T) {
	_, err := Parse("c.yaml", "/", []byte("unit: x\nlang: y\n"))
	if err == nil || strings.Count(err.Error(), "\n") != 1 {
		t.Errorf("got %v, want two errors", err)
	}
}

var ids = []string{"negative/cannot", "negative/but", "emotion/we"}

func TestLevels(t *testing.T) {
	c, err := Parse("c.yaml", "/", []byte("rules:\n  negative: warning\n  negative/but: off\n"))
	if err != nil {
		t.Fatal(err)
	}
	got, err := c.Levels(ids)
	if want := (map[string]rules.Level{"negative/cannot": rules.Warning, "negative/but": rules.Off}); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %v %v, want %v", got, err, want)
	}
	for selector, want := range map[string]string{
		"negative/cant": `c.yaml:1:9: unknown rule "negative/cant"`,
		"but":           `c.yaml:1:9: unknown rule "but" (did you mean "negative/but"?)`,
		"clarity/*":     `c.yaml:1:9: no rule matches "clarity/*"`,
	} {
		c, err := Parse("c.yaml", "/", []byte("rules: {"+selector+": off}"))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := c.Levels(ids); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s: got %v, want %s", selector, err, want)
		}
	}
}

func TestSelect(t *testing.T) {
	for selector, want := range map[string]int{"*": 3, "*/*": 3, "negative": 2, "negative/*": 2, "negative/b?t": 1, "emotion/we": 1, "neg": 0, "[": 0} {
		if got := Select(selector, ids); len(got) != want {
			t.Errorf("%s: %v", selector, got)
		}
	}
}

func TestIgnored(t *testing.T) {
	c := &Config{Dir: "/p"}
	for _, g := range []string{"archive/**", "*.bak.txt", "drafts/old/", "**/tmp/*.txt", "/top.txt", "{a,b}.md"} {
		c.Ignore = append(c.Ignore, Glob{Pattern: g, Dir: "/p"})
	}
	for path, want := range map[string]bool{
		"/p/archive": true, "/p/archive/x.txt": false, // the folder was ignored before
		"/p/x.bak.txt": true, "/p/deep/x.bak.txt": true, "/p/x.txt": false,
		"/p/drafts/old": true, "/p/drafts/new": false, "/p/old": false,
		"/p/tmp/x.txt": true, "/p/y/tmp/x.txt": true, "/p/y/tmp/x.md": false,
		"/p/top.txt": true, "/p/y/top.txt": false,
		"/p/a.md": true, "/p/q/b.md": true,
		"/q/archive": false, "/": false, "/q/x.bak.txt": true, // a name is a name wherever --config holds
	} {
		if got := c.Ignored(path); got != want {
			t.Errorf("%s: %v, want %v", path, got, want)
		}
	}
}

func TestFinder(t *testing.T) {
	root := t.TempDir()
	write := func(path, text string) {
		t.Helper()
		path = filepath.Join(root, path)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write(".cuoci.yaml", "lang: en\n")
	write("a/b/.cuoci.yaml", "unit: line\n")
	write("bad/.cuoci.yaml", "unti: line\n")
	write("dir/.cuoci.yaml/x", "")
	t.Chdir(root)
	var f Finder
	for dir, want := range map[string]string{
		".": ".cuoci.yaml", "a": ".cuoci.yaml", "a/b": "a/b/.cuoci.yaml", "a/b/c/nosuch": "a/b/.cuoci.yaml", "dir": ".cuoci.yaml", "a/b/.cuoci.yaml/x": "a/b/.cuoci.yaml",
	} {
		c, err := f.For(dir)
		if err != nil || c == nil || c.Path != want {
			t.Errorf("%s: %v %v, want %s", dir, c, err, want)
		}
	}
	_, err := f.For("bad")
	_, again := f.For("bad/deeper")
	if err == nil || !errors.Is(again, err) || !strings.HasPrefix(err.Error(), "bad/.cuoci.yaml:1:1: ") {
		t.Errorf("got %v, then %v", err, again)
	}
	f.Fixed = &Config{Path: "fixed"}
	if c, err := f.For("bad"); err != nil || c.Path != "fixed" {
		t.Errorf("--config does not hold everywhere: %v %v", c, err)
	}
	if _, err := Load("nosuch.yaml"); err == nil {
		t.Error("a file that is not there was loaded")
	}
}

func FuzzParse(f *testing.F) {
	f.Add("packs: [a]\nrules: {a/b: off}\nwords: [{word: 词, freq: 1}]\n")
	f.Add("- [}\n")
	f.Add("extends: [../a, b]\nbaseline: x\nignore: ['a/**']\nspeakers: {agent: [a, b]}\nfiles: [{glob: a, text: '$.b[*]', quotes: customer}]\n")
	f.Add("overrides:\n- {glob: ['a/**', b], packs: ./c, profile: docs, rules: {d/*: off, d/*: error}, quotes: agent, speaker: system}\nfail-on: off\n")
	f.Fuzz(func(t *testing.T, text string) {
		c, err := Parse("c.yaml", "/", []byte(text))
		if (c == nil) == (err == nil) {
			t.Fatalf("got %v and %v", c, err)
		}
		if err != nil {
			return
		}
		for i := range c.Overrides {
			laid := c.With(i)
			if laid.Path != "c.yaml" || len(laid.Rules) < len(c.Rules) || laid.Profile == "" && c.Profile != "" {
				t.Errorf("override %d takes something away: %+v", i, laid)
			}
		}
		for _, v := range c.Values() {
			if v.Line < 1 || v.Column < 1 || v.Path != "c.yaml" {
				t.Errorf("%s %s has no place", v.Key, v)
			}
			var n yaml.Node
			if err := yaml.Load([]byte(v.String()), &n); err != nil {
				t.Errorf("%s: %q is not written as YAML has it: %v", v.Key, v, err)
			}
		}
	})
}

func TestFilesFor(t *testing.T) {
	c, err := Parse("c.yaml", "/home", []byte("files:\n  - {glob: \"*.json\", text: a}\n  - {glob: [\"faq/**\", x.json], text: b, question: c, quotes: customer, front-matter: true}\n"))
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		"/home/y.json": "a", "/home/deep/y.json": "a", "/home/x.json": "b", "/home/faq/a/b.json": "b", "/home/y.txt": "", "/other/y.json": "a", "/other/faq/a": "",
	} {
		f, got := c.FilesFor(path), ""
		if f != nil {
			got = f.Select.Text[0].String()
		}
		if got != want {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
	}
	if f := c.FilesFor("/home/x.json"); !f.CustomerQuotes || !f.FrontMatter || f.Select.Question[0].String() != "c" {
		t.Errorf("%+v", f)
	}
}
