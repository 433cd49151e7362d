package lint

import (
	"fmt"
	"math"
	"path"
	"slices"
	"strings"

	"github.com/cuoci/cuoci/lint/segment"
	"github.com/cuoci/cuoci/lint/suppress"
	"github.com/cuoci/cuoci/rules"
)

// Config says which rules run, and how.
type Config struct {
	Rules   *rules.Ruleset
	Profile string           // one of rules.Profiles; reply when empty
	Levels  map[string]Level // by rule id or glob, over the profile's levels; Off switches off
	Enable  []string         // ids or globs; when there are any, only these run
	Disable []string         // ids or globs
	Level   Level            // lowest level reported; Off stands for Suggestion
	Words   []segment.Word   // the user's dictionary
	Lang    string           // language of messages: zh (when empty) or en
	Explain bool             // fill Evidence.Words and Held
	Edits   bool             // work out the edits of suggestions

	Allow []Allowed // phrases that are right as they are

	NoSuppressions bool // neither Allow nor what stands in files (cuoci: ignore …) is heeded
	RequireReason  bool // what stands in files must say why
	// Narrowed tells that the rules are not those of the files' own
	// configuration: suppressions of rules that are not there are no mistake. So
	// it is, too, with Enable and Disable.
	Narrowed bool
}

// Linter runs rules over documents. It is immutable and safe for concurrent use.
type Linter struct {
	rules    []rules.Rule
	set      *rules.Ruleset
	levels   []Level // of each rule; Off where it does not run
	needed   []bool  // of each rule: it runs, or one that runs asks for it
	level    Level
	profile  string
	lang     string
	explain  bool
	edits    bool
	dict     *segment.Dict
	customer []bool // of each rule: without a customer's turn it cannot be judged
	dialogs  []bool // of each rule: it says nothing of lone texts
	always   bool   // a rule that runs needs no marker to speak of a lone text
	short    int    // a text of no more characters is no sentence too long for any rule that runs

	suggestions [][]SuggestionText // of each rule, in the linter's language
	missing     [][]string         // of each rule: the markers and rules that it asks for

	ids        []string        // of the rules, then our own
	directives *suppress.Rules // nil: what stands in files is not heeded
	allow      []allowed
}

// New checks a configuration and makes a Linter of it. Unknown profiles,
// languages, and ids or globs that name no rule are errors.
func New(c Config) (*Linter, error) {
	l := &Linter{
		set:     c.Rules,
		rules:   c.Rules.Rules,
		level:   max(c.Level, Suggestion),
		profile: c.Profile,
		lang:    c.Lang,
		explain: c.Explain,
		edits:   c.Edits,
		dict:    segment.Embedded(),
	}
	if l.profile == "" {
		l.profile = rules.DefaultProfile
	}
	if !slices.Contains(rules.Profiles(), l.profile) {
		return nil, fmt.Errorf("unknown profile %q: allowed are %s", l.profile, strings.Join(rules.Profiles(), ", "))
	}
	switch l.lang {
	case "":
		l.lang = "zh"
	case "zh", "en":
	default:
		return nil, fmt.Errorf("unknown language %q: allowed are zh, en", l.lang)
	}
	if len(c.Words) > 0 {
		d, err := l.dict.With(c.Words)
		if err != nil {
			return nil, err
		}
		l.dict = d
	}
	if err := l.chooseLevels(c); err != nil {
		return nil, err
	}
	if err := l.chooseSuppressions(c); err != nil {
		return nil, err
	}
	l.chooseNeeded()
	l.customer, l.dialogs = make([]bool, len(l.rules)), make([]bool, len(l.rules))
	l.short = math.MaxInt
	l.suggestions = make([][]SuggestionText, len(l.rules))
	for i := range l.rules {
		l.customer[i], l.dialogs[i] = needsCustomer(&l.rules[i]), needsDialog(&l.rules[i], l.profile)
		l.missing = append(l.missing, l.names(l.rules[i].Need))
		for _, s := range l.rules[i].Suggestions {
			l.suggestions[i] = append(l.suggestions[i], SuggestionText{Text: s.Text.In(l.lang), Safety: s.Safety})
		}
		l.chooseSilence(i)
	}
	return l, nil
}

// chooseSilence settles which lone texts a rule can be silent about unread.
func (l *Linter) chooseSilence(rule int) {
	r := &l.rules[rule]
	switch {
	case !l.runs(rule, false):
	case r.Kind == rules.Limit && r.Measure == rules.Characters:
		l.short = min(l.short, r.Bounds[0].Max)
	case r.Kind == rules.Limit && r.Measure == rules.Questions,
		r.Kind == rules.Require && len(r.Trigger.Rules)+len(r.Trigger.Markers)+len(r.Trigger.Draft) == 0:
		l.always = true
	}
}

// chooseLevels settles the level of each rule: the profile's, then the
// configuration's, then what is enabled and disabled.
func (l *Linter) chooseLevels(c Config) error {
	l.levels = make([]Level, len(l.rules))
	for i := range l.rules {
		l.levels[i] = l.rules[i].LevelIn(l.profile)
		l.ids = append(l.ids, l.rules[i].ID)
	}
	for _, own := range OwnRules() {
		l.levels, l.ids = append(l.levels, own.Level), append(l.ids, own.ID)
	}
	// An exact id is stronger than a glob, whatever the order of the map.
	names := make([]string, 0, len(c.Levels))
	for name := range c.Levels {
		names = append(names, name)
	}
	slices.SortFunc(names, func(x, y string) int {
		if gx, gy := isGlob(x), isGlob(y); gx != gy {
			if gx {
				return -1
			}
			return 1
		}
		return strings.Compare(x, y)
	})
	for _, name := range names {
		if err := l.apply(name, func(i int) { l.levels[i] = c.Levels[name] }); err != nil {
			return err
		}
	}
	if len(c.Enable) > 0 {
		on := make([]bool, len(l.ids))
		for _, name := range c.Enable {
			if err := l.apply(name, func(i int) { on[i] = true }); err != nil {
				return err
			}
		}
		for i := range l.ids {
			switch {
			case !on[i]:
				l.levels[i] = Off
			case l.levels[i] == Off && i < len(l.rules):
				l.levels[i] = max(l.rules[i].Level, Suggestion)
			case l.levels[i] == Off:
				l.levels[i] = OwnRules()[i-len(l.rules)].Level
			}
		}
	}
	for _, name := range c.Disable {
		if err := l.apply(name, func(i int) { l.levels[i] = Off }); err != nil {
			return err
		}
	}
	return nil
}

func isGlob(name string) bool { return strings.ContainsAny(name, "*?[") }

// apply calls f for every rule that an id or glob names; a pack's name stands
// for all of its rules, * for all rules.
func (l *Linter) apply(name string, f func(i int)) error {
	found := false
	for i, id := range l.ids {
		match, err := path.Match(name, id)
		if err != nil {
			return fmt.Errorf("bad glob %q: %w", name, err)
		}
		if match || name == rules.PackOf(id) || name == "*" {
			found = true
			f(i)
		}
	}
	if !found {
		return fmt.Errorf("no rule is called %q%s: cuoci rules list shows all", name, rules.DidYouMean(name, l.ids))
	}
	return nil
}

// chooseNeeded finds the rules that run for themselves or for another.
func (l *Linter) chooseNeeded() {
	l.needed = make([]bool, len(l.rules))
	// Rules stand behind those they ask for, so one pass from the end is enough.
	for i := len(l.rules) - 1; i >= 0; i-- {
		l.needed[i] = l.needed[i] || l.levels[i] > Off
		if !l.needed[i] {
			continue
		}
		l.rules[i].EachRule(func(j int) { l.needed[j] = true })
	}
}

// RuleInfo is a rule with the level at which this configuration runs it.
type RuleInfo struct {
	Rule  *rules.Rule
	Level Level
}

// Rules lists all rules in the order in which they run.
func (l *Linter) Rules() []RuleInfo {
	list := make([]RuleInfo, len(l.rules))
	for i := range l.rules {
		list[i] = RuleInfo{Rule: &l.rules[i], Level: l.levels[i]}
	}
	return list
}
