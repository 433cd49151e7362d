package source

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// jsonlReader reads JSON Lines: on each line that is not blank an object, either
// {"id", "turns": [{"role", "name", "text", "time", "end"}]} or {"id", "text"}, which
// is a lone turn of the agent. "messages" is another name of "turns", "content"
// of "text"; the content of a message may be a list of parts, of which those of
// the type text are turns of their own, or null, which is no turn. Other keys are
// skipped; a key that stands twice in an object is an error, since it cannot be
// told which one is meant.
type jsonlReader struct {
	stream *stream
	dec    *jsontext.Decoder
	buf    bytes.Buffer
	plain  *notation // of every string without escapes

	// The record that is being read: block.text[start:end].
	block      *Block
	start, end int
}

func (r *jsonlReader) read(yield func(*Conversation) bool) error {
	r.dec = jsontext.NewDecoder(&r.buf)
	r.plain = &notation{encode: encodeJSON}
	for count := 0; ; {
		b, length, err := r.stream.next("a record", lastLine)
		if b != nil {
			r.block = b
			for lines := newLineScanner(b.text[:length]); lines.scan(); {
				if isBlank(b.text[lines.start:lines.end]) {
					continue
				}
				if err := r.stream.checkLength("a record", b, lines.start, lines.end); err != nil {
					return err
				}
				r.start, r.end = lines.start, lines.end
				count++
				c, err := r.record(count)
				if err != nil {
					return err
				}
				if !yield(c) {
					return errStopped
				}
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// record reads the record in r.block.text[r.start:r.end].
func (r *jsonlReader) record(index int) (*Conversation, error) {
	r.buf.Reset()
	r.buf.WriteString(r.block.text[r.start:r.end])
	r.dec.Reset(&r.buf)
	c := &Conversation{Index: index}
	if r.dec.PeekKind() != '{' {
		return nil, r.wrong("a record", "an object")
	}
	start := r.ahead()
	var lone *Text
	err := r.object("the record", func(key string) (err error) {
		switch key {
		case "id":
			c.ID, err = r.label("id", true)
		case "turns", "messages":
			if c.Dialog {
				return r.fault(r.ahead(), errors.New(`a record has "turns" or "messages", not both`))
			}
			c.Dialog = true
			c.Turns, err = r.turns(key)
		case "text":
			lone = new(Text)
			*lone, err = r.text(key)
		default:
			err = r.skip()
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	behind := r.ahead()
	switch _, err := r.dec.ReadToken(); {
	case err == nil:
		return nil, r.fault(behind, errors.New("a second value on the line of a record"))
	case !errors.Is(err, io.EOF):
		return nil, r.syntax(err)
	}
	switch {
	case c.Dialog && lone != nil:
		return nil, r.fault(start, errors.New(`a record has "turns" or "text", not both`))
	case !c.Dialog && lone == nil:
		return nil, r.fault(start, errors.New(`a record needs "turns" or "text"`))
	case lone != nil:
		c.Turns = []Turn{{Speaker: Agent, Text: *lone}}
	}
	return c, nil
}

// turns reads the array of turns that comes next.
func (r *jsonlReader) turns(key string) ([]Turn, error) {
	if r.dec.PeekKind() != '[' {
		return nil, r.wrong(fmt.Sprintf("%q", key), "an array")
	}
	if _, err := r.dec.ReadToken(); err != nil {
		return nil, r.syntax(err)
	}
	var turns []Turn
	for r.dec.PeekKind() != ']' {
		t, texts, err := r.turn()
		if err != nil {
			return nil, err
		}
		for _, t.Text = range texts {
			turns = append(turns, t)
		}
	}
	if _, err := r.dec.ReadToken(); err != nil {
		return nil, r.syntax(err)
	}
	return turns, nil
}

// turn reads a turn, and its texts, of which there may be several.
func (r *jsonlReader) turn() (t Turn, texts []Text, err error) {
	if r.dec.PeekKind() != '{' {
		return t, nil, r.wrong("a turn", "an object")
	}
	start, seen := r.ahead(), false
	err = r.object("a turn", func(key string) (err error) {
		switch key {
		case "role":
			var role string
			role, err = r.label(key, false)
			t.Speaker, _ = ParseSpeaker(role)
		case "name":
			t.Name, err = r.label(key, false)
		case "time":
			t.Time, err = r.label(key, true)
		case "end":
			t.End, err = r.label(key, true)
		case "text", "content":
			if seen {
				return r.fault(r.ahead(), errors.New(`a turn has "text" or "content", not both`))
			}
			seen = true
			texts, err = r.content(key)
		default:
			err = r.skip()
		}
		return err
	})
	if err == nil && !seen {
		err = r.fault(start, errors.New(`a turn needs "text"`))
	}
	return t, texts, err
}

// content reads what a turn says: a string; in a message also parts, or null.
func (r *jsonlReader) content(key string) ([]Text, error) {
	switch kind := r.dec.PeekKind(); {
	case key == "content" && kind == 'n':
		return nil, r.skip()
	case key == "content" && kind == '[':
		return r.parts()
	}
	t, err := r.text(key)
	return []Text{t}, err
}

// parts reads a list of {"type", "text"}.
func (r *jsonlReader) parts() ([]Text, error) {
	if _, err := r.dec.ReadToken(); err != nil {
		return nil, r.syntax(err)
	}
	var texts []Text
	for r.dec.PeekKind() != ']' {
		if r.dec.PeekKind() != '{' {
			return nil, r.wrong("a part of a message", "an object")
		}
		err := r.object("a part of a message", func(key string) error {
			if key != "text" {
				return r.skip()
			}
			t, err := r.text(key)
			texts = append(texts, t)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	if _, err := r.dec.ReadToken(); err != nil {
		return nil, r.syntax(err)
	}
	return texts, nil
}

// object reads the object that comes next; member reads the value of each key.
func (r *jsonlReader) object(what string, member func(key string) error) error {
	if _, err := r.dec.ReadToken(); err != nil {
		return r.syntax(err)
	}
	for {
		tok, err := r.dec.ReadToken()
		if err != nil {
			return r.syntax(err)
		}
		switch tok.Kind() {
		case '}':
			return nil
		case '"':
			if err := member(tok.String()); err != nil {
				return err
			}
		default:
			return r.fault(r.offset()-1, fmt.Errorf("%s has a key that is no string", what))
		}
	}
}

// label reads a value that is not linted: a string, null for none, and, if
// number is set, a number as written.
func (r *jsonlReader) label(key string, number bool) (string, error) {
	switch kind := r.dec.PeekKind(); {
	case kind == '"' || kind == 'n':
		tok, err := r.dec.ReadToken()
		if err != nil {
			return "", r.syntax(err)
		}
		if kind == 'n' {
			return "", nil
		}
		return tok.String(), nil
	case kind == '0' && number:
		v, err := r.dec.ReadValue()
		if err != nil {
			return "", r.syntax(err)
		}
		return string(v), nil
	case number:
		return "", r.wrong(fmt.Sprintf("%q", key), "a string or a number")
	default:
		return "", r.wrong(fmt.Sprintf("%q", key), "a string")
	}
}

// text reads a string that is linted.
func (r *jsonlReader) text(key string) (Text, error) {
	if r.dec.PeekKind() != '"' {
		return Text{}, r.wrong(fmt.Sprintf("%q", key), "a string")
	}
	v, err := r.dec.ReadValue()
	if err != nil {
		return Text{}, r.syntax(err)
	}
	end := r.offset()
	return newJSONText(r.block, end-len(v)+1, end-1, r.plain), nil
}

func (r *jsonlReader) skip() error {
	if err := r.dec.SkipValue(); err != nil {
		return r.syntax(err)
	}
	return nil
}

// offset returns the block offset just behind what was read last.
func (r *jsonlReader) offset() int { return r.start + int(r.dec.InputOffset()) }

// ahead returns the block offset at which the next value starts.
func (r *jsonlReader) ahead() int {
	at := r.offset()
	for at < r.end && strings.IndexByte(" \t\r\n:,", r.block.text[at]) >= 0 {
		at++
	}
	return at
}

// wrong returns the Error for a next value that has the wrong type, or for the
// reason why there is none.
func (r *jsonlReader) wrong(what, wanted string) error {
	at, kind := r.ahead(), r.dec.PeekKind()
	if _, err := r.dec.ReadToken(); err != nil {
		return r.syntax(err)
	}
	return r.fault(at, fmt.Errorf("%s must be %s, not %s", what, wanted, kindName(kind)))
}

func kindName(k jsontext.Kind) string {
	switch k {
	case 'n':
		return "null"
	case 't', 'f':
		return "a boolean"
	case '"':
		return "a string"
	case '0':
		return "a number"
	case '{':
		return "an object"
	case '[':
		return "an array"
	default:
		return "the end of an array or object"
	}
}

// syntax turns an error of the decoder into an Error with its place.
func (r *jsonlReader) syntax(err error) error {
	at := r.end
	var s *jsontext.SyntacticError
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		err = errors.New("the line ends inside a record (each record stands on one line)")
	case errors.As(err, &s):
		at = min(r.start+int(s.ByteOffset), r.end)
		err = fmt.Errorf("not valid JSON: %w", s.Err)
		if errors.Is(s.Err, jsontext.ErrDuplicateName) {
			err = fmt.Errorf("key %q stands twice in one object", s.JSONPointer.LastToken())
		}
	}
	return r.fault(at, err)
}

func (r *jsonlReader) fault(at int, err error) error {
	for at > r.start && at < r.end && r.block.text[at]&0xC0 == 0x80 {
		at--
	}
	return r.block.fault(r.stream.path, at, err)
}
