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
	x int32
	y int32 // above the lowest three bits, which are the op
}

// opBits is the number of bits that an op takes.
const opBits = 3

func newInst(o op, x, y int32) inst { return inst{x: x, y: y<<opBits | int32(o)} }

func (in *inst) op() op        { return op(in.y & (1<<opBits - 1)) }
func (in *inst) second() int32 { return in.y >> opBits }
func (in *inst) then(y int32)  { in.y = y<<opBits | in.y&(1<<opBits-1) }

// program is a compiled pattern. There are thousands of them, and most texts ask
// for some tens: they are kept small for the sake of the processor's caches.
type program struct {
	start    int32  // first instruction
	first    int32  // class set: what a match may begin with
	needs    int32  // index into the needs of all programs, closed by -1
	key      int32  // that the program belongs to
	index    int32  // of the pattern in its marker
	length   uint16 // instructions
	maxRunes uint8  // longest possible match
	anyEdges bool
}

// marker is the marker that the program belongs to.
func (p *program) marker() int32 { return p.key >> 1 }

// except tells that it is one of the marker's except patterns.
func (p *program) except() bool { return p.key&1 != 0 }

// posting ties an anchor (a literal or slot that every match of a program
// holds) to the program: how many characters may stand before it in a match, and
// what its neighbours in the text may be.
type posting struct {
	program        int32
	key            int32  // of the program
	before, behind uint16 // class sets
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
