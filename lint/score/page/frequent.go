package page

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/cuoci/cuoci/lint"
	"github.com/cuoci/cuoci/lint/score"
)

// examples is how many a rule is shown with.
const examples = 3

// frequent counts findings by their rule and keeps examples of each.
type frequent struct {
	list []*rule
	at   map[string]*rule
}

// rule is what was found of one.
type rule struct {
	Name, Title, Message    string
	Level                   lint.Level
	Say                     []string
	Findings, Conversations int
	Examples                []example

	spare []example // with words that were shown before
	last  int       // the conversation that was counted last
}

// example is a phrase in its sentence.
type example struct {
	Number               int    // of the conversation
	Where                string // its name
	Mark                 int    // number of its mark there; 0 where it has none
	Before, Match, After string
}

// add counts the findings of a conversation.
func (f *frequent) add(c *score.Conversation, v *conversation) {
	for i := range c.Findings {
		if c.Findings[i].Suppressed == nil {
			f.find(c.Findings[i].Rule).add(c, v, i)
		}
	}
}

func (f *frequent) find(name string) *rule {
	r := f.at[name]
	if r == nil {
		if f.at == nil {
			f.at = map[string]*rule{}
		}
		r = &rule{Name: name}
		f.at[name] = r
		f.list = append(f.list, r)
	}
	return r
}

// add counts a finding, and takes it as an example as long as there is room: at
// first phrases of other words from other conversations, then any.
func (r *rule) add(c *score.Conversation, v *conversation, finding int) {
	x := &c.Findings[finding]
	if r.Findings == 0 {
		r.Title, r.Message, r.Level = x.Title, x.Message, x.Level
		for _, s := range x.Suggestions {
			r.Say = append(r.Say, s.Text)
		}
	}
	r.Findings++
	r.Level = max(r.Level, x.Level)
	first := r.last != v.Number
	if first {
		r.Conversations++
		r.last = v.Number
	}
	fresh := first && !slices.ContainsFunc(r.Examples, func(e example) bool { return e.Match == x.Match })
	switch {
	case fresh && len(r.Examples) < examples:
		r.Examples = append(r.Examples, exampleOf(c, v, finding))
	case !fresh && len(r.spare) < examples:
		r.spare = append(r.spare, exampleOf(c, v, finding))
	}
}

func exampleOf(c *score.Conversation, v *conversation, finding int) example {
	x := &c.Findings[finding]
	e := example{Number: v.Number, Where: v.Name, Match: x.Match}
	for i := range c.Turns {
		for k, m := range c.Turns[i].Marks {
			if m.Finding == finding {
				e.Mark = v.Turns[i].Notes[k].Back
				e.Before, e.After = around(c.Turns[i].Text, x.Sentence, m.Start, m.End)
			}
		}
	}
	return e
}

// around returns what stands in a text before and behind [start, end) in the
// sentence that holds it.
func around(text, sentence string, start, end int) (before, after string) {
	for from := 0; sentence != ""; {
		at := strings.Index(text[from:], sentence)
		if at < 0 || from+at > start {
			break
		}
		if at += from; end <= at+len(sentence) {
			return short(text[at:start], true), short(text[end:at+len(sentence)], false)
		}
		_, size := utf8.DecodeRuneInString(text[at:])
		from = at + size
	}
	return "", ""
}

// short cuts a text to some characters, at its start or at its end.
func short(s string, atStart bool) string {
	const room = 36
	n := utf8.RuneCountInString(s)
	if n <= room {
		return s
	}
	r := []rune(s)
	if atStart {
		return "…" + string(r[n-room:])
	}
	return string(r[:room]) + "…"
}

// sorted are the rules, the most frequent first, then by name.
func (f *frequent) sorted() []*rule {
	list := slices.Clone(f.list)
	slices.SortFunc(list, func(a, b *rule) int {
		return cmp.Or(cmp.Compare(b.Findings, a.Findings), cmp.Compare(b.Conversations, a.Conversations), cmp.Compare(a.Name, b.Name))
	})
	for _, r := range list {
		for _, e := range r.spare {
			if len(r.Examples) < examples {
				r.Examples = append(r.Examples, e)
			}
		}
		r.spare = nil
	}
	return list
}
