package zh

import (
	_ "embed" // for fold.bin
	"unicode/utf8"
)

// foldIndex holds two bytes, low byte first, for each code point up to U+FFFF: what the
// character is folded to, or 0 when that hangs on something. Behind it lies one byte for
// each character from U+4E00 to U+9FFF, its class.
//
//go:embed fold.bin
var foldIndex string

const (
	firstHan    = 0x4E00
	lastHan     = 0x9FFF
	classOffset = 2 * 0x10000
)

// charClass is a class of Han characters that Analyze looks at more closely.
type charClass uint8

const (
	classPlain charClass = iota
	classNumeral
	classNegation
	classTimeHead
)

// foldFocus is a character whose folding hangs on its neighbours.
type foldFocus struct {
	from, to rune // to is for a place that no context fits
	contexts []foldContext
}

// foldContext gives what a focus is folded to between before and after; both are folded.
type foldContext struct {
	before, after string
	to            rune
}

// indexed is the entry of the direct index for r, which is at most U+FFFF.
func indexed(r rune) rune {
	return rune(foldIndex[2*r]) | rune(foldIndex[2*r+1])<<8
}

// classOf is the class of r.
func classOf(r rune) charClass {
	if r >= firstHan && r <= lastHan {
		return charClass(foldIndex[classOffset+r-firstHan])
	}
	if r == '〇' {
		return classNumeral
	}
	return classPlain
}

// wideFold finds the folding of r in the table of those beyond the index.
func wideFold(r rune) (rune, bool) {
	lo, hi := 0, len(wideFolds)
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if wideFolds[mid].from < r {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo < len(wideFolds) && wideFolds[lo].from == r {
		return wideFolds[lo].to, true
	}
	return r, false
}

// focusOf finds the contexts of r, or nil.
func focusOf(r rune) *foldFocus {
	for i := range foldContexts {
		if foldContexts[i].from == r {
			return &foldContexts[i]
		}
	}
	return nil
}

// foldAction says what becomes of a character.
type foldAction uint8

const (
	actReplace foldAction = iota // by the rune given, which may be the same
	actDrop
	actContext
)

// foldRune folds a character on its own.
func foldRune(r rune) (rune, foldAction) {
	if r > 0xFFFF {
		if r >= 0xE0000 && r <= 0xE0FFF { // tags and variation selectors
			return r, actDrop
		}
		to, _ := wideFold(r)
		return to, actReplace
	}
	to := indexed(r)
	if to != 0 || r == 0 {
		return to, actReplace
	}
	if to, ok := wideFold(r); ok {
		return to, actReplace
	}
	if focusOf(r) != nil {
		return r, actContext
	}
	return r, actDrop
}

// IsHan reports whether r is a Chinese character: an ideograph of any block, 〇 or 々.
func IsHan(r rune) bool {
	switch {
	case r < 0x2E80:
		return false
	case r >= firstHan && r <= lastHan:
		return true
	case r >= 0x3400 && r <= 0x4DBF, r == '々', r == '〇', r >= 0xF900 && r <= 0xFAFF:
		return true
	case r >= 0x20000 && r <= 0x323AF:
		return true
	}
	return false
}

// hanAt reports whether a Han character starts at p.
func hanAt(text string, p int) bool {
	if p >= len(text) || text[p] < 0xE3 {
		return false
	}
	r, _ := utf8.DecodeRuneInString(text[p:])
	return IsHan(r)
}

// hanBefore reports whether a Han character ends at p.
func hanBefore(text string, p int) bool {
	if p <= 0 || text[p-1] < 0x80 {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(text[:p])
	return IsHan(r)
}
