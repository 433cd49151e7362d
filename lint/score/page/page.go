// Package page writes scored conversations as one HTML file for a person: the
// kinds of service as a picture, the areas as bars, the most frequent findings
// with what to say instead, and every conversation with its phrases marked.
//
// The file needs nothing beside it and can load nothing: its style and its script
// stand in it, and its Content-Security-Policy allows these two alone. What
// customers and agents said is text in it, whatever signs it holds.
//
// A conversation lies in the file as text that no browser reads as markup until
// it is opened, so that thousands of them open as fast as a few.
package page

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"

	"github.com/cuoci/cuoci/lint/internal/spill"
	"github.com/cuoci/cuoci/lint/score"
)

// Format is the name of the page among the formats of reports.
const Format = "html"

// most is how many conversations a page holds in full; the figures and the
// picture tell of all. A browser opens that many within the bound of a second or
// two.
const most = 5000

// New returns a writer of the page to w, for conversations that were scored by
// card. Names are replaced and data is masked already, where that was asked for.
// The page is written by Close; until then conversations lie in memory or, where
// they are many, in a temporary file.
func New(w io.Writer, card *score.Card, o score.Options) score.Writer {
	return &writer{w: w, most: most, words: words{english: o.Lang == "en", pass: card.Pass}, card: card, version: o.Version}
}

type writer struct {
	w       io.Writer
	most    int
	words   words
	card    *score.Card
	version string

	kept  spill.Buffer // conversations as JSON
	next  bytes.Buffer
	known []known // each conversation of kept
	rules frequent
	unread
}

// known is what is remembered of a conversation that lies in the spill.
type known struct {
	size      int // bytes in the spill
	sides     [2]float64
	kind      score.Kind
	fatal     bool
	worst     float64 // of its moments; 101 where none was assessed
	forgotten bool    // the page has no room for it
}

// unread gathers what could not be read.
type unread struct {
	Failed  []failure
	Skipped int
}

type failure struct{ Path, Message string }

// failures is how many documents that could not be read are named.
const failures = 50

func (p *writer) Result(r score.Result) error {
	if r.Skipped != "" {
		p.Skipped++
	}
	if r.Err != nil && len(p.Failed) < failures {
		p.Failed = append(p.Failed, failure{r.Path, r.Err.Error()})
	}
	alone := r.Last && len(r.Conversations) == 1 && r.Conversations[0].Index == 1
	for _, c := range r.Conversations {
		if err := p.keep(c, alone); err != nil {
			return err
		}
	}
	return nil
}

// keep puts a conversation away.
func (p *writer) keep(c *score.Conversation, alone bool) error {
	v := p.words.conversation(c, len(p.known)+1, alone)
	p.rules.add(c, v)
	p.next.Reset()
	if err := json.NewEncoder(&p.next).Encode(v); err != nil {
		return err
	}
	k := known{size: p.next.Len(), kind: c.Kind, fatal: len(c.Fatal) > 0, worst: 101}
	for i, s := range c.Sides {
		k.sides[i] = s.Score.Points
	}
	if c.Worst >= 0 {
		k.worst = c.Moments[c.Worst].Score.Points
	}
	p.known = append(p.known, k)
	_, err := p.kept.Write(p.next.Bytes())
	return err
}

// Close writes the page.
func (p *writer) Close(s score.Summary) (err error) {
	defer func() { err = errors.Join(err, p.kept.Close()) }()
	p.choose()
	b := bufio.NewWriterSize(p.w, 1<<16)
	if err := p.write(b, &s); err != nil {
		return err
	}
	return b.Flush()
}
