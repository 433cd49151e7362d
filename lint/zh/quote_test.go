package zh

import "testing"

func TestQuotes(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"customer says", "您说“不能用”，我来看", "不能用"},
		{"with a colon", "您刚才说：“没法登录”。", "没法登录"},
		{"mentioned", "您提到的“不能退”我记下了", "不能退"},
		{"customer reports", "客户反映“无法开机”", "无法开机"},
		{"reports with no subject", "来信反映「路灯不亮」已收悉", "路灯不亮"},
		{"he says to me", "您跟我说“改不了”", "改不了"},
		{"subject a clause before", "您昨天来电，说“不能用”", "不能用"},
		{"screen", "系统提示“无法支付”", "无法支付"},
		{"screen, ASCII marks", `页面显示"不能提交"`, "不能提交"},
		{"screen, single marks", "弹出‘不支持’", "不支持"},
		{"written", "包装上写着『不可拆封』", "不可拆封"},
		{"words behind", "有“不能修改”字样", "不能修改"},
		{"notice behind", "看到“不支持”的提示", "不支持"},
		{"characters behind", "“但是”这两个字", "但是"},
		{"button", "请点击“不可用”按钮", "不可用"},
		{"button, far", "点击右上角的「無法登入」", "无法登入"},
		{"field", "在“我的”里选择“不能”", "我的|不能"},
		{"word to send", "回复“TD”退订", "td"},
		{"two at once", "您反映“没法退”和“没法换”", "没法退|没法换"},
		{"path", "点击“设置”-“不可用”", "设置|不可用"},
		{"topic", "关于“不能入学”的问题", "不能入学"},
		{"over a stop", "您说“不能用。怎么办？”我来看", "不能用。怎么办?"},
		{"nested", "您说“他讲‘不能’了”", "他讲‘不能’了"},
		{"I say", "我说“不能退”", ""},
		{"I say to you", "我跟您说“不能退”", ""},
		{"colleague says", "客服说“不行”", ""},
		{"no verb", "这就是“不能退”", ""},
		{"own notice", "温馨提示：“不能拆封”", ""},
		{"for you", "已为您备注“不能发”", ""},
		{"open only", "您说“不能退", ""},
		{"line between", "您说“不能退\n好的”", ""},
		{"apostrophe", "you said don't 不能 can't", ""},
		{"empty", "您说“”", ""},
		{"a sentence before", "您说过。“不能退”", ""},
		{"a point is no click", "有一点要说明的是“不能退”", ""},
	}
	var z Analyzer
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := z.Analyze(tt.text)
			if got := shown(a, a.Quotes); got != tt.want {
				t.Errorf("quotes %q, want %q", got, tt.want)
			}
		})
	}
}
