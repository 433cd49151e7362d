package source

import (
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
	w := &jsonWalk{jsonCursor: newJSONCursor(r.stream.path, "the file ends inside of a value")}
	l, err := w.read(b, 0, len(b.text), "a second value behind the first: a file of several is JSON Lines (.jsonl), each on a line of its own")
	if err != nil {
		return err
	}
	g := &gatherer{stream: r.stream, selected: r.selected}
	if _, err := g.gather(b, l, yield); err != nil {
		return err
	}
	return g.end(yield)
}

// jsonWalk goes through a value and notes its scalars.
type jsonWalk struct {
	*jsonCursor
	leaves *leaves
}

// read notes the leaves of the value in b.text[start:end]; second says that
// another one follows.
func (w *jsonWalk) read(b *Block, start, end int, second string) (*leaves, error) {
	w.begin(b, start, end)
	w.leaves = new(leaves)
	if err := w.value(nil, 0, 0, nil); err != nil {
		return nil, err
	}
	return w.leaves, w.finish(second)
}

// value reads the value that comes next; object is the number of the object
// that holds it, key the text of its key.
func (w *jsonWalk) value(at *route, object, depth int, key func() (Text, error)) error {
	switch kind := w.dec.PeekKind(); kind {
	case '{', '[':
		if depth++; depth > maxDepth {
			return w.fault(w.ahead(), errTooDeep)
		}
		if kind == '{' {
			return w.object(at, object, depth)
		}
		return w.list(at, object, depth)
	case '"':
		from, to, err := w.raw()
		if err != nil {
			return err
		}
		f := leaf{route: at, object: object, at: from, key: key, text: w.text(from+1, to-1)}
		if f.value, err = w.unquoted(from, to); err != nil {
			return err
		}
		return w.add(&f)
	case '0', 't', 'f':
		from, to, err := w.raw()
		if err != nil || at == nil || at.step.inList {
			return err
		}
		return w.add(&leaf{route: at, object: object, at: from, value: w.block.text[from:to]})
	default:
		return w.token()
	}
}

// raw reads a scalar, which stands in block.text[from:to].
func (w *jsonWalk) raw() (from, to int, err error) {
	v, err := w.dec.ReadValue()
	if err != nil {
		return 0, 0, w.syntax(err)
	}
	to = w.offset()
	return to - len(v), to, nil
}

// unquoted is what the string in block.text[from:to] stands for.
func (w *jsonWalk) unquoted(from, to int) (string, error) {
	raw := w.block.text[from:to]
	if strings.IndexByte(raw, '\\') < 0 {
		return raw[1 : len(raw)-1], nil
	}
	value, err := jsontext.AppendUnquote(nil, raw)
	if err != nil {
		return "", w.syntax(err)
	}
	return string(value), nil
}

// text gives the text of a string, without its quotes, when it is asked for.
func (w *jsonWalk) text(from, to int) func() (Text, error) {
	b := w.block
	return func() (Text, error) { return newJSONText(b, from, to, w.plain), nil }
}

// add notes a leaf.
func (w *jsonWalk) add(f *leaf) error {
	if err := w.leaves.add(f); err != nil {
		return w.fault(f.at, err)
	}
	return nil
}

func (w *jsonWalk) object(at *route, parent, depth int) error {
	if err := w.token(); err != nil {
		return err
	}
	object := w.leaves.object(parent)
	for w.dec.PeekKind() != '}' {
		from, to, err := w.raw()
		if err != nil {
			return err
		}
		name, err := w.unquoted(from, to)
		if err != nil {
			return err
		}
		if err := w.value(&route{at, pathStep{key: name}}, object, depth, w.text(from+1, to-1)); err != nil {
			return err
		}
	}
	return w.token()
}

func (w *jsonWalk) list(at *route, object, depth int) error {
	if err := w.token(); err != nil {
		return err
	}
	for i := 0; w.dec.PeekKind() != ']'; i++ {
		if err := w.value(&route{at, pathStep{at: i, inList: true}}, object, depth, nil); err != nil {
			return err
		}
	}
	return w.token()
}
