package rules

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/cuoci/cuoci/lint/pattern"
)

// PlaceError is an error of a pack with its file, line and column (1-based,
// code points). What Load and Read return joins them, sorted by place; errors.As
// finds the first.
type PlaceError = pattern.Error

// place is where something stands in a pack.
type place struct {
	path      string
	line, col int
}

// problems collects what is wrong with packs.
type problems struct {
	list []*PlaceError
	// broken is set when a file could not be parsed at all: names declared in
	// it are unknown, so that nothing can be said about names.
	broken bool
}

func (p *problems) add(at place, format string, args ...any) {
	p.list = append(p.list, &PlaceError{Path: at.path, Line: at.line, Column: at.col, Msg: fmt.Sprintf(format, args...)})
}

// addAll takes in the errors of the pattern compiler; one without a place gets at.
func (p *problems) addAll(at place, err error) {
	if err == nil {
		return
	}
	if many, ok := err.(interface{ Unwrap() []error }); ok {
		for _, e := range many.Unwrap() {
			p.addAll(at, e)
		}
		return
	}
	if e, ok := errors.AsType[*PlaceError](err); ok {
		p.list = append(p.list, e)
		return
	}
	p.add(at, "%s", err.Error())
}

// err joins everything that was collected, in the order of the places and each
// once: a wrong entry of a word list is met again by every pattern that names it.
func (p *problems) err() error {
	slices.SortStableFunc(p.list, func(a, b *PlaceError) int {
		return cmp.Or(strings.Compare(a.Path, b.Path), a.Line-b.Line, a.Column-b.Column, strings.Compare(a.Msg, b.Msg))
	})
	var errs []error
	for i, e := range p.list {
		if i == 0 || *e != *p.list[i-1] {
			errs = append(errs, e)
		}
	}
	return errors.Join(errs...)
}

// unknown reports a name that is not one of allowed.
func (p *problems) unknown(at place, what, name string, allowed []string) {
	p.add(at, "unknown %s %q%s: allowed are %s", what, name, DidYouMean(name, allowed), strings.Join(allowed, ", "))
}
