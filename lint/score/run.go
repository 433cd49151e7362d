package score

import (
	"context"
	"errors"
	"iter"
	"runtime"
	"sync"

	"github.com/cuoci/cuoci/lint"
	"github.com/cuoci/cuoci/lint/source"
)

// Conversations go to the workers in parts, so that one long file keeps all of
// them busy and little of it is in memory.
const (
	conversationsInPart = 32
	bytesInPart         = 256 << 10 // of text
)

// Run scores the conversations of inputs with jobs workers (one a processor if
// jobs < 1) and yields them in their order. Breaking off the loop, or ctx, stops
// the workers. l checks the inputs that have no linter of their own.
func (s *Scorer) Run(ctx context.Context, l *lint.Linter, inputs iter.Seq[lint.Input], jobs int) iter.Seq[Result] {
	if jobs < 1 {
		jobs = runtime.GOMAXPROCS(0)
	}
	return func(yield func(Result) bool) {
		ctx, stop := context.WithCancel(ctx)
		r := &run{scorer: s, ctx: ctx, work: make(chan part), due: make(chan part, 2*jobs)}
		var wg sync.WaitGroup
		defer wg.Wait()
		defer stop()
		wg.Go(func() {
			defer close(r.due)
			defer close(r.work)
			for in := range inputs {
				if in.Linter == nil {
					in.Linter = l
				}
				if !r.input(in) {
					return
				}
			}
		})
		for range jobs {
			wg.Go(r.worker)
		}
		for p := range r.due {
			select {
			case res := <-p.out:
				if !yield(res) {
					return
				}
			case <-ctx.Done():
				return
			}
		}
	}
}

// run is the inputs on their way.
type run struct {
	scorer *Scorer
	ctx    context.Context //nolint:containedctx // lives as long as one run
	work   chan part
	due    chan part // in the order of the inputs
}

// part is some conversations of an input, and where their scores go.
type part struct {
	linter *lint.Linter
	result Result // without conversations
	read   []*source.Conversation
	directed
	out chan Result
}

// directed is what a part knows of directives (cuoci: ignore …). From the first one
// on, the parts of a file are judged by one judge, each when the one before is done:
// what a directive speaks for may lie in a later part.
type directed struct {
	by     **Judge                    // of the file; nil: it had no directive so far
	before map[int][]source.Directive // those that stand before a conversation of read
	after  chan struct{}              // closed when the part before is done; nil for the first
	done   chan struct{}              // closed when this one is; nil where by is
}

// next is for the part behind this one.
func (d *directed) next() directed {
	if d.by == nil {
		return directed{}
	}
	return directed{by: d.by, after: d.done, done: make(chan struct{})}
}

// direct notes directives that stand before the next conversation.
func (p *part) direct(list []source.Directive) {
	if p.by == nil {
		p.by, p.done = new(*Judge), make(chan struct{})
	}
	if p.before == nil {
		p.before = map[int][]source.Directive{}
	}
	p.before[len(p.read)] = list
}

// send hands a part to the workers; false when no more is wanted.
func (r *run) send(p part) bool {
	p.out = make(chan Result, 1)
	select {
	case r.due <- p:
	case <-r.ctx.Done():
		return false
	}
	select {
	case r.work <- p:
	case <-r.ctx.Done():
		return false
	}
	return true
}

// input reads one input in parts.
func (r *run) input(in lint.Input) bool {
	path := in.Options.Path
	d := source.NewDocument(in.Reader, in.Options)
	if in.Reader == nil {
		var err error
		if d, err = source.Open(path, in.Options); err != nil {
			return r.send(part{linter: in.Linter, result: Result{Path: path, Err: err, Last: true}})
		}
	}
	p, size := part{linter: in.Linter, result: Result{Path: path}}, 0
	var directives []source.Directive
	d.OnDirective(func(x source.Directive) { directives = append(directives, x) })
	for conv, err := range d.Conversations() {
		if err != nil {
			p.result.Skipped, p.result.Err = lint.PassedOver(err, in.Named)
			break
		}
		for i := range conv.Turns {
			size += len(conv.Turns[i].Text.String())
		}
		if len(directives) > 0 {
			p.direct(directives)
			directives = nil
		}
		p.read = append(p.read, conv)
		if len(conv.Turns) > 0 {
			p.result.Offset = max(p.result.Offset, conv.Turns[0].Text.Position(0).Offset)
		}
		if len(p.read) == conversationsInPart || size >= bytesInPart {
			if !r.send(p) {
				return false
			}
			p, size = part{linter: in.Linter, result: Result{Path: path}, directed: p.next()}, 0
		}
	}
	if err := d.Close(); err != nil && p.result.Err == nil {
		p.result.Err = err // a file that cannot be closed was still read whole
	}
	if p.result.Skipped == "" {
		p.result.Stats.Files = 1
	}
	p.result.Last = true
	return r.send(p)
}

// worker scores parts one after the other.
func (r *run) worker() {
	judges := map[*lint.Linter]*Judge{}
	for p := range r.work {
		if p.after != nil {
			<-p.after
		}
		j, err := r.judge(&p, judges)
		if err != nil {
			p.result.Err = errors.Join(p.result.Err, err)
			p.read = nil
		}
		res := p.result
		for i, conv := range p.read {
			for _, x := range p.before[i] {
				j.Direct(x)
			}
			res.add(j.Conversation(res.Path, conv))
		}
		if p.done != nil {
			close(p.done)
		}
		p.out <- res // there is room for it
	}
}

// judge is the one that a part is judged by: that of its file, or the worker's.
func (r *run) judge(p *part, own map[*lint.Linter]*Judge) (j *Judge, err error) {
	switch {
	case len(p.read) == 0:
		return nil, nil //nolint:nilnil // there is nothing to judge
	case p.by != nil:
		if *p.by == nil {
			*p.by, err = r.scorer.Judge(p.linter)
		}
		return *p.by, err
	case own[p.linter] == nil:
		own[p.linter], err = r.scorer.Judge(p.linter)
	}
	return own[p.linter], err
}

// add takes in a conversation.
func (r *Result) add(c *Conversation) {
	r.Conversations = append(r.Conversations, c)
	r.Stats.Conversations++
	r.Stats.Turns += len(c.Turns)
}
