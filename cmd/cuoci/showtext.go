package main

import (
	"bufio"
	"errors"
	"fmt"
	"strings"
	"unicode"

	"github.com/cuoci/cuoci/lint"
	"github.com/cuoci/cuoci/lint/report"
	"github.com/cuoci/cuoci/lint/source"
)

// showText writes what would be checked, a turn a line: its place, its speaker,
// its text with line ends shown. Nothing is checked.
func (a *app) showText(s *session, w *walk) error {
	out := bufio.NewWriter(a.stdout)
	failed := false
	for in := range w.inputs() {
		err := showInput(out, in, s.shown())
		if err == nil {
			continue
		}
		if f := (*failure)(nil); errors.As(err, &f) {
			err = f.err
		}
		if !in.Named && (errors.Is(err, source.ErrBinary) || errors.Is(err, source.ErrNoText)) {
			continue
		}
		failed = true
		if err := out.Flush(); err != nil {
			return fmt.Errorf("writing the text: %w", err)
		}
		a.complain(err)
	}
	if s.fatal != nil {
		return s.fatal
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("writing the text: %w", err)
	}
	if failed {
		return status(exitFailed)
	}
	return nil
}

// shown is how text is shown: as it is, or masked.
func (s *session) shown() func(string) string {
	if s.flags.redact {
		return report.Mask
	}
	return func(text string) string { return text }
}

// showInput writes the turns of one input.
func showInput(out *bufio.Writer, in lint.Input, shown func(string) string) (err error) {
	var d *source.Document
	if in.Reader != nil {
		d = source.NewDocument(in.Reader, in.Options)
	} else {
		if d, err = source.Open(in.Options.Path, in.Options); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, d.Close()) }()
	}
	for c, err := range d.Conversations() {
		if err != nil {
			return err
		}
		for i := range c.Turns {
			t := &c.Turns[i]
			if strings.TrimSpace(t.Text.String()) == "" {
				continue
			}
			fmt.Fprintf(out, "%s: %s%s: %s\n", placeOfTurn(in.Options.Path, t), t.Speaker, shown(named(t)), shown(oneLine(t.Text.String())))
		}
	}
	return nil
}

// placeOfTurn names where a turn begins.
func placeOfTurn(path string, t *source.Turn) string {
	l := t.Location
	switch {
	case l != nil && l.Detached && l.Cell != "":
		return fmt.Sprintf("%s:%s!%s", path, l.Sheet, l.Cell)
	case l != nil && l.Detached:
		return fmt.Sprintf("%s:[%s]", path, l.Part)
	}
	p := t.Text.Position(0)
	at := fmt.Sprintf("%s:%d:%d", path, p.Line, p.Column)
	if l != nil && l.ColumnName != "" {
		at += " (" + l.ColumnName + ")"
	}
	return at
}

func named(t *source.Turn) string {
	if t.Name == "" {
		return ""
	}
	return " " + oneLine(t.Name)
}

// oneLine shows line ends, tabs and what else has no shape of its own.
func oneLine(s string) string {
	if strings.IndexFunc(s, unicode.IsControl) < 0 {
		return s
	}
	s = strings.NewReplacer("\r\n", "⏎", "\n", "⏎", "\r", "⏎", "\t", "⇥").Replace(s)
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7F {
			return '�'
		}
		return r
	}, s)
}
