// Package dictbuild makes the dictionary index that package segment embeds
// out of the dictionaries that gse embeds.
package dictbuild

import (
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"
	"unicode/utf8"

	"github.com/go-ego/gse"

	"github.com/cuoci/cuoci/lint/segment/internal/dictfile"
)

// Word is one dictionary word as gse keeps it: ASCII in lower case.
type Word struct {
	Text string
	Freq uint32
	Pos  string
}

// Load lets gse load its embedded Chinese dictionaries and returns its words
// in the order in which it took them. That way gse's own rules hold without
// being written down again: which of two entries wins, which are dropped,
// what is trimmed. It takes some seconds and some hundred megabytes.
func Load() (words []Word, maxUnits int, err error) {
	seg, err := gse.NewEmbed()
	if err != nil {
		return nil, 0, fmt.Errorf("load gse's dictionaries: %w", err)
	}
	return Words(seg.Dict)
}

// Words returns the words of a loaded gse dictionary and its longest word in
// units.
func Words(dict *gse.Dictionary) (words []Word, maxUnits int, err error) {
	words = make([]Word, 0, dict.NumTokens())
	var total float64
	for i := range dict.Tokens {
		t := &dict.Tokens[i]
		f := t.Freq()
		if f != math.Trunc(f) || f < 1 || f > math.MaxUint32 {
			return nil, 0, fmt.Errorf("word %q has frequency %v: the index holds whole numbers below 2^32", t.Text(), f)
		}
		total += f
		words = append(words, Word{Text: t.Text(), Freq: uint32(f), Pos: t.Pos()})
	}
	if total != dict.TotalFreq() {
		return nil, 0, fmt.Errorf("frequencies add up to %v: gse has %v", total, dict.TotalFreq())
	}
	return words, dict.MaxTokenLen(), nil
}

// Build returns the bytes of an index file over words. The same words in the
// same order give the same bytes.
func Build(words []Word, maxUnits int) ([]byte, error) {
	b := &builder{}
	b.head.Words = uint32(len(words))
	b.head.MaxUnits = uint32(maxUnits)
	if err := b.classify(words); err != nil {
		return nil, err
	}
	if err := b.encode(words); err != nil {
		return nil, err
	}
	b.grow()
	if err := b.place(); err != nil {
		return nil, err
	}
	return b.file(), nil
}

// entry is a word as classes, with its value.
type entry struct {
	seq   []uint16
	value uint32
}

// node is a node of the trie before it has a place: the edge to it is
// labelled label, its children are nodes[first : first+count].
type node struct {
	label        uint16
	value        uint16
	first, count int32
}

type builder struct {
	head    dictfile.Header
	class   map[rune]uint16
	entries []entry
	values  []value
	pos     []string
	pairs   []byte
	nodes   []node
	ones    []uint16
	heads   []dictfile.Head
	array   []uint64
}

type value struct{ freq, pos uint32 }

// classify numbers the code points, the most frequent first, so that common
// characters' nodes share pages.
func (b *builder) classify(words []Word) error {
	count := map[rune]int{}
	for _, w := range words {
		if w.Text == "" || !utf8.ValidString(w.Text) {
			return fmt.Errorf("word %q is empty or not UTF-8", w.Text)
		}
		for _, r := range w.Text {
			count[r]++
		}
	}
	runes := make([]rune, 0, len(count))
	for r := range count {
		if 'A' <= r && r <= 'Z' {
			return fmt.Errorf("upper-case letter %q in a word: gse lower-cases ASCII", r)
		}
		runes = append(runes, r)
	}
	slices.SortFunc(runes, func(a, c rune) int {
		return cmp.Or(cmp.Compare(count[c], count[a]), cmp.Compare(a, c))
	})
	if len(runes) > dictfile.MaxID {
		return fmt.Errorf("%d different characters: the index has room for %d", len(runes), dictfile.MaxID)
	}
	b.class = make(map[rune]uint16, len(runes))
	for i, r := range runes {
		b.class[r] = uint16(i + 1)
	}
	return nil
}

// encode turns words into sorted class sequences with values, and fills the
// pair filter.
func (b *builder) encode(words []Word) error {
	ids := map[Word]uint32{} // a Word without text: frequency and part of speech
	pos := map[string]uint32{}
	b.pairs = make([]byte, 1<<dictfile.PairBits/8)
	b.entries = make([]entry, 0, len(words))
	for _, w := range words {
		key := Word{Freq: w.Freq, Pos: w.Pos}
		id, ok := ids[key]
		if !ok {
			p, ok := pos[w.Pos]
			if !ok {
				if len(w.Pos) > math.MaxUint8 {
					return fmt.Errorf("part of speech %q is longer than 255 bytes", w.Pos)
				}
				p = uint32(len(b.pos))
				pos[w.Pos] = p
				b.pos = append(b.pos, w.Pos)
			}
			b.values = append(b.values, value{w.Freq, p})
			id = uint32(len(b.values))
			ids[key] = id
		}
		b.head.TotalFreq += uint64(w.Freq)
		b.head.MaxBytes = max(b.head.MaxBytes, uint32(len(w.Text)))
		seq := make([]uint16, 0, 4)
		for _, r := range w.Text {
			seq = append(seq, b.class[r])
		}
		for i := 1; i < len(seq); i++ {
			h := dictfile.PairHash(uint32(seq[i-1]), uint32(seq[i]))
			b.pairs[h>>3] |= 1 << (h & 7)
		}
		b.entries = append(b.entries, entry{seq, id})
	}
	if len(b.values) > dictfile.MaxID {
		return fmt.Errorf("%d different pairs of frequency and part of speech: the index has room for %d", len(b.values), dictfile.MaxID)
	}
	slices.SortFunc(b.entries, func(x, y entry) int { return slices.Compare(x.seq, y.seq) })
	for i := 1; i < len(b.entries); i++ {
		if slices.Equal(b.entries[i-1].seq, b.entries[i].seq) {
			return errors.New("the same word twice")
		}
	}
	return nil
}

// grow builds the trie level by level, so that the children of a node lie
// side by side.
func (b *builder) grow() {
	type span struct{ from, to, depth int } // the entries below a node
	spans := []span{{0, len(b.entries), 0}}
	b.nodes = []node{{}}
	for i := 0; i < len(spans); i++ {
		s := spans[i]
		from := s.from
		for from < s.to && len(b.entries[from].seq) == s.depth {
			b.nodes[i].value = uint16(b.entries[from].value)
			from++
		}
		b.nodes[i].first = int32(len(b.nodes))
		for from < s.to {
			label := b.entries[from].seq[s.depth]
			to := from + 1
			for to < s.to && b.entries[to].seq[s.depth] == label {
				to++
			}
			b.nodes = append(b.nodes, node{label: label})
			spans = append(spans, span{from, to, s.depth + 1})
			b.nodes[i].count++
			from = to
		}
	}
}

// file puts the parts together.
func (b *builder) file() []byte {
	h := &b.head
	h.Classes = uint32(len(b.ones))
	h.Buckets = uint32(len(b.heads) / dictfile.BucketSize)
	h.Nodes, h.Values = uint32(len(b.array)), uint32(len(b.values))
	classes := make([]uint16, 1<<16)
	var astral []rune
	for r, c := range b.class {
		if r > 0xFFFF {
			astral = append(astral, r)
			continue
		}
		classes[r] = c
		if 'a' <= r && r <= 'z' {
			classes[r-'a'+'A'] = c
		}
	}
	slices.Sort(astral)
	h.Astral = uint32(len(astral))

	h.ClassesAt = dictfile.HeaderSize
	h.AstralAt = h.ClassesAt + 2*uint32(len(classes))
	h.PairsAt = h.AstralAt + 8*h.Astral
	h.OnesAt = h.PairsAt + uint32(len(b.pairs))
	h.HeadsAt = h.OnesAt + 2*h.Classes
	h.NodesAt = h.HeadsAt + 8*uint32(len(b.heads))
	h.ValuesAt = h.NodesAt + 8*h.Nodes
	h.PosAt = h.ValuesAt + 8*h.Values

	le := binary.LittleEndian
	out := h.Append(nil)
	for _, c := range classes {
		out = le.AppendUint16(out, c)
	}
	for _, r := range astral {
		out = le.AppendUint32(out, uint32(r))
		out = le.AppendUint32(out, uint32(b.class[r]))
	}
	out = append(out, b.pairs...)
	for _, v := range b.ones {
		out = le.AppendUint16(out, v)
	}
	for _, v := range b.heads {
		out = le.AppendUint64(out, uint64(v))
	}
	for _, n := range b.array {
		out = le.AppendUint64(out, n)
	}
	for _, v := range b.values {
		out = le.AppendUint32(out, v.freq)
		out = le.AppendUint32(out, v.pos)
	}
	for _, p := range b.pos {
		out = append(out, byte(len(p)))
		out = append(out, p...)
	}
	return out
}
