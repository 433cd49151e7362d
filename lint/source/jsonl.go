package source

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// jsonlReader reads JSON Lines: on each line that is not blank an object, either
// {"id", "channel", "turns": [{"role", "name", "text", "time", "end"}]} or {"id", "text"}, which
// is a lone turn of the agent. "messages" is another name of "turns", "content"
// of "text"; the content of a message may be a list of parts, of which those of
// the type text are turns of their own, or null, which is no turn. Other keys are
// skipped; a key that stands twice in an object is an error, since it cannot be
// told which one is meant.
//
// A record that has neither is read as a JSON file is, by the shapes that are
// known; so is every record where a selection names what is text. A file whose
// first record holds no text of a known shape is one that nothing is selected in.
type jsonlReader struct {
	*jsonCursor
	stream *stream
	gather *gatherer
	walk   jsonWalk
	count  int // records read
}

func newJSONLReader(s *stream, g *gatherer) *jsonlReader {
	g.records = true
	c := newJSONCursor(s.path, "the line ends inside a record (each record stands on one line)")
	return &jsonlReader{
		jsonCursor: c,
		stream:     s,
		gather:     g,
		walk:       jsonWalk{jsonCursor: c},
	}
}

func (r *jsonlReader) read(yield func(*Conversation) bool) error {
	for {
		b, length, err := r.stream.next("a record", lastLine)
		if b != nil {
			for lines := newLineScanner(b.text[:length]); lines.scan(); {
				if isBlank(b.text[lines.start:lines.end]) {
					continue
				}
				if err := r.stream.checkLength("a record", b, lines.start, lines.end); err != nil {
					return err
				}
				if err := r.record(b, lines.start, lines.end, yield); err != nil {
					return err
				}
			}
		}
		switch {
		case errors.Is(err, io.EOF) && r.count == 0:
			return nil
		case errors.Is(err, io.EOF):
			return r.gather.end(yield)
		case err != nil:
			return err
		}
	}
}

const secondValue = "a second value on the line of a record"

// record reads the record in b.text[start:end].
func (r *jsonlReader) record(b *Block, start, end int, yield func(*Conversation) bool) error {
	r.count++
	if len(r.gather.selected.Text) == 0 {
		r.begin(b, start, end)
		c, err := r.plainRecord()
		if err != nil {
			return err
		}
		if c != nil {
			r.gather.found = true
			r.gather.count++
			c.Index = r.gather.count
			if !yield(c) {
				return errStopped
			}
			return nil
		}
	}
	l, err := r.walk.read(b, start, end, secondValue)
	if err != nil {
		return err
	}
	found, err := r.gather.gather(b, l, yield)
	if err == nil && !found && len(r.gather.selected.Text) == 0 {
		message := `a record needs "turns" or "text", or another key that is known to be text`
		if err = errors.New(message); !r.gather.found {
			err = &noTextError{message}
		}
		blank := len(b.text[start:end]) - len(strings.TrimLeft(b.text[start:end], " \t"))
		return r.fault(start+blank, err)
	}
	return err
}

// plainRecord reads a record with turns or text; nil means that it has neither.
func (r *jsonlReader) plainRecord() (*Conversation, error) {
	c := &Conversation{}
	if r.dec.PeekKind() != '{' {
		return nil, r.wrong("a record", "an object")
	}
	start := r.ahead()
	var lone *Text
	err := r.object("the record", func(key string) (err error) {
		switch key {
		case "id":
			c.ID, err = r.label("id", true)
		case "channel":
			if r.dec.PeekKind() != '"' {
				return r.skip() // nothing that is read hangs on it
			}
			c.Channel, err = r.label("channel", false)
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
	if err := r.finish(secondValue); err != nil {
		return nil, err
	}
	switch {
	case c.Dialog && lone != nil:
		return nil, r.fault(start, errors.New(`a record has "turns" or "text", not both`))
	case !c.Dialog && lone == nil:
		return nil, nil //nolint:nilnil // no such record
	case lone != nil:
		c.Turns = []Turn{{Speaker: Agent, Text: *lone}}
	}
	return c, nil
}

// object reads the object that comes next; member reads the value of each key.
func (r *jsonlReader) object(what string, member func(key string) error) error {
	if err := r.token(); err != nil {
		return err
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

// wrong returns the Error for a next value that has the wrong type, or for the
// reason why there is none.
func (r *jsonlReader) wrong(what, wanted string) error {
	at, kind := r.ahead(), r.dec.PeekKind()
	if err := r.token(); err != nil {
		return err
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
