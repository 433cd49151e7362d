package source

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// jsonReader reads a JSON file: the strings that the selection names, or those
// of a shape that is known.
type jsonReader struct {
	stream   *stream
	selected Selection
}

func (r *jsonReader) read(yield func(*Conversation) bool) error {
	b, err := r.stream.whole()
	if err != nil {
		return err
	}
	if isBlank(b.text) {
		return nil
	}
	w := &jsonWalk{block: b, path: r.stream.path, end: len(b.text), plain: &notation{encode: encodeJSON}}
	w.dec = jsontext.NewDecoder(strings.NewReader(b.text))
	if err := w.value(nil, 0, nil); err != nil {
		return err
	}
	if _, err := w.dec.ReadToken(); !errors.Is(err, io.EOF) {
		return b.fault(r.stream.path, w.ahead(), errors.New("a second value behind the first: a file of several is JSON Lines (.jsonl)"))
	}
	return w.leaves.emit(r.stream, b, r.selected, yield)
}

// emit yields the conversations of the leaves of a file.
func (l *leaves) emit(s *stream, b *Block, selected Selection, yield func(*Conversation) bool) error {
	if len(selected.Text) == 0 {
		known, ok := l.recognise()
		if !ok {
			return s.fail(ErrNoText)
		}
		if len(selected.Question) > 0 {
			known.Question = selected.Question
		}
		selected = known
	} else if !l.has(selected.Text) {
		return b.fault(s.path, 0, fmt.Errorf("nothing in the file is named by %q", selected.Text[0]))
	}
	for _, c := range l.conversations(&selected, 1) {
		if !yield(c) {
			return errStopped
		}
	}
	return nil
}

// jsonWalk goes through a value and notes its strings.
type jsonWalk struct {
	block  *Block
	path   string
	dec    *jsontext.Decoder
	start  int // block offset of what the decoder reads
	end    int
	plain  *notation
	leaves leaves
}

// value reads the value that comes next; object is the number of the object
// that holds it, key the place of its key.
func (w *jsonWalk) value(path []pathStep, object int, key func() Text) error {
	switch w.dec.PeekKind() {
	case '{':
		return w.object(path, object)
	case '[':
		return w.list(path, object)
	case '"':
		raw, err := w.dec.ReadValue()
		if err != nil {
			return w.syntax(err)
		}
		to := w.start + int(w.dec.InputOffset())
		from := to - len(raw)
		text := func() Text { return newJSONText(w.block, from+1, to-1, w.plain) }
		value, err := jsontext.AppendUnquote(nil, raw)
		if err != nil {
			return w.syntax(err)
		}
		w.leaves.add(leaf{path: path, value: string(value), object: object, text: text, key: key})
		return nil
	default:
		if _, err := w.dec.ReadToken(); err != nil {
			return w.syntax(err)
		}
		return nil
	}
}

func (w *jsonWalk) object(path []pathStep, parent int) error {
	if _, err := w.dec.ReadToken(); err != nil {
		return w.syntax(err)
	}
	object := w.leaves.object(parent)
	for w.dec.PeekKind() != '}' {
		raw, err := w.dec.ReadValue()
		if err != nil {
			return w.syntax(err)
		}
		to := w.start + int(w.dec.InputOffset())
		from := to - len(raw)
		name, err := jsontext.AppendUnquote(nil, raw)
		if err != nil {
			return w.syntax(err)
		}
		key := func() Text { return newJSONText(w.block, from+1, to-1, w.plain) }
		if err := w.value(append(path, pathStep{key: string(name)}), object, key); err != nil {
			return err
		}
	}
	if _, err := w.dec.ReadToken(); err != nil {
		return w.syntax(err)
	}
	return nil
}

func (w *jsonWalk) list(path []pathStep, object int) error {
	if _, err := w.dec.ReadToken(); err != nil {
		return w.syntax(err)
	}
	for i := 0; w.dec.PeekKind() != ']'; i++ {
		if err := w.value(append(path, pathStep{at: i, inList: true}), object, nil); err != nil {
			return err
		}
	}
	if _, err := w.dec.ReadToken(); err != nil {
		return w.syntax(err)
	}
	return nil
}

// ahead is the block offset at which the next value starts.
func (w *jsonWalk) ahead() int {
	at := w.start + int(w.dec.InputOffset())
	for at < w.end && strings.IndexByte(" \t\r\n:,", w.block.text[at]) >= 0 {
		at++
	}
	return at
}

// syntax turns an error of the decoder into an Error with its place.
func (w *jsonWalk) syntax(err error) error {
	at := w.end
	var s *jsontext.SyntacticError
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		err = errors.New("the file ends inside of a value")
	case errors.As(err, &s):
		at = min(w.start+int(s.ByteOffset), w.end)
		err = fmt.Errorf("not valid JSON: %w", s.Err)
		if errors.Is(s.Err, jsontext.ErrDuplicateName) {
			err = fmt.Errorf("key %q stands twice in one object", s.JSONPointer.LastToken())
		}
	}
	for at > w.start && at < w.end && w.block.text[at]&0xC0 == 0x80 {
		at--
	}
	return w.block.fault(w.path, at, err)
}
