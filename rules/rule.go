package rules

import "github.com/cuoci/cuoci/lint/pattern"

// Kind is what a rule says about its markers.
type Kind uint8

// The kinds of rules.
const (
	Avoid      Kind = iota // this marker should not be there
	Require                // when the trigger is there, one of the needs must hold
	Limit                  // at most so many of a marker, of characters, of questions
	Order                  // something comes before this marker, or this marker in its place
	Repeat                 // the same thing is said again
	Consistent             // a figure is the same wherever it is named
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
	ScopeNext                      // the other speaker's consecutive turns right behind (conditions only)
	ScopeConversation              // all turns
	ScopeFirst                     // the first Cond.Count turns of the condition's speaker (conditions only)
	ScopeLast                      // the last Cond.Count turns of the condition's speaker (conditions only)
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
	LastAgentTurn           // the agent's last turn of the conversation
	Traditional             // the hit is written in traditional characters
	Link                    // the turn holds a link, an e-mail address or a mention
	Phone                   // the turn holds a telephone number
	List                    // the hit's sentence is an item or an enumeration
	Answered                // a customer's turn stands behind the turn
	AsksRun                 // a sentence of the agent's consecutive turns asks
)

// Op is the form of a condition.
type Op uint8

// The forms of a condition.
const (
	OpMarker    Op = iota // a marker of Markers has a hit
	OpRule                // a rule of Rules has a finding
	OpProperty            // Property holds
	OpProfile             // the profile is one of Profiles
	OpNot                 // Sub[0] does not hold
	OpAny                 // one of Sub holds
	OpAll                 // all of Sub hold
	OpSentences           // more than Count sentences of the turn stand before, those with a hit of Markers aside
)

// Cond is a condition on a hit.
type Cond struct {
	Op        Op
	Markers   []int // indexes into the pattern set's markers
	Rules     []int // indexes into Ruleset.Rules
	Property  Property
	Profiles  []string
	Within    Scope
	Count     int // sentences on each side, for ScopeSentence; turns, for ScopeFirst and ScopeLast; sentences, for OpSentences
	Side      Side
	Speaker   Speaker
	Where     Where
	SameWords bool // the clause of the marker's hit is about the same things as the clause of the place
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

// Trigger calls for what a require rule needs: findings of rules, hits of
// markers, a turn of a dialogue. The zero Trigger is always there.
type Trigger struct {
	Rules   []int
	Markers []int
	Speaker Speaker // of the markers; a customer's hit is judged at the agent's answer
	Turn    TurnPlace
	Draft   []int // in a lone text, where no customer speaks: markers of the agent's in their place
}

// TurnPlace is a turn of the agent in a dialogue.
type TurnPlace uint8

// The turns that may call for something.
const (
	NoTurn      TurnPlace = iota
	OpeningTurn           // the agent's first
	ClosingTurn           // the agent's last
)

// Measure is what a limit rule counts.
type Measure uint8

// The measures.
const (
	Hits       Measure = iota // hits of the rule's markers
	Characters                // code points of a sentence, without blanks, punctuation, links and placeholders
	Questions                 // sentences that ask
	Wait                      // seconds from a customer's turn to the agent's next
)

// Bound is the most that a limit rule allows in each stretch of a scope.
type Bound struct {
	Scope Scope
	Max   int
}

// Similar says which units of the agent's words are compared with which.
type Similar struct {
	To      Speaker // Agent: with what the agent said before; Customer: with the customer's turns right before
	Turns   bool    // turns are compared, not sentences
	Percent int     // from this likeness on it is the same thing; Dice (1945) over words
	Words   int     // fewest words of a unit
	Except  []int   // units with a hit of these markers are not compared
}

// Replacement is a word with the word to write in its place.
type Replacement struct {
	From     string // folded
	To       string
	OnlyHans bool // To is written otherwise in traditional script
}

// Asked is a question for what the customer has given already.
type Asked struct{ Ask, Given int } // markers

// Assessed is what a conversation must hold for a rule to be judged in it.
type Assessed struct {
	When []Cond
	Why  Localized // what is missing
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
	Markers     []int         // what the rule looks for; of a consistent rule, each by itself
	Interrupts  bool          // avoid: the agent's turn begins before the customer's ends
	Replace     []Replacement // avoid: what to write in place of some matches, sorted by From
	Where       Where
	When        []Cond
	Unless      []Cond
	After       *Cond
	Before      *Cond
	Trigger     Trigger // require
	Need        []Cond  // require, order: any of these satisfies
	Measure     Measure // limit
	Bounds      []Bound // limit
	AtOnce      []int   // limit: markers of which one hit is too many
	Per         Scope   // limit: hits in one clause or sentence count once; ScopeMatch counts each
	Similar     *Similar
	Asked       []Asked // repeat
	Assessed    Assessed
	Absorbs     []int // indexes into Ruleset.Rules
	Title       Localized
	Message     Localized
	Suggestions []SuggestionText
	Fix         []Fix // the first that can be made is offered
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

// HasMarker tells whether a marker, named pack/name, is compiled.
func (rs *Ruleset) HasMarker(name string) bool {
	_, ok := rs.Patterns.Marker(name)
	return ok
}

// DefaultProfile is for drafts and canned answers.
const DefaultProfile = "reply"

// Profiles are the shipped level tables, by name.
func Profiles() []string { return []string{DefaultProfile, "chat", "letter", "docs", "transcript"} }
