package score

import "github.com/cuoci/cuoci/lint"

// By is what conversations are grouped by.
type By string

// The groupings.
const (
	ByAgent   By = "agent"
	ByRule    By = "rule"
	ByArea    By = "area"
	ByDay     By = "day"
	ByChannel By = "channel"
)

// Groupings lists what conversations may be grouped by.
func Groupings() []string {
	return []string{string(ByAgent), string(ByRule), string(ByArea), string(ByDay), string(ByChannel)}
}

// Interval is a range that holds the true value in 95 of 100 samples.
type Interval struct{ Low, High float64 }

// Mean is the mean of scores, with its interval by Student's t. Interval is all
// of 0 to 100 where there are fewer than two.
type Mean struct {
	N        int
	Mean     float64
	Interval Interval
}

// Share is a part of a whole, 0 to 1, with its interval by Wilson.
type Share struct {
	Part, Whole int
	Share       float64
	Interval    Interval
}

// Group is the conversations that have something in common. Groups are in the
// order of their names (rules and areas in that of the card and the packs),
// unless a ranking was asked for.
type Group struct {
	By    By
	Name  string // of the agent, rule, area, day or channel; empty where none is known
	Title string // of a rule or area, in the scorer's language
	N     int    // conversations; of a rule those in which it was found, of an area those in which it was assessed
	Small bool   // too few to compare
	// Sides are the scores of the two sides, by Side; Area that of the area where
	// grouped by area, else the zero value.
	Sides [2]Mean
	Area  Mean
	Worst Mean // of the worst moments
	Last  Mean // of the last moments
	// Pass is the share of the conversations that pass.
	Pass Share
	// Found is the share of all conversations in which the rule was found, or the
	// area was assessed; else the zero value.
	Found Share
	// Findings is the number of findings in the group; of a rule, of that rule.
	Findings int
}

// Summary is a whole run.
type Summary struct {
	Card          string // name of the card
	Pass          float64
	SmallBelow    int // groups of fewer conversations are too small to compare
	Conversations int
	Turns         int
	Moments       int    // turns of agents that were assessed
	Kinds         [5]int // by Kind
	Sides         [2]Mean
	Worst, Last   Mean
	Passed        Share
	Fatal         int     // conversations with a fatal item
	Assessed      float64 // mean share of the card that was assessed, 0 to 1
	Areas         []AreaSummary
	By            By // empty: no groups
	Groups        []Group
	Ranked        bool // the groups are in the order of their scores, as was asked
	Failed        int  // documents that could not be read to their end
	Skipped       int
	Below         int // conversations that --min-score refuses
}

// AreaSummary is one area over all conversations.
type AreaSummary struct {
	Area     *Area
	Score    Mean  // over the conversations in which it was assessed
	Assessed Share // of all conversations
}

// Result is what came of one document, or of a part of a long one, in order.
type Result struct {
	Path          string
	Last          bool // nothing of this document comes after it
	Conversations []*Conversation
	Offset        int // of the last of Conversations in the file, in bytes: how far the reading is
	Stats         lint.Stats
	Skipped       string // why the document was passed over, empty when it was read
	Err           error  // what stopped the reading; Conversations before it stand
}

// Writer writes the cards of a run in one format. It is not safe for concurrent
// use.
type Writer interface {
	// Result writes what came of one document, or of a part of it.
	Result(r Result) error
	// Close writes the summary and what else stands at the end. It does not close
	// what is written to. No other method may be called after it.
	Close(s Summary) error
}
