package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"

	"github.com/cuoci/cuoci/lint"
	"github.com/cuoci/cuoci/lint/source"
)

// The objects of the JSON formats, version 1. Fields may be added; none changes
// its type. A field that does not apply is null or left out.

type wireFinding struct {
	Path string `json:"path"`
	wirePlace
	Segments     []wireSpan       `json:"segments"`
	Location     *wireLocation    `json:"location"`     // null: a place in a plain file is its line
	Conversation *string          `json:"conversation"` // null, as the next two, where no turn is spoken of
	Turn         *int             `json:"turn"`
	Speaker      *string          `json:"speaker"`
	Time         string           `json:"time,omitempty"`
	Rule         string           `json:"rule"`
	Level        string           `json:"level"`
	Message      string           `json:"message"`
	Match        string           `json:"match"`
	Suggestions  []wireSuggestion `json:"suggestions"`
	Evidence     wireEvidence     `json:"evidence"`
	Fingerprint  string           `json:"fingerprint"`
	Suppressed   *wireSuppression `json:"suppressed"` // null: nothing suppresses it
}

type wireSuppression struct {
	By     string `json:"by"`
	Reason string `json:"reason,omitempty"`
}

// wirePlace is null in all its fields where the file has no such place.
type wirePlace struct {
	Line      *int `json:"line"`
	Column    *int `json:"column"`
	EndLine   *int `json:"end_line"`
	EndColumn *int `json:"end_column"`
	Offset    *int `json:"offset"`
	EndOffset *int `json:"end_offset"`
}

// wireLocation says where in a workbook, a table or a mail. What has no place in
// the file has one inside its cell or part.
type wireLocation struct {
	Sheet      string     `json:"sheet,omitempty"`
	Cell       string     `json:"cell,omitempty"`
	Row        int        `json:"row,omitempty"`
	ColumnName string     `json:"column_name,omitempty"`
	Part       string     `json:"part,omitempty"`
	Inside     *wirePlace `json:"inside,omitempty"`
}

type wireSpan struct {
	Offset    int `json:"offset"`
	EndOffset int `json:"end_offset"`
}

type wireSuggestion struct {
	Text   string     `json:"text"`
	Safety string     `json:"safety"`
	Edits  []wireEdit `json:"edits"` // empty: a sentence for a person to write
}

// wireEdit puts a text, in the notation of the place, in the place of bytes of
// the file.
type wireEdit struct {
	wireSpan
	Text string `json:"text"`
}

type wireEvidence struct {
	Pattern  string       `json:"pattern,omitempty"`
	Trigger  *wireTrigger `json:"trigger,omitempty"`
	Missing  []string     `json:"missing,omitempty"`
	Absorbed []string     `json:"absorbed,omitempty"`
	Words    []string     `json:"words,omitempty"`
	Held     []string     `json:"held,omitempty"`
}

type wireTrigger struct {
	Turn   int    `json:"turn,omitempty"` // left out where it is the finding's
	Line   int    `json:"line"`
	Column int    `json:"column"`
	Match  string `json:"match"`
}

type wireNotAssessed struct {
	Rule         string `json:"rule"`
	Path         string `json:"path"`
	Conversation string `json:"conversation"`
	Why          string `json:"why"`
}

type wireSkipped struct {
	Path string `json:"path"`
	Why  string `json:"why"`
}

type wireError struct {
	Path    string `json:"path"`
	Line    int    `json:"line,omitempty"`
	Column  int    `json:"column,omitempty"`
	Message string `json:"message"`
}

func toFinding(f *lint.Finding) wireFinding {
	w := wireFinding{
		Path:        f.Path,
		Segments:    make([]wireSpan, len(f.Segments)),
		Time:        f.Time,
		Rule:        f.Rule,
		Level:       f.Level.String(),
		Message:     f.Message,
		Match:       f.Match,
		Suggestions: make([]wireSuggestion, len(f.Suggestions)),
		Evidence: wireEvidence{
			Pattern:  f.Evidence.Pattern,
			Missing:  f.Evidence.Missing,
			Absorbed: f.Evidence.Absorbed,
			Words:    f.Evidence.Words,
			Held:     f.Evidence.Held,
		},
		Fingerprint: f.Fingerprint,
	}
	if f.Turn > 0 {
		speaker := f.Speaker.String()
		w.Conversation, w.Turn, w.Speaker = &f.Conversation, &f.Turn, &speaker
	}
	at := wirePlace{&f.Start.Line, &f.Start.Column, &f.End.Line, &f.End.Column, &f.Start.Offset, &f.End.Offset}
	if l := f.Location; l != nil {
		w.Location = &wireLocation{Sheet: l.Sheet, Cell: l.Cell, Row: l.Row, ColumnName: l.ColumnName, Part: l.Part}
		if l.Detached {
			w.Location.Inside = &at
		}
	}
	if f.Location == nil || !f.Location.Detached {
		w.wirePlace = at
	}
	for i, s := range f.Segments {
		w.Segments[i] = wireSpan{s.Start, s.End}
	}
	for i, s := range f.Suggestions {
		w.Suggestions[i] = wireSuggestion{Text: s.Text, Safety: s.Safety.String(), Edits: wireEdits(f, s.Edits)}
	}
	if by := f.Suppressed; by != nil {
		w.Suppressed = &wireSuppression{by.By, by.Reason}
	}
	if t := f.Evidence.Trigger; t != nil {
		w.Evidence.Trigger = &wireTrigger{Line: t.Start.Line, Column: t.Start.Column, Match: t.Match}
		if t.Turn != f.Turn {
			w.Evidence.Trigger.Turn = t.Turn
		}
	}
	return w
}

// wireEdits are the edits of a suggestion; none where the file has no such place.
func wireEdits(f *lint.Finding, edits []lint.Edit) []wireEdit {
	list := []wireEdit{}
	if detached(f) {
		return list
	}
	for i := range edits {
		e := &edits[i]
		list = append(list, wireEdit{wireSpan{e.Start.Offset, e.End.Offset}, e.Written})
	}
	return list
}

// toError takes the place out of an error, where it has one, so that the
// message does not repeat it.
func toError(path string, err error) wireError {
	w := wireError{Path: path, Message: err.Error()}
	var place *source.Error
	var file *fs.PathError
	switch {
	case errors.As(err, &place):
		w.Line, w.Column, w.Message = place.Line, place.Column, place.Err.Error()
	case errors.As(err, &file):
		w.Message = file.Err.Error()
	}
	return w
}

// encode writes v as one line of JSON without its line end. Chinese and < stay
// as they are.
func encode(b *bytes.Buffer, v any) error {
	e := json.NewEncoder(b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return err
	}
	b.Truncate(b.Len() - 1)
	return nil
}
