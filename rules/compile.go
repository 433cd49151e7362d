package rules

import (
	"slices"
	"strings"

	"github.com/cuoci/cuoci/lint/pattern"
)

// paddingMarker is what may stand around a hit that is otherwise alone.
const paddingMarker = sharedPack + "/padding"

// Load compiles packs: names of built-in packs, or paths (IsPath) of folders
// and files; nil is all built-in packs. The pack shared is always there. A
// rule of a pack that was not asked for comes along, switched off, where
// another rule looks at its findings. Errors are those of Read.
func Load(packs []string) (*Ruleset, error) {
	s, err := Read(packs)
	if err != nil {
		return nil, err
	}
	return s.Compile(false)
}

// Compile makes a Ruleset of the packs. Only the markers that rules reach are
// compiled, and shared/padding; with allMarkers all of the packs' markers are,
// whether rules use them or not, and unused word lists are checked too. Errors are PlaceErrors, joined.
func (s *Source) Compile(allMarkers bool) (*Ruleset, error) {
	if allMarkers {
		if err := s.checkPatterns(); err != nil {
			return nil, err
		}
	}
	c := &compiler{Source: s, rules: s.rulesInOrder(), ruleIndex: map[*rawRule]int{}, markerIndex: map[string]int{}}
	for i, r := range c.rules {
		c.ruleIndex[r] = i
	}
	set, ok, err := c.patterns(allMarkers)
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, s.checkPatterns()
	}
	rs := &Ruleset{Patterns: set, Rules: make([]Rule, len(c.rules)), Padding: -1}
	if i, ok := c.markerIndex[paddingMarker]; ok {
		rs.Padding = i
	}
	for i, r := range c.rules {
		rs.Rules[i] = c.rule(r)
	}
	return rs, nil
}

type compiler struct {
	*Source
	rules       []*rawRule
	ruleIndex   map[*rawRule]int
	markerIndex map[string]int
	simplified  func(text string) bool // made when first needed
}

// rulesInOrder are the rules of the selected packs and those whose findings
// they look at, each behind the rules it looks at, otherwise as written.
func (s *Source) rulesInOrder() []*rawRule {
	var out []*rawRule
	seen := map[*rawRule]bool{}
	var visit func(r *rawRule)
	visit = func(r *rawRule) {
		if seen[r] {
			return
		}
		seen[r] = true
		_, rules := r.refs()
		for _, ref := range rules {
			visit(s.rule(r.pack.name, ref.name))
		}
		out = append(out, r)
	}
	for _, p := range s.selected {
		for _, r := range p.rules {
			visit(r)
		}
	}
	return out
}

// checkPatterns adds everything that is wrong with the patterns of the packs
// to what is known already. Word lists are compiled by themselves, so that a
// wrong entry is reported where it stands and not at each pattern that names
// the list; only when they are right are markers looked at.
func (s *Source) checkPatterns() error {
	lists, markers := pattern.NewBuilder(s.list), pattern.NewBuilder(s.list)
	known := len(s.probs.list)
	for _, p := range s.all() {
		for _, l := range p.lists {
			_, err := lists.Add(pattern.MarkerSource{Name: p.name + "/" + l.name, Patterns: l.entries})
			s.probs.addAll(l.at, err)
		}
	}
	if len(s.probs.list) > known {
		return s.probs.err()
	}
	for _, p := range s.all() {
		for _, m := range p.markers {
			_, err := markers.Add(pattern.MarkerSource{Name: p.name + "/" + m.name, Patterns: m.patterns, Except: m.except})
			s.probs.addAll(m.at, err)
		}
	}
	return s.probs.err()
}

// patterns compiles markers, sorted by name; ok is false when a marker is wrong.
func (c *compiler) patterns(allMarkers bool) (set *pattern.Set, ok bool, err error) {
	names := map[string]*rawMarker{}
	if full, m := c.marker(sharedPack, "padding"); m != nil {
		names[full] = m
	}
	for _, r := range c.rules {
		markers, _ := r.refs()
		for _, ref := range markers {
			full, m := c.marker(r.pack.name, ref.name)
			names[full] = m
		}
	}
	card, err := ShippedCard() // so that conversations can be scored with the image
	if err != nil {
		return nil, false, err
	}
	for _, name := range card.Markers() {
		if full, m := c.marker(sharedPack, name); m != nil {
			names[full] = m
		}
	}
	if allMarkers {
		for _, p := range c.selected {
			for _, m := range p.markers {
				names[p.name+"/"+m.name] = m
			}
		}
	}
	sorted := make([]string, 0, len(names))
	for n := range names {
		sorted = append(sorted, n)
	}
	slices.Sort(sorted)
	b := pattern.NewBuilder(c.list)
	for _, p := range c.all() {
		b.Frozen(p.frozen)
	}
	for _, full := range sorted {
		m := names[full]
		i, err := b.Add(pattern.MarkerSource{Name: full, Patterns: m.patterns, Except: m.except})
		if err != nil {
			return nil, false, nil //nolint:nilerr // checkPatterns says what is wrong, completely
		}
		c.markerIndex[full] = i
	}
	set, err = b.Build()
	return set, true, err
}

// rule is a rule with its names resolved. One that only comes along is off.
func (c *compiler) rule(r *rawRule) Rule {
	pack := r.pack.name
	rule := r.doc.Rule
	rule.Markers = c.markersOf(pack, r.markers)
	rule.When = c.conds(pack, r.when)
	rule.Unless = c.conds(pack, r.unless)
	rule.Need = c.conds(pack, r.need)
	rule.Trigger.Rules, rule.Trigger.Markers = c.rulesOf(pack, r.trigRules), c.markersOf(pack, r.trigMarkers)
	rule.Trigger.Draft = c.markersOf(pack, r.trigDraft)
	rule.Assessed.When = c.conds(pack, r.assessed)
	if rule.Similar != nil {
		similar := *rule.Similar
		similar.Except = c.markersOf(pack, r.except)
		rule.Similar = &similar
	}
	rule.AtOnce = c.markersOf(pack, r.atOnce)
	ask, given := c.markersOf(pack, r.ask), c.markersOf(pack, r.given)
	for i := range ask {
		rule.Asked = append(rule.Asked, Asked{Ask: ask[i], Given: given[i]})
	}
	rule.Absorbs = c.rulesOf(pack, r.absorbs)
	for i := range r.fixes {
		rule.Fix = append(rule.Fix, c.fix(pack, &r.fixes[i]))
	}
	rule.Replace = slices.Clone(rule.Replace)
	for i := range rule.Replace {
		rule.Replace[i].OnlyHans = c.written(rule.Replace[i].To).OnlyHans
	}
	rule.Lower = slices.Clone(rule.Lower)
	for i := range rule.Lower {
		rule.Lower[i].When = c.conds(pack, r.lower[i])
	}
	rule.After, rule.Before = c.one(pack, r.after), c.one(pack, r.before)
	if !slices.Contains(c.selected, r.pack) {
		rule.Level, rule.Lower, rule.Profiles = Off, nil, nil
	}
	return rule
}

func (c *compiler) one(pack string, rc *rawCond) *Cond {
	if rc == nil {
		return nil
	}
	cond := c.cond(pack, rc)
	return &cond
}

func (c *compiler) conds(pack string, rcs []rawCond) []Cond {
	var out []Cond
	for i := range rcs {
		out = append(out, c.cond(pack, &rcs[i]))
	}
	return out
}

func (c *compiler) cond(pack string, rc *rawCond) Cond {
	cond := rc.cond
	cond.Markers = c.markersOf(pack, rc.markers)
	cond.Rules = c.rulesOf(pack, rc.rules)
	cond.Sub = c.conds(pack, rc.sub)
	return cond
}

func (c *compiler) markersOf(pack string, refs []ref) []int {
	var out []int
	for _, r := range refs {
		full, _ := c.marker(pack, r.name)
		out = append(out, c.markerIndex[full])
	}
	return out
}

// rulesOf leaves out absorbed rules that are not there: what a rule waits for
// always is.
func (c *compiler) rulesOf(pack string, refs []ref) []int {
	var out []int
	for _, r := range refs {
		if i, ok := c.ruleIndex[c.Source.rule(pack, r.name)]; ok {
			out = append(out, i)
		}
	}
	return out
}

// PackOf is the pack of a rule or marker named pack/name.
func PackOf(id string) string {
	pack, _, _ := strings.Cut(id, "/")
	return pack
}
