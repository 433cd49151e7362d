package zh

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// How far from the quotation, in bytes, what introduces it may stand.
const (
	introWindow = 32 * han // the sentence before, for who says it
	verbWindow  = 8 * han  // from the end of the verb to the mark
	actWindow   = 14 * han // from the end of "click" to the mark
)

var (
	// customers are subjects that stand for the customer or a third person, not the agent.
	customers = []string{
		"您", "你", "亲", "客户", "顾客", "用户", "买家", "网友", "市民", "群众", "业主", "客人",
		"会员", "家长", "旅客", "乘客", "读者", "对方", "来信人", "留言人", "反映人", "投诉人", "他", "她",
	}
	// selves are subjects that stand for the agent.
	selves = []string{"我", "咱", "客服", "小妹", "妹子", "小二", "小编", "本店", "小店", "这边"}
	// objectMarks before a person make it no subject: 跟您说, 为您备注.
	objectMarks = []string{"跟", "对", "和", "给", "向", "与", "同", "为", "帮", "替", "告诉", "通知", "问", "请", "让", "叫", "回复", "提醒", "教"}
	// sayings are what a customer does with words.
	sayings = []string{
		"说", "讲", "提到", "提及", "提出", "提问", "反映", "反馈", "写", "问", "咨询", "称", "表示",
		"描述", "投诉", "留言", "备注", "告知", "告诉", "回复", "回答", "认为", "觉得", "以为", "要求",
		"诉求", "指出", "抱怨", "评价", "评论", "质疑", "来信", "来电", "发", "填", "原话", "理解",
	}
	// reports are sayings that are the customer's even with no subject.
	reports = []string{"反映", "来信", "留言", "诉求", "提问", "投诉", "咨询", "来电"}
	// screens say what a page or a device shows.
	screens = []string{
		"提示", "显示", "弹出", "跳出", "出现", "报错", "写着", "写有", "写的", "标着", "标注", "标明",
		"标有", "注明", "印着", "印有", "看到", "页面", "屏幕", "界面", "系统", "弹窗", "状态", "错误",
		"报", "提醒", "写明", "标题", "名为", "名称", "叫做", "文案", "内容",
	}
	// notices are the agent's own, though they end like a screen's word.
	notices = []string{"温馨提示", "友情提示", "特别提示", "重要提示", "温馨提醒", "友情提醒", "特别提醒", "贴心提示"}
	// acts are done with a button, a field, a word to send.
	acts = []string{
		"点击", "点选", "点开", "点", "选择", "选中", "选", "勾选", "输入", "回复", "发送", "编辑", "按",
		"进入", "打开", "找到", "搜索", "搜", "填写", "填", "查看", "单击", "双击", "长按", "关注", "下载",
		"切换", "开启", "关闭", "启用", "访问", "见", "参考", "参阅", "阅读", "在", "设置", "查找",
	}
	// things stand behind the name of something on a screen, with or without 的.
	things = []string{
		"字样", "字眼", "提示", "按钮", "按键", "选项", "页面", "界面", "链接", "图标", "菜单", "入口",
		"标签", "弹窗", "对话框", "窗口", "报错", "错误", "几个字", "两个字", "三个字", "四个字", "五个字",
		"六个字", "键", "一栏", "栏", "框", "状态", "标识", "标志", "公众号", "小程序", "标题", "模块",
		"专区", "频道", "功能", "一项", "字", "等字样",
	}
	// letters stand behind the customer's own title or words.
	letters = []string{
		"的留言", "的来信", "的诉求", "的投诉", "的咨询", "的反映", "的疑问", "的帖子", "的提问", "的信件", "一帖",
		"一文", "的来电", "的评价", "的评论", "的说法",
	}
	// topics before a quotation, with 问题 behind it, quote the customer's matter.
	topics = []string{"关于", "针对", "对于", "有关", "所提", "所述", "就", "涉及"}
	// matters follow such a quotation.
	matters = []string{"的问题", "问题", "的事", "事宜", "的情况", "一事", "的建议", "的疑问", "的诉求"}
	// joints stand between two quotations that are introduced together.
	joints = []string{"", "和", "或", "或者", "、", "与", "及", "以及", ",", "-", "->", "→", ">", ">>", "—", "--", "/", "后", "再点击", ",再点击", "并点击"}
)

// introduced reports whether the words around q make it the customer's or a screen's.
func (q quotation) introduced(a *Analysis) bool {
	after := a.Text[q.end:]
	for _, s := range []string{"的", "这个", "这", "那个", "等"} {
		if rest, ok := strings.CutPrefix(after, s); ok && beginsWithAny(rest, things) > 0 {
			return true
		}
	}
	if beginsWithAny(after, things) > 0 || beginsWithAny(after, letters) > 0 {
		return true
	}
	before := strings.TrimRight(sentenceBefore(a, q.start), " :,、—")
	clause := before
	if i := strings.LastIndexAny(before, ",:、~—"); i >= 0 {
		_, size := utf8.DecodeRuneInString(before[i:])
		clause = before[i+size:]
	}
	switch {
	case nearEnd(clause, screens, verbWindow) && !endsInNotice(clause):
		return true
	case nearEnd(clause, acts, actWindow):
		return true
	case nearEnd(clause, topics, verbWindow) && beginsWithAny(after, matters) > 0:
		return true
	}
	return customerSays(before, clause)
}

// sentenceBefore gives the text between the start of its sentence, at most introWindow away,
// and offset p.
func sentenceBefore(a *Analysis, p int) string {
	lo := max(0, p-introWindow)
	for lo < p && !utf8.RuneStart(a.Text[lo]) {
		lo++
	}
	before := a.Text[lo:p]
	if i := strings.LastIndexAny(before, "。!?;…\n"); i >= 0 {
		_, size := utf8.DecodeRuneInString(before[i:])
		before = before[i+size:]
	}
	return before
}

// lastEnd gives the end of the last of words in text, and that word, or -1.
func lastEnd(text string, words []string) (int, string) {
	end, word := -1, ""
	for _, w := range words {
		if i := strings.LastIndex(text, w); i >= 0 && (i+len(w) > end || i+len(w) == end && len(w) > len(word)) {
			end, word = i+len(w), w
		}
	}
	return end, word
}

// nearEnd reports whether one of words ends in the last window bytes of text, one of a
// single character in the last two characters: 点 and 在 are in too many words.
func nearEnd(text string, words []string, window int) bool {
	for _, w := range words {
		near := window
		if len(w) == han {
			near = 2 * han
		}
		if i := strings.LastIndex(text, w); i >= 0 && len(text)-i-len(w) <= near {
			return true
		}
	}
	return false
}

func endsInNotice(clause string) bool {
	end, _ := lastEnd(clause, notices)
	return end >= 0 && len(clause)-end <= verbWindow
}

// customerSays reports whether clause ends in a verb of saying whose subject, in before, is
// the customer.
func customerSays(before, clause string) bool {
	end, verb := lastEnd(clause, sayings)
	if end < 0 || len(clause)-end > verbWindow {
		return false
	}
	subject := subjectOf(before[:len(before)-len(clause)+end-len(verb)])
	if subject == agentSubject {
		return false
	}
	if subject == customerSubject {
		return true
	}
	return nearEnd(clause, reports, verbWindow)
}

type subject uint8

const (
	noSubject subject = iota
	customerSubject
	agentSubject
)

// subjectOf finds the person nearest to the end of text who is no object.
func subjectOf(text string) subject {
	for len(text) > 0 {
		c, cw := lastEnd(text, customers)
		s, sw := lastEnd(text, selves)
		end, word, who := c, cw, customerSubject
		if s > c {
			end, word, who = s, sw, agentSubject
		}
		if end < 0 {
			return noSubject
		}
		text = text[:end-len(word)]
		if !endsInAny(text, objectMarks) {
			return who
		}
	}
	return noSubject
}

func endsInAny(text string, words []string) bool {
	for _, w := range words {
		n := len(text) - len(w)
		if n >= 0 && text[n] == w[0] && text[n:] == w {
			return true
		}
	}
	return false
}

// follows reports whether q is joined to the quotation before, which was introduced.
func (q quotation) follows(text string, before quotation) bool {
	if before.end < 0 || q.start < before.end || q.start-before.end > 5*han {
		return false
	}
	return slices.Contains(joints, strings.TrimSpace(text[before.end:q.start]))
}
