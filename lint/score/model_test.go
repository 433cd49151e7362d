package score_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/cuoci/cuoci/lint/score"
	"github.com/cuoci/cuoci/rules"
)

// custom scores a conversation by a card whose area "a" is given.
func custom(t *testing.T, area, text string) *score.Conversation {
	t.Helper()
	path := filepath.Join(t.TempDir(), "card.yaml")
	card := "card: t\nareas:\n  - id: a\n    side: procedure\n    title: {zh: 甲}\n" + area +
		"  - id: b\n    side: personal\n    title: {zh: 乙}\n    for: [{marker: empathy, title: {zh: 体谅}}]\n"
	if err := os.WriteFile(path, []byte(card), 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := rules.ReadCard(path)
	if err != nil {
		t.Fatal(err)
	}
	j, err := score.NewScorer(c, "zh").Judge(linter(t))
	if err != nil {
		t.Fatal(err)
	}
	return j.Conversation("x", read(t, "x", text))
}

// TestModel works out the sums of weights of one area, case by case.
func TestModel(t *testing.T) {
	const told = "    for: [{marker: told-reason, title: {zh: 理由}}]\n"
	for name, test := range map[string]struct {
		area, text       string
		supports, blames float64
		assessed         bool
	}{
		"once a turn": {told, "客户：在吗\n客服：因为停电，因为停水，明天来\n客服：由于下雨\n", 2, 0, true},
		"at most one": {"    for: [{marker: told-reason, most: 1, title: {zh: 理由}}]\n", "客户：在吗\n客服：因为停电\n客服：由于下雨\n", 1, 0, true},
		"nothing":     {told, "客户：因为停电\n客服：好的\n", 0, 0, false},
		"several markers count as one": {
			"    for: [{marker: [told-reason, told-when], title: {zh: 说清}}]\n", "客户：在吗\n客服：因为停电，明天10:00前回复您\n", 1, 0, true,
		},
		"at the first turn": {"    for: [{marker: told-reason, at: first, weight: 2, title: {zh: 理由}}]\n", "客户：在吗\n客服：在的\n客户：为何\n客服：因为停电\n", 0, 0, false},
		"at the last turn":  {"    for: [{marker: told-reason, at: last, weight: 2, title: {zh: 理由}}]\n", "客户：在吗\n客服：在的\n客户：为何\n客服：因为停电\n", 2, 0, true},
		"after a complaint": {"    for: [{marker: told-reason, after: complaint, title: {zh: 理由}}]\n", "客户：在吗\n客服：因为停电\n客户：我要投诉\n客服：由于下雨\n", 1, 0, true},
		"unless beside it": {
			"    against: [{marker: hand-in, unless: what-if, title: {zh: 让客户办}}]\n", "客户：在吗\n客服：明天10:00前没到，拨打热线。\n客服：请您提供单号。\n", 0, 1, true,
		},
		"the heaviest of a turn": {
			"    against: [{rule: recovery/vague, weight: 2}]\n", "客户：什么时候到\n客服：可能是技术部门吧，说不准呢。\n", 0, 2, true,
		},
		"silence": {
			told + "    silence: [{customer: complaint, weight: 3, title: {zh: 没有理由}}]\n", "客户：我要投诉你们\n客服：好的\n", 0, 3, true,
		},
		"silence that is broken": {
			told + "    silence: [{customer: complaint, weight: 3, title: {zh: 没有理由}}]\n", "客户：我要投诉你们\n客服：好的\n客户：为何\n客服：因为停电\n", 1, 0, true,
		},
		"silence nobody has answered": {
			told + "    silence: [{customer: complaint, weight: 3, title: {zh: 没有理由}}]\n", "客户：在吗\n客服：在的\n客户：我要投诉你们\n", 0, 0, false,
		},
		"silence over turns": {
			told + "    silence: [{turns: 2, weight: 3, title: {zh: 没有理由}}]\n", "客户：在吗\n客服：在的\n客户：有货吗\n客服：有的\n", 0, 3, true,
		},
		"silence over one turn": {
			told + "    silence: [{turns: 2, weight: 3, title: {zh: 没有理由}}]\n", "客户：在吗\n客服：在的\n", 0, 0, false,
		},
	} {
		t.Run(name, func(t *testing.T) {
			c := custom(t, test.area, test.text)
			a := c.Areas[0]
			if a.For != test.supports || a.Against != test.blames || a.Score.Assessed != test.assessed {
				t.Errorf("for %v, against %v, assessed %v; want %v, %v, %v", a.For, a.Against, a.Score.Assessed, test.supports, test.blames, test.assessed)
			}
			if a.Score.Assessed == (a.Why != "") {
				t.Errorf("assessed %v, and why not: %q", a.Score.Assessed, a.Why)
			}
			if want := 100 * (1 + a.For) / (2 + a.For + a.Against); a.Score.Assessed && (a.Score.Points < want-0.051 || a.Score.Points > want+0.051) {
				t.Errorf("%v points, the formula says %v", a.Score.Points, want)
			}
		})
	}
}

// TestMomentIsItsWeakerSide takes a kind refusal: warm words do not lift it.
func TestMomentIsItsWeakerSide(t *testing.T) {
	c := judge(t).Conversation("x", read(t, "x", "客户：能退吗，真着急\n客服：您好，我非常理解您着急的心情。不能退。\n"))
	m := c.Moments[0]
	if !m.Sides[0].Assessed || !m.Sides[1].Assessed || m.Sides[0].Points >= m.Sides[1].Points || m.Score != m.Sides[0] {
		t.Errorf("the moment is %v of %v", m.Score, m.Sides)
	}
}

// TestLoneText scores a draft as one moment.
func TestLoneText(t *testing.T) {
	c := judge(t).Conversation("x", read(t, "x", "您好，因为仓库下班了，明天10:00前我回复您，您看可以吗？"))
	if c.Dialog || len(c.Moments) != 1 || !c.Moments[0].Score.Assessed || c.Worst != 0 || c.Last != 0 {
		t.Errorf("dialog %v, moments %+v", c.Dialog, c.Moments)
	}
	if empty := judge(t).Conversation("x", read(t, "x", "客户：在吗\n客户：有人吗\n")); empty.Worst != -1 || empty.Kind != score.NoKind || empty.Assessed != 0 {
		t.Errorf("a conversation without an agent comes out %+v", empty.Kind)
	}
}
