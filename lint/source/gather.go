package source

import (
	"cmp"
	"errors"
	"fmt"
	"strings"
)

// gatherer makes conversations of the leaves of a data file: of the whole file,
// or of its documents or records one after another.
type gatherer struct {
	stream   *stream
	selected Selection          // without Text: a shape that is known
	speakers map[string]Speaker // declared names
	records  bool               // of a file of records: a flat one is no message file
	count    int                // conversations so far
	found    bool               // some text was named
	open     *dialog            // nil: none

	known   *shapes
	indexed *Selection // which roles is made of
	roles   roleIndex
}

// dialog is a conversation that turns are still added to.
type dialog struct {
	conversation *Conversation
	object       *route // the object or list that holds its turns
	value        string // or what their conversation selector says; then others may follow in the next record
	byValue      bool
	size         int // bytes of text
}

// ErrNoText says that a data file holds nothing that is known to be text, and
// that no selection names any, or one that names nothing in it.
var ErrNoText = errors.New("no text is selected: name keys with --text-key, columns with --column, or a files entry of .cuoci.yaml")

// noTextError says that a selection names nothing in a file. It is an ErrNoText.
type noTextError struct{ message string }

func (e *noTextError) Error() string        { return e.message }
func (e *noTextError) Is(target error) bool { return target == ErrNoText }

// gather yields the conversations of a file, document or record, which b holds.
// Where nothing of it is selected it yields none, and reports false.
func (g *gatherer) gather(b *Block, l *leaves, yield func(*Conversation) bool) (found bool, err error) {
	s := &g.selected
	if len(s.Text) == 0 {
		if s = g.recognise(l); s == nil {
			return false, nil
		}
	}
	if !l.mark(g.index(s)) {
		return false, nil
	}
	if s.comments {
		l.writeComments()
	}
	g.found = true
	var written map[uint32]bool // the texts that were yielded, where some stand in several places
	if l.shared {
		written = map[uint32]bool{}
	}
	for i := range l.list.n {
		f := l.list.at(i)
		if f.roles&bit(roleText) == 0 || isBlank(f.value) || l.shared && written[f.at] {
			continue
		}
		if l.shared {
			written[f.at] = true
		}
		if len(s.Speaker) > 0 {
			err = g.turn(b, l, s, f, yield)
		} else {
			err = g.reply(l, s, f, yield)
		}
		if err != nil {
			return true, err
		}
	}
	if g.open != nil && !g.open.byValue {
		return true, g.flush(yield)
	}
	return true, nil
}

// recognise returns the selection of a shape that is known, with what was
// selected besides text; nil where there is none.
func (g *gatherer) recognise(l *leaves) *Selection {
	if g.known == nil {
		g.known = knownShapes()
		for i := range g.known.list {
			s := &g.known.list[i].selection
			*s = s.with(&g.selected)
		}
	}
	s := g.known.of(l)
	if s == nil && !g.records {
		if s = l.flat(); s != nil {
			*s = s.with(&g.selected)
		}
	}
	return s
}

// index prepares a selection; those of many records are mostly the same one.
func (g *gatherer) index(s *Selection) *roleIndex {
	if g.indexed != s {
		g.indexed, g.roles = s, roleIndex{}
		g.roles.add(0, s)
	}
	return &g.roles
}

// end yields what is open, or says that nothing was selected in the whole file.
func (g *gatherer) end(yield func(*Conversation) bool) error {
	switch {
	case g.found:
		return g.flush(yield)
	case len(g.selected.Text) == 0:
		return g.stream.fail(ErrNoText)
	}
	names := make([]string, len(g.selected.Text))
	for i, s := range g.selected.Text {
		names[i] = fmt.Sprintf("%q", s.String())
	}
	return g.stream.fail(&noTextError{"nothing in the file is named by " + strings.Join(names, " or ")})
}

// with returns a selection of a known shape with what was selected besides text.
func (s Selection) with(asked *Selection) Selection {
	for _, part := range [...]struct{ to, from *[]Selector }{
		{&s.Question, &asked.Question}, {&s.Speaker, &asked.Speaker}, {&s.Name, &asked.Name},
		{&s.Time, &asked.Time}, {&s.ID, &asked.ID}, {&s.Conversation, &asked.Conversation},
	} {
		if len(*part.from) > 0 {
			*part.to = *part.from
		}
	}
	return s
}

// value is what the leaf of a role says to the texts of an object.
func (l *leaves) value(object int32, role int) string {
	if f := l.named(object, role); f != nil {
		return strings.TrimSpace(f.value)
	}
	return ""
}

// reply yields a text, behind the question that it answers.
func (g *gatherer) reply(l *leaves, s *Selection, f *leaf, yield func(*Conversation) bool) error {
	g.count++
	c := &Conversation{Index: g.count, ID: l.value(f.object, roleID)}
	var asked Text
	var err error
	if q := l.named(f.object, roleQuestion); q != nil && !isBlank(q.value) {
		asked, err = l.text(q)
	} else if s.keysAsk && f.is(leafKeyed) && asksInHan(f.step.key) {
		asked, err = l.keyText(f)
	}
	if err != nil {
		return err
	}
	if asked.s != "" {
		c.Turns = append(c.Turns, Turn{Speaker: Customer, Text: asked})
	}
	text, err := l.text(f)
	if err != nil {
		return err
	}
	c.Turns = append(c.Turns, Turn{Speaker: Agent, Text: text})
	if !yield(c) {
		return errStopped
	}
	return nil
}

// turn adds a text to the conversation that it belongs to.
func (g *gatherer) turn(b *Block, l *leaves, s *Selection, f *leaf, yield func(*Conversation) bool) error {
	var d dialog
	said, inside := f.object, f.up // the turn may have several texts, in a list of its own
	by := l.named(f.object, roleSpeaker)
	if by != nil {
		said, inside = by.object, by.up
	}
	if named := l.named(f.object, roleConversation); named != nil {
		d.value, d.byValue = strings.TrimSpace(named.value), true
	} else {
		d.object = holder(inside, s.Conversation)
	}
	if o := g.open; o == nil || o.byValue != d.byValue || o.value != d.value || o.object != d.object {
		if err := g.flush(yield); err != nil {
			return err
		}
		// The id of the conversation, not one of its turn, where both have one.
		id := cmp.Or(l.value(l.around(said), roleID), l.value(said, roleID), d.value)
		g.count++
		d.conversation = &Conversation{Index: g.count, ID: id, Dialog: true}
		g.open = &d
	}
	text, err := l.text(f)
	if err != nil {
		return err
	}
	if g.open.size += turnSize + len(text.s); g.open.size > maxRecord {
		return b.fault(g.stream.path, int(f.at), errLongConversation)
	}
	speaker, name := Unknown, ""
	if by != nil {
		speaker, name = speakerOf(by.value, g.speakers)
	}
	name = cmp.Or(l.value(f.object, roleName), name)
	if s, ok := g.speakers[name]; ok {
		speaker = s
	}
	c := g.open.conversation
	c.Turns = append(c.Turns, Turn{
		Speaker: speaker, Name: name, Time: l.value(f.object, roleTime), Text: text,
	})
	return nil
}

// turnSize is what a turn counts for besides its text.
const turnSize = 64

// errLongConversation ends a file whose turns never come to the end of a
// conversation.
var errLongConversation = fmt.Errorf("a conversation of more than %d MiB: name what tells one from the next with conversation in a files entry", maxRecord>>20)

// flush yields the conversation that is open.
func (g *gatherer) flush(yield func(*Conversation) bool) error {
	d := g.open
	g.open = nil
	if d != nil && !yield(d.conversation) {
		return errStopped
	}
	return nil
}

// holder is the object or list that holds the turns of a conversation, of which
// inside is one: the innermost that a selector names, without selectors the
// innermost list, else the root.
func holder(inside *route, list []Selector) *route {
	var path []pathStep
	for r := inside; r != nil; r = r.up {
		if len(list) == 0 {
			if r.step.inList {
				return r.up
			}
			continue
		}
		path = r.path(path[:0])
		if _, ok := matching(list, path); ok {
			return r
		}
	}
	return nil
}
