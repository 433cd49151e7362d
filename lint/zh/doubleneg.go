package zh

import "strings"

// denied are the verbs between the two halves of a double negation, the longer first.
var denied = []string{"可能", "可以", "能够", "应该", "得", "能", "会", "可", "该", "应", "敢", "是", "要", "忍"}

// seconds are the second halves.
var seconds = []string{"不", "没", "无法"}

// doubleNeg finds the double negation whose first half stands at p: 不得不, 不会没, 不是不,
// 没法不, or the 不可 of 非…不可. What says no twice because two answers follow each other
// without a mark (不会不会, 不可以不能退) is none.
func doubleNeg(a *Analysis, p int) (Span, bool) {
	text := a.Text
	rest := text[p:]
	if strings.HasPrefix(rest, "没") {
		for _, s := range []string{"没法不", "没办法不"} {
			if strings.HasPrefix(rest, s) && !dividedAt(a, p+len(s)-han, p) {
				return Span{p, p + len(s)}, true
			}
		}
		return Span{}, false
	}
	if !strings.HasPrefix(rest, "不") {
		return Span{}, false
	}
	if strings.HasPrefix(rest, "不无") && !strings.HasPrefix(rest, "不无法") {
		return Span{p, p + 2*han}, true
	}
	if insists(a, p) {
		return Span{p, p + 2*han}, true
	}
	modal := rest[han : han+beginsWithAny(rest[han:], denied)]
	if modal == "" {
		return Span{}, false
	}
	at := p + han + len(modal)
	n := beginsWithAny(text[at:], seconds)
	if n == 0 || dividedAt(a, at, p) || answersAgain(modal, text[at+n:]) {
		return Span{}, false
	}
	return Span{p, at + n}, true
}

// answersAgain reports whether what follows makes the second half an answer of its own.
func answersAgain(modal, after string) bool {
	if strings.HasPrefix(after, modal) {
		return true
	}
	switch modal {
	case "可以", "能", "能够", "可":
		return beginsWithAny(after, []string{"能", "可", "会", "行"}) > 0
	}
	return false
}

// insists reports whether 不可 at p closes a 非…不可 of the same clause.
func insists(a *Analysis, p int) bool {
	rest := a.Text[p:]
	if !strings.HasPrefix(rest, "不可") || beginsWithAny(rest[2*han:], []string{"以", "能", "行"}) > 0 {
		return false
	}
	before := a.Text[max(0, p-12*han):p]
	i := strings.LastIndex(before, "非")
	if i < 0 || strings.ContainsAny(before[i:], ",.;:!?。、…\n") {
		return false
	}
	for _, w := range []string{"除非", "并非", "是非", "无非", "莫非"} {
		if strings.HasSuffix(before[:i+han], w) {
			return false
		}
	}
	return beginsWithAny(before[i:], []string{"非常", "非但", "非法"}) == 0
}
