package source

import "strings"

// maxOpen is how many open elements are kept; what is nested deeper is read all
// the same, but ends no container.
const maxOpen = 256

// maxTables is how many tables are nested; one that is nested deeper is read as
// part of the cell.
const maxTables = 32

// htmlWalker gathers the text of HTML into blocks.
type htmlWalker struct {
	page   *page
	jsx    bool    // the tags are those of MDX
	pieces []piece // of the block that is open
	bold   int
	link   int

	role    tagKind // of the block: tagHeading, tagTerm, tagBlock for a page's title
	level   int     // of the heading
	open    []openElement
	skip    string // name of the element that is not read
	skips   int    // how many of that name are open
	skipRun bool   // it stands in a sentence, whose end ends it
	table   *htmlTable
}

// openElement is a container that is open.
type openElement struct {
	name    string
	entered bool // the page was told
	quote   bool // it is a quote of the customer's
}

// htmlTable is a table whose rows are being read.
type htmlTable struct {
	pageTable
	outer  *htmlTable
	depth  int
	cells  [][]passage // of the row
	inCell bool
	heads  bool // all cells of the row are headers
	layout bool // the table holds a page, not data
}

// tag reads the tag v.text[at:end].
func (w *htmlWalker) tag(v *view, at, end int) {
	tag := v.text[at:end]
	name, isEnd := tagName(tag)
	if w.skip != "" && !w.skipped(name, isEnd, strings.HasSuffix(tag, "/>")) {
		return
	}
	kind := tagOf(name)
	if !isEnd {
		w.attributes(v, at, end)
	}
	switch kind {
	case tagInline:
		w.inline(name, isEnd)
	case tagVoid:
	case tagBreak:
		w.pieces = append(w.pieces, piece{kind: pieceHard, start: v.start(at), end: v.end(end)})
	case tagReplaced, tagUnknown:
		if !isEnd {
			w.stand(v, at, end)
		}
	case tagCode:
		if !isEnd {
			w.stand(v, at, end)
			w.begin(name, tag, true)
		}
	case tagSkip:
		if name != "rt" && name != "rp" {
			w.flush()
		}
		if !isEnd {
			w.begin(name, tag, false)
		}
	default:
		w.flush()
		w.structure(name, kind, isEnd)
	}
}

// begin begins what is not read.
func (w *htmlWalker) begin(name, tag string, inSentence bool) {
	if !strings.HasSuffix(tag, "/>") {
		w.skip, w.skips, w.skipRun = name, 1, inSentence
	}
}

// skipped looks at a tag in what is not read, and tells whether that has ended
// and the tag is to be read. Code in a sentence that nothing closes ends with
// the sentence, so that a forgotten tag hides no text behind it.
func (w *htmlWalker) skipped(name string, isEnd, selfClosing bool) (readOn bool) {
	switch {
	case name == w.skip && isEnd:
		w.skips--
	case name == w.skip && !selfClosing:
		w.skips++
	case w.skipRun && w.skip != "svg" && w.skip != "math":
		if k := tagOf(name); k >= tagHolder || k == tagBlock && name != "label" && name != "select" && name != "option" {
			w.skip = ""
			return true
		}
	}
	if w.skips <= 0 {
		w.skip = ""
	}
	return false
}

// stand puts the stand-in in place of a tag.
func (w *htmlWalker) stand(v *view, at, end int) {
	w.pieces = append(w.pieces, piece{start: v.start(at), end: v.end(end), text: standIn, bold: w.bold > 0, link: w.link > 0})
}

func (w *htmlWalker) inline(name string, isEnd bool) {
	count := 1
	if isEnd {
		count = -1
	}
	switch name {
	case "b", "strong":
		w.bold = max(w.bold+count, 0)
	case "a":
		w.link = max(w.link+count, 0)
	}
}

// attributes adds what a start tag says to people.
func (w *htmlWalker) attributes(v *view, at, end int) {
	tag := v.text[at:end]
	if !strings.Contains(tag, "=") {
		return
	}
	eachAttribute(tag, w.jsx, func(name string, from, to int, quote byte) {
		if readAttribute(name) && from < to {
			r := htmlText{view: v, inTag: true}
			w.page.aside(w.page.speaker(), passage{pieces: r.read(at+from, at+to), encode: attributeEncoder(quote)})
		}
	})
}

// flush ends the block that is open.
func (w *htmlWalker) flush() {
	if w.skipRun {
		w.skip = ""
	}
	pieces := w.pieces
	w.pieces = nil
	if !w.page.block.readable(pieces) {
		return
	}
	t := passage{pieces: pieces, lines: true, encode: encodeHTML}
	role := w.role
	w.role = tagUnknown
	switch {
	case w.table != nil && w.table.inCell && !w.table.layout:
		cells := w.table.cells
		cells[len(cells)-1] = append(cells[len(cells)-1], t)
	case role == tagHeading:
		w.page.heading(w.level, t)
	case role == tagTerm:
		w.page.term(t)
	case role == tagBlock:
		w.page.title(t)
	default:
		w.page.para(t)
	}
}

// end ends the page.
func (w *htmlWalker) end() {
	w.flush()
	for len(w.open) > 0 {
		w.close(len(w.open) - 1)
	}
	for w.table != nil {
		w.endTable()
	}
}

// term adds a term or the head of a fold: a question, or the agent's words.
func (p *page) term(t passage) {
	p.close(levelLine)
	if asksTitle(bareSpace(p.block.plain(t.pieces, 4*titleRunes*3))) {
		p.ask(levelLine, t)
		return
	}
	p.say(t)
}

// title adds the title of a page, which may ask what the page answers.
func (p *page) title(t passage) {
	if asksTitle(bareSpace(p.block.plain(t.pieces, 4*titleRunes*3))) {
		p.aside(Customer, t)
		return
	}
	p.aside(Agent, t)
}
