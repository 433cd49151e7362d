package score

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/cuoci/cuoci/lint/report"
)

// markdownWriter writes a section a conversation, or a table of groups.
type markdownWriter struct {
	w    io.Writer
	card *Card
	o    Options
	say  *labels
	buf  bytes.Buffer
}

func newMarkdown(w io.Writer, card *Card, o Options) *markdownWriter {
	m := &markdownWriter{w: w, card: card, o: o, say: labelsIn(o.Lang)}
	fmt.Fprintf(&m.buf, "# %s\n", report.EscapeMarkdown(card.Title.In(o.Lang)))
	return m
}

func (m *markdownWriter) Result(r Result) error {
	if m.o.By == "" {
		for _, c := range r.Conversations {
			m.conversation(c)
		}
	}
	return flush(m.w, &m.buf)
}

func (m *markdownWriter) conversation(c *Conversation) {
	esc := report.EscapeMarkdown
	fmt.Fprintf(&m.buf, "\n## %s · %s\n\n", esc(c.Path+" "+c.ID), c.Kind.Title(m.o.Lang))
	for i := range c.Sides {
		s := &c.Sides[i]
		fmt.Fprintf(&m.buf, "- **%s** %s (%s)\n", SideTitle(s.Side, m.o.Lang), m.score(s.Score), fmt.Sprintf(m.say.assessedOf, s.Areas, s.Of))
	}
	for _, f := range c.Fatal {
		fmt.Fprintf(&m.buf, "- **%s** “%s”\n", esc(fmt.Sprintf(m.say.fatal, f.Rule, f.Cap)), esc(c.Findings[f.Finding].Match))
	}
	for _, p := range []struct {
		title string
		i     int
	}{{m.say.worst, c.Worst}, {m.say.last, c.Last}} {
		if p.i >= 0 {
			at := &c.Moments[p.i]
			text := strings.Join(strings.Fields(c.Turns[at.Turn-1].Text), " ")
			fmt.Fprintf(&m.buf, "- **%s** %s %s “%s”\n", p.title, m.score(at.Score), fmt.Sprintf(m.say.turn, at.Turn), esc(report.Cut(text, 80)))
		}
	}
	fmt.Fprintf(&m.buf, "- %s\n\n", fmt.Sprintf(m.say.share, 100*c.Assessed))
	fmt.Fprintf(&m.buf, "| %s | | + | - |\n|---|---:|---:|---:|\n", m.say.areas)
	for i := range c.Areas {
		a := &c.Areas[i]
		if !a.Score.Assessed {
			fmt.Fprintf(&m.buf, "| %s | %s%s%s | | |\n", esc(a.Area.Title.In(m.o.Lang)), m.say.none, m.say.colon, esc(a.Why))
			continue
		}
		fmt.Fprintf(&m.buf, "| %s | %s | %v | %v |\n", esc(a.Area.Title.In(m.o.Lang)), m.score(a.Score), round2(a.For), round2(a.Against))
	}
	if m.o.Explain {
		m.explain(c)
	}
}

// explain lists the evidence of each area.
func (m *markdownWriter) explain(c *Conversation) {
	esc := report.EscapeMarkdown
	for i := range c.Areas {
		a := &c.Areas[i]
		if !a.Score.Assessed {
			continue
		}
		fmt.Fprintf(&m.buf, "\n**%s** %s = %s\n\n", esc(a.Area.Title.In(m.o.Lang)), m.score(a.Score), esc(formula(m.card, a.For, a.Against)))
		for _, k := range a.Evidence {
			e := &c.Evidence[k]
			sign, tail := "−", ""
			if e.For {
				sign = "+"
			}
			if !e.Counted {
				tail = m.say.counted
			}
			text := e.Match
			if e.Silence {
				text = e.Sentence
			}
			fmt.Fprintf(&m.buf, "- %s%v %s %s “%s” %s%s\n", sign, e.Weight, fmt.Sprintf(m.say.turn, e.Turn), esc(e.Title),
				esc(report.Cut(text, 60)), esc(e.Rule+e.Marker), tail)
		}
	}
}

func (m *markdownWriter) score(s Score) string {
	if !s.Assessed {
		return m.say.none
	}
	return fmt.Sprintf("%.1f", s.Points)
}

func (m *markdownWriter) Close(s Summary) error {
	if s.By != "" {
		m.groups(&s)
	}
	fmt.Fprintf(&m.buf, "\n%s%s%s\n", m.say.closing(&s), m.say.comma, fmt.Sprintf(m.say.mark, s.Pass))
	return flush(m.w, &m.buf)
}

// groups writes a table of groups.
func (m *markdownWriter) groups(s *Summary) {
	m.buf.WriteByte('\n')
	for i, row := range groupRows(s, m.say, report.EscapeMarkdown) {
		fmt.Fprintf(&m.buf, "| %s |\n", strings.Join(row, " | "))
		if i == 0 {
			m.buf.WriteString("|---" + strings.Repeat("|---:", len(row)-1) + "|\n")
		}
	}
	if slices.ContainsFunc(s.Groups, func(g Group) bool { return g.Small }) {
		fmt.Fprintf(&m.buf, "\n%s\n", report.EscapeMarkdown(fmt.Sprintf(m.say.small, s.SmallBelow)))
	}
}
