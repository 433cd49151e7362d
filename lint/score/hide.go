package score

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/cuoci/cuoci/lint"
	"github.com/cuoci/cuoci/lint/report"
	"github.com/cuoci/cuoci/lint/source"
)

// Redact masks customers' data in what came of a document, as [report.Mask] does:
// in turns, evidence, findings and the names of conversations. The names of
// customers are left out. Places stay what they are. The conversations are changed.
func Redact(r Result) Result {
	for _, c := range r.Conversations {
		c.ID = report.Mask(c.ID)
		c.Findings = report.Redact(lint.Result{Findings: c.Findings}).Findings
		for i := range c.NotAssessed {
			c.NotAssessed[i].Conversation = report.Mask(c.NotAssessed[i].Conversation)
		}
		for i := range c.Turns {
			t := &c.Turns[i]
			t.Text = report.Mask(t.Text)
			if t.Speaker == source.Customer {
				t.Name = ""
			}
		}
		c.quoteAnew(report.Mask)
	}
	if r.Err != nil {
		r.Err = report.Redact(lint.Result{Err: r.Err}).Err
	}
	return r
}

// quoteAnew takes what evidence quotes from the turns as they are now; sentences
// that the turns do not give go through hide.
func (c *Conversation) quoteAnew(hide func(string) string) {
	for i := range c.Evidence {
		e := &c.Evidence[i]
		text := c.Turns[e.Turn-1].Text
		if e.Match != "" && e.Span.End <= len(text) {
			e.Match = text[e.Span.Start:e.Span.End]
		}
		e.Sentence = hide(e.Sentence)
	}
}

// Pseudonyms gives agents names that tell nobody who they are, the same one each
// time, in the order in which they come. It is for one run and one goroutine.
type Pseudonyms struct {
	lang  string
	known map[string]string
}

// NewPseudonyms returns Pseudonyms in lang: 坐席1, or agent 1.
func NewPseudonyms(lang string) *Pseudonyms {
	return &Pseudonyms{lang: lang, known: map[string]string{}}
}

func (p *Pseudonyms) of(name string) string {
	if name == "" {
		return ""
	}
	if p.known[name] == "" {
		format := "坐席%d"
		if p.lang == "en" {
			format = "agent %d"
		}
		p.known[name] = fmt.Sprintf(format, len(p.known)+1)
	}
	return p.known[name]
}

// Replace puts pseudonyms in the place of agents' names and leaves out those of
// customers; where the turns or findings hold a name of somebody who speaks it is
// masked, byte for byte. The conversations are changed.
func (p *Pseudonyms) Replace(r Result) Result {
	for _, c := range r.Conversations {
		hide := hiding(c)
		for i := range c.Agents {
			c.Agents[i] = p.of(c.Agents[i])
		}
		c.Agent = strings.Join(c.Agents, " + ")
		for i := range c.Moments {
			c.Moments[i].Agent = p.of(c.Moments[i].Agent)
		}
		for i := range c.Turns {
			t := &c.Turns[i]
			if t.Moment >= 0 {
				t.Name = p.of(t.Name)
			} else {
				t.Name = ""
			}
			t.Text = hide(t.Text)
		}
		for i := range c.Findings {
			f := &c.Findings[i]
			f.Match, f.Sentence, f.Line, f.LastLine, f.Message = hide(f.Match), hide(f.Sentence), hide(f.Line), hide(f.LastLine), hide(f.Message)
		}
		c.quoteAnew(hide)
	}
	return r
}

// hiding masks the names of those who speak in a conversation. A name of one
// character would hide more than itself.
func hiding(c *Conversation) func(string) string {
	var names []string
	for i := range c.Turns {
		if name := c.Turns[i].Name; utf8.RuneCountInString(name) > 1 && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	// The longer first: one may hold another.
	slices.SortFunc(names, func(x, y string) int { return len(y) - len(x) })
	var pairs []string
	for _, name := range names {
		pairs = append(pairs, name, report.MaskAll(name))
	}
	return strings.NewReplacer(pairs...).Replace
}
