package rules

import "iter"

// imageReader reads what imageWriter wrote. The first fault is kept in err;
// from then on every read gives zero. Each count is checked against the bytes
// that are left, so that a damaged one sets nothing aside.
type imageReader struct {
	rest    string
	texts   []string
	markers int    // markers of the pattern set
	rules   int    // rules of the image
	ints    []int  // room for lists of indexes, taken piece by piece
	conds   []Cond // room for conditions
	err     error
}

// take cuts n things off the room that is left, and makes room of a chunk where
// there is none: a few allocations instead of thousands.
func take[T any](room *[]T, n, chunk int) []T {
	if n > len(*room) {
		*room = make([]T, max(n, chunk))
	}
	list := (*room)[:n:n]
	*room = (*room)[n:]
	return list
}

func (r *imageReader) fail() {
	if r.err == nil {
		r.err = errImage
	}
	r.rest = ""
}

// number reads a varint of at most 31 bits.
func (r *imageReader) number() int {
	n := 0
	for i := 0; i < len(r.rest) && i < 5; i++ {
		b := r.rest[i]
		n |= int(b&0x7f) << (7 * i)
		if b < 0x80 {
			r.rest = r.rest[i+1:]
			return n
		}
	}
	r.fail()
	return 0
}

// below reads a number that must be less than limit.
func (r *imageReader) below(limit int) int {
	n := r.number()
	if n >= limit {
		r.fail()
		return 0
	}
	return n
}

// count reads a number of things that take at least a byte each.
func (r *imageReader) count() int {
	n := r.number()
	if n > len(r.rest) {
		r.fail()
		return 0
	}
	return n
}

// times counts as often as the number that it reads says, or up to the first fault.
func (r *imageReader) times() iter.Seq[int] {
	n := r.count()
	return func(yield func(int) bool) {
		for i := range n {
			if r.err != nil || !yield(i) {
				return
			}
		}
	}
}

// name reads the byte of a constant that has one of names.
func (r *imageReader) name(names []string) uint8 {
	if r.rest == "" || int(r.rest[0]) >= len(names) {
		r.fail()
		return 0
	}
	b := r.rest[0]
	r.rest = r.rest[1:]
	return b
}

// readStrings opens the block of texts.
func (r *imageReader) readStrings() {
	n := r.count()
	ends := make([]int, 0, n)
	total := 0
	for range n {
		total += r.number()
		ends = append(ends, total)
	}
	if r.err != nil || total > len(r.rest) {
		r.fail()
		return
	}
	r.texts = make([]string, n)
	start := 0
	for i, end := range ends {
		r.texts[i] = r.rest[start:end]
		start = end
	}
	r.rest = r.rest[total:]
}

func (r *imageReader) text() string {
	i := r.below(len(r.texts))
	if r.err != nil {
		return ""
	}
	return r.texts[i]
}

func (r *imageReader) local() Localized { return Localized{ZH: r.text(), EN: r.text()} }

// numbers reads indexes less than limit.
func (r *imageReader) numbers(limit int) []int {
	n := r.count()
	if n == 0 {
		return nil
	}
	list := take(&r.ints, n, 256)
	for i := range list {
		list[i] = r.below(limit)
	}
	return list
}

// rule reads the rule of an index. Rules that it waits for have lower ones.
func (r *imageReader) rule(rule *Rule, index int) {
	rule.ID = r.text()
	rule.Kind = Kind(r.name(kindNames[:]))
	rule.Speaker = Speaker(r.name(speakerNames[:]))
	rule.Scope = Scope(r.name(scopeNames[:]))
	rule.Level = Level(r.name(levelNames[:]))
	rule.Where = Where(r.name(whereNames[:]))
	rule.Title, rule.Message = r.local(), r.local()
	for range r.times() {
		rule.Suggestions = append(rule.Suggestions, SuggestionText{r.local(), Safety(r.name(safetyNames[:]))})
	}
	for range r.times() {
		rule.Fix = append(rule.Fix, r.fix(index))
	}
	for range r.times() {
		rule.Lower = append(rule.Lower, Lower{Level(r.name(levelNames[:])), r.condList(index, 0)})
	}
	for range r.times() {
		rule.Profiles = append(rule.Profiles, ProfileLevel{r.text(), Level(r.name(levelNames[:]))})
	}
	rule.Markers = r.numbers(r.markers)
	rule.When, rule.Unless = r.condList(index, 0), r.condList(index, 0)
	rule.After, rule.Before = r.one(index), r.one(index)
	rule.Trigger = Trigger{
		Rules: r.numbers(index), Markers: r.numbers(r.markers),
		Speaker: Speaker(r.name(speakerNames[:])), Turn: TurnPlace(r.name(turnPlaceNames[:])), Draft: r.numbers(r.markers),
	}
	rule.Need = r.condList(index, 0)
	rule.Absorbs = r.numbers(r.rules)
	r.kind(rule)
	rule.Assessed = Assessed{When: r.condList(index, 0), Why: r.local()}
}

func (r *imageReader) fix(index int) Fix {
	f := Fix{Safety: Safety(r.name(safetyNames[:]))}
	for range r.times() {
		f.Edits = append(f.Edits, Edit{
			Find: r.numbers(r.markers), Within: Scope(r.name(fixScopes)), Written: Written{r.text(), r.text(), r.bool()},
		})
	}
	f.When, f.Unless = r.condList(index, 0), r.condList(index, 0)
	return f
}

// kind reads what only one kind of rule has.
func (r *imageReader) kind(rule *Rule) {
	switch rule.Kind {
	case Avoid:
		rule.Interrupts = r.bool()
		for range r.times() {
			rule.Replace = append(rule.Replace, Replacement{r.text(), r.text(), r.bool()})
		}
	case Limit:
		rule.Measure, rule.Per = Measure(r.name(measureNames[:])), Scope(r.name(scopeNames[:]))
		rule.AtOnce = r.numbers(r.markers)
		for range r.times() {
			rule.Bounds = append(rule.Bounds, Bound{Scope(r.name(scopeNames[:])), r.number()})
		}
		if len(rule.Bounds) == 0 {
			r.fail()
		}
	case Repeat:
		if r.bool() {
			rule.Similar = &Similar{
				To: Speaker(r.name(speakerNames[:])), Turns: r.bool(), Percent: r.below(maxPercent + 1),
				Words: r.number(), Except: r.numbers(r.markers),
			}
		}
		for range r.times() {
			rule.Asked = append(rule.Asked, Asked{Ask: r.below(r.markers), Given: r.below(r.markers)})
		}
	case Require, Order, Consistent:
	}
}

func (r *imageReader) bool() bool { return r.below(2) == 1 }

func (r *imageReader) one(index int) *Cond {
	if r.below(2) == 0 {
		return nil
	}
	c := r.cond(index, 0)
	return &c
}

func (r *imageReader) condList(index, depth int) []Cond {
	n := r.count()
	if n == 0 {
		return nil
	}
	if depth > maxCondDepth {
		r.fail()
		return nil
	}
	if n > maxConds {
		r.fail()
		return nil
	}
	list := take(&r.conds, n, 64)
	for i := range list {
		if list[i] = r.cond(index, depth); r.err != nil {
			return nil
		}
	}
	return list
}

func (r *imageReader) cond(index, depth int) Cond {
	c := Cond{Op: Op(r.name(opNames[:]))}
	c.Markers = r.numbers(r.markers)
	c.Rules = r.numbers(index)
	c.Property = Property(r.name(propertyNames[:]))
	for range r.times() {
		c.Profiles = append(c.Profiles, r.text())
	}
	c.Within = Scope(r.name(scopeNames[:]))
	c.Count = r.below(maxCount + 1)
	c.Side = Side(r.name(sideNames[:]))
	c.Speaker = Speaker(r.name(speakerNames[:]))
	c.Where = Where(r.name(whereNames[:]))
	c.SameWords = r.bool()
	c.Sub = r.condList(index, depth+1)
	if c.Op == OpNot && len(c.Sub) != 1 {
		r.fail()
	}
	return c
}
