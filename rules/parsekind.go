package rules

import (
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"github.com/cuoci/cuoci/lint/zh"
)

const (
	maxCount   = 99 // of "N sentences" and "N turns"
	maxPercent = 100
	maxBound   = 1 << 20
)

// kindKeys are the keys that only some kinds of rules have.
var kindKeys = [...][]string{
	Avoid:      {"marker", "where", "event", "replace", "after", "before"},
	Require:    {"trigger", "need", "after", "before"},
	Limit:      {"marker", "measure", "max", "at-once", "per", "where", "after", "before"},
	Order:      {"marker", "where", "first", "after", "before"},
	Repeat:     {"similar", "asked"},
	Consistent: {"markers"},
}

// neededKeys are those that a kind cannot do without; of a group one is enough.
var neededKeys = [...][][]string{
	Avoid:      {{"marker", "event"}},
	Require:    {{"need"}},
	Limit:      {{"marker", "measure"}, {"max"}},
	Order:      {{"marker"}, {"first", "when", "after", "before"}},
	Repeat:     {{"similar", "asked"}},
	Consistent: {{"markers"}},
}

// keysOfKind reports keys of a rule that belong to other kinds.
func (p *parser) keysOfKind(f fields, kind Kind, what string) {
	for _, e := range f {
		elsewhere := false
		for _, keys := range kindKeys {
			_, ok := indexOf(keys, e.key)
			elsewhere = elsewhere || ok
		}
		if _, own := indexOf(kindKeys[kind], e.key); elsewhere && !own {
			p.add(e.at, "%s: %q is no key of the kind %q", what, e.key, kind)
		}
	}
}

// missingKeys are the groups of keys of a kind of which the rule has none.
func missingKeys(f fields, kind Kind) []string {
	var missing []string
	for _, group := range neededKeys[kind] {
		found := false
		names := make([]string, len(group))
		for i, key := range group {
			found = found || f.get(key) != nil
			names[i] = quoted(key)
		}
		if !found {
			missing = append(missing, strings.Join(names, " or "))
		}
	}
	return missing
}

// kindKey reads a key that only some kinds have.
func (p *parser) kindKey(r *rawRule, e field, c conds) {
	rule := &r.doc.Rule
	switch e.key {
	case "event":
		_, rule.Interrupts = p.oneOf(e.value, "event", eventNames)
	case "first":
		c.first = rule.Scope
		r.need = c.list(e.value, `"first"`)
	case "markers":
		r.markers = p.refs(e.value, "markers")
	case "measure":
		i, _ := p.oneOf(e.value, "measure", measureNames[1:])
		rule.Measure = Measure(i + 1)
	case "per":
		i, _ := p.oneOf(e.value, "per", perNames)
		i, _ = indexOf(scopeNames[:], perNames[i])
		rule.Per = Scope(i)
	case "replace":
		p.replace(rule, e.value)
	case "at-once":
		r.atOnce = p.refs(e.value, "at-once")
	case "max":
		p.bounds(rule, e.value)
	case "similar":
		p.similar(r, e.value)
	case "asked":
		p.asked(r, e.value)
	}
}

// replace reads words with what to write in their place.
func (p *parser) replace(rule *Rule, n *yaml.Node) {
	f, _ := p.entries(n, `"replace"`)
	for _, e := range f {
		if to, ok := p.text(e.value, quoted(e.key)); ok {
			rule.Replace = append(rule.Replace, Replacement{From: zh.Fold(e.key), To: to})
		}
	}
	slices.SortFunc(rule.Replace, func(x, y Replacement) int { return strings.Compare(x.From, y.From) })
}

// bounds reads a number for the rule's scope, or numbers by scope.
func (p *parser) bounds(rule *Rule, n *yaml.Node) {
	if n.Kind != yaml.MappingNode {
		if k, ok := p.whole(n, `"max"`, 0, maxBound); ok {
			rule.Bounds = []Bound{{rule.Scope, k}}
		}
		return
	}
	f, _ := p.keyed(n, `"max"`, ruleScopes)
	for _, e := range f {
		if k, ok := p.whole(e.value, quoted(e.key), 0, maxBound); ok {
			scope, _ := indexOf(scopeNames[:], e.key)
			rule.Bounds = append(rule.Bounds, Bound{Scope(scope), k})
		}
	}
	if len(f) == 0 {
		p.add(p.at(n), "\"max\" names no scope: allowed are %s", strings.Join(ruleScopes, ", "))
	}
}

// whole reads a whole number within bounds.
func (p *parser) whole(n *yaml.Node, what string, least, most int) (int, bool) {
	s, ok := p.text(n, what)
	if !ok {
		return 0, false
	}
	k, err := strconv.Atoi(s)
	if err != nil || k < least || k > most {
		p.add(p.textAt(n), "%s %q: a whole number from %d to %d", what, s, least, most)
		return 0, false
	}
	return k, true
}

// similar reads what is compared with what, and from where on it is the same.
func (p *parser) similar(r *rawRule, n *yaml.Node) {
	f, ok := p.keyed(n, `"similar"`, similarKeys)
	if !ok {
		return
	}
	s := &Similar{}
	if v := f.get("to"); v != nil {
		i, _ := p.oneOf(v, "to", speakerNames[:Anyone])
		s.To = Speaker(i)
	}
	if v := f.get("unit"); v != nil {
		i, _ := p.oneOf(v, "unit", unitNames)
		s.Turns = i == 1
	}
	for _, key := range []string{"at-least", "words"} {
		if f.get(key) == nil {
			p.add(p.at(n), "\"similar\" has no %q", key)
			return
		}
	}
	if text, ok := p.text(f.get("at-least"), `"at-least"`); ok {
		share, err := strconv.ParseFloat(text, 64)
		if err != nil || !(share > 0 && share <= 1) {
			p.add(p.textAt(f.get("at-least")), "\"at-least\" %q: a number above 0, at most 1", text)
			return
		}
		s.Percent = int(share*maxPercent + 0.5)
	}
	s.Words, _ = p.whole(f.get("words"), `"words"`, 1, maxCount)
	if v := f.get("except"); v != nil {
		r.except = p.refs(v, "except")
	}
	r.doc.Rule.Similar = s
}

// asked reads pairs of a question and what answers it.
func (p *parser) asked(r *rawRule, n *yaml.Node) {
	for _, item := range p.items(n, `"asked"`) {
		f, ok := p.keyed(item, `an entry of "asked"`, askedKeys)
		if !ok {
			continue
		}
		a, g := f.get("ask"), f.get("given")
		if a == nil || g == nil {
			p.add(p.at(item), "an entry of \"asked\" has an \"ask\" and a \"given\"")
			continue
		}
		ask, okAsk := p.one(a, "ask")
		given, okGiven := p.one(g, "given")
		if okAsk && okGiven {
			r.ask, r.given = append(r.ask, ask), append(r.given, given)
		}
	}
}

// one reads one name.
func (p *parser) one(n *yaml.Node, key string) (ref, bool) {
	s, ok := p.text(n, quoted(key))
	return ref{s, p.textAt(n)}, ok
}

// assessed reads what must be there for the rule to be judged.
func (p *parser) assessed(r *rawRule, n *yaml.Node, c conds) {
	f, ok := p.keyed(n, `"assessed"`, assessedKeys)
	if !ok {
		return
	}
	w, y := f.get("when"), f.get("why")
	if w == nil || y == nil {
		p.add(p.at(n), "\"assessed\" has a \"when\" and a \"why\"")
		return
	}
	r.assessed = c.list(w, `"when"`)
	r.doc.Rule.Assessed.Why = p.localized(y, `"why"`)
}
