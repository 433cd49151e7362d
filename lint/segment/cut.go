package segment

import "github.com/go-ego/gse"

// Piece is a word of a text, as gse cuts it.
type Piece struct {
	Start, End int     // byte offsets in the text, half open
	Pos        string  // part of speech; "x" for what is in no dictionary
	Freq       float64 // frequency in the dictionary; 1 for what is in none
	Parts      []Piece // the shorter words a compound is made of, each with its own
}

// Cut cuts the whole text into words. The pieces cover the text without gaps.
// They are those of gse with its dictionaries (and the user's words) loaded in
// full. A call sets up a dictionary of the text's words, which takes some times
// longer than the cutting; the result is not remembered. Ask Left and Right
// where an edge is all that is wanted.
func (s *Segmenter) Cut(text string) []Piece {
	if text == "" {
		return nil
	}
	segments := s.dict.judge(text)
	pieces := make([]Piece, len(segments))
	for i := range segments {
		pieces[i] = piece(&segments[i], 0)
	}
	return pieces
}

func piece(s *gse.Segment, shift int) Piece {
	t := s.Token()
	p := Piece{Start: shift + s.Start(), End: shift + s.End(), Pos: t.Pos(), Freq: t.Freq()}
	if subs := t.Segments(); len(subs) > 0 {
		p.Parts = make([]Piece, len(subs))
		for i, sub := range subs {
			p.Parts[i] = piece(sub, p.Start)
		}
	}
	return p
}
