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
	instead  string
	pattern  string
	words    string
	held     string
	missing  string
	trigger  string
	absorbed string
	// notAssessed says why a rule could not be judged in a conversation.
	notAssessed func(conversation, why string) string
	closing     func(s Summary) string
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
		openMark: "“", endMark: "”",
		instead: "可以说：", pattern: "模式：", words: "切分：", held: "条件：", missing: "缺少：", trigger: "起因：", absorbed: "已并入：",
		notAssessed: func(conversation, why string) string {
			return fmt.Sprintf("未评估（第 %s 段）：%s", visible(conversation), visible(why))
		},
		closing: closingZH,
	}
}

func english() *labels {
	return &labels{
		levels:   [...]string{lint.Off: "off", lint.Suggestion: "suggestion", lint.Warning: "warning", lint.Error: "error"},
		openMark: "“", endMark: "”",
		instead: "say: ", pattern: "pattern: ", words: "words: ", held: "held: ", missing: "missing: ", trigger: "because of: ", absorbed: "takes in: ",
		notAssessed: func(conversation, why string) string {
			return fmt.Sprintf("not assessed (conversation %s): %s", visible(conversation), visible(why))
		},
		closing: closingEN,
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
