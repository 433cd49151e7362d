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
		empty := piece{}
		for k, m := range marks {
			if extent := m.End - m.Start; extent == 0 && m.Start == start {
				empty.Begins = append(empty.Begins, first+k)
			}
		}
		if empty.Begins != nil {
			empty.Marks = empty.Begins
			pieces = append(pieces, empty)
		}
		if i+1 == len(edges) {
			break
		}
		p := piece{Text: text[start:edges[i+1]]}
		for k, m := range marks {
			if m.Start <= start && edges[i+1] <= m.End {
				p.Marks = append(p.Marks, first+k)
				if m.Start == start {
					p.Begins = append(p.Begins, first+k)
				}
			}
		}
		pieces = append(pieces, p)
	}
	return pieces
}
