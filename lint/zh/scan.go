package zh

import "unicode/utf8"

// scanner goes through the folded text once. It closes sentences and clauses, finds opaque
// stretches, and notes the places where something else may begin.
type scanner struct {
	a    *Analysis
	text string

	sentence, clause int  // where the open ones began
	inDouble         bool // inside of "…", which looks the same open and closed
	inSingle         bool // inside of '…'
	tried            int  // no domain ends before this offset

	spots []int32 // offsets of all characters that may be more than plain; nil where they are not known

	negations []int        // 不 没 …
	heads     []int        // where a time, an amount or a number may begin
	marks     []quoteMark  // quotation marks
	kinds     []opaqueKind // for each of a.Opaque
}

// The classes of first bytes.
const (
	bytePlain = iota
	byteHan   // first of three, U+4000 to U+9FFF
	byteDigit
	bytePunct // ASCII that may mean something
	byteBlank // white space
	byteE2
	byteE3
	byteC2
	byteC3
	byteF0
	byteEF
)

// byteClasses gives the class of each first byte.
var byteClasses = [256]uint8{
	'0': byteDigit, '1': byteDigit, '2': byteDigit, '3': byteDigit, '4': byteDigit,
	'5': byteDigit, '6': byteDigit, '7': byteDigit, '8': byteDigit, '9': byteDigit,
	'!': bytePunct, '?': bytePunct, ';': bytePunct, ',': bytePunct, ':': bytePunct,
	'.': bytePunct, '~': bytePunct, '"': bytePunct, '\'': bytePunct, '@': bytePunct,
	'#': bytePunct, '$': bytePunct, '%': bytePunct, '<': bytePunct, '{': bytePunct,
	'[': bytePunct, 'x': bytePunct,
	'\n': byteBlank, '\r': byteBlank, '\v': byteBlank, '\f': byteBlank,
	0xC2: byteC2, 0xC3: byteC3, 0xE2: byteE2, 0xE3: byteE3,
	0xE4: byteHan, 0xE5: byteHan, 0xE6: byteHan, 0xE7: byteHan, 0xE8: byteHan, 0xE9: byteHan,
	0xF0: byteF0, 0xEF: byteEF,
}

func (s *scanner) run(a *Analysis) {
	s.a, s.text = a, a.Text
	s.sentence, s.clause, s.tried = 0, 0, 0
	s.inDouble, s.inSingle = false, false
	s.negations, s.heads = s.negations[:0], s.heads[:0]
	s.marks, s.kinds = s.marks[:0], s.kinds[:0]
	text := s.text
	i := skipSpace(text, 0)
	if s.spots == nil {
		for i < len(text) {
			i = s.step(i)
		}
	}
	for _, spot := range s.spots {
		if at := int(spot); at >= i {
			i = s.step(at)
		}
	}
	if s.clause < len(text) {
		a.Clauses = append(a.Clauses, Span{s.clause, len(text)})
	}
	if s.sentence < len(text) {
		a.Sentences = append(a.Sentences, Span{s.sentence, len(text)})
	}
}

// step looks at the character at i, and gives the next place.
func (s *scanner) step(i int) int {
	text := s.text
	switch byteClasses[text[i]] {
	case bytePlain:
		return i + 1
	case byteHan:
		if r := han3(text, i); r >= firstHan && r <= lastHan {
			if c := charClass(foldIndex[classOffset+r-firstHan]); c != classPlain {
				s.head(c, i)
			}
		}
		return i + 3
	case byteDigit:
		s.heads = append(s.heads, i)
		for i++; i < len(text) && isDigit(text[i]); i++ {
		}
		return i
	default:
		return s.special(i)
	}
}

// head notes a character that may begin, or be the middle of, something.
func (s *scanner) head(c charClass, i int) {
	if c == classNegation {
		s.negations = append(s.negations, i)
		return
	}
	s.heads = append(s.heads, i)
}

// special looks at a character that may be punctuation, opaque, a mark, and gives the next
// place.
func (s *scanner) special(i int) int {
	if next := s.opaque(i); next > i {
		return next
	}
	if kind, size := s.breakAt(i); kind != BreakNone {
		return s.closeAt(i, size, kind)
	}
	r, size := utf8.DecodeRuneInString(s.text[i:])
	if r == '〇' {
		s.heads = append(s.heads, i)
	} else {
		s.mark(r, i)
	}
	return i + size
}

// han3 decodes three bytes whose first is E4 to E9. The folded text is valid UTF-8.
func han3(text string, i int) rune {
	return rune(text[i]&0x0F)<<12 | rune(text[i+1]&0x3F)<<6 | rune(text[i+2]&0x3F)
}

func isDigit(b byte) bool  { return '0' <= b && b <= '9' }
func isLetter(b byte) bool { return 'a' <= b && b <= 'z' }
func isAlnum(b byte) bool  { return isDigit(b) || isLetter(b) }

func isAlnumRune(r rune) bool { return '0' <= r && r <= '9' || 'a' <= r && r <= 'z' }

// alnumBefore and alnumAt look at the bytes on the two sides of a place.
func alnumBefore(text string, p int) bool { return p > 0 && isAlnum(text[p-1]) }
func alnumAt(text string, p int) bool     { return p < len(text) && isAlnum(text[p]) }
func digitBefore(text string, p int) bool { return p > 0 && isDigit(text[p-1]) }
func digitAt(text string, p int) bool     { return p < len(text) && isDigit(text[p]) }

// runeBefore and runeAt give the characters on the two sides of a place, or -1.
func runeBefore(text string, p int) rune {
	if p <= 0 {
		return -1
	}
	r, _ := utf8.DecodeLastRuneInString(text[:p])
	return r
}

func runeAt(text string, p int) rune {
	if p >= len(text) {
		return -1
	}
	r, _ := utf8.DecodeRuneInString(text[p:])
	return r
}
