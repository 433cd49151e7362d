package source

import "slices"

// page gathers the blocks of a Markdown or HTML page into conversations. Each
// block is a turn of the agent's. What stands under one heading is one
// conversation, so that a rule that looks at the agent's consecutive turns sees
// the reason in the paragraph behind the refusal, and not one that stands
// elsewhere on the page. A question of the customer's, be it a heading, a bold
// line, a term or a line with Q:, begins a conversation with what answers it, up
// to the next heading of its level or the next question; headings below it part
// nothing. Conversations of a page are no dialogues.
type page struct {
	block   *Block
	yield   func(*Conversation) bool
	quotes  bool // block quotes are the customer's words
	roles   bool // lines say who speaks: 客户：, 客服：
	stopped bool // no more is wanted
	count   int

	depth    int     // of list items, quotes and the like around what comes next
	quoted   int     // of block quotes that are the customer's
	frames   []frame // questions that what comes next answers, the innermost last
	turns    []Turn  // of the conversation that is open, without the question
	asides   []Turn  // texts of pictures and widgets, each a conversation of its own
	headed   int     // level of the heading 问题 that opened the conversation; 0: none did
	headedAt int     // its depth
}

// frame is a question and how far its answer reaches.
type frame struct {
	turns  []Turn
	level  int  // of the heading; levels below those of headings for other questions
	depth  int  // the answer ends where the container does that the question stands in
	headed bool // asked under a heading 问题: the headings 原因 and 解决 go on with it
	used   bool // some conversation holds it
}

// Levels of questions that are no headings.
const (
	levelPage = 1 // questions of this level or above hold for the page: its sections stay apart
	levelLine = 7 // Q: …, a bold line, a term
	levelLead = 8 // the bold beginning of a paragraph
)

// maxTurns is how many turns a conversation of a page has before the next begins
// under the same question: rules look at all turns of a speaker around a
// finding, and a page without headings has no end of them.
const maxTurns = 256

// emit yields a conversation of some turns.
func (p *page) emit(turns []Turn) {
	if p.stopped || len(turns) == 0 {
		return
	}
	p.count++
	p.stopped = !p.yield(&Conversation{Index: p.count, Turns: turns})
}

// question returns the turns of the question that is open.
func (p *page) question() []Turn {
	if len(p.frames) == 0 {
		return nil
	}
	f := &p.frames[len(p.frames)-1]
	f.used = true
	return slices.Clip(f.turns)
}

// flush yields the conversation that is open.
func (p *page) flush() {
	if len(p.turns) > 0 {
		p.emit(append(p.question(), p.turns...))
		p.turns = nil
	}
	for i := range p.asides {
		p.emit(p.asides[i : i+1 : i+1])
	}
	p.asides = nil
	p.headed = 0
}

// end yields what is left.
func (p *page) end() {
	for len(p.frames) > 0 {
		p.pop()
	}
	p.flush()
}

// pop closes the innermost question. One that nothing answers is a conversation
// of its own.
func (p *page) pop() {
	p.flush()
	f := p.frames[len(p.frames)-1]
	p.frames = p.frames[:len(p.frames)-1]
	if !f.used {
		p.emit(f.turns)
	}
}

// close closes the questions of a level or below it that were asked in the
// container that is open.
func (p *page) close(level int) {
	for n := len(p.frames); n > 0; n = len(p.frames) {
		if f := &p.frames[n-1]; f.depth < p.depth || f.level < level {
			return
		}
		p.pop()
	}
}

// enter and leave are called around a list item, a quote, a cell.
func (p *page) enter() { p.depth++ }

func (p *page) leave() {
	p.depth--
	for n := len(p.frames); n > 0 && p.frames[n-1].depth > p.depth; n = len(p.frames) {
		p.pop()
	}
}

// speaker is whose words a block is.
func (p *page) speaker() Speaker {
	if p.quoted > 0 {
		return Customer
	}
	return Agent
}

// ask begins a conversation with a question.
func (p *page) ask(level int, t passage) {
	if p.quoted > 0 || !p.block.readable(t.pieces) {
		p.say(t)
		return
	}
	p.close(level)
	p.flush()
	p.frames = append(p.frames, frame{
		turns: []Turn{{Speaker: Customer, Text: p.block.assemble(t)}}, level: level, depth: p.depth,
	})
}

// say adds a block to the conversation that is open.
func (p *page) say(t passage) {
	if !p.block.readable(t.pieces) {
		return
	}
	if len(p.turns) >= maxTurns {
		p.flush()
	}
	p.turns = append(p.turns, Turn{Speaker: p.speaker(), Text: p.block.assemble(t)})
}

// aside adds a text that stands beside the flow: of a picture, of a widget, of a
// link to another page.
func (p *page) aside(s Speaker, t passage) {
	if p.block.readable(t.pieces) {
		p.asides = append(p.asides, Turn{Speaker: s, Text: p.block.assemble(t)})
	}
}

// heading begins a section.
func (p *page) heading(level int, t passage) {
	title := p.block.plain(t.pieces, 4*titleRunes*3)
	switch {
	case p.quoted > 0:
		p.say(t)
		return
	case p.answers(level, title):
		p.say(t)
		return
	case asksTitle(title):
		p.ask(level, t)
		return
	}
	p.close(level)
	if n := len(p.frames); n == 0 || p.frames[n-1].level <= levelPage {
		p.flush()
	}
	p.say(t)
	if n := len(p.frames); isOneOf(title, questionHeadings) && (n == 0 || p.frames[n-1].level <= levelPage) {
		p.headed, p.headedAt = level, p.depth
	}
}

// answers tells whether a heading goes on with the question that is open. Where a
// heading 问题 of its level stood right before it, what stands between the two is
// that question; 原因, 解决方法 and the like go on with it further.
func (p *page) answers(level int, title string) bool {
	if level > 0 && p.headed == level && p.headedAt == p.depth && len(p.turns) > 1 && !isOneOf(title, questionHeadings) {
		for i := range p.turns {
			p.turns[i].Speaker = Customer
		}
		f := frame{turns: p.turns, level: level, depth: p.depth, headed: true}
		p.turns = nil
		p.flush()
		p.frames = append(p.frames, f)
		return true
	}
	if !isOneOf(title, answerHeadings) {
		return false
	}
	for n := len(p.frames); n > 0; n-- {
		if f := &p.frames[n-1]; f.depth == p.depth && f.headed && f.level == level {
			for len(p.frames) > n {
				p.pop()
			}
			return true
		}
	}
	return false
}

// row adds a row of a table, which is a conversation by itself: cells of columns
// that are the customer's come first.
func (p *page) row(t *pageTable, cells [][]passage) {
	pictures := p.asides // of the row
	p.asides = nil
	p.flush()
	var asked, said []Turn
	t.rows++
	isHead := t.rows == 1 && t.head
	if isHead {
		for _, c := range cells {
			t.header = append(t.header, p.cellText(c))
		}
	}
	first := true
	for i, c := range cells {
		speaker := p.speaker()
		switch {
		case isHead:
		case i < len(t.header) && customerColumn(t.header[i]):
			speaker = Customer
		case first && len(cells) > 1 && asksTitle(p.cellText(c)):
			speaker = Customer
		}
		at := &Location{Row: t.rows}
		if i < len(t.header) && !isHead {
			at.ColumnName = t.header[i]
		}
		for _, x := range c {
			if !p.block.readable(x.pieces) {
				continue
			}
			first = false
			turn := Turn{Speaker: speaker, Text: p.block.assemble(x), Location: at}
			if speaker == Customer {
				asked = append(asked, turn)
			} else {
				said = append(said, turn)
			}
		}
	}
	switch {
	case isHead:
		p.emit(said) // no answer to anything
	case len(said)+len(asked) > 0:
		p.emit(append(append(p.question(), asked...), said...))
	}
	p.asides = pictures
	p.flush()
}

// pageTable is what the rows of a table have in common.
type pageTable struct {
	head   bool // the first row is a header
	header []string
	rows   int
}

// cellText is what a cell says, for a look.
func (p *page) cellText(c []passage) string {
	if len(c) != 1 {
		return ""
	}
	return bareSpace(p.block.plain(c[0].pieces, 256))
}
