package page

import (
	"fmt"
	"math"
	"strconv"

	"github.com/cuoci/cuoci/lint"
	"github.com/cuoci/cuoci/lint/score"
	"github.com/cuoci/cuoci/lint/source"
	"github.com/cuoci/cuoci/rules"
)

// words puts numbers and names into words of one language.
type words struct {
	english bool
	pass    float64 // the pass mark
}

func (w words) lang() string {
	if w.english {
		return "en"
	}
	return "zh"
}

// in is the text of the page's language.
func (w words) in(zh, en string) string {
	if w.english {
		return en
	}
	return zh
}

func (w words) localized(t rules.Localized) string { return t.In(w.lang()) }

// capital is a name as it stands at the head of something.
func capital(s string) string {
	if s != "" && s[0] >= 'a' && s[0] <= 'z' {
		return string(s[0]-'a'+'A') + s[1:]
	}
	return s
}

// count is a number with what it counts: 48 段对话, 1 conversation.
func (w words) count(n int, zh, en string) string {
	if !w.english {
		return grouped(n) + " " + zh
	}
	if n != 1 {
		en += "s"
	}
	return grouped(n) + " " + en
}

// grouped writes a number with commas at the thousands.
func grouped(n int) string {
	s := strconv.Itoa(n)
	for at := len(s) - 3; at > 0; at -= 3 {
		s = s[:at] + "," + s[at:]
	}
	return s
}

// round takes the decimals off. What is below the pass mark does not become the
// pass mark.
func (w words) round(points float64) float64 {
	n := math.Round(points)
	if points < w.pass && n >= w.pass {
		n = math.Ceil(points) - 1
	}
	return n
}

// whole is a number of points without decimals.
func (w words) whole(points float64) string {
	return strconv.FormatFloat(w.round(points), 'f', 0, 64)
}

// points is a score, or a dash.
func (w words) points(s score.Score) string {
	if !s.Assessed {
		return "–"
	}
	return w.whole(s.Points)
}

// spoken is a score as a screen reader says it.
func (w words) spoken(s score.Score) string {
	if !s.Assessed {
		return w.in("未评", "not assessed")
	}
	return w.whole(s.Points)
}

// mean is a mean, or a dash where there is nothing to take it of.
func (w words) mean(m score.Mean) string {
	if m.N == 0 {
		return "–"
	}
	return w.whole(m.Mean)
}

// interval is that of a mean; it is empty where there are too few for one.
func (w words) interval(m score.Mean) string {
	if m.N < 2 {
		return ""
	}
	return w.whole(m.Interval.Low) + "–" + w.whole(m.Interval.High)
}

func percent(x float64) string { return strconv.FormatFloat(math.Round(100*x), 'f', 0, 64) }

// share is a share as 54 %, or a dash where there is no whole.
func (w words) share(s score.Share) string {
	if s.Whole == 0 {
		return "–"
	}
	return percent(s.Share) + w.in("%", " %")
}

// shareInterval is the interval of a share: 40–67 %.
func (w words) shareInterval(s score.Share) string {
	if s.Whole == 0 {
		return ""
	}
	return percent(s.Interval.Low) + "–" + percent(s.Interval.High) + w.in("%", " %")
}

// weight is what evidence weighs: 1, 0.5.
func weight(x float64) string { return strconv.FormatFloat(math.Round(100*x)/100, 'f', -1, 64) }

func (w words) level(l lint.Level) string {
	switch l {
	case lint.Error:
		return w.in("错误", "error")
	case lint.Warning:
		return w.in("警告", "warning")
	case lint.Suggestion:
		return w.in("建议", "suggestion")
	case lint.Off:
	}
	return ""
}

func (w words) speaker(s source.Speaker) string {
	switch s {
	case source.Agent:
		return w.in("客服", "agent")
	case source.Customer:
		return w.in("客户", "customer")
	case source.System:
		return w.in("系统", "system")
	case source.Unknown:
	}
	return w.in("未知", "unknown")
}

// by is what groups are called together and one by one.
func (w words) by(b score.By) (heading, column string) {
	switch b {
	case score.ByAgent:
		return w.in("按客服看", "By agent"), w.in("客服", "Agent")
	case score.ByRule:
		return w.in("按规则看", "By rule"), w.in("规则", "Rule")
	case score.ByArea:
		return w.in("按领域看", "By area"), w.in("领域", "Area")
	case score.ByDay:
		return w.in("按日期看", "By day"), w.in("日期", "Day")
	case score.ByChannel:
		return w.in("按渠道看", "By channel"), w.in("渠道", "Channel")
	}
	return fmt.Sprintf(w.in("按 %s 看", "By %s"), b), string(b)
}

// script are the words that the script of the page puts together.
func (w words) script() map[string]string {
	return map[string]string{
		"shown":     w.in("{n} 段对话", "{n} conversations"),
		"of":        w.in("{n} 段，共 {all} 段", "{n} of {all} conversations"),
		"picked":    w.in("图上这一点的 {n} 段", "the {n} conversations of this dot"),
		"all":       w.in("看全部", "show all"),
		"nothing":   w.in("没有这样的对话。", "There is no such conversation."),
		"page":      w.in("第 {n} 页，共 {all} 页", "page {n} of {all}"),
		"none":      w.in("未评", "n/a"),
		"fatal":     w.in("致命项", "fatal"),
		"procedure": w.in("程序面", "procedure"),
		"personal":  w.in("个人面", "personal side"),
		"worst":     w.in("最差一刻", "worst moment"),
		"last":      w.in("最后一刻", "last moment"),
		"found":     w.in("发现", "findings"),
		"kind":      w.in("种类", "kind"),
	}
}
