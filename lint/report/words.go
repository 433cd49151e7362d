package report

import (
	"fmt"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/cuoci/cuoci/lint"
	"github.com/cuoci/cuoci/lint/source"
	"github.com/cuoci/cuoci/rules"
)

// words puts findings into words for the formats that take a message.
type words struct {
	labels *labels
	ruler  *ruler
}

func newWords(lang string) *words { return &words{labelsIn(lang), newRuler(false)} }

// quoted is a matched text in quotation marks, cut in its middle when it is long.
func (w *words) quoted(match string) string {
	const most = 40
	shown := visible(match)
	if !w.ruler.atMost(shown, most) {
		shown = w.ruler.head(shown, most*2/3) + ellipsis + w.ruler.tail(shown, most/3-1)
	}
	return w.labels.openMark + shown + w.labels.endMark
}

// levelName is what a level is called.
func (w *words) levelName(l lint.Level) string {
	if int(l) < len(w.labels.levels) {
		return w.labels.levels[l]
	}
	return ""
}

// messageMost bounds a message, in bytes: reviewdog reads no line of 64 KiB, and
// nobody a message of that length. What is long in it is a matched text.
const messageMost = 8 << 10

// message is everything there is to say of a finding: the cell where it has one
// in place of a line, the match unless the message names it, the message, what to
// say instead. sep stands between the parts.
func (w *words) message(f *lint.Finding, sep string) string {
	var b strings.Builder
	b.WriteString(cellMark(f))
	if f.Match != "" && !strings.Contains(f.Message, f.Match) {
		b.WriteString(w.quoted(f.Match) + w.labels.colon)
	}
	lines := strings.FieldsFunc(f.Message, func(r rune) bool { return r == '\n' || r == '\r' })
	for i, line := range lines {
		if i > 0 {
			b.WriteString(sep)
		}
		b.WriteString(visible(line))
	}
	out := shorten(b.String())
	for _, s := range said(f) {
		out += sep + w.labels.instead + visible(s.Text)
	}
	return out
}

// said are the suggestions that are told to people: sentences to say instead. What
// the match would be rewritten to is for programs, and there only where one of
// the reports wants edits.
func said(f *lint.Finding) []lint.SuggestionText {
	list := f.Suggestions
	for len(list) > 0 && list[0].Fix > 0 { // it stands first
		list = list[1:]
	}
	return list
}

// fix says what a fix does, and how sure it is.
func (w *words) fix(s *lint.SuggestionText) string {
	how := w.labels.review
	if s.Safety == rules.Safe {
		how = w.labels.safe
	}
	return how + visible(s.Text)
}

// cellMark names the cell or part of what has no place in the file, for the
// start of a message; it is empty for all else.
func cellMark(f *lint.Finding) string {
	if !detached(f) {
		return ""
	}
	return "[" + visible(cellOf(f.Location)) + "] "
}

// cellOf names a cell, a row or a part of a mail: Sheet1!C12, 1.2.
func cellOf(l *source.Location) string {
	switch {
	case l.Cell != "" && l.Sheet != "":
		return l.Sheet + "!" + l.Cell
	case l.Cell != "":
		return l.Cell
	case l.Part != "":
		return l.Part
	case l.ColumnName != "":
		return fmt.Sprintf("%s:%d", l.ColumnName, l.Row)
	case l.Row > 0:
		return fmt.Sprint(l.Row)
	}
	return ""
}

// shorten cuts a text to messageMost bytes, between characters, and shows that it
// did.
func shorten(s string) string {
	if len(s) <= messageMost {
		return s
	}
	n := messageMost - len(ellipsis)
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n] + ellipsis
}

// firstSentence is the first sentence of a message, with its closing marks. A
// sentence inside quotation marks is no end unless the marks end it, too.
func firstSentence(s string) string {
	s = visible(strings.TrimSpace(s))
	for i, r := range s {
		end := i + utf8.RuneLen(r)
		switch r {
		case '。', '！', '？':
		case '.', '!', '?':
			if end < len(s) && s[end] != ' ' {
				continue
			}
		case '␊', '␍':
			return strings.TrimRight(s[:i], " ␊␍")
		default:
			continue
		}
		closed := end
		for closed < len(s) {
			next, size := utf8.DecodeRuneInString(s[closed:])
			if !strings.ContainsRune("”’」』）)", next) {
				break
			}
			closed += size
		}
		if closed > end && closed < len(s) && s[closed] != ' ' {
			continue // “行。”之后 …
		}
		return s[:closed]
	}
	return s
}

// slashed is a path as other systems write it, on every system.
func slashed(path string) string { return filepath.ToSlash(path) }
