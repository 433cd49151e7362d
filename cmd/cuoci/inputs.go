package main

import (
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"slices"
	"strings"

	"github.com/cuoci/cuoci/lint"
	"github.com/cuoci/cuoci/lint/config"
	"github.com/cuoci/cuoci/lint/source"
	"github.com/cuoci/cuoci/rules"
)

// failure is a reader that fails, and the error it fails with.
type failure struct{ err error }

func (f *failure) Read([]byte) (int, error) { return 0, f }
func (f *failure) Error() string            { return f.err.Error() }
func (f *failure) Unwrap() error            { return f.err }

// peek takes the first input off, so that what is wrong with flags shows before
// anything is written; the inputs returned start with it again. first is nil
// when there is none.
func peek(inputs iter.Seq[lint.Input]) (all iter.Seq[lint.Input], first *lint.Input, stop func()) {
	next, stop := iter.Pull(inputs)
	in, ok := next()
	if !ok {
		return nil, nil, stop
	}
	return func(yield func(lint.Input) bool) {
		for more := true; more && yield(in); {
			in, more = next()
		}
	}, &in, stop
}

// awaited is an input whose results are on their way. It has no settings where
// it only tells of an error.
type awaited struct {
	*settings
	stdin bool
}

// push notes an input that is about to be yielded.
func (s *session) push(in awaited) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.queue = append(s.queue, in)
}

// current is the input whose results are coming in; last ends it.
func (s *session) current(last bool) awaited {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.queue) == 0 {
		return awaited{}
	}
	in := s.queue[0]
	if last {
		s.queue = s.queue[1:]
	}
	return in
}

// anyLinter is a linter for inputs that fail before it is used.
func (s *session) anyLinter() (*lint.Linter, error) {
	for _, set := range s.settings {
		return set.linter, nil
	}
	set, err := s.under(nil)
	if err != nil {
		return nil, err
	}
	return set.linter, nil
}

// asPlaced gives errors of configurations and packs the form of those of files.
func asPlaced(err error) *source.Error {
	var file *source.Error
	var conf *config.Error
	var pack *rules.PlaceError
	var path *fs.PathError
	switch {
	case errors.As(err, &file):
		return file
	case errors.As(err, &conf):
		return &source.Error{Path: conf.Path, Line: conf.Line, Column: conf.Column, Err: errors.New(conf.Msg)}
	case errors.As(err, &pack):
		return &source.Error{Path: pack.Path, Line: pack.Line, Column: pack.Column, Err: errors.New(pack.Msg)}
	case errors.As(err, &path):
		return &source.Error{Path: path.Path, Err: path.Err}
	}
	return &source.Error{Err: err}
}

// mistyped says which command may have been meant by a file that is not there.
func mistyped(arg string, err error) error {
	placed := asPlaced(err)
	if !errors.Is(err, fs.ErrNotExist) || strings.ContainsAny(arg, `./\`) {
		return placed
	}
	commands := []string{"check", "fix", "score", "rules", "baseline", "config", "init", "version", "completion", "help"}
	if hint := rules.DidYouMean(arg, commands); hint != "" && !slices.Contains(commands, arg) {
		placed.Err = fmt.Errorf("%w%s", placed.Err, hint)
	}
	return placed
}
