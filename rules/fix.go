package rules

// Fix is one way to rewrite what a rule found.
type Fix struct {
	Safety Safety // Review or Safe
	Edits  []Edit // all of them are made, or none
	When   []Cond // all must hold at the place of the first edit
	Unless []Cond // none may
}

// Edit puts a text in the place of another.
type Edit struct {
	Find   []int // markers, the first of whose hits is rewritten; none: the match itself
	Within Scope // where Find is looked for: ScopeMatch (what overlaps the match), ScopeClause or ScopeSentence
	Written
}

// Written is a text to write, in both scripts. The empty text takes out what was
// there, with the comma that belonged to it; 。 ends the sentence there. {match}
// stands for what was there.
type Written struct {
	Hans, Hant string
	OnlyHans   bool // there is no Hant
}

// In returns what to write in a text of a script; ok is false where there is
// nothing for it.
func (w *Written) In(traditional bool) (text string, ok bool) {
	if !traditional {
		return w.Hans, true
	}
	return w.Hant, !w.OnlyHans
}

// FixExample is a text before and after a fix.
type FixExample struct {
	Before   string // what the agent says
	After    string // the same with every finding of the rule fixed
	Customer string // what the customer said before, if anything
	Profile  string // the profile to check it under, empty for the default
	Path     string
	Line     int // 1-based
}

// FixDoc is a fix as written.
type FixDoc struct {
	Safety   Safety
	Finds    []string // pack/name: the markers whose hits are rewritten; none: the match
	Writes   []string // what is written in simplified text, one for each edit
	Examples []FixExample
	Path     string
	Line     int // 1-based line of its first key
}
