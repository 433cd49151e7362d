package pattern

// op is what an instruction does.
type op uint8

const (
	opSet    op = iota // x: literal set; every literal of it that stands here, longest first
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
	anyEdges bool
	except   bool
}

// posting ties an anchor (a literal or slot that every match of a program
// holds) to the program, with how many characters may stand before it.
type posting struct {
	program  int32
	min, max int32
	need     int32 // a literal set that the program needs besides the anchor, the rarest one; -1 where there is none
}

// group is the postings of one anchor in one marker, in its patterns or in its
// except patterns, which are looked at only where the others match.
type group struct {
	key      int32 // keyOf the marker
	postings []posting
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
}
