package rules

import (
	"slices"

	"github.com/cuoci/cuoci/lint/pattern"
)

// rawPack is a parsed pack whose names are not resolved yet.
type rawPack struct {
	name    string
	at      place // of the name in the first file
	title   Localized
	titled  bool
	builtin bool
	frozen  []string
	lists   []*rawList
	markers []*rawMarker
	rules   []*rawRule
}

type rawList struct {
	name    string // without the pack
	at      place
	entries []pattern.Source
}

type rawMarker struct {
	name     string // without the pack
	at       place
	patterns []pattern.Source
	except   []pattern.Source
	examples Examples
}

// ref is a name that a rule mentions.
type ref struct {
	name string
	at   place
}

// rawCond is a condition whose Markers, Rules and Sub are still names.
type rawCond struct {
	cond    Cond
	markers []ref
	rules   []ref
	sub     []rawCond
}

// rawRule is a rule whose markers, rules and conditions are still names.
type rawRule struct {
	pack         *rawPack
	name         string // without the pack
	at           place
	doc          RuleDoc
	markers      []ref
	when, unless []rawCond
	lower        [][]rawCond // the conditions of doc.Rule.Lower
	after        *rawCond
	before       *rawCond
	trigRules    []ref
	trigMarkers  []ref
	trigDraft    []ref
	need         []rawCond
	absorbs      []ref
	assessed     []rawCond
	except       []ref // of Rule.Similar
	ask, given   []ref // of each of Rule.Asked
	atOnce       []ref
	fixes        []rawFix
}

func (r *rawRule) id() string { return r.doc.Rule.ID }

// conds are all conditions of the rule.
func (r *rawRule) conds() []rawCond {
	all := make([]rawCond, 0, len(r.when)+len(r.unless)+len(r.need)+len(r.assessed)+2)
	all = append(append(append(append(all, r.when...), r.unless...), r.need...), r.assessed...)
	for _, l := range r.lower {
		all = append(all, l...)
	}
	if r.after != nil {
		all = append(all, *r.after)
	}
	if r.before != nil {
		all = append(all, *r.before)
	}
	for i := range r.fixes {
		all = append(append(all, r.fixes[i].when...), r.fixes[i].unless...)
	}
	return all
}

// refs are the names of markers and rules that must be there before the rule
// can be judged; absorbed rules are not among them.
func (r *rawRule) refs() (markers, rules []ref) {
	markers = slices.Concat(markers, r.markers, r.trigMarkers, r.trigDraft, r.except, r.ask, r.given, r.atOnce)
	for i := range r.fixes {
		for _, e := range r.fixes[i].edits {
			markers = append(markers, e.find...)
		}
	}
	rules = append(rules, r.trigRules...)
	for _, c := range r.conds() {
		markers, rules = c.refs(markers, rules)
	}
	return markers, rules
}

func (c *rawCond) refs(markers, rules []ref) ([]ref, []ref) {
	markers, rules = append(markers, c.markers...), append(rules, c.rules...)
	for i := range c.sub {
		markers, rules = c.sub[i].refs(markers, rules)
	}
	return markers, rules
}
