package score

import (
	"errors"
	"slices"

	"github.com/cuoci/cuoci/lint"
	"github.com/cuoci/cuoci/rules"
	"github.com/cuoci/cuoci/rules/builtin"
)

// plan is a card made ready for the conversations that one linter checks.
type plan struct {
	card    *Card
	lang    string
	markers []string // that the judge looks for
	// What hits of each of markers and findings of each rule speak for or against.
	byMarker [][]*use
	byRule   map[string][]*use
	silence  []silence
	fatal    map[string]*rules.Fatal
	levels   map[string]lint.Level // of each rule, before anything lowers it
	uses     int
	most     []int   // of each item: how many hits count in a conversation; 0 for one in each turn
	total    float64 // of the weights of all areas
}

// use is an item of the card.
type use struct {
	id       int // counts the items
	area     int
	item     *rules.Item
	supports bool
	title    string
	after    []int // indexes into plan.markers
	unless   []int // so are these
}

type silence struct {
	area     int
	said     *rules.Silence
	customer []int // indexes into plan.markers
}

// newPlan looks up what the card names. What the linter's packs do not have, but
// the built-in ones do, says nothing here; a name that nothing bears is an error
// with its place.
func newPlan(card *Card, l *lint.Linter, lang string) (*plan, error) {
	p := &plan{card: card, lang: lang, byRule: map[string][]*use{}, fatal: map[string]*rules.Fatal{}, levels: map[string]lint.Level{}}
	n := names{linter: l, titles: map[string]string{}}
	for _, r := range l.Rules() {
		n.rules = append(n.rules, r.Rule.ID)
		n.titles[r.Rule.ID] = r.Rule.Title.In(lang)
		p.levels[r.Rule.ID] = r.Level
	}
	for i := range card.Areas {
		a := &card.Areas[i]
		p.total += a.Weight
		for j := range a.For {
			p.add(&n, &use{area: i, item: &a.For[j], supports: true})
		}
		for j := range a.Against {
			p.add(&n, &use{area: i, item: &a.Against[j]})
		}
		for j := range a.Silence {
			s := &a.Silence[j]
			p.silence = append(p.silence, silence{i, s, p.indexes(&n, s.Places, s.Customer)})
		}
	}
	for i := range card.Fatal {
		f := &card.Fatal[i]
		if n.rule(f.Place, f.Rule) {
			p.fatal[f.Rule] = f
		}
	}
	if err := errors.Join(n.errs...); err != nil {
		return nil, err
	}
	return p, nil
}

// add takes an item in.
func (p *plan) add(n *names, u *use) {
	u.id = p.uses
	p.uses++
	p.most = append(p.most, u.item.Most)
	u.after = p.indexes(n, u.item.AfterPlaces, u.item.After)
	u.unless = p.indexes(n, u.item.UnlessPlaces, u.item.Unless)
	u.title = u.item.Title.In(p.lang)
	if u.item.Rule != "" {
		if n.rule(u.item.Place, u.item.Rule) {
			if u.title == "" {
				u.title = n.titles[u.item.Rule]
			}
			p.byRule[u.item.Rule] = append(p.byRule[u.item.Rule], u)
		}
		return
	}
	for _, m := range p.indexes(n, u.item.MarkerPlaces, u.item.Markers) {
		p.byMarker[m] = append(p.byMarker[m], u)
	}
}

// indexes are those of markers that the linter has.
func (p *plan) indexes(n *names, places []rules.CardPlace, markers []string) []int {
	var list []int
	for k, m := range markers {
		at := rules.CardPlace{}
		if k < len(places) { // a card that a program made has none
			at = places[k]
		}
		if !n.marker(at, m) {
			continue
		}
		i := slices.Index(p.markers, m)
		if i < 0 {
			i = len(p.markers)
			p.markers, p.byMarker = append(p.markers, m), append(p.byMarker, nil)
		}
		list = append(list, i)
	}
	return list
}

// names knows which rules and markers there are.
type names struct {
	linter  *lint.Linter
	rules   []string
	titles  map[string]string
	builtin *rules.Ruleset // opened when a name is not among the linter's
	errs    []error
}

func (n *names) shipped() *rules.Ruleset {
	if n.builtin == nil {
		var err error
		if n.builtin, err = builtin.Ruleset(); err != nil {
			n.errs = append(n.errs, err)
			n.builtin = &rules.Ruleset{}
		}
	}
	return n.builtin
}

// rule tells whether the linter has a rule; one that is nowhere is an error.
func (n *names) rule(at rules.CardPlace, id string) bool {
	if slices.Contains(n.rules, id) {
		return true
	}
	all := slices.Clone(n.rules)
	for i := range n.shipped().Rules {
		all = append(all, n.shipped().Rules[i].ID)
	}
	if !slices.Contains(all, id) {
		n.unknown(at, "rule", id, all)
	}
	return false
}

// marker does so for a marker.
func (n *names) marker(at rules.CardPlace, name string) bool {
	if n.linter.HasMarker(name) {
		return true
	}
	all := n.linter.Markers()
	if set := n.shipped().Patterns; set != nil {
		for i := range set.Markers() {
			all = append(all, set.MarkerName(i))
		}
	}
	if !slices.Contains(all, name) {
		n.unknown(at, "marker", name, all)
	}
	return false
}

func (n *names) unknown(at rules.CardPlace, what, name string, all []string) {
	n.errs = append(n.errs, &rules.PlaceError{
		Path: at.Path, Line: at.Line, Column: at.Column,
		Msg: "unknown " + what + " \"" + name + "\"" + rules.DidYouMean(name, all),
	})
}
