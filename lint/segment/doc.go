// Package segment finds word boundaries in Chinese text: it answers whether a
// place may be the edge of a phrase, and cuts whole texts into words. The words
// and the judgement are those of github.com/go-ego/gse; what is new is that
// nothing has to be loaded.
//
// gse inserts 587,207 dictionary words into a trie before it cuts the first
// sentence, which takes seconds and hundreds of megabytes. Yet its shortest path
// through a text depends only on the dictionary words that occur in that text
// and on the sum of all frequencies. Hence three steps, each for what the one
// before leaves open:
//
//   - An index over gse's dictionaries is part of the program (dict.bin, written
//     by go generate, read in place). Opening it takes less than a microsecond;
//     the operating system pages in what is looked up.
//   - A place that no word spans is a boundary under every segmentation. The
//     index says so in some tens of nanoseconds. Such places cut text into islands
//     of a few characters.
//   - Inside an island gse decides, with a dictionary of the island's words and
//     one filler that carries the rest of the total frequency. That takes some
//     five to ten microseconds; the verdict is remembered by the island's text,
//     since islands are few and repeat, and costs a tenth of a microsecond from
//     then on. Memory for verdicts is bounded (a few megabytes).
//
// Costs are linear in the text: a question looks at the island it falls into
// and at most one word's length around it, and islands are bounded.
//
// gse's own ways are kept: runs of Latin letters and digits are one unit, ASCII
// matches in either case, a word of one character is rare whatever its
// dictionary says. Bytes that are not UTF-8 are units of their own. Cut agrees
// with gse loaded in full in words, edges and parts of speech. Island by island
// gse's float32 path costs can tie differently than over a whole sentence, on
// about one line in 4,000: both cuts are then equally likely.
//
// A Dict is shared by all goroutines, a Segmenter belongs to one. All offsets
// are in bytes.
package segment
