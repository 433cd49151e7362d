package zh

import "strings"

var (
	timeHan   = []string{"时间", "日期", "几点", "小时", "天数", "时限", "截止", "期限", "月份", "年份", "星期", "时刻"}
	timeLatin = []string{"time", "date", "eta", "deadline", "hour", "hours", "minute", "minutes", "day", "days", "weekday"}
)

// timeAt reads the time phrase that begins at p: parts of a date and a clock one behind the
// other, a range, and what says before or after. It gives the end, and whether the phrase
// points at no past (昨天下午3点); the end is p when there is none.
func (f *finder) timeAt(p int) (int, bool) {
	end, part := f.timePart(p, partNone)
	if part == partNone {
		return p, false
	}
	parts, count := part, 1
	for ; ; count++ {
		from := f.timeJoint(end)
		next, part := f.timePart(from, parts)
		if part == partNone {
			break
		}
		if f.text[from-1] == '(' && strings.HasPrefix(f.text[next:], ")") {
			next++ // 12月3日(周四)
		}
		end, parts = next, parts|part
	}
	if n := f.timeTail(end); n > 0 {
		end += n
		parts |= partTail
	}
	alone := parts == partFeast || parts == partWeak && count == 1
	return end, !alone && !f.past(p)
}

// timeParts are the kinds of part in a time phrase.
type timeParts uint8

const (
	partNone  timeParts = 0
	partDay   timeParts = 1 << iota // 今天, 周五, 12月3日
	partNoon                        // 上午, 晚上
	partClock                       // 18:00, 三点半
	partSpan                        // 3天, 两个工作日
	partFeast                       // 春节: no time unless 前 or 后 follows
	partWeak                        // 两点, 一天: a time only beside another part or a tail
	partTail                        // 前, 内, 之后
)

// timeJoint goes over what may stand between two parts: a blank, 的, a range mark.
func (f *finder) timeJoint(p int) int {
	q := f.skipBlank(p)
	return f.skipBlank(q + beginsWithAny(f.text[q:], timeJoints))
}

// timeJoints stand between two parts.
var timeJoints = []string{"——", "—", "~~", "~", "--", "-", "至", "到", "/", "或者", "或", "和", "的", "("}

// timeTail gives the length of 前, 内, 左右 … at p.
func (f *finder) timeTail(p int) int {
	q := f.skipBlank(p)
	rest := f.text[q:]
	n := beginsWithAny(rest, timeTails)
	if n == 0 || beginsWithAny(rest, notTails) > 0 {
		return 0
	}
	for { // 左右内, 以内左右
		m := beginsWithAny(rest[n:], []string{"左右", "以内", "之内", "之前", "以前", "前", "内", "后"})
		if m == 0 || beginsWithAny(rest[n:], notTails) > 0 {
			return q - p + n
		}
		n += m
	}
}

var (
	timeTails = []string{
		"之前", "以前", "之内", "以内", "之后", "以后", "左右", "前后", "期间", "前", "内", "后", "止", "起",
	}
	notTails = []string{
		"前台", "前往", "前来", "前提", "前面", "前端", "前期", "前几", "前两", "前三", "内部", "内存",
		"内容", "内测", "内衣", "内裤", "内蒙", "内侧", "内置", "后台", "后续", "后期", "后面", "后天",
		"后悔", "后果", "后勤", "起来", "起诉", "起码", "后盖",
	}
	pastWords = []string{
		"昨天", "昨日", "昨晚", "昨", "前天", "前日", "前晚", "上周", "上个月", "上月", "去年", "那天", "上",
		"上个",
	}
)

// past reports whether the words before p put the phrase in the past.
func (f *finder) past(p int) bool {
	q := p
	if strings.HasSuffix(f.text[:q], "的") {
		q -= han
	}
	return endsInAny(f.text[:q], pastWords) && !endsInAny(f.text[:q], []string{"晚上", "早上", "网上", "线上", "加上", "以上", "马上", "拍上"})
}
