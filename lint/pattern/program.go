package pattern

// op is what an instruction does.
type op uint8

const (
	opSet    op = iota // x: literal set; every literal of it that stands here, longest first. y: class set, what they begin with
	opSlot             // x: slot kind
	opGap              // x to y characters, fewest first
	opSplit            // x first, then y
	opJump             // x
	opAnchor           // x: place
	opNote             // x: note, for coverage only
	opMatch
)

// inst is one instruction; programs live in one slice and jump by index.
type inst struct {
	op   op
	x, y int32
}

// program is a compiled pattern.
type program struct {
	marker   int32
	index    int32 // of the pattern in its marker
	start    int32 // first instruction
	length   int32 // instructions
	maxRunes int32 // longest possible match
	first    int32 // class set: what a match may begin with
	anyEdges bool
	except   bool
	needs    []int32 // literal sets that every match goes through, beside the anchors', the rarest first
}

// key is the key that the program belongs to.
func (p *program) key() int32 { return keyOf(p.marker, p.except) }

// posting ties an anchor (a literal or slot that every match of a program
// holds) to the program: how many characters may stand before it in a match, and
// what its neighbours in the text may be.
type posting struct {
	program        int32
	before, behind int32 // class sets
	min, max       uint8
}

// keyOf numbers the patterns and the except patterns of a marker.
func keyOf(marker int32, except bool) int32 {
	if except {
		return marker<<1 | 1
	}
	return marker << 1
}

// anchor is a literal or slot that a pattern cannot match without.
type anchor struct {
	literal  int32 // -1 where it is a slot
	slot     int32
	min, max int
	beside   neighbours
}
