package rules

import (
	"encoding/binary"
	"errors"
	"fmt"
	"strings"

	"github.com/cuoci/cuoci/lint/pattern"
)

// An image is a Ruleset in binary form: the magic, the length of the rules, the
// rules, and the pattern set up to the end. Numbers are varints. Texts are kept
// once, as offsets and lengths into a block that an opened Ruleset goes on
// pointing into.
const imageMagic = "cuoci rules\x00\x03" // the last byte is the version

var errImage = errors.New("damaged image of rule packs")

// AppendBinary appends the image of the Ruleset to dst.
func (rs *Ruleset) AppendBinary(dst []byte) ([]byte, error) {
	w := &imageWriter{strings: map[string]uint64{}}
	w.number(rs.Padding + 1)
	w.number(len(rs.Rules))
	for i := range rs.Rules {
		w.rule(&rs.Rules[i])
	}
	var head imageWriter
	head.number(len(w.order))
	for _, s := range w.order {
		head.number(len(s))
	}
	texts := strings.Join(w.order, "")
	dst = append(dst, imageMagic...)
	dst = binary.AppendUvarint(dst, uint64(len(head.buf)+len(texts)+len(w.buf)))
	dst = append(append(append(dst, head.buf...), texts...), w.buf...)
	return rs.Patterns.AppendBinary(dst)
}

// parts cuts an image into a reader of its rules and its pattern set.
func parts(image string) (r *imageReader, set string, err error) {
	rest, ok := strings.CutPrefix(image, imageMagic)
	if !ok {
		return nil, "", fmt.Errorf("%w: not of this version", errImage)
	}
	r = &imageReader{rest: rest}
	size := r.count()
	set = r.rest[size:]
	r.rest = r.rest[:size]
	return r, set, r.err
}

// Verify tells whether an image is whole, down to its pattern set, which Open
// takes on trust.
func Verify(image string) error {
	if _, err := Open(image); err != nil {
		return err
	}
	_, set, err := parts(image)
	if err != nil {
		return err
	}
	return pattern.Verify(set)
}

// Open reads an image. The Ruleset points into the string, and next to nothing
// is done before it is used. An image that is cut short or of another version is
// an error; for one that is not a part of the program, see Verify.
func Open(image string) (*Ruleset, error) {
	r, patterns, err := parts(image)
	if err != nil {
		return nil, err
	}
	set, err := pattern.OpenSet(patterns)
	if err != nil {
		return nil, err
	}
	r.markers = set.Markers()
	r.readStrings()
	rs := &Ruleset{Patterns: set, Padding: r.below(r.markers+1) - 1}
	n := r.count()
	rs.Rules, r.rules = make([]Rule, 0, min(n, len(r.rest)/minRuleBytes)), n
	for range n {
		rs.Rules = append(rs.Rules, Rule{})
		r.rule(&rs.Rules[len(rs.Rules)-1], len(rs.Rules)-1)
		if r.err != nil {
			return nil, r.err
		}
	}
	if r.err == nil && r.rest != "" {
		r.fail()
	}
	if r.err != nil {
		return nil, r.err
	}
	return rs, nil
}

// minRuleBytes is what the smallest rule takes, to bound what a damaged count
// makes Open set aside.
const minRuleBytes = 20
