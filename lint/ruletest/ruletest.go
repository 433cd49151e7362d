// Package ruletest runs the examples of rule packs through the engine.
//
// A hit must make its rule or marker fire, at the level it names if it names
// one; a miss must not. A rule that fires and is taken in by another one
// (absorbs) has fired. Every suggestion is checked by all rules itself and must
// be clean. A fix must turn the text before it into the one behind it, with no
// new finding, in both scripts. Patterns and word list entries that no example fires are listed.
package ruletest

import (
	"fmt"
	"slices"

	"github.com/cuoci/cuoci/lint/pattern"
	"github.com/cuoci/cuoci/lint/segment"
	"github.com/cuoci/cuoci/rules"
)

// Report is what came of the examples of some packs.
type Report struct {
	Passed   int // examples and suggestions
	Failures []Failure
	Unfired  []Unfired
}

// Failure is an example or suggestion that does not do what it should.
type Failure struct {
	Path string
	Line int    // 1-based
	Of   string // pack/name of the rule or marker
	Text string
	Msg  string
}

// String is the failure with its place.
func (f Failure) String() string {
	return fmt.Sprintf("%s:%d: %s: %s: %s", f.Path, f.Line, f.Of, f.Msg, f.Text)
}

// Unfired is a pattern of a marker, or entries of a word list, that take part
// in no match in any example.
type Unfired struct {
	Path  string
	Line  int    // 1-based
	Of    string // pack/name of the marker or list
	What  string // pattern, except, or entries
	Texts []string
}

// String is the gap with its place.
func (u Unfired) String() string {
	s := fmt.Sprintf("%s:%d: %s: no example fires", u.Path, u.Line, u.Of)
	if u.What != "" {
		s += " " + u.What
	}
	for i, t := range u.Texts {
		if i > 0 {
			s += ","
		}
		s += " " + t
	}
	return s
}

// Gaps is the number of patterns and entries that no example fires.
func (r *Report) Gaps() int {
	n := 0
	for _, u := range r.Unfired {
		n += max(len(u.Texts), 1)
	}
	return n
}

// Run tests packs, named as [rules.Load] has them; nil is all built-in packs.
// An error is one of the packs themselves.
func Run(packs []string) (*Report, error) {
	src, err := rules.Read(packs)
	if err != nil {
		return nil, err
	}
	// All markers are compiled: also those that no rule uses have examples.
	set, err := src.Compile(true)
	if err != nil {
		return nil, err
	}
	t := &tester{set: set, packs: asked(packs, src.Packs()), report: &Report{}}
	if err := t.rules(); err != nil {
		return nil, err
	}
	if err := t.suggestions(); err != nil {
		return nil, err
	}
	if err := t.fixes(); err != nil {
		return nil, err
	}
	t.markers()
	return t.report, nil
}

// asked leaves out shared, which comes with every selection, unless all packs
// are tested or it was named.
func asked(names []string, packs []*rules.Pack) []*rules.Pack {
	if names == nil {
		return packs
	}
	return slices.DeleteFunc(packs, func(p *rules.Pack) bool {
		return p.Builtin && !slices.Contains(names, p.Name)
	})
}

// tester holds what the parts of a test share.
type tester struct {
	set    *rules.Ruleset
	packs  []*rules.Pack
	report *Report
}

func (t *tester) fail(ex rules.Example, of, format string, args ...any) {
	t.report.Failures = append(t.report.Failures, Failure{
		Path: ex.Path, Line: ex.Line, Of: of, Text: shown(ex), Msg: fmt.Sprintf(format, args...),
	})
}

// verdict counts an example as passed unless msg says what is wrong with it.
func (t *tester) verdict(ex rules.Example, of, msg string) {
	if msg == "" {
		t.report.Passed++
		return
	}
	t.fail(ex, of, "%s", msg)
}

// markers tests the examples of markers on the matcher alone, and looks what
// all examples together fire.
func (t *tester) markers() {
	m := pattern.NewMatcher(t.set.Patterns, segment.NewSegmenter(segment.Embedded()), nil)
	cover := m.Cover()
	for _, p := range t.packs {
		for _, d := range p.Markers {
			marker, ok := t.set.Patterns.Marker(d.Name)
			if !ok {
				continue
			}
			hits := func(ex rules.Example) int {
				m.Reset(ex.Text)
				return len(m.Hits(marker))
			}
			for _, ex := range d.Examples.Hit {
				msg := ""
				if hits(ex) == 0 {
					msg = "should match, but does not"
				}
				t.verdict(ex, d.Name, msg)
			}
			for _, ex := range d.Examples.Miss {
				msg := ""
				if hits(ex) > 0 {
					msg = "should not match, but does"
				}
				t.verdict(ex, d.Name, msg)
			}
		}
	}
	for text := range t.texts() {
		m.Reset(text)
		for i := range t.set.Patterns.Markers() {
			m.Hits(i)
		}
	}
	t.coverage(cover)
}
