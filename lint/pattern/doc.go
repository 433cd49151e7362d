// Package pattern is the notation in which rules name phrases: it parses,
// compiles and matches.
//
//	(我|这边)<adverb>?(不能|无法)…{0,6}<verb>
//
// A pattern is a sequence of literals, groups, word lists, slots, gaps and
// anchors. There is no unbounded repetition, so every match has a bounded
// length. Set holds any number of markers, each a set of such patterns with
// exceptions; Matcher finds their hits.
//
// Cost: every pattern has anchors, literals that none of its matches can do
// without, chosen for being rare beside what may stand next to them. One pass over
// the text finds the places where two characters begin an anchor of a marker that
// is asked for in every text; other markers look for theirs when they are asked
// for. A trie says which literals stand there. Only where an anchor stands between
// the right neighbours, and only for markers that are asked for, does a pattern's
// program run, once at each place from which the anchor can be reached, over at
// most maxMatch characters. The time is linear in the text for every pattern.
//
// All offsets are byte offsets in the folded text of a zh.Analysis.
package pattern
