package report

import (
	"fmt"
	"strings"

	"github.com/cuoci/cuoci/lint"
)

// labels is the wording of a text report in one language.
type labels struct {
	levels   [lint.Error + 1]string
	openMark string // around the matched words
	endMark  string
	colon    string // behind them, where the message follows
	instead  string
	safe     string // before what a safe fix writes
	review   string // before what another one writes
	pattern  string
	words    string
	held     string
	missing  string
	trigger  string
	absorbed string
	// notAssessed says why a rule could not be judged in a conversation.
	notAssessed func(conversation, why string) string
	closing     func(s Summary) string
	counted     [5]string // heads of the table of counts: rule, total, errors, warnings, suggestions
	page        pageLabels
	help        helpLabels
}

// helpLabels are the heads of the page of a rule.
type helpLabels struct{ instead, finds, leaves, lesson, evidence string }

// pageLabels is the wording of a Markdown report.
type pageLabels struct {
	title, meaning, place, level, match, message, unread string
	file                                                 func(findings int) string
	more                                                 func(findings, rules int) string // what did not fit
}

func labelsIn(lang string) *labels {
	if lang == "en" {
		return english()
	}
	return chinese()
}

func chinese() *labels {
	return &labels{
		levels:   [...]string{lint.Off: "关闭", lint.Suggestion: "建议", lint.Warning: "警告", lint.Error: "错误"},
		openMark: "“", endMark: "”", colon: "：",
		instead: "可以说：", safe: "改为（意思不变）：", review: "改为（请看过再用）：", pattern: "模式：", words: "切分：", held: "条件：", missing: "缺少：", trigger: "起因：", absorbed: "已并入：",
		notAssessed: func(conversation, why string) string {
			return fmt.Sprintf("未评估（第 %s 段）：%s", visible(conversation), visible(why))
		},
		closing: closingZH,
		help:    helpLabels{"可以说", "会报", "不报", "课程", "依据"},
		counted: [...]string{"规则", "合计", "错误", "警告", "建议"},
		page: pageLabels{
			title: "cuoci 措辞检查", meaning: "名称", place: "位置", level: "级别", match: "原文", message: "说明", unread: "没能读完的文件",
			file: func(n int) string { return fmt.Sprintf("（%d 处）", n) },
			more: func(n, rules int) string {
				if rules > 0 {
					return fmt.Sprintf("篇幅所限，还有 %d 处、%d 条规则没有列出。", n, rules)
				}
				return fmt.Sprintf("篇幅所限，还有 %d 处没有列出。", n)
			},
		},
	}
}

func english() *labels {
	return &labels{
		levels:   [...]string{lint.Off: "off", lint.Suggestion: "suggestion", lint.Warning: "warning", lint.Error: "error"},
		openMark: "“", endMark: "”", colon: ": ",
		instead: "say: ", safe: "fix (the meaning stays): ", review: "fix (look at it first): ", pattern: "pattern: ", words: "words: ", held: "held: ", missing: "missing: ", trigger: "because of: ", absorbed: "takes in: ",
		notAssessed: func(conversation, why string) string {
			return fmt.Sprintf("not assessed (conversation %s): %s", visible(conversation), visible(why))
		},
		closing: closingEN,
		help:    helpLabels{"Say", "Finds", "Leaves alone", "Lesson", "Evidence"},
		counted: [...]string{"rule", "total", "errors", "warnings", "suggestions"},
		page: pageLabels{
			title: "cuoci: phrasing", meaning: "title", place: "place", level: "level", match: "text", message: "message", unread: "Files that could not be read to the end",
			file: func(n int) string { return " (" + plural(n, "finding") + ")" },
			more: func(n, rules int) string {
				more := "There is no room for " + plural(n, "more finding")
				if rules > 0 {
					more += " and " + plural(rules, "more rule")
				}
				return more + "."
			},
		},
	}
}

// counts lists the levels that have findings, the gravest first.
func counts(s Summary, name func(l lint.Level, n int) string) []string {
	var out []string
	for _, c := range []struct {
		level lint.Level
		n     int
	}{{lint.Error, s.Errors}, {lint.Warning, s.Warnings}, {lint.Suggestion, s.Suggestions}} {
		if c.n > 0 {
			out = append(out, name(c.level, c.n))
		}
	}
	return out
}

func closingZH(s Summary) string {
	var b strings.Builder
	files := fmt.Sprintf("（%d 个文件）", s.Files)
	problems := "问题"
	if s.Known+s.Unchanged > 0 {
		problems = "新的问题"
	}
	switch {
	case s.Findings() > 0:
		by := counts(s, func(l lint.Level, n int) string { return fmt.Sprintf("%s %d", chinese().levels[l], n) })
		fmt.Fprintf(&b, "共 %d 处：%s%s。", s.Findings(), strings.Join(by, "，"), files)
	case s.Files == 0 && s.Failed > 0:
	case s.Files == 0:
		b.WriteString("没有可检查的文件。")
	case s.Failed > 0:
		fmt.Fprintf(&b, "读到的部分没有发现%s%s。", problems, files)
	default:
		fmt.Fprintf(&b, "没有发现%s%s。", problems, files)
	}
	if s.Known > 0 {
		fmt.Fprintf(&b, "基线已知 %d 处。", s.Known)
	}
	if s.Unchanged > 0 {
		fmt.Fprintf(&b, "未改动的行上有 %d 处。", s.Unchanged)
	}
	if s.Failed > 0 {
		fmt.Fprintf(&b, "%d 个文件没能读完。", s.Failed)
	}
	if s.Skipped > 0 {
		fmt.Fprintf(&b, "跳过 %d 个文件。", s.Skipped)
	}
	if s.Suppressed > 0 {
		fmt.Fprintf(&b, "另有 %d 处不计。", s.Suppressed)
	}
	if s.NotAssessed > 0 {
		fmt.Fprintf(&b, "未评估 %d 项（--explain 可看）。", s.NotAssessed)
	}
	return b.String()
}

func closingEN(s Summary) string {
	var parts []string
	files := " (" + plural(s.Files, "file") + ")"
	none := "no findings"
	if s.Known+s.Unchanged > 0 {
		none = "no new findings"
	}
	switch {
	case s.Findings() > 0:
		by := counts(s, func(l lint.Level, n int) string { return plural(n, l.String()) })
		parts = append(parts, plural(s.Findings(), "finding")+": "+strings.Join(by, ", ")+files)
	case s.Files == 0 && s.Failed > 0:
	case s.Files == 0:
		parts = append(parts, "nothing to check")
	case s.Failed > 0:
		parts = append(parts, none+" in what could be read"+files)
	default:
		parts = append(parts, none+files)
	}
	if s.Known > 0 {
		parts = append(parts, fmt.Sprintf("%d known to the baseline", s.Known))
	}
	if s.Unchanged > 0 {
		parts = append(parts, fmt.Sprintf("%d on unchanged lines", s.Unchanged))
	}
	if s.Failed > 0 {
		parts = append(parts, plural(s.Failed, "file")+" could not be read to the end")
	}
	if s.Skipped > 0 {
		parts = append(parts, plural(s.Skipped, "file")+" skipped")
	}
	if s.Suppressed > 0 {
		parts = append(parts, fmt.Sprintf("%d suppressed", s.Suppressed))
	}
	if s.NotAssessed > 0 {
		parts = append(parts, fmt.Sprintf("%d not assessed (--explain shows them)", s.NotAssessed))
	}
	return strings.Join(parts, "; ")
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
