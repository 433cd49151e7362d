package score

import (
	"github.com/cuoci/cuoci/lint"
	"github.com/cuoci/cuoci/lint/source"
	"github.com/cuoci/cuoci/rules"
)

// Card is rules.Card, for callers that do not import rules.
type Card = rules.Card

// Area is rules.Area.
type Area = rules.Area

// Side is rules.CardSide.
type Side = rules.CardSide

// The sides of a card.
const (
	Procedure = rules.Procedure // 程序面
	Personal  = rules.Personal  // 个人面
)

// Kind is the kind of service by where a conversation falls on the two sides.
type Kind uint8

// The kinds of service.
const (
	NoKind   Kind = iota // a side was not assessed
	Cold                 // 冷淡型: both sides are low
	Factory              // 生产型: the procedure is high, the personal side low
	Friendly             // 友好型: the personal side is high, the procedure low
	Quality              // 优质型: both sides are high
)

// Score is a score of 0 to 100, or none where nothing was assessed.
type Score struct {
	Points   float64
	Assessed bool
}

// Conversation is a conversation that was scored: its card, filled in.
type Conversation struct {
	Path    string
	ID      string // as the source has it, or its 1-based number
	Index   int    // 1-based, in the order of the file
	Agents  []string
	Agent   string // the names of Agents, joined by " + "; empty where none is known
	Time    string // of the first turn that has one, as the source wrote it
	Day     string // of Time, as 2006-01-02; empty where no date is known
	Channel string // as the source has it; empty where it does not
	Dialog  bool   // a conversation of turns, not a lone text

	Sides    [2]SideResult // by Side
	Kind     Kind
	Pass     bool    // no side that was assessed is below the pass mark, and no fatal item was found
	Assessed float64 // the share of the card that was assessed, by weight, 0 to 1

	Areas   []AreaResult // all areas of the card, in its order
	Moments []Moment     // one for each turn of the agent, in order
	// Worst and Last are indexes into Moments: the lowest score (the first of
	// equals) and the last turn that was assessed; -1 where none was.
	Worst, Last int
	Fatal       []FatalHit

	// Evidence is everything that speaks for or against an area, in the order of
	// turns and places, then of the card's areas.
	Evidence []Evidence
	Turns    []Turn // all turns, of customers and systems too
	// Findings are those of the linter, sorted by place; Evidence and Marks point
	// into them.
	Findings    []lint.Finding
	NotAssessed []lint.NotAssessed // rules that the conversation gives no ground to judge
}

// SideResult is a side of a conversation.
type SideResult struct {
	Side  Side
	Score Score // the mean of the areas that were assessed, by weight, capped by fatal items
	High  bool  // at or above the pass mark
	// Areas is how many of its areas were assessed, Of how many it has.
	Areas, Of int
	Capped    bool // a fatal item lowered it
}

// AreaResult is an area of a conversation.
type AreaResult struct {
	Area  *Area
	Score Score
	Why   string // why it was not assessed, in the scorer's language; empty where it was
	// For and Against are the sums of the weights of the evidence that counts.
	// Score.Points is 100·(anchor·start/100 + For)/(anchor + For + Against).
	For, Against float64
	Evidence     []int // indexes into Conversation.Evidence
}

// Moment is a turn of the agent: what the customer takes away from it.
type Moment struct {
	Turn  int // 1-based, of Conversation.Turns
	Agent string
	Time  string
	// Sides are the scores of all evidence in this turn on each side, taken together
	// by the formula of an area. Score is the lower of them: a moment is as good as
	// its weaker side. A fatal item in the turn caps it.
	Sides [2]Score
	Score Score
	Areas []MomentArea // the areas with evidence in this turn, in the card's order
	Fatal bool
}

// MomentArea is an area in one moment.
type MomentArea struct {
	Area         int // index into Conversation.Areas
	Points       float64
	For, Against float64
	Evidence     []int // indexes into Conversation.Evidence
}

// Evidence is one finding or one hit of a marker that speaks for or against an
// area.
type Evidence struct {
	Area    int  // index into Conversation.Areas
	For     bool // else it speaks against the area
	Weight  float64
	Counted bool   // false: enough of its kind counted before it, or it is only shown
	Rule    string // pack/name, of a finding
	Finding int    // index into Conversation.Findings; -1 for a marker or silence
	Marker  string // pack/name, of a hit; of silence the customer's
	Title   string // what it is, in the scorer's language
	// Silence: nothing speaks for the area though the customer's words, which
	// Turn and Span name, call for it. It belongs to the moment that answers.
	Silence bool
	Moment  int             // index into Conversation.Moments
	Turn    int             // 1-based, of Conversation.Turns
	Span    source.Span     // of the match in the turn's text, in bytes
	Start   source.Position // of the match in the file
	// Match and Sentence are as they stand in the turn.
	Match, Sentence string

	use int // the item of the card
}

// FatalHit is a finding that caps scores.
type FatalHit struct {
	Rule    string
	Cap     float64
	Finding int // index into Conversation.Findings
	Turn    int // 1-based
	Moment  int // index into Conversation.Moments
}

// Turn is a turn as a reader of the conversation sees it.
type Turn struct {
	Number  int // 1-based
	Speaker source.Speaker
	Name    string
	Time    string
	Text    string
	Moment  int    // index into Conversation.Moments; -1 where it is not the agent's
	Marks   []Mark // sorted by Start, the longer first; they may overlap
}

// Mark is a phrase of a turn that a finding or evidence stands on. What is
// missing has no phrase: its mark is where it was called for.
type Mark struct {
	Start, End int // bytes of Turn.Text
	Finding    int // index into Conversation.Findings; -1 for none
	Evidence   []int
}
