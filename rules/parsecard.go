package rules

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"
)

// cardParser reads one file of a card.
type cardParser struct {
	parser
	card *Card
	set  map[string]place
}

func (p *cardParser) read(data []byte) {
	root := p.document(data)
	if root == nil {
		return
	}
	f, ok := p.keyed(root, "a card", cardKeys)
	if !ok || !p.name(f, root) {
		p.broken = true
		return
	}
	for _, e := range f {
		if e.key != "card" && e.key != "areas" && e.key != "examples" && !p.once(e) {
			continue
		}
		switch e.key {
		case "title":
			p.card.Title = p.localized(e.value, `"title"`)
		case "pass":
			p.card.Pass = p.number(e.value, "pass", 0, 100)
		case "start":
			p.card.Start = p.number(e.value, "start", 0, 100)
		case "anchor":
			p.card.Anchor = p.number(e.value, "anchor", 0.1, 1000)
		case "small":
			p.card.Small = p.count(e.value, "small")
		case "fatal":
			for _, n := range p.items(e.value, `"fatal"`) {
				p.fatal(n)
			}
		case "areas":
			for _, n := range p.items(e.value, `"areas"`) {
				p.area(n)
			}
		case "examples":
			for _, n := range p.items(e.value, `"examples"`) {
				p.cardExample(n)
			}
		}
	}
}

// name reads the key card, which all files of a card share.
func (p *cardParser) name(f fields, root *yaml.Node) bool {
	n := f.get("card")
	if n == nil {
		p.add(p.at(root), "no \"card\": a file begins with \"card: NAME\"")
		return false
	}
	name, ok := p.text(n, `"card"`)
	switch {
	case !ok:
		return false
	case !validName(name, false):
		p.add(p.at(n), "card %q: a name is made of a-z, 0-9 and single hyphens", name)
		return false
	case p.card.Name == "":
		p.card.Name, p.set = name, map[string]place{"card": p.at(n)}
	case p.card.Name != name:
		p.add(p.at(n), "card %q: the other files of this folder belong to %q, and a folder is one card", name, p.card.Name)
		return false
	}
	return true
}

// once refuses a key that another file of the card has.
func (p *cardParser) once(e field) bool {
	if old, twice := p.set[e.key]; twice {
		p.add(e.at, "the card has a second %q: the first is at %s:%d", e.key, old.path, old.line)
		return false
	}
	p.set[e.key] = e.at
	return true
}

// number reads a number of a range.
func (p *cardParser) number(n *yaml.Node, what string, low, high float64) float64 {
	s, ok := p.text(n, quoted(what))
	if !ok {
		return 0
	}
	x, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsNaN(x) || x < low || x > high {
		p.add(p.textAt(n), "%q is %q: a number from %v to %v is allowed", what, s, low, high)
		return low
	}
	return x
}

// count reads a whole number from 1.
func (p *cardParser) count(n *yaml.Node, what string) int {
	s, ok := p.text(n, quoted(what))
	if !ok {
		return 0
	}
	x, err := strconv.Atoi(s)
	if err != nil || x < 1 || x > 1_000_000 {
		p.add(p.textAt(n), "%q is %q: a whole number from 1 on is allowed", what, s)
		return 1
	}
	return x
}

// id reads the name of a rule or marker as pack/name; the pack of a marker that
// names none is shared.
func (p *cardParser) id(n *yaml.Node, what string) string {
	s, ok := p.text(n, quoted(what))
	if !ok {
		return ""
	}
	pack, local, full := strings.Cut(s, "/")
	switch {
	case !full && what == "marker" && validName(s, false):
		return sharedPack + "/" + s
	case !full || !validName(pack, false) || !validName(local, false):
		p.add(p.textAt(n), "%s %q: it is named pack/name, such as negative/cannot", what, s)
	}
	return s
}

// ids reads one name or a list of them, with the place of each.
func (p *cardParser) ids(n *yaml.Node, what string) (names []string, places []CardPlace) {
	nodes := []*yaml.Node{n}
	if n.Kind == yaml.SequenceNode {
		nodes = p.items(n, quoted(what))
	}
	for _, m := range nodes {
		names, places = append(names, p.id(m, what)), append(places, p.placeOf(m))
	}
	return names, places
}

// placeOf is the place of a name.
func (p *cardParser) placeOf(n *yaml.Node) CardPlace {
	at := p.textAt(n)
	return CardPlace{at.path, at.line, at.col}
}

func (p *cardParser) fatal(n *yaml.Node) {
	f, ok := p.keyed(n, "a fatal item", fatalKeys)
	if !ok {
		return
	}
	item := Fatal{}
	if v := f.get("rule"); v != nil {
		item.Rule, item.Place = p.id(v, "rule"), p.placeOf(v)
	} else {
		p.add(p.at(n), "a fatal item has no \"rule\"")
	}
	if v := f.get("cap"); v != nil {
		item.Cap = p.number(v, "cap", 0, 100)
	}
	p.card.Fatal = append(p.card.Fatal, item)
}

func (p *cardParser) area(n *yaml.Node) {
	f, ok := p.keyed(n, "an area", areaKeys)
	if !ok {
		return
	}
	a := Area{Weight: 1, Path: p.path, Line: n.Line}
	for _, key := range []string{"id", "side", "title"} {
		if f.get(key) == nil {
			p.add(p.at(n), "an area has no %q", key)
		}
	}
	for _, e := range f {
		p.areaKey(&a, e)
	}
	says := len(a.For) + len(a.Against) + len(a.Silence)
	switch {
	case a.Never.ZH != "" && says > 0:
		p.add(p.at(n), "an area that is never assessed has no \"for\", \"against\" and \"silence\"")
	case a.Never.ZH == "" && len(a.For)+len(a.Against) == 0:
		p.add(p.at(n), "an area has \"for\" or \"against\", or \"never\" with why it cannot be assessed")
	}
	p.card.Areas = append(p.card.Areas, a)
}

func (p *cardParser) areaKey(a *Area, e field) {
	switch e.key {
	case "id":
		if a.ID, _ = p.text(e.value, `"id"`); a.ID != "" && !validName(a.ID, false) {
			p.add(p.textAt(e.value), "area %q: a name is made of a-z, 0-9 and single hyphens", a.ID)
		}
	case "side":
		i, _ := p.oneOf(e.value, "side", sideCards)
		a.Side = CardSide(i)
	case "title":
		a.Title = p.localized(e.value, `"title"`)
	case "about":
		a.About = p.localized(e.value, `"about"`)
	case "weight":
		a.Weight = p.number(e.value, "weight", 0.01, 100)
	case "never":
		a.Never = p.localized(e.value, `"never"`)
	case "missing":
		a.Missing = p.localized(e.value, `"missing"`)
	case "for":
		a.For = p.evidence(e)
	case "against":
		a.Against = p.evidence(e)
	case "silence":
		for _, n := range p.items(e.value, `"silence"`) {
			p.silence(a, n)
		}
	}
}

// evidence reads the items of "for" or "against".
func (p *cardParser) evidence(e field) []Item {
	var list []Item
	for _, n := range p.items(e.value, quoted(e.key)) {
		if item, ok := p.item(n); ok {
			list = append(list, item)
		}
	}
	return list
}

func (p *cardParser) item(n *yaml.Node) (Item, bool) {
	f, ok := p.keyed(n, "an item", itemKeys)
	if !ok {
		return Item{}, false
	}
	item := Item{Weight: 1}
	rule, marker := f.get("rule"), f.get("marker")
	if (rule == nil) == (marker == nil) {
		p.add(p.at(n), "an item has either \"rule\" or \"marker\"")
		return item, false
	}
	for _, e := range f {
		switch e.key {
		case "rule":
			item.Rule, item.Place = p.id(e.value, e.key), p.placeOf(e.value)
		case "marker":
			item.Markers, item.MarkerPlaces = p.ids(e.value, e.key)
		case "title":
			item.Title = p.localized(e.value, `"title"`)
		case "weight":
			item.Weight = p.number(e.value, "weight", 0.01, 100)
		case "most":
			item.Most = p.count(e.value, "most")
		case "at":
			i, _ := p.oneOf(e.value, "at", occasions)
			item.At = Occasion(i)
		case "after":
			item.After, item.AfterPlaces = p.ids(e.value, "marker")
		case "unless":
			item.Unless, item.UnlessPlaces = p.ids(e.value, "marker")
		}
	}
	if marker != nil && item.Title.ZH == "" {
		p.add(p.at(n), "an item with a \"marker\" has a \"title\": what the marker says of the service")
	}
	return item, true
}

func (p *cardParser) silence(a *Area, n *yaml.Node) {
	f, ok := p.keyed(n, "an entry of \"silence\"", silenceKeys)
	if !ok {
		return
	}
	s := Silence{Weight: 1}
	if (f.get("customer") == nil) == (f.get("turns") == nil) {
		p.add(p.at(n), "an entry of \"silence\" has either \"customer\" or \"turns\"")
	}
	if f.get("title") == nil {
		p.add(p.at(n), "an entry of \"silence\" has no \"title\": what is missing")
	}
	for _, e := range f {
		switch e.key {
		case "customer":
			s.Customer, s.Places = p.ids(e.value, "marker")
		case "turns":
			s.Turns = p.count(e.value, "turns")
		case "weight":
			s.Weight = p.number(e.value, "weight", 0.01, 100)
		case "title":
			s.Title = p.localized(e.value, `"title"`)
		}
	}
	a.Silence = append(a.Silence, s)
}

func (p *cardParser) cardExample(n *yaml.Node) {
	f, ok := p.keyed(n, "an example", cardExampleKeys)
	if !ok {
		return
	}
	e := CardExample{Path: p.path, Line: n.Line}
	for _, key := range cardExampleKeys {
		if f.get(key) == nil {
			p.add(p.at(n), "an example has no %q", key)
		}
	}
	if v := f.get("kind"); v != nil {
		i, _ := p.oneOf(v, "kind", kindsOfCard)
		e.Kind = kindsOfCard[i]
	}
	if v := f.get("turns"); v != nil {
		for _, item := range p.items(v, `"turns"`) {
			e.Turns = append(e.Turns, p.turn(item))
		}
		if !slices.ContainsFunc(e.Turns, func(t ExampleTurn) bool { return t.Speaker == "agent" }) {
			p.add(p.at(v), "an example has a turn of the agent")
		}
	}
	p.card.Examples = append(p.card.Examples, e)
}
