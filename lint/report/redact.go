package report

import (
	"errors"
	"slices"
	"strings"

	"github.com/cuoci/cuoci/lint"
	"github.com/cuoci/cuoci/lint/source"
)

// Redact masks customers' data in a result, as [Mask] does: in what findings
// quote of the text (match, sentence, source lines, message, trigger, words), in
// the reasons of suppressions, the names of conversations and in the error. Of a row of a table only the
// sentence is left in the source line, since what stands in the other columns is
// not known. Places, paths and fingerprints stay as they are.
//
// The result that comes back shares nothing with r that was changed.
func Redact(r lint.Result) lint.Result {
	r.Findings = slices.Clone(r.Findings)
	var lines redactor
	for i := range r.Findings {
		lines.redact(&r.Findings[i])
	}
	r.NotAssessed = slices.Clone(r.NotAssessed)
	for i := range r.NotAssessed {
		n := &r.NotAssessed[i]
		n.Conversation = Mask(n.Conversation)
	}
	r.Err = redactError(r.Err)
	return r
}

// redactor remembers the last line: many findings may stand on a long one.
type redactor struct{ line, masked string }

func (d *redactor) mask(line string) string {
	if d.line != line {
		d.line, d.masked = line, Mask(line)
	}
	return d.masked
}

func (d *redactor) redact(f *lint.Finding) {
	match, line, last, sentence := f.Match, f.Line, f.LastLine, f.Sentence
	f.Sentence = Mask(sentence)
	f.LastLine = d.mask(last)
	f.Line = d.mask(line)
	f.Match = maskedPart(match, line, f.Line, f.LineStart, sentence, f.Sentence)
	if f.Location != nil && f.Location.Row > 0 {
		f.Line = onlySentence(f.Line, line, sentence, f.LineStart, match)
		if f.LastLine = f.Line; last != line {
			all := mask{[]source.Span{{Start: 0, End: len(last)}}}
			f.LastLine = all.over(last)
		}
	}
	if f.Match != match {
		f.Message = strings.ReplaceAll(f.Message, match, f.Match)
	}
	f.Message = Mask(f.Message)
	f.Suggestions = maskSuggestions(f.Suggestions)
	f.Conversation = Mask(f.Conversation)
	f.Evidence.Words = maskWords(f.Evidence.Words)
	if len(f.Evidence.Held) > 0 {
		f.Evidence.Held = slices.Clone(f.Evidence.Held)
		for i, s := range f.Evidence.Held {
			f.Evidence.Held[i] = Mask(s)
		}
	}
	if by := f.Suppressed; by != nil { // several findings may share it
		f.Suppressed = &lint.Suppression{By: by.By, Reason: Mask(by.Reason)}
	}
	if t := f.Evidence.Trigger; t != nil { // several findings may share it
		masked := *t
		masked.Match = Mask(t.Match)
		f.Evidence.Trigger = &masked
	}
}

// maskedPart masks a match with what stands around it: a name is known by the
// word before it, which need not be part of the match.
func maskedPart(match, line, maskedLine string, at int, sentence, maskedSentence string) string {
	if at >= 0 && at <= len(line) && strings.HasPrefix(line[at:], match) {
		return maskedLine[at : at+len(match)]
	}
	if i := strings.Index(sentence, match); i >= 0 {
		return maskedSentence[i : i+len(match)]
	}
	return Mask(match)
}

// onlySentence masks everything in a line but the sentence that holds the match;
// where the line has it in another notation, but the match.
func onlySentence(masked, line, sentence string, at int, match string) string {
	keep := source.Span{}
	for from := 0; ; {
		i := strings.Index(line[from:], sentence)
		if i < 0 || from+i > at || sentence == "" {
			break
		}
		if from += i; at < from+len(sentence) {
			keep = source.Span{Start: from, End: from + len(sentence)}
		}
		from++
	}
	if keep.End == 0 && strings.HasPrefix(line[min(at, len(line)):], match) {
		keep = source.Span{Start: at, End: at + len(match)}
	}
	var m mask
	m.add(0, keep.Start)
	m.add(keep.End, len(line))
	return m.over(masked)
}

// maskSuggestions masks what suggestions quote of the text. Edits that would
// write something that is masked are left out.
func maskSuggestions(list []lint.SuggestionText) []lint.SuggestionText {
	list = slices.Clone(list) // findings of a rule share them
	for i := range list {
		s := &list[i]
		s.Text = Mask(s.Text)
		if slices.ContainsFunc(s.Edits, func(e lint.Edit) bool { return Mask(e.Written) != e.Written }) {
			s.Edits = nil
		}
	}
	return list
}

// maskWords masks words that follow each other in a text as the text.
func maskWords(words []string) []string {
	masked := Mask(strings.Join(words, ""))
	out := make([]string, 0, len(words))
	for _, w := range words {
		out = append(out, masked[:len(w)])
		masked = masked[len(w):]
	}
	if len(out) == 0 {
		return words
	}
	return out
}

// redactError masks what an error quotes. The numbers of its place stay.
func redactError(err error) error {
	if err == nil {
		return nil
	}
	if place, ok := errors.AsType[*source.Error](err); ok {
		inner := place.Err.Error()
		if Mask(inner) == inner {
			return err
		}
		masked := *place
		masked.Err = &maskedError{place.Err}
		return &masked
	}
	if text := err.Error(); Mask(text) == text {
		return err
	}
	return &maskedError{err}
}

// maskedError is an error that says what it says masked.
type maskedError struct{ err error }

func (e *maskedError) Error() string { return Mask(e.err.Error()) }
func (e *maskedError) Unwrap() error { return e.err }
