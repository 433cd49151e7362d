package lint

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// fullStop ends a sentence.
const fullStop = "。"

// border says what stands on one side of a place.
type border uint8

const (
	inside border = iota // words
	clause               // a comma
	edge                 // the text, a line, a sentence, a quotation begins or ends
)

// Marks, in both widths.
const (
	commas   = ",，、"
	endings  = "。．.！!？?；;…~～"
	openings = "“‘「『《（(【[：:\"—-"
	closings = "”’」』》）)】]\""
)

// join is the change that takes out text[from:to], or ends the sentence there,
// with the marks and blanks around: a comma that belonged to what is gone goes
// with it, a sentence does not end twice.
func join(text string, from, to int, write string) change {
	left, leftEnd := borderLeft(text, from)
	right, rightEnd := borderRight(text, to)
	switch {
	case left == edge && right == edge:
		// The whole sentence is gone, and its mark with it.
		return change{from, marksEnd(text, to), ""}
	case left == edge && right == clause:
		return change{from, rightEnd, ""}
	case left == edge:
		return change{from, blanksEnd(text, to), ""}
	case right == edge && left == clause:
		return change{leftEnd, to, ""}
	case right == edge:
		return change{blanksStart(text, from), to, ""}
	case write == fullStop:
		if right == clause {
			to = rightEnd
		}
		if left == clause {
			from = leftEnd
		}
		return change{blanksStart(text, from), blanksEnd(text, to), write}
	case left == clause && right == clause:
		return change{from, rightEnd, ""}
	case blanksStart(text, from) < from:
		return change{from, blanksEnd(text, to), ""}
	}
	return change{from, to, ""}
}

// borderLeft says what stands before a place; of a comma also where it begins.
func borderLeft(text string, at int) (border, int) {
	at = blanksStart(text, at)
	r, size := utf8.DecodeLastRuneInString(text[:at])
	switch {
	case size == 0, r == '\n', r == '\r', strings.ContainsRune(endings, r), strings.ContainsRune(openings, r), unicode.Is(unicode.So, r):
		return edge, at
	case strings.ContainsRune(commas, r):
		return clause, at - size
	}
	return inside, at
}

// borderRight says what stands behind a place; of a comma also where what is
// behind it begins.
func borderRight(text string, at int) (border, int) {
	at = blanksEnd(text, at)
	r, size := utf8.DecodeRuneInString(text[at:])
	switch {
	case size == 0, r == '\n', r == '\r', strings.ContainsRune(endings, r), strings.ContainsRune(closings, r):
		return edge, at
	case strings.ContainsRune(commas, r):
		return clause, blanksEnd(text, at+size)
	}
	return inside, at
}

// marksEnd is the end of the marks that close a sentence, and of the blanks
// behind them.
func marksEnd(text string, at int) int {
	end := blanksEnd(text, at)
	for end < len(text) {
		r, size := utf8.DecodeRuneInString(text[end:])
		if !strings.ContainsRune(endings, r) {
			break
		}
		end += size
	}
	return blanksEnd(text, end)
}

func isBlank(r rune) bool { return r == ' ' || r == '\t' || r == '\u3000' || r == '\u00A0' }

// blanksStart is the start of the blanks that end at a place.
func blanksStart(text string, at int) int {
	return len(strings.TrimRightFunc(text[:at], isBlank))
}

// blanksEnd is the end of the blanks that begin at a place.
func blanksEnd(text string, at int) int {
	return len(text) - len(strings.TrimLeftFunc(text[at:], isBlank))
}
