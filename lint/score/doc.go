// Package score scores conversations by a card: the service standards of two
// sides, the procedure and the person, with seven areas each.
//
// What speaks for or against an area is a finding of a rule or a hit of a marker
// in what the agent says; the card names them and gives their weights. An area
// that nothing speaks of is not assessed, which is neither good nor bad. A
// customer remembers the worst and the last moment, not the average: beside the
// two sides and the kind of service these stand, and no number is made of them
// all.
//
// Nothing is drawn at random and nothing depends on other conversations: the
// same conversation gets the same scores. rules/standards/README.md has the model
// with a worked example.
package score
