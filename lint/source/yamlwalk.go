package source

import (
	"errors"
	"fmt"
	"slices"

	"go.yaml.in/yaml/v4"
)

// maxAliased is how many values aliases may stand for in a document: each is
// read once, where it is written, but may be selected wherever it stands.
const maxAliased = 100_000

// yamlWalk goes through a document and notes its scalars.
type yamlWalk struct {
	block  *Block
	path   string
	places *yamlPlaces
	leaves leaves

	at      map[*yaml.Node]yamlPlace // of all scalars, in a document with aliases
	inside  []*yaml.Node             // anchored values that an alias is being read as
	aliased int                      // values that aliases stood for so far
}

// yamlPlace is where a scalar stands in the block.
type yamlPlace struct {
	at   int
	flow bool // in a list or mapping in brackets
}

func (w *yamlWalk) document(doc *yaml.Node) error {
	w.leaves.read = w.text
	if hasAlias(doc) {
		w.leaves.shared = true
		w.at = map[*yaml.Node]yamlPlace{}
		if err := w.index(doc, false); err != nil {
			return err
		}
	}
	for _, n := range doc.Content {
		if err := w.value(n, yamlHolder{kind: leafRoot}); err != nil {
			return err
		}
	}
	return nil
}

// hasAlias tells whether an alias stands in a node.
func hasAlias(n *yaml.Node) bool {
	return n.Kind == yaml.AliasNode || slices.ContainsFunc(n.Content, hasAlias)
}

// index finds the places of all scalars, in their order.
func (w *yamlWalk) index(n *yaml.Node, flow bool) error {
	flow = flow || n.Style&yaml.FlowStyle != 0
	if n.Kind == yaml.ScalarNode && n.Value != "" {
		if !w.places.seek(n.Line, n.Column) {
			return w.fault(n, errNoPlace)
		}
		w.at[n] = yamlPlace{w.places.at, flow}
	}
	for _, item := range n.Content {
		if err := w.index(item, flow); err != nil {
			return err
		}
	}
	return nil
}

// errNoPlace says that the parser and the walk do not agree.
var errNoPlace = errors.New("a value was not found at its place")

// yamlHolder is what holds a value, and the step from there to it.
type yamlHolder struct {
	up     *route
	step   pathStep
	object int32
	depth  int
	key    int // where its key is written
	kind   leafKind
	flow   bool
	alias  bool // an alias is being read
}

// route is the way to the value.
func (in *yamlHolder) route() *route {
	if in.kind&leafRoot != 0 {
		return nil
	}
	return &route{in.up, in.step}
}

// value notes the scalars of a value.
func (w *yamlWalk) value(n *yaml.Node, in yamlHolder) error {
	if in.alias {
		if w.aliased++; w.aliased > maxAliased {
			return w.fault(n, fmt.Errorf("aliases stand for more than %d values", maxAliased))
		}
	}
	if in.depth > maxDepth {
		return w.fault(n, errTooDeep)
	}
	in.flow = in.flow || n.Style&yaml.FlowStyle != 0
	in.depth++
	switch n.Kind {
	case yaml.ScalarNode:
		return w.scalar(n, &in)
	case yaml.MappingNode:
		object, err := w.leaves.object(in.object)
		if err != nil {
			return w.fault(n, err)
		}
		in.up, in.object = in.route(), object
		return w.mapping(n, in, nil)
	case yaml.SequenceNode:
		in.up, in.kind = in.route(), 0
		for i, item := range n.Content {
			in.step = pathStep{at: i, inList: true}
			if err := w.value(item, in); err != nil {
				return err
			}
		}
		return nil
	case yaml.AliasNode:
		return w.alias(n, func(target *yaml.Node) error {
			in.alias = true
			return w.value(target, in)
		})
	default:
		return nil
	}
}

// alias reads what an alias stands for.
func (w *yamlWalk) alias(n *yaml.Node, read func(target *yaml.Node) error) error {
	if n.Alias == nil || slices.Contains(w.inside, n.Alias) {
		return w.fault(n, fmt.Errorf("alias %q stands inside of what it stands for", n.Value))
	}
	w.inside = append(w.inside, n.Alias)
	err := read(n.Alias)
	w.inside = w.inside[:len(w.inside)-1]
	return err
}

// mapping reads the members of a mapping, but for those with a key that is in
// not; in.up is the way to the mapping.
func (w *yamlWalk) mapping(n *yaml.Node, in yamlHolder, not map[string]bool) error {
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, v := n.Content[i], n.Content[i+1]
		if k.Kind == yaml.AliasNode && k.Alias != nil {
			k = k.Alias
		}
		switch {
		case k.Kind == yaml.ScalarNode && k.Tag == "!!merge":
			if err := w.merge(v, in, keysOf(n, not)); err != nil {
				return err
			}
			continue
		case not[k.Value] && k.Kind == yaml.ScalarNode:
			continue
		}
		in.step, in.kind = pathStep{key: k.Value}, 0
		if k.Kind == yaml.ScalarNode && k.Value != "" {
			place, err := w.place(k, in.flow)
			if err != nil {
				return err
			}
			in.key, in.kind = place.at, leafKeyed
		}
		if err := w.value(v, in); err != nil {
			return err
		}
	}
	return nil
}

// keysOf adds the keys of a mapping to those that are not taken over.
func keysOf(n *yaml.Node, not map[string]bool) map[string]bool {
	keys := map[string]bool{}
	for k := range not {
		keys[k] = true
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if k := n.Content[i]; k.Kind == yaml.ScalarNode {
			keys[k.Value] = true
		}
	}
	return keys
}

// merge reads the mappings that << takes over as members of the mapping that it
// stands in.
func (w *yamlWalk) merge(n *yaml.Node, in yamlHolder, not map[string]bool) error {
	in.depth++
	switch {
	case in.depth > maxDepth:
		return w.fault(n, errTooDeep)
	case n.Kind == yaml.AliasNode:
		return w.alias(n, func(target *yaml.Node) error {
			in.alias = true
			return w.merge(target, in, not)
		})
	case n.Kind == yaml.SequenceNode:
		for _, item := range n.Content {
			if err := w.merge(item, in, not); err != nil {
				return err
			}
		}
		return nil
	case n.Kind == yaml.MappingNode:
		return w.mapping(n, in, not)
	default:
		return nil
	}
}

// scalar notes a scalar.
func (w *yamlWalk) scalar(n *yaml.Node, in *yamlHolder) error {
	if n.Value == "" || n.Tag == "!!null" || n.Tag == "!!binary" {
		return nil
	}
	f := leaf{up: in.up, step: in.step, value: n.Value, object: in.object, key: u32(in.key), kind: in.kind}
	switch n.Tag {
	case "!!int", "!!float", "!!bool", "!!timestamp", "!!merge":
		if in.step.inList || in.kind&leafRoot != 0 {
			return nil // no label of anything
		}
	default:
		place, err := w.place(n, in.flow)
		if err != nil {
			return err
		}
		f.kind |= leafText
		if place.flow {
			f.kind |= leafFlow
		}
		f.at = u32(place.at)
	}
	if err := w.leaves.add(&f); err != nil {
		return w.fault(n, err)
	}
	return nil
}

// place is where a scalar stands.
func (w *yamlWalk) place(n *yaml.Node, flow bool) (yamlPlace, error) {
	if w.at != nil {
		return w.at[n], nil
	}
	if !w.places.seek(n.Line, n.Column) {
		return yamlPlace{}, w.fault(n, errNoPlace)
	}
	return yamlPlace{w.places.at, flow}, nil
}

// text is the text of the scalar that is written at a block offset.
func (w *yamlWalk) text(at int, value string, flow bool) (Text, error) {
	t, ok := newYAMLText(w.block, at, value, flow)
	if !ok {
		return Text{}, w.block.fault(w.path, at, fmt.Errorf("%w: %.40q", errNoPlace, value))
	}
	return t, nil
}

// fault returns an Error at a node.
func (w *yamlWalk) fault(n *yaml.Node, err error) error {
	p := yamlPlaces{text: w.block.text, line: 1, column: 1}
	p.seek(max(n.Line, 1), max(n.Column, 1))
	return w.block.fault(w.path, p.at, err)
}
