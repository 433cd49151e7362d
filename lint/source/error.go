package source

import (
	"errors"
	"fmt"
)

// ErrBinary says that a file is no text: NUL bytes stand in its first 64 KiB
// and it is not UTF-16. A walk over a directory skips such a file; it is an
// error when the file was named.
var ErrBinary = errors.New("not a text file")

// Error says what could not be read, and where. Line and Column count from 1,
// Column in code points; both are 0 when the whole file is meant.
type Error struct {
	Path   string
	Line   int
	Column int
	Err    error
}

// Error returns "path:line:column: message", without the parts that are not known.
func (e *Error) Error() string {
	switch {
	case e.Line == 0 && e.Path == "":
		return e.Err.Error()
	case e.Line == 0:
		return fmt.Sprintf("%s: %v", e.Path, e.Err)
	case e.Path == "":
		return fmt.Sprintf("%d:%d: %v", e.Line, e.Column, e.Err)
	default:
		return fmt.Sprintf("%s:%d:%d: %v", e.Path, e.Line, e.Column, e.Err)
	}
}

// Unwrap returns what went wrong, without the place.
func (e *Error) Unwrap() error { return e.Err }
