package config

import (
	"encoding/json"
	"os"
	"reflect"
	"slices"
	"testing"

	"github.com/cuoci/cuoci/lint/source"
	"github.com/cuoci/cuoci/rules"
	"github.com/cuoci/cuoci/rules/schematest"
)

// TestSchemaAgreesWithLoader gives both the same files: what one takes the other
// takes. What only a loader can see (globs, names that come twice, other files)
// is left out.
func TestSchemaAgreesWithLoader(t *testing.T) {
	readme, err := os.ReadFile("../../testdata/readme/cuoci.yaml")
	if err != nil {
		t.Fatal(err)
	}
	load := func(text string) error { _, err := Parse("c.yaml", "/", []byte(text)); return err }
	schematest.Agree(t, Schema(), load, []string{
		string(readme), "# nothing\nlang: en\n", "{}", "a: 1", "- a", "text",
		"packs: a", "packs: [a, ./b, ../c, /d]", "packs: [a/b]", "packs: ['a\\b']", "packs: []", "packs: ['']", "packs: {a: b}",
		"extends: ../a.yaml", "extends: [a, b]", "extends: http://a/b", "extends: []", "extends: {}",
		"profile: chat", "profile: chatt", "profile: [chat]",
		"rules: {a/b: off, c: error}", "rules: {a: on}", "rules: []", "rules: {}", "rules:",
		"words: [a, {word: b, freq: 2, pos: n}]", "words: a", "words: [{freq: 1}]", "words: [{word: a, freq: 1}]", "words: [{word: a, freq: 2.5}]", "words: [{word: a, frq: 1}]",
		"words: [{word: a, freq: x}]", "words: [1, 2.5]", "words: [[a]]", "words: ['  ']",
		"ignore: a", "ignore: ['a/**', b]", "ignore: [[a]]", "ignore: ['']",
		"speakers: {agent: a, customer: [b]}", "speakers: {agents: a}", "speakers: {agent: '张三：'}", "speakers: [a]",
		"files: [{glob: a}]", "files: [{text: a}]", "files: {glob: a}", "files: [{glob: []}]", "files: [{glob: [a, b], format: csv}]",
		"files: [{glob: a, format: word}]", "files: [{glob: a, txt: b}]", "files: [{glob: a, front-matter: true, quotes: customer}]",
		"files: [{glob: a, front-matter: 1}]", "files: [{glob: a, quotes: system}]", "files: [{glob: a, sheets: [b, c]}]",
		"files: [{glob: a, text: '$.a[*].b', question: [\"$..['k']\", c], id: 3, time: '$..*', name: $, conversation: '$[0][\"x\"].y'}]",
		"files: [{glob: a, text: $a}]", "files: [{glob: a, text: $.}]", "files: [{glob: a, text: '$[x]'}]", "files: [{glob: a, text: '$.*a'}]",
		"overrides: [{glob: a, packs: b, profile: docs, rules: {c: off}, unit: line, level: error, fail-on: off, quotes: customer, speaker: customer}]",
		"overrides: [{glob: a, lang: en}]", "overrides: [{profile: docs}]", "overrides: {glob: a}", "overrides: []", "overrides: [{glob: []}]",
		"overrides: [{glob: a, speaker: unknown}]", "overrides: [{glob: a, level: off}]", "overrides: [a]", "overrides: [{glob: a, packs: [b/c]}]",
		"allow: a", "allow: [a, {phrase: b, rules: c, glob: d, reason: e}]", "allow: {phrase: a, rules: [b, c], glob: [d, e]}", "allow: [{rules: a}]",
		"allow: ['  ']", "allow: [[a]]", "allow: [{phrase: a, rule: b}]", "overrides: [{glob: a, allow: b, suppressions: {require-reason: false}}]",
		"suppressions: {require-reason: true}", "suppressions: {require-reason: 1}", "suppressions: {reason: true}", "suppressions: true", "suppressions: {}",
		"files: [{glob: a, suppressions: b}]", "files: [{glob: a, suppressions: $.}]",
		"baseline: a.yaml", "baseline: [a]", "baseline: ''",
		"unit: line", "unit: lines", "encoding: GB18030", "encoding: UTF8", "encoding: utf-16LE", "encoding: latin1", "encoding: utf-32",
		"level: error", "level: off", "fail-on: off", "fail-on: never", "lang: zh", "lang: fr", "lang:",
	})
}

// schemaDefs are the definitions of the schema.
func schemaDefs(t *testing.T) map[string]schemaDef {
	t.Helper()
	var doc struct {
		Defs map[string]schemaDef `json:"$defs"`
	}
	if err := json.Unmarshal([]byte(Schema()), &doc); err != nil {
		t.Fatal(err)
	}
	return doc.Defs
}

type schemaDef struct {
	Enum       []any                `json:"enum"`
	AnyOf      []schemaDef          `json:"anyOf"`
	Properties map[string]schemaDef `json:"properties"`
}

// TestSchemaKeys compares the keys of each object of the format.
func TestSchemaKeys(t *testing.T) {
	schematest.Keys(t, Schema(), map[string][]string{
		"configuration": keys, "files": filesKeys, "override": overrideKeys, "word": wordKeys(), "speakers": sideNames(),
		"allowedEntry": allowKeys(), "suppressions": suppressionKeys(),
	})
}

// TestSchemaNames compares the names that a key may have.
func TestSchemaNames(t *testing.T) {
	defs := schemaDefs(t)
	top := defs["configuration"].Properties
	for _, tc := range []struct {
		what string
		got  []any
		want []string
	}{
		{"profile", defs["profile"].Enum, rules.Profiles()},
		{"level", defs["level"].Enum[:4], levelNames},
		{"reported", defs["reported"].Enum, levelNames[:3]},
		{"unit", defs["unit"].Enum, Units()},
		{"side", defs["side"].Enum, sideNames()},
		{"quotes", defs["quotes"].Enum, quoteNames()},
		{"format", defs["files"].Properties["format"].Enum, source.Formats()},
		{"encoding", top["encoding"].AnyOf[0].Enum, source.Encodings()},
	} {
		var got []string
		for _, g := range tc.got {
			name, ok := g.(string)
			if !ok {
				t.Errorf("%s: the schema has %v", tc.what, g)
			}
			got = append(got, name)
		}
		slices.Sort(got)
		if want := slices.Sorted(slices.Values(tc.want)); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: the schema has %v, the loader %v", tc.what, got, want)
		}
	}
}
