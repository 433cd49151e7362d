package pattern

import "fmt"

// Source is a pattern as an author wrote it, and where.
type Source struct {
	Text     string // the notation
	Path     string // file of the pack
	Line     int    // 1-based
	Column   int    // 1-based, code points, of the first character of Text
	AnyEdges bool   // match edges need not be word boundaries
}

// MarkerSource is a marker as an author wrote it.
type MarkerSource struct {
	Name     string // pack/name
	Patterns []Source
	Except   []Source // a hit that overlaps a match of one of these is dropped
}

// Error says what is wrong with a pattern, and where in the pack it stands.
type Error struct {
	Path   string
	Line   int
	Column int // 1-based, code points
	Msg    string
}

// Error is the message behind its place.
func (e *Error) Error() string {
	return fmt.Sprintf("%s:%d:%d: %s", e.Path, e.Line, e.Column, e.Msg)
}
