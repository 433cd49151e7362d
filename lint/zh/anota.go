package zh

import (
	"sort"
	"strings"
)

// negations sorts the negations of the text into A-not-A questions and double negations.
func (z *Analyzer) negations(a *Analysis) {
	for _, p := range z.scan.negations {
		if n := len(a.ANotA); n > 0 && p < a.ANotA[n-1].End {
			continue
		}
		if s, ok := aNotA(a, p); ok {
			a.ANotA = append(a.ANotA, s)
		}
	}
	for _, p := range z.scan.negations {
		if n := len(a.DoubleNeg); n > 0 && p < a.DoubleNeg[n-1].End {
			continue
		}
		if s, ok := doubleNeg(a, p); ok && !inSpans(a.ANotA, p) {
			a.DoubleNeg = append(a.DoubleNeg, s)
		}
	}
}

const han = 3 // bytes of the Han characters that the tables here hold

// aNotA finds the question whose negation stands at p. Longest first: AB不AB, A不AB, A不A.
func aNotA(a *Analysis, p int) (Span, bool) {
	text := a.Text
	not := text[p : p+han]
	q := p + han
	for n := 2 * han; n >= han; n -= han {
		s := Span{p - n, q + n}
		if s.Start < 0 || s.End > len(text) || text[s.Start:p] != text[q:s.End] || !allHan(text[s.Start:p]) {
			continue
		}
		word := text[s.Start:p]
		if n == han && !asksBy(text, word, not, s) || echoed(text, s, not) || dividedAt(a, p, s.Start) {
			continue
		}
		if n == han {
			s.End += restOfWord(text[q:])
		}
		return s, true
	}
	return Span{}, false
}

// never are characters that stand on both sides of a negation by chance only.
const never = "不没了的呢哦吗啊吧呀亲您你我他她它这那"

// asksBy reports whether one character makes an A-not-A question with the negation.
func asksBy(text, word, not string, s Span) bool {
	switch not {
	case "木":
		return word == "有"
	case "唔":
		return !strings.Contains(never, word)
	}
	switch word {
	case "了": // 了不了解
		return strings.HasPrefix(text[s.End:], "解")
	case "定": // 规定不定期
		return !strings.HasPrefix(text[s.End:], "期")
	}
	return !strings.Contains(never, word)
}

// echoed reports whether s is the tail of a doubled answer (不会不会, 没有没有), no question.
func echoed(text string, s Span, not string) bool {
	return strings.HasSuffix(text[:s.Start], not)
}

// dividedAt reports whether a dropped blank divides what starts at start before the negation
// at p and nowhere else: 行 不行 is two answers, 行 不 行 is one text cut into words.
func dividedAt(a *Analysis, p, start int) bool {
	if !blankAt(a, p) || blankAt(a, p+han) {
		return false
	}
	for q := start + han; q < p; q += han {
		if blankAt(a, q) {
			return false
		}
	}
	return true
}

func blankAt(a *Analysis, p int) bool {
	lo, hi := 0, len(a.Blanks)
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if a.Blanks[mid] < p {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo < len(a.Blanks) && a.Blanks[lo] == p
}

// askedWords are verbs and adjectives of two characters that ask as A不AB.
var askedWords = []string{
	"可以", "可行", "可能", "能够", "能用", "应该", "需要", "愿意", "喜欢", "清楚", "知道",
	"知晓", "明白", "了解", "方便", "满意", "同意", "支持", "确定", "确认", "记得", "介意",
	"考虑", "打算", "认识", "习惯", "合适", "合理", "允许", "容易", "高兴", "放心", "值得",
	"舒服", "接受", "希望", "舍得", "相信", "理解", "在意", "注意", "包邮", "安全", "正常",
	"稳定", "重要", "急用", "着急", "熟悉", "有用", "退款", "退货",
	"发货", "还款", "在线", "收费", "影响", "一样", "便宜", "新鲜", "准时", "及时", "参加",
}

// restOfWord gives the length of what follows the first character of an asked word.
func restOfWord(text string) int {
	if text == "" {
		return 0
	}
	if n := beginsWithAny(text, askedWords); n > 0 {
		return n - han
	}
	return 0
}

func allHan(s string) bool {
	for _, r := range s {
		if !IsHan(r) {
			return false
		}
	}
	return true
}

// inSpans reports whether offset p lies in one of spans, which are sorted and disjoint.
func inSpans(spans []Span, p int) bool {
	i := sort.Search(len(spans), func(i int) bool { return spans[i].End > p })
	return i < len(spans) && spans[i].Start <= p
}
