package main

import (
	"context"
	"errors"

	"github.com/cuoci/cuoci/lint"
	"github.com/cuoci/cuoci/lint/report"
)

// report checks what a walk finds and writes the results. What it returns
// carries the exit status.
func (a *app) report(ctx context.Context, s *session, w *walk) error {
	inputs, first, stop := peek(w.inputs())
	defer stop()
	if s.fatal != nil {
		return s.fatal // before anything was written
	}
	if err := s.openChange(ctx); err != nil {
		return err
	}
	sc := newScreen(a.stdout, a.stderr, !s.flags.quiet && isTerminal(a.stderr))
	defer sc.close()
	out, err := a.openSinks(s, sc)
	if err != nil {
		return err
	}
	defer out.abort()
	t := tally{app: a, session: s, screen: sc, out: out}
	if first != nil {
		for r := range first.Linter.Run(ctx, inputs, s.flags.jobs) {
			if err := t.result(r); err != nil {
				return err
			}
		}
	}
	for _, r := range w.skipped {
		if err := t.result(r); err != nil {
			return err
		}
	}
	if s.fatal != nil {
		return s.fatal // a report of half a run is none
	}
	if s.flags.statistics {
		t.sum.Statistics = t.counts.Counts()
	}
	if err := out.close(t.sum); err != nil {
		return err
	}
	if !s.flags.quiet {
		sc.say(func() { a.tellStale(s, w.dirs()) })
	}
	sc.say(func() { t.nothing.tell(a, s.flags, w.dirs()) })
	return t.status()
}

// tally writes results, counts them and settles the exit status.
type tally struct {
	app     *app
	session *session
	screen  *screen
	out     *sinks
	sum     report.Summary
	counts  report.Statistics
	failing int // findings at or above --fail-on
	nothing nothing
}

func (t *tally) result(r lint.Result) error {
	if f := (*failure)(nil); errors.As(r.Err, &f) {
		r.Err, r.Stats = f.err, lint.Stats{} // nothing was read
	}
	in := t.session.current(r.Last)
	known, unchanged := t.session.sift(in, &r)
	t.sum.Known, t.sum.Unchanged = t.sum.Known+known, t.sum.Unchanged+unchanged
	var part report.Summary
	part.Add(r)
	if in.settings != nil {
		t.failing += part.AtOrAbove(in.failOn)
	}
	t.sum.Add(r)
	t.nothing.add(r.Path, r.Skipped, r.Stats.Files, r.Err)
	if t.session.flags.redact {
		r = report.Redact(r)
	}
	if t.session.flags.statistics {
		t.counts.Add(r)
	}
	if err := t.out.result(r); err != nil {
		return err
	}
	if r.Err != nil {
		t.screen.say(func() { t.app.complain(r.Err) })
	}
	if r.Last {
		t.screen.done()
	}
	return nil
}

func (t *tally) status() error {
	switch {
	case t.sum.Failed > 0, t.out.failed:
		return status(exitFailed)
	case t.failing > 0 && !t.session.flags.exitZero:
		return status(exitFindings)
	}
	return nil
}
