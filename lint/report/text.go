package report

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/cuoci/cuoci/lint"
)

// defaultWidth is the number of columns when the terminal's is not known.
const defaultWidth = 100

// textWriter writes for a person. Findings on one source line share the line:
//
//	  1 │ 您好，我不能为您退款，但是可以换货。
//	    │       ^^^^^^          ^^^^
//	draft.txt:1:4: 错误 negative/cannot “我不能”
//	    what the customer will hear
//	    可以说：what to say instead
type textWriter struct {
	w     io.Writer
	buf   bytes.Buffer
	o     Options
	theme *theme
	words
}

func newTextWriter(w io.Writer, o Options) *textWriter {
	if o.Width <= 0 {
		o.Width = defaultWidth
	}
	return &textWriter{w: w, o: o, theme: newTheme(o.Color), words: words{labelsIn(o.Lang), newRuler(o.WideAmbiguous)}}
}

func (t *textWriter) Result(r lint.Result) error {
	for fs := r.Findings; len(fs) > 0; {
		n := t.group(fs)
		t.snippet(fs[:n])
		for i := range fs[:n] {
			t.finding(&fs[i])
		}
		t.buf.WriteByte('\n')
		fs = fs[n:]
	}
	if t.o.Explain {
		for _, n := range r.NotAssessed {
			fmt.Fprintf(&t.buf, "%s: %s %s\n", visible(n.Path), t.theme.rule.Sprint(n.Rule), t.labels.notAssessed(n.Conversation, n.Why))
		}
	}
	return t.flush()
}

func (t *textWriter) Close(s Summary) error {
	if !t.o.Quiet {
		t.closing(s)
	}
	t.statistics(s.Statistics)
	return t.flush()
}

func (t *textWriter) closing(s Summary) {
	line := t.labels.closing(s)
	switch {
	case s.Errors > 0:
		line = t.theme.level(lint.Error).Sprint(line)
	case s.Warnings > 0:
		line = t.theme.level(lint.Warning).Sprint(line)
	}
	t.buf.WriteString(line + "\n")
}

// group returns how many of the findings, sorted by place, are shown under one
// source line.
func (t *textWriter) group(fs []lint.Finding) int {
	first := markOf(&fs[0])
	width := t.snippetWidth(fs[0].Start.Line)
	for i := 1; i < len(fs); i++ {
		f := &fs[i]
		if f.Start.Line != fs[0].Start.Line || f.LineStart < first.start || f.Line != fs[0].Line {
			return i
		}
		if !t.ruler.together(f.Line, first.start, markOf(f).end, width) {
			return i
		}
	}
	return len(fs)
}

// snippet writes the source line of findings with carets under each.
func (t *textWriter) snippet(fs []lint.Finding) {
	line := fs[0].Line
	if line == "" {
		return
	}
	marks := make([]mark, len(fs))
	for i := range fs {
		marks[i] = markOf(&fs[i])
	}
	s := t.ruler.cut(line, marks, t.snippetWidth(fs[0].Start.Line))
	number := fmt.Sprintf("%3d", fs[0].Start.Line)
	t.buf.WriteString(t.theme.gutter.Sprint(number+" │") + " " + s.text + "\n")
	t.buf.WriteString(t.theme.gutter.Sprint(strings.Repeat(" ", len(number))+" │") + " " + t.carets(s.marks) + "\n")
}

// snippetWidth is what the line number leaves of the width.
func (t *textWriter) snippetWidth(line int) int {
	return max(t.o.Width-max(3, len(strconv.Itoa(line)))-3, 4*margin)
}

// carets is the line under a source line. Where marks overlap, the graver one
// gives the colour.
func (t *textWriter) carets(marks []columnRange) string {
	end := 0
	for _, m := range marks {
		end = max(end, m.end)
	}
	levels := make([]lint.Level, end)
	for _, m := range marks {
		for c := m.start; c < m.end; c++ {
			levels[c] = max(levels[c], m.level)
		}
	}
	var b strings.Builder
	for at := 0; at < end; {
		n := at
		for n < end && levels[n] == levels[at] {
			n++
		}
		if levels[at] == lint.Off {
			b.WriteString(strings.Repeat(" ", n-at))
		} else {
			b.WriteString(t.theme.level(levels[at]).Sprint(strings.Repeat("^", n-at)))
		}
		at = n
	}
	return b.String()
}

// finding writes everything but the source line.
func (t *textWriter) finding(f *lint.Finding) {
	fmt.Fprintf(&t.buf, "%s: %s %s %s\n", visible(placeOf(f)),
		t.theme.level(f.Level).Sprint(t.levelName(f.Level)), t.theme.rule.Sprint(f.Rule), t.quoted(f.Match))
	for line := range strings.Lines(f.Message) {
		t.item("", visible(strings.TrimRight(line, "\r\n")))
	}
	for i, s := range said(f) {
		label := t.labels.instead
		if i > 0 {
			label = strings.Repeat(" ", t.ruler.columns(label))
		}
		t.item(label, t.theme.offer.Sprint(visible(s.Text)))
	}
	if t.o.Explain {
		t.explain(&f.Evidence)
	}
}

// placeOf names the place of a finding: path, line and column; in a workbook
// the cell, in a part of a mail that has no place in the file the part.
func placeOf(f *lint.Finding) string {
	at := fmt.Sprintf("%d:%d", f.Start.Line, f.Start.Column)
	switch l := f.Location; {
	case l == nil || !l.Detached:
		return f.Path + ":" + at
	case l.Cell != "" && f.Start.Line <= 1:
		return fmt.Sprintf("%s:%s!%s:%d", f.Path, l.Sheet, l.Cell, f.Start.Column)
	case l.Cell != "":
		return fmt.Sprintf("%s:%s!%s:%s", f.Path, l.Sheet, l.Cell, at)
	default:
		return fmt.Sprintf("%s:[%s]:%s", f.Path, l.Part, at)
	}
}

func (t *textWriter) explain(e *lint.Evidence) {
	if e.Pattern != "" {
		t.item(t.labels.pattern, visible(e.Pattern))
	}
	if len(e.Words) > 0 {
		t.item(t.labels.words, visible(strings.Join(e.Words, " / ")))
	}
	if len(e.Held) > 0 {
		t.item(t.labels.held, visible(strings.Join(e.Held, "; ")))
	}
	if e.Trigger != nil {
		t.item(t.labels.trigger, fmt.Sprintf("%d:%d %s", e.Trigger.Start.Line, e.Trigger.Start.Column, t.quoted(e.Trigger.Match)))
	}
	if len(e.Missing) > 0 {
		t.item(t.labels.missing, strings.Join(e.Missing, ", "))
	}
	if len(e.Absorbed) > 0 {
		t.item(t.labels.absorbed, strings.Join(e.Absorbed, ", "))
	}
}

// item writes an indented line.
func (t *textWriter) item(label, text string) {
	if label != "" {
		label = t.theme.label.Sprint(label)
	}
	t.buf.WriteString("    " + label + text + "\n")
}

func (t *textWriter) flush() error {
	if t.buf.Len() == 0 {
		return nil
	}
	_, err := t.w.Write(t.buf.Bytes())
	t.buf.Reset()
	return err
}
