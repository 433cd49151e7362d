package segment

import (
	"fmt"
	"reflect"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/go-ego/gse"
)

// loaded is gse with its dictionaries loaded in full: the yardstick. It takes
// seconds and hundreds of megabytes, so it is loaded once, when first needed.
var loaded = sync.OnceValues(func() (*gse.Segmenter, error) {
	seg, err := gse.NewEmbed()
	return &seg, err
})

func fullGse(t testing.TB) *gse.Segmenter {
	t.Helper()
	if testing.Short() {
		t.Skip("skipped with -short: loads gse's dictionaries in full")
	}
	seg, err := loaded()
	if err != nil {
		t.Fatal(err)
	}
	return seg
}

// piecesOf is Cut by the given gse.
func piecesOf(seg *gse.Segmenter, text string) []Piece {
	var out []Piece
	segments := seg.ModeSegment([]byte(text))
	for i := range segments {
		out = append(out, piece(&segments[i], 0))
	}
	return out
}

// edgesOf returns the byte offsets that are left and right edges under the
// definition of Left and Right, straight from pieces.
func edgesOf(text string, pieces []Piece) (left, right []bool) {
	left, right = make([]bool, len(text)+1), make([]bool, len(text)+1)
	var inside func([]Piece)
	inside = func(parts []Piece) {
		for _, p := range parts {
			if utf8.RuneCountInString(text[p.Start:p.End]) >= 2 {
				left[p.Start], right[p.End] = true, true
			}
			inside(p.Parts)
		}
	}
	for _, p := range pieces {
		left[p.Start], right[p.Start], left[p.End], right[p.End] = true, true, true, true
		inside(p.Parts)
	}
	left[0], right[0], left[len(text)], right[len(text)] = true, true, true, true
	return left, right
}

// difference compares a line cut and probed by s with gse loaded in full. It
// returns what differs as text for a person, empty if nothing does.
func difference(seg *gse.Segmenter, s *Segmenter, line string) (whole, islands string) {
	want := piecesOf(seg, line)
	if got := s.Cut(line); !reflect.DeepEqual(got, want) {
		whole = fmt.Sprintf("%q: cut %v, want %v", line, got, want)
	}
	left, right := edgesOf(line, want)
	for p := 0; p <= len(line); p++ {
		if l, r := s.Left(line, p, 0, len(line)), s.Right(line, p, 0, len(line)); l != left[p] || r != right[p] {
			islands += fmt.Sprintf(" %q|%q left %v right %v, want %v %v;", line[:p], line[p:], l, r, left[p], right[p])
		}
	}
	return whole, islands
}
