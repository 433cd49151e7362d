package source

import (
	"sort"
	"strings"

	"go.yaml.in/yaml/v4"
)

// yamlOutline is what a file's values are and where they stand, for its comments.
type yamlOutline struct {
	block   *Block
	places  yamlPlaces
	entries []yamlEntry
	scalars []lineSpan // in which # begins no comment
}

// yamlEntry is a member of a mapping, an item of a list or a scalar, in the order
// of the file.
type yamlEntry struct {
	at   int
	last int // index of the first entry that is no part of it
}

// directives hands on the directives of a YAML file: a comment of a line of its
// own covers the entry that begins next, one at the end of a line what begins on
// that line.
func (r *yamlReader) directives(b *Block) {
	if !mayDirect(b.text) {
		return
	}
	loader, err := yaml.NewLoader(strings.NewReader(yamlVersion(b.text)), yaml.WithUniqueKeys(false))
	if err != nil {
		return // told where the values are read
	}
	o := yamlOutline{block: b, places: yamlPlaces{text: b.text, line: 1, column: 1}}
	for {
		var doc yaml.Node
		if loader.Load(&doc) != nil { // the end, or told where the values are read
			break
		}
		o.add(&doc, false)
	}
	text := b.text
	for from := 0; ; {
		i := strings.Index(text[from:], directiveWord)
		if i < 0 {
			return
		}
		at := len(strings.TrimRight(text[:from+i], " \t")) - 1
		from += i + len(directiveWord)
		if at < 0 || text[at] != '#' || !o.begins(at) {
			continue
		}
		end := at
		for end < len(text) && yamlBreak(text[end:]) == 0 {
			end++
		}
		from = end
		if start, stop, ok := directiveBody(text[at+1 : end]); ok {
			r.stream.direct(Directive{Text: b.own(at+1+start, at+1+stop), Covers: o.covers(at)})
		}
	}
}

// place is where a node stands, or the last one before it of which that is known.
func (o *yamlOutline) place(n *yaml.Node) int {
	if n.Line > 0 {
		o.places.seek(n.Line, n.Column)
	}
	return o.places.at
}

// add notes the entries in a node.
func (o *yamlOutline) add(n *yaml.Node, flow bool) {
	at := o.place(n)
	flow = flow || n.Style&yaml.FlowStyle != 0
	switch n.Kind {
	case yaml.ScalarNode:
		o.entries = append(o.entries, yamlEntry{at, len(o.entries) + 1})
		o.scalar(n, at, flow)
	case yaml.MappingNode:
		for i := 0; i+1 < len(n.Content); i += 2 {
			k, v := n.Content[i], n.Content[i+1]
			o.entry(o.place(k), func() {
				o.key(k, flow)
				o.add(v, flow)
			})
		}
	case yaml.SequenceNode:
		for _, item := range n.Content {
			o.entry(o.place(item), func() { o.add(item, flow) })
		}
	case yaml.DocumentNode:
		for _, c := range n.Content {
			o.add(c, flow)
		}
	case yaml.AliasNode, yaml.StreamNode: // the text of an alias stands elsewhere
	}
}

// entry notes an entry and those in it.
func (o *yamlOutline) entry(at int, inside func()) {
	i := len(o.entries)
	o.entries = append(o.entries, yamlEntry{at: at})
	inside()
	o.entries[i].last = len(o.entries)
}

// key notes a key, which is no entry of its own.
func (o *yamlOutline) key(k *yaml.Node, flow bool) {
	if k.Kind == yaml.ScalarNode {
		o.scalar(k, o.place(k), flow)
		return
	}
	o.add(k, flow)
}

// scalar notes where # begins no comment.
func (o *yamlOutline) scalar(n *yaml.Node, at int, flow bool) {
	if n.Value == "" {
		return
	}
	s := newYAMLScalar(o.block, at, n.Value)
	from := s.i
	if _, ok := s.read(flow); !ok {
		return
	}
	if from < len(s.raw) && (s.raw[from] == '|' || s.raw[from] == '>') {
		for from < len(s.raw) && yamlBreak(s.raw[from:]) == 0 {
			from++ // behind the sign of its style a comment may stand
		}
	}
	if from < s.i {
		o.scalars = append(o.scalars, lineSpan{from, s.i})
	}
}

// begins tells whether the # at an offset begins a comment.
func (o *yamlOutline) begins(at int) bool {
	text := o.block.text
	if at > 0 && strings.IndexByte(" \t\r\n", text[at-1]) < 0 {
		return false
	}
	i := sort.Search(len(o.scalars), func(i int) bool { return o.scalars[i].end > at })
	return i == len(o.scalars) || at < o.scalars[i].start
}

// covers is what the comment at an offset covers.
func (o *yamlOutline) covers(at int) Span {
	text := o.block.text
	line := strings.LastIndexAny(text[:at], "\r\n") + 1
	next := sort.Search(len(o.entries), func(i int) bool { return o.entries[i].at > at })
	if strings.Trim(text[line:at], " \t-?:") == "" {
		if next == len(o.entries) {
			return o.block.span(at, at)
		}
		return o.block.span(at, o.end(next))
	}
	if next == 0 {
		return o.block.span(at, at)
	}
	return o.block.span(min(line, o.entries[next-1].at), o.end(next-1))
}

// end is where an entry ends.
func (o *yamlOutline) end(i int) int {
	if last := o.entries[i].last; last < len(o.entries) {
		return o.entries[last].at
	}
	return len(o.block.text)
}
