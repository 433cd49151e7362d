package page

import (
	"slices"

	"github.com/cuoci/cuoci/lint/score"
)

// piece is a stretch of a turn's text in which no mark begins or ends. Marks may
// overlap; the pieces of one, joined, are its phrase.
type piece struct {
	Text   string
	Marks  []int `json:",omitempty"` // numbers of the marks that cover it
	Begins []int `json:",omitempty"` // of those, the ones that begin here
	Ends   []int `json:",omitempty"` // and the ones that end here
	Inner  int   `json:",omitempty"` // of those that cover it, the shortest: the piece looks as this one does
	// Against: what Inner stands for speaks against the service.
	Against bool `json:",omitempty"`
}

// cut cuts a text at the places where marks begin and end. The first mark has the
// number first. A mark without an extent has a piece of its own, without text.
func cut(text string, marks []score.Mark, first int) []piece {
	edges := []int{0, len(text)}
	for _, m := range marks {
		edges = append(edges, m.Start, m.End)
	}
	slices.Sort(edges)
	edges = slices.Compact(edges)
	var pieces []piece
	for i, start := range edges {
		if p := cover(marks, first, start, start); p.Marks != nil {
			pieces = append(pieces, p)
		}
		if i+1 < len(edges) {
			p := cover(marks, first, start, edges[i+1])
			p.Text = text[start:edges[i+1]]
			pieces = append(pieces, p)
		}
	}
	return pieces
}

// cover finds the marks that cover [start, end); where that is empty, those that
// are nothing more.
func cover(marks []score.Mark, first, start, end int) piece {
	var p piece
	shortest := 0
	for k, m := range marks {
		extent := m.End - m.Start
		if m.Start > start || m.End < end || (extent == 0) != (start == end) {
			continue
		}
		p.Marks = append(p.Marks, first+k)
		if m.Start == start {
			p.Begins = append(p.Begins, first+k)
		}
		if m.End == end {
			p.Ends = append(p.Ends, first+k)
		}
		if p.Inner == 0 || extent < shortest {
			p.Inner, shortest = first+k, extent
		}
	}
	return p
}
