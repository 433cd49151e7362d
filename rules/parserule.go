package rules

import (
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"
)

func quoted(s string) string { return strconv.Quote(s) }

// rule reads one rule; nil when it has no usable name.
func (p *parser) rule(n *yaml.Node) *rawRule {
	f, ok := p.entries(n, "a rule")
	if !ok {
		return nil
	}
	r := &rawRule{pack: p.pack, at: p.at(n)}
	if v := f.get("id"); v == nil {
		p.add(r.at, "a rule has no \"id\"")
		return nil
	} else if r.name, ok = p.text(v, `"id"`); !ok {
		return nil
	} else if !validName(r.name, false) {
		p.add(p.textAt(v), "rule %q: a name is made of a-z, 0-9 and single hyphens, without the pack's", r.name)
		return nil
	}
	r.doc.Path, r.doc.Line = r.at.path, r.at.line
	r.doc.Rule.ID = p.pack.name + "/" + r.name
	what := "rule " + quoted(r.name)
	if !p.kind(r, f, what) {
		return r
	}
	f, _ = p.keyed(n, what, ruleKeys)
	p.texts(r, f)
	p.judgement(r, f)
	p.provenance(r, f)
	p.obligatory(r, f, what)
	return r
}

// kind reads what kind of rule it is.
func (p *parser) kind(r *rawRule, f fields, what string) bool {
	n := f.get("kind")
	if n == nil {
		p.add(r.at, "%s has no \"kind\"", what)
		return true
	}
	k, ok := p.oneOf(n, "kind", kindNames[:])
	if !ok {
		return false
	}
	r.doc.Rule.Kind = Kind(k)
	return true
}

// obligatory reports what a rule lacks, and keys that belong to another kind.
func (p *parser) obligatory(r *rawRule, f fields, what string) {
	var missing []string
	for _, k := range []string{"title", "level", "message", "source", "examples"} {
		if f.get(k) == nil {
			missing = append(missing, quoted(k))
		}
	}
	known := f.get("kind") != nil
	if known {
		missing = append(missing, missingKeys(f, r.doc.Rule.Kind)...)
	}
	if missing != nil {
		p.add(r.at, "%s has no %s", what, strings.Join(missing, ", "))
	}
	if known {
		p.keysOfKind(f, r.doc.Rule.Kind, what)
	}
}

// texts reads what is shown to people.
func (p *parser) texts(r *rawRule, f fields) {
	rule := &r.doc.Rule
	if v := f.get("title"); v != nil {
		rule.Title = p.localized(v, `"title"`)
	}
	if v := f.get("message"); v != nil {
		rule.Message = p.localized(v, `"message"`)
	}
	if v := f.get("suggestions"); v != nil {
		for _, n := range p.items(v, `"suggestions"`) {
			sf, ok := p.keyed(n, "a suggestion", suggestKeys)
			if !ok {
				continue
			}
			s := SuggestionText{Text: p.local(sf, n, "a suggestion")}
			if v := sf.get("safety"); v != nil {
				i, _ := p.oneOf(v, "safety", safetyNames[:])
				s.Safety = Safety(i)
			}
			rule.Suggestions = append(rule.Suggestions, s)
		}
	}
	if v := f.get("note"); v != nil {
		s, _ := p.text(v, `"note"`)
		r.doc.Note = strings.TrimSpace(s)
	}
	if v := f.get("examples"); v != nil {
		r.doc.Examples = p.examples(v, true)
	}
}

// judgement reads when a rule has a finding, and of what level.
func (p *parser) judgement(r *rawRule, f fields) {
	rule := &r.doc.Rule
	rule.Scope = ScopeTurn
	if v := f.get("speaker"); v != nil {
		i, _ := p.oneOf(v, "speaker", speakerNames[:])
		rule.Speaker = Speaker(i)
	}
	if v := f.get("scope"); v != nil {
		if i, ok := p.oneOf(v, "scope", ruleScopes); ok {
			i, _ = indexOf(scopeNames[:], ruleScopes[i])
			rule.Scope = Scope(i)
		}
	}
	c := conds{parser: p, speaker: rule.Speaker}
	for _, e := range f {
		switch e.key {
		case "level":
			p.level(r, e.value, c)
		case "profiles":
			p.profiles(rule, e.value)
		case "marker":
			r.markers = p.refs(e.value, "marker")
		case "where":
			rule.Where = p.where(e.value)
		case "trigger":
			p.trigger(r, e.value)
		case "need":
			r.need = c.list(e.value, `"need"`)
		case "when":
			r.when = c.list(e.value, `"when"`)
		case "unless":
			r.unless = c.list(e.value, `"unless"`)
		case "after":
			r.after = c.near(e.value, "after", Before)
		case "before":
			r.before = c.near(e.value, "before", After)
		case "absorbs":
			r.absorbs = p.refs(e.value, "absorbs")
		case "assessed":
			p.assessed(r, e.value, c)
		case "fix":
			p.fixes(r, e.value, c)
		default:
			p.kindKey(r, e, c)
		}
	}
}

// level reads a level, or a default with what lowers it.
func (p *parser) level(r *rawRule, n *yaml.Node, c conds) {
	rule := &r.doc.Rule
	if n.Kind != yaml.MappingNode {
		rule.Level, _ = p.levelName(n, "level")
		return
	}
	f, ok := p.keyed(n, `"level"`, levelKeys)
	if !ok {
		return
	}
	v := f.get("default")
	if v == nil {
		p.add(p.at(n), "\"level\" has no \"default\"")
		return
	}
	if rule.Level, ok = p.levelName(v, "default"); !ok || f.get("lower") == nil {
		return
	}
	for _, item := range p.items(f.get("lower"), `"lower"`) {
		lf, ok := p.keyed(item, `"lower"`, lowerKeys)
		if !ok {
			continue
		}
		ln, wn := lf.get("level"), lf.get("when")
		if ln == nil || wn == nil {
			p.add(p.at(item), "an entry of \"lower\" has a \"level\" and a \"when\"")
			continue
		}
		to, ok := p.levelName(ln, "level")
		if ok && to >= rule.Level {
			p.add(p.textAt(ln), "a level is only lowered, and %s is not below %s", to, rule.Level)
		}
		rule.Lower = append(rule.Lower, Lower{Level: to})
		r.lower = append(r.lower, c.list(wn, `"when"`))
	}
}

func (p *parser) levelName(n *yaml.Node, key string) (Level, bool) {
	i, ok := p.oneOf(n, key, levelNames[:])
	return Level(i), ok
}

func (p *parser) profiles(rule *Rule, n *yaml.Node) {
	f, _ := p.entries(n, `"profiles"`)
	for _, e := range f {
		if _, ok := indexOf(Profiles(), e.key); !ok {
			p.unknown(e.at, "profile", e.key, Profiles())
			continue
		}
		if l, ok := p.levelName(e.value, "level"); ok {
			rule.Profiles = append(rule.Profiles, ProfileLevel{e.key, l})
		}
	}
}

func (p *parser) where(n *yaml.Node) Where {
	i, ok := p.oneOf(n, "where", whereNames[1:])
	if !ok {
		return Anywhere
	}
	return Where(i + 1)
}

// trigger reads what calls for a need.
func (p *parser) trigger(r *rawRule, n *yaml.Node) {
	f, ok := p.keyed(n, `"trigger"`, triggerKeys)
	if !ok {
		return
	}
	if len(f) == 0 {
		p.add(p.at(n), "\"trigger\" names rules or markers: leave it out where the need is always there")
	}
	if v := f.get("rules"); v != nil {
		r.trigRules = p.refs(v, "rules")
	}
	if v := f.get("markers"); v != nil {
		r.trigMarkers = p.refs(v, "markers")
	}
	if v := f.get("draft"); v != nil {
		r.trigDraft = p.refs(v, "draft")
	}
	trigger := &r.doc.Rule.Trigger
	if v := f.get("turn"); v != nil {
		i, _ := p.oneOf(v, "turn", turnPlaceNames[1:])
		trigger.Turn = TurnPlace(i + 1)
	}
	if v := f.get("speaker"); v != nil {
		i, _ := p.oneOf(v, "speaker", speakerNames[:Anyone])
		trigger.Speaker = Speaker(i)
		if f.get("markers") == nil {
			p.add(p.at(v), "\"speaker\" of a trigger goes with \"markers\"")
		}
	}
}

// refs reads one name or a list of names.
func (p *parser) refs(n *yaml.Node, key string) []ref {
	nodes := []*yaml.Node{n}
	if n.Kind == yaml.SequenceNode {
		nodes = p.items(n, quoted(key))
	}
	var out []ref
	for _, n := range nodes {
		s, ok := p.text(n, quoted(key))
		if !ok {
			continue
		}
		for _, old := range out {
			if old.name == s {
				p.add(p.textAt(n), "%q is named twice in %q", s, key)
			}
		}
		out = append(out, ref{s, p.textAt(n)})
	}
	return out
}
