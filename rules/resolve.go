package rules

import (
	"slices"
	"strings"

	"github.com/cuoci/cuoci/lint/pattern"
)

// split resolves the form of a name: "x" belongs to pack, "p/x" to p.
func split(pack, name string) (inPack, local string, qualified bool) {
	if p, l, ok := strings.Cut(name, "/"); ok {
		return p, l, true
	}
	return pack, name, false
}

// marker finds a marker that a rule of pack names: in the pack, then in shared.
func (s *Source) marker(pack, name string) (full string, m *rawMarker) {
	in, local, qualified := split(pack, name)
	for _, in := range []string{in, sharedPack} {
		if p := s.packs[in]; p != nil {
			for _, m := range p.markers {
				if m.name == local {
					return in + "/" + local, m
				}
			}
		}
		if qualified {
			break
		}
	}
	return "", nil
}

// HasMarker tells whether a pack that was read has a marker, named pack/name.
func (s *Source) HasMarker(name string) bool {
	full, _ := s.marker(sharedPack, name)
	return full != ""
}

// rule finds a rule that a rule of pack names.
func (s *Source) rule(pack, name string) *rawRule {
	in, local, _ := split(pack, name)
	if p := s.packs[in]; p != nil {
		for _, r := range p.rules {
			if r.name == local {
				return r
			}
		}
	}
	return nil
}

// list finds a word list by its full name.
func (s *Source) list(full string) ([]pattern.Source, bool) {
	in, local, _ := strings.Cut(full, "/")
	if p := s.packs[in]; p != nil {
		for _, l := range p.lists {
			if l.name == local {
				return l.entries, true
			}
		}
	}
	return nil, false
}

// all are the packs that were read, sorted by name, shared first.
func (s *Source) all() []*rawPack {
	out := slices.Clone(s.selected)
	var rest []*rawPack
	for _, p := range s.packs {
		if !slices.Contains(out, p) {
			rest = append(rest, p)
		}
	}
	slices.SortFunc(rest, func(a, b *rawPack) int { return strings.Compare(a.name, b.name) })
	return append(out, rest...)
}

// checkNames reports names that nothing bears, and rules that wait for each other.
func (s *Source) checkNames() {
	for _, p := range s.all() {
		for _, r := range p.rules {
			markers, rules := r.refs()
			for _, ref := range markers {
				if full, _ := s.marker(p.name, ref.name); full == "" {
					s.unknownMarker(p.name, ref)
				}
			}
			for _, ref := range slices.Concat(rules, r.absorbs) {
				if s.rule(p.name, ref.name) == nil {
					s.unknownRule(p.name, ref)
				}
			}
		}
	}
	s.circles("wait for each other's findings", func(r *rawRule) []ref { _, rules := r.refs(); return rules })
	s.circles("absorb each other", func(r *rawRule) []ref { return r.absorbs })
}

func (s *Source) unknownMarker(pack string, r ref) {
	var names []string
	in, _, qualified := split(pack, r.name)
	for _, p := range s.all() {
		for _, m := range p.markers {
			switch {
			case qualified && p.name == in:
				names = append(names, p.name+"/"+m.name)
			case !qualified && (p.name == pack || p.name == sharedPack):
				names = append(names, m.name)
			}
		}
	}
	s.unknownName("marker", pack, r, names)
}

func (s *Source) unknownRule(pack string, r ref) {
	var names []string
	in, _, qualified := split(pack, r.name)
	for _, p := range s.all() {
		for _, other := range p.rules {
			switch {
			case qualified && p.name == in:
				names = append(names, p.name+"/"+other.name)
			case !qualified && p.name == pack:
				names = append(names, other.name)
			}
		}
	}
	s.unknownName("rule", pack, r, names)
}

func (s *Source) unknownName(what, pack string, r ref, names []string) {
	in, _, qualified := split(pack, r.name)
	switch {
	case qualified && s.packs[in] == nil:
		s.probs.add(r.at, "unknown %s %q: no pack %q is read", what, r.name, in)
	case qualified:
		s.probs.add(r.at, "unknown %s %q%s: it is not in the pack %q", what, r.name, DidYouMean(r.name, names), in)
	case what == "marker":
		s.probs.add(r.at, "unknown marker %q%s: it is neither in the pack %q nor in %q", r.name, DidYouMean(r.name, names), pack, sharedPack)
	default:
		s.probs.add(r.at, "unknown rule %q%s: it is not in the pack %q; a rule of another pack is named pack/rule", r.name, DidYouMean(r.name, names), pack)
	}
}

// circles reports each rule that reaches itself over what next names.
func (s *Source) circles(what string, next func(*rawRule) []ref) {
	const open, done = 1, 2
	state := map[*rawRule]int{}
	var path []*rawRule
	var visit func(r *rawRule)
	visit = func(r *rawRule) {
		state[r] = open
		path = append(path, r)
		for _, n := range next(r) {
			to := s.rule(r.pack.name, n.name)
			switch {
			case to == nil || state[to] == done:
			case state[to] == open:
				ids := []string{}
				for _, on := range path[slices.Index(path, to):] {
					ids = append(ids, on.id())
				}
				s.probs.add(n.at, "rules %s: %s", what, strings.Join(append(ids, to.id()), " → "))
			default:
				visit(to)
			}
		}
		path = path[:len(path)-1]
		state[r] = done
	}
	for _, p := range s.all() {
		for _, r := range p.rules {
			if state[r] == 0 {
				visit(r)
			}
		}
	}
}
