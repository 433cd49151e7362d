package source

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// ErrNoText says that a data file holds nothing that is known to be text, and
// that no selection names any.
var ErrNoText = errors.New("no text is selected: name keys with --text-key, columns with --column, or a files entry of .cuoci.yaml")

// Headers of columns, and keys of objects, that are known to be text, and those
// known to be the customer's question.
func knownText() []string {
	return []string{
		"话术", "话术内容", "回复", "回复内容", "内容", "答案", "回答", "答复", "标准答案", "回答内容", "模板内容", "快捷回复",
		"話術", "回覆", "回覆內容", "內容", "reply", "answer", "response", "content", "text", "message", "body", "utterance",
	}
}

func knownQuestion() []string {
	return []string{"问题", "问", "提问", "客户问题", "用户问题", "标准问题", "問題", "提問", "question", "query", "ask", "q"}
}

// table reads rows of cells: by the columns that are selected, else by headers
// that are known.
type table struct {
	selected Selection
	header   []string // of each column; nil where the first row is data
	columns  columns
	rows     int // read, the header included
	count    int // conversations
	dialog   *Conversation
	group    string // value of the conversation column of dialog
}

// columns are the indexes of the columns of each part, in the order of the
// file; where there is one, that of the first selector that names one.
type columns struct {
	text, question                        []int
	speaker, name, time, id, conversation int
}

// row takes the cells of the next row.
func (t *table) row(cells []Text, where func(column int) *Location, yield func(*Conversation) bool) error {
	t.rows++
	if t.rows == 1 {
		head, err := t.begin(cells)
		if err != nil || head {
			return err
		}
	}
	if t.columns.speaker >= 0 {
		return t.turn(cells, where, yield)
	}
	return t.replies(cells, where, yield)
}

// begin looks at the first row, and tells whether it is a header.
func (t *table) begin(cells []Text) (header bool, err error) {
	names := make([]string, len(cells))
	for i, c := range cells {
		names[i] = strings.TrimSpace(c.String())
	}
	t.columns = columns{speaker: -1, name: -1, time: -1, id: -1, conversation: -1}
	find := func(list []Selector) ([]int, error) {
		var out []int
		for _, s := range list {
			i := slices.Index(names, s.Column())
			if i >= 0 {
				header = true
			} else if n, numErr := strconv.Atoi(s.Column()); numErr == nil && n > 0 {
				i = n - 1
			} else {
				return nil, fmt.Errorf("no column %q: the columns are %s", s.String(), strings.Join(names, ", "))
			}
			if !slices.Contains(out, i) {
				out = append(out, i)
			}
		}
		return out, nil
	}
	first := func(list []Selector, to *int) {
		if err == nil && len(list) > 0 {
			var found []int
			if found, err = find(list); err == nil {
				*to = found[0]
			}
		}
	}
	c := &t.columns
	if c.text, err = find(t.selected.Text); err != nil {
		return false, err
	}
	if c.question, err = find(t.selected.Question); err != nil {
		return false, err
	}
	first(t.selected.Speaker, &c.speaker)
	first(t.selected.Name, &c.name)
	first(t.selected.Time, &c.time)
	first(t.selected.ID, &c.id)
	first(t.selected.Conversation, &c.conversation)
	if err != nil {
		return false, err
	}
	isKnown := func(known []string) (out []int) {
		for i, name := range names {
			if slices.Contains(known, strings.ToLower(name)) {
				out = append(out, i)
			}
		}
		return out
	}
	text, question := isKnown(knownText()), isKnown(knownQuestion())
	header = header || len(text)+len(question) > 0
	if len(c.text) == 0 {
		c.text = text
	}
	if len(c.question) == 0 {
		c.question = slices.DeleteFunc(question, func(i int) bool { return slices.Contains(c.text, i) })
	}
	if len(c.text) == 0 {
		return false, ErrNoText
	}
	slices.Sort(c.text)
	if header {
		t.header = names
	}
	return header, nil
}

// cellAt is a cell of a row, empty where the row is short.
func cellAt(cells []Text, i int) Text {
	if i < 0 || i >= len(cells) {
		return Text{}
	}
	return cells[i]
}

// replies yields each text of a row, behind the questions of the row.
func (t *table) replies(cells []Text, where func(column int) *Location, yield func(*Conversation) bool) error {
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
		c := &Conversation{ID: strings.TrimSpace(cellAt(cells, t.columns.id).String()), Index: t.count}
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
	if t.dialog != nil && group != t.group {
		if err := t.flush(yield); err != nil {
			return err
		}
	}
	if t.dialog == nil {
		t.count++
		t.dialog, t.group = &Conversation{ID: group, Index: t.count, Dialog: true}, group
	}
	speaker, _ := ParseSpeaker(cellAt(cells, t.columns.speaker).String())
	for _, i := range t.columns.text {
		text := cellAt(cells, i)
		if isBlank(text.String()) {
			continue
		}
		t.dialog.Turns = append(t.dialog.Turns, Turn{
			Speaker: speaker, Text: text, Location: where(i),
			Name: strings.TrimSpace(cellAt(cells, t.columns.name).String()),
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
	if !yield(c) {
		return errStopped
	}
	return nil
}

// columnName is the header of a column.
func (t *table) columnName(i int) string {
	if i < len(t.header) {
		return t.header[i]
	}
	return ""
}
