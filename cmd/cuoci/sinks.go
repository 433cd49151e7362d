package main

import (
	"errors"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"syscall"

	"github.com/cuoci/cuoci/lint"
	"github.com/cuoci/cuoci/lint/atomicfile"
	"github.com/cuoci/cuoci/lint/report"
)

// sinks are the reports of a run. One that cannot be written is told and given
// up, the others go on.
type sinks struct {
	app    *app
	screen *screen
	live   []*sink
	failed bool
	done   chan struct{} // closed when no report is on its way any more
}

// sink is one report.
type sink struct {
	out  report.Writer
	name string
	file *atomicfile.File // nil: standard output
}

// errNoReport ends a run of which no report can be written.
var errNoReport = status(exitFailed)

// openSinks begins the reports. No file but a finished one is seen at its path.
func (a *app) openSinks(s *session, sc *screen) (*sinks, error) {
	all := &sinks{app: a, screen: sc, done: make(chan struct{})}
	var files []*atomicfile.File
	wanted := s.flags.wanted()
	if slices.ContainsFunc(wanted, func(o output) bool { return o.path != "" }) {
		asked := listen()
		defer func() { go all.guard(files, asked) }()
	}
	for _, o := range wanted {
		k := &sink{name: o.path}
		var err error
		if o.path == "" {
			k.out, err = report.New(o.format, sc, s.reportOptions(a.stdout))
		} else if k.file, err = atomicfile.Create(o.path); err != nil {
			all.complain(k, err)
			continue
		} else {
			files = append(files, k.file)
			k.out, err = report.New(o.format, k.file, s.reportOptions(k.file))
		}
		if err != nil { // an unknown format, which flags refuse
			all.abort()
			return nil, err
		}
		all.live = append(all.live, k)
	}
	if len(all.live) == 0 {
		all.abort()
		return nil, errNoReport
	}
	return all, nil
}

// listen asks to be told when the program has to end, and keeps a reader of
// standard output that goes from ending the other reports, too.
func listen() chan os.Signal {
	signal.Ignore(syscall.SIGPIPE)
	asked := make(chan os.Signal, 1)
	signal.Notify(asked, os.Interrupt, syscall.SIGTERM)
	return asked
}

// guard takes unfinished files away when the program is asked to end, until the
// reports are done.
func (k *sinks) guard(files []*atomicfile.File, asked chan os.Signal) {
	select {
	case <-k.done:
		signal.Stop(asked)
	case sig := <-asked:
		for _, f := range files {
			_ = f.Abort() // there is no time left for what may be wrong
		}
		code := 128
		if n, ok := sig.(syscall.Signal); ok {
			code += int(n)
		}
		os.Exit(code)
	}
}

// complain tells that a report cannot be written.
func (k *sinks) complain(s *sink, err error) {
	k.failed = true
	if s.name == "" {
		err = fmt.Errorf("writing the report: %w", err)
	} else {
		err = fmt.Errorf("--output: %s: %w", s.name, err)
	}
	k.screen.say(func() { k.app.complain(err) })
}

// each does something with every report; one that fails is given up.
func (k *sinks) each(do func(s *sink) error) error {
	k.live = slices.DeleteFunc(k.live, func(s *sink) bool {
		err := do(s)
		if err == nil {
			return false
		}
		if s.file != nil {
			err = errors.Join(err, s.file.Abort())
		}
		k.complain(s, err)
		return true
	})
	if len(k.live) == 0 {
		return errNoReport
	}
	return nil
}

// result adds what came of one document.
func (k *sinks) result(r lint.Result) error {
	return k.each(func(s *sink) error { return s.out.Result(r) })
}

// close ends the reports and puts the files in their places.
func (k *sinks) close(sum report.Summary) error {
	return k.each(func(s *sink) error {
		if err := s.out.Close(sum); err != nil {
			return err
		}
		if s.file != nil {
			return s.file.Commit()
		}
		return k.screen.flush()
	})
}

// abort leaves no unfinished file behind. After close it does nothing.
func (k *sinks) abort() {
	for _, s := range k.live {
		if s.file == nil {
			continue
		}
		if err := s.file.Abort(); err != nil {
			k.complain(s, err)
		}
	}
	select {
	case <-k.done:
	default:
		close(k.done)
	}
}
