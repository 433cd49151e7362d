package segment

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// The lists from which lines of service talk are made, in both scripts. A
// template names a list in braces; lists may name lists.
var (
	simplified = map[string][]string{
		"hello":  {"您好", "亲", "亲爱的顾客", "尊敬的客户您好", "早上好", "在的呢", "哈喽", "欢迎光临本店"},
		"we":     {"我", "我们", "我方", "小店", "本公司", "我司", "客服小张", "这边", "仓库", "售后专员", "物流同事", "系统"},
		"adv":    {"", "真的", "暂时", "目前", "确实", "已经", "马上", "立刻", "尽快", "一般", "恐怕", "只", "也", "都", "还", "正在", "再次"},
		"modal":  {"不能", "无法", "没办法", "可以", "能够", "需要", "愿意", "不方便", "不敢", "不太能", "是不是可以", "能不能", "会", "不会", "得"},
		"do":     {"退款", "退货", "换货", "补发", "改地址", "开发票", "查询物流", "取消订单", "核实情况", "登记反馈", "催促快递", "赔偿损失", "修改订单", "申请售后", "处理一下", "安排发货", "重新下单", "延长收货时间"},
		"thing":  {"宝贝", "包裹", "订单", "优惠券", "运费险", "快递单号", "积分", "会员卡", "充电器", "羽绒服", "保温杯", "押金", "保证金", "赠品", "宽带套餐", "信用卡账单", "流量包", "维修单", "纸尿裤"},
		"reason": {"因为库存不足", "由于系统升级", "按照公司规定", "受天气影响", "考虑到食品安全", "毕竟是特价商品", "鉴于已经超过七天", "这不是质量问题", "生产日期比较新", "厂家还没有回复", "疫情期间人手不够"},
		"sorry":  {"非常抱歉", "不好意思", "对不起", "给您添麻烦了", "请您谅解", "让您久等了", "实在过意不去", "深表歉意"},
		"when":   {"今天下午", "明天中午十二点前", "三个工作日内", "24小时之内", "两三天左右", "月底", "{n}号", "{n}点{n}分", "下周一", "活动结束以后"},
		"end":    {"请您耐心等待", "祝您生活愉快", "感谢您的支持和理解", "有问题随时联系我们", "麻烦您再确认一下", "您看这样行吗", "期待您的下次光临", "谢谢配合", "您说是吧", "就这样吧"},
		"part":   {"哦", "呢", "哈", "呀", "的", "了", "啦", "吧", "嘛", "噢", "", "", ""},
		"noise":  {"哈哈哈哈", "嗯嗯嗯", "人人都说好", "一五一十地说", "一个个都是好样的", "研究生命起源", "结合成分子时", "发展中国家", "中华人民共和国", "武汉市长江大桥", "乒乓球拍卖完了", "从小学起", "他说的确实在理", "无线电法国别研究", "不但是非不分", "只不过如此而已"},
		"but":    {"但是", "不过", "可是", "然而", "只是", "而且", "所以", "因此", "同时", "另外", "否则", "要不然"},
		"lines": {
			"{hello}{p}{we}{adv}{modal}为您{do}{part}{p}{but}{we}{modal}帮您{do}{part}{p}",
			"{sorry}{p}{reason}{p}您的{thing}{we}{adv}{modal}{do}{part}{p}{end}{p}",
			"{hello}{p}{thing}{when}{adv}{modal}{do}{part}{but}{reason}{part}",
			"{we}{adv}{modal}{do}{part}{p}{noise}{p}{thing}{n}元{part}",
			"这款{thing}是{x}型号的{part}{p}{n}%的顾客都说{noise}{p}{end}",
			"您{adv}{modal}{do}{thing}吗{p}{we}{when}{adv}给您{do}{part}",
			"亲{part}{thing}{adv}{modal}{do}的{p}{x}{n}{p}{sorry}{part}",
			"{noise}{but}{noise}{p}{end}{part}",
			"{reason}{but}{when}{we}{adv}{modal}把{thing}{do}好{part}{p}{x}",
		},
	}
	traditional = map[string][]string{
		"hello":  {"您好", "親愛的顧客", "尊敬的客戶您好", "早安", "在的喔", "哈囉", "歡迎光臨本店", "先生小姐您好"},
		"we":     {"我", "我們", "本公司", "敝店", "客服小陳", "這邊", "倉庫", "門市人員", "物流夥伴", "系統", "專員"},
		"adv":    {"", "真的", "暫時", "目前", "確實", "已經", "馬上", "立刻", "儘快", "恐怕", "只", "也", "都", "還", "正在"},
		"modal":  {"不能", "無法", "沒辦法", "可以", "能夠", "需要", "願意", "不方便", "不敢", "是不是可以", "能不能", "會", "不會", "得"},
		"do":     {"退款", "退貨", "換貨", "補寄", "更改地址", "開立發票", "查詢物流", "取消訂單", "核實情況", "登記回覆", "催促貨運", "賠償損失", "修改訂單", "申請售後", "處理一下", "安排出貨", "重新下單"},
		"thing":  {"商品", "包裹", "訂單", "優惠券", "運費", "託運單號", "點數", "會員卡", "充電器", "羽絨衣", "保溫杯", "押金", "保證金", "贈品", "網路方案", "信用卡帳單", "維修單", "紙尿褲"},
		"reason": {"因為庫存不足", "由於系統升級", "依照公司規定", "受天氣影響", "考量到食品安全", "畢竟是特價商品", "鑑於已經超過七天", "這不是品質問題", "廠商還沒有回覆"},
		"sorry":  {"非常抱歉", "不好意思", "對不起", "給您添麻煩了", "請您諒解", "讓您久等了", "實在過意不去", "深表歉意"},
		"when":   {"今天下午", "明天中午十二點前", "三個工作天內", "24小時之內", "兩三天左右", "月底", "{n}號", "{n}點{n}分", "下週一", "活動結束以後"},
		"end":    {"請您耐心等候", "祝您生活愉快", "感謝您的支持與理解", "有問題隨時聯繫我們", "麻煩您再確認一下", "您看這樣可以嗎", "期待您的再次光臨", "謝謝配合"},
		"part":   {"喔", "呢", "哈", "呀", "的", "了", "啦", "吧", "嘛", "唷", "", "", ""},
		"noise":  {"哈哈哈哈", "嗯嗯嗯", "人人都說好", "一五一十地說", "研究生命起源", "發展中國家", "中華人民共和國", "從小學起", "他說的確實在理", "不但是非不分", "這個人家裡有事", "瞭解情況後覆查"},
		"but":    {"但是", "不過", "可是", "然而", "只是", "而且", "所以", "因此", "同時", "另外", "否則", "要不然"},
	}
	shared = map[string][]string{
		"p": {"，", "。", "！", "？", "、", "；", "……", "~", " ", ",", ".", "!", "：", "", "", "\n", "（", "）", "“", "”"},
		"n": {"1", "3", "7", "12", "30", "99", "2017", "３", "二", "十五", "一百", "¾", "0.5"},
		"x": {"iPhone", "T恤", "4S店", "AT&T", "卡拉OK", "USB-C", "A4", "VIP会员", "wifi", "EMS", "É1", "Я", "αβ", "こんにちは", "カメラ", "한국", "😀", "𠮷野家", "App Store", "QQ", "b超", "ＡＢ", "[图片]", "#E-s", "https://a.example/b?c=1"},
	}
)

// generated yields n lines, the same for every run: service talk in both
// scripts, and random dictionary words in between.
func generated(n int, words []string) func(yield func(string) bool) {
	r := rand.New(rand.NewPCG(20, 26))
	return func(yield func(string) bool) {
		for i := range n {
			lists := simplified
			if i%2 == 1 {
				lists = traditional
			}
			line := expand(r, pick(r, simplified["lines"]), lists)
			if i%20 == 0 { // nothing but words, joined
				line = pick(r, words) + pick(r, words) + pick(r, words) + pick(r, words)
			}
			if i%5 == 4 {
				for range 1 + r.IntN(3) {
					line += pick(r, words) + expand(r, pick(r, []string{"{p}", "{part}", "{x}", "{but}", "{do}"}), lists)
				}
			}
			if !yield(line) {
				return
			}
		}
	}
}

// expand replaces the names in braces by a random entry of their list.
func expand(r *rand.Rand, template string, lists map[string][]string) string {
	for {
		open := strings.IndexByte(template, '{')
		if open < 0 {
			return template
		}
		end := open + strings.IndexByte(template[open:], '}')
		list := lists[template[open+1:end]]
		if list == nil {
			list = shared[template[open+1:end]]
		}
		template = template[:open] + pick(r, list) + template[end+1:]
	}
}

func pick(r *rand.Rand, list []string) string { return list[r.IntN(len(list))] }

// TestDifferential compares with gse loaded in full over generated lines.
func TestDifferential(t *testing.T) {
	seg := fullGse(t)
	words := make([]string, 0, seg.Dict.NumTokens())
	for i := range seg.Dict.Tokens {
		words = append(words, seg.Dict.Tokens[i].Text())
	}
	distinct := map[string]bool{}
	lines := generated(12000, words)
	for line := range lines {
		distinct[line] = true
	}
	if len(distinct) < 10000 {
		t.Fatalf("only %d of 12000 generated lines are different", len(distinct))
	}
	compare(t, generated(12000, words))
}

// TestDictionaryWords compares over a sample of the dictionary's words, each
// alone.
func TestDictionaryWords(t *testing.T) {
	seg := fullGse(t)
	s := NewSegmenter(Embedded())
	n, bad := 0, 0
	for i := 0; i < len(seg.Dict.Tokens); i += 53 {
		n++
		if whole, islands := difference(seg, s, seg.Dict.Tokens[i].Text()); whole+islands != "" {
			if bad++; bad < 10 {
				t.Error(whole, islands)
			}
		}
	}
	t.Logf("%d words: %d differ", n, bad)
}
