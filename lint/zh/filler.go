package zh

import (
	"slices"
	"strings"
)

// filler finds the placeholder or code that begins at i.
func (s *scanner) filler(i int) (int, opaqueKind) {
	text := s.text
	switch text[i] {
	case '{':
		return braces(text, i), opaqueFiller
	case '$':
		if strings.HasPrefix(text[i:], "${") {
			return braces(text, i+1), opaqueFiller
		}
	case '#':
		if strings.HasPrefix(text[i:], "#{") {
			return braces(text, i+1), opaqueFiller
		}
		return emoticonCode(text, i), opaqueCode
	case '<':
		if strings.HasPrefix(text[i:], "<%") {
			return enclosed(text, i, "<%", "%>"), opaqueFiller
		}
	case '[':
		return brackets(text, i), opaqueFiller
	case '%':
		return percent(text, i), opaqueFiller
	case 'x':
		return letterX(text, i), opaqueFiller
	}
	return i, opaqueFiller
}

const fillerMax = 96 // longest placeholder, in bytes; keeps the search linear

// enclosed gives the end of what stands between open at i and the next close, or i.
func enclosed(text string, i int, open, closing string) int {
	from := i + len(open)
	to := min(len(text), from+fillerMax)
	if n := strings.Index(text[from:to], closing); n >= 0 && !strings.ContainsAny(text[from:from+n], "\n\r") {
		return from + n + len(closing)
	}
	return i
}

// braces finds {{…}}, {name} and {0} at i; a Han name in single braces must be one of those
// that name a value.
func braces(text string, i int) int {
	if strings.HasPrefix(text[i:], "{{") {
		end := enclosed(text, i, "{{", "}}")
		for end > i && end < len(text) && text[end] == '}' {
			end++
		}
		return end
	}
	end := enclosed(text, i, "{", "}")
	if end == i {
		return i
	}
	name := text[i+1 : end-1]
	if isName(name) && (!strings.ContainsFunc(name, IsHan) || containsAny(name, hanFillers)) {
		return end
	}
	return i
}

func containsAny(s string, words []string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// isName reports whether s can be the name of a value: letters, digits, Han and _ - . :, with
// no other marks and not too long.
func isName(s string) bool {
	s = strings.Trim(s, " ")
	if s == "" {
		return false
	}
	n := 0
	for _, r := range s {
		n++
		switch {
		case IsHan(r), isAlnumRune(r), strings.ContainsRune("_-.:/%", r):
		default:
			return false
		}
	}
	return n <= 32
}

// brackets finds [时间x], [%姓名%], [phone] and [orderid_123] at i. Other words in brackets
// are emoticons ([微笑]) or headings and stay text.
func brackets(text string, i int) int {
	end := enclosed(text, i, "[", "]")
	if end == i {
		return i
	}
	name := text[i+1 : end-1]
	if len(name) > 2 && name[0] == '%' && name[len(name)-1] == '%' && isName(name[1:len(name)-1]) {
		return end
	}
	if strings.HasPrefix(name, "[") || !isName(name) {
		return i
	}
	if isFillerName(name) {
		return end
	}
	return i
}

// hanFillers begin the names of masked or missing values in brackets.
var hanFillers = []string{
	"时间", "日期", "数字", "数量", "数值", "地址", "金额", "价格", "姓名", "名字", "称呼", "电话",
	"手机", "号码", "链接", "网址", "城市", "省份", "地区", "订单", "单号", "快递", "物流", "商品",
	"产品", "店铺", "店名", "客户", "用户", "会员", "昵称", "公司", "组织", "机构", "邮箱", "账号",
	"帐号", "身份证", "车牌", "站点", "工号", "编号", "卡号", "密码", "验证码", "年份", "月份",
	"星期", "天数", "小时", "人名", "地名", "部门", "型号", "网点", "银行", "客服",
}

// latinFillers are such names in Latin letters.
var latinFillers = []string{
	"phone", "name", "time", "date", "email", "address", "order", "amount", "price", "number",
	"num", "url", "link", "user", "customer", "agent", "company", "product", "city", "id", "eta",
	"code", "tel", "mobile", "orderid", "userid", "username", "account", "days", "hours", "money",
	"deadline", "count", "store", "shop", "title", "link", "brand", "fee", "qty", "minutes",
}

// isFillerName reports whether a word in brackets names a value: one of our names with an x or
// a number behind, or a Latin name with an underscore or a digit in it.
func isFillerName(name string) bool {
	if n := beginsWithAny(name, hanFillers); n > 0 {
		rest := strings.Trim(name[n:], "0123456789x_ ")
		return rest == "" || len(rest) <= 2*han && allHan(rest)
	}
	for i := range len(name) {
		if name[i] >= 0x80 {
			return false
		}
	}
	if !isLetter(name[0]) {
		return false
	}
	if strings.ContainsAny(name, "_0123456789") {
		return true
	}
	return slices.Contains(latinFillers, name)
}

// emoticonCode finds #e-s12 and #e-s[数字x], as chats of a large shop write their emoticons.
func emoticonCode(text string, i int) int {
	p := i + 1
	for p < len(text) && p-i < 5 && (isLetter(text[p]) || text[p] == '-') {
		p++
	}
	if !strings.Contains(text[i:p], "-") {
		return i
	}
	if p < len(text) && text[p] == '[' {
		if end := enclosed(text, p, "[", "]"); end > p {
			return end
		}
	}
	q := p
	for digitAt(text, q) {
		q++
	}
	if q == p {
		return i
	}
	return q
}

// percent finds %s, %1$s, %.2f, %(name)s and %name% at i; behind a digit the sign is a percent.
func percent(text string, i int) int {
	if digitBefore(text, i) {
		return i
	}
	p := i + 1
	if p < len(text) && text[p] == '(' {
		end := enclosed(text, p, "(", ")")
		if end > p && end < len(text) && isLetter(text[end]) {
			return end + 1
		}
		return i
	}
	for p < len(text) && p-i < 8 && (isDigit(text[p]) || strings.IndexByte("$.+-", text[p]) >= 0) {
		p++
	}
	if p < len(text) && strings.IndexByte("sdifu@", text[p]) >= 0 && !alnumAt(text, p+1) {
		return p + 1
	}
	if end := enclosed(text, i, "%", "%"); end > i+2 && end-i <= 40 && isName(text[i+1:end-1]) && !strings.ContainsAny(text[i+1:end-1], " ./") {
		return end
	}
	return i
}

// letterX finds a run of two x or more that is no part of a word: xx小时, xxx先生.
func letterX(text string, i int) int {
	if alnumBefore(text, i) {
		return i
	}
	p := i
	for p < len(text) && text[p] == 'x' {
		p++
	}
	if p-i < 2 || alnumAt(text, p) {
		return i
	}
	return p
}
