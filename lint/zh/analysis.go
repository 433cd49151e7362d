package zh

import "slices"

// BreakKind says what a punctuation mark or line end closes.
type BreakKind uint8

// The kinds of break, the weaker first; a sentence break closes a clause too.
const (
	// BreakNone closes nothing.
	BreakNone BreakKind = iota
	// BreakClause closes a clause: ，、：, : ——, and ~ where shops write it for a comma.
	BreakClause
	// BreakSentence closes a sentence: 。！？；… ! ? ;, a full stop that is one, a line end.
	BreakSentence
)

// Analysis is everything that is asked about one turn. All spans are over Text, sorted by
// start and, but for DoubleNeg against ANotA, disjoint in their own list. It belongs to its
// Analyzer and is good until the next Analyze; Text itself stays good.
type Analysis struct {
	// Text is the folded text.
	Text string
	// Blanks are the offsets in Text where one single blank between two Han characters was
	// left out.
	Blanks []int
	// Sentences cover Text without gaps. What closes a sentence, quotation marks and
	// brackets closed right behind, and white space up to the next sentence belong to it.
	// White space at the start of Text belongs to the first one.
	Sentences []Span
	// Clauses cover Text without gaps too and refine Sentences.
	Clauses []Span
	// ANotA are questions of the A-not-A kind: 能不能, 有没有, 可不可以, 知道不知道.
	ANotA []Span
	// DoubleNeg are double negations, which say yes: 不能不, 不得不, 不会不.
	DoubleNeg []Span
	// Quotes are the insides of quotation marks that are the customer's words, a screen's
	// or the name of a button (您说“…”, 提示“…”, 点击“…”), without the marks.
	Quotes []Span
	// Opaque are links, e-mail addresses, mentions, placeholders, emoticon codes and emoji.
	Opaque []Span
	// Slots are the values found of each kind.
	Slots [NumSlots][]Span
	// Punctuated tells whether the turn has any punctuation that closes a sentence or a
	// clause; line ends and ~ do not count.
	Punctuated bool

	way sourceWay
}

// Analyzer analyses one turn after the other and keeps its buffers. The zero value is ready.
// It must not be used by several goroutines at once.
type Analyzer struct {
	a      Analysis
	folder folder
	scan   scanner
}

// Analyze analyses a turn. The result is good until the next call.
func (z *Analyzer) Analyze(text string) *Analysis {
	z.Fold(text)
	z.Finish()
	z.FindQuotes()
	z.FindSlots()
	return &z.a
}

// Fold is the first step of Analyze: of the result only Text, Blanks and Source
// are there. Most turns need no more; the other steps may be taken when they
// are wanted, each once, Finish before FindQuotes and FindSlots.
func (z *Analyzer) Fold(text string) *Analysis {
	a := z.begin()
	a.Text = z.folder.fold(text)
	z.scan.spots = nil
	return z.folded()
}

// begin empties the analysis for another text.
func (z *Analyzer) begin() *Analysis {
	a := &z.a
	a.Sentences, a.Clauses = a.Sentences[:0], a.Clauses[:0]
	a.ANotA, a.DoubleNeg = a.ANotA[:0], a.DoubleNeg[:0]
	a.Quotes, a.Opaque = a.Quotes[:0], a.Opaque[:0]
	for i := range a.Slots {
		a.Slots[i] = a.Slots[i][:0]
	}
	a.Punctuated = false
	return a
}

// folded takes over what the folder found.
func (z *Analyzer) folded() *Analysis {
	z.a.Blanks, z.a.way = z.folder.blanks, z.folder.way
	return &z.a
}

// Finish finds everything but quotes and slots.
func (z *Analyzer) Finish() {
	z.scan.run(&z.a)
	z.negations(&z.a)
}

// FindQuotes finds the quotes.
func (z *Analyzer) FindQuotes() { z.quotes(&z.a) }

// Marked tells whether quotation marks stand before and behind a stretch of the
// text: where they do not, it is in no quote.
func (z *Analyzer) Marked(start, end int) bool {
	marks := z.scan.marks
	return len(marks) > 1 && marks[0].at < start && marks[len(marks)-1].at >= end
}

// FindSlots finds the slots.
func (z *Analyzer) FindSlots() { z.slots(&z.a) }

// SlotMayBegin tells without finding the slots whether one may begin at an
// offset.
func (z *Analyzer) SlotMayBegin(kind Slot, at int) bool {
	if kind == SlotMoney {
		return len(z.scan.heads) > 0 // its sign stands before the figure
	}
	_, found := slices.BinarySearch(z.scan.heads, at)
	return found
}
