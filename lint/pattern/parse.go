package pattern

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/cuoci/cuoci/lint/zh"
)

// node is one element of a parsed pattern.
type node struct {
	kind nodeKind
	text string  // nodeLiteral: folded text; nodeRef: the name; nodeNote: the list entry
	list string  // nodeNote: the list it is an entry of
	subs []*node // nodeSeq, nodeAlt; nodeOpt and nodeNote have one
	min  int     // nodeGap: characters; nodeAnchor: the place; nodeSlot: the slot
	max  int     // nodeGap
	col  int     // code points from the start of the pattern
	size int     // of a word list: its weight
}

type nodeKind uint8

const (
	nodeLiteral nodeKind = iota
	nodeSeq
	nodeAlt
	nodeOpt
	nodeRef
	nodeSlot
	nodeGap
	nodeAnchor
	nodeNote // one entry of a word list, kept for coverage
)

// The places an anchor holds at.
const (
	sentenceStart = iota
	sentenceEnd
	turnStart
	turnEnd
)

const (
	defaultGap = 8  // characters of a bare …
	maxGap     = 40 // keeps every match, and so the work at one place, bounded
	maxDepth   = 32 // nesting of groups
)

// parser reads one pattern.
type parser struct {
	src   string
	pos   int // bytes
	depth int
}

// syntaxError is a fault at a place of a pattern.
type syntaxError struct {
	col int // code points from the start of the pattern
	msg string
}

func (e *syntaxError) Error() string { return e.msg }

// parse reads the notation into a tree.
func parse(src string) (*node, error) {
	p := &parser{src: src}
	n, err := p.alternatives()
	if err != nil {
		return nil, err
	}
	if p.pos < len(src) {
		return nil, p.errorf(p.pos, "%q closes no group: write %q for the character itself", src[p.pos:p.pos+1], `\`+src[p.pos:p.pos+1])
	}
	return n, nil
}

func (p *parser) errorf(at int, format string, args ...any) error {
	return &syntaxError{col: utf8.RuneCountInString(p.src[:at]), msg: fmt.Sprintf(format, args...)}
}

func (p *parser) peek() byte {
	if p.pos < len(p.src) {
		return p.src[p.pos]
	}
	return 0
}

// alternatives reads sequences parted by |, up to ) or the end.
func (p *parser) alternatives() (*node, error) {
	if p.depth++; p.depth > maxDepth {
		return nil, p.errorf(p.pos, "groups nest deeper than %d", maxDepth)
	}
	defer func() { p.depth-- }()
	alt := &node{kind: nodeAlt, col: p.pos}
	for {
		start := p.pos
		seq, err := p.sequence()
		if err != nil {
			return nil, err
		}
		if len(seq.subs) == 0 {
			return nil, p.errorf(start, "an alternative is empty: write (…)? for something that may be left out")
		}
		alt.subs = append(alt.subs, seq)
		if p.peek() != '|' {
			break
		}
		p.pos++
	}
	if len(alt.subs) == 1 {
		return alt.subs[0], nil
	}
	return alt, nil
}

// sequence reads elements up to |, ) or the end.
func (p *parser) sequence() (*node, error) {
	seq := &node{kind: nodeSeq, col: p.pos}
	for p.pos < len(p.src) {
		switch c := p.src[p.pos]; c {
		case '|', ')':
			return seq, nil
		default:
			n, err := p.element(len(seq.subs) == 0)
			if err != nil {
				return nil, err
			}
			if last := len(seq.subs) - 1; last >= 0 && seq.subs[last].kind == nodeAnchor && endAnchor(seq.subs[last]) {
				return nil, p.errorf(seq.subs[last].col, "%q stands only at the end of a pattern or alternative", "$")
			}
			seq.subs = append(seq.subs, n)
		}
	}
	return seq, nil
}

func endAnchor(n *node) bool { return n.min == sentenceEnd || n.min == turnEnd }

// element reads one element with its ? where it has one.
func (p *parser) element(first bool) (*node, error) {
	start := p.pos
	var n *node
	var err error
	optional := false // whether ? may follow
	switch c := p.src[p.pos]; {
	case c == '(':
		n, err = p.group()
		optional = true
	case c == '<':
		n, err = p.reference()
		optional = true
	case c == '^' || c == '$':
		n, err = p.anchor(first)
	case strings.HasPrefix(p.src[p.pos:], "…"):
		n, err = p.gap()
	case c == '?':
		return nil, p.errorf(p.pos, "%q stands only after ) or >: write (…)? for what may be left out", "?")
	case c == '>' || c == '{' || c == '}':
		return nil, p.errorf(p.pos, "%q has nothing to close or count: write %q for the character itself", string(c), `\`+string(c))
	default:
		n, err = p.literal()
	}
	if err != nil {
		return nil, err
	}
	if optional && p.peek() == '?' {
		p.pos++
		n = &node{kind: nodeOpt, subs: []*node{n}}
	}
	n.col = utf8.RuneCountInString(p.src[:start])
	return n, nil
}

func (p *parser) group() (*node, error) {
	open := p.pos
	p.pos++
	n, err := p.alternatives()
	if err != nil {
		return nil, err
	}
	if p.peek() != ')' {
		return nil, p.errorf(open, "%q is not closed", "(")
	}
	p.pos++
	// A group of its own, so that the column set by element stays its own.
	return &node{kind: nodeSeq, subs: []*node{n}}, nil
}

func (p *parser) reference() (*node, error) {
	open := p.pos
	end := strings.IndexByte(p.src[open:], '>')
	if end < 0 {
		return nil, p.errorf(open, "%q is not closed", "<")
	}
	name := p.src[open+1 : open+end]
	if name == "" || strings.ContainsAny(name, "()|?<{}^$\\ …") {
		return nil, p.errorf(open, "%q is no name of a word list or slot", name)
	}
	p.pos = open + end + 1
	if slot, ok := zh.SlotByName(name); ok {
		return &node{kind: nodeSlot, min: int(slot)}, nil
	}
	return &node{kind: nodeRef, text: name}, nil
}

func (p *parser) anchor(first bool) (*node, error) {
	c := p.src[p.pos]
	place := sentenceStart
	if c == '$' {
		place = sentenceEnd
	}
	start := p.pos
	p.pos++
	if p.peek() == c {
		p.pos++
		place += turnStart - sentenceStart
	}
	if c == '^' && !first {
		return nil, p.errorf(start, "%q stands only at the start of a pattern or alternative", "^")
	}
	return &node{kind: nodeAnchor, min: place}, nil
}

func (p *parser) gap() (*node, error) {
	p.pos += len("…")
	n := &node{kind: nodeGap, max: defaultGap}
	if p.peek() != '{' {
		return n, nil
	}
	open := p.pos
	end := strings.IndexByte(p.src[open:], '}')
	if end < 0 {
		return nil, p.errorf(open, "%q is not closed", "{")
	}
	spec := p.src[open+1 : open+end]
	low, high, two := strings.Cut(spec, ",")
	if !two {
		low, high = "0", spec
	}
	var err1, err2 error
	n.min, err1 = strconv.Atoi(low)
	n.max, err2 = strconv.Atoi(high)
	if err1 != nil || err2 != nil || n.min < 0 || n.max < n.min || n.max == 0 || n.max > maxGap {
		return nil, p.errorf(open, "%q is no size of a gap: write …{0,12} or …{12}, at most %d", "{"+spec+"}", maxGap)
	}
	p.pos = open + end + 1
	return n, nil
}

// literal reads text up to the next metacharacter and folds it.
func (p *parser) literal() (*node, error) {
	var b strings.Builder
	for p.pos < len(p.src) {
		c := p.src[p.pos]
		if c == '\\' {
			if p.pos+1 == len(p.src) {
				return nil, p.errorf(p.pos, "%q escapes nothing", `\`)
			}
			p.pos++
		} else if strings.IndexByte("()|?<>{}^$", c) >= 0 || strings.HasPrefix(p.src[p.pos:], "…") {
			break
		}
		_, size := utf8.DecodeRuneInString(p.src[p.pos:])
		b.WriteString(p.src[p.pos : p.pos+size])
		p.pos += size
	}
	folded := zh.Fold(b.String())
	if folded == "" {
		return nil, p.errorf(0, "%q folds to nothing", b.String())
	}
	return &node{kind: nodeLiteral, text: folded}, nil
}
