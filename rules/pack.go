package rules

// Pack is a pack as written: everything that is not in the compiled image.
type Pack struct {
	Name    string
	Title   Localized
	Builtin bool // one of the shipped packs
	Frozen  []string
	Lists   []ListDoc
	Markers []MarkerDoc
	Rules   []RuleDoc
}

// ListDoc is a word list as written.
type ListDoc struct {
	Name    string // pack/name
	Entries []string
	Lines   []int // 1-based line of each entry
	Path    string
	Line    int // 1-based line of the name
}

// MarkerDoc is a marker as written.
type MarkerDoc struct {
	Name     string // pack/name
	Patterns []string
	Except   []string
	Lines    []int // 1-based line of each of Patterns
	Examples Examples
	Path     string
	Line     int // 1-based line of the name
}

// RuleDoc is a rule as written, with its documentation.
type RuleDoc struct {
	Rule     Rule     // indexes and conditions are empty: for texts, kind, scope and levels
	Markers  []string // pack/name: what the rule looks for
	Needs    []string // pack/name: what a require or order rule asks for
	Triggers []string // pack/name: the rules and markers that call for what is needed
	Absorbs  []string // pack/name
	Since    string
	Source   []SourceRef
	Evidence []Study
	Note     string
	Fixes    []FixDoc
	Examples Examples
	Path     string
	Line     int // 1-based line of the rule's first key
}

// SourceRef says which lesson a rule comes from.
type SourceRef struct{ Deck, Section string }

// Study is published evidence for a rule, and what it measured.
type Study struct{ Study, Measured string }

// Examples are texts that a rule or marker finds (Hit) and must not find (Miss).
type Examples struct{ Hit, Miss []Example }

// Example is a text, or turns, with what is expected of it. Text and Customer,
// or Turns, are set.
type Example struct {
	Text     string        // what the agent says
	Customer string        // what the customer said before, if anything
	Turns    []ExampleTurn // a whole conversation instead
	Profile  string        // the profile to check it under, empty for the default
	Level    *Level        // the level a hit must have, nil for any
	Path     string
	Line     int // 1-based

	Unassessed bool // a miss for which the rule must say that it is not assessed
}

// ExampleTurn is one turn of an example: Speaker is agent, customer or system;
// Time and End are as in a conversation file, or empty.
type ExampleTurn struct{ Speaker, Text, Time, End string }
