// Package zh answers what the matcher asks about one turn of Chinese text before any word
// is looked at: its folded form with an exact way back, its sentences and clauses, questions
// of the A-not-A kind and double negations, words quoted as the customer's or a screen's,
// links and placeholders, and slots (time, money, number and others).
//
// All texts are UTF-8 and all offsets are byte offsets; spans are half-open. Invalid bytes
// are folded to U+FFFD, one for each byte, and found again by [Analysis.Source].
//
// Folding makes one character of one character: traditional to simplified script (OpenCC's
// TSCharacters with a reviewed table of our own), full width to half width, upper to lower
// case. Characters without width are left out, and so is a single blank between two Han
// characters (我 不 能). Folding what is folded changes nothing.
package zh

//go:generate go run internal/genfold/main.go
