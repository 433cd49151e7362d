package score

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/cuoci/cuoci/lint"
	"github.com/cuoci/cuoci/lint/report"
)

// textWriter writes cards for a person at a terminal.
type textWriter struct {
	w    io.Writer
	card *Card
	o    Options
	ink  report.Ink
	say  *labels
	buf  bytes.Buffer
}

// defaultWidth is the number of columns when the terminal's is not known.
const defaultWidth = 100

func newText(w io.Writer, card *Card, o Options) *textWriter {
	if o.Width <= 0 {
		o.Width = defaultWidth
	}
	return &textWriter{w: w, card: card, o: o, ink: report.NewInk(o.Color), say: labelsIn(o.Lang)}
}

func (t *textWriter) Result(r Result) error {
	if t.o.By != "" {
		return nil
	}
	for _, c := range r.Conversations {
		t.conversation(c)
	}
	return flush(t.w, &t.buf)
}

func (t *textWriter) line(indent int, format string, args ...any) {
	t.buf.WriteString(strings.Repeat(" ", indent))
	fmt.Fprintf(&t.buf, format, args...)
	t.buf.WriteByte('\n')
}

func (t *textWriter) conversation(c *Conversation) {
	head := []string{t.ink.Strong(report.Visible(c.Path + "#" + c.ID))}
	for _, s := range []string{c.Agent, c.Time, c.Channel} {
		if s != "" {
			head = append(head, report.Visible(s))
		}
	}
	kind := t.ink.Level(c.gravity(), c.Kind.Title(t.o.Lang))
	if saying := c.Kind.Saying(t.o.Lang); saying != "" {
		kind += " " + t.ink.Faint(saying)
	}
	t.line(0, "%s", strings.Join(append(head, kind), " · "))
	for i := range c.Sides {
		t.side(c, &c.Sides[i])
	}
	for _, f := range c.Fatal {
		t.line(2, "%s %s", t.ink.Level(lint.Error, fmt.Sprintf(t.say.fatal, f.Rule, f.Cap)), t.quoted(c.Findings[f.Finding].Match))
	}
	t.moment(c, c.Worst, t.say.worst)
	t.moment(c, c.Last, t.say.last)
	t.line(2, "%s", t.ink.Faint(fmt.Sprintf(t.say.share, 100*c.Assessed)+t.notAssessed(c)))
	if t.o.Explain {
		t.explain(c)
	}
	t.buf.WriteByte('\n')
}

// gravity is the level whose colour a conversation's kind has.
func (c *Conversation) gravity() lint.Level {
	switch {
	case len(c.Fatal) > 0, c.Kind == Cold:
		return lint.Error
	case c.Kind == Factory, c.Kind == Friendly:
		return lint.Warning
	}
	return lint.Off
}

func (t *textWriter) side(c *Conversation, s *SideResult) {
	var areas []string
	for i := range c.Areas {
		if a := &c.Areas[i]; a.Area.Side == s.Side && a.Score.Assessed {
			areas = append(areas, fmt.Sprintf("%s %.0f", a.Area.Title.In(t.o.Lang), a.Score.Points))
		}
	}
	score := fmt.Sprintf("%5s", "–")
	if s.Score.Assessed {
		score = fmt.Sprintf("%5.1f", s.Score.Points)
		if !s.High {
			score = t.ink.Level(lint.Warning, score)
		}
	}
	t.line(2, "%s %s %s %s%s", pad(SideTitle(s.Side, t.o.Lang), t.titleWidth()), score, bar(s.Score),
		t.ink.Faint(fmt.Sprintf(t.say.assessedOf, s.Areas, s.Of)), prefixed("  ", strings.Join(areas, " ")))
}

// titleWidth is that of the titles in front of a card.
func (t *textWriter) titleWidth() int {
	w := 0
	for _, s := range []string{SideTitle(Procedure, t.o.Lang), SideTitle(Personal, t.o.Lang), t.say.worst, t.say.last} {
		w = max(w, report.Columns(s))
	}
	return w
}

// barWidth is how many columns stand for 100 points.
const barWidth = 10

// bar is a score as a bar.
func bar(s Score) string {
	full := 0
	if s.Assessed {
		full = int(s.Points*barWidth/100 + 0.5)
	}
	return strings.Repeat("█", full) + strings.Repeat("·", barWidth-full)
}

func pad(s string, columns int) string {
	return s + strings.Repeat(" ", max(0, columns-report.Columns(s)))
}

// padLeft puts blanks before a text.
func padLeft(s string, columns int) string {
	return strings.Repeat(" ", max(0, columns-report.Columns(s))) + s
}

func prefixed(prefix, s string) string {
	if s == "" {
		return ""
	}
	return prefix + s
}

func (t *textWriter) moment(c *Conversation, i int, title string) {
	if i < 0 {
		return
	}
	m := &c.Moments[i]
	lead := fmt.Sprintf("%s %5.1f ", pad(title, t.titleWidth()), m.Score.Points) + fmt.Sprintf(t.say.turn, m.Turn) + " "
	t.line(2, "%s%s", lead, t.ink.Faint(report.Cut(t.quoted(c.Turns[m.Turn-1].Text), max(20, t.o.Width-2-report.Columns(lead)))))
}

func (t *textWriter) quoted(s string) string {
	return t.say.open + report.Visible(strings.Join(strings.Fields(s), " ")) + t.say.end
}

// notAssessed lists the areas that were not.
func (t *textWriter) notAssessed(c *Conversation) string {
	var names []string
	for i := range c.Areas {
		a := &c.Areas[i]
		if a.Score.Assessed {
			continue
		}
		name := a.Area.Title.In(t.o.Lang)
		if t.o.Explain {
			name += "（" + a.Why + "）"
			if t.o.Lang == "en" {
				name = a.Area.Title.In(t.o.Lang) + " (" + a.Why + ")"
			}
		}
		names = append(names, name)
	}
	if len(names) == 0 {
		return ""
	}
	sep := "、"
	if t.o.Lang == "en" {
		sep = ", "
	}
	return t.say.comma + t.say.notAssessed + strings.Join(names, sep)
}

// explain follows every number to its evidence.
func (t *textWriter) explain(c *Conversation) {
	for i := range c.Areas {
		a := &c.Areas[i]
		if !a.Score.Assessed {
			continue
		}
		t.line(4, "%s %.1f = %s", t.ink.Strong(a.Area.Title.In(t.o.Lang)), a.Score.Points, formula(t.card, a.For, a.Against))
		for _, k := range a.Evidence {
			t.evidence(&c.Evidence[k])
		}
	}
}

// formula writes out how a score comes of the weights.
func formula(c *Card, supports, against float64) string {
	return fmt.Sprintf("100 × (%v × %v%% + %v) ÷ (%v + %v + %v)", c.Anchor, c.Start, round2(supports), c.Anchor, round2(supports), round2(against))
}

func (t *textWriter) evidence(e *Evidence) {
	sign := "-"
	if e.For {
		sign = "+"
	}
	where := fmt.Sprintf(t.say.turn, e.Turn)
	if e.Start.Line > 0 {
		where += fmt.Sprintf(" %d:%d", e.Start.Line, e.Start.Column)
	}
	source := e.Rule
	if source == "" {
		source = e.Marker
	}
	text := ""
	switch {
	case e.Silence && e.Marker != "":
		text = " ← " + t.quoted(e.Sentence)
	case !e.Silence:
		text = " " + t.quoted(e.Match)
	}
	tail := ""
	if !e.Counted {
		tail = t.say.counted
	}
	t.line(6, "%s%v %s %s%s%s", sign, e.Weight, where, e.Title, report.Cut(text, t.o.Width/2), t.ink.Faint(prefixed("  ", source)+tail))
}

func (t *textWriter) Close(s Summary) error {
	if s.By != "" {
		t.groups(&s)
	}
	if !t.o.Quiet {
		t.closing(&s)
	}
	return flush(t.w, &t.buf)
}

func (t *textWriter) closing(s *Summary) {
	if s.Conversations == 0 {
		t.line(0, "%s", t.say.empty)
		return
	}
	if s.Conversations > 1 {
		var kinds []string
		for _, k := range Kinds() {
			kinds = append(kinds, fmt.Sprintf("%s %d", k.Title(t.o.Lang), s.Kinds[k]))
		}
		if n := s.Kinds[NoKind]; n > 0 {
			kinds = append(kinds, fmt.Sprintf("%s %d", NoKind.Title(t.o.Lang), n))
		}
		t.line(0, "%s%s%s", t.say.kinds, t.say.colon, strings.Join(kinds, t.say.comma))
		for i := range s.Sides {
			t.line(0, "%s %s", pad(SideTitle(Side(i), t.o.Lang), t.titleWidth()), t.mean(s.Sides[i]))
		}
		t.line(0, "%s %s", pad(t.say.worst, t.titleWidth()), t.mean(s.Worst))
		t.line(0, "%s %s", pad(t.say.last, t.titleWidth()), t.mean(s.Last))
	}
	line := t.say.closing(s) + t.say.comma + fmt.Sprintf(t.say.mark, s.Pass) + t.say.comma + fmt.Sprintf(t.say.share, 100*s.Assessed)
	if s.Below > 0 {
		line += t.say.comma + t.ink.Level(lint.Error, fmt.Sprintf(t.say.below, s.Below))
	}
	t.line(0, "%s", line)
}

func (t *textWriter) mean(m Mean) string {
	switch m.N {
	case 0:
		return t.say.none
	case 1:
		return fmt.Sprintf("%.1f (n=1)", m.Mean)
	}
	return fmt.Sprintf("%.1f (%.1f–%.1f, n=%d)", m.Mean, m.Interval.Low, m.Interval.High, m.N)
}

// groups writes a table of groups.
func (t *textWriter) groups(s *Summary) {
	rows := groupRows(s, t.say, report.Visible)
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], report.Columns(cell))
		}
	}
	for _, row := range rows {
		cells := make([]string, len(row))
		for i, cell := range row {
			if i == 0 {
				cells[i] = pad(cell, widths[i])
			} else {
				cells[i] = padLeft(cell, widths[i])
			}
		}
		t.line(0, "%s", strings.TrimRight(strings.Join(cells, "  "), " "))
	}
	if slices.ContainsFunc(s.Groups, func(g Group) bool { return g.Small }) {
		t.line(0, "%s", fmt.Sprintf(t.say.small, s.SmallBelow))
	}
	t.buf.WriteByte('\n')
}
