package lint

import (
	"fmt"
	"slices"

	"github.com/cuoci/cuoci/lint/source"
	"github.com/cuoci/cuoci/rules"
)

// Judge checks conversations that are at hand, one after the other, and tells
// beside the findings where markers are: what speaks for a reply is no finding.
// It is not safe for concurrent use.
type Judge struct {
	c       *checker
	markers []int
}

// Judgement is what came of one conversation.
type Judgement struct {
	Findings    []Finding // sorted by place, then rule
	NotAssessed []NotAssessed
	Hits        []MarkerHit // by turn, then in the order of the markers, then by place
	Characters  int         // code points of the agent's turns
}

// MarkerHit is a hit of a marker in a turn of the agent or the customer.
type MarkerHit struct {
	Marker   int         // index into the names that NewJudge got
	Turn     int         // 1-based
	Customer bool        // it stands in what the customer says
	Span     source.Span // of the match in the turn's text, in bytes
	Sentence source.Span // of the sentence that holds it
}

// NewJudge returns a Judge that also looks for markers, named pack/name. A name
// that the linter's packs do not have compiled is an error.
func (l *Linter) NewJudge(markers []string) (*Judge, error) {
	j := &Judge{c: l.newChecker()}
	for _, name := range markers {
		i, ok := l.set.Patterns.Marker(name)
		if !ok {
			return nil, fmt.Errorf("unknown marker %q%s", name, rules.DidYouMean(name, l.Markers()))
		}
		j.markers = append(j.markers, i)
	}
	j.c.wanted = j.markers
	return j, nil
}

// Markers are the names of the markers that the packs of the linter have compiled.
func (l *Linter) Markers() []string {
	names := make([]string, l.set.Patterns.Markers())
	for i := range names {
		names[i] = l.set.Patterns.MarkerName(i)
	}
	return names
}

// HasMarker tells whether a marker, named pack/name, is compiled in the packs of
// the linter.
func (l *Linter) HasMarker(name string) bool {
	return l.set.HasMarker(name)
}

// Direct has a directive of a file heeded in the conversations that come, which must
// be all of that file's from there on, and of no other.
func (j *Judge) Direct(x source.Directive) {
	if j.c.directives != nil {
		j.c.direct(x)
	}
}

// Conversation checks one conversation of the file at path.
func (j *Judge) Conversation(path string, conv *source.Conversation) Judgement {
	c := j.c
	r := Result{Path: path}
	c.figures = map[int]*firstFigure{}
	c.chooseAllowedHere(path)
	c.conversation(path, conv, &r, nil)
	out := Judgement{Findings: r.Findings, NotAssessed: r.NotAssessed, Characters: r.Stats.Characters}
	for _, t := range c.turns {
		if t.system {
			continue
		}
		for i, m := range j.markers {
			if !t.possible(m) {
				continue
			}
			for _, h := range t.hits(m) {
				sentence := t.sentence(h.Start, h.End, 0)
				from, to := t.text().Source(h.Start, h.End)
				sFrom, sTo := t.text().Source(sentence.Start, sentence.End)
				out.Hits = append(out.Hits, MarkerHit{
					Marker: i, Turn: t.index + 1, Customer: t.speaker == rules.Customer,
					Span: source.Span{Start: from, End: to}, Sentence: source.Span{Start: sFrom, End: sTo},
				})
			}
		}
	}
	out.Findings = slices.Clip(out.Findings)
	return out
}
