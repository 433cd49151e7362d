package zh

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// StandIn stands in a text for what is there and is not read, as a code span in
// a page: it is opaque like a link, and no padding.
const StandIn = "\uFFFC"

// opaqueKind says what an opaque stretch is.
type opaqueKind uint8

const (
	opaqueLink   opaqueKind = iota // link, address, mention
	opaqueCode                     // emoticon code, emoji
	opaqueFiller                   // placeholder
)

// opaque finds what begins at i, or around i where i is the sign that gives it away (the
// colon of a link, the @ of an address), notes it and gives the place behind; else i.
func (s *scanner) opaque(i int) int {
	var end int
	start, kind := i, opaqueLink
	switch b := s.text[i]; b {
	case ':':
		start, end = s.link(i)
	case '.':
		start, end = s.domain(i)
	case '@':
		start, end = s.address(i)
	case '{', '[', '<', '%', '$', '#', 'x': // fillerHeads
		end, kind = s.filler(i)
	case 0xF0, 0xE2:
		end, kind = emojiEnd(s.text, i), opaqueCode
	case 0xEF:
		if strings.HasPrefix(s.text[i:], StandIn) {
			end, kind = i+len(StandIn), opaqueCode
		}
	case 0xC3:
		end, kind = crosses(s.text, i), opaqueFiller
	default:
		return i
	}
	if end <= i {
		return i
	}
	if n := len(s.a.Opaque); n > 0 && start < s.a.Opaque[n-1].End {
		start = s.a.Opaque[n-1].End
	}
	if start < s.clause { // its head lies behind a mark: keep clause borders out of it
		start = s.clause
	}
	s.a.Opaque = append(s.a.Opaque, Span{start, end})
	s.kinds = append(s.kinds, kind)
	if kind == opaqueFiller {
		s.heads = append(s.heads, start)
	}
	return end
}

// link finds the link whose scheme ends at the colon at i.
func (s *scanner) link(i int) (int, int) {
	if !strings.HasPrefix(s.text[i:], "://") {
		return i, i
	}
	p := i
	for p > 0 && i-p < 12 && isLetter(s.text[p-1]) {
		p--
	}
	if p == i {
		return i, i
	}
	if end := linkEnd(s.text, i+3); end > i+3 {
		return p, end
	}
	return i, i
}

// linkEnd goes over the bytes of a link: printable ASCII, but for marks that close a
// sentence around it. Marks of the text are full width often enough that they look the same
// now, so a comma counts only with a letter or digit behind it.
func linkEnd(text string, p int) int {
	start := p
	for p < len(text) && text[p] > ' ' && text[p] < 0x7F {
		switch text[p] {
		case '"', '\'', '<', '>', '(', ')', '[', ']', '{', '}', '|', '\\', '^', '`':
			return trimLink(text, start, p)
		case ',', '!':
			if !alnumBefore(text, p) || !alnumAt(text, p+1) {
				return trimLink(text, start, p)
			}
		case ';', '?', ':':
			if !alnumAt(text, p+1) {
				return trimLink(text, start, p)
			}
		}
		p++
	}
	return trimLink(text, start, p)
}

// trimLink takes marks off the end of a link.
func trimLink(text string, start, end int) int {
	for end > start && strings.IndexByte(".,;:!?~*_", text[end-1]) >= 0 {
		end--
	}
	return end
}

// topDomains are the ends of names that are taken for a link without a scheme.
var topDomains = []string{
	"com", "cn", "net", "org", "gov", "edu", "io", "me", "cc", "tv", "top", "hk", "tw", "mo",
	"co", "info", "app", "xyz", "shop", "vip", "tech", "biz", "ltd", "club", "site", "online",
	"wang", "mobi", "jp", "us", "uk", "sg", "eu", "de", "ai", "dev", "link", "store", "im", "ly",
}

func isNameByte(b byte) bool { return isAlnum(b) || b == '-' || b == '.' || b == '_' }

// domain finds the bare domain name, with its path, that the stop at i is part of.
func (s *scanner) domain(i int) (int, int) {
	text := s.text
	if i < s.tried || !alnumBefore(text, i) || !alnumAt(text, i+1) {
		return i, i
	}
	p, q := i, i
	for p > s.clause && i-p < 64 && isNameByte(text[p-1]) {
		p--
	}
	for q < len(text) && isNameByte(text[q]) {
		q++
	}
	s.tried = q
	for p < i && !isAlnum(text[p]) {
		p++
	}
	name := text[p:trimLink(text, p, q)]
	q = p + len(name)
	if q < len(text) && text[q] == '@' {
		return i, i // the head of an address
	}
	if !strings.HasPrefix(name, "www.") && !isDomain(name) {
		return i, i
	}
	if q < len(text) && (text[q] == '/' || text[q] == '?' || text[q] == ':') {
		q = max(q, linkEnd(text, q))
	}
	return p, q
}

// isDomain reports whether name ends in a top domain and has a letter or more in front.
func isDomain(name string) bool {
	dot := strings.LastIndexByte(name, '.')
	if dot < 1 || strings.Contains(name, "..") {
		return false
	}
	return slices.Contains(topDomains, name[dot+1:])
}

// address finds the e-mail address around the @ at i, or the mention that begins there.
func (s *scanner) address(i int) (int, int) {
	text := s.text
	p, q := i, i+1
	for p > s.clause && i-p < 64 && (isNameByte(text[p-1]) || text[p-1] == '+') {
		p--
	}
	for q < len(text) && q-i < 256 && isNameByte(text[q]) {
		q++
	}
	q = trimLink(text, i+1, q)
	for q > i+1 && text[q-1] == '-' {
		q--
	}
	name := text[i+1 : q]
	switch {
	case p < i && strings.IndexByte(name, '.') > 0:
		return p, q
	case p == i && len(name) >= 2 && !strings.HasSuffix(text[:i], "小"):
		return i, q
	}
	return i, i
}

// emojiEnd goes over emoji and other pictures at i.
func emojiEnd(text string, i int) int {
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case r >= 0x1F000 && r <= 0x1FAFF, r >= 0x2600 && r <= 0x27BF, r >= 0x2B00 && r <= 0x2BFF,
			r == 0x20E3, r >= 0x23E9 && r <= 0x23FA, r == 0x231A, r == 0x231B:
			i += size
		default:
			return i
		}
	}
	return i
}

// crosses goes over a run of two × or more, which stand for what is filled in.
func crosses(text string, i int) int {
	p := i
	for strings.HasPrefix(text[p:], "×") {
		p += len("×")
	}
	if p-i < 2*len("×") {
		return i
	}
	return p
}
