package pattern

// Coverage tells which patterns and word list entries took part in a match.
type Coverage struct {
	Patterns map[Ref]bool
	Entries  map[Entry]bool
	set      *Set
}

// Ref names a pattern of a marker.
type Ref struct {
	Marker  int
	Pattern int
	Except  bool
}

// Cover makes the matcher note what its matches are made of. The set must come
// from a Builder: an image holds no list entries.
func (m *Matcher) Cover() *Coverage {
	c := &Coverage{Patterns: map[Ref]bool{}, Entries: map[Entry]bool{}, set: m.set}
	m.vm.cover = c
	return c
}

func (c *Coverage) add(p *program, notes []int32) {
	c.Patterns[Ref{Marker: int(p.marker()), Pattern: int(p.index), Except: p.except()}] = true
	for _, n := range notes {
		c.Entries[c.set.entries[n]] = true
	}
}
