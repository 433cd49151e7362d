package config

import "fmt"

// Place is where something stands in a configuration. The zero Place is none.
type Place struct {
	Path   string // the file, for messages
	Line   int    // 1-based
	Column int    // 1-based, code points
}

// String is path:line.
func (p Place) String() string { return fmt.Sprintf("%s:%d", p.Path, p.Line) }

// Errorf is an error at a place.
func (p Place) Errorf(format string, args ...any) *Error {
	return &Error{p.Path, p.Line, p.Column, fmt.Sprintf(format, args...)}
}

// Error says what is wrong with a file, and where.
type Error struct {
	Path   string
	Line   int // 1-based
	Column int // 1-based, code points
	Msg    string
}

// Error is the message behind its place.
func (e *Error) Error() string { return fmt.Sprintf("%s:%d:%d: %s", e.Path, e.Line, e.Column, e.Msg) }

// Place is where the value of a key stands, the i-th of a list. Names of
// speakers have the key "speakers/" and the name. It is zero for what no file
// says.
func (c *Config) Place(key string, i int) Place {
	if list := c.places[key]; i < len(list) {
		return list[i]
	}
	return Place{}
}

// note remembers where a value stands.
func (c *Config) note(key string, at Place) {
	if c.places == nil {
		c.places = map[string][]Place{}
	}
	c.places[key] = append(c.places[key], at)
}
