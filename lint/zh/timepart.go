package zh

import "strings"

// timePart reads one part of a time phrase at p; before says which parts stand in front.
func (f *finder) timePart(p int, before timeParts) (int, timeParts) {
	text := f.text
	if p >= len(text) {
		return p, partNone
	}
	if text[p] >= 0x80 {
		if end, part := f.timeWord(p); part != partNone {
			return end, part
		}
	}
	if strings.HasPrefix(text[p:], "半") {
		return f.halfSpan(p)
	}
	if isDigit(text[p]) {
		if p > 0 && (isLetter(text[p-1]) || text[p-1] == '.' && digitBefore(text, p-1)) {
			return p, partNone
		}
		if end, part := f.clockOrDate(p); part != partNone {
			return end, part
		}
	}
	return f.counted(p, before)
}

// clockOrDate reads 18:00, 9:30:15, 2024-05-01, 2024/5/1 and 2024.5.1.
func (f *finder) clockOrDate(p int) (int, timeParts) {
	a, q := f.shortNumber(p, 4)
	b, r := f.shortNumber(q+1, 2)
	if b < 0 {
		return p, partNone
	}
	switch mark := f.text[q]; mark {
	case ':':
		if a > 24 || b > 59 || r != q+3 {
			return p, partNone
		}
		if end := f.seconds(r); !digitAt(f.text, end) {
			return end, partClock
		}
	case '-', '/', '.':
		if a < 1900 || a > 2199 || b < 1 || b > 12 || r >= len(f.text) || f.text[r] != mark {
			return p, partNone
		}
		if end := f.dayOfDate(r + 1); end > 0 {
			return end, partDay
		}
	}
	return p, partNone
}

// seconds goes over the seconds of a clock time behind its minutes, which end at p.
func (f *finder) seconds(p int) int {
	if p < len(f.text) && f.text[p] == ':' {
		if c, q := f.shortNumber(p+1, 2); c >= 0 && c <= 59 && q == p+3 {
			return q
		}
	}
	return p
}

// dayOfDate gives the end of the day of a date at p, with the T of an ISO time, or 0.
func (f *finder) dayOfDate(p int) int {
	day, q := f.shortNumber(p, 2)
	if day < 1 || day > 31 || digitAt(f.text, q) {
		return 0
	}
	if q < len(f.text) && f.text[q] == 't' && digitAt(f.text, q+1) {
		q++
	}
	return q
}

// shortNumber reads at most n digits at p and gives their value, or -1 when there are none.
func (f *finder) shortNumber(p, n int) (int, int) {
	value, q := 0, p
	for q-p < n && digitAt(f.text, q) {
		value = value*10 + int(f.text[q]-'0')
		q++
	}
	if q == p {
		return -1, p
	}
	return value, q
}

// halfSpan reads 半小时, 半个月, 半天内.
func (f *finder) halfSpan(p int) (int, timeParts) {
	rest := f.text[p+han:]
	n := beginsWithAny(rest, []string{
		"个小时", "个钟头", "个多小时", "个工作日", "个月", "个星期", "小时", "个钟", "年", "月",
	})
	if n > 0 && beginsWithAny(rest, []string{"年级", "月板", "月形", "小时候"}) == 0 {
		return p + han + n, partSpan
	}
	if n := beginsWithAny(rest, []string{"天", "日"}); n > 0 {
		return p + han + n, partWeak // 等了半天 is no time, 半天内 is one
	}
	return p, partNone
}

// counted reads a figure and its unit of time.
func (f *finder) counted(p int, before timeParts) (int, timeParts) {
	fig := f.rangeAt(p)
	if fig.kind == noFigure {
		return p, partNone
	}
	end, part := f.unit(p, fig, before)
	if part != partNone {
		return end, part
	}
	if one := f.figureAt(p); one.end != fig.end { // 18点到20点: the range is one of parts
		fig = one
		if end, part := f.unit(p, one, before); part != partNone {
			return end, part
		}
	}
	if fig.kind == fillerFigure && fillerSpeaks(f.text[p:fig.end], timeHan, timeLatin) {
		return fig.end, partDay
	}
	return p, partNone
}

// unit reads the unit of time behind a figure that begins at p.
func (f *finder) unit(p int, fig figure, before timeParts) (int, timeParts) {
	if !timeUnitStarts(runeAt(f.text, fig.end)) || fig.kind == hanFigure && beginsWithAny(f.text[p:], []string{"百", "千", "万", "亿", "零"}) > 0 {
		return p, partNone
	}
	if endsInAny(f.text[:p], []string{"几", "数"}) {
		return p, partNone // 几十分钟, 数十天
	}
	q := f.unitOf(fig)
	rest := f.text[q:]
	if rest[0] < 0x80 {
		return f.latinUnit(p, q)
	}
	if n := beginsWithAny(rest, []string{"个半", "多个", "余个", "来个", "几个", "整个", "个多", "个", "多", "余", "来", "几"}); n > 0 {
		if m := beginsWithAny(rest[n:], longUnits); m > 0 && !misread(rest[n:]) {
			return q + n + m, partSpan
		}
		if !strings.Contains(rest[:n], "个") {
			if m := beginsWithAny(rest[n:], []string{"天", "日", "年", "周", "秒"}); m > 0 && !misread(rest[n:]) {
				return q + n + m, partSpan
			}
		}
		return p, partNone
	}
	if misread(rest) {
		return p, partNone
	}
	if n := beginsWithAny(rest, spanUnits); n > 0 {
		return f.span(p, fig, q+n)
	}
	return f.dateUnit(p, fig, before)
}

// unitOf gives the place of the unit behind fig: a blank may stand between them (3 天).
func (f *finder) unitOf(fig figure) int {
	if q := f.skipBlank(fig.end); hanAt(f.text, q) {
		return q
	}
	return fig.end
}

// timeUnitStarts reports whether a unit of time, or what may stand before one, begins with r.
func timeUnitStarts(r rune) bool {
	switch r {
	case '个', '多', '余', '来', '几', '整', '工', '自', '小', '钟', '分', '秒', '星', '礼', '季', '刻',
		'天', '年', '周', '月', '日', '号', '点', '时', 'm', 'h', 'd', 'w', 's', ' ':
		return true
	}
	return false
}

var (
	// longUnits may stand behind 个.
	longUnits = []string{"工作日", "工作天", "自然日", "小时", "钟头", "星期", "礼拜", "季度", "学期", "月", "钟"}
	// spanUnits count a duration whatever stands beside.
	spanUnits = []string{
		"工作日", "工作天", "自然日", "小时", "钟头", "分钟", "秒钟", "星期", "礼拜", "季度", "刻钟", "天半", "年半", "天", "周", "秒",
	}
	// misreadings begin with a unit and are something else.
	misreadings = []string{
		"小时候", "天猫", "天气", "天使", "天津", "天然", "天河", "天翼", "天下", "天空", "天地", "天花",
		"天才", "天真", "天线", "天涯", "天府", "天到晚", "天两头", "天无理由", "天天", "日元", "日本",
		"日常", "日期", "日志", "日用", "日报", "日语", "日游", "周岁", "周年", "周边", "周围", "周期",
		"周到", "周末", "周一", "周二", "周三", "周四", "周五", "周六", "周日", "周刊", "秒杀", "秒回",
		"秒到", "月亮", "月饼", "月租", "月费", "月卡", "月嫂", "月结", "月子", "月供", "年级", "年代",
		"年龄", "年纪", "年卡", "年费", "年会", "年货", "年糕", "年检", "时间", "时候", "时代", "时效",
		"时尚", "时段", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日", "星期天",
		"个月租", "号键", "号线", "号楼", "号门", "号仓", "号店", "号机", "号码", "号色", "号电", "号套",
		"号窗", "号柜", "号厅", "号客", "号房", "号桌", "号车", "号院", "号链", "号款", "号令", "号字",
		"号坐席", "号宝贝", "号商品", "点击", "点开", "点选", "点进", "点赞", "点评", "点建议", "点要求",
		"点说明", "点问题", "点原因", "点意见", "点注意", "点需", "点数", "点按", "点心", "点了", "点的",
		"点点", "点内容", "点如下", "点儿",
	}
)

// misread reports whether rest begins with a unit only by its looks.
func misread(rest string) bool { return beginsWithAny(rest, misreadings) > 0 }

// span settles a duration that ends at end.
func (f *finder) span(p int, fig figure, end int) (int, timeParts) {
	text := f.text
	if text[p:end] == "24小时" || text[p:end] == "二十四小时" {
		if beginsWithAny(text[end:], []string{"客服", "热线", "服务", "在线", "营业", "人工", "自助", "不间断", "全天", "电话", "便利"}) > 0 {
			return p, partNone // opening hours, no time to wait for
		}
	}
	if fig.kind == hanFigure && beginsWithAny(text[p:], []string{"一天", "四周", "一秒"}) == end-p {
		return end, partWeak
	}
	return end, partSpan
}

// latinUnit reads 10min, 2h, 3 days; q is the end of the figure.
func (f *finder) latinUnit(p, q int) (int, timeParts) {
	text := f.text
	r := f.skipBlank(q)
	n := beginsWithAny(text[r:], []string{
		"minutes", "minute", "mins", "min", "hours", "hour", "hrs", "hr", "h", "days", "day", "weeks", "week",
		"months", "month", "seconds", "second", "secs", "sec",
	})
	if n > 0 && !alnumAt(text, r+n) {
		return r + n, partSpan
	}
	return p, partNone
}
