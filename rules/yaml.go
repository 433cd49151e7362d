package rules

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// parser reads one file of a pack.
type parser struct {
	*problems
	path  string
	lines []string // of the file, for block scalars
	pack  *rawPack
}

// document parses the file into its root node, nil when it cannot be parsed.
func (p *parser) document(data []byte) *yaml.Node {
	if i := invalidUTF8(data); i >= 0 {
		line := 1 + bytes.Count(data[:i], []byte("\n"))
		col := 1 + utf8.RuneCount(data[bytes.LastIndexByte(data[:i], '\n')+1:i])
		p.broken = true
		p.add(place{p.path, line, col}, "not UTF-8: byte %#x", data[i])
		return nil
	}
	var docs []yaml.Node
	if err := yaml.Load(data, &docs, yaml.WithAllDocuments(), yaml.WithUniqueKeys(false)); err != nil {
		p.broken = true
		p.syntax(err)
		return nil
	}
	switch {
	case len(docs) == 0 || len(docs[0].Content) == 0:
		p.broken = true
		p.add(place{p.path, 1, 1}, "the file is empty: it must begin with \"pack: NAME\"")
		return nil
	case len(docs) > 1:
		p.add(p.at(&docs[1]), "more than one YAML document in the file")
	}
	return docs[0].Content[0]
}

func invalidUTF8(data []byte) int {
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return -1
}

// syntax reports what the YAML parser says, at the place it names.
func (p *parser) syntax(err error) {
	at := place{p.path, 1, 1}
	msg := strings.TrimPrefix(err.Error(), "yaml: ")
	if load, ok := errors.AsType[*yaml.LoadError](err); ok {
		msg = load.Message
		if load.ContextMsg != "" {
			msg = load.ContextMsg + ": " + msg
		}
		mark := load.Mark
		if mark.Line == 0 {
			mark = load.ContextMark
		}
		if mark.Line > 0 {
			at.line, at.col = mark.Line, max(mark.Column, 1)
		}
	}
	p.add(at, "not valid YAML: %s", msg)
}

func (p *parser) at(n *yaml.Node) place { return place{p.path, n.Line, n.Column} }

// textAt is the place of a scalar's first character: behind the quotation mark,
// or on the line below the sign of a block.
func (p *parser) textAt(n *yaml.Node) place {
	at := p.at(n)
	switch {
	case n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0:
		at.col++
	case n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		for i := n.Line; i < len(p.lines); i++ {
			if text := strings.TrimLeft(p.lines[i], " "); strings.TrimSpace(text) != "" {
				return place{p.path, i + 1, len(p.lines[i]) - len(text) + 1}
			}
		}
	}
	return at
}

// SortOf names, for a message, what kind of value a node is.
func SortOf(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		return "a mapping"
	case yaml.SequenceNode:
		return "a list"
	case yaml.AliasNode:
		return "an alias"
	default:
		if n.Tag == "!!null" {
			return "empty"
		}
		return "a text"
	}
}

// plain refuses what YAML can say and a pack does not use; places would be wrong.
func (p *parser) plain(n *yaml.Node) bool {
	switch {
	case n.Kind == yaml.AliasNode, n.Anchor != "":
		p.add(p.at(n), "YAML anchors and aliases are not used in packs: name a word list or a marker instead")
	case n.Style&yaml.TaggedStyle != 0:
		p.add(p.at(n), "YAML tags such as %q are not used in packs", n.Tag)
	default:
		return true
	}
	return false
}

// field is one key of a mapping with its value.
type field struct {
	key   string
	at    place // of the key
	value *yaml.Node
}

// fields are the keys of a mapping, in order.
type fields []field

func (f fields) get(key string) *yaml.Node {
	for i := range f {
		if f[i].key == key {
			return f[i].value
		}
	}
	return nil
}

// entries reads any mapping: what says where, for errors. Keys that come twice
// are reported and left out.
func (p *parser) entries(n *yaml.Node, what string) (fields, bool) {
	if !p.plain(n) {
		return nil, false
	}
	if n.Kind != yaml.MappingNode {
		p.add(p.at(n), "%s must be a mapping, not %s", what, SortOf(n))
		return nil, false
	}
	f := make(fields, 0, len(n.Content)/2)
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, v := n.Content[i], n.Content[i+1]
		if !p.plain(k) {
			continue
		}
		if k.Kind != yaml.ScalarNode {
			p.add(p.at(k), "a key of %s must be a text, not %s", what, SortOf(k))
			continue
		}
		if f.get(k.Value) != nil {
			p.add(p.at(k), "%q is there twice in %s", k.Value, what)
			continue
		}
		f = append(f, field{k.Value, p.at(k), v})
	}
	return f, true
}

// keyed reads a mapping with a fixed set of keys.
func (p *parser) keyed(n *yaml.Node, what string, allowed []string) (fields, bool) {
	f, ok := p.entries(n, what)
	if !ok {
		return nil, false
	}
	return slices.DeleteFunc(f, func(e field) bool {
		if slices.Contains(allowed, e.key) {
			return false
		}
		p.add(e.at, "unknown key %q in %s%s: allowed are %s", e.key, what, DidYouMean(e.key, allowed), strings.Join(allowed, ", "))
		return true
	}), true
}

// items reads a list that is not empty.
func (p *parser) items(n *yaml.Node, what string) []*yaml.Node {
	if !p.plain(n) {
		return nil
	}
	if n.Kind != yaml.SequenceNode {
		p.add(p.at(n), "%s must be a list, not %s", what, SortOf(n))
		return nil
	}
	if len(n.Content) == 0 {
		p.add(p.at(n), "%s is an empty list: leave the key out, or give it an entry", what)
	}
	return n.Content
}

// text reads a scalar that is not empty. YAML's own types do not matter: 002,
// off and 我 are texts as written.
func (p *parser) text(n *yaml.Node, what string) (string, bool) {
	if !p.plain(n) {
		return "", false
	}
	if n.Kind != yaml.ScalarNode {
		p.add(p.at(n), "%s must be a text, not %s", what, SortOf(n))
		return "", false
	}
	if n.Tag == "!!null" || strings.TrimSpace(n.Value) == "" {
		p.add(p.at(n), "%s is empty", what)
		return "", false
	}
	return n.Value, true
}
