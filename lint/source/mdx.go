package source

import (
	"slices"
	"strconv"
	"strings"
)

// mdxSource makes Markdown of MDX: imports and exports are left out, tags alone
// on their lines become marks, which are blocks, other tags those of HTML
// without attributes, and expressions a stand-in, but for names in braces,
// which are placeholders. What stands in an element is no longer indented.
type mdxSource struct {
	assembler
	s      string
	at     int
	open   []mdxOpen
	marks  map[int][]jsxTag // tags alone on their lines, by the place of the mark
	failed int              // how many braces and tags had no end
	ticks  map[int]bool     // lengths of backticks that the paragraph does not close

	directs bool                   // directives may stand in it
	notes   map[int][]mdxDirective // alone on their lines, by the place of the mark
	inLine  []mdxDirective         // in lines of text
}

// mdxOpen is an element that lines stand in.
type mdxOpen struct {
	name   string
	indent int // of its tag
	inner  int // what its lines are indented more; -1 until there is one
}

// maxFailed is how many braces and tags without an end are looked for before all
// further ones are text: the work stays linear.
const maxFailed = 100

// markByte begins a line that stands for tags.
const markByte = '\x01'

// newMDX reads the MDX of a block behind its front matter.
func newMDX(b *Block, from int) *mdxSource {
	m := &mdxSource{assembler: assembler{block: b}, s: b.text, at: from, marks: map[int][]jsxTag{}, ticks: map[int]bool{}, directs: mayDirect(b.text)}
	fence := ""
	blank := true // the line before was
	for m.at < len(m.s) {
		end, next := m.line()
		line := m.s[m.at:end]
		body := strings.TrimLeft(line, " \t")
		indent := len(line) - len(body)
		switch {
		case fence != "":
			if strings.HasPrefix(body, fence) && strings.Trim(body, fence[:1]+" \t\r") == "" {
				fence = ""
			}
			m.copyLine(indent, end, next)
		case body == "" || body == "\r":
			clear(m.ticks)
			m.keep(end, next)
			m.at = next
			blank = true
			continue
		case fenceOf(body) != "":
			fence = fenceOf(body)
			m.copyLine(indent, end, next)
		case blank && indent == 0 && len(m.open) == 0 && isESM(body):
			m.at = m.esmEnd()
		case (body[0] == '<' || body[0] == '{') && m.flow(m.at+indent, indent):
		default:
			m.at += m.dedent(indent)
			m.inline()
		}
		blank = false
	}
	return m
}

// line returns the end of the line at m.at, and where the next one starts.
func (m *mdxSource) line() (end, next int) {
	if n := strings.IndexByte(m.s[m.at:], '\n'); n >= 0 {
		return m.at + n, m.at + n + 1
	}
	return len(m.s), len(m.s)
}

// copyLine keeps a line of code.
func (m *mdxSource) copyLine(indent, _, next int) {
	m.keep(m.at+m.dedent(indent), next)
	m.at = next
}

// dedent returns how much of the indentation of a line is that of the elements
// that it stands in.
func (m *mdxSource) dedent(indent int) int {
	if n := len(m.open); n > 0 && m.open[n-1].inner < 0 {
		m.open[n-1].inner = max(indent-m.open[n-1].indent, 0)
	}
	drop := 0
	for i := range m.open {
		drop += max(m.open[i].inner, 0)
	}
	return min(drop, indent)
}

// fenceOf returns the backticks or tildes that a line of code begins with.
func fenceOf(line string) string {
	if line[0] != '`' && line[0] != '~' {
		return ""
	}
	n := len(line) - len(strings.TrimLeft(line, line[:1]))
	if n < 3 || line[0] == '`' && strings.Contains(line[n:], "`") {
		return ""
	}
	return line[:n]
}

func isESM(line string) bool {
	for _, word := range [...]string{"import", "export"} {
		rest, ok := strings.CutPrefix(line, word)
		name := strings.TrimLeft(rest, " \t")
		if ok && name != "" && (len(name) < len(rest) && isASCIILetter(name[0]) || strings.IndexByte("{*\"'_$", name[0]) >= 0) {
			return true
		}
	}
	return false
}

// esmEnd returns where the statements at m.at end: at a blank line outside of
// braces, or at the first blank line where the braces have no end.
func (m *mdxSource) esmEnd() int {
	i, limit := m.at, min(len(m.s), m.at+maxExpression)
	for i < limit {
		switch m.s[i] {
		case '{':
			if end := bracesEnd(m.s, i); end > 0 && m.failed < maxFailed {
				i = end
				continue
			}
			m.failed++
		case '\n':
			rest := strings.TrimLeft(m.s[i+1:limit], " \t\r")
			if rest == "" || rest[0] == '\n' {
				return i + 1
			}
		}
		i++
	}
	_, next := m.line()
	return max(i, next)
}

// flow reads lines that hold nothing but tags and expressions, and puts a mark
// in their place.
func (m *mdxSource) flow(i, indent int) bool {
	start := i
	var tags []jsxTag
	var notes []mdxDirective
	for i < len(m.s) && m.s[i] != '\n' {
		switch c := m.s[i]; {
		case c == ' ' || c == '\t' || c == '\r':
			i++
		case m.failed > maxFailed:
			return false
		case strings.HasPrefix(m.s[i:], "<!--"):
			n := strings.Index(m.s[i:], "-->")
			if n < 0 {
				m.failed++
				return false
			}
			notes = m.note(notes, i, i+n+3)
			i += n + 3
		case c == '<':
			t, ok := jsxTagAt(m.s, i)
			if !ok {
				m.failed++
				return false
			}
			tags = append(tags, t)
			i = t.end
		case c == '{':
			end := bracesEnd(m.s, i)
			if end < 0 {
				m.failed++
				return false
			}
			if isPlaceholder(m.s[i:end]) {
				return false
			}
			notes = m.note(notes, i, end)
			i = end
		default:
			return false
		}
	}
	m.insert("\n") // a mark ends the block before it
	m.marks[m.len()] = tags
	if notes != nil {
		if m.notes == nil {
			m.notes = map[int][]mdxDirective{}
		}
		m.notes[m.len()] = notes
	}
	m.put(string(markByte)+strconv.Itoa(len(m.marks)), start, max(i, start+1))
	m.keep(i, min(i+1, len(m.s)))
	m.at = min(i+1, len(m.s))
	m.dedent(indent)
	for k := range tags {
		m.nest(&tags[k], indent)
	}
	return true
}

// nest notes what a tag opens or closes.
func (m *mdxSource) nest(t *jsxTag, indent int) {
	switch {
	case t.alone || isVoid(t.name):
	case !t.isEnd:
		if len(m.open) < maxOpen {
			m.open = append(m.open, mdxOpen{t.name, indent, -1})
		}
	default:
		for i, o := range slices.Backward(m.open) {
			if o.name == t.name {
				m.open = m.open[:i]
				return
			}
		}
	}
}
