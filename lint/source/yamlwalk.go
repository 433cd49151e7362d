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
	if hasAlias(doc) {
		w.leaves.shared = true
		w.at = map[*yaml.Node]yamlPlace{}
		if err := w.index(doc, false); err != nil {
			return err
		}
	}
	for _, n := range doc.Content {
		if err := w.value(n, nil, yamlHolder{}, nil); err != nil {
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

// yamlHolder is what holds a value.
type yamlHolder struct {
	object int
	depth  int
	flow   bool
	alias  bool // an alias is being read
}

// value notes the scalars of a value; key gives the text of its key.
func (w *yamlWalk) value(n *yaml.Node, at *route, in yamlHolder, key func() (Text, error)) error {
	if in.alias {
		if w.aliased++; w.aliased > maxAliased {
			return w.fault(n, fmt.Errorf("aliases stand for more than %d values", maxAliased))
		}
	}
	if in.depth > maxDepth {
		return w.fault(n, errTooDeep)
	}
	if n.Style&yaml.FlowStyle != 0 {
		in.flow = true
	}
	in.depth++
	switch n.Kind {
	case yaml.ScalarNode:
		return w.scalar(n, at, in, key)
	case yaml.MappingNode:
		in.object = w.leaves.object(in.object)
		return w.mapping(n, at, in, nil)
	case yaml.SequenceNode:
		for i, item := range n.Content {
			if err := w.value(item, &route{at, pathStep{at: i, inList: true}}, in, nil); err != nil {
				return err
			}
		}
		return nil
	case yaml.AliasNode:
		return w.alias(n, func(target *yaml.Node) error {
			in.alias = true
			return w.value(target, at, in, key)
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
// not.
func (w *yamlWalk) mapping(n *yaml.Node, at *route, in yamlHolder, not map[string]bool) error {
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, v := n.Content[i], n.Content[i+1]
		if k.Kind == yaml.AliasNode && k.Alias != nil {
			k = k.Alias
		}
		switch {
		case k.Kind == yaml.ScalarNode && k.Tag == "!!merge":
			if err := w.merge(v, at, in, keysOf(n, not)); err != nil {
				return err
			}
			continue
		case not[k.Value] && k.Kind == yaml.ScalarNode:
			continue
		}
		step := pathStep{key: k.Value}
		var key func() (Text, error)
		if k.Kind == yaml.ScalarNode && k.Value != "" {
			place, err := w.place(k, in)
			if err != nil {
				return err
			}
			key = w.text(k, place)
		}
		if err := w.value(v, &route{at, step}, in, key); err != nil {
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
func (w *yamlWalk) merge(n *yaml.Node, at *route, in yamlHolder, not map[string]bool) error {
	in.depth++
	switch {
	case in.depth > maxDepth:
		return w.fault(n, errTooDeep)
	case n.Kind == yaml.AliasNode:
		return w.alias(n, func(target *yaml.Node) error {
			in.alias = true
			return w.merge(target, at, in, not)
		})
	case n.Kind == yaml.SequenceNode:
		for _, item := range n.Content {
			if err := w.merge(item, at, in, not); err != nil {
				return err
			}
		}
		return nil
	case n.Kind == yaml.MappingNode:
		return w.mapping(n, at, in, not)
	default:
		return nil
	}
}

// scalar notes a scalar.
func (w *yamlWalk) scalar(n *yaml.Node, at *route, in yamlHolder, key func() (Text, error)) error {
	if n.Value == "" || n.Tag == "!!null" || n.Tag == "!!binary" {
		return nil
	}
	f := leaf{route: at, value: n.Value, object: in.object, key: key}
	switch n.Tag {
	case "!!int", "!!float", "!!bool", "!!timestamp", "!!merge":
		if at == nil || at.step.inList {
			return nil
		}
	default:
		place, err := w.place(n, in)
		if err != nil {
			return err
		}
		f.at, f.text = place.at, w.text(n, place)
	}
	if err := w.leaves.add(&f); err != nil {
		return w.fault(n, err)
	}
	return nil
}

// place is where a scalar stands.
func (w *yamlWalk) place(n *yaml.Node, in yamlHolder) (yamlPlace, error) {
	if w.at != nil {
		return w.at[n], nil
	}
	if !w.places.seek(n.Line, n.Column) {
		return yamlPlace{}, w.fault(n, errNoPlace)
	}
	return yamlPlace{w.places.at, in.flow}, nil
}

// text gives the text of a scalar when it is asked for.
func (w *yamlWalk) text(n *yaml.Node, at yamlPlace) func() (Text, error) {
	return func() (Text, error) {
		t, ok := newYAMLText(w.block, n, at)
		if !ok {
			return Text{}, w.fault(n, fmt.Errorf("%w: %.40q", errNoPlace, n.Value))
		}
		return t, nil
	}
}

// fault returns an Error at a node.
func (w *yamlWalk) fault(n *yaml.Node, err error) error {
	p := yamlPlaces{text: w.block.text, line: 1, column: 1}
	p.seek(max(n.Line, 1), max(n.Column, 1))
	return w.block.fault(w.path, p.at, err)
}
