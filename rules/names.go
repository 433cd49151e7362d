package rules

import (
	"fmt"
	"strings"
)

// The names below are those of the pack format; the order is that of the constants.
var (
	kindNames     = [...]string{Avoid: "avoid", Require: "require", Limit: "limit", Order: "order", Repeat: "repeat", Consistent: "consistent"}
	speakerNames  = [...]string{Agent: "agent", Customer: "customer", Anyone: "any"}
	sideNames     = [...]string{AnySide: "any", Before: "before", After: "after"}
	whereNames    = [...]string{Anywhere: "anywhere", AtStart: "start", AtEnd: "end", WholeTurn: "turn"}
	safetyNames   = [...]string{Display: "display", Review: "review", Safe: "safe"}
	propertyNames = [...]string{
		NoProperty: "none", Question: "question", Dialog: "dialog", CustomerBefore: "customer-before",
		FirstTurn: "first-turn", LastTurn: "last-turn", Punctuated: "punctuated", Alone: "alone",
		LastAgentTurn: "last-agent-turn", Traditional: "traditional", Link: "link", Phone: "phone", List: "list", Answered: "answered", AsksRun: "asks-run",
	}
	opNames = [...]string{
		OpMarker: "marker", OpRule: "rule", OpProperty: "property", OpProfile: "profile",
		OpNot: "not", OpAny: "any", OpAll: "all", OpSentences: "sentences-before",
	}
	scopeNames = [...]string{
		ScopeMatch: "match", ScopeClause: "clause", ScopeSentence: "sentence", ScopeTurn: "turn",
		ScopeRun: "run", ScopePrevious: "previous", ScopeNext: "next", ScopeConversation: "conversation",
		ScopeFirst: "first N turns", ScopeLast: "last N turns",
	}
	turnPlaceNames = [...]string{NoTurn: "none", OpeningTurn: "first", ClosingTurn: "last"}
	measureNames   = [...]string{Hits: "hits", Characters: "characters", Questions: "questions", Wait: "wait"}
)

// String is the kind's name in packs.
func (k Kind) String() string { return nameOf(kindNames[:], uint8(k), "kind") }

// String is the speaker's name in packs.
func (s Speaker) String() string { return nameOf(speakerNames[:], uint8(s), "speaker") }

// String is the scope's name in packs.
func (s Scope) String() string { return nameOf(scopeNames[:], uint8(s), "scope") }

// String is the key of the condition in packs.
func (o Op) String() string { return nameOf(opNames[:], uint8(o), "op") }

// String is the side's name in packs.
func (s Side) String() string { return nameOf(sideNames[:], uint8(s), "side") }

// String is the place's name in packs, and "anywhere" for no place.
func (w Where) String() string { return nameOf(whereNames[:], uint8(w), "where") }

// String is the property's name in packs, and "none" for no property.
func (p Property) String() string { return nameOf(propertyNames[:], uint8(p), "property") }

// String is the safety's name in packs.
func (s Safety) String() string { return nameOf(safetyNames[:], uint8(s), "safety") }

func nameOf(names []string, i uint8, what string) string {
	if int(i) < len(names) {
		return names[i]
	}
	return fmt.Sprintf("%s(%d)", what, i)
}

// indexOf finds name among names.
func indexOf(names []string, name string) (uint8, bool) {
	for i, n := range names {
		if n == name {
			return uint8(i), true
		}
	}
	return 0, false
}

// validName reports whether s can name a pack, a marker or a rule: lower case
// ASCII letters and digits, joined by single hyphens. The names of word lists
// may also hold capitals.
func validName(s string, capitals bool) bool {
	if s == "" || s[0] == '-' || s[len(s)-1] == '-' || strings.Contains(s, "--") {
		return false
	}
	for i := range len(s) {
		c := s[i]
		switch {
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9', c == '-':
		case capitals && 'A' <= c && c <= 'Z':
		default:
			return false
		}
	}
	return true
}
