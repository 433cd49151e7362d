package page

import (
	"slices"
	"strings"
	"testing"

	"github.com/cuoci/cuoci/lint"
	"github.com/cuoci/cuoci/lint/score"
	"github.com/cuoci/cuoci/lint/source"
	"github.com/cuoci/cuoci/rules"
)

// Cards made by hand, so that the page is tested without the rules and weights
// that are shipped.

// handCard is a card of fourteen areas.
func handCard() *score.Card {
	never := rules.Localized{ZH: "文字里看不出来", EN: "Text does not show it."}
	area := func(id string, side score.Side, zh, en, aboutZH, aboutEN string) rules.Area {
		return rules.Area{
			ID: id, Side: side, Title: rules.Localized{ZH: zh, EN: en}, About: rules.Localized{ZH: aboutZH, EN: aboutEN}, Weight: 1,
			Missing: rules.Localized{ZH: "这段话里没有提到", EN: "Nothing speaks of it."},
		}
	}
	c := &score.Card{
		Name: "hand", Title: rules.Localized{ZH: "服务标准评分卡", EN: "Service standards"}, Pass: 60, Start: 60, Anchor: 1, Small: 30,
		Areas: []rules.Area{
			area("timeliness", score.Procedure, "时限", "Timeliness", "说好什么时候办完", "Says by when it is done"),
			area("flow", score.Procedure, "流程", "Flow", "一步接一步，不让人来回跑", "One step after the other"),
			area("flexibility", score.Procedure, "适应性", "Flexibility", "照客户的情形给出别的办法", "Offers another way"),
			area("anticipation", score.Procedure, "预见性", "Anticipation", "先想到下一步会怎样", "Thinks of what may come"),
			area("communication", score.Procedure, "信息沟通", "Communication", "话说得清楚，原因说得明白", "Is clear, and says why"),
			area("feedback", score.Procedure, "顾客反馈", "Feedback", "问客户觉得行不行", "Asks whether it suits"),
			area("organisation", score.Procedure, "组织和监管", "Organisation", "说清谁来办", "Says who does what"),
			area("appearance", score.Personal, "仪表", "Appearance", "看上去整洁专业", "Looks the part"),
			area("attitude", score.Personal, "态度", "Attitude", "愿意帮忙，语气平和", "Is willing, and calm"),
			area("attention", score.Personal, "关注", "Attention", "听见客户的着急", "Hears the worry"),
			area("tact", score.Personal, "得体", "Tact", "用词合适", "Chooses fitting words"),
			area("guidance", score.Personal, "指导", "Guidance", "告诉客户怎么做", "Shows the way"),
			area("selling", score.Personal, "销售技巧", "Selling", "合适时介绍合适的", "Offers what fits"),
			area("solving", score.Personal, "有礼貌地解决问题", "Solving with courtesy", "把事情办好", "Gets it done"),
		},
	}
	c.Areas[7].Never, c.Areas[12].Never = never, never
	return c
}

// said is a turn with what stands on its phrases.
type said struct {
	speaker source.Speaker
	text    string
	on      []on
}

// on is what stands on a phrase: a finding (rule), evidence for (+) or against
// (-) areas, or both.
type on struct {
	phrase, rule string
	areas        string // +attitude -tact
	weight       float64
	fatal        bool
	suppressed   bool
}

// handRules are titles, messages and what to say instead.
func handRules(rule, match string) lint.Finding {
	f := lint.Finding{Rule: rule, Level: lint.Warning, Match: match}
	say := func(texts ...string) {
		for _, t := range texts {
			f.Suggestions = append(f.Suggestions, lint.SuggestionText{Text: t})
		}
	}
	switch rule {
	case "negative/cannot":
		f.Title, f.Level = "说不能", lint.Error
		f.Message = "听到“" + match + "”，客户先想到的是为什么不能。从能做的说起。"
		say("我能为您做的是今天先登记，18:00前给您答复。", "我来看看能为您做什么。")
	case "negative/but":
		f.Title, f.Level = "转折词", lint.Error
		f.Message = "“" + match + "”一出口，前面的好话就都收回了。在这里断开，另起一句说能做的。"
		say("可以换货。运费请您先付，收到后我退给您。")
	case "recovery/deadline":
		f.Title = "没说几点前"
		f.Message = "“" + match + "”没有时间，客户只好再来问。说出几点前。"
		say("今天18:00前我给您回复。", "我两个小时内告诉您结果。")
	case "recovery/threat":
		f.Title, f.Level = "赌气的话", lint.Error
		f.Message = "客户听到的是赶人。收下意见，说出下一步。"
		say("您的意见我记下了，我来跟进。")
	case "emotion/empathy":
		f.Title, f.Level = "没有体谅", lint.Suggestion
		f.Message = "客户带着情绪来，回答里没有接住。先说一句体谅。"
		say("换作是我也会着急。")
	default:
		f.Title = rule
		f.Message = "“" + match + "”可以说得更好。"
		say("我来帮您看看。")
	}
	return f
}

// hand makes a scored conversation.
func hand(t testing.TB, card *score.Card, path, agent string, turns ...said) *score.Conversation {
	t.Helper()
	c := &score.Conversation{Path: path, ID: "1", Index: 1, Agent: agent, Dialog: true, Worst: -1, Last: -1}
	if agent != "" {
		c.Agents = []string{agent}
	}
	c.Areas = make([]score.AreaResult, len(card.Areas))
	for i := range card.Areas {
		c.Areas[i].Area = &card.Areas[i]
	}
	for i, s := range turns {
		turn := score.Turn{Number: i + 1, Speaker: s.speaker, Text: s.text, Moment: -1}
		if s.speaker == source.Agent {
			turn.Name, turn.Moment = agent, len(c.Moments)
			c.Moments = append(c.Moments, score.Moment{Turn: i + 1, Agent: agent})
		}
		for _, o := range s.on {
			handMark(t, c, &turn, o)
		}
		slices.SortStableFunc(turn.Marks, func(a, b score.Mark) int {
			if a.Start != b.Start {
				return a.Start - b.Start
			}
			return b.End - a.End
		})
		c.Turns = append(c.Turns, turn)
	}
	handScores(c, card)
	return c
}

func handMark(t testing.TB, c *score.Conversation, turn *score.Turn, o on) {
	t.Helper()
	start := strings.Index(turn.Text, o.phrase)
	if start < 0 {
		t.Fatalf("%q does not hold %q", turn.Text, o.phrase)
	}
	m := score.Mark{Start: start, End: start + len(o.phrase), Finding: -1}
	if o.rule != "" {
		f := handRules(o.rule, o.phrase)
		f.Path, f.Conversation, f.Turn, f.Sentence = c.Path, c.ID, turn.Number, turn.Text
		f.Start.Line, f.Start.Column = turn.Number, 4
		m.Finding = len(c.Findings)
		if o.suppressed {
			f.Suppressed = &lint.Suppression{By: "comment"}
		}
		if o.fatal {
			c.Fatal = append(c.Fatal, score.FatalHit{Rule: o.rule, Cap: 20, Finding: m.Finding, Turn: turn.Number, Moment: turn.Moment})
		}
		c.Findings = append(c.Findings, f)
		if o.suppressed {
			return
		}
	}
	for name := range strings.FieldsSeq(o.areas) {
		area := slices.IndexFunc(c.Areas, func(a score.AreaResult) bool { return a.Area.ID == name[1:] })
		e := score.Evidence{
			Area: area, For: name[0] == '+', Weight: o.weight, Counted: true, Rule: o.rule, Finding: m.Finding, Title: "说到点上",
			Moment: max(turn.Moment, 0), Turn: turn.Number, Span: source.Span{Start: m.Start, End: m.End}, Match: o.phrase, Sentence: turn.Text,
		}
		e.Start.Line = turn.Number
		if m.Finding >= 0 {
			e.Title = c.Findings[m.Finding].Title
		} else {
			e.Marker = "standards/hand"
		}
		if turn.Moment < 0 {
			e.Silence, e.Title = true, "着急没有接住"
			e.Moment = len(c.Moments)
			c.Areas[area].Evidence = append(c.Areas[area].Evidence, len(c.Evidence))
			c.Evidence = append(c.Evidence, e)
			continue // what was not said has no mark
		}
		m.Evidence = append(m.Evidence, len(c.Evidence))
		c.Areas[area].Evidence = append(c.Areas[area].Evidence, len(c.Evidence))
		c.Evidence = append(c.Evidence, e)
	}
	if m.Finding >= 0 || m.Evidence != nil {
		turn.Marks = append(turn.Marks, m)
	}
}

// handScores fills in the scores by a simple sum.
func handScores(c *score.Conversation, card *score.Card) {
	sums := make([][2]float64, len(c.Moments))
	for _, e := range c.Evidence {
		a := &c.Areas[e.Area]
		side := 0
		if e.For {
			a.For += e.Weight
		} else {
			a.Against += e.Weight
			side = 1
		}
		if e.Moment < len(sums) {
			sums[e.Moment][side] += e.Weight
		}
	}
	points := func(speaksFor, against float64) score.Score {
		return score.Score{Points: 100 * (card.Anchor*card.Start/100 + speaksFor) / (card.Anchor + speaksFor + against), Assessed: true}
	}
	assessed := 0
	for side := range c.Sides {
		s := &c.Sides[side]
		s.Side = score.Side(side)
		for i := range c.Areas {
			a := &c.Areas[i]
			if a.Area.Side != s.Side {
				continue
			}
			s.Of++
			switch {
			case a.Area.Never.ZH != "":
				a.Why = a.Area.Never.ZH
			case len(a.Evidence) == 0:
				a.Why = a.Area.Missing.ZH
			default:
				a.Score = points(a.For, a.Against)
				s.Areas++
				s.Score = score.Score{Points: s.Score.Points + a.Score.Points, Assessed: true}
			}
		}
		if s.Areas > 0 {
			s.Score.Points /= float64(s.Areas)
		}
		for _, f := range c.Fatal {
			s.Score.Points, s.Capped = min(s.Score.Points, f.Cap), true
		}
		s.High = s.Score.Points >= card.Pass
		assessed += s.Areas
	}
	c.Assessed = float64(assessed) / float64(len(card.Areas))
	for i, sum := range sums {
		m := &c.Moments[i]
		m.Fatal = slices.ContainsFunc(c.Fatal, func(f score.FatalHit) bool { return f.Moment == i })
		if sum[0]+sum[1] == 0 {
			continue
		}
		m.Score = points(sum[0], sum[1])
		if m.Fatal {
			m.Score.Points = min(m.Score.Points, 20)
		}
		if c.Worst < 0 || m.Score.Points < c.Moments[c.Worst].Score.Points {
			c.Worst = i
		}
		c.Last = i
	}
	c.Pass = len(c.Fatal) == 0
	for _, s := range c.Sides {
		c.Pass = c.Pass && (!s.Score.Assessed || s.High)
	}
	c.Kind = handKind(c)
}

func handKind(c *score.Conversation) score.Kind {
	p, q := c.Sides[score.Procedure], c.Sides[score.Personal]
	switch {
	case !p.Score.Assessed || !q.Score.Assessed:
		return score.NoKind
	case p.High && q.High:
		return score.Quality
	case p.High:
		return score.Factory
	case q.High:
		return score.Friendly
	}
	return score.Cold
}
