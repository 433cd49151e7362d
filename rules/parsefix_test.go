package rules

import (
	"strings"
	"testing"
)

// TestFixErrors checks messages about fixes word by word, with their places in
// rules/mine/a.yaml.
func TestFixErrors(t *testing.T) {
	const good = "examples: [{before: 不能, after: 能}]"
	for _, tc := range []struct {
		name, fix string
		want      []string
	}{
		{"right", "{safety: safe, write: 能, " + good + "}", nil},
		{"nothing written", "{safety: review, find: no, within: clause, write: '', hant: '', " + good + "}", nil},
		{"several", "{safety: review, edits: [{find: no, write: a}, {write: ''}], when: [{marker: no}], " + good + "}", nil},
		{"no safety", "{write: 能, " + good + "}", []string{`11:11: a fix has no "safety": safe where the meaning stays for certain, else review`}},
		{"display", "{safety: display, write: 能, " + good + "}", []string{`11:20: unknown safety "display": allowed are review, safe`}},
		{"nothing to write", "{safety: safe, " + good + "}", []string{`11:11: a fix has no "write": the text to write, or "" to take out what is there`}},
		{"empty", "{safety: safe, write: , " + good + "}", []string{`11:33: "write" is empty`}},
		{"two lines", `{safety: safe, write: "a\nb", ` + good + "}", []string{`11:34: "write" "a\nb": one line`}},
		{"one script only", "{safety: safe, write: 能, hant: '', " + good + "}", []string{`11:43: "hant" "": where one script takes something out, the other does too`}},
		{"both forms", "{safety: safe, write: 能, edits: [{write: 能}], " + good + "}", []string{`11:26: "write" goes into the entries of "edits"`}},
		{"within alone", "{safety: safe, write: 能, within: clause, " + good + "}", []string{`11:44: "within" goes with "find"`}},
		{"too wide", "{safety: safe, find: no, write: 能, within: turn, " + good + "}", []string{`11:54: unknown within "turn": allowed are match, clause, sentence`}},
		{"another's findings", "{safety: safe, write: 能, when: [{rule: x}], " + good + "}", []string{`11:50: a fix looks at markers, not at findings of rules such as "x"`}},
		{"unknown marker", "{safety: safe, find: noo, write: 能, " + good + "}", []string{`11:32: unknown marker "noo" (did you mean "no"?): it is neither in the pack "mine" nor in "shared"`}},
		{"no examples", "{safety: safe, write: 能}", []string{`11:11: a fix has no "examples": texts before and after it`}},
		{"half an example", "{safety: safe, write: 能, examples: [{before: 不能}]}", []string{`11:47: an example of a fix has no "after"`}},
		{"no change", "{safety: safe, write: 能, examples: [{before: 能, after: 能}]}", []string{`11:47: an example of a fix is the same before and after it: "能"`}},
		{"unknown key", "{safety: safe, wirte: 能, " + good + "}", []string{`11:26: unknown key "wirte" in a fix (did you mean "write"?): allowed are ` + strings.Join(fixKeys, ", "), `11:11: a fix has no "write": the text to write, or "" to take out what is there`}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			_, err := load(rule("message", "    message: {zh: 说明}\n    fix:\n        - "+tc.fix))
			if tc.want == nil {
				if err != nil {
					t.Fatal(err)
				}
				return
			}
			if err == nil {
				t.Fatal("nothing is wrong")
			}
			got := strings.Split(strings.ReplaceAll(err.Error(), "rules/mine/a.yaml:", ""), "\n")
			for _, want := range tc.want {
				found := false
				for _, line := range got {
					found = found || line == want
				}
				if !found {
					t.Errorf("got\n%s\nwant\n%s", err, want)
				}
			}
		})
	}
}

// TestScriptsOfFixes looks what is written in traditional text.
func TestScriptsOfFixes(t *testing.T) {
	rs, err := load(rule("message", `    message: {zh: 说明}
    fix:
      - {safety: safe, write: 我, examples: [{before: a, after: b}]}
      - {safety: safe, write: 账号, examples: [{before: a, after: b}]}
      - {safety: safe, write: 账号, hant: 帳號, examples: [{before: a, after: b}]}
    replace: {帐号: 账号, 在次: 再次}`))
	if err != nil {
		t.Fatal(err)
	}
	r := &rs.Rules[0]
	for i, want := range []struct {
		text string
		ok   bool
	}{{"我", true}, {"", false}, {"帳號", true}} {
		if text, ok := r.Fix[i].Edits[0].In(true); text != want.text || ok != want.ok {
			t.Errorf("fix %d writes %q, %v", i, text, ok)
		}
	}
	if text, ok := r.Fix[1].Edits[0].In(false); text != "账号" || !ok {
		t.Errorf("%q, %v in simplified text", text, ok)
	}
	if list := r.Replace; len(list) != 2 || list[0].From != "在次" || list[0].OnlyHans || !list[1].OnlyHans {
		t.Errorf("%+v", list)
	}
}
