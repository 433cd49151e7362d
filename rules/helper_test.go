package rules

import (
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"
)

// sharedYAML stands in for the shared pack.
const sharedYAML = `pack: shared
frozen: [保证金]
lists: {I: [我, 本人]}
markers:
  because: {patterns: [因为]}
  padding: {patterns: [您好, 亲]}
`

// files is a file system of built-in packs: the shared one and these.
func files(more map[string]string) fs.FS {
	m := fstest.MapFS{"shared/shared.yaml": {Data: []byte(sharedYAML)}}
	for name, text := range more {
		m[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return m
}

// load compiles one pack named mine, with the shared one.
func load(text string) (*Ruleset, error) {
	s, err := read(files(map[string]string{"mine/a.yaml": text}), []string{"mine"})
	if err != nil {
		return nil, err
	}
	return s.Compile(true)
}

func readSmall(t *testing.T) *Source {
	t.Helper()
	s, err := read(files(nil), []string{"./testdata/small"})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// rule is a pack with one rule, avoid mine/x; replace changes a line of it by
// its key, or takes the line away where the new text is empty.
func rule(replace ...string) string {
	text := `pack: mine
markers: {no: {patterns: [不能]}}
rules:
  - id: x
    kind: avoid
    title: {zh: 标题}
    level: warning
    marker: no
    message: {zh: 说明}
    source: [{deck: "002"}]
    examples: {hit: [不能], miss: [能]}
`
	for i := 0; i < len(replace); i += 2 {
		lines := strings.Split(text, "\n")
		found := false
		for j, line := range lines {
			if strings.HasPrefix(strings.TrimLeft(line, " -"), replace[i]+":") {
				lines[j], found = replace[i+1], true
			}
		}
		if !found {
			panic(fmt.Sprintf("no key %q", replace[i]))
		}
		text = strings.Join(lines, "\n")
	}
	return text
}

// golden compares with a file, and writes it when CUOCI_UPDATE is set.
func golden(t *testing.T, file, got string) {
	t.Helper()
	if os.Getenv("CUOCI_UPDATE") != "" {
		if err := os.WriteFile(file, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; CUOCI_UPDATE=1 writes it. Got:\n%s", file, got)
	}
}

// dump writes a Ruleset with names for the indexes.
func dump(rs *Ruleset) string {
	var b strings.Builder
	p := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	markers := func(list []int) (out []string) {
		for _, i := range list {
			out = append(out, rs.Patterns.MarkerName(i))
		}
		return out
	}
	ids := func(list []int) (out []string) {
		for _, i := range list {
			out = append(out, rs.Rules[i].ID)
		}
		return out
	}
	var cond func(indent, key string, list []Cond)
	cond = func(indent, key string, list []Cond) {
		for _, c := range list {
			p("%s%s %v markers=%v rules=%v property=%v profiles=%v within=%v/%d side=%v speaker=%v where=%v", indent, key,
				c.Op, markers(c.Markers), ids(c.Rules), c.Property, c.Profiles, c.Within, c.Count, c.Side, c.Speaker, c.Where)
			cond(indent+"  ", "sub", c.Sub)
		}
	}
	for i := range rs.Patterns.Markers() {
		p("marker %s", rs.Patterns.MarkerName(i))
	}
	p("padding %v", rs.Padding)
	for i := range rs.Rules {
		r := &rs.Rules[i]
		p("rule %s %v level=%v speaker=%v scope=%v where=%v markers=%v", r.ID, r.Kind, r.Level, r.Speaker, r.Scope, r.Where, markers(r.Markers))
		p("  profiles=%v absorbs=%v trigger=%v %v", r.Profiles, ids(r.Absorbs), ids(r.Trigger.Rules), markers(r.Trigger.Markers))
		p("  title=%+v message=%+v suggestions=%+v", r.Title, r.Message, r.Suggestions)
		for _, l := range r.Lower {
			p("  lower %v", l.Level)
			cond("    ", "when", l.When)
		}
		cond("  ", "when", r.When)
		cond("  ", "unless", r.Unless)
		cond("  ", "need", r.Need)
		if r.After != nil {
			cond("  ", "after", []Cond{*r.After})
		}
		if r.Before != nil {
			cond("  ", "before", []Cond{*r.Before})
		}
	}
	return b.String()
}
