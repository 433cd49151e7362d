package fix

import (
	"bytes"
	"cmp"
	"errors"
	"slices"

	"github.com/cuoci/cuoci/lint"
	"github.com/cuoci/cuoci/lint/source"
)

// apply makes changes to the bytes of a document, as many of them as the file
// can be read back with; the others are broken.
func (f *fixer) apply(data []byte, doc *document, changes []Change) (fixed []byte, made, broken []Change) {
	fixed = data
	var settle func(base, more []Change) []Change
	settle = func(base, more []Change) []Change {
		all := slices.Concat(base, more)
		out, err := f.write(data, all)
		switch {
		case err == nil && f.readsBack(out, doc, all):
			fixed = out
			return all
		case len(more) == 1:
			broken = append(broken, more[0])
			return base
		}
		half := len(more) / 2
		return settle(settle(base, more[:half]), more[half:])
	}
	if len(changes) > 0 {
		made = settle(nil, changes)
	}
	return fixed, made, broken
}

// write makes changes to the bytes of a document.
func (f *fixer) write(data []byte, changes []Change) ([]byte, error) {
	if len(changes) > 0 && changes[0].Finding.Location != nil && changes[0].Finding.Location.Cell != "" {
		return writeCells(data, changes)
	}
	var edits []lint.Edit
	for i := range changes {
		edits = append(edits, changes[i].edits()...)
	}
	slices.SortFunc(edits, func(x, y lint.Edit) int { return cmp.Compare(x.Start.Offset, y.Start.Offset) })
	var out bytes.Buffer
	at := 0
	for i := range edits {
		e := &edits[i]
		if e.Start.Offset < at { // no text that is fixed stands in two turns
			return nil, errors.New("edits of the same bytes")
		}
		out.Write(data[at:e.Start.Offset])
		out.Write(e.Bytes)
		at = e.End.Offset
	}
	out.Write(data[at:])
	return out.Bytes(), nil
}

// readsBack tells whether a document holds what the changes mean it to: each text
// is what it was, or what the edits make of it.
func (f *fixer) readsBack(data []byte, doc *document, changes []Change) bool {
	byConv := map[int][]Change{}
	for _, c := range changes {
		byConv[c.conv] = append(byConv[c.conv], c)
	}
	next := 0
	for conv, err := range source.NewDocument(bytes.NewReader(data), f.options).Conversations() {
		if err != nil || next == len(doc.convs) || !alike(conv, edited(doc.convs[next], byConv[next])) {
			return false
		}
		next++
	}
	return next == len(doc.convs)
}

// alike tells whether two conversations say the same.
func alike(x, y *source.Conversation) bool {
	if x.ID != y.ID || x.Dialog != y.Dialog || len(x.Turns) != len(y.Turns) {
		return false
	}
	for i := range x.Turns {
		a, b := &x.Turns[i], &y.Turns[i]
		if a.Speaker != b.Speaker || a.Name != b.Name || a.Time != b.Time || a.End != b.End || a.Text.String() != b.Text.String() {
			return false
		}
	}
	return true
}
