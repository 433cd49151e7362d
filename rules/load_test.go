package rules

import (
	"errors"
	"strings"
	"testing"
)

// TestErrors checks messages word by word. Places are those of rules/mine/a.yaml.
func TestErrors(t *testing.T) {
	const at = "rules/mine/a.yaml:"
	needed := `"title", "level", "message", "source", "examples"`
	for _, tc := range []struct {
		name, pack string
		want       []string
	}{
		{"right", rule(), nil},
		{"empty file", "", []string{`1:1: the file is empty: it must begin with "pack: NAME"`}},
		{"comment only", "# nothing\n", []string{`1:1: the file is empty: it must begin with "pack: NAME"`}},
		{"no mapping", "- a\n", []string{`1:1: a pack must be a mapping, not a list`}},
		{"no name", "rules: []\n", []string{`1:1: no "pack": a file begins with "pack: NAME"`}},
		{"bad name", "pack: Mine\n", []string{`1:7: pack "Mine": a name is made of a-z, 0-9 and single hyphens`}},
		{"other folder", "pack: other\n", []string{`1:7: pack "other" lies in the folder of the built-in pack "mine"`}},
		{"syntax", "pack: mine\nrules: [a\n", []string{`3:1: not valid YAML: while parsing a flow sequence: did not find expected ',' or ']'`}},
		{"not UTF-8", "pack: mine\ntitle: \xe6\xff", []string{`2:8: not UTF-8: byte 0xe6`}},
		{"two documents", "pack: mine\n---\npack: mine\n", []string{`2:1: more than one YAML document in the file`}},
		{"key twice", "pack: mine\ntitle: {zh: a}\ntitle: {zh: b}\n", []string{`3:1: "title" is there twice in a pack`}},
		{"unknown key", "pack: mine\nmarker: {}\n", []string{`2:1: unknown key "marker" in a pack (did you mean "markers"?): allowed are pack, title, frozen, lists, markers, rules`}},
		{"far key", "pack: mine\nxyz: {}\n", []string{`2:1: unknown key "xyz" in a pack: allowed are pack, title, frozen, lists, markers, rules`}},
		{"anchor", "pack: mine\ntitle: &a {zh: a}\n", []string{`2:8: YAML anchors and aliases are not used in packs: name a word list or a marker instead`}},
		{"alias", "pack: mine\nlists: {a: &x [b], c: *x}\n", []string{
			`2:12: YAML anchors and aliases are not used in packs: name a word list or a marker instead`,
			`2:23: YAML anchors and aliases are not used in packs: name a word list or a marker instead`,
		}},
		{"tag", "pack: mine\ntitle: {zh: !!str a}\n", []string{`2:13: YAML tags such as "!!str" are not used in packs`}},
		{"frozen in a built-in pack", "pack: mine\nfrozen: [a]\n", []string{`2:1: built-in packs keep their frozen words in the pack "shared"`}},

		{"empty list", "pack: mine\nlists: {a: []}\n", []string{`2:12: list "a" is an empty list: leave the key out, or give it an entry`}},
		{"slot as list", "pack: mine\nlists: {time: [a]}\n", []string{`2:9: list "time": <time> is a slot, name the list otherwise`}},
		{"list twice", "pack: mine\nlists: {a: [b], A: [b], a_b: [c]}\n", []string{`2:25: list "a_b": a name is made of a-z, A-Z, 0-9 and single hyphens`}},
		{"list entry", "pack: mine\nlists:\n  a:\n    - 能\n    - (能\n", []string{`5:7: pattern "(能": "(" is not closed`}},
		{"list as text", "pack: mine\nlists: {a: b}\n", []string{`2:12: list "a" must be a list, not a text`}},

		{"marker without patterns", "pack: mine\nmarkers: {a: {except: [b]}}\n", []string{`2:11: marker "a" has no "patterns"`}},
		{"marker as list", "pack: mine\nmarkers: {a: [b]}\n", []string{`2:14: marker "a" must be a mapping, not a list`}},
		{"empty pattern", "pack: mine\nmarkers: {a: {patterns: ['', ~, ' ']}}\n", []string{
			`2:26: a pattern of marker "a" is empty`, `2:30: a pattern of marker "a" is empty`, `2:33: a pattern of marker "a" is empty`,
		}},
		{"edges", "pack: mine\nmarkers: {a: {patterns: [{pattern: b, edges: all}, {edges: any}]}}\n", []string{
			`2:46: unknown edges "all": allowed are any`, `2:52: a pattern of marker "a" has no "pattern"`,
		}},
		{"marker example", "pack: mine\nmarkers: {a: {patterns: [b], examples: {hit: [{text: b}]}}}\n", []string{`2:47: an example of a marker is a text`}},

		{"rule without id", "pack: mine\nrules: [{kind: avoid}]\n", []string{`2:9: a rule has no "id"`}},
		{"rule with nothing", "pack: mine\nrules: [{id: a}]\n", []string{`2:9: rule "a" has no "kind"`, `2:9: rule "a" has no ` + needed}},
		{"rule twice", strings.Replace(rule(), "rules:\n", "rules:\n  - {id: x, kind: order}\n", 1), []string{
			`4:5: rule "x" has no "title", "level", "message", "source", "examples", "marker", "first" or "when" or "after" or "before"`, `5:5: rule "x" is declared already at rules/mine/a.yaml:4`,
		}},
		{"kind not known", rule("kind", "    kind: avoids"), []string{`5:11: unknown kind "avoids" (did you mean "avoid"?): allowed are avoid, require, limit, order, repeat, consistent`}},
		{"limit without a bound", rule("kind", "    kind: limit"), []string{`4:5: rule "x" has no "max"`}},
		{"bound that is no number", rule("kind", "    kind: limit\n    max: two"), []string{`6:10: "max" "two": a whole number from 0 to 1048576`}},
		{"bound of no scope", rule("kind", "    kind: limit\n    max: {match: 2}"), []string{
			`6:10: "max" names no scope: allowed are clause, sentence, turn, run, conversation`, `6:11: unknown key "match" in "max": allowed are clause, sentence, turn, run, conversation`,
		}},
		{"measure not known", rule("kind", "    kind: limit\n    max: 2", "marker", "    measure: words"), []string{`9:14: unknown measure "words": allowed are characters, questions, wait`}},
		{"order without a place", rule("kind", "    kind: order"), []string{`4:5: rule "x" has no "first" or "when" or "after" or "before"`}},
		{"repeat without a unit", rule("kind", "    kind: repeat", "marker", ""), []string{`4:5: rule "x" has no "similar" or "asked"`}},
		{"likeness", rule("kind", "    kind: repeat", "marker", "    similar: {at-least: 2, words: 3}"), []string{`8:25: "at-least" "2": a number above 0, at most 1`}},
		{"likeness of nothing", rule("kind", "    kind: repeat", "marker", "    similar: {at-least: 0.5}"), []string{`8:14: "similar" has no "words"`}},
		{"half asked", rule("kind", "    kind: repeat", "marker", "    asked: [{ask: no}]"), []string{`8:13: an entry of "asked" has an "ask" and a "given"`}},
		{"event not known", rule("marker", "    event: shouts"), []string{`8:12: unknown event "shouts": allowed are interrupts`}},
		{"assessed without a reason", rule("marker", "    marker: no\n    assessed: {when: [{property: dialog}]}"), []string{`9:15: "assessed" has a "when" and a "why"`}},
		{"speaker of no marker", rule("kind", "    kind: require", "marker", "    trigger: {turn: first, speaker: customer}\n    need: [{marker: no}]"), []string{`8:37: "speaker" of a trigger goes with "markers"`}},
		{"key not known", rule("message", "    mesage: {zh: a}"), []string{
			`4:5: rule "x" has no "message"`,
			`9:5: unknown key "mesage" in rule "x" (did you mean "message"?): allowed are ` + strings.Join(ruleKeys, ", "),
		}},
		{"key of the other kind", rule("kind", "    kind: require", "level", "    level: error\n    need: [{marker: no}]\n    where: start"), []string{
			`9:5: rule "x": "where" is no key of the kind "require"`, `10:5: rule "x": "marker" is no key of the kind "require"`,
		}},
		{"level", rule("level", "    level: eror"), []string{`7:12: unknown level "eror" (did you mean "error"?): allowed are off, suggestion, warning, error`}},
		{"level raised", rule("level", "    level: {default: warning, lower: [{level: error, when: [{property: alone}]}]}"), []string{`7:47: a level is only lowered, and error is not below warning`}},
		{"level without default", rule("level", "    level: {lower: []}"), []string{`7:12: "level" has no "default"`}},
		{"profile", rule("level", "    level: error\n    profiles: {leter: off}"), []string{`8:16: unknown profile "leter" (did you mean "letter"?): allowed are reply, chat, letter, docs, transcript`}},
		{"scope", rule("level", "    level: error\n    scope: previous"), []string{`8:12: unknown scope "previous": allowed are clause, sentence, turn, run, conversation`}},
		{"no zh", rule("title", "    title: {en: a}"), []string{`6:12: "title" has no "zh"`}},
		{"message as text", rule("message", "    message: a"), []string{`9:14: "message" must be a mapping, not a text`}},
		{"source", rule("source", "    source: [{section: a}, b]"), []string{`10:14: a source has no "deck"`, `10:28: a source must be a mapping, not a text`}},
		{"one example", rule("examples", "    examples: {hit: [a]}"), []string{`11:15: "examples" has no "miss": at least one is needed`}},
		{"bad examples", rule("examples", "    examples: {hit: [{customer: a}, {text: a, level: off}, {turns: [{role: agents, text: a}, {text: a}]}], miss: [{text: a, level: error}]}"), []string{
			`11:22: an example has either "text" or "turns"`,
			`11:54: a hit has a level above off`,
			`11:76: unknown role "agents" (did you mean "agent"?): allowed are agent, customer, system`,
			`11:94: a turn has no "role"`,
			`11:125: "level" goes with a hit: a miss has no finding of any level`,
		}},

		{"unknown marker", rule("marker", "    marker: [no, noo, shared/becaus, padding, gone/x]"), []string{
			`8:18: unknown marker "noo" (did you mean "no"?): it is neither in the pack "mine" nor in "shared"`,
			`8:23: unknown marker "shared/becaus" (did you mean "shared/because"?): it is not in the pack "shared"`,
			`8:47: unknown marker "gone/x": no pack "gone" is read`,
		}},
		{"marker twice", rule("marker", "    marker: [no, no]"), []string{`8:18: "no" is named twice in "marker"`}},
		{"unknown rule", rule("marker", "    marker: no\n    absorbs: [y, mine/y]"), []string{
			`9:15: unknown rule "y" (did you mean "x"?): it is not in the pack "mine"; a rule of another pack is named pack/rule`,
			`9:18: unknown rule "mine/y" (did you mean "mine/x"?): it is not in the pack "mine"`,
		}},
		{"unknown list", "pack: mine\nlists: {able: [能]}\nmarkers:\n  a:\n    patterns:\n      - \"<I><abel>\"\n", []string{
			`6:13: pattern "<I><abel>": <abel> is neither a word list nor a slot (slots are time, money, number, placeholder, card-number, id-number)`,
		}},
		{"itself", rule("marker", "    marker: no\n    unless: [{rule: x}]"), []string{`9:21: rules wait for each other's findings: mine/x → mine/x`}},
		{"absorbs itself", rule("marker", "    marker: no\n    absorbs: x"), []string{`9:14: rules absorb each other: mine/x → mine/x`}},

		{"two forms", rule("marker", "    marker: no\n    when: [{marker: no, property: alone}, {within: turn}]"), []string{
			`9:12: a condition has exactly one of marker, rule, property, profile, not, any, all, sentences-before`,
			`9:43: a condition has exactly one of marker, rule, property, profile, not, any, all, sentences-before`,
		}},
		{"modifier", rule("marker", "    marker: no\n    when: [{property: alone, within: turn}, {rule: x, where: end}]"), []string{
			`9:30: "within" goes with "marker" or "rule" only`,
			`9:52: rules wait for each other's findings: mine/x → mine/x`,
			`9:62: "where" goes with "marker" only`,
		}},
		{"property", rule("marker", "    marker: no\n    when: [{property: none}]"), []string{
			`9:23: unknown property "none": allowed are question, dialog, customer-before, first-turn, last-turn, punctuated, alone, last-agent-turn, traditional, link, phone, list, answered, asks-run`,
		}},
		{"within", rule("marker", "    marker: no\n    when: [{marker: no, within: 3 turns}, {marker: no, within: previous}, {marker: no, speaker: customer, within: turn}, {marker: no, within: 100 sentences}]"), []string{
			`9:33: unknown "within" "3 turns": allowed are match, clause, sentence, N sentences, turn, run, conversation, first N turns, last N turns`,
			`9:64: "within" "previous" does not go here: allowed are match, clause, sentence, N sentences, turn, run, conversation, first N turns, last N turns (previous goes with speaker: customer)`,
			`9:115: "within" "turn" does not go here: allowed are previous, next, conversation, first N turns, last N turns (previous goes with speaker: customer)`,
			`9:143: "within" "100 sentences": N is a number from 0 to 99`,
		}},
		{"nested", rule("marker", "    marker: no\n    when: ["+strings.Repeat("{not: ", 17)+"{property: alone}"+strings.Repeat("}", 17)+"]"), []string{
			`9:108: conditions are nested more than 16 deep`,
		}},
		{"near", rule("marker", "    marker: no\n    after: {marker: no, within: match}\n    before: {within: turn, side: any}"), []string{
			`9:33: "within" "match" does not go here: allowed are clause, sentence, N sentences, turn, run, conversation (previous goes with speaker: customer)`,
			`10:13: "before" has no "marker"`,
			`10:28: unknown key "side" in "before": allowed are marker, within, speaker, same`,
		}},
		{"empty trigger", rule("kind", "    kind: require", "marker", "    trigger: {}\n    need: [{marker: no}]"), []string{
			`8:14: "trigger" names rules or markers: leave it out where the need is always there`,
		}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			_, err := load(tc.pack)
			want := ""
			for _, w := range tc.want {
				want += at + w + "\n"
			}
			got := ""
			if err != nil {
				got = err.Error() + "\n"
			}
			if got != want {
				t.Errorf("got\n%swant\n%s", got, want)
			}
		})
	}
}

func TestErrorsAreSortedAndTyped(t *testing.T) {
	pack := rule("level", "    level: eror", "title", "    title: {en: a}", "marker", "    marker: nix")
	_, err := load(pack)
	var first *PlaceError
	if !errors.As(err, &first) || first.Line != 6 {
		t.Fatalf("the first error is %v", first)
	}
	if n := strings.Count(err.Error(), "\n") + 1; n != 3 {
		t.Errorf("%d errors of 3:\n%v", n, err)
	}
}

// TestPatternPlaces checks where a pattern begins in each style of scalar.
func TestPatternPlaces(t *testing.T) {
	s, err := read(files(map[string]string{"mine/a.yaml": "\ufeffpack: mine\nmarkers:\n  a:\n    patterns:\n" +
		"      - 不能\n      - \"不能\"\n      - {pattern: '不能', edges: any}\n      - |\n        不能\n      - >-\n\n         不能\n      - 404\n      - off\n"}), []string{"mine"})
	if err != nil {
		t.Fatal(err)
	}
	want := [][2]int{{5, 9}, {6, 10}, {7, 20}, {9, 9}, {12, 10}, {13, 9}, {14, 9}}
	got := s.packs["mine"].markers[0].patterns
	if len(got) != len(want) {
		t.Fatalf("%d patterns", len(got))
	}
	for i, w := range want {
		if got[i].Line != w[0] || got[i].Column != w[1] {
			t.Errorf("pattern %d %q: %d:%d, want %d:%d", i, got[i].Text, got[i].Line, got[i].Column, w[0], w[1])
		}
	}
	if got[3].Text != "不能" || got[6].Text != "off" || !got[2].AnyEdges || got[0].AnyEdges {
		t.Errorf("patterns %+v", got)
	}
}

// FuzzLoad reads any bytes as a pack: no panic, no hang, and every error has a
// place in the file.
func FuzzLoad(f *testing.F) {
	f.Add([]byte(rule()))
	f.Add([]byte(sharedYAML))
	f.Add([]byte("pack: mine\nrules: [{id: x, kind: require, need: [{not: {any: []}}]}]\n"))
	f.Add([]byte("pack: mine\nmarkers: {a: {patterns: ['(能|会)?<x>…{0,12}^^$$']}}\nlists: {x: [<x>]}\n"))
	f.Add([]byte("pack: mine\ntitle: |\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		_, err := load(string(data))
		if err == nil {
			return
		}
		var e *PlaceError
		if !errors.As(err, &e) {
			t.Fatalf("an error without a place: %v", err)
		}
		if e.Line < 1 || e.Column < 1 {
			t.Fatalf("no place: %v", e)
		}
	})
}
