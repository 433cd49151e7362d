package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"time"

	"github.com/cuoci/cuoci/lint"
	"github.com/cuoci/cuoci/lint/atomicfile"
	"github.com/cuoci/cuoci/lint/score"
	"github.com/cuoci/cuoci/lint/score/page"
	"github.com/cuoci/cuoci/lint/source"
)

// scoring is one run of score.
type scoring struct {
	app     *app
	flags   *scoreFlags
	session *session
	scorer  *score.Scorer
	args    []string

	screen *screen
	out    score.Writer
	file   *atomicfile.File // nil: standard output
	review *score.Review
	marks  *atomicfile.File // the file of review
	names  *score.Pseudonyms
	tally  *score.Tally
	below  int  // conversations that --min-score or --fail-on refuses
	heard  bool // a customer said something
	none   nothing
	meter  meter
}

// run scores the conversations and writes the cards; what it returns carries the
// exit status.
func (r *scoring) run(ctx context.Context) (err error) {
	w := &walk{session: r.session, stdin: r.app.stdin, args: r.args, own: []string{r.flags.output, r.flags.review}}
	inputs, first, stop := peek(w.inputs())
	defer stop()
	if r.session.fatal != nil {
		return r.session.fatal
	}
	if first != nil {
		// What is wrong with the card is told before anything is written.
		if err := r.scorer.Check(first.Linter); err != nil {
			return err
		}
	}
	r.screen = newScreen(r.app.stdout, r.app.stderr, !r.flags.check.quiet && isTerminal(r.app.stderr))
	defer r.screen.close()
	r.meter.measure(r.args)
	r.screen.tell(r.meter.line)
	if err := r.open(); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, r.abort()) }()
	if first != nil {
		for res := range r.scorer.Run(ctx, first.Linter, inputs, r.flags.check.jobs) {
			if err := r.result(res); err != nil {
				return err
			}
		}
	}
	if r.session.fatal != nil {
		return r.session.fatal
	}
	for i := range w.skipped {
		if err := r.result(score.Result{Path: w.skipped[i].Path, Skipped: w.skipped[i].Skipped, Last: true}); err != nil {
			return err
		}
	}
	err = r.finish()
	r.screen.say(func() { r.none.tell(r.app, &r.flags.check, w.dirs()) })
	return err
}

// open begins what is written.
func (r *scoring) open() error {
	to, where := io.Writer(r.screen), r.app.stdout
	if r.flags.output != "" {
		var err error
		if r.file, err = atomicfile.Create(r.flags.output); err != nil {
			return fmt.Errorf("--output: %s: %w", r.flags.output, err)
		}
		to, where = r.file, r.file
	}
	by := score.By(r.flags.by.value)
	lang := r.session.lang()
	options := score.Options{
		Lang: lang, Color: colored(r.flags.check.color.value, where), Explain: r.flags.check.explain, Quiet: r.flags.check.quiet,
		Width: columns(where), Version: moduleVersion(), By: by,
	}
	switch format := first(r.flags.format.value, string(score.Text)); format {
	case page.Format:
		r.out = page.New(to, r.scorer.Card(), options)
	default:
		var err error
		if r.out, err = score.New(score.Format(format), to, r.scorer.Card(), options); err != nil {
			return err
		}
	}
	if r.flags.review != "" {
		var err error
		if r.marks, err = atomicfile.Create(r.flags.review); err != nil {
			return fmt.Errorf("--review: %s: %w", r.flags.review, err)
		}
		r.review = score.NewReview(r.marks, lang)
	}
	if r.flags.pseudonyms {
		r.names = score.NewPseudonyms(lang)
	}
	r.tally = r.scorer.NewTally(by, r.flags.rank)
	return nil
}

// abort leaves no unfinished file behind. After finish it does nothing.
func (r *scoring) abort() error {
	var errs []error
	for _, f := range []*atomicfile.File{r.file, r.marks} {
		if f != nil {
			errs = append(errs, f.Abort())
		}
	}
	return errors.Join(errs...)
}

// result writes and counts what came of one document, or of a part of it.
func (r *scoring) result(res score.Result) error {
	if f := (*failure)(nil); errors.As(res.Err, &f) {
		res.Err, res.Stats = f.err, lint.Stats{}
	}
	r.session.current(res.Last)
	for _, c := range res.Conversations {
		if r.refuses(c) {
			r.below++
		}
		r.heard = r.heard || slices.ContainsFunc(c.Turns, func(t score.Turn) bool { return t.Speaker == source.Customer })
	}
	if r.names != nil {
		res = r.names.Replace(res)
	}
	if r.flags.check.redact {
		res = score.Redact(res)
	}
	r.tally.Add(&res)
	r.none.add(res.Path, res.Skipped, res.Stats.Files, res.Err)
	r.screen.count(func() { r.meter.add(&res) })
	if err := r.out.Result(res); err != nil {
		return fmt.Errorf("writing the cards: %w", err)
	}
	if r.review != nil {
		if err := r.review.Result(res); err != nil {
			return fmt.Errorf("--review: %s: %w", r.flags.review, err)
		}
	}
	if res.Err != nil {
		r.screen.say(func() { r.app.complain(res.Err) })
	}
	return nil
}

// refuses tells whether a conversation makes the exit status 1.
func (r *scoring) refuses(c *score.Conversation) bool {
	switch first(r.flags.failOn.value, failFatal) {
	case failFatal:
		if len(c.Fatal) > 0 {
			return true
		}
	case failLow:
		if !c.Pass {
			return true
		}
	}
	for name, least := range r.flags.least {
		var s score.Score
		switch name {
		case "procedure":
			s = c.Sides[score.Procedure].Score
		case "personal":
			s = c.Sides[score.Personal].Score
		case "worst":
			s = c.WorstScore()
		case "last":
			s = c.LastScore()
		}
		if s.Assessed && s.Points < least {
			return true
		}
	}
	return false
}

// finish writes the summary and puts the files in their places.
func (r *scoring) finish() error {
	sum := r.tally.Summary()
	sum.Below = r.below
	if err := r.out.Close(sum); err != nil {
		return fmt.Errorf("writing the cards: %w", err)
	}
	if r.review != nil {
		if err := errors.Join(r.review.Close(), r.marks.Commit()); err != nil {
			return fmt.Errorf("--review: %s: %w", r.flags.review, err)
		}
	}
	if r.file != nil {
		if err := r.file.Commit(); err != nil {
			return fmt.Errorf("--output: %s: %w", r.flags.output, err)
		}
	} else if err := r.screen.flush(); err != nil {
		return fmt.Errorf("writing the cards: %w", err)
	}
	if sum.Conversations > 0 && !r.heard && !r.flags.check.quiet {
		r.app.note("no customer speaks in what was scored, so that much cannot be assessed: the lines of a transcript begin with 客服： and 客户：")
	}
	switch {
	case sum.Failed > 0:
		return status(exitFailed)
	case r.below > 0 && !r.flags.check.exitZero:
		return status(exitFindings)
	}
	return nil
}

// meter knows how far a run is.
type meter struct {
	start         time.Time
	all           int64 // bytes of the files that were named; 0 where that is not known
	done, here    int64 // of the files that are finished, and of the one at hand
	conversations int
}

// measure adds up the sizes of named files; where something else is named the end
// is not known.
func (m *meter) measure(args []string) {
	m.start = time.Now()
	for _, arg := range args {
		info, err := os.Stat(arg)
		if err != nil || !info.Mode().IsRegular() {
			m.all = 0
			return
		}
		m.all += info.Size()
	}
}

// add counts a result. The screen is locked while a line is made of it.
func (m *meter) add(res *score.Result) {
	m.conversations += len(res.Conversations)
	m.here = int64(res.Offset)
	if !res.Last {
		return
	}
	if info, err := os.Stat(res.Path); err == nil {
		m.done += info.Size()
	}
	m.here = 0
}

// line is a line of progress, with a bar where the end is known.
func (m *meter) line() string {
	const width = 20
	seconds := int(time.Since(m.start).Seconds())
	if m.all == 0 {
		return fmt.Sprintf("cuoci: %d conversations scored, %d s", m.conversations, seconds)
	}
	part := min(1, float64(m.done+m.here)/float64(m.all))
	full := int(part * width)
	bar := make([]rune, width)
	for i := range bar {
		if bar[i] = '·'; i < full {
			bar[i] = '█'
		}
	}
	return fmt.Sprintf("cuoci: %s %3.0f %%, %d conversations scored, %d s", string(bar), 100*part, m.conversations, seconds)
}
