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
// Cost: one Aho–Corasick pass over the text finds an anchor of each pattern, a
// literal that none of its matches can do without. Only where an anchor stands,
// and only for markers that are asked for, does a pattern's program run, once at
// each place from which the anchor can be reached, over at most maxMatch
// characters. The time is linear in the text for every pattern.
//
// All offsets are byte offsets in the folded text of a zh.Analysis.
package pattern
