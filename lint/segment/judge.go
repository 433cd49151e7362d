package segment

import (
	"bytes"

	"github.com/go-ego/gse"
)

// filler is the one-character word that carries the part of the total
// frequency that no word in the text has. Where it stands in a text, gse sees
// fillerStandIn, which is as unknown to the dictionary and as long.
const (
	filler        = "\U000F0000"
	fillerStandIn = "\U000F0001"
)

// judge lets gse cut text. gse's shortest path depends on nothing but the words
// that occur in the text and the sum of all frequencies, so its dictionary
// holds just those. A fresh dictionary costs some microseconds; it needs
// neither Init nor a hidden Markov model, which ModeSegment does not use.
func (d *Dict) judge(text string) []gse.Segment {
	seg := gse.Segmenter{Dict: gse.NewDict(), SkipLog: true}
	for at := 0; at < len(text); at = nextUnit(text, at, len(text), len(text)) {
		d.walk(text, at, len(text), func(end int, freq float64, pos string) {
			add(&seg, text[at:end], freq, pos)
		})
	}
	if rest := d.total - seg.Dict.TotalFreq(); rest > 0 {
		add(&seg, filler, rest, "")
	}
	seg.CalcToken()
	in := []byte(text)
	if i := bytes.Index(in, []byte(filler)); i >= 0 {
		in = bytes.ReplaceAll(in, []byte(filler), []byte(fillerStandIn))
	}
	return seg.ModeSegment(in)
}

func add(seg *gse.Segmenter, text string, freq float64, pos string) {
	if err := seg.AddToken(text, freq, pos); err != nil {
		// Only if it had more words than there are integers.
		panic("segment: gse takes no more words: " + err.Error())
	}
}
