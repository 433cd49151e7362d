package zh

import (
	"strings"
	"unicode/utf8"
)

// timeWord reads a word that names a time without a figure.
func (f *finder) timeWord(p int) (int, timeParts) {
	r, size := utf8.DecodeRuneInString(f.text[p:])
	if !timePair(r, runeAt(f.text, p+size)) {
		return p, partNone
	}
	rest := f.text[p+size:]
	switch r {
	case '今', '明', '后', '大', '当', '次', '隔', '翌':
		return f.dayWord(p, r, rest)
	case '上', '中', '傍', '晚', '凌', '早', '午', '夜', '清', '深', '下':
		if n := beginsWithAny(f.text[p:], noonWords); n > 0 && !strings.HasPrefix(f.text[p+n:], "好") {
			if r == '下' && strings.HasSuffix(f.text[:p], "一") {
				return p, partNone // 看一下午…
			}
			return p + n, partNoon
		}
		if r == '下' {
			return f.weekWord(p)
		}
		if strings.HasPrefix(f.text[p:], "中秋") {
			return p + 2*han, partFeast
		}
	case '周', '星', '礼', '本', '这', '月', '年':
		return f.weekWord(p)
	case '春', '国', '元', '端', '节', '双', '假':
		if n := beginsWithAny(f.text[p:], feasts); n > 0 {
			return p + n, partFeast
		}
		if n := beginsWithAny(f.text[p:], []string{"节前", "节后", "假后"}); n > 0 && beginsWithAny(rest, notTails) == 0 {
			return p + n, partDay
		}
	}
	return p, partNone
}

// timePair reports whether a word that names a time can begin with the two characters. Most
// places where one is looked for fail here.
func timePair(a, b rune) bool {
	switch b {
	case '天', '日', '晚', '年', '月', '周':
		return true
	case '午', '上', '间', '晨', '里', '夜', '早':
		return a != '本' && a != '这' && a != '周'
	case '明', '两', '后', '工', '下', '个', '一', '二', '三', '四', '五', '六', '末', '期', '拜', '星', '礼', '季', '半',
		'底', '初', '前', '内', '节', '庆', '旦', '宵', '秋', '假':
		return true
	}
	return b >= '1' && b <= '7'
}

var (
	noonWords = []string{
		"上午", "中午", "傍晚", "晚上", "晚间", "凌晨", "早上", "早晨", "午后", "午间", "午前", "夜间",
		"夜里", "清晨", "深夜", "下午",
	}
	feasts = []string{
		"春节", "国庆节", "国庆", "元旦", "元宵节", "元宵", "端午节", "端午", "节假日", "假期",
	}
)

// dayWords lists what makes a day of first character r.
func dayWords(r rune) []string {
	switch r {
	case '今':
		return todays
	case '明':
		return tomorrows
	case '后':
		return onlyDay
	case '大':
		return dayAfter
	case '次':
		return nexts
	case '翌':
		return mornings
	}
	return sameDays
}

var (
	todays    = []string{"明两天", "明", "天", "日", "晚", "早", "夜", "年"}
	tomorrows = []string{"后两天", "后天", "天", "日", "早", "晚", "年"}
	onlyDay   = []string{"天"}
	dayAfter  = []string{"后天"}
	nexts     = []string{"日", "月", "周", "工作日"}
	mornings  = []string{"日", "晨"}
	sameDays  = []string{"天", "日", "晚"} // 当, 隔
)

// dayWord reads 今天, 后天, 次日 and their like.
func (f *finder) dayWord(p int, r rune, rest string) (int, timeParts) {
	text := f.text
	n := beginsWithAny(rest, dayWords(r))
	if n == 0 {
		return p, partNone
	}
	if r == '后' && (endsInAny(text[:p], []string{"然", "之", "以", "最", "售", "稍"}) || beginsWithAny(rest[n:], []string{"气", "性"}) > 0) {
		return p, partNone
	}
	if r == '当' && strings.HasPrefix(rest, "天气") || r == '明' && strings.HasPrefix(rest, "日子") {
		return p, partNone
	}
	if strings.HasPrefix(rest, "年") && r == '今' {
		return p + han + n, partWeak // 今年的新茶
	}
	return p + han + n, partDay
}

const weekdays = "一二三四五六日天末1234567"

// weekLeads stand before 周, 月 and their like and say which.
var weekLeads = []string{"下下个", "下下", "下一个", "下个", "下", "本", "这个", "这"}

// weekWord reads 周五, 下周一, 星期三, 本周内, 下个月, 月底, 年前.
func (f *finder) weekWord(p int) (int, timeParts) {
	lead := beginsWithAny(f.text[p:], weekLeads)
	if lead > 0 && endsInAny(f.text[:p], []string{"一", "等", "看", "查", "稍"}) {
		return p, partNone // 看一下周五的
	}
	if end, part := f.weekday(p, p+lead); part != partNone {
		return end, part
	}
	if lead > 0 {
		return f.thatPeriod(p, p+lead)
	}
	return f.periodEdge(p)
}

// weekday reads 周五 or 星期三 at q, behind what leads it from p on; 下周 alone is a time too.
func (f *finder) weekday(p, q int) (int, timeParts) {
	text := f.text
	n := beginsWithAny(text[q:], []string{"周", "星期", "礼拜"})
	if n == 0 {
		return p, partNone
	}
	day := q + n
	r, size := utf8.DecodeRuneInString(text[day:])
	switch {
	case size > 0 && strings.ContainsRune(weekdays, r) && !(isDigit(text[day]) && digitAt(text, day+1)):
		if n == han && beginsWithAny(text[day:], []string{"一样", "天气", "日常"}) > 0 {
			return p, partNone
		}
		return day + size, partDay
	case q > p:
		return day, partDay
	}
	return p, partNone
}

// thatPeriod reads 下个月, 本月底, 下个工作日: what stands at q behind a lead from p on.
func (f *finder) thatPeriod(p, q int) (int, timeParts) {
	rest := f.text[q:]
	if n := beginsWithAny(rest, []string{"工作日", "季度", "年度", "半年"}); n > 0 {
		return q + n, partDay
	}
	if strings.HasPrefix(rest, "月") && !misread(rest) {
		return q + han + beginsWithAny(rest[han:], []string{"底", "末", "初", "中旬", "上旬", "下旬"}), partDay
	}
	if f.text[p:q] == "本" && beginsWithAny(rest, []string{"日", "年"}) > 0 && !misread(rest) {
		return q + han, partDay
	}
	return p, partNone
}

// periodEdge reads 月底, 年初, 年前.
func (f *finder) periodEdge(p int) (int, timeParts) {
	text := f.text
	if beginsWithAny(text[p:], []string{"月", "年"}) == 0 || beginsWithAny(text[p+han:], notTails) > 0 {
		return p, partNone
	}
	n := beginsWithAny(text[p+han:], []string{"底", "末", "初"})
	if n == 0 && strings.HasPrefix(text[p:], "年") && !endsInAny(text[:p], []string{"多", "几", "数", "当", "往", "近", "去", "百"}) {
		n = beginsWithAny(text[p+han:], []string{"前", "后", "内"})
	}
	if n == 0 {
		return p, partNone
	}
	return p + han + n, partDay
}
