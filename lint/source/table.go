package source

import (
	"cmp"
	"slices"
	"strings"
)

// table reads rows of cells: by the columns that are selected, else by headers
// that are known.
type table struct {
	selected Selection
	speakers map[string]Speaker // declared names
	direct   func(Directive)
	header   []string // of each column; nil where the first row is data
	columns  columns
	rows     int // read, the header included
	begun    bool
	guess    bool // the columns are those that are known, whose turns they are may be, too
	count    int  // conversations
	dialog   *Conversation
	group    string // value of the conversation column of dialog
	size     int    // bytes of text in dialog
}

// titleRows is how many rows may stand before the header: a title, a date.
const titleRows = 5

// columns are the indexes of the columns of each part, in the order of the
// file; where there is one, that of the first selector that names one.
type columns struct {
	text, question                        []int
	speaker, name, time, id, conversation int
	directive                             int

	channel int
}

// row takes the cells of the next row. Where an error comes and the table has
// not begun, the row may be a title, and the next one the header.
func (t *table) row(cells []Text, where func(column int) *Location, yield func(*Conversation) bool) error {
	t.rows++
	if !t.begun {
		head, err := t.begin(cells)
		t.begun = err == nil || t.rows >= titleRows || filled(cells) > 1
		if err != nil || head {
			return err
		}
	}
	if t.guess {
		t.guess = false
		t.turns(cells)
	}
	if t.columns.speaker >= 0 {
		return t.turn(cells, where, yield)
	}
	return t.replies(cells, where, yield)
}

// filled is the number of cells that hold something.
func filled(cells []Text) (n int) {
	for _, c := range cells {
		if !isBlank(c.s) {
			n++
		}
	}
	return n
}

// begin looks at the first row, and tells whether it is a header.
func (t *table) begin(cells []Text) (header bool, err error) {
	names := make([]string, len(cells))
	for i, c := range cells {
		names[i] = strings.TrimSpace(c.String())
	}
	h := &headers{names: names}
	t.columns = columns{
		text:         h.anyOf(t.selected.Text),
		question:     h.allOf(t.selected.Question),
		speaker:      h.first(t.selected.Speaker),
		name:         h.first(t.selected.Name),
		time:         h.first(t.selected.Time),
		id:           h.first(t.selected.ID),
		conversation: h.first(t.selected.Conversation),
		directive:    h.directive(t.selected.Directives),
		channel:      -1,
	}
	if h.err != nil {
		return false, h.err
	}
	c := &t.columns
	text, question := h.known(knownText()), h.known(knownQuestion())
	if len(c.text) == 0 {
		c.text = text
		t.guess = len(t.selected.Speaker) == 0
		if ids := h.known(knownID()); c.id < 0 && len(ids) > 0 {
			c.id = ids[0]
		}
	}
	if len(c.question) == 0 {
		c.question = slices.DeleteFunc(question, func(i int) bool { return slices.Contains(c.text, i) })
	}
	if len(c.text) == 0 {
		return false, ErrNoText
	}
	slices.Sort(c.text)
	if slices.Contains(c.text, c.directive) {
		c.directive = -1
	}
	if h.isHeader || len(text)+len(question) > 0 {
		t.header = names
	}
	return t.header != nil, nil
}

// turns makes a table one of turns, if it has a column of speakers whose first
// cell is the role of one.
func (t *table) turns(cells []Text) {
	h := &headers{names: t.header}
	first := func(known []string, to *int) {
		if list := h.known(known); *to < 0 && len(list) > 0 && !slices.Contains(t.columns.text, list[0]) {
			*to = list[0]
		}
	}
	speaker := -1
	first(knownSpeaker(), &speaker)
	if s, _ := speakerOf(cellAt(cells, speaker).String(), t.speakers); s == Unknown {
		return
	}
	t.columns.speaker = speaker
	first(knownConversation(), &t.columns.conversation)
	first(knownTime(), &t.columns.time)
	first(knownChannel(), &t.columns.channel)
}

// cellAt is a cell of a row, empty where the row is short.
func cellAt(cells []Text, i int) Text {
	if i < 0 || i >= len(cells) {
		return Text{}
	}
	return cells[i]
}

// id is what the id column of a row says.
func (t *table) id(cells []Text) string {
	return strings.TrimSpace(cellAt(cells, t.columns.id).String())
}

// replies yields each text of a row, behind the questions of the row.
func (t *table) replies(cells []Text, where func(column int) *Location, yield func(*Conversation) bool) error {
	t.directs(cells, where)
	var asked []Turn
	for _, i := range t.columns.question {
		if q := cellAt(cells, i); !isBlank(q.String()) {
			asked = append(asked, Turn{Speaker: Customer, Text: q, Location: where(i)})
		}
	}
	for _, i := range t.columns.text {
		text := cellAt(cells, i)
		if isBlank(text.String()) {
			continue
		}
		t.count++
		c := &Conversation{ID: t.id(cells), Index: t.count}
		c.Turns = append(slices.Clip(asked), Turn{Speaker: Agent, Text: text, Location: where(i)})
		if !yield(c) {
			return errStopped
		}
	}
	return nil
}

// turn adds a row to the conversation that it belongs to.
func (t *table) turn(cells []Text, where func(column int) *Location, yield func(*Conversation) bool) error {
	group := strings.TrimSpace(cellAt(cells, t.columns.conversation).String())
	if group == "" && t.dialog != nil {
		group = t.group // as where cells are merged, or written once
	}
	if t.dialog != nil && group != t.group {
		if err := t.flush(yield); err != nil {
			return err
		}
	}
	if t.dialog == nil {
		t.dialog, t.group, t.size = &Conversation{ID: cmp.Or(group, t.id(cells)), Dialog: true}, group, 0
		t.dialog.Channel = strings.TrimSpace(cellAt(cells, t.columns.channel).String())
	}
	t.directs(cells, where)
	speaker, name := speakerOf(cellAt(cells, t.columns.speaker).String(), t.speakers)
	name = cmp.Or(strings.TrimSpace(cellAt(cells, t.columns.name).String()), name)
	if s, ok := t.speakers[name]; ok {
		speaker = s
	}
	for _, i := range t.columns.text {
		text := cellAt(cells, i)
		if isBlank(text.String()) {
			continue
		}
		if t.size += turnSize + len(text.s); t.size > maxRecord {
			return errLongConversation
		}
		t.dialog.Turns = append(t.dialog.Turns, Turn{
			Speaker: speaker, Text: text, Location: where(i),
			Name: name,
			Time: strings.TrimSpace(cellAt(cells, t.columns.time).String()),
		})
	}
	return nil
}

// flush yields the conversation that is open.
func (t *table) flush(yield func(*Conversation) bool) error {
	c := t.dialog
	t.dialog = nil
	if c == nil || len(c.Turns) == 0 {
		return nil
	}
	t.count++
	c.Index = t.count
	if !yield(c) {
		return errStopped
	}
	return nil
}

// directs hands on what a row says to the linter.
func (t *table) directs(cells []Text, where func(column int) *Location) {
	i := t.columns.directive
	if text := cellAt(cells, i); t.direct != nil && !isBlank(text.s) {
		t.direct(Directive{Text: text, Location: where(i), Row: true, Streamed: true})
	}
}

// columnName is the header of a column.
func (t *table) columnName(i int) string {
	if i < len(t.header) {
		return t.header[i]
	}
	return ""
}
