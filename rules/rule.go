package rules

import "github.com/cuoci/cuoci/lint/pattern"

// Kind is what a rule says about its markers.
type Kind uint8

// The kinds of rules. Avoid and Require are run; packs that use the others are
// refused until they are.
const (
	Avoid      Kind = iota // this marker should not be there
	Require                // when the trigger is there, one of the needs must hold
	Limit                  // at most so many of a marker
	Order                  // one marker comes before another
	Repeat                 // the same thing is said again
	Consistent             // only one of several
)

// Speaker says whose turns a rule or condition looks at.
type Speaker uint8

// The speakers a rule may look at.
const (
	Agent Speaker = iota // turns of the agent, and of an unknown speaker in a lone text
	Customer
	Anyone
)

// Scope is a stretch of a conversation, relative to a hit.
type Scope uint8

// The scopes, from narrow to wide.
const (
	ScopeMatch        Scope = iota // what overlaps the hit itself (conditions only)
	ScopeClause                    // the hit's clause
	ScopeSentence                  // the hit's sentence and Cond.Sentences on each side
	ScopeTurn                      // the turn
	ScopeRun                       // the agent's consecutive turns around the hit
	ScopePrevious                  // the other speaker's consecutive turns right before (conditions only)
	ScopeConversation              // all turns
)

// Side restricts a condition to one side of the hit.
type Side uint8

// The sides of a hit.
const (
	AnySide Side = iota
	Before
	After
)

// Where restricts the place of a hit in its turn: nothing but padding
// (punctuation, blanks and hits of the marker shared/padding) stands before it,
// behind it, or on both sides.
type Where uint8

// The places of a hit in its turn.
const (
	Anywhere Where = iota
	AtStart
	AtEnd
	WholeTurn
)

// Property is a fact about the turn or sentence that holds a hit.
type Property uint8

// The properties a condition can ask for.
const (
	NoProperty     Property = iota
	Question                // the hit's sentence asks
	Dialog                  // the turn is part of a conversation, not a lone text
	CustomerBefore          // a customer's turn stands before the turn
	FirstTurn               // the agent's first turn of the conversation
	LastTurn                // the last turn of the conversation
	Punctuated              // the turn uses punctuation at all
	Alone                   // the turn is one sentence
)

// Op is the form of a condition.
type Op uint8

// The forms of a condition.
const (
	OpMarker   Op = iota // a marker of Markers has a hit
	OpRule               // a rule of Rules has a finding
	OpProperty           // Property holds
	OpProfile            // the profile is one of Profiles
	OpNot                // Sub[0] does not hold
	OpAny                // one of Sub holds
	OpAll                // all of Sub hold
)

// Cond is a condition on a hit.
type Cond struct {
	Op        Op
	Markers   []int // indexes into the pattern set's markers
	Rules     []int // indexes into Ruleset.Rules
	Property  Property
	Profiles  []string
	Within    Scope
	Sentences int // sentences on each side, for ScopeSentence
	Side      Side
	Speaker   Speaker
	Where     Where
	Sub       []Cond
}

// Lower lowers a rule's level where its conditions hold.
type Lower struct {
	Level Level
	When  []Cond
}

// ProfileLevel is a rule's level in one profile.
type ProfileLevel struct {
	Profile string
	Level   Level
}

// Trigger calls for what a require rule needs: findings of rules or hits of
// markers. The zero Trigger is always there.
type Trigger struct {
	Rules   []int
	Markers []int
}

// Safety says whether a suggestion may be applied without a person.
type Safety uint8

// The safeties of a suggestion.
const (
	Display Safety = iota // shown only: the sentence has to be written by a person
	Review                // an edit to be looked at
	Safe                  // the meaning stays
)

// Localized is a text in Chinese and English.
type Localized struct{ ZH, EN string }

// In returns the text in lang, "zh" or "en"; Chinese where there is no English.
func (t Localized) In(lang string) string {
	if lang == "en" && t.EN != "" {
		return t.EN
	}
	return t.ZH
}

// SuggestionText is what to say instead.
type SuggestionText struct {
	Text   Localized
	Safety Safety
}

// Rule is a constraint over markers, compiled: names are resolved to indexes.
type Rule struct {
	ID          string // pack/name
	Kind        Kind
	Speaker     Speaker
	Scope       Scope
	Level       Level
	Lower       []Lower
	Profiles    []ProfileLevel
	Markers     []int // what an avoid rule looks for
	Where       Where
	When        []Cond
	Unless      []Cond
	After       *Cond
	Before      *Cond
	Trigger     Trigger // require
	Need        []Cond  // require: any of these satisfies
	Absorbs     []int   // indexes into Ruleset.Rules
	Title       Localized
	Message     Localized
	Suggestions []SuggestionText
}

// LevelIn is the rule's level in a profile, before any condition lowers it.
func (r *Rule) LevelIn(profile string) Level {
	for _, p := range r.Profiles {
		if p.Profile == profile {
			return p.Level
		}
	}
	return r.Level
}

// Ruleset is everything a linter runs: the compiled patterns and the rules in
// an order in which a rule's triggers and conditions come before it.
type Ruleset struct {
	Patterns *pattern.Set
	Rules    []Rule
	Padding  int // the marker shared/padding, or -1
}

// DefaultProfile is for drafts and canned answers.
const DefaultProfile = "reply"

// Profiles are the shipped level tables, by name.
func Profiles() []string { return []string{DefaultProfile, "chat", "letter", "docs", "transcript"} }
