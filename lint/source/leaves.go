package source

import (
	"fmt"
	"math"
	"unicode/utf8"
)

const (
	maxDepth  = 256     // objects and lists inside of each other
	maxLeaves = 2 << 20 // scalars, and objects, of a file that is read whole, or of a record
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

// leaf is a string of a data file, or another scalar, which is never text. There
// are many of them: what can be found again from its place is not kept.
type leaf struct {
	up     *route   // the way to what holds it
	step   pathStep // and from there to it
	value  string   // decoded
	object int32    // number of the object that holds it, from 1; 0 outside of any
	at     uint32   // where it is written in the block; the same for what is written once and stands in several places
	key    uint32   // where its own key is written
	roles  role
	kind   leafKind
}

// leafKind is what else is to be known of a leaf.
type leafKind uint8

const (
	leafText  leafKind = 1 << iota // a string
	leafRoot                       // the whole value: it has no step
	leafKeyed                      // key is set
	leafFlow                       // in YAML, in brackets
)

func (f *leaf) is(k leafKind) bool { return f.kind&k != 0 }

// path appends the steps to a leaf, from the root on.
func (f *leaf) path(dst []pathStep) []pathStep {
	if f.is(leafRoot) {
		return dst
	}
	return append(f.up.path(dst), f.step)
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
	parent int32              // the object around it, from 1; 0: none
	first  [objectRoles]int32 // of each role: 1 + the leaf that has it by the earliest selector; 0: none
	rank   [objectRoles]uint8 // that selector
}

// leaves are the scalars of a data file, or of a record of one, in its order.
type leaves struct {
	list    slabs[leaf]
	objects slabs[object]
	shared  bool // some are written once and stand in several places

	// read reads the string that is written at a block offset.
	read func(at int, value string, flow bool) (Text, error)
}

// errTooMany and errTooDeep say that a file holds more than is taken on.
var (
	errTooMany = fmt.Errorf("more than %d strings in one value: keep them in JSON Lines or CSV, which are read a record at a time", maxLeaves)
	errTooDeep = fmt.Errorf("more than %d objects and lists inside of each other", maxDepth)
)

// object notes an object inside of another, and returns its number.
func (l *leaves) object(parent int32) (int32, error) {
	if l.objects.n >= maxLeaves {
		return 0, errTooMany
	}
	l.objects.add(&object{parent: parent})
	return int32(l.objects.n), nil
}

// add notes a leaf; an empty one is none.
func (l *leaves) add(f *leaf) error {
	if f.value == "" {
		return nil
	}
	if l.list.n >= maxLeaves {
		return errTooMany
	}
	l.list.add(f)
	return nil
}

// text is the text of a leaf.
func (l *leaves) text(f *leaf) (Text, error) { return l.read(int(f.at), f.value, f.is(leafFlow)) }

// keyText is the text of the key of a leaf.
func (l *leaves) keyText(f *leaf) (Text, error) {
	return l.read(int(f.key), f.step.key, f.is(leafFlow))
}

// mark gives the leaves the roles that they have in a selection, and tells
// whether there is a text among them.
func (l *leaves) mark(x *roleIndex) (found bool) {
	var path []pathStep
	for i := range l.list.n {
		f := l.list.at(i)
		path = x.each(f, path, func(r *roleSelector) {
			f.roles |= bit(r.role)
			found = found || r.role == roleText
			if r.role == roleText || f.object == 0 {
				return
			}
			rank := min(r.rank, math.MaxUint8)
			o := l.objects.at(int(f.object) - 1)
			if o.first[r.role] == 0 || rank < int(o.rank[r.role]) {
				o.first[r.role], o.rank[r.role] = int32(i+1), uint8(rank)
			}
		})
	}
	return found
}

// named is the leaf that has a role in an object, or in the nearest around it
// that has one; nil where there is none.
func (l *leaves) named(object int32, role int) *leaf {
	for object > 0 {
		o := l.objects.at(int(object) - 1)
		if i := o.first[role]; i > 0 {
			return l.list.at(int(i) - 1)
		}
		object = o.parent
	}
	return nil
}

// around is the object around another, 0 where there is none.
func (l *leaves) around(object int32) int32 {
	if object == 0 {
		return 0
	}
	return l.objects.at(int(object) - 1).parent
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
