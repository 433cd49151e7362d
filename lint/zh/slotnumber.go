package zh

import (
	"slices"
	"strings"
)

var (
	moneyHan   = []string{"金额", "价格", "价钱", "费用", "余额", "差价", "元"}
	moneyLatin = []string{"price", "amount", "fee", "money", "cost", "refund", "balance"}

	numberHan   = []string{"数字", "数量", "数值", "号码", "电话", "手机", "单号", "编号", "工号", "天数", "次数", "小时", "分钟"}
	numberLatin = []string{"number", "num", "count", "qty", "phone", "tel", "mobile", "total", "days", "hours", "minutes", "percent", "orderid"}

	// moneyUnits stand behind the figure, the longer first.
	moneyUnits = []string{
		"万元", "亿元", "千元", "百元", "美元", "欧元", "日元", "港元", "港币", "台币", "新台币", "英镑",
		"人民币", "块钱", "元钱", "毛钱", "角钱", "元整", "元", "圆", "rmb", "cny", "usd", "hkd", "ntd", "twd",
	}
	// moneySigns stand before it.
	moneySigns = []string{"nt$", "hk$", "us$", "rmb", "cny", "usd", "hkd", "ntd", "twd", "¥", "$", "€", "£"}

	// counters are what a single numeral counts; without one it is no figure (三方, 九都).
	counters = []string{
		"个", "次", "件", "天", "日", "周", "月", "年", "元", "块", "小时", "分", "秒", "种", "张", "份",
		"袋", "盒", "瓶", "双", "套", "条", "台", "部", "位", "折", "倍", "成", "米", "斤", "克", "公",
		"支", "只", "颗", "片", "箱", "组", "串", "层", "项", "笔", "单", "名", "人", "遍", "步", "号",
		"款", "间", "辆", "本", "家", "批", "罐", "桶", "把", "根", "碗", "期", "轮",
	}
	// notFigures look like several numerals and mean something else.
	notFigures = []string{"千万", "万一", "一一", "十分", "百千", "千千万万", "万万", "一半", "三三两两", "一百一"}

	latinUnits = []string{"kg", "cm", "mm", "ml", "km", "gb", "mb", "kb", "tb", "mah", "kwh", "min", "h", "pcs", "w"}
)

// moneyAt finds the amount of money whose figure begins at p.
func (f *finder) moneyAt(p int) (Span, bool) {
	text := f.text
	fig := f.rangeAt(p)
	if fig.kind == noFigure {
		return Span{}, false
	}
	if start, ok := f.signBefore(p); ok && fig.kind != hanFigure {
		end := fig.end
		return Span{start, end + beginsWithAny(text[end:], moneyUnits)}, true
	}
	q := f.skipBlank(fig.end)
	if strings.HasPrefix(text[q:], "多") || strings.HasPrefix(text[q:], "余") {
		q += han
	}
	if !moneyUnitStarts(runeAt(text, q)) {
		return f.fillerMoney(fig)
	}
	if n := beginsWithAny(text[q:], moneyUnits); n > 0 && !alnumTail(text, q, n) {
		if beginsWithAny(text[q:], []string{"元素", "元件", "元宵", "元旦", "元老"}) > 0 {
			return Span{}, false
		}
		return Span{p, q + n}, true
	}
	if n := f.coinsAt(fig, q); n > 0 {
		return Span{p, q + n}, true
	}
	return f.fillerMoney(fig)
}

// moneyUnitStarts reports whether a unit of money can begin with r.
func moneyUnitStarts(r rune) bool {
	switch r {
	case '万', '亿', '千', '百', '美', '欧', '日', '港', '台', '新', '英', '人', '块', '元', '分', '毛', '角', '圆',
		'r', 'c', 'u', 'h', 'n', 't':
		return true
	}
	return false
}

// fillerMoney takes a placeholder that is named after money.
func (f *finder) fillerMoney(fig figure) (Span, bool) {
	if fig.kind == fillerFigure && fillerSpeaks(f.text[fig.start:fig.end], moneyHan, moneyLatin) {
		return Span{fig.start, fig.end}, true
	}
	return Span{}, false
}

// alnumTail reports whether a unit of n Latin letters at q is the head of a longer word.
func alnumTail(text string, q, n int) bool {
	return text[q] < 0x80 && alnumAt(text, q+n)
}

// coinsAt gives the length of 块, 毛 or 角 at q when it counts money: 5块, 三块五, not 一块去
// nor 两块香皂.
func (f *finder) coinsAt(fig figure, q int) int {
	rest := f.text[q:]
	if beginsWithAny(rest, []string{"块", "毛", "角"}) == 0 {
		return 0
	}
	if next := f.figureAt(q + han); next.kind == hanFigure && next.end == q+2*han && strings.HasPrefix(rest, "块") {
		return 2 * han
	}
	if fig.kind != hanFigure && beginsWithAny(rest[han:], []string{"儿", "砖", "布", "肉", "屏", "香", "表", "巾", "地", "板", "糖", "色", "度", "落"}) == 0 {
		return han
	}
	return 0
}

// signBefore finds a sign or code of money that ends at p, with a blank between or not.
func (f *finder) signBefore(p int) (int, bool) {
	if p > 0 && f.text[p-1] == ' ' {
		p--
	}
	if p == 0 {
		return 0, false
	}
	switch f.text[p-1] { // the last bytes of moneySigns
	case '$', 'b', 'y', 'd', 0xA5, 0xA3, 0xAC:
	default:
		return 0, false
	}
	for _, s := range moneySigns {
		if !strings.HasSuffix(f.text[:p], s) {
			continue
		}
		start := p - len(s)
		if isLetter(s[0]) && alnumBefore(f.text, start) {
			continue
		}
		return start, true
	}
	return 0, false
}

// numberAt gives the end of the number that begins at p, or p.
func (f *finder) numberAt(p int) int {
	text := f.text
	fig := f.figureAt(p)
	switch fig.kind {
	case digitFigure:
		return f.digitNumber(fig)
	case hanFigure:
		return f.hanNumber(fig)
	case fillerFigure:
		name := text[p:fig.end]
		if fillerSpeaks(name, numberHan, numberLatin) || strings.HasPrefix(name, "%") && strings.HasSuffix(name, "d") {
			return fig.end
		}
		return p
	case noFigure:
	}
	if strings.HasPrefix(text[p:], "半") && beginsWithAny(text[p+han:], []string{"小时", "个", "天", "年", "斤"}) > 0 {
		return p + han
	}
	return p
}

// digitNumber takes digits that are no part of a name: iphone14, 5g, a4.
func (f *finder) digitNumber(fig figure) int {
	text := f.text
	if fig.start > 0 && (isLetter(text[fig.start-1]) || text[fig.start-1] == '_') {
		return fig.start
	}
	if fig.end < len(text) && text[fig.end] == '%' {
		return fig.end + 1
	}
	if fig.end < len(text) && isLetter(text[fig.end]) {
		n := beginsWithAny(text[fig.end:], latinUnits)
		if n == 0 || alnumAt(text, fig.end+n) {
			return fig.start
		}
	}
	return fig.end
}

// hanNumber takes 百分之五, numerals of two characters or more, and one with a counter.
func (f *finder) hanNumber(fig figure) int {
	text := f.text
	rest := text[fig.start:]
	for _, s := range []string{"百分之", "千分之", "万分之"} {
		if strings.HasPrefix(rest, s) {
			if share := f.figureAt(fig.start + len(s)); share.kind != noFigure {
				return share.end
			}
		}
	}
	numerals := text[fig.start:fig.end]
	if len(numerals) == han {
		if beginsWithAny(numerals, []string{"一", "百", "千", "万", "亿", "零"}) > 0 || beginsWithAny(text[fig.end:], counters) == 0 ||
			strings.HasPrefix(rest, "三包") || strings.HasPrefix(rest, "十分") && !strings.HasPrefix(rest, "十分钟") {
			return fig.start
		}
		return fig.end
	}
	if beginsWithAny(text[fig.end:], counters) == 0 || strings.HasPrefix(text[fig.end:], "分") && !strings.HasPrefix(text[fig.end:], "分钟") {
		if slices.Contains(notFigures, numerals) {
			return fig.start
		}
	}
	return fig.end
}
