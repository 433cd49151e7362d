package genfold

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// addCompatibility folds the radicals and compatibility ideographs that PDF viewers and old
// code pages put in place of characters.
func addCompatibility(m map[rune]rune) {
	for _, block := range [][2]rune{{0x2E80, 0x2FD5}, {0xF900, 0xFAFF}, {0x2F800, 0x2FA1F}} {
		for r := block[0]; r <= block[1]; r++ {
			s := norm.NFKC.String(string(r))
			if to, size := utf8.DecodeRuneInString(s); size == len(s) && to != r {
				m[r] = to
			}
		}
	}
}

// addCase folds the letters of Latin-1, extended Latin, Greek and Cyrillic, one to one.
func addCase(m map[rune]rune) {
	for _, block := range [][2]rune{{'A', 'Z'}, {0xC0, 0x24F}, {0x370, 0x52F}} {
		for r := block[0]; r <= block[1]; r++ {
			if to := unicode.ToLower(r); to != r {
				m[r] = to
			}
		}
	}
}

// addWidth folds full width ASCII to half width, and every blank to U+0020.
func addWidth(m map[rune]rune) {
	for r := rune(0xFF01); r <= 0xFF5E; r++ {
		m[r] = r - 0xFF01 + '!'
	}
	for _, r := range []rune{0xA0, 0x1680, 0x202F, 0x205F, 0x3000} {
		m[r] = ' '
	}
	for r := rune(0x2000); r <= 0x200A; r++ {
		m[r] = ' '
	}
}

// dropped reports a character with no width that folding leaves out.
func dropped(r rune) bool {
	switch {
	case r == 0xAD, r == 0x34F, r == 0x61C, r == 0x180E, r == 0xFEFF,
		r >= 0x180B && r <= 0x180D, r >= 0x200B && r <= 0x200F, r >= 0x202A && r <= 0x202E,
		r >= 0x2060 && r <= 0x206F, r >= 0xFE00 && r <= 0xFE0F:
		return true
	}
	return false
}
