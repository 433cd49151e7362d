package lint

import (
	"context"
	"errors"
	"io"
	"iter"
	"runtime"
	"slices"
	"sync"

	"github.com/cuoci/cuoci/lint/source"
)

// Input is a document to check: a path to open, or a reader with a name.
type Input struct {
	Reader  io.Reader // nil: Options.Path is opened
	Options source.Options
	Linter  *Linter // checks this input in place of the one that runs; nil for that
	Named   bool    // named by the user: a binary file is an error, in a walk it is skipped
}

// A document's findings are handed on in parts, so that memory does not grow
// with the length of a file.
const (
	findingsInPart      = 256
	findingsBeyond      = 64 // room for the findings of a part's last conversation
	conversationsInPart = 4096
	partsWaiting        = 4 // of each document that is not yet due
)

// Run checks inputs with jobs workers (one a processor if jobs < 1) and yields
// what came of them in the order of the inputs. A document that has many
// findings comes in several Results; the last one has Last set, with the
// document's error if there was one. Breaking off the loop, or ctx, stops the
// workers.
func (l *Linter) Run(ctx context.Context, inputs iter.Seq[Input], jobs int) iter.Seq[Result] {
	if jobs < 1 {
		jobs = runtime.GOMAXPROCS(0)
	}
	return func(yield func(Result) bool) {
		ctx, stop := context.WithCancel(ctx)
		work := make(chan job)
		due := make(chan chan Result, 2*jobs) // in the order of the inputs
		var wg sync.WaitGroup
		defer wg.Wait()
		defer stop()
		wg.Go(func() {
			defer close(due)
			defer close(work)
			for in := range inputs {
				j := job{in, make(chan Result, partsWaiting)}
				select {
				case due <- j.out:
				case <-ctx.Done():
					return
				}
				select {
				case work <- j:
				case <-ctx.Done():
					return
				}
			}
		})
		for range jobs {
			wg.Go(func() { l.work(ctx, work) })
		}
		for out := range due {
			if !drain(ctx, out, yield) {
				return
			}
		}
	}
}

// drain hands on the results of one document; false when there is no need of
// more.
func drain(ctx context.Context, out <-chan Result, yield func(Result) bool) bool {
	for {
		select {
		case r, more := <-out:
			if !more {
				return true
			}
			if !yield(r) {
				return false
			}
		case <-ctx.Done():
			return false
		}
	}
}

// job is an input on its way to a worker, and where its results go.
type job struct {
	in  Input
	out chan Result
}

// work checks inputs one after the other.
func (l *Linter) work(ctx context.Context, jobs <-chan job) {
	checkers := map[*Linter]*checker{}
	for j := range jobs {
		by := l
		if j.in.Linter != nil {
			by = j.in.Linter
		}
		c := checkers[by]
		if c == nil {
			c = by.newChecker()
			checkers[by] = c
		}
		c.input(j.in, func(r Result) bool {
			select {
			case j.out <- r:
				return true
			case <-ctx.Done():
				return false
			}
		})
		close(j.out)
	}
}

// Document checks one document and calls yield with the parts of its result
// until yield returns false.
func (l *Linter) Document(d *source.Document, path string, yield func(Result) bool) {
	l.newChecker().document(d, path, true, yield)
}

// input opens an input and checks it.
func (c *checker) input(in Input, yield func(Result) bool) {
	path := in.Options.Path
	if in.Reader != nil {
		c.document(source.NewDocument(in.Reader, in.Options), path, in.Named, yield)
		return
	}
	d, err := source.Open(path, in.Options)
	if err != nil {
		yield(Result{Path: path, Err: err, Last: true})
		return
	}
	c.document(d, path, in.Named, func(r Result) bool {
		if r.Last {
			// A file that cannot be closed was still read whole.
			if err := d.Close(); err != nil && r.Err == nil {
				r.Err = &source.Error{Path: path, Err: err}
			}
		}
		return yield(r)
	})
}

// document checks the conversations of a document as they are read.
func (c *checker) document(d *source.Document, path string, named bool, yield func(Result) bool) {
	r := Result{Path: path}
	var alone []missed // rules that lone texts give no ground to judge, told once
	c.figures = map[int]*firstFigure{}
	parts := 0
	c.attend(d)
	c.chooseAllowedHere(path)
	for conv, err := range d.Conversations() {
		if err != nil {
			r.Skipped, r.Err = PassedOver(err, named)
			break
		}
		alone = c.conversation(path, conv, &r, alone)
		c.tellDirected(&r, false)
		if parts++; len(r.Findings) >= findingsInPart || parts >= conversationsInPart {
			if !yield(r) {
				return
			}
			many := len(r.Findings) >= findingsInPart
			r, parts = Result{Path: path}, 0
			if many { // and may go on so
				r.Findings = make([]Finding, 0, findingsInPart+findingsBeyond)
			}
		}
	}
	for _, m := range alone {
		r.NotAssessed = append(r.NotAssessed, NotAssessed{Rule: c.rules[m.rule].ID, Path: path, Why: m.why.In(c.lang)})
	}
	if r.Skipped == "" {
		r.Stats.Files = 1
	}
	c.tellDirected(&r, r.Err == nil && r.Skipped == "")
	r.Last = true
	yield(r)
}

// PassedOver tells why a file that could not be read was passed over, or returns the
// error: what a walk comes upon need not be text, what the user named has to be.
func PassedOver(err error, named bool) (why string, failed error) {
	switch {
	case errors.Is(err, source.ErrBinary) && !named:
		return "binary", nil
	case errors.Is(err, source.ErrNoText) && !named:
		return "no text selected", nil
	}
	return "", err
}

// conversation checks one conversation into a result; what cannot be judged in
// lone texts is added to alone.
func (c *checker) conversation(path string, conv *source.Conversation, r *Result, alone []missed) []missed {
	c.beginDirected(conv)
	places := c.check(conv)
	name := ""
	if len(places) > 0 {
		name = c.out.conversation(conv)
		if r.Findings == nil {
			r.Findings = make([]Finding, 0, findingsInPart/8)
		}
	}
	if n := len(places); n > 0 {
		first := len(r.Findings)
		r.Findings = slices.Grow(r.Findings, n)[:first+n]
		for i := range places {
			c.write(path, name, &places[i], &r.Findings[first+i])
		}
		c.out.stamp()
	}
	switch {
	case conv.Dialog:
		for _, m := range c.unassessed() {
			r.NotAssessed = append(r.NotAssessed, NotAssessed{
				Rule: c.rules[m.rule].ID, Path: path, Conversation: c.out.conversation(conv), Why: m.why.In(c.lang),
			})
		}
	case !c.explain:
		// Of a draft nobody expects a conversation: what cannot be judged is told when asked.
	case alone == nil:
		alone = slices.Clone(c.unassessed())
	default:
		for _, m := range c.missed {
			if !slices.ContainsFunc(alone, func(known missed) bool { return known.rule == m.rule }) {
				alone = append(alone, m)
			}
		}
	}
	r.Stats.Conversations++
	r.Stats.Turns += len(conv.Turns)
	for _, t := range c.turns {
		if isAgent(t) {
			r.Stats.Characters += t.src.Text.Len()
		}
	}
	return alone
}
