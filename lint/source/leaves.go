package source

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// leaf is a string of a data file: its place is read when it is asked for.
type leaf struct {
	path   []pathStep
	value  string // decoded
	object int    // number of the object that holds it, from 1; 0 outside of any
	text   func() Text
	key    func() Text // the text of its own key; nil in a list
}

// leaves are the strings of a data file, or of a record of one, in its order.
type leaves struct {
	list    []leaf
	parents []int // of each object, from 1: the object around it; 0 where there is none
}

// object notes an object inside of another, and returns its number.
func (l *leaves) object(parent int) int {
	l.parents = append(l.parents, parent)
	return len(l.parents)
}

// add notes a string.
func (l *leaves) add(f leaf) {
	f.path = slices.Clone(f.path)
	l.list = append(l.list, f)
}

// index finds leaves of the same object without looking at all of them.
type index struct {
	of map[int][]int // of each object: its leaves
}

func (l *leaves) index() index {
	x := index{of: map[int][]int{}}
	for i := range l.list {
		x.of[l.list[i].object] = append(x.of[l.list[i].object], i)
	}
	return x
}

// conversations makes conversations of the leaves that a selection names; ids
// count from first.
func (l *leaves) conversations(s *Selection, first int) []*Conversation {
	x := l.index()
	// named is the leaf of an object, or of the nearest around it, that one of
	// some selectors names.
	named := func(object int, list []Selector) *leaf {
		for ; object > 0 && len(list) > 0; object = l.parents[object-1] {
			for _, i := range x.of[object] {
				if anyMatches(list, l.list[i].path) {
					return &l.list[i]
				}
			}
		}
		return nil
	}
	value := func(object int, list []Selector) string {
		if f := named(object, list); f != nil {
			return strings.TrimSpace(f.value)
		}
		return ""
	}
	var out []*Conversation
	open := "" // the path of the conversation that is open
	for i := range l.list {
		f := &l.list[i]
		if !anyMatches(s.Text, f.path) || isBlank(f.value) {
			continue
		}
		if len(s.Speaker) > 0 {
			group := conversationOf(f.path, s.Conversation)
			if len(out) == 0 || group != open {
				open = group
				out = append(out, &Conversation{Index: first + len(out), ID: value(f.object, s.ID), Dialog: true})
			}
			c := out[len(out)-1]
			speaker, _ := ParseSpeaker(value(f.object, s.Speaker))
			c.Turns = append(c.Turns, Turn{Speaker: speaker, Name: value(f.object, s.Name), Time: value(f.object, s.Time), Text: f.text()})
			continue
		}
		c := &Conversation{Index: first + len(out), ID: value(f.object, s.ID)}
		if q := named(f.object, s.Question); q != nil && !isBlank(q.value) {
			c.Turns = append(c.Turns, Turn{Speaker: Customer, Text: q.text()})
		} else if s.keysAsk && f.key != nil && asksInHan(f.path[len(f.path)-1].key) {
			c.Turns = append(c.Turns, Turn{Speaker: Customer, Text: f.key()})
		}
		c.Turns = append(c.Turns, Turn{Speaker: Agent, Text: f.text()})
		out = append(out, c)
	}
	return out
}

// conversationOf is the path, as text, of the value around a leaf that is a
// conversation: the longest that a selector names, else the list that holds the
// leaf's object, else the root.
func conversationOf(path []pathStep, list []Selector) string {
	for n := len(path); n > 0; n-- {
		if anyMatches(list, path[:n]) {
			return pathText(path[:n])
		}
	}
	for n := len(path); len(list) == 0 && n > 0; n-- {
		if path[n-1].inList {
			return pathText(path[:n-1])
		}
	}
	return ""
}

func pathText(path []pathStep) string {
	var b strings.Builder
	for _, p := range path {
		if p.inList {
			b.WriteByte('[')
			b.WriteString(strconv.Itoa(p.at))
			b.WriteByte(']')
			continue
		}
		b.WriteByte('.')
		b.WriteString(p.key)
	}
	return b.String()
}

// asksInHan tells whether a key is a text that a person would ask, not a name.
func asksInHan(key string) bool {
	for _, r := range key {
		if r >= 0x4E00 && r <= 0x9FFF {
			return utf8.RuneCountInString(key) > 1
		}
	}
	return false
}
