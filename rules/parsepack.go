package rules

import (
	"strings"

	"go.yaml.in/yaml/v4"

	"github.com/cuoci/cuoci/lint/pattern"
	"github.com/cuoci/cuoci/lint/zh"
)

// parseFile reads one file into the pack; the first file of a pack names it.
func parseFile(probs *problems, pack *rawPack, path string, data []byte) {
	p := &parser{problems: probs, path: path, pack: pack}
	p.lines = strings.Split(strings.TrimPrefix(string(data), "\ufeff"), "\n")
	root := p.document(data)
	if root == nil {
		return
	}
	f, ok := p.keyed(root, "a pack", packKeys)
	if !ok {
		p.broken = true
		return
	}
	if !p.packName(f, root) {
		p.broken = true
		return
	}
	for _, e := range f {
		switch e.key {
		case "title":
			if pack.titled {
				p.add(e.at, "pack %q has a second title: give it in one file", pack.name)
			}
			pack.title, pack.titled = p.localized(e.value, `"title"`), true
		case "frozen":
			if pack.builtin && pack.name != sharedPack {
				p.add(e.at, "built-in packs keep their frozen words in the pack %q", sharedPack)
			}
			for _, n := range p.items(e.value, `"frozen"`) {
				s, ok := p.text(n, "a frozen word")
				if ok && strings.ContainsAny(s, `(|)?<>…{}^$\`) {
					p.add(p.textAt(n), "frozen word %q: a plain word, without signs of the pattern notation", s)
				} else if ok {
					pack.frozen = append(pack.frozen, s)
				}
			}
		case "lists":
			p.lists(e.value)
		case "markers":
			p.markers(e.value)
		case "rules":
			p.rules(e)
		}
	}
}

// packName reads the key pack, which all files of a pack share.
func (p *parser) packName(f fields, root *yaml.Node) bool {
	n := f.get("pack")
	if n == nil {
		p.add(p.at(root), "no \"pack\": a file begins with \"pack: NAME\"")
		return false
	}
	name, ok := p.text(n, `"pack"`)
	if !ok {
		return false
	}
	switch {
	case !validName(name, false):
		p.add(p.at(n), "pack %q: a name is made of a-z, 0-9 and single hyphens", name)
		return false
	case p.pack.name == "":
		p.pack.name, p.pack.at = name, p.at(n)
	case p.pack.name != name:
		p.add(p.at(n), "pack %q: the other files of this folder belong to %q, and a folder is one pack", name, p.pack.name)
		return false
	}
	return true
}

func (p *parser) localized(n *yaml.Node, what string) Localized {
	f, ok := p.keyed(n, what, localKeys)
	if !ok {
		return Localized{}
	}
	return p.local(f, n, what)
}

// local reads zh, which must be there, and en.
func (p *parser) local(f fields, n *yaml.Node, what string) Localized {
	var t Localized
	if v := f.get("zh"); v != nil {
		s, _ := p.text(v, what+` "zh"`)
		t.ZH = strings.TrimSpace(s)
	} else {
		p.add(p.at(n), "%s has no \"zh\"", what)
	}
	if v := f.get("en"); v != nil {
		s, _ := p.text(v, what+` "en"`)
		t.EN = strings.TrimSpace(s)
	}
	return t
}

func (p *parser) lists(n *yaml.Node) {
	f, _ := p.entries(n, `"lists"`)
	for _, e := range f {
		l := &rawList{name: e.key, at: e.at}
		if !validName(e.key, true) {
			p.add(e.at, "list %q: a name is made of a-z, A-Z, 0-9 and single hyphens", e.key)
		}
		if _, ok := zh.SlotByName(e.key); ok {
			p.add(e.at, "list %q: <%s> is a slot, name the list otherwise", e.key, e.key)
		}
		for _, old := range p.pack.lists {
			if old.name == e.key {
				p.add(e.at, "list %q is declared already at %s:%d", e.key, old.at.path, old.at.line)
			}
		}
		l.entries = p.patterns(e.value, "list "+quoted(e.key))
		p.pack.lists = append(p.pack.lists, l)
	}
}

func (p *parser) markers(n *yaml.Node) {
	f, _ := p.entries(n, `"markers"`)
	for _, e := range f {
		m := &rawMarker{name: e.key, at: e.at}
		if !validName(e.key, false) {
			p.add(e.at, "marker %q: a name is made of a-z, 0-9 and single hyphens", e.key)
		}
		for _, old := range p.pack.markers {
			if old.name == e.key {
				p.add(e.at, "marker %q is declared already at %s:%d", e.key, old.at.path, old.at.line)
			}
		}
		p.pack.markers = append(p.pack.markers, m)
		what := "marker " + quoted(e.key)
		body, ok := p.keyed(e.value, what, markerKeys)
		if !ok {
			continue
		}
		if v := body.get("patterns"); v != nil {
			m.patterns = p.patterns(v, what)
		} else {
			p.add(e.at, "%s has no \"patterns\"", what)
		}
		if v := body.get("except"); v != nil {
			m.except = p.patterns(v, `"except" of `+what)
		}
		if v := body.get("examples"); v != nil {
			m.examples = p.examples(v, false)
		}
	}
}

// patterns reads patterns or list entries: texts, or {pattern, edges}.
func (p *parser) patterns(n *yaml.Node, what string) []pattern.Source {
	var out []pattern.Source
	for _, item := range p.items(n, what) {
		body, anyEdges := item, false
		if item.Kind == yaml.MappingNode {
			f, ok := p.keyed(item, "a pattern", patternKeys)
			if !ok {
				continue
			}
			if body = f.get("pattern"); body == nil {
				p.add(p.at(item), "a pattern of %s has no \"pattern\"", what)
				continue
			}
			if v := f.get("edges"); v != nil {
				_, anyEdges = p.oneOf(v, "edges", []string{"any"})
			}
		}
		s, ok := p.text(body, "a pattern of "+what)
		if !ok {
			continue
		}
		if body.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
			s = strings.TrimRight(s, "\n")
		}
		at := p.textAt(body)
		out = append(out, pattern.Source{Text: s, Path: at.path, Line: at.line, Column: at.col, AnyEdges: anyEdges})
	}
	return out
}

// oneOf reads one of a few names.
func (p *parser) oneOf(n *yaml.Node, key string, allowed []string) (uint8, bool) {
	s, ok := p.text(n, quoted(key))
	if !ok {
		return 0, false
	}
	i, ok := indexOf(allowed, s)
	if !ok {
		p.unknown(p.textAt(n), key, s, allowed)
	}
	return i, ok
}

func (p *parser) rules(e field) {
	if p.pack.name == sharedPack {
		p.add(e.at, "the pack %q holds lists, frozen words and markers, no rules", sharedPack)
		return
	}
	for _, n := range p.items(e.value, `"rules"`) {
		if r := p.rule(n); r != nil {
			for _, old := range p.pack.rules {
				if old.name == r.name {
					p.add(r.at, "rule %q is declared already at %s:%d", r.name, old.at.path, old.at.line)
				}
			}
			p.pack.rules = append(p.pack.rules, r)
		}
	}
}
