package zh

import (
	"slices"
	"testing"
	"unicode/utf8"
)

type slotTest struct{ text, want string }

func testSlot(t *testing.T, slot Slot, tests []slotTest) {
	t.Helper()
	var z Analyzer
	for _, tt := range tests {
		a := z.Analyze(tt.text)
		if got := shown(a, a.Slots[slot]); got != tt.want {
			t.Errorf("%s in %q: %q, want %q", slot, tt.text, got, tt.want)
		}
	}
}

func TestSlotTime(t *testing.T) {
	testSlot(t, SlotTime, []slotTest{
		{"今天18:00前回复您", "今天18:00前"},
		{"18点给您答复，下午三点半，下午3点20分", "18点|下午三点半|下午3点20分"},
		{"3天内，24小时内，48小时，十分钟，一分钟，半小时", "3天内|24小时内|48小时|十分钟|一分钟|半小时"},
		{"两个工作日，1-3天，三到五个工作日，24/48小时，48~72小时", "两个工作日|1-3天|三到五个工作日|24/48小时|48~72小时"},
		{"明天，后天，今晚，次日，当天，隔天，大后天，明后天", "明天|后天|今晚|次日|当天|隔天|大后天|明后天"},
		{"周五，星期三，下周一，本周内，周末，礼拜天，下个月", "周五|星期三|下周一|本周内|周末|礼拜天|下个月"},
		{"月底前，年底，12月3日，12月底，3月份，15号前", "月底前|年底|12月3日|12月底|3月份|15号前"},
		{"2024-05-01，2024/5/1，2024年5月1日，2024-05-01 18:00", "2024-05-01|2024/5/1|2024年5月1日|2024-05-01 18:00"},
		{"10min，2h，3 days，24 小時，12 月 3 日前", "10min|2h|3 days|24 小时|12 月 3 日前"},
		{"两个半小时，一个半月，一天半，半个月，十几天，3个多小时", "两个半小时|一个半月|一天半|半个月|十几天|3个多小时"},
		{"周一至周五9:00-18:00，12月3日到5日，两点到三点", "周一至周五9:00-18:00|12月3日到5日|两点到三点"},
		{"12月3日(周四)前", "12月3日(周四)前"},
		{"今天或明天，明天的下午，一两天，两三天", "今天或明天|明天的下午|一两天|两三天"},
		{"三点前，三点之前，下午两点，十二点，三点二十", "三点前|三点之前|下午两点|十二点|三点二十"},
		{"节前，春节前，国庆后", "节前|春节前|国庆后"},
		{"半天内，一周，一周内，三十天", "半天内|一周|一周内|三十天"},
		{"[时间x]前，{{eta}}，{{delivery_time}}，{日期}，[数字x]天内，{{n}}个工作日，xx小时内", "[时间x]前|{{eta}}|{{delivery_time}}|{日期}|[数字x]天内|{{n}}个工作日|xx小时内"},
		{"每天17点前发货", "17点前"},
		{"三個工作日內，週五，後天，今天18：00", "三个工作日内|周五|后天|今天18:00"},

		{"一点，一下，有点，早点，晚点，差点", ""},
		{"两点建议，三点说明，以下3点", ""},
		{"步骤2点击确定", ""},
		{"等了半天，几天后，过几天，几十分钟，数天", ""},
		{"上周五，昨天，昨天下午3点，上个月底", ""},
		{"7天无理由退货，24小时客服，24小时热线", ""},
		{"5号键，2号线，工号5号，100号", ""},
		{"天气，然后天冷，周到，周年，月饼，春节快乐，今年的新茶", ""},
		{"早上好，下午好", ""},
		{"iphone14天，x2小", ""},
		{"看一下周边，十分抱歉，一时，四周", ""},
		{"{{name}}，{{update}}，{{beta}}，[姓名]", ""},
		{"1:1000，25:00，10:75", ""},
	})
}

func TestSlotMoney(t *testing.T) {
	testSlot(t, SlotMoney, []slotTest{
		{"20元，3.5元，1,000元，5块，十块钱，三块五，两百元", "20元|3.5元|1,000元|5块|十块钱|三块五|两百元"},
		{"¥20，￥99.5，NT$100，HK$ 50，$5，RMB30，30rmb", "¥20|¥99.5|nt$100|hk$ 50|$5|rmb30|30rmb"},
		{"10-20元，3万元，100多元", "10-20元|3万元|100多元"},
		{"[金额x]，[数字x]元，{{amount}}，¥{{n}}", "[金额x]|[数字x]元|{{amount}}|¥{{n}}"},
		{"一块去，两块香皂，5块肥皂钱，3.5折，一分钱一分货", "5块"},
		{"元旦，单元，公元，$name", ""},
		{"20 rmb 30", "20 rmb"},
	})
}

func TestSlotNumber(t *testing.T) {
	testSlot(t, SlotNumber, []slotTest{
		{"3个，三个，两次，十五，三百，百分之五，5%，1,000，3.5折", "3|三|两|十五|三百|百分之五|5%|1,000|3.5"},
		{"10086，[数字x]，{{count}}，%d，[电话x]，5kg", "10086|[数字x]|{{count}}|%d|[电话x]|5"},
		{"一个，一样，三方，三包，九都，十分，千万别，万一，iphone14，5G，a4", ""},
		{"%s，{{name}}，http://a.cn/123", ""},
	})
}

func TestSlotPlaceholder(t *testing.T) {
	testSlot(t, SlotPlaceholder, []slotTest{
		{"{{name}}您好，[数字x]天，%s，xx小时", "{{name}}|[数字x]|%s|xx"},
		{"见a.com，@abc，😊，[微笑]", ""},
	})
}

func TestSlotNames(t *testing.T) {
	for s := range NumSlots {
		if got, ok := SlotByName(s.String()); !ok || got != s {
			t.Errorf("SlotByName(%q) = %v, %v", s, got, ok)
		}
	}
	if _, ok := SlotByName("Time"); ok {
		t.Error("SlotByName(Time) found one")
	}
	if got := NumSlots.String(); got != "unknown" {
		t.Errorf("NumSlots.String() = %q", got)
	}
}

// TestSlotMayBegin holds the shortcut to what is found.
func TestSlotMayBegin(t *testing.T) {
	for _, text := range []string{
		"今天18:00前回复您，退您20元，共3件", "{{eta}}前到，¥35.5已退", "两个工作日内，半小时后，NT$100", "[数字x]天[时间x]", "没有",
	} {
		var z Analyzer
		a := z.Analyze(text)
		for kind, spans := range a.Slots {
			for _, s := range spans {
				first, _ := utf8.DecodeRuneInString(a.Text[s.Start:])
				if heads := SlotHeads(Slot(kind)); heads != nil && !slices.Contains(heads, first) {
					t.Errorf("%q: %v begins with %q", a.Text, Slot(kind), first)
				}
				if !z.SlotMayBegin(Slot(kind), s.Start) {
					t.Errorf("%s: the %v at %d begins where none may", text, Slot(kind), s.Start)
				}
			}
		}
	}
}
