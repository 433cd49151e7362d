// Package fix applies the edits of suggestions to files.
//
// An edit is made only where the file holds what it replaces in one run of
// bytes; everything else of the file stays as it is, to the byte. What was made
// is proven: the file is read again, and every text in it must be what the edits
// mean it to be; each conversation is checked again, and an edit after which
// something is found that was not there before is withdrawn, with what was found.
// Edits are made until there are none left, so that a second run changes nothing.
package fix

import (
	"bytes"
	"slices"

	"github.com/cuoci/cuoci/lint"
	"github.com/cuoci/cuoci/lint/source"
	"github.com/cuoci/cuoci/rules"
)

// Options say which edits are made. The zero value is every safe one.
type Options struct {
	Review bool // edits that a person should look at, too
	// Sieve returns, for a reading of the whole document, a function that tells of
	// its findings, in their order, which count: others are neither fixed nor left.
	// Nil: all do.
	Sieve func() func(*lint.Finding) bool
	// Choose is asked of every change before it is made; nil: all are wanted. A
	// change that it refused is not offered again.
	Choose func(*Change) bool
}

// Change is a suggestion whose edits are made, or were withdrawn.
type Change struct {
	Finding    *lint.Finding // as found when the change was chosen
	Suggestion *lint.SuggestionText
	// Why says of a change that was withdrawn what was found with it: rules and
	// matches; empty where the file could not be read back as it was meant.
	Why []string

	conv, turn int
}

// Result is what came of one document.
type Result struct {
	Data      []byte // the document as it is now; what was given where nothing was changed
	Applied   []Change
	Withdrawn []Change
	Before    []lint.Finding // those that count, before anything was changed
	Left      []lint.Finding // those that count now
	Found     []lint.Finding // all that are found now, those that do not count among them
	Stats     lint.Stats
	NoPlace   int // changes that would be made if the file had a place for them
}

// Document fixes a document. An error is one of reading it; nothing is changed
// then. The linter must have been made with [lint.Config].Edits.
func Document(l *lint.Linter, data []byte, o source.Options, opt Options) (*Result, error) {
	f := &fixer{checker: l.NewChecker(), rules: map[string]*rules.Rule{}, options: o, Options: opt}
	for _, r := range l.Rules() {
		f.rules[r.Rule.ID] = r.Rule
	}
	out := &Result{Data: data}
	for first := true; ; first = false {
		doc, err := f.read(out.Data)
		if err != nil {
			return nil, err
		}
		counted := f.counted(doc)
		if first {
			out.Before = counted
		}
		out.Left, out.Found, out.Stats = counted, slices.Concat(doc.findings...), doc.stats
		changes, withdrawn := f.settle(doc, f.choose(doc, out))
		fixed, made, broken := f.apply(out.Data, doc, changes)
		out.Withdrawn = slices.Concat(withdrawn, broken)
		if len(made) == 0 || bytes.Equal(fixed, out.Data) {
			return out, nil
		}
		out.Data, out.Applied = fixed, append(out.Applied, made...)
		f.moved(made)
	}
}

// fixer fixes one document.
type fixer struct {
	Options
	checker *lint.Checker
	rules   map[string]*rules.Rule
	options source.Options
	refused []refusal
}

// refusal is a change that was not wanted, and where it stands by now.
type refusal struct {
	rule             string
	conv, turn, from int // of the first edit
}

// document is a document as read, and what was found in it.
type document struct {
	convs    []*source.Conversation
	findings [][]lint.Finding // of each conversation, and of the end of the document
	stats    lint.Stats
	wanted   [][]bool // of each finding: it counts
}

// moved notes where what was refused stands after changes.
func (f *fixer) moved(made []Change) {
	byConv := map[int][]Change{}
	for _, c := range made {
		byConv[c.conv] = append(byConv[c.conv], c)
	}
	for i := range f.refused {
		r := &f.refused[i]
		r.from = shift(r.from, editsOf(byConv[r.conv], r.turn))
	}
}

// read reads and checks a document.
func (f *fixer) read(data []byte) (*document, error) {
	doc := &document{stats: lint.Stats{Files: 1}}
	for conv, r := range f.checker.Document(source.NewDocument(bytes.NewReader(data), f.options), f.options.Path) {
		if r.Err != nil {
			return nil, r.Err
		}
		doc.findings = append(doc.findings, r.Findings)
		if conv != nil { // at the end of the document there is none
			doc.convs = append(doc.convs, conv)
			doc.stats.Add(r.Stats)
		}
	}
	return doc, nil
}

// counted are the findings that count, and notes in doc which these are.
func (f *fixer) counted(doc *document) []lint.Finding {
	counts := func(*lint.Finding) bool { return true }
	if f.Sieve != nil {
		counts = f.Sieve()
	}
	var list []lint.Finding
	for _, findings := range doc.findings {
		wanted := make([]bool, len(findings))
		for i := range findings {
			wanted[i] = counts(&findings[i]) && findings[i].Suppressed == nil
			if wanted[i] {
				list = append(list, findings[i])
			}
		}
		doc.wanted = append(doc.wanted, wanted)
	}
	return list
}
