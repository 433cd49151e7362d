package rules

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	_ "embed" // for the schema
)

// cardFolder holds the shipped card. It lies among the packs and is none.
const cardFolder = "standards"

//go:embed card.schema.json
var cardSchema string

// CardSchema is the JSON Schema (draft 2020-12) of a card's file.
func CardSchema() string { return cardSchema }

// ShippedCard parses the card of the service standards.
func ShippedCard() (*Card, error) {
	files, err := fs.Glob(builtinYAML, cardFolder+"/*.yaml")
	if err != nil {
		return nil, fmt.Errorf("shipped card: %w", err)
	}
	r := cardReader{card: &Card{Path: "rules/" + cardFolder}}
	for _, f := range files {
		data, err := fs.ReadFile(builtinYAML, f)
		if err != nil {
			return nil, fmt.Errorf("shipped card: %w", err)
		}
		r.file("rules/"+f, data)
	}
	return r.finish()
}

// ReadCard parses the card in a file, or in the .yaml files of a folder. All that
// is wrong with it is returned in one error that joins PlaceErrors in the order
// of their places.
func ReadCard(path string) (*Card, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, unread("card", err)
	}
	files := []string{filepath.Clean(path)}
	if info.IsDir() {
		if files, err = yamlFiles("card", path); err != nil {
			return nil, err
		}
	}
	r := cardReader{card: &Card{Path: filepath.Clean(path)}}
	for _, f := range files {
		data, err := readLimited(f)
		if err != nil {
			return nil, unread("card", err)
		}
		r.file(f, data)
	}
	return r.finish()
}

// Markers are the names of the markers that the card speaks of, each once, in the
// order in which they are first named.
func (c *Card) Markers() []string {
	var list []string
	add := func(names ...string) {
		for _, n := range names {
			if n != "" && !slices.Contains(list, n) {
				list = append(list, n)
			}
		}
	}
	for i := range c.Areas {
		a := &c.Areas[i]
		for _, items := range [][]Item{a.For, a.Against} {
			for j := range items {
				add(items[j].Markers...)
				add(items[j].After...)
				add(items[j].Unless...)
			}
		}
		for j := range a.Silence {
			add(a.Silence[j].Customer...)
		}
	}
	return list
}

// cardReader puts a card together of its files.
type cardReader struct {
	card  *Card
	probs problems
	set   map[string]place // the keys that may be there once, where they are
}

func (r *cardReader) file(path string, data []byte) {
	p := &cardParser{
		parser: parser{problems: &r.probs, path: path, lines: strings.Split(strings.TrimPrefix(string(data), "\ufeff"), "\n")},
		card:   r.card, set: r.set,
	}
	p.read(data)
	r.set = p.set
}

// finish settles what may be left out, and refuses a card that lacks something.
func (r *cardReader) finish() (*Card, error) {
	c := r.card
	r.defaults()
	if !r.probs.broken {
		r.check()
	}
	if err := r.probs.err(); err != nil {
		return nil, err
	}
	var sorted []Area
	for _, side := range []CardSide{Procedure, Personal} {
		for _, a := range c.Areas {
			if a.Side == side {
				sorted = append(sorted, a)
			}
		}
	}
	c.Areas = sorted
	return c, nil
}

// The numbers of a card that does not say them.
const (
	defaultPass   = 60
	defaultStart  = 50
	defaultAnchor = 2
	defaultSmall  = 30
)

func (r *cardReader) defaults() {
	c := r.card
	for key, number := range map[string]func(){
		"pass":   func() { c.Pass = defaultPass },
		"start":  func() { c.Start = defaultStart },
		"anchor": func() { c.Anchor = defaultAnchor },
		"small":  func() { c.Small = defaultSmall },
	} {
		if _, said := r.set[key]; !said {
			number()
		}
	}
}

// check refuses what only shows when all files are read.
func (r *cardReader) check() {
	c := r.card
	at := place{c.Path, 1, 1}
	if n, ok := r.set["card"]; ok {
		at = n
	}
	assessed := map[CardSide]bool{}
	seen := map[string]*Area{}
	for i := range c.Areas {
		a := &c.Areas[i]
		if other := seen[a.ID]; other != nil {
			r.probs.add(place{a.Path, a.Line, 1}, "area %q is there twice: the other is at %s:%d", a.ID, other.Path, other.Line)
		}
		seen[a.ID] = a
		assessed[a.Side] = assessed[a.Side] || a.Never.ZH == ""
	}
	for _, side := range []CardSide{Procedure, Personal} {
		if !assessed[side] && len(r.probs.list) == 0 {
			r.probs.add(at, "no area of the side %q can be assessed: a card has at least one on each side", side)
		}
	}
}

// String is the side's name in cards.
func (s CardSide) String() string { return nameOf(sideCards, uint8(s), "side") }

// String is the occasion's name in cards.
func (o Occasion) String() string { return nameOf(occasions, uint8(o), "occasion") }
