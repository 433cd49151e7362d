package rules

import (
	"encoding/json"
	"io/fs"
	"path"
	"reflect"
	"slices"
	"testing"

	"github.com/cuoci/cuoci/rules/schematest"
)

func TestSchemaTakesShippedPacks(t *testing.T) {
	s := schematest.Compile(t, Schema())
	files, err := fs.Glob(builtinYAML, "*/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, name := range files {
		if path.Dir(name) == cardFolder {
			continue // a card has a schema of its own
		}
		data, err := fs.ReadFile(builtinYAML, name)
		if err != nil {
			t.Fatal(err)
		}
		if err := schematest.Validate(t, s, string(data)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestSchemaAgreesWithLoader gives both the same packs: what one takes the
// other takes. What only a loader can see (names, places, patterns) is left out.
func TestSchemaAgreesWithLoader(t *testing.T) {
	cond := func(c string) string { return rule("marker", "    marker: no\n    when: ["+c+"]") }
	fix := func(f string) string { return rule("marker", "    marker: no\n    fix: ["+f+"]") }
	load := func(text string) error { _, err := load(text); return err }
	schematest.Agree(t, Schema(), load, []string{
		rule(), "pack: mine\n", "rules: []\n", "pack: Mine\n", "pack: mine\nmarker: {}\n", "pack: mine\nrules: []\n",
		"pack: mine\nlists: {time: [a]}\n", "pack: mine\nlists: {aB: [a, {pattern: b, edges: any}]}\n", "pack: mine\nlists: {a_b: [a]}\n",
		"pack: mine\nmarkers: {a: {except: [b]}}\n", "pack: mine\nmarkers: {A: {patterns: [b]}}\n",
		"pack: mine\nmarkers: {a: {patterns: [b], examples: {hit: [1, off]}}}\n", "pack: mine\nmarkers: {a: {patterns: [b], examples: {hit: [{text: a}]}}}\n",
		rule("kind", "    kind: order"), rule("kind", "    kind: require"), rule("marker", ""), rule("title", ""), rule("title", "    title: {en: a}"),
		rule("level", "    level: off"), rule("level", "    level: high"), rule("level", "    level: {lower: []}"),
		rule("level", "    level: {default: error, lower: [{level: warning, when: [{property: question}]}]}"),
		rule("level", "    level: error\n    profiles: {docs: off}"), rule("level", "    level: error\n    profiles: {doc: off}"),
		rule("level", "    level: error\n    scope: previous"), rule("level", "    level: error\n    where: turn"), rule("level", "    level: error\n    where: any"),
		rule("source", "    source: []"), rule("source", "    source: [{deck: 002, section: a}]"), rule("source", "    source: [{section: a}]"),
		rule("examples", "    examples: {hit: [a]}"), rule("examples", "    examples: {hit: [a], miss: [{text: a, level: error}]}"),
		rule("examples", "    examples: {hit: [{text: a, customer: b, profile: chat, level: error}], miss: [{turns: [{role: system, text: a, time: b}]}]}"),
		rule("examples", "    examples: {hit: [{turns: [{role: bot, text: a}]}], miss: [a]}"), rule("examples", "    examples: {hit: [{customer: a}], miss: [a]}"),
		rule("message", "    message: {zh: a}\n    suggestions: [{zh: a, en: b, safety: safe}]"), rule("message", "    message: {zh: a}\n    suggestions: [a]"),
		rule("marker", "    marker: [no]\n    after: {marker: no, within: 2 sentences}"), rule("marker", "    marker: no\n    before: {marker: no, within: match}"),
		rule("marker", "    marker: []"), rule("marker", "    marker: no\n    need: [{marker: no}]"),
		rule("kind", "    kind: require", "marker", "    need: [{marker: no}]\n    trigger: {markers: no}"),
		rule("kind", "    kind: require", "marker", "    need: [{marker: no}]\n    trigger: {}"),
		cond("{marker: no, within: 1 sentence, side: before, where: start}"), cond("{marker: no, speaker: customer, within: previous}"),
		cond("{marker: no, property: alone}"), cond("{}"), cond("{property: alone, within: turn}"), cond("{property: none}"),
		cond("{profile: [chat, docs]}"), cond("{profile: []}"), cond("{not: {any: [{all: [{marker: no}]}]}}"), cond("{not: [{marker: no}]}"),
		fix("{safety: safe, write: '', examples: [{before: a, after: b}]}"), fix("{safety: display, write: b, examples: [{before: a, after: b}]}"), fix("{write: b, examples: [{before: a, after: b}]}"),
		fix("{safety: review, find: [no], within: clause, write: 我, hant: 我, when: [{marker: no}], examples: [{before: a, after: b, customer: c, profile: chat}]}"),
		fix("{safety: review, edits: [{find: no, write: b}, {write: ''}], examples: [{before: a, after: b}]}"), fix("{safety: review, edits: [{find: no}], examples: [{before: a, after: b}]}"),
		fix("{safety: review, write: b, edits: [{write: b}], examples: [{before: a, after: b}]}"), fix("{safety: review, within: match, write: b, examples: [{before: a, after: b}]}"),
		fix("{safety: review, find: no, within: turn, write: b, examples: [{before: a, after: b}]}"), fix("{safety: review, write: b}"), fix("{safety: review, write: b, examples: [{before: a}]}"), fix("{safety: safe, write: b, examples: [a]}"),
		cond("{marker: no, within: 3 turns}"), cond("{marker: no, within: N sentences}"),
	})
}

// TestSchemaKeys compares the keys of each object of the format.
func TestSchemaKeys(t *testing.T) {
	schematest.Keys(t, Schema(), map[string][]string{
		"pack": packKeys, "localized": localKeys, "patternObject": patternKeys, "marker": markerKeys, "rule": ruleKeys,
		"loweredLevel": levelKeys, "lower": lowerKeys, "trigger": triggerKeys, "near": nearKeys, "condition": condKeys,
		"suggestion": suggestKeys, "source": sourceKeys, "evidence": evidenceKeys, "examples": examplesKeys,
		"example": exampleKeys, "turn": turnKeys, "asked": askedKeys, "similar": similarKeys, "bounds": ruleScopes,
		"sentencesBefore": beforeKeys, "assessed": assessedKeys, "fix": fixKeys, "edit": editKeys, "fixExample": fixExampleKeys,
	})
}

// TestSchemaNames compares the names that a key may have.
func TestSchemaNames(t *testing.T) {
	var doc struct {
		Defs map[string]struct {
			Enum       []any `json:"enum"`
			Properties map[string]struct {
				Enum  []any `json:"enum"`
				AnyOf []struct {
					Enum []any `json:"enum"`
				} `json:"anyOf"`
			} `json:"properties"`
		} `json:"$defs"`
	}
	if err := json.Unmarshal([]byte(Schema()), &doc); err != nil {
		t.Fatal(err)
	}
	condition, rule := doc.Defs["condition"].Properties, doc.Defs["rule"].Properties
	for _, tc := range []struct {
		what      string
		got       []any
		want      []string
		extraName any // a name of one that the other says otherwise
	}{
		{"level", doc.Defs["level"].Enum, levelNames[:], false},
		{"profile", doc.Defs["profile"].Enum, Profiles(), nil},
		{"speaker", doc.Defs["speaker"].Enum, speakerNames[:], nil},
		{"where", doc.Defs["where"].Enum, whereNames[1:], nil},
		{"kind", rule["kind"].Enum, kindNames[:], nil},
		{"scope", rule["scope"].Enum, ruleScopes, nil},
		{"within of a condition", condition["within"].AnyOf[0].Enum, scopeNames[:ScopeFirst], nil},
		{"within of after", doc.Defs["near"].Properties["within"].AnyOf[0].Enum, append(slices.Clip(nearScopes), "previous", "next"), "N sentences"},
		{"measure", rule["measure"].Enum, measureNames[1:], nil},
		{"per", rule["per"].Enum, perNames, nil},
		{"event", rule["event"].Enum, eventNames, nil},
		{"turn of a trigger", doc.Defs["trigger"].Properties["turn"].Enum, turnPlaceNames[1:], nil},
		{"unit", doc.Defs["similar"].Properties["unit"].Enum, unitNames, nil},
		{"property", condition["property"].Enum, propertyNames[1:], nil},
		{"side", condition["side"].Enum, sideNames[:], nil},
		{"safety", doc.Defs["suggestion"].Properties["safety"].Enum, safetyNames[:], nil},
		{"safety of a fix", doc.Defs["fix"].Properties["safety"].Enum, fixSafeties, nil},
		{"within of an edit", doc.Defs["edit"].Properties["within"].Enum, fixScopes, nil},
		{"role", doc.Defs["turn"].Properties["role"].Enum, exampleRoles, nil},
		{"level of an example", doc.Defs["example"].Properties["level"].Enum, levelNames[1:], nil},
	} {
		got, want := map[any]bool{}, map[any]bool{}
		for _, g := range tc.got {
			if g != tc.extraName {
				got[g] = true
			}
		}
		for _, w := range tc.want {
			if any(w) != tc.extraName {
				want[w] = true
			}
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: the schema has %v, the loader %v", tc.what, tc.got, tc.want)
		}
	}
}
