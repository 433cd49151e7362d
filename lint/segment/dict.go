package segment

import (
	_ "embed"
	"errors"
	"fmt"
	"math"
	"strings"
	"unicode/utf8"

	"github.com/cuoci/cuoci/lint/segment/internal/dictfile"
)

//go:generate go run internal/gendict/main.go dict.bin

//go:embed dict.bin
var embedded string

// Dict is a dictionary: the index over gse's Chinese dictionaries and, above
// it, the user's words. It is read only and may be used by many goroutines.
type Dict struct {
	index    *dictfile.Index
	user     *overlay // nil without user words
	total    float64  // sum of the frequencies of all words; whole numbers, so exact
	maxBytes int      // length of the longest word in bytes
}

// Embedded returns the dictionary that is built into the program: every word
// of gse's embedded simplified and traditional Chinese dictionaries. Nothing
// is parsed or copied; the operating system pages in what is looked up.
func Embedded() *Dict {
	x, err := dictfile.Open(embedded)
	if err != nil {
		panic("segment: dict.bin: " + err.Error()) // a broken build; the tests read the file
	}
	return &Dict{index: x, total: float64(x.TotalFreq), maxBytes: int(x.MaxBytes)}
}

// Words returns the number of words of the built-in dictionary.
func (d *Dict) Words() int { return int(d.index.Words) }

// TotalFreq returns the sum of the frequencies of all words, from which gse
// reckons how likely each is.
func (d *Dict) TotalFreq() float64 { return d.total }

// DefaultFreq is the frequency of a user word that states none. It makes the
// word more likely than any two built-in words in its place.
const DefaultFreq = 1000

// MaxFreq is the highest frequency a user word may have.
const MaxFreq = 1 << 32

// MaxWordLen is the length of the longest user word in code points.
const MaxWordLen = 64

// Word is a word of the user's.
type Word struct {
	Text string  // as it stands in (folded) text; ASCII letters match in either case
	Freq float64 // a whole number from 2 to MaxFreq; 0 stands for DefaultFreq
	Pos  string  // part of speech, or empty
}

// With returns a dictionary that has words above those of d. It treats them as
// gse treats a user dictionary that is loaded first: a word that d has too
// takes the user's frequency and part of speech, of two equal words the first
// counts, a word of one character has frequency 2, and all frequencies count
// in the total. The error names the first word that cannot be used.
func (d *Dict) With(words []Word) (*Dict, error) {
	all := make([]Word, 0, len(words))
	for _, w := range words {
		w, err := w.check()
		if err != nil {
			return nil, err
		}
		all = append(all, w)
	}
	base := &Dict{index: d.index, total: float64(d.index.TotalFreq), maxBytes: int(d.index.MaxBytes)}
	if d.user != nil {
		all = append(all, d.user.words...)
	}
	if len(all) == 0 {
		return base, nil
	}
	out := &Dict{index: d.index, user: newOverlay(all), total: base.total, maxBytes: base.maxBytes}
	for _, w := range out.user.words {
		if freq, _, ok := base.lookup(w.Text); ok {
			out.total -= freq
		}
		out.total += w.Freq
		out.maxBytes = max(out.maxBytes, len(w.Text))
	}
	return out, nil
}

// check returns the word as gse would take it, or why it cannot.
func (w Word) check() (Word, error) {
	w.Text = lowerASCII(w.Text)
	n := utf8.RuneCountInString(w.Text)
	switch {
	case w.Text == "":
		return w, errors.New("a user word is empty")
	case !utf8.ValidString(w.Text):
		return w, fmt.Errorf("user word %q is not UTF-8", w.Text)
	case strings.ContainsAny(w.Text, "\x00\n\r"+filler+fillerStandIn):
		return w, fmt.Errorf("user word %q holds a control character or a reserved one: it must be text on one line", w.Text)
	case n > MaxWordLen:
		return w, fmt.Errorf("user word %q has %d characters: at most %d are allowed", w.Text, n, MaxWordLen)
	}
	if w.Freq == 0 {
		w.Freq = DefaultFreq
	}
	// Whole numbers keep the total exact, whatever order gse adds them in.
	if !(w.Freq >= 2 && w.Freq <= MaxFreq) || w.Freq != math.Trunc(w.Freq) {
		return w, fmt.Errorf("user word %q has frequency %v: a whole number from 2 to %d is allowed", w.Text, w.Freq, MaxFreq)
	}
	if n == 1 {
		w.Freq = 2
	}
	return w, nil
}

// lookup finds a whole word.
func (d *Dict) lookup(word string) (freq float64, pos string, ok bool) {
	d.walk(word, 0, len(word), func(end int, f float64, p string) {
		if end == len(word) {
			freq, pos, ok = f, p, true
		}
	})
	return freq, pos, ok
}

// lowerASCII lower-cases ASCII letters only, as gse does.
func lowerASCII(s string) string {
	for i := 0; i < len(s); i++ {
		if 'A' <= s[i] && s[i] <= 'Z' {
			b := []byte(s)
			for ; i < len(b); i++ {
				if 'A' <= b[i] && b[i] <= 'Z' {
					b[i] += 'a' - 'A'
				}
			}
			return string(b)
		}
	}
	return s
}
