package score_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/cuoci/cuoci/lint/score"
)

// A dialogue is a written conversation as lines that can be edited.
type dialogue []string

func (d dialogue) agent(i int) bool { return strings.HasPrefix(d[i], "客服：") }

func (d dialogue) text() string { return strings.Join(d, "\n") + "\n" }

// with is the dialogue with another line in the place of one.
func (d dialogue) with(i int, line string) dialogue {
	out := slices.Clone(d)
	out[i] = line
	return out
}

// sentences cuts a line behind its speaker; the marks stay with the sentences.
func sentences(line string) []string {
	_, text, _ := strings.Cut(line, "：")
	return strings.SplitAfter(strings.NewReplacer("。", "。\x00", "？", "？\x00", "！", "！\x00", "；", "；\x00").Replace(text), "\x00")
}

// without leaves out the clauses of a line that hold one of some words.
func without(line string, words ...string) (string, bool) {
	speaker, text, _ := strings.Cut(line, "：")
	var kept []string
	gone := false
	for _, clause := range strings.FieldsFunc(strings.NewReplacer("，", "，\x00", "。", "。\x00", "？", "？\x00", "！", "！\x00").Replace(text), func(r rune) bool { return r == 0 }) {
		if slices.ContainsFunc(words, func(w string) bool { return strings.Contains(clause, w) }) {
			gone = true
			continue
		}
		kept = append(kept, clause)
	}
	if rest := strings.Join(kept, ""); strings.Trim(rest, "，。？！") != "" {
		return speaker + "：" + rest, gone
	}
	return speaker + "：嗯", gone // a turn of nothing is none
}

// worse is an edit that makes a conversation worse, and the areas that it is about.
type worse struct {
	name  string
	areas []string
	edits func(d dialogue, i int) []dialogue // of the agent's turn at a line
}

func added(phrases ...string) func(d dialogue, i int) []dialogue {
	return func(d dialogue, i int) []dialogue {
		speaker, text, _ := strings.Cut(d[i], "：")
		var out []dialogue
		for _, p := range phrases {
			end := "。"
			if strings.HasSuffix(text, "。") || strings.HasSuffix(text, "！") || strings.HasSuffix(text, "？") {
				end = ""
			}
			out = append(out, d.with(i, speaker+"："+text+end+p+"。"), d.with(i, speaker+"："+p+"。"+text))
		}
		return out
	}
}

func removed(words ...string) func(d dialogue, i int) []dialogue {
	return func(d dialogue, i int) []dialogue {
		line, gone := without(d[i], words...)
		if !gone {
			return nil
		}
		return []dialogue{d.with(i, line)}
	}
}

// delayed moves what confirms to the agent's next turn, or behind the end.
func delayed(words ...string) func(d dialogue, i int) []dialogue {
	return func(d dialogue, i int) []dialogue {
		speaker, _, _ := strings.Cut(d[i], "：")
		var out []dialogue
		for _, s := range sentences(d[i]) {
			if !slices.ContainsFunc(words, func(w string) bool { return strings.Contains(s, w) }) {
				continue
			}
			clean := strings.Trim(s, "\x00")
			rest := strings.Replace(d[i], clean, "", 1)
			if strings.TrimPrefix(rest, speaker+"：") == "" {
				rest = speaker + "：嗯"
			}
			moved := d.with(i, rest)
			for k := i + 1; k < len(d); k++ {
				if d.agent(k) {
					out = append(out, moved.with(k, d[k]+"。"+clean))
					break
				}
			}
			out = append(out, append(slices.Clone(moved), speaker+"："+clean))
		}
		return out
	}
}

// TestWorseNeverScoresHigher makes each written conversation worse in every turn of
// the agent: the areas that the edit is about must not rise. An area that nothing
// speaks of stands where it starts.
func TestWorseNeverScoresHigher(t *testing.T) {
	j := judge(t)
	inTraditional := traditional()
	start := scorer(t).Card().Start
	all := []worse{
		{"a refusal", []string{"adaptability"}, added("这个我不能给您办", "不能退", "这边没有办法处理", "不支持更换的")},
		{"blame", []string{"attitude", "solving"}, added("是您自己没看清楚", "谁让您不早点说", "您肯定是操作错了")},
		{"no apology", []string{"solving"}, removed("抱歉", "对不起", "不好意思", "道歉", "添麻烦", "辛苦您")},
		{"no reason", []string{"communication"}, removed("因为", "由于", "因分", "因系", "因跨", "为了", "原因")},
		{"no empathy", []string{"care"}, removed("理解", "着急", "换谁", "换作", "难过", "失望", "体会")},
		{"a late confirmation", []string{"feedback"}, delayed("您看", "还有什么", "满意吗", "哪一种", "哪一天", "还有什么需要")},
		{"a vague answer", []string{"communication"}, added("可能吧，说不好", "应该可以吧", "一般是会到的")},
		{"no time", []string{"timeliness"}, removed(":00", "今天", "明天", "分钟")},
	}
	for name, text := range written(t) {
		d := dialogue(strings.Split(strings.TrimSpace(text), "\n"))
		for _, script := range []struct {
			name string
			of   func(string) string
		}{{"simplified", func(s string) string { return s }}, {"traditional", inTraditional}} {
			before := j.Conversation(name, read(t, name, script.of(d.text())))
			for _, edit := range all {
				n := 0
				for i := range d {
					if !d.agent(i) {
						continue
					}
					for _, e := range edit.edits(d, i) {
						n++
						after := j.Conversation(name, read(t, name, script.of(e.text())))
						for _, id := range edit.areas {
							was, is := standing(before, id, start), standing(after, id, start)
							if is > was {
								t.Errorf("%s in %s script, %s in line %d: %s rises from %v to %v\n%s", name, script.name, edit.name, i+1, id, was, is, e.text())
							}
						}
						if len(before.Fatal) == 0 && len(after.Fatal) > 0 {
							t.Errorf("%s, %s: a fatal item appears", name, edit.name)
						}
					}
				}
				if n == 0 && strings.HasPrefix(edit.name, "a ") && edit.name != "a late confirmation" {
					t.Errorf("%s: %s was never tried", name, edit.name)
				}
			}
		}
	}
}

// standing is the score of an area, its start where it was not assessed.
func standing(c *score.Conversation, id string, start float64) float64 {
	for i := range c.Areas {
		if c.Areas[i].Area.ID == id {
			if s := c.Areas[i].Score; s.Assessed {
				return s.Points
			}
			return start
		}
	}
	panic(fmt.Sprintf("no area %q", id))
}

// TestFatalItemsCap puts a threat, an insult and a question for a password into a
// good conversation: its moment and both sides fall to the cap.
func TestFatalItemsCap(t *testing.T) {
	j := judge(t)
	text := written(t)["quality-03-return.txt"]
	d := dialogue(strings.Split(strings.TrimSpace(text), "\n"))
	for phrase, rule := range map[string]string{
		"您随便投诉，我就这态度。": "recovery/threat", "您这是胡搅蛮缠。": "recovery/insult", "请您把短信验证码发给我。": "courtesy/privacy",
	} {
		c := j.Conversation("x", read(t, "x", d.with(5, d[5]+phrase).text()))
		if len(c.Fatal) == 0 || slices.ContainsFunc(c.Fatal, func(f score.FatalHit) bool { return f.Rule != rule }) {
			t.Errorf("%s: fatal items are %v, want %s", phrase, c.Fatal, rule)
			continue
		}
		m := c.Moments[c.Fatal[0].Moment]
		if m.Score.Points > 20 || c.Sides[0].Score.Points > 20 || c.Sides[1].Score.Points > 20 || c.Pass || c.Kind != score.Cold {
			t.Errorf("%s: moment %v, sides %v and %v, pass %v, kind %s", phrase, m.Score, c.Sides[0].Score, c.Sides[1].Score, c.Pass, c.Kind)
		}
		if c.Worst != c.Fatal[0].Moment {
			t.Errorf("%s: the worst moment is %d, want %d", phrase, c.Worst, c.Fatal[0].Moment)
		}
	}
}
