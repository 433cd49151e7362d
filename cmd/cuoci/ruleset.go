package main

import (
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
	if err != nil {
		return nil, err
	}
	s.rulesets[key] = set
	return set, nil
}
