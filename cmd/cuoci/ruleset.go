package main

import (
	"maps"
	"slices"
	"strings"

	"github.com/cuoci/cuoci/rules"
	"github.com/cuoci/cuoci/rules/builtin"
)

// ruleset loads packs, each selection once; none is all built-in packs. Those
// are compiled already.
func (s *session) ruleset(packs []string) (*rules.Ruleset, error) {
	key := strings.Join(packs, "\x00")
	if set, ok := s.rulesets[key]; ok {
		return set, nil
	}
	if len(packs) == 0 {
		packs = nil
	}
	set, err := builtin.Load(packs)
	if err == nil {
		set, err = s.withMarkers(set, packs)
	}
	if err != nil {
		return nil, err
	}
	s.mu.Lock() // ruleDoc asks from another goroutine
	defer s.mu.Unlock()
	s.rulesets[key] = set
	return set, nil
}

// withMarkers compiles packs anew, with all of their markers, where a card names one
// that no rule does.
func (s *session) withMarkers(set *rules.Ruleset, packs []string) (*rules.Ruleset, error) {
	missing := slices.DeleteFunc(slices.Clone(s.markers), set.HasMarker)
	if len(missing) == 0 {
		return set, nil
	}
	src, err := rules.Read(packs)
	if err != nil || !slices.ContainsFunc(missing, src.HasMarker) {
		return set, err
	}
	return src.Compile(true)
}

// ruleDoc is what a report tells of a rule beside its findings, nil when nothing
// is known. Packs as written are read when a rule of theirs is asked for the
// first time: most reports have no need of them.
func (s *session) ruleDoc(id string) *rules.RuleDoc {
	if doc := s.docs[id]; doc != nil {
		return doc
	}
	s.mu.Lock()
	keys := slices.Sorted(maps.Keys(s.rulesets))
	s.mu.Unlock()
	for _, key := range keys {
		if !slices.Contains(s.documented, key) {
			s.documented = append(s.documented, key)
			s.document(key)
		}
	}
	return s.docs[id]
}

// document adds the rules of a selection of packs to docs.
func (s *session) document(key string) {
	var names []string // none: all built-in packs
	if key != "" {
		names = strings.Split(key, "\x00")
	}
	packs, err := rules.Packs(names)
	if err != nil {
		return // they were loaded: it is a passing matter, and only help is lost
	}
	if s.docs == nil {
		s.docs = map[string]*rules.RuleDoc{}
	}
	for _, p := range packs {
		for i := range p.Rules {
			s.docs[p.Rules[i].Rule.ID] = &p.Rules[i]
		}
	}
}
