package page

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/cuoci/cuoci/lint/score"
	"github.com/cuoci/cuoci/lint/source"
)

// many makes n conversations of about a dozen turns, the same at every call.
func many(t testing.TB, card *score.Card, n int) []*score.Conversation {
	t.Helper()
	r := rand.New(rand.NewPCG(1, 2))
	pick := func(list []said) said { return list[r.IntN(len(list))] }
	agent, customer := source.Agent, source.Customer
	asks := []said{
		{customer, "在吗，昨天拍的台灯今天能发吗", nil},
		{customer, "说好周三到，到现在还没影，我很着急", []on{{phrase: "我很着急", areas: "-attention", weight: 1}}},
		{customer, "那运费谁出呢", nil},
		{customer, "上次的发票还没有收到，公司催着报账", nil},
		{customer, "好的，那我等您消息", nil},
	}
	good := []said{
		{agent, "您好，我是客服，很高兴为您服务，请问有什么可以帮您？", []on{{phrase: "很高兴为您服务", areas: "+attitude", weight: 1}}},
		{agent, "等了这么久，换作是我也会着急。我现在就去问站点。", []on{{phrase: "换作是我也会着急", areas: "+attention +tact", weight: 2}}},
		{agent, "今天18:00前我给您回复，因为仓库要先点货。", []on{{phrase: "今天18:00前", areas: "+timeliness", weight: 2}, {phrase: "因为仓库要先点货", areas: "+communication", weight: 1}}},
		{agent, "要是到时没收到，您直接找我。您看这样可以吗？", []on{{phrase: "要是到时没收到", areas: "+anticipation", weight: 1}, {phrase: "您看这样可以吗", areas: "+feedback", weight: 1}}},
		{agent, "请您先点订单，再点申请换货，选尺码就行。", []on{{phrase: "请您先点订单，再点申请换货", areas: "+guidance +flow", weight: 1}}},
	}
	bad := []said{
		{agent, "这个我不能给您办，您找快递吧。", []on{{phrase: "我不能给您办", rule: "negative/cannot", areas: "-attitude -flexibility", weight: 2}}},
		{agent, "可以换，但是要等，我会尽快处理的。", []on{{phrase: "但是", rule: "negative/but", areas: "-communication", weight: 1}, {phrase: "尽快处理", rule: "recovery/deadline", areas: "-timeliness", weight: 1}}},
		{agent, "您别急，仓库忙完会弄的，等通知。", []on{{phrase: "您别急", rule: "emotion/minimise", areas: "-attention", weight: 1}, {phrase: "等通知", rule: "recovery/deadline", areas: "-timeliness", weight: 1}}},
		{agent, "我们会给您反馈上去。", []on{{phrase: "我们会", rule: "emotion/we", areas: "-solving", weight: 1}}},
		{agent, "您先提供订单号。", []on{{phrase: "您先提供订单号", rule: "courtesy/please", areas: "-tact", weight: 1}}},
	}
	list := make([]*score.Conversation, 0, n)
	for i := range n {
		skill := r.Float64()
		var turns []said
		for range 3 + r.IntN(5) {
			turns = append(turns, pick(asks))
			if r.Float64() < skill {
				turns = append(turns, pick(good))
			} else {
				turns = append(turns, pick(bad))
			}
		}
		if r.IntN(60) == 0 {
			turns = append(turns, said{agent, "有意见您去投诉啊。", []on{{phrase: "您去投诉啊", rule: "recovery/threat", areas: "-tact", weight: 3, fatal: true}}})
		}
		c := hand(t, card, fmt.Sprintf("chats/2026-03-%02d/%05d.jsonl", 1+i%28, i+1), fmt.Sprintf("客服%02d", 1+r.IntN(24)), turns...)
		list = append(list, c)
	}
	return list
}
