package score_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/cuoci/cuoci/lint/score"
)

// sample are conversations that all say the same, but for who speaks, when and how.
func sample(t *testing.T, n int, text func(i int) string, agent func(i int) string) []*score.Conversation {
	t.Helper()
	j := judge(t)
	var list []*score.Conversation
	for i := range n {
		c := j.Conversation("x", read(t, "x", "客户：你好\n客服 "+agent(i)+"："+text(i)+"\n"))
		list = append(list, c)
	}
	return list
}

func TestTallyGroups(t *testing.T) {
	good, bad := "您好，很高兴为您服务，已经为您登记，今天18:00前回复您。", "不知道，您自己看。"
	list := sample(t, 70, func(i int) string {
		if i%2 == 0 {
			return good
		}
		return bad
	}, func(i int) string {
		if i < 40 {
			return "小乙"
		}
		return "小甲"
	})
	tally := scorer(t).NewTally(score.ByAgent, false)
	tally.Add(&score.Result{Conversations: list[:30]})
	tally.Add(&score.Result{Conversations: list[30:]})
	s := tally.Summary()
	if s.Conversations != 70 || len(s.Groups) != 2 {
		t.Fatalf("%d conversations in %d groups", s.Conversations, len(s.Groups))
	}
	if s.Groups[0].N+s.Groups[1].N != 70 {
		t.Errorf("the groups hold %d and %d", s.Groups[0].N, s.Groups[1].N)
	}
	if !slices.IsSortedFunc(s.Groups, func(x, y score.Group) int { return strings.Compare(x.Name, y.Name) }) {
		t.Errorf("unranked groups are not in the order of their names: %q, %q", s.Groups[0].Name, s.Groups[1].Name)
	}
	for _, g := range s.Groups {
		if g.Small {
			t.Errorf("%s with %d is said to be too small", g.Name, g.N)
		}
		m := g.Sides[score.Personal]
		if m.N != g.N || m.Interval.Low >= m.Mean || m.Interval.High <= m.Mean {
			t.Errorf("%s: the mean of the personal side is %+v", g.Name, m)
		}
		if g.Pass.Whole != g.N || g.Pass.Interval.Low > g.Pass.Share || g.Pass.Interval.High < g.Pass.Share {
			t.Errorf("%s: the share that passes is %+v", g.Name, g.Pass)
		}
	}
}

// TestTallyMean holds the mean and its interval to those worked out by hand.
func TestTallyMean(t *testing.T) {
	texts := []string{"您好，很高兴为您服务。", "您好。", "不知道。"}
	list := sample(t, len(texts), func(i int) string { return texts[i] }, func(int) string { return "小甲" })
	var x []float64
	for _, c := range list {
		if s := c.Sides[score.Personal].Score; s.Assessed {
			x = append(x, s.Points)
		}
	}
	if len(x) < 2 {
		t.Fatalf("only %v are assessed", x)
	}
	tally := scorer(t).NewTally("", false)
	tally.Add(&score.Result{Conversations: list})
	got := tally.Summary().Sides[score.Personal]
	mean, m2 := 0.0, 0.0
	for _, v := range x {
		mean += v / float64(len(x))
	}
	for _, v := range x {
		m2 += (v - mean) * (v - mean)
	}
	student := map[int]float64{2: 12.7062, 3: 4.3027}[len(x)]
	reach := student * math.Sqrt(m2/float64(len(x)-1)/float64(len(x)))
	if math.Abs(got.Mean-mean) > 0.06 || math.Abs(got.Interval.Low-max(0, mean-reach)) > 0.06 || got.N != len(x) {
		t.Errorf("got %+v, want %.2f ± %.2f of %d", got, mean, reach, len(x))
	}
}

func TestTallyRanks(t *testing.T) {
	list := sample(t, 90, func(i int) string {
		return []string{"不知道，您自己看。", "您好，很高兴为您服务，已经为您登记，今天18:00前回复您。", "不归我管。"}[i%3]
	}, func(i int) string { return []string{"小甲", "小乙", "小丙"}[i%3] })
	list = append(list, sample(t, 1, func(int) string { return "您好，很高兴为您服务，已经为您登记。" }, func(int) string { return "小丁" })...)
	tally := scorer(t).NewTally(score.ByAgent, true)
	tally.Add(&score.Result{Conversations: list})
	s := tally.Summary()
	if !s.Ranked || len(s.Groups) != 4 || s.Groups[0].Name != "小乙" {
		t.Fatalf("the groups are %+v", s.Groups)
	}
	if last := s.Groups[3]; last.Name != "小丁" || !last.Small {
		t.Errorf("a group of one is ranked: %+v", last)
	}
}

// TestTallyByRuleAndArea counts conversations, not findings.
func TestTallyByRuleAndArea(t *testing.T) {
	list := sample(t, 2, func(i int) string { return []string{"不知道。不知道。", "您好。"}[i] }, func(int) string { return "小甲" })
	for _, by := range []score.By{score.ByRule, score.ByArea} {
		tally := scorer(t).NewTally(by, false)
		tally.Add(&score.Result{Conversations: list})
		found := false
		for _, g := range tally.Summary().Groups {
			if g.Name == "negative/dont-know" || g.Name == "communication" {
				found = true
				if g.N != 1 || g.Found.Part != 1 || g.Found.Whole != 2 || !g.Small {
					t.Errorf("%s: %+v", g.Name, g)
				}
			}
		}
		if !found {
			t.Errorf("by %s nothing is counted", by)
		}
	}
}
