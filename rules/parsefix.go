package rules

import (
	"strings"

	"go.yaml.in/yaml/v4"

	"github.com/cuoci/cuoci/lint/zh"
)

// rawFix is a fix whose markers and conditions are still names.
type rawFix struct {
	doc          FixDoc
	edits        []rawEdit
	when, unless []rawCond
}

type rawEdit struct {
	find   []ref
	within Scope
	hans   string
	hant   *string // nil: not said
}

// fixes reads how findings of a rule are rewritten.
func (p *parser) fixes(r *rawRule, n *yaml.Node, c conds) {
	for _, item := range p.items(n, `"fix"`) {
		f, ok := p.keyed(item, "a fix", fixKeys)
		if !ok {
			continue
		}
		fix := rawFix{doc: FixDoc{Path: p.path, Line: item.Line}}
		if v := f.get("safety"); v != nil {
			i, _ := p.oneOf(v, "safety", fixSafeties)
			fix.doc.Safety = []Safety{Review, Safe}[i]
		} else {
			p.add(p.at(item), "a fix has no \"safety\": safe where the meaning stays for certain, else review")
		}
		p.edits(&fix, f, item)
		fix.when, fix.unless = c.ofFix(f.get("when"), `"when"`), c.ofFix(f.get("unless"), `"unless"`)
		if v := f.get("examples"); v != nil {
			p.fixExamples(&fix, v)
		} else {
			p.add(p.at(item), "a fix has no \"examples\": texts before and after it")
		}
		r.fixes = append(r.fixes, fix)
	}
}

// ofFix reads conditions of a fix, which is no matter of other rules' findings:
// one of them may be mended at the same time.
func (c conds) ofFix(n *yaml.Node, what string) []rawCond {
	if n == nil {
		return nil
	}
	list := c.list(n, what)
	for i := range list {
		_, rules := list[i].refs(nil, nil)
		for _, r := range rules {
			c.add(r.at, "a fix looks at markers, not at findings of rules such as %q", r.name)
		}
	}
	return list
}

// edits reads the edits of a fix: its own, or those of the list "edits".
func (p *parser) edits(fix *rawFix, f fields, n *yaml.Node) {
	v := f.get("edits")
	if v == nil {
		p.edit(fix, f, n, "a fix")
		return
	}
	for _, e := range f {
		if _, ok := indexOf(editKeys, e.key); ok {
			p.add(e.at, "%q goes into the entries of \"edits\"", e.key)
		}
	}
	for _, item := range p.items(v, `"edits"`) {
		if ef, ok := p.keyed(item, "an edit", editKeys); ok {
			p.edit(fix, ef, item, "an edit")
		}
	}
}

func (p *parser) edit(fix *rawFix, f fields, n *yaml.Node, what string) {
	var e rawEdit
	if v := f.get("find"); v != nil {
		e.find = p.refs(v, "find")
	}
	if v := f.get("within"); v != nil {
		i, _ := p.oneOf(v, "within", fixScopes)
		e.within = Scope(i) // they are the first ones
		if e.find == nil {
			p.add(p.at(v), "\"within\" goes with \"find\"")
		}
	}
	v := f.get("write")
	if v == nil {
		p.add(p.at(n), "%s has no \"write\": the text to write, or \"\" to take out what is there", what)
		return
	}
	e.hans, _ = p.written(v, `"write"`)
	if v := f.get("hant"); v != nil {
		if s, ok := p.written(v, `"hant"`); ok {
			e.hant = &s
		}
		if e.hant != nil && zh.Fold(*e.hant) != zh.Fold(e.hans) && (*e.hant == "") != (e.hans == "") {
			p.add(p.textAt(v), "\"hant\" %q: where one script takes something out, the other does too", *e.hant)
		}
	}
	fix.edits = append(fix.edits, e)
}

// written reads a text to write, which may be empty and is one line.
func (p *parser) written(n *yaml.Node, what string) (string, bool) {
	if n.Kind == yaml.ScalarNode && n.Tag != "!!null" && n.Value == "" && p.plain(n) {
		return "", true
	}
	s, ok := p.text(n, what)
	if ok && strings.ContainsAny(s, "\r\n") {
		p.add(p.textAt(n), "%s %q: one line", what, s)
	}
	return s, ok
}

// fixExamples reads texts before and after a fix.
func (p *parser) fixExamples(fix *rawFix, n *yaml.Node) {
	for _, item := range p.items(n, `"examples"`) {
		f, ok := p.keyed(item, "an example of a fix", fixExampleKeys)
		if !ok {
			continue
		}
		e := FixExample{Path: p.path, Line: item.Line}
		for _, key := range []string{"before", "after"} {
			if f.get(key) == nil {
				p.add(p.at(item), "an example of a fix has no %q", key)
			}
		}
		for _, fe := range f {
			switch fe.key {
			case "before":
				e.Before, _ = p.text(fe.value, `"before"`)
			case "after":
				e.After, _ = p.text(fe.value, `"after"`)
			case "customer":
				e.Customer, _ = p.text(fe.value, `"customer"`)
			case "profile":
				i, _ := p.oneOf(fe.value, "profile", Profiles())
				e.Profile = Profiles()[i]
			}
		}
		if e.Before != "" && e.Before == e.After {
			p.add(p.at(item), "an example of a fix is the same before and after it: %q", e.Before)
		}
		fix.doc.Examples = append(fix.doc.Examples, e)
	}
}

// fix is a fix with its names resolved.
func (c *compiler) fix(pack string, raw *rawFix) Fix {
	fix := Fix{Safety: raw.doc.Safety, When: c.conds(pack, raw.when), Unless: c.conds(pack, raw.unless)}
	for _, e := range raw.edits {
		w := c.written(e.hans)
		if e.hant != nil {
			w.Hant, w.OnlyHans = *e.hant, false
		}
		fix.Edits = append(fix.Edits, Edit{Find: c.markersOf(pack, e.find), Within: e.within, Written: w})
	}
	return fix
}

// written is a text that is the same in both scripts, where it is.
func (c *compiler) written(hans string) Written {
	if c.simplified == nil {
		c.simplified = zh.SimplifiedOnly()
	}
	if c.simplified(hans) {
		return Written{Hans: hans, OnlyHans: true}
	}
	return Written{Hans: hans, Hant: hans}
}

// fixDocs are the fixes of a rule as written.
func (s *Source) fixDocs(pack string, r *rawRule) []FixDoc {
	var out []FixDoc
	for i := range r.fixes {
		doc := r.fixes[i].doc
		for _, e := range r.fixes[i].edits {
			doc.Finds = append(doc.Finds, s.markerNames(pack, e.find)...)
			doc.Writes = append(doc.Writes, e.hans)
		}
		out = append(out, doc)
	}
	return out
}
