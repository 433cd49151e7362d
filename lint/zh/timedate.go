package zh

import "strings"

// dateUnit reads the units that name a point: 年 月 日 号 点 时 分, behind figure fig.
func (f *finder) dateUnit(p int, fig figure, before timeParts) (int, timeParts) {
	text, q := f.text, f.unitOf(fig)
	switch {
	case strings.HasPrefix(text[q:], "年"):
		return f.year(fig, q+han)
	case strings.HasPrefix(text[q:], "月"):
		if !within(fig, 1, 12) {
			return p, partNone
		}
		return f.month(q + han), partDay
	case strings.HasPrefix(text[q:], "日"):
		if fig.kind == hanFigure && fig.value < 0 {
			return p, partNone
		}
		return q + han, partDay
	case strings.HasPrefix(text[q:], "号"):
		if !within(fig, 1, 31) || endsInAny(text[:p], []string{"工", "型", "单", "编", "账", "帐", "学", "卡", "第", "号", "客服"}) {
			return p, partNone
		}
		return q + han, partDay
	case strings.HasPrefix(text[q:], "点"):
		return f.oClock(p, fig, before)
	case strings.HasPrefix(text[q:], "时"):
		if !within(fig, 0, 24) || fig.kind == hanFigure && before == partNone {
			return p, partNone
		}
		return f.minutes(q + han), partClock
	}
	return p, partNone
}

// within reports whether fig is a number from lo to hi, or not known.
func within(fig figure, lo, hi int) bool {
	if fig.kind == fillerFigure {
		return true
	}
	return fig.value >= lo && fig.value <= hi
}

// year reads what follows 年, which ends at q: a month, or nothing. Up to two figures count
// years, four name one.
func (f *finder) year(fig figure, q int) (int, timeParts) {
	if strings.HasPrefix(f.text[q:], "半") {
		return q + han, partSpan
	}
	if m := f.figureAt(f.skipBlank(q)); m.kind != noFigure && within(m, 1, 12) && strings.HasPrefix(f.text[f.unitOf(m):], "月") {
		return f.month(f.unitOf(m) + han), partDay
	}
	if fig.value >= 0 && fig.value < 100 {
		return q, partSpan
	}
	return q + beginsWithAny(f.text[q:], []string{"度", "底", "初", "末"}), partDay
}

// month reads what follows 月, which ends at q: a day, a third of the month, its end.
func (f *finder) month(q int) int {
	text := f.text
	q += beginsWithAny(text[q:], []string{"份"})
	if n := beginsWithAny(text[q:], []string{"底", "末", "初", "中旬", "上旬", "下旬"}); n > 0 {
		return q + n
	}
	d := f.rangeAt(f.skipBlank(q))
	if d.kind != noFigure && within(d, 1, 31) {
		u := f.unitOf(d)
		if n := beginsWithAny(text[u:], []string{"日", "号"}); n > 0 {
			return u + n
		}
	}
	return q
}

// oClock reads N点 and the minutes behind. 两点 alone may be two points of a list, so small
// hours in Han numerals want something beside them, as do figures behind 有 or 以下.
func (f *finder) oClock(p int, fig figure, before timeParts) (int, timeParts) {
	if !within(fig, 0, 24) || endsInAny(f.text[:p], []string{"以下", "如下", "第", "这", "有", "上述", "几", "说"}) {
		return p, partNone
	}
	q := f.unitOf(fig) + han
	end := f.minutes(q)
	if end > q || before&(partDay|partNoon|partClock) != 0 {
		return end, partClock
	}
	if fig.kind == hanFigure && fig.value < 11 {
		return q, partWeak
	}
	return q, partClock
}

// minutes reads 半, 整, 钟, 三刻, 20分 behind an hour that ends at q.
func (f *finder) minutes(q int) int {
	text := f.text
	if n := beginsWithAny(text[q:], []string{"钟整", "半钟", "半", "整", "钟", "许", "一刻", "三刻", "多"}); n > 0 {
		return q + n
	}
	m := f.figureAt(q)
	if m.kind == noFigure || !within(m, 0, 59) {
		return q
	}
	rest := text[m.end:]
	if beginsWithAny(rest, []string{"分钟"}) == 0 && strings.HasPrefix(rest, "分") {
		return m.end + han
	}
	if m.kind == hanFigure && m.end-m.start == 2*han || m.kind == digitFigure && m.end-m.start == 2 && beginsWithAny(rest, counters) == 0 {
		return m.end
	}
	return q
}
