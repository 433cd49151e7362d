package main

import (
	"errors"
	"fmt"
	"slices"
	"sync"

	"github.com/cuoci/cuoci/lint"
	"github.com/cuoci/cuoci/lint/baseline"
	"github.com/cuoci/cuoci/lint/config"
	"github.com/cuoci/cuoci/lint/source"
	"github.com/cuoci/cuoci/rules"
)

// session is one run of check: flags laid over the configurations that hold for
// its files, each turned into a linter once.
type session struct {
	flags    *checkFlags
	finder   config.Finder
	home     *config.Config // that of the working directory; nil: none that can be used
	rulesets map[string]*rules.Ruleset
	settings map[*config.Config]*settings
	// fatal is set when a flag turns out to be wrong; nothing more is checked.
	fatal error

	// Of the goroutine that writes reports: rules as packs have them, by id, and
	// the rulesets of which they are.
	docs       map[string]*rules.RuleDoc
	documented []string

	mu    sync.Mutex // for rulesets where they change, and queue
	queue []awaited  // the inputs on their way, in their order

	sieve sieve
	all   bool // find what is below the level that is reported, too
	edits bool // work out the edits of suggestions, whatever the reports hold

	profile string   // where neither flags nor configuration name one; empty: the linter's
	markers []string // that must be compiled, whether rules use them or not
}

// settings are how the files under one configuration are checked.
type settings struct {
	linter  *lint.Linter
	reading source.Options // without a path
	failOn  lint.Level
	level   lint.Level // the lowest that is reported

	baseline *baseline.Run          // nil: none
	judged   func(rule string) bool // rules of which it can be told that they find nothing
}

func newSession(f *checkFlags) (*session, error) {
	s := &session{flags: f, rulesets: map[string]*rules.Ruleset{}, settings: map[*config.Config]*settings{}}
	if f.config != "" {
		c, err := config.Load(f.config)
		if err != nil {
			return nil, err
		}
		s.finder.Fixed = c
	}
	s.home, _ = s.finder.For(".") // an error is told when a file asks for it
	return s, nil
}

// lang is the language of what the report itself says.
func (s *session) lang() string {
	if s.flags.lang.value == "" && s.home != nil {
		return s.home.Lang
	}
	return s.flags.lang.value
}

// tolerated is the gravest level that does not fail a run: below --fail-on, or
// below that of the working directory's configuration.
func (s *session) tolerated() lint.Level {
	failOn := lint.Warning
	if s.home != nil && s.home.FailOn != nil {
		failOn = *s.home.FailOn
	}
	if l, err := rules.ParseLevel(s.flags.failOn.value); err == nil && s.flags.failOn.value != "" {
		failOn = l
	}
	if failOn == lint.Off {
		return lint.Error
	}
	return failOn - 1
}

// under returns the settings under a configuration, nil for none. An error is
// one of the configuration; one of the flags sets fatal, too.
func (s *session) under(c *config.Config) (*settings, error) {
	if got, ok := s.settings[c]; ok {
		return got, nil
	}
	made, err := s.make(c)
	if err != nil {
		return nil, err
	}
	s.settings[c] = made
	return made, nil
}

func (s *session) make(c *config.Config) (*settings, error) {
	said := c
	if said == nil {
		said = &config.Config{}
	}
	run, err := s.baseline(said)
	if err != nil {
		return nil, err
	}
	level := said.Level
	if s.flags.level.value != "" {
		if level, err = rules.ParseLevel(s.flags.level.value); err != nil {
			return nil, s.fail(err)
		}
	}
	found := level
	if run != nil || s.all {
		found = lint.Suggestion // what is reported is sifted out of all that it knows
	}
	l, err := s.linter(said, found, c == nil)
	if err != nil {
		return nil, err
	}
	reading := source.Options{
		Encoding: first(s.flags.encoding, said.Encoding), Speakers: said.Speakers, Speaker: said.Speaker,
	}
	made := &settings{linter: l, reading: reading, failOn: lint.Warning, level: level, baseline: run, judged: s.judged(l)}
	if u := first(s.flags.unit.value, said.Unit); u != "" {
		if made.reading.Unit, err = source.ParseUnit(u); err != nil {
			return nil, s.fail(err)
		}
	}
	switch {
	case s.flags.failOn.value != "":
		made.failOn, err = rules.ParseLevel(s.flags.failOn.value)
	case said.FailOn != nil:
		made.failOn = *said.FailOn
	}
	if err != nil {
		return nil, s.fail(err)
	}
	return made, nil
}

// fail notes that a flag is wrong.
func (s *session) fail(err error) error {
	s.fatal = err
	return err
}

// linter makes the linter of a configuration that finds what is at a level or
// above; bare means that there is no configuration, so that whatever is wrong is
// wrong in the flags.
func (s *session) linter(c *config.Config, level lint.Level, bare bool) (*lint.Linter, error) {
	packs := s.flags.packs
	if packs == nil {
		packs = nearPacks(c.Packs)
	}
	set, err := s.ruleset(packs)
	if err != nil {
		if bare || s.flags.packs != nil {
			return nil, s.fail(err)
		}
		return nil, packError(c, err)
	}
	ids := make([]string, 0, len(set.Rules)+len(lint.OwnRules()))
	for i := range set.Rules {
		ids = append(ids, set.Rules[i].ID)
	}
	for _, own := range lint.OwnRules() {
		ids = append(ids, own.ID)
	}
	if err := checkSelectors("enable", s.flags.enable, ids); err != nil {
		return nil, s.fail(err)
	}
	if err := checkSelectors("disable", s.flags.disable, ids); err != nil {
		return nil, s.fail(err)
	}
	levels, err := c.Levels(ids)
	allow, wrong := allowedIn(c, ids)
	err = errors.Join(err, wrong)
	// A configuration may speak of packs that --packs left out.
	if err != nil && s.flags.packs == nil {
		return nil, err
	}
	if s.flags.forceExclude && err == nil {
		levels[lint.UnusedSuppression] = lint.Off // told by a run over everything, as stale entries are
	}
	l, err := lint.New(lint.Config{
		Rules:   set,
		Profile: first(first(s.flags.profile.value, c.Profile), s.profile),
		Levels:  levels,
		Enable:  s.flags.enable,
		Disable: s.flags.disable,
		Level:   level,
		Words:   c.Words,
		Lang:    first(s.flags.lang.value, c.Lang),
		Explain: s.flags.explain,
		Edits:   s.edits || slices.ContainsFunc(s.flags.wanted(), func(o output) bool { return o.format.HoldsEdits() }),

		Allow:          allow,
		NoSuppressions: s.flags.noSuppressions,
		RequireReason:  c.RequireReason != nil && *c.RequireReason,
		Narrowed:       s.flags.packs != nil || s.flags.profile.value != "",
	})
	switch {
	case err == nil:
		return l, nil
	case bare:
		return nil, s.fail(err)
	}
	return nil, under(c, err)
}

// allowedIn are the phrases that are right under a configuration, for rules that
// are there.
func allowedIn(c *config.Config, ids []string) (list []lint.Allowed, err error) {
	var errs []error
	for i := range c.Allow {
		a := &c.Allow[i]
		names, holds, err := a.Names(ids)
		errs = append(errs, err)
		if holds {
			list = append(list, lint.Allowed{Phrase: a.Phrase, Rules: names, Paths: a.Holds, Reason: a.Reason})
		}
	}
	return list, errors.Join(errs...)
}

// nearPacks names packs from the working directory where they lie in there, as
// their errors do then.
func nearPacks(packs []string) []string {
	near := make([]string, len(packs))
	for i, pack := range packs {
		near[i] = config.ShownPack(pack)
	}
	return near
}

// under puts the name of a configuration before an error that does not name a
// place of its own.
func under(c *config.Config, err error) error {
	if _, ok := errors.AsType[*rules.PlaceError](err); ok {
		return err
	}
	return &source.Error{Path: c.Path, Err: err}
}

// checkSelectors refuses ids and globs that name no rule.
func checkSelectors(flag string, selectors, ids []string) error {
	for _, sel := range selectors {
		if len(config.Select(sel, ids)) == 0 {
			return fmt.Errorf("--%s: %s", flag, config.UnknownRule(sel, ids))
		}
	}
	return nil
}

// first is the first of two that is not empty.
func first(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
