package source

import (
	"fmt"
	"strconv"
	"strings"
)

// Selection says which parts of a data file are text, and whose. The zero
// Selection selects nothing; shapes that are known are read without one.
type Selection struct {
	Text         []Selector // what is linted
	Question     []Selector // the customer's words that a text answers
	Speaker      []Selector // who says the text of the same object or row
	Name         []Selector // the speaker's name
	Time         []Selector
	ID           []Selector
	Conversation []Selector // objects or lists that hold the turns of one conversation, or values that are the same for all of them
	Sheets       []string   // of a workbook; all when empty
	Directives   []Selector // columns of tables in which directives stand, besides one with the header cuoci

	keysAsk  bool // the keys of flat files are the customer's questions
	comments bool // of the actions of macros, only those that write a comment hold text
}

// Selector names values of a data file: a path, of the part of RFC 9535
// (JSONPath) that is $ .k ['k'] [n] [*] .* ..k, a bare key, which is the same as
// $..key and the header of a column, or the number of a column, from 1.
type Selector struct {
	source string
	column string // header of a column; empty for a path
	steps  []selectStep
}

// selectStep is one step of a path.
type selectStep struct {
	key  string
	at   int  // index, where byAt
	byAt bool // an index of a list
	all  bool // any key or index
	deep bool // any number of steps may stand before it
}

// pathStep is one step on the way to a value: a key of an object or an index
// of a list.
type pathStep struct {
	key    string
	at     int
	inList bool
}

// String is the selector as written.
func (s Selector) String() string { return s.source }

// Column is the header, or the number as written, that a selector names in a
// table; empty for a path.
func (s Selector) Column() string { return s.column }

// ParseSelector reads a selector. An error names what was wrong and the byte
// offset in the selector.
func ParseSelector(text string) (Selector, error) {
	s := Selector{source: text}
	rest, isPath := strings.CutPrefix(text, "$")
	switch {
	case strings.TrimSpace(text) == "":
		return s, fmt.Errorf("selector %q is empty: a key, a column or a path such as $.responses[*].text is asked", text)
	case !isPath:
		s.column = text
		s.steps = []selectStep{{key: text, deep: true}}
		return s, nil
	}
	for rest != "" {
		step, left, ok := parseStep(rest)
		if !ok {
			return s, fmt.Errorf("selector %q: %q at byte %d is no step: $ .key ['key'] [0] [*] .* ..key are known", text, rest, len(text)-len(rest))
		}
		s.steps = append(s.steps, step)
		rest = left
	}
	return s, nil
}

// parseStep reads one step off the front of a path.
func parseStep(s string) (step selectStep, rest string, ok bool) {
	if after, deep := strings.CutPrefix(s, ".."); deep {
		step.deep = true
		s = after
		if !strings.HasPrefix(s, "[") {
			s = "." + s
		}
	}
	switch {
	case strings.HasPrefix(s, ".*"):
		step.all = true
		return step, s[2:], true
	case strings.HasPrefix(s, "."):
		end := strings.IndexAny(s[1:], ".[")
		if end < 0 {
			end = len(s) - 1
		}
		step.key = s[1 : 1+end]
		return step, s[1+end:], step.key != ""
	case strings.HasPrefix(s, "[*]"):
		step.all = true
		return step, s[3:], true
	case strings.HasPrefix(s, "['"), strings.HasPrefix(s, `["`):
		end := strings.Index(s[2:], s[1:2]+"]")
		if end < 0 {
			return step, s, false
		}
		step.key = s[2 : 2+end]
		return step, s[2+end+2:], true
	case strings.HasPrefix(s, "["):
		inner, left, closed := strings.Cut(s[1:], "]")
		n, err := strconv.Atoi(inner)
		step.at, step.byAt = n, true
		return step, left, closed && err == nil && n >= 0
	}
	return step, s, false
}

// matches tells whether the selector names the value at the end of a path.
func (s Selector) matches(path []pathStep) bool {
	if n := len(s.steps); n > 0 && (len(path) == 0 || !s.steps[n-1].fits(path[len(path)-1])) {
		return false // the last step names the value itself
	}
	return matchSteps(s.steps, path)
}

func matchSteps(steps []selectStep, path []pathStep) bool {
	for len(steps) > 0 {
		step := steps[0]
		if step.deep {
			for i := range path {
				if step.fits(path[i]) && matchSteps(steps[1:], path[i+1:]) {
					return true
				}
			}
			return false
		}
		if len(path) == 0 || !step.fits(path[0]) {
			return false
		}
		steps, path = steps[1:], path[1:]
	}
	return len(path) == 0
}

func (s selectStep) fits(p pathStep) bool {
	switch {
	case s.all:
		return true
	case s.byAt:
		return p.inList && p.at == s.at
	default:
		return !p.inList && p.key == s.key
	}
}

// matching is the first of some selectors that names the value at the end of a
// path; ok is false where none does.
func matching(list []Selector, path []pathStep) (rank int, ok bool) {
	for i, s := range list {
		if s.matches(path) {
			return i, true
		}
	}
	return 0, false
}
