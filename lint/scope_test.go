package lint_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/cuoci/cuoci/lint"
)

// avoidWhen is a rule that speaks at a refusal under conditions.
func avoidWhen(when string) string {
	return "- id: r\n  kind: avoid\n  level: error\n  marker: refuse\n  when: [" + when + "]"
}

func TestConversationConditions(t *testing.T) {
	fires := []string{"r:error:不能退"}
	for _, tt := range []struct {
		name, when, text string
		want             []string
	}{
		{"next", "{marker: angry, speaker: customer, within: next}", talk("c:退", "a:不能退", "a:请稍等", "c:我要投诉"), fires},
		{"next, but one", "{marker: angry, speaker: customer, within: next}", talk("a:不能退", "c:好", "a:嗯", "c:我要投诉"), nil},
		{"next, nobody", "{marker: angry, speaker: customer, within: next}", talk("c:投诉", "a:不能退"), nil},
		{"first turn", "{marker: sorry, within: first 1 turn}", talk("a:抱歉", "c:退", "a:不能退"), fires},
		{"not in the first turn", "{marker: sorry, within: first 1 turn}", talk("a:您好", "c:退", "a:抱歉不能退"), nil},
		{"first turns of the customer", "{marker: angry, speaker: customer, within: first 2 turns}", talk("c:在吗", "a:在", "c:投诉", "a:不能退"), fires},
		{"last turns of anybody", "{marker: angry, speaker: any, within: last 2 turns}", talk("a:不能退", "c:投诉", "a:好"), fires},
		{"last turn of anybody", "{marker: angry, speaker: any, within: last 1 turn}", talk("a:不能退", "c:投诉", "a:好"), nil},
		{"more turns than there are", "{marker: sorry, within: last 9 turns}", talk("a:抱歉", "a:不能退"), fires},
		{"customer before", "{marker: angry, speaker: customer, within: conversation, side: before}", talk("c:投诉", "a:嗯", "c:退", "a:不能退"), fires},
		{"customer only behind", "{marker: angry, speaker: customer, within: conversation, side: before}", talk("c:退", "a:不能退", "c:投诉"), nil},
		{"many sentences before", "{sentences-before: {more-than: 1}}", "您好。查好了。不能退。", fires},
		{"sentences that do not count", "{sentences-before: {more-than: 1, skip: [sorry]}}", "抱歉。查好了。！！不能退。", nil},
		{"last turn of the agent", "{property: last-agent-turn}", talk("a:好", "c:退", "a:不能退", "c:嗯"), fires},
		{"answered", "{property: answered}", talk("c:退", "a:不能退"), nil},
		{"a question in the run", "{property: asks-run}", talk("c:退", "a:不能退", "a:可以换吗"), fires},
		{"no question in the run", "{property: asks-run}", talk("c:能退吗", "a:不能退", "c:退吗"), nil},
		{"traditional", "{property: traditional}", "不能换，不能換", []string{"r:error:不能換"}},
		{"a link", "{property: link}", "不能退，见 https://a.example/b", fires},
		{"a telephone number", "{property: phone}", "不能退，请拨打400-123-4567", fires},
		{"a small figure", "{property: phone}", "3天，不能退", nil},
		{"an item", "{property: list}", "1、不能退", fires},
		{"no item", "{property: list}", "一共3件，不能退", nil},
		{"about the same", "{marker: but, within: turn, side: before, same: words}", "不过运费自理。运费不能退。", fires},
		{"about something else", "{marker: but, within: turn, side: before, same: words}", "不过运费自理。定金不能退。", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			l := newLinter(t, lint.Config{Rules: load(t, avoidWhen(tt.when))})
			if got := short(l, tt.text); !slices.Equal(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// TestAnswers judges what the agent says to a customer's words, and points at
// these words.
func TestAnswers(t *testing.T) {
	l := newLinter(t, lint.Config{Rules: load(t, "- id: r\n  kind: require\n  level: warning\n  scope: run\n"+
		"  trigger: {markers: angry, speaker: customer, draft: refuse}\n  need: [{marker: sorry, within: run}]")})
	for _, tt := range []struct {
		text string
		want []string
	}{
		{talk("c:我要投诉", "a:您好", "a:怎么了"), []string{"r:warning:您好"}},
		{talk("c:投诉", "s:已接入", "a:您好", "a:抱歉"), nil},
		{talk("c:投诉", "c:生气", "a:您好", "c:投诉", "a:嗯"), []string{"r:warning:您好", "r:warning:嗯"}},
		{talk("a:您好", "c:投诉"), nil},
		{"不能退", []string{"r:warning:不能退"}}, // a draft goes by its own words
		{"抱歉，不能退", nil},
	} {
		if got := short(l, tt.text); !slices.Equal(got, tt.want) {
			t.Errorf("%s: got %q, want %q", tt.text, got, tt.want)
		}
	}
	f := results(l, talk("c:我要投诉", "a:您好"))[0].Findings[0]
	if e := f.Evidence.Trigger; e == nil || e.Turn != 1 || e.Match != "投诉" || f.Turn != 2 {
		t.Errorf("turn %d because of %+v", f.Turn, e)
	}
}

// TestOpeningAndEnd judges the agent's first and last turn, and tells what
// cannot be assessed.
func TestOpeningAndEnd(t *testing.T) {
	l := newLinter(t, lint.Config{Rules: load(t, "- id: first\n  kind: require\n  level: warning\n  trigger: {turn: first}\n  need: [{marker: sorry}]\n"+
		"- id: last\n  kind: require\n  level: warning\n  trigger: {turn: last}\n  need: [{marker: offer}]\n"+
		"  assessed: {when: [{marker: praise, speaker: customer, within: last 1 turns}], why: {zh: 没有看到结尾}}")})
	for _, tt := range []struct {
		text       string
		want       []string
		unassessed int
	}{
		{talk("c:在吗", "a:您好。在的", "c:很好"), []string{"first:warning:您好。", "last:warning:在的"}, 0},
		{talk("c:在吗", "a:抱歉", "c:谢谢"), nil, 1},
		{talk("a:抱歉", "c:很好", "a:我帮您"), nil, 0},
		{"您好。在的", nil, 0},
	} {
		if got := short(l, tt.text); !slices.Equal(got, tt.want) {
			t.Errorf("%s: got %q, want %q", tt.text, got, tt.want)
		}
		n := 0
		for _, r := range results(l, tt.text) {
			for _, u := range r.NotAssessed {
				n++
				if u.Rule != "t/last" || u.Why != "没有看到结尾" {
					t.Errorf("%+v", u)
				}
			}
		}
		if n != tt.unassessed {
			t.Errorf("%s: %d not assessed, want %d", tt.text, n, tt.unassessed)
		}
	}
}

// TestTimes judges waits and interruptions by the times of turns.
func TestTimes(t *testing.T) {
	l := newLinter(t, lint.Config{Rules: load(t, "- id: wait\n  kind: limit\n  level: warning\n  measure: wait\n  max: 60\n"+
		"- id: cut\n  kind: avoid\n  level: error\n  event: interrupts")})
	turns := func(list ...string) string {
		var b strings.Builder
		for i, t := range list {
			f := strings.Split(t, " ")
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString(`{"role":"` + f[0] + `","text":"` + f[1] + `","time":"` + strings.ReplaceAll(f[2], "T", " ") + `","end":"` + f[3] + `"}`)
		}
		return `{"turns":[` + b.String() + "]}"
	}
	for _, tt := range []struct {
		text       string
		want       []string
		unassessed int
	}{
		{turns("customer 在吗 10:00:00 10:00:03", "agent 在的 10:00:40 10:00:41"), nil, 0},
		{turns("customer 在吗 10:00:00 10:00:03", "agent 在的 10:01:01 10:01:02"), []string{"wait:warning:在的"}, 0},
		{turns("customer 在吗 23:59:50 23:59:55", "agent 在的 00:00:20 00:00:25"), nil, 0},
		{turns("customer 在吗 10:00:00 10:00:08", "agent 您听 10:00:05 10:00:09"), []string{"cut:error:您听"}, 0},
		{turns("customer 在吗 2024-05-01T10:00:00 2024-05-01T10:00:01", "agent 在的 2024-05-02T10:00:00 x"), []string{"wait:warning:在的"}, 0},
		{talk("c:在吗", "a:在的"), nil, 2},
	} {
		if got := short(l, tt.text); !slices.Equal(got, tt.want) {
			t.Errorf("%s: got %q, want %q", tt.text, got, tt.want)
		}
		n := 0
		for _, r := range results(l, tt.text) {
			n += len(r.NotAssessed)
		}
		if n != tt.unassessed {
			t.Errorf("%s: %d not assessed, want %d", tt.text, n, tt.unassessed)
		}
	}
}
