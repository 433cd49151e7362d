package source

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// jsonCursor reads the JSON value in block.text[start:end] and knows where it is.
type jsonCursor struct {
	path  string
	short string // what is said of a value that breaks off
	dec   *jsontext.Decoder
	buf   bytes.Buffer
	plain *notation // of every string without escapes

	block      *Block
	start, end int
}

func newJSONCursor(path, short string) *jsonCursor {
	c := &jsonCursor{path: path, short: short, plain: &notation{encode: encodeJSON}}
	c.dec = jsontext.NewDecoder(&c.buf)
	return c
}

// begin sets the cursor before the value in b.text[start:end].
func (c *jsonCursor) begin(b *Block, start, end int) {
	c.block, c.start, c.end = b, start, end
	c.buf.Reset()
	c.buf.WriteString(b.text[start:end])
	c.dec.Reset(&c.buf)
}

// finish makes sure that nothing stands behind the value; second says that
// something does.
func (c *jsonCursor) finish(second string) error {
	behind := c.ahead()
	switch _, err := c.dec.ReadToken(); {
	case err == nil:
		return c.fault(behind, errors.New(second))
	case !errors.Is(err, io.EOF):
		return c.syntax(err)
	}
	return nil
}

// offset is the block offset just behind what was read last.
func (c *jsonCursor) offset() int { return c.start + int(c.dec.InputOffset()) }

// ahead is the block offset at which the next value starts.
func (c *jsonCursor) ahead() int {
	at := c.offset()
	for at < c.end && strings.IndexByte(" \t\r\n:,", c.block.text[at]) >= 0 {
		at++
	}
	return at
}

// token reads the bracket that comes next.
func (c *jsonCursor) token() error {
	if _, err := c.dec.ReadToken(); err != nil {
		return c.syntax(err)
	}
	return nil
}

// skip passes over the value that comes next.
func (c *jsonCursor) skip() error {
	if err := c.dec.SkipValue(); err != nil {
		return c.syntax(err)
	}
	return nil
}

// syntax turns an error of the decoder into an Error with its place.
func (c *jsonCursor) syntax(err error) error {
	at := c.end
	var s *jsontext.SyntacticError
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		err = errors.New(c.short)
	case errors.As(err, &s):
		at = min(c.start+int(s.ByteOffset), c.end)
		err = fmt.Errorf("not valid JSON: %w", s.Err)
		if errors.Is(s.Err, jsontext.ErrDuplicateName) {
			err = fmt.Errorf("key %q stands twice in one object", s.JSONPointer.LastToken())
		}
	}
	return c.fault(at, err)
}

// fault returns an Error at an offset, moved to the start of its character.
func (c *jsonCursor) fault(at int, err error) error {
	for at > c.start && at < c.end && c.block.text[at]&0xC0 == 0x80 {
		at--
	}
	return c.block.fault(c.path, at, err)
}
