package source

import (
	"fmt"
	"math"
	"unicode/utf8"
)

const (
	maxDepth  = 256     // objects and lists inside of each other
	maxLeaves = 1 << 20 // strings of a file that is read whole, or of a record
)

// route is the way to a value of a data file: its last step, and the way to what
// holds it. Values of one object or list share that. The root has none.
type route struct {
	up   *route
	step pathStep
}

// path appends the steps of a route, from the root on.
func (r *route) path(dst []pathStep) []pathStep {
	if r == nil {
		return dst
	}
	return append(r.up.path(dst), r.step)
}

// inList tells whether a list is on the way to a value.
func (r *route) inList() bool {
	for ; r != nil; r = r.up {
		if r.step.inList {
			return true
		}
	}
	return false
}

// leaf is a string of a data file, or another scalar, which is never text. Its
// place is read when it is asked for.
type leaf struct {
	route  *route
	value  string // decoded
	object int    // number of the object that holds it, from 1; 0 outside of any
	at     int    // where it is written in the block; the same for what is written once and stands in several places
	roles  role
	text   func() (Text, error) // nil: no string
	key    func() (Text, error) // the text of its own key; nil in a list
}

// role is what a leaf is to a selection.
type role uint8

const (
	roleQuestion = iota // each is the index of those of an object, too
	roleSpeaker
	roleName
	roleTime
	roleID
	roleConversation
	objectRoles
	roleText = objectRoles
)

// bit is the bit of a role.
func bit(i int) role { return 1 << i }

// object is an object of a data file.
type object struct {
	parent int                // the object around it, from 1; 0: none
	first  [objectRoles]int32 // of each role: 1 + the leaf that has it by the earliest selector; 0: none
	rank   [objectRoles]uint8 // that selector
}

// leaves are the scalars of a data file, or of a record of one, in its order.
type leaves struct {
	list    []leaf
	objects []object
	shared  bool // some are written once and stand in several places
}

// object notes an object inside of another, and returns its number.
func (l *leaves) object(parent int) int {
	l.objects = append(l.objects, object{parent: parent})
	return len(l.objects)
}

// errTooMany says that a file holds more than is taken on.
var errTooMany = fmt.Errorf("more than %d strings in one value: keep them in JSON Lines or CSV, which are read a record at a time", maxLeaves)

// errTooDeep says the same of what is nested.
var errTooDeep = fmt.Errorf("more than %d objects and lists inside of each other", maxDepth)

// add notes a leaf.
func (l *leaves) add(f *leaf) error {
	if len(l.list) >= maxLeaves {
		return errTooMany
	}
	l.list = append(l.list, *f)
	return nil
}

// has tells whether a text is named by one of some selectors.
func (l *leaves) has(list []Selector) bool {
	var path []pathStep
	for i := range l.list {
		if f := &l.list[i]; f.text != nil {
			path = f.route.path(path[:0])
			if _, ok := matching(list, path); ok {
				return true
			}
		}
	}
	return false
}

// mark gives the leaves the roles that they have in a selection, and tells
// whether there is a text among them.
func (l *leaves) mark(s *Selection) (found bool) {
	lists := [...][]Selector{
		roleQuestion: s.Question, roleSpeaker: s.Speaker, roleName: s.Name, roleTime: s.Time,
		roleID: s.ID, roleConversation: s.Conversation, roleText: s.Text,
	}
	var path []pathStep
	for i := range l.list {
		f := &l.list[i]
		path = f.route.path(path[:0])
		for role, list := range lists {
			rank, ok := matching(list, path)
			if !ok || f.text == nil && (role == roleText || role == roleQuestion) {
				continue
			}
			f.roles |= bit(role)
			found = found || role == roleText
			if role == roleText || f.object == 0 {
				continue
			}
			rank = min(rank, math.MaxUint8)
			o := &l.objects[f.object-1]
			if o.first[role] == 0 || rank < int(o.rank[role]) {
				o.first[role], o.rank[role] = int32(i+1), uint8(rank)
			}
		}
	}
	return found
}

// named is the leaf that has a role in an object, or in the nearest around it
// that has one; nil where there is none.
func (l *leaves) named(object, role int) *leaf {
	for ; object > 0; object = l.objects[object-1].parent {
		if i := l.objects[object-1].first[role]; i > 0 {
			return &l.list[i-1]
		}
	}
	return nil
}

// around is the object around another, 0 where there is none.
func (l *leaves) around(object int) int {
	if object == 0 {
		return 0
	}
	return l.objects[object-1].parent
}

// asksInHan tells whether a key is a text that a person would ask, not a name.
func asksInHan(key string) bool {
	for _, r := range key {
		if isHan(r) {
			return utf8.RuneCountInString(key) > 1
		}
	}
	return false
}

func isHan(r rune) bool { return r >= 0x4E00 && r <= 0x9FFF }
