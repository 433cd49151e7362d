package rules

// Card is a score card: what conversations are scored by. It is data, as rules
// are: the shipped one lies in rules/standards, a team may write its own.
type Card struct {
	Name  string // as its file says
	Title Localized
	// Pass is the pass mark, 0 to 100: a side of the card is high from it on.
	Pass float64
	// Start and Anchor say where an area stands before any evidence: at Start
	// (0 to 100), as firmly as if evidence of weight Anchor had said so.
	Start, Anchor float64
	// Small is the number of conversations below which a group is too small to
	// compare.
	Small int
	Areas []Area // those of the procedure, then those of the person, each as written
	Fatal []Fatal
	Path  string // of the file
	// Examples are conversations with the kind of service that they must get.
	Examples []CardExample
}

// CardSide is one of the two sides of a card.
type CardSide uint8

// The sides.
const (
	Procedure CardSide = iota // 程序面: how the service is delivered
	Personal                  // 个人面: how one person treats the other
)

// Area is one area of a card.
type Area struct {
	ID     string // such as timeliness
	Side   CardSide
	Title  Localized
	About  Localized // what the area asks, in one sentence
	Weight float64   // in its side, and in the share of the card that was assessed
	// Never says why text can never show the area; where it is set nothing else is.
	Never   Localized
	For     []Item
	Against []Item
	Silence []Silence
	// Missing says why the area is not assessed where nothing speaks for or
	// against it.
	Missing Localized
	Path    string
	Line    int // 1-based, of the first key
}

// Item is a rule or a marker that speaks for or against an area. A rule speaks
// where it has a finding that counts, a marker where it has a hit in what the
// agent says.
type Item struct {
	Rule    string    // pack/name; empty where Markers are set
	Markers []string  // pack/name; they count as one
	Title   Localized // what it says of the service; of a rule it may be empty: the rule's own
	Weight  float64
	// Most is how many hits of the conversation weigh; those beyond are shown
	// and weigh nothing. 0: one in each turn.
	Most int
	At   Occasion
	// After names markers of which one must have a hit in what the customer said
	// right before; none: whatever came before.
	After []string
	// Unless names markers: a sentence that holds a hit of one of them says nothing.
	Unless []string
	// Where the rule, and each of Markers, After and Unless is named.
	Place                                   CardPlace
	MarkerPlaces, AfterPlaces, UnlessPlaces []CardPlace
}

// CardPlace is a place in the file of a card: Line and Column are 1-based, in code
// points.
type CardPlace struct {
	Path         string
	Line, Column int
}

// Occasion is the turns of the agent at which an item counts.
type Occasion uint8

// The occasions.
const (
	AnyTurn   Occasion = iota
	FirstOnly          // the agent's first turn
	LastOnly           // the agent's last turn
	NotFirst           // any turn but the agent's first
)

// Silence is evidence against an area that nothing speaks for from where it is
// called for on: by something that the customer says, or by the conversation's
// going on for so many turns of the agent.
type Silence struct {
	Customer []string // markers, pack/name, of what the customer says; or
	Turns    int      // so many turns of the agent, where a customer speaks too
	Weight   float64
	Title    Localized   // what is missing
	Places   []CardPlace // where each of Customer is named
}

// Fatal is a rule a finding of which caps scores: those of its moment and of the
// sides.
type Fatal struct {
	Rule  string // pack/name
	Cap   float64
	Place CardPlace // where the rule is named
}

// CardExample is a conversation with the kind of service it must get.
type CardExample struct {
	Turns []ExampleTurn
	Kind  string // cold, factory, friendly or quality
	Path  string
	Line  int // 1-based
}
