package rules

import (
	"strings"

	"go.yaml.in/yaml/v4"
)

// provenance reads where a rule comes from.
func (p *parser) provenance(r *rawRule, f fields) {
	if v := f.get("since"); v != nil {
		r.doc.Since, _ = p.text(v, `"since"`)
	}
	if v := f.get("source"); v != nil {
		for _, n := range p.items(v, `"source"`) {
			if deck, section, ok := p.pair(n, "a source", sourceKeys); ok {
				r.doc.Source = append(r.doc.Source, SourceRef{deck, section})
			}
		}
	}
	if v := f.get("evidence"); v != nil {
		for _, n := range p.items(v, `"evidence"`) {
			if study, measured, ok := p.pair(n, "an entry of \"evidence\"", evidenceKeys); ok {
				r.doc.Evidence = append(r.doc.Evidence, Study{study, measured})
			}
		}
	}
}

// pair reads a mapping of two texts; the first must be there.
func (p *parser) pair(n *yaml.Node, what string, keys []string) (first, second string, ok bool) {
	f, ok := p.keyed(n, what, keys)
	if !ok {
		return "", "", false
	}
	if v := f.get(keys[0]); v != nil {
		first, _ = p.text(v, quoted(keys[0]))
	} else {
		p.add(p.at(n), "%s has no %q", what, keys[0])
	}
	if v := f.get(keys[1]); v != nil {
		second, _ = p.text(v, quoted(keys[1]))
	}
	return strings.TrimSpace(first), strings.TrimSpace(second), true
}

// examples reads hits and misses. Those of a rule may be conversations and must
// be there; those of a marker are texts.
func (p *parser) examples(n *yaml.Node, ofRule bool) Examples {
	var ex Examples
	f, ok := p.keyed(n, `"examples"`, examplesKeys)
	if !ok {
		return ex
	}
	for _, key := range examplesKeys {
		v := f.get(key)
		if v == nil {
			if ofRule {
				p.add(p.at(n), "\"examples\" has no %q: at least one is needed", key)
			}
			continue
		}
		var list []Example
		for _, item := range p.items(v, quoted(key)) {
			if e, ok := p.example(item, ofRule, key == "hit"); ok {
				list = append(list, e)
			}
		}
		if key == "hit" {
			ex.Hit = list
		} else {
			ex.Miss = list
		}
	}
	return ex
}

func (p *parser) example(n *yaml.Node, ofRule, hit bool) (Example, bool) {
	e := Example{Path: p.path, Line: n.Line}
	if n.Kind != yaml.MappingNode {
		s, ok := p.text(n, "an example")
		e.Text = s
		return e, ok
	}
	if !ofRule {
		p.add(p.at(n), "an example of a marker is a text")
		return e, false
	}
	f, ok := p.keyed(n, "an example", exampleKeys)
	if !ok {
		return e, false
	}
	if (f.get("text") == nil) == (f.get("turns") == nil) {
		p.add(p.at(n), "an example has either \"text\" or \"turns\"")
		return e, false
	}
	for _, fe := range f {
		switch fe.key {
		case "text":
			e.Text, _ = p.text(fe.value, `"text"`)
		case "customer":
			e.Customer, _ = p.text(fe.value, `"customer"`)
			if f.get("turns") != nil {
				p.add(fe.at, "\"customer\" goes with \"text\": among \"turns\" it is a turn of its own")
			}
		case "turns":
			for _, item := range p.items(fe.value, `"turns"`) {
				e.Turns = append(e.Turns, p.turn(item))
			}
		case "profile":
			i, _ := p.oneOf(fe.value, "profile", Profiles())
			e.Profile = Profiles()[i]
		case "level":
			l, ok := p.levelName(fe.value, "level")
			switch {
			case !hit:
				p.add(fe.at, "\"level\" goes with a hit: a miss has no finding of any level")
			case ok && l == Off:
				p.add(p.textAt(fe.value), "a hit has a level above off")
			}
			e.Level = &l
		case "assessed":
			if _, ok := p.oneOf(fe.value, "assessed", []string{"false"}); ok {
				e.Unassessed = true
			}
			if hit {
				p.add(fe.at, "\"assessed\" goes with a miss: a rule that is not assessed has no finding")
			}
		}
	}
	return e, true
}

func (p *parser) turn(n *yaml.Node) ExampleTurn {
	var t ExampleTurn
	f, ok := p.keyed(n, "a turn", turnKeys)
	if !ok {
		return t
	}
	if v := f.get("role"); v != nil {
		i, _ := p.oneOf(v, "role", exampleRoles)
		t.Speaker = exampleRoles[i]
	} else {
		p.add(p.at(n), "a turn has no \"role\"")
	}
	if v := f.get("text"); v != nil {
		t.Text, _ = p.text(v, `"text"`)
	} else {
		p.add(p.at(n), "a turn has no \"text\"")
	}
	if v := f.get("time"); v != nil {
		t.Time, _ = p.text(v, `"time"`)
	}
	if v := f.get("end"); v != nil {
		t.End, _ = p.text(v, `"end"`)
	}
	return t
}
