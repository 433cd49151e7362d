package rules

import (
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"
)

const (
	maxCondDepth = 16   // conditions inside conditions
	maxConds     = 1000 // in one list
)

// conds reads the conditions of a rule that looks at the turns of speaker.
type conds struct {
	*parser
	speaker Speaker
	first   Scope // where it is not ScopeMatch: what must come first, within this scope unless it is said otherwise
}

func (c conds) list(n *yaml.Node, what string) []rawCond { return c.listAt(n, what, 0) }

func (c conds) listAt(n *yaml.Node, what string, depth int) []rawCond {
	var out []rawCond
	items := c.items(n, what)
	if len(items) > maxConds {
		c.add(c.at(n), "%s has %d conditions: at most %d", what, len(items), maxConds)
		return nil
	}
	for _, item := range items {
		if rc, ok := c.cond(item, depth); ok {
			out = append(out, rc)
		}
	}
	return out
}

func (c conds) cond(n *yaml.Node, depth int) (rawCond, bool) {
	rc := rawCond{}
	if depth >= maxCondDepth {
		c.add(c.at(n), "conditions are nested more than %d deep", maxCondDepth)
		return rc, false
	}
	f, ok := c.keyed(n, "a condition", condKeys)
	if !ok {
		return rc, false
	}
	var form []field
	for _, e := range f {
		if _, ok := indexOf(opNames[:], e.key); ok {
			form = append(form, e)
		}
	}
	if len(form) != 1 {
		c.add(c.at(n), "a condition has exactly one of %s", strings.Join(opNames[:], ", "))
		return rc, false
	}
	v := form[0].value
	switch form[0].key {
	case "marker":
		rc.cond.Op, rc.markers = OpMarker, c.refs(v, "marker")
	case "rule":
		rc.cond.Op, rc.rules = OpRule, c.refs(v, "rule")
	case "property":
		i, ok := c.oneOf(v, "property", propertyNames[1:])
		if ok {
			rc.cond.Property = Property(i + 1)
		}
		rc.cond.Op = OpProperty
	case "profile":
		rc.cond.Op, rc.cond.Profiles = OpProfile, c.profileNames(v)
	case "not":
		sub, ok := c.cond(v, depth+1)
		if !ok {
			return rc, false
		}
		rc.cond.Op, rc.sub = OpNot, []rawCond{sub}
	case "any":
		rc.cond.Op, rc.sub = OpAny, c.listAt(v, `"any"`, depth+1)
	case "all":
		rc.cond.Op, rc.sub = OpAll, c.listAt(v, `"all"`, depth+1)
	case "sentences-before":
		rc.cond.Op = OpSentences
		c.sentencesBefore(&rc, v)
	}
	c.modifiers(&rc, f)
	return rc, true
}

// modifiers reads where a marker or a finding is looked for.
func (c conds) modifiers(rc *rawCond, f fields) {
	cond := &rc.cond
	if cond.Op != OpMarker && cond.Op != OpRule {
		for _, e := range f {
			if _, ok := indexOf(opNames[:], e.key); !ok {
				c.add(e.at, "%q goes with \"marker\" or \"rule\" only", e.key)
			}
		}
		return
	}
	cond.Within, cond.Speaker = ScopeTurn, c.speaker
	if c.first != ScopeMatch {
		cond.Within, cond.Side = c.first, Before
	}
	scopes := condScopes
	if v := f.get("speaker"); v != nil {
		if i, ok := c.oneOf(v, "speaker", speakerNames[:]); ok {
			cond.Speaker = Speaker(i)
		}
		switch {
		case cond.Speaker == Customer && c.speaker != Customer:
			cond.Within, scopes = ScopePrevious, otherScopes
		case cond.Speaker == Anyone && c.speaker != Anyone:
			cond.Within, scopes = ScopeConversation, anyScopes
		}
	}
	if v := f.get("within"); v != nil {
		c.within(cond, v, scopes)
	}
	if v := f.get("side"); v != nil {
		i, _ := c.oneOf(v, "side", sideNames[:])
		cond.Side = Side(i)
	}
	if v := f.get("where"); v != nil {
		if cond.Op == OpRule {
			c.add(c.at(v), "\"where\" goes with \"marker\" only")
		}
		cond.Where = c.where(v)
	}
	if v := f.get("same"); v != nil {
		_, cond.SameWords = c.oneOf(v, "same", []string{"words"})
	}
}

// sentencesBefore reads how many sentences may stand before a place, and which
// do not count.
func (c conds) sentencesBefore(rc *rawCond, n *yaml.Node) {
	f, ok := c.keyed(n, `"sentences-before"`, beforeKeys)
	if !ok {
		return
	}
	if v := f.get("more-than"); v != nil {
		rc.cond.Count, _ = c.whole(v, `"more-than"`, 0, maxCount)
	} else {
		c.add(c.at(n), "\"sentences-before\" has no \"more-than\"")
	}
	if v := f.get("skip"); v != nil {
		rc.markers = c.refs(v, "skip")
	}
}

// within reads a scope; "1 sentence" and "3 sentences" are the hit's sentence
// and so many on each side.
func (c conds) within(cond *Cond, n *yaml.Node, allowed []string) {
	s, ok := c.text(n, `"within"`)
	if !ok {
		return
	}
	if scope, form, num := numbered(s); form != "" {
		if _, ok := indexOf(allowed, form); ok {
			k, err := strconv.Atoi(num)
			least := 1
			if scope == ScopeSentence {
				least = 0
			}
			if err != nil || k < least || k > maxCount {
				c.add(c.textAt(n), "\"within\" %q: N is a number from %d to %d", s, least, maxCount)
				return
			}
			cond.Within, cond.Count = scope, k
			return
		}
	}
	if _, ok := indexOf(allowed, s); !ok || strings.Contains(s, "N") {
		if _, known := indexOf(scopeNames[:], s); known {
			c.add(c.textAt(n), "\"within\" %q does not go here: allowed are %s (previous goes with speaker: customer)", s, strings.Join(allowed, ", "))
			return
		}
		c.unknown(c.textAt(n), "\"within\"", s, allowed)
		return
	}
	i, _ := indexOf(scopeNames[:], s)
	cond.Within = Scope(i)
}

// numbered takes "3 sentences" and "first 2 turns" apart; form is empty where
// there is no number.
func numbered(s string) (scope Scope, form, num string) {
	words := strings.Fields(s)
	switch {
	case len(words) == 2 && (words[1] == "sentence" || words[1] == "sentences"):
		return ScopeSentence, "N sentences", words[0]
	case len(words) == 3 && (words[2] == "turn" || words[2] == "turns") && words[0] == "first":
		return ScopeFirst, firstTurns, words[1]
	case len(words) == 3 && (words[2] == "turn" || words[2] == "turns") && words[0] == "last":
		return ScopeLast, lastTurns, words[1]
	}
	return ScopeTurn, "", ""
}

// near reads after and before: side is where the named marker stands, seen from
// the hit.
func (c conds) near(n *yaml.Node, key string, side Side) *rawCond {
	f, ok := c.keyed(n, quoted(key), nearKeys)
	if !ok {
		return nil
	}
	rc := &rawCond{cond: Cond{Op: OpMarker, Within: ScopeTurn, Side: side, Speaker: c.speaker}}
	if v := f.get("marker"); v != nil {
		rc.markers = c.refs(v, "marker")
	} else {
		c.add(c.at(n), "%q has no \"marker\"", key)
	}
	scopes := nearScopes
	if v := f.get("speaker"); v != nil {
		i, _ := c.oneOf(v, "speaker", speakerNames[:])
		if rc.cond.Speaker = Speaker(i); rc.cond.Speaker != c.speaker {
			rc.cond.Within, scopes = ScopeConversation, otherScopes
		}
	}
	if v := f.get("within"); v != nil {
		c.within(&rc.cond, v, scopes)
	}
	if v := f.get("same"); v != nil {
		_, rc.cond.SameWords = c.oneOf(v, "same", []string{"words"})
	}
	return rc
}

func (p *parser) profileNames(n *yaml.Node) []string {
	var out []string
	for _, r := range p.refs(n, "profile") {
		if _, ok := indexOf(Profiles(), r.name); !ok {
			p.unknown(r.at, "profile", r.name, Profiles())
			continue
		}
		out = append(out, r.name)
	}
	return out
}
