package suppress

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/cuoci/cuoci/rules"
)

// The verbs of directives.
const (
	verbIgnore  = "ignore"      // of what comes next
	verbDisable = "disable"     // from here on
	verbEnable  = "enable"      // what was disabled, from here on
	verbFile    = "ignore-file" // of the whole file
)

func verbs() []string { return []string{verbIgnore, verbDisable, verbEnable, verbFile} }

// command is what a directive says: a verb, names of rules (none: every rule)
// and, behind --, a reason.
type command struct {
	verb   string
	names  []name
	reason string
}

// name is an id, a pack or a glob, and where it stands in the directive.
type name struct {
	text       string
	start, end int
}

// fault is what is wrong with a directive, and where.
type fault struct {
	start, end int
	message    rules.Localized
}

// maxNames is how many rules one directive may name.
const maxNames = 100

// parse reads a directive. In the cell of a table, which speaks for its row, the
// verb may be left out, and is ignore.
func parse(text string, cell bool) (c command, wrong *fault) {
	at := 0
	if cell {
		at = prefixEnd(text)
		c.verb = verbIgnore
	}
	for first := true; ; first = false {
		var word name
		word, at = next(text, at)
		switch dashes := dashesOf(word.text); {
		case word.text == "":
			return c, c.check(text)
		case dashes > 0:
			c.reason = strings.Join(strings.Fields(text[word.start+dashes:]), " ")
			return c, c.check(text)
		case first && !cell:
			c.verb = word.text
			if !slices.Contains(verbs(), c.verb) {
				return c, word.fault(unknownVerb(c.verb))
			}
		case first && slices.Contains(verbs(), word.text):
			if word.text != verbIgnore {
				return c, word.fault(rules.Localized{
					ZH: fmt.Sprintf("单元格只管它那一行：这里只能写 ignore，不能写 %s。", word.text),
					EN: fmt.Sprintf("A cell speaks for its row: only ignore can stand here, not %s.", word.text),
				})
			}
		case len(c.names) == maxNames:
			return c, word.fault(rules.Localized{
				ZH: fmt.Sprintf("一条豁免最多写 %d 条规则：可以用通配，如 negative/*。", maxNames),
				EN: fmt.Sprintf("A suppression names %d rules at most: a glob such as negative/* names many.", maxNames),
			})
		default:
			c.names = append(c.names, word)
		}
	}
}

// check refuses a directive without a verb.
func (c *command) check(text string) *fault {
	if c.verb != "" {
		return nil
	}
	return &fault{0, len(text), rules.Localized{
		ZH: "没有写要做什么：可以写 " + strings.Join(verbs(), "、") + "。",
		EN: "It does not say what to do: allowed are " + strings.Join(verbs(), ", ") + ".",
	}}
}

func unknownVerb(verb string) rules.Localized {
	zh, en := meant(rules.Nearest(verb, verbs()))
	return rules.Localized{
		ZH: fmt.Sprintf("不认识“%s”%s：可以写 %s。", verb, zh, strings.Join(verbs(), "、")),
		EN: fmt.Sprintf("Unknown instruction %q%s: allowed are %s.", verb, en, strings.Join(verbs(), ", ")),
	}
}

// meant says what may have been meant; nothing where that is not known.
func meant(near string) (zh, en string) {
	if near == "" {
		return "", ""
	}
	return fmt.Sprintf("（是不是“%s”？）", near), fmt.Sprintf(" (did you mean %q?)", near)
}

func (n *name) fault(message rules.Localized) *fault { return &fault{n.start, n.end, message} }

// next is the next word of a text: blanks and commas part them.
func next(text string, at int) (word name, end int) {
	parts := func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",，、", r) }
	start := strings.IndexFunc(text[at:], func(r rune) bool { return !parts(r) })
	if start < 0 {
		return name{}, len(text)
	}
	start += at
	if n := strings.IndexFunc(text[start:], parts); n >= 0 {
		end = start + n
	} else {
		end = len(text)
	}
	return name{text[start:end], start, end}, end
}

// dashesOf is the length of the dashes that begin a reason: two or more, or those
// of a Chinese keyboard.
func dashesOf(word string) int {
	n := 0
	for n < len(word) {
		r, size := utf8.DecodeRuneInString(word[n:])
		if r != '-' && r != '—' && r != '–' {
			break
		}
		n += size
	}
	if n < 2 {
		return 0
	}
	return n
}

// prefixEnd is where the directive begins in a cell that says cuoci: before it,
// as a comment would.
func prefixEnd(text string) int {
	body := strings.TrimLeftFunc(text, unicode.IsSpace)
	rest, ok := strings.CutPrefix(body, "cuoci")
	if !ok {
		return 0
	}
	rest = strings.TrimLeft(rest, " \t")
	for _, colon := range [...]string{":", "："} {
		if behind, found := strings.CutPrefix(rest, colon); found {
			return len(text) - len(behind)
		}
	}
	return 0
}
