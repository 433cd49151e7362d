package source

// slabs is a list that may grow long: what stands in it is never moved, so that
// growing takes no more than what is held. The zero slabs is empty.
type slabs[T any] struct {
	full [][]T
	last []T
	n    int
}

// slabLength is how many values a slab has, once there is a full one.
const slabLength = 4096

// add adds a value.
func (s *slabs[T]) add(v *T) {
	if len(s.last) == slabLength {
		s.full = append(s.full, s.last)
		s.last = make([]T, 0, slabLength)
	}
	s.last = append(s.last, *v)
	s.n++
}

// at is a value; it may be changed.
func (s *slabs[T]) at(i int) *T {
	if slab := i / slabLength; slab < len(s.full) {
		return &s.full[slab][i%slabLength]
	}
	return &s.last[i%slabLength]
}

// reset empties the list, and keeps what a short one needs.
func (s *slabs[T]) reset() {
	*s = slabs[T]{last: s.last[:0]}
}
