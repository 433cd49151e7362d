package source

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// titleRunes is the most characters that a heading has which names a symptom or
// asks without a question mark; what is longer is a statement.
const titleRunes = 40

// asksTitle tells whether a heading, a term or a bold line is the customer's: it
// asks, or names what the customer sees go wrong.
func asksTitle(title string) bool {
	title = bareTitle(title)
	if title == "" {
		return false
	}
	if h, ok := faqLine(title); ok {
		return h.speaker == Customer
	}
	if endsAsking(title) {
		return true
	}
	return utf8.RuneCountInString(title) <= titleRunes && (containsAny(title, questionWords) || namesSymptom(title))
}

// asksAlone tells whether a paragraph is nothing but a question of the
// customer's: 怎么退款？ An agent who asks says 您 or 请问.
func asksAlone(text string) bool {
	text = bareTitle(text)
	if !endsAsking(text) || utf8.RuneCountInString(text) > titleRunes || containsAny(text, []string{"您", "你", "请问", "請問"}) {
		return false
	}
	inner := strings.TrimRight(text, "?？!！ ")
	return !strings.ContainsAny(inner, "。！？!?；;\n") && (strings.Contains(inner, "我") || containsAny(inner, questionWords))
}

// bareTitle drops numbers before a title and marks around it.
func bareTitle(s string) string {
	s = strings.TrimFunc(s, isSpace)
	if i := strings.LastIndexByte(s, '{'); i > 0 && strings.HasSuffix(s, "}") && strings.IndexByte("#.:", s[i+1]) >= 0 {
		s = strings.TrimRightFunc(s[:i], isSpace) // the name of a heading: {#refund}
	}
	for {
		rest := strings.TrimLeft(s, "#*_·•▶►-— \t　")
		if n := itemNumber(rest); n > 0 {
			rest = rest[n:]
		} else if inner, n := bracketed(rest); n > 0 && n < len(rest) && isNumeral(inner) {
			rest = rest[n:]
		} else if i := strings.IndexAny(rest[:min(len(rest), 16)], "、.．"); i > 0 && isNumeral(rest[:i]) {
			_, size := utf8.DecodeRuneInString(rest[i:])
			rest = rest[i+size:]
		}
		rest = strings.TrimLeftFunc(rest, isSpace)
		if rest == s || rest == "" {
			return strings.TrimRight(s, "*_ \t　：:")
		}
		s = rest
	}
}

// isNumeral reports whether a text is a number in digits or Chinese numerals.
func isNumeral(s string) bool {
	return s != "" && utf8.RuneCountInString(s) <= 4 && strings.Trim(s, "0123456789一二三四五六七八九十百.") == ""
}

// endsAsking tells whether a title ends in a question mark or particle, whatever
// brackets close behind it.
func endsAsking(s string) bool {
	s = strings.TrimRight(s, "）)」』】]”!！~～ 　")
	r, size := utf8.DecodeLastRuneInString(s)
	switch r {
	case '?', '？', '吗', '嗎':
		return true
	case '么', '麼':
		before, _ := utf8.DecodeLastRuneInString(s[:len(s)-size])
		return !strings.ContainsRune("那这這多要", before)
	}
	return false
}

// questionWords make a title a question wherever they stand in it.
var questionWords = []string{
	"怎么", "怎麼", "怎样", "怎樣", "如何", "咋", "为什么", "為什麼", "为何", "為何", "为啥", "為啥",
	"能不能", "可不可以", "会不会", "會不會", "是不是", "有没有", "有沒有", "要不要", "该不该", "該不該",
	"能否", "可否", "是否可以", "是否能", "是否会", "是否會", "是否需要", "什么是", "什麼是", "是什么", "是什麼",
	"有什么", "有什麼", "什么时候", "什麼時候", "什么意思", "什麼意思", "哪里", "哪裡", "哪儿", "哪些", "哪个", "哪個",
	"多久", "多少", "多长时间", "多長時間", "几天", "幾天", "几时", "幾時", "何时", "何時", "谁能", "誰能",
}

func containsAny(s string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(s, w) })
}

// namesSymptom tells whether a title names what fails: 按钮无法点击, 收不到验证码,
// 登录失败. A title that speaks to the customer, or that sets a term
// (不能使用的优惠券), names none.
func namesSymptom(title string) bool {
	if containsAny(title, []string{"您", "请", "請", "我们", "我們", "须知", "須知", "说明", "說明", "规则", "規則", "政策", "常见", "常見", "列表", "一览"}) {
		return false
	}
	core := title
	for again := true; again; {
		again = false
		for _, tail := range symptomTails {
			if rest, ok := strings.CutSuffix(core, tail); ok && rest != "" {
				core, again = rest, true
			}
		}
	}
	if slices.ContainsFunc(failures, func(f string) bool { return strings.HasSuffix(core, f) }) || containsAny(core, notToBeHad) {
		return true
	}
	for _, deny := range denials {
		_, rest, ok := strings.Cut(core, deny)
		for ok {
			done := strings.TrimLeftFunc(rest, func(r rune) bool {
				return strings.ContainsRune("正常再被成功顺利順利直接从從在通过過", r)
			})
			if v := slices.IndexFunc(deviceVerbs, func(v string) bool { return strings.HasPrefix(done, v) }); v >= 0 {
				return !setsTerm(done[len(deviceVerbs[v]):])
			}
			_, rest, ok = strings.Cut(rest, deny)
		}
	}
	return false
}

// setsTerm tells whether what stands behind 不能使用 makes it a kind of thing:
// …的优惠券.
func setsTerm(rest string) bool {
	_, noun, of := strings.Cut(rest, "的")
	return of && strings.ContainsFunc(noun, unicode.IsLetter)
}

var symptomTails = []string{
	"的问题", "的問題", "问题", "問題", "的情况", "的情況", "的现象", "的現象", "的原因", "的解决办法", "的解决方法", "的解決方法",
	"的处理方法", "的處理方法", "排查", "处理", "處理", "解决", "解決", "怎么办", "怎麼辦", "了", " ", "。", "！", "!", "的", "…",
}

// failures end titles that name a symptom.
var failures = []string{
	"失败", "失敗", "异常", "異常", "报错", "報錯", "出错", "出錯", "错误", "錯誤", "失效", "失灵", "失靈", "丢失", "遺失", "故障",
	"闪退", "閃退", "卡顿", "卡頓", "卡死", "卡住", "死机", "當機", "黑屏", "白屏", "蓝屏", "花屏", "掉线", "斷線", "断网",
	"没反应", "沒反應", "没有反应", "沒有反應", "无响应", "無回應", "无反应", "不工作", "不生效", "不正常", "不稳定", "不穩定",
	"不显示", "不顯示", "不见", "不見", "消失", "太慢", "很慢", "变慢", "變慢", "忘记密码", "忘記密碼", "忘了密码", "密码忘记", "已過期", "已失效",
	"乱码", "亂碼", "空白", "断开", "中断", "打不开", "被盗", "被封", "被冻结",
}

// notToBeHad name what does not come, open or go wherever they stand in a title.
var notToBeHad = []string{
	"收不到", "没收到", "沒收到", "没有收到", "沒有收到", "未收到", "打不开", "打不開", "进不去", "進不去", "上不去", "登不上", "登不进",
	"登录不了", "登陆不了", "登录不上", "登入不了", "连不上", "連不上", "连接不上", "连接不了", "搜不到", "找不到", "看不到", "看不见", "看不見",
	"听不到", "聽不到", "点不开", "点不了", "點不了", "开不了机", "开不了", "用不了", "充不进", "扫不出", "扫不了", "打印不了", "打印不出",
	"下载不了", "安装不了", "显示不了", "显示不出", "加载不出", "載入不了", "刷新不出", "上传不了", "播放不了", "退出不了", "更新不了", "没有声音", "沒有聲音",
	"没有显示", "没有信号", "没网", "想不起", "记不得",
}

var denials = []string{"无法", "無法", "不能", "没法", "沒法", "没办法", "沒辦法", "不可以"}

// deviceVerbs are what devices and pages fail to do.
var deviceVerbs = []string{
	"登录", "登陆", "登入", "打印", "列印", "联网", "連網", "上网", "上網", "连接", "連接", "连上", "連上", "显示", "顯示", "加载", "加載", "載入",
	"点击", "點擊", "点选", "點選", "启动", "啟動", "启用", "啟用", "开机", "開機", "关机", "關機", "重启", "充电", "充電", "收到", "接收", "接听", "通话",
	"打开", "打開", "开启", "開啟", "进入", "進入", "访问", "訪問", "存取", "浏览", "瀏覽", "识别", "辨識", "读取", "讀取", "播放", "观看", "安装", "安裝",
	"卸载", "下载", "下載", "升级", "更新", "刷新", "解锁", "定位", "扫描", "扫码", "搜索", "搜尋", "同步", "保存", "儲存", "上传", "上傳", "发送", "輸入", "输入",
	"响应", "工作", "运行", "運行", "使用", "提交", "看到", "听到", "生成", "检测", "偵測", "退出", "关闭", "關閉", "注册", "註冊", "验证", "驗證", "绑定", "綁定", "下单", "下單", "结账", "結帳", "充值", "购买", "購買",
	"拍照", "录音", "复制", "粘贴", "编辑", "編輯", "滚动", "切换", "支付", "付款", "显示出",
}

// Headings that say that what stands under them is what the customer asks or
// sees, or what the agent answers.
var questionHeadings = []string{
	"问题", "問題", "问题描述", "問題描述", "问题现象", "問題現象", "现象", "現象", "故障现象", "症状", "症狀", "用户问题", "客户问题", "用户反馈",
	"情境", "情景", "提问", "提問", "question", "problem", "symptom", "symptoms",
}

var answerHeadings = []string{
	"解答", "回答", "答案", "答复", "答覆", "解决", "解決", "解决方案", "解決方案", "解决办法", "解決辦法", "解决方法", "解決方法", "处理方法", "處理方法",
	"处理方式", "處理方式", "处理步骤", "操作步骤", "原因", "原因分析", "可能原因", "可能的原因", "问题原因", "回复", "回覆", "参考话术", "标准话术", "话术",
	"answer", "solution", "cause", "resolution",
}

func isOneOf(title string, list []string) bool {
	return slices.Contains(list, strings.ToLower(bareTitle(title)))
}

// customerColumn tells whether the header of a table's column says that its
// cells are the customer's or a screen's words.
func customerColumn(name string) bool {
	name = strings.ToLower(bareTitle(name))
	return slices.Contains(knownQuestion(), name) || slices.Contains(questionHeadings, name) || slices.Contains([]string{
		"常见问题", "常見問題", "异常现象", "报错信息", "错误信息", "错误提示", "報錯", "报错", "提示信息", "错误描述", "錯誤訊息", "客户", "顾客", "用户", "客戶", "顧客",
		"客户说", "客户提问", "用户提问", "faq", "error message",
	}, name)
}
