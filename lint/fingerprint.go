package lint

import (
	"fmt"
	"strings"
)

// fingerprint is one that is yet to be worked out.
type fingerprint struct {
	hash     uint64 // of the rule and the match
	sentence string
	to       *string
}

// longSentence is the length in bytes from which a hash stands for a sentence: a text
// without punctuation is one sentence, with thousands of findings.
const longSentence = 4096

// name names a finding by what it says, not by where it stands: the
// 64-bit FNV-1a hash (Fowler, Noll, Vo) of the rule, the folded match and its
// folded sentence. It is written when stamp is called.
func (w *writer) name(rule, rules int, id, match, sentence string, to *string) {
	if w.hashes == nil {
		w.hashes = make([]uint64, rules)
	}
	hash := w.hashes[rule]
	if hash == 0 {
		hash = fnv(fnv(fnvOffset, id), "\x00")
		w.hashes[rule] = hash
	}
	hash = fnv(fnv(hash, match), "\x00")
	sentence = strings.TrimSpace(sentence)
	if len(sentence) > longSentence {
		sentence = w.hashOf(sentence)
	}
	w.due = append(w.due, fingerprint{hash, sentence, to})
}

// hashOf is the hash of a long sentence, in digits; the last one's is kept.
func (w *writer) hashOf(sentence string) string {
	if l := &w.long; l.sentence != sentence {
		l.sentence, l.hash = sentence, fmt.Sprintf("%016x", fnv(fnvOffset, sentence))
	}
	return w.long.hash
}

// stamp writes the fingerprints that are due. Each byte of a hash waits for the
// one before, so four are worked out side by side.
func (w *writer) stamp() {
	due := w.due
	for ; len(due) >= 4; due = due[4:] {
		a, b, c, d := &due[0], &due[1], &due[2], &due[3]
		n := min(len(a.sentence), len(b.sentence), len(c.sentence), len(d.sentence))
		at, bt, ct, dt := a.sentence[:n], b.sentence[:n], c.sentence[:n], d.sentence[:n]
		ah, bh, ch, dh := a.hash, b.hash, c.hash, d.hash
		for i := range n {
			ah = (ah ^ uint64(at[i])) * fnvPrime
			bh = (bh ^ uint64(bt[i])) * fnvPrime
			ch = (ch ^ uint64(ct[i])) * fnvPrime
			dh = (dh ^ uint64(dt[i])) * fnvPrime
		}
		w.write(a, fnv(ah, a.sentence[n:]))
		w.write(b, fnv(bh, b.sentence[n:]))
		w.write(c, fnv(ch, c.sentence[n:]))
		w.write(d, fnv(dh, d.sentence[n:]))
	}
	for i := range due {
		w.write(&due[i], fnv(due[i].hash, due[i].sentence))
	}
	clear(w.due)
	w.due = w.due[:0]
	w.long.sentence, w.long.hash = "", ""
}

// write writes a fingerprint.
func (w *writer) write(p *fingerprint, hash uint64) {
	const digits = "0123456789abcdef"
	var text [16]byte
	for i := range text {
		text[i] = digits[hash>>(60-4*i)&15]
	}
	*p.to = w.keep(text[:])
}

// The FNV-1a hash of nothing, and what it is multiplied by.
const (
	fnvOffset = uint64(14695981039346656037)
	fnvPrime  = 1099511628211
)

// fnv takes a text into a hash.
func fnv(hash uint64, text string) uint64 {
	for i := range len(text) {
		hash = (hash ^ uint64(text[i])) * fnvPrime
	}
	return hash
}
