package zh

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// breakAt tells what the mark or line end at i closes, and its length.
func (s *scanner) breakAt(i int) (BreakKind, int) {
	text := s.text
	if text[i] < utf8.RuneSelf {
		return asciiBreak(text, i)
	}
	r, size := utf8.DecodeRuneInString(text[i:])
	switch r {
	case '。', '…', '\u0085', '\u2028', '\u2029':
		return BreakSentence, size
	case '、':
		return BreakClause, size
	case '—':
		return rangeOrBreak(text, i, size), size
	}
	return BreakNone, 0
}

// asciiBreak is breakAt for ASCII, which most marks are folded to.
func asciiBreak(text string, i int) (BreakKind, int) {
	kind := BreakNone
	switch text[i] {
	case '\n', '\r', '\v', '\f', '!', '?':
		kind = BreakSentence
	case ';':
		if !isEntity(text, i) {
			kind = BreakSentence
		}
	case ',':
		if !isThousands(text, i) {
			kind = BreakClause
		}
	case ':':
		if !isInnerColon(text, i) {
			kind = BreakClause
		}
	case '.':
		kind = dotBreak(text, i)
	case '~':
		kind = rangeOrBreak(text, i, 1)
	case '<':
		if n := lineTag(text, i); n > 0 {
			return BreakSentence, n
		}
	}
	return kind, 1
}

// isInnerColon reports whether the colon at i is part of 10:30, a link or a path.
func isInnerColon(text string, i int) bool {
	if i+1 >= len(text) {
		return false
	}
	next := text[i+1]
	return next == '/' || next == '\\' || digitBefore(text, i) && isDigit(next)
}

// closeAt closes what the mark at i closes, together with all that belongs to it: further
// marks, closed quotes and brackets, white space. It gives the place behind.
func (s *scanner) closeAt(i, size int, kind BreakKind) int {
	lineEnd := s.text[i] == '<' || isLineEnd(runeAt(s.text, i))
	if !lineEnd && s.text[i] != '~' {
		s.a.Punctuated = true
	}
	i += size
	for i < len(s.text) && !lineEnd && byteClasses[s.text[i]] != byteHan {
		if n := s.closer(i); n > 0 {
			i += n
			continue
		}
		if n := blankLen(s.text, i); n > 0 {
			i += n
			continue
		}
		r, n := utf8.DecodeRuneInString(s.text[i:])
		k := markKind(r)
		if tag := lineTag(s.text, i); tag > 0 || isLineEnd(r) {
			lineEnd, k, n = true, BreakSentence, max(n, tag)
		}
		if k == BreakNone || s.opaqueStarts(i) {
			break
		}
		kind = max(kind, k)
		if !lineEnd && r != '~' {
			s.a.Punctuated = true
		}
		i += n
	}
	if lineEnd {
		s.inDouble, s.inSingle = false, false
		s.mark(lineEndMark, i)
		i = skipSpace(s.text, i)
	}
	s.a.Clauses = append(s.a.Clauses, Span{s.clause, i})
	s.clause = i
	if kind == BreakSentence {
		s.a.Sentences = append(s.a.Sentences, Span{s.sentence, i})
		s.sentence = i
	}
	return i
}

// opaqueStarts reports whether a mark behind a mark begins something opaque instead: the
// only such is a colon or stop of a token, which no blank and no mark can come before.
func (s *scanner) opaqueStarts(i int) bool {
	return s.text[i] == '.' && alnumAt(s.text, i+1)
}

// closer gives the length of a closing quote or bracket at i, or 0.
func (s *scanner) closer(i int) int {
	switch s.text[i] {
	case ')', ']', '}', '>':
		return 1
	case '"':
		if s.inDouble {
			s.mark('"', i)
			return 1
		}
		return 0
	case '\'':
		if s.inSingle {
			s.mark('\'', i)
			return 1
		}
		return 0
	}
	if s.text[i] < utf8.RuneSelf {
		return 0
	}
	r, size := utf8.DecodeRuneInString(s.text[i:])
	switch r {
	case '”', '’', '」', '』':
		s.mark(r, i)
		return size
	case '】', '》', '〉', '〕', '〗', '｠', '»':
		return size
	}
	return 0
}

// markKind tells what a mark closes when it stands behind another mark.
func markKind(r rune) BreakKind {
	switch r {
	case '!', '?', ';', '.', '。', '…':
		return BreakSentence
	case ',', ':', '、', '~', '—':
		return BreakClause
	}
	return BreakNone
}

func isLineEnd(r rune) bool {
	switch r {
	case '\n', '\r', '\v', '\f', '\u0085', '\u2028', '\u2029':
		return true
	}
	return false
}

// blankLen gives the length of the blank at i; line ends are none. Folding leaves only two.
func blankLen(text string, i int) int {
	if i < len(text) && (text[i] == ' ' || text[i] == '\t') {
		return 1
	}
	return 0
}

// skipSpace goes over blanks, line ends and tags that are line ends.
func skipSpace(text string, i int) int {
	for i < len(text) {
		if n := blankLen(text, i); n > 0 {
			i += n
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if tag := lineTag(text, i); tag > 0 {
			size = tag
		} else if !isLineEnd(r) {
			break
		}
		i += size
	}
	return i
}

// lineTag gives the length of the HTML tag at i that ends a line, as canned answers hold it.
func lineTag(text string, i int) int {
	if text[i] != '<' {
		return 0
	}
	return beginsWithAny(text[i:], []string{"<br>", "<br/>", "<br />", "</p>", "<p>", "</li>", "<li>", "</div>"})
}

// isThousands reports whether the comma at i groups digits: 1,000 and 12,345,678.
func isThousands(text string, i int) bool {
	if !digitBefore(text, i) || i+3 >= len(text) {
		return false
	}
	lead := 0
	for lead < 4 && digitBefore(text, i-lead) {
		lead++
	}
	return lead < 4 && isDigit(text[i+1]) && isDigit(text[i+2]) && isDigit(text[i+3]) && !digitAt(text, i+4)
}

// isEntity reports whether the semicolon at i ends a character entity (&amp;).
func isEntity(text string, i int) bool {
	p := i
	for p > 0 && i-p < 8 && (isAlnum(text[p-1]) || text[p-1] == '#') {
		p--
	}
	return p < i && p > 0 && text[p-1] == '&'
}

// abbreviations are written with a stop and a blank that end nothing.
var abbreviations = []string{"no", "nos", "mr", "mrs", "ms", "dr", "vs", "tel", "ext", "inc", "ltd", "co", "corp", "fig", "vol", "ver", "approx", "e.g", "i.e", "a.m", "p.m"}

// dotBreak tells whether the ASCII stop at i ends a sentence. Help desks write it behind Han
// characters with nothing between; inside of numbers, names and versions it ends nothing.
func dotBreak(text string, i int) BreakKind {
	switch {
	case i+1 < len(text) && text[i+1] == '.':
		return BreakSentence // an ellipsis
	case i == 0:
		return BreakNone
	case alnumBefore(text, i):
		if alnumAt(text, i+1) || isLabel(text, i) {
			return BreakNone
		}
	case blankLen(text, i-1) > 0 && alnumAt(text, i+1):
		return BreakNone // .net
	}
	return BreakSentence
}

// isLabel reports whether the letters or digits before the stop at i number a list (1. 打开,
// A.选项) or are an abbreviation (No. 5).
func isLabel(text string, i int) bool {
	p, digits := i, true
	for p > 0 && i-p < 16 && (isAlnum(text[p-1]) || text[p-1] == '.') {
		digits = digits && isDigit(text[p-1])
		p--
	}
	token := text[p:i]
	if short := len(token) == 1 || digits && len(token) == 2; short && i+1 < len(text) && !hanBefore(text, p) {
		return true
	}
	return blankLen(text, i+1) > 0 && slices.Contains(abbreviations, token)
}

// rangeOrBreak tells whether the tilde or dash at i closes a clause, or says "to" as in
// 3~5天 and 周一~周五.
func rangeOrBreak(text string, i, size int) BreakKind {
	next := i + size
	for next < len(text) && next-i < 8*size && (text[next] == '~' || strings.HasPrefix(text[next:], "—")) {
		next++
		for next < len(text) && !utf8.RuneStart(text[next]) {
			next++
		}
	}
	before, after := runeBefore(text, i), runeAt(text, next)
	if before < 0 || isLineEnd(before) || before == ' ' && !hanAt(text, next) {
		return BreakNone
	}
	if after < 0 || !rangeEdge(after, "周星礼今明后本下上次月年底早中晚") {
		return BreakClause
	}
	if rangeEdge(before, "点日号天时分秒月年元块周末晚早午克米寸件个岁度℃%") {
		return BreakNone
	}
	return BreakClause
}

// rangeEdge reports whether r is a digit, a letter, a numeral, or one of units.
func rangeEdge(r rune, units string) bool {
	return isAlnumRune(r) || classOf(r) == classNumeral || strings.ContainsRune(units, r)
}
