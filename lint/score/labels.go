package score

import "fmt"

// labels are what reports say beside what they show.
type labels struct {
	assessedOf   string // %d of %d areas
	worst, last  string
	turn         string // %d
	share        string // of the card that was assessed: %.0f
	notAssessed  string
	colon, comma string
	open, end    string // of a quotation
	fatal        string // rule %s, cap %v
	none         string // no score
	counted      string // only shown
	areas        string
	kinds        string
	mark         string // %v
	groups       map[By]string
	unknown      string
	small        string   // groups below %d
	columns      []string // of groups
	found        string
	closing      func(s *Summary) string
	below        string // %d
	empty        string // where there was no conversation
}

func labelsIn(lang string) *labels {
	if lang == "en" {
		return english()
	}
	return chinese()
}

func chinese() *labels {
	return &labels{
		assessedOf: "评了 %d/%d 项", worst: "最差一刻", last: "最后一刻", turn: "第 %d 轮", share: "评了评分卡的 %.0f %%",
		notAssessed: "未评：", colon: "：", comma: "，", open: "“", end: "”", fatal: "致命项 %s，封顶 %v 分", none: "未评",
		counted: "（不再计）", areas: "领域", kinds: "服务类型", mark: "及格线 %v 分",
		groups:  map[By]string{ByAgent: "坐席", ByRule: "规则", ByArea: "领域", ByDay: "日期", ByChannel: "渠道"},
		unknown: "（未注明）", small: "标 * 的组不到 %d 段对话，太小，不宜比较。",
		columns: []string{"对话", "程序面", "个人面", "最差", "最后", "达标"}, found: "出现于",
		closing: func(s *Summary) string {
			return fmt.Sprintf("%d 段对话，%d 轮；达标 %d 段", s.Conversations, s.Turns, s.Passed.Part)
		},
		below: "%d 段低于 --min-score",
		empty: "没有可评分的对话。",
	}
}

func english() *labels {
	return &labels{
		assessedOf: "%d of %d areas", worst: "worst moment", last: "last moment", turn: "turn %d", share: "%.0f %% of the card assessed",
		notAssessed: "not assessed: ", colon: ": ", comma: ", ", open: "“", end: "”", fatal: "fatal: %s, capped at %v", none: "not assessed",
		counted: " (no more counted)", areas: "area", kinds: "kind of service", mark: "pass mark %v",
		groups:  map[By]string{ByAgent: "agent", ByRule: "rule", ByArea: "area", ByDay: "day", ByChannel: "channel"},
		unknown: "(not named)", small: "Groups marked * hold fewer than %d conversations: too small to compare.",
		columns: []string{"conv.", "procedure", "personal", "worst", "last", "pass"}, found: "in",
		closing: func(s *Summary) string {
			noun := "conversations"
			if s.Conversations == 1 {
				noun = "conversation"
			}
			return fmt.Sprintf("%d %s, %d turns; %d pass", s.Conversations, noun, s.Turns, s.Passed.Part)
		},
		below: "%d below --min-score",
		empty: "no conversation to score",
	}
}
