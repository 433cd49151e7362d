package lint

import (
	"iter"

	"github.com/cuoci/cuoci/lint/source"
)

// Checker checks documents and conversations one after another, for who has to
// know which findings are whose. It is not safe for concurrent use.
type Checker struct{ c *checker }

// NewChecker makes a Checker.
func (l *Linter) NewChecker() *Checker { return &Checker{l.newChecker()} }

// Conversation returns what is found in a lone conversation, in the order of its
// places. Directives of a file do not reach it.
func (k *Checker) Conversation(path string, conv *source.Conversation) []Finding {
	k.c.figures = map[int]*firstFigure{}
	k.c.directed = directed{}
	k.c.chooseAllowedHere(path)
	var r Result
	k.c.conversation(path, conv, &r, nil)
	return r.Findings
}

// Document yields the conversations of a document, each with what is found in
// it. It stops after the first error, which comes with a nil Conversation; so does,
// without an error, what is found at the end of the document.
func (k *Checker) Document(d *source.Document, path string) iter.Seq2[*source.Conversation, Result] {
	return func(yield func(*source.Conversation, Result) bool) {
		k.c.figures = map[int]*firstFigure{}
		k.c.attend(d)
		k.c.chooseAllowedHere(path)
		for conv, err := range d.Conversations() {
			r := Result{Path: path, Err: err}
			if err == nil {
				k.c.conversation(path, conv, &r, nil)
				k.c.tellDirected(&r, false)
			}
			if !yield(conv, r) || err != nil {
				return
			}
		}
		end := Result{Path: path}
		if k.c.tellDirected(&end, true); len(end.Findings) > 0 {
			yield(nil, end)
		}
	}
}
