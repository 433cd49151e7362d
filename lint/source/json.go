package source

import (
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// jsonReader reads a JSON file: the strings that the selection names, or those
// of a shape that is known.
type jsonReader struct {
	stream *stream
	gather *gatherer
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
	if _, err := r.gather.gather(b, l, yield); err != nil {
		return err
	}
	return r.gather.end(yield)
}

// jsonWalk goes through a value and notes its scalars.
type jsonWalk struct {
	*jsonCursor
	leaves leaves
}

// jsonValue is a value that comes next.
type jsonValue struct {
	up     *route   // the way to what holds it
	step   pathStep // and from there to it
	object int32    // the object that holds it
	depth  int      // of what holds it
	key    int      // where its key is written
	kind   leafKind
}

// route is the way to a value.
func (v *jsonValue) route() *route {
	if v.kind&leafRoot != 0 {
		return nil
	}
	return &route{v.up, v.step}
}

// read notes the leaves of the value in b.text[start:end], which hold until the
// next is read; second says that another one follows.
func (w *jsonWalk) read(b *Block, start, end int, second string) (*leaves, error) {
	w.begin(b, start, end)
	w.leaves.list.reset()
	w.leaves.objects.reset()
	w.leaves.read = func(at int, _ string, _ bool) (Text, error) {
		return newJSONText(b, at+1, jsonStringEnd(b.text, at+1), w.plain), nil
	}
	if err := w.value(&jsonValue{kind: leafRoot}); err != nil {
		return nil, err
	}
	return &w.leaves, w.finish(second)
}

// jsonStringEnd is where the string ends whose inside starts at an offset.
func jsonStringEnd(text string, at int) int {
	for text[at] != '"' {
		if text[at] == '\\' {
			at++
		}
		at++
	}
	return at
}

// value reads the value that comes next.
func (w *jsonWalk) value(v *jsonValue) error {
	switch kind := w.dec.PeekKind(); kind {
	case '{', '[':
		if v.depth >= maxDepth {
			return w.fault(w.ahead(), errTooDeep)
		}
		if kind == '{' {
			return w.object(v)
		}
		return w.list(v)
	case '"', '0', 't', 'f':
		from, to, err := w.raw()
		if err != nil {
			return err
		}
		f := leaf{up: v.up, step: v.step, object: v.object, at: u32(from), key: u32(v.key), kind: v.kind}
		switch {
		case kind == '"':
			f.kind |= leafText
			f.value, err = w.unquoted(from, to)
		case v.step.inList || v.kind&leafRoot != 0:
			return nil // no label of anything
		default:
			f.value = w.block.text[from:to]
		}
		if err == nil {
			err = w.limit(from, w.leaves.add(&f))
		}
		return err
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

// limit gives an error of the leaves its place.
func (w *jsonWalk) limit(at int, err error) error {
	if err != nil {
		return w.fault(at, err)
	}
	return nil
}

func (w *jsonWalk) object(v *jsonValue) error {
	object, err := w.leaves.object(v.object)
	if err != nil {
		return w.limit(w.ahead(), err)
	}
	if err := w.token(); err != nil {
		return err
	}
	up := v.route()
	for w.dec.PeekKind() != '}' {
		from, to, err := w.raw()
		if err != nil {
			return err
		}
		member := jsonValue{up: up, object: object, depth: v.depth + 1, key: from, kind: leafKeyed}
		if member.step.key, err = w.unquoted(from, to); err != nil {
			return err
		}
		if err := w.value(&member); err != nil {
			return err
		}
	}
	return w.token()
}

func (w *jsonWalk) list(v *jsonValue) error {
	if err := w.token(); err != nil {
		return err
	}
	up := v.route()
	for i := 0; w.dec.PeekKind() != ']'; i++ {
		item := jsonValue{up: up, step: pathStep{at: i, inList: true}, object: v.object, depth: v.depth + 1}
		if err := w.value(&item); err != nil {
			return err
		}
	}
	return w.token()
}
