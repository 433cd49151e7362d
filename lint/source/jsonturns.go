package source

import (
	"cmp"
	"errors"
	"fmt"
)

// turns reads the array of turns that comes next.
func (r *jsonlReader) turns(key string) ([]Turn, error) {
	if r.dec.PeekKind() != '[' {
		return nil, r.wrong(fmt.Sprintf("%q", key), "an array")
	}
	if err := r.token(); err != nil {
		return nil, err
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
	return turns, r.token()
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
			var name string
			t.Speaker, name = speakerOf(role, r.gather.speakers)
			t.Name = cmp.Or(t.Name, name)
		case "name":
			var name string
			name, err = r.label(key, false)
			t.Name = cmp.Or(name, t.Name)
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
	if s, ok := r.gather.speakers[t.Name]; ok {
		t.Speaker = s
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
	if err := r.token(); err != nil {
		return nil, err
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
	return texts, r.token()
}
