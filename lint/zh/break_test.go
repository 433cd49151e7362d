package zh

import (
	"strings"
	"testing"
)

// shown joins the spans of the text with a bar.
func shown(a *Analysis, spans []Span) string {
	out := make([]string, len(spans))
	for i, s := range spans {
		out[i] = a.Text[s.Start:s.End]
	}
	return strings.Join(out, "|")
}

func TestSentences(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"marks", "您好！请问是哪一单？我来查。稍等；谢谢…", "您好!|请问是哪一单?|我来查。|稍等;|谢谢…"},
		{"half width stop behind Han", "已经为您登记,请您留意来电哦.谢谢.", "已经为您登记,请您留意来电哦.|谢谢."},
		{"runs close once", "真的吗？？！！好的。。。行……嗯!!~", "真的吗??!!|好的。。。|行……|嗯!!~"},
		{"closed quotes belong", "他说“不行。”然后走了。（完。）好", "他说“不行。”|然后走了。|(完。)|好"},
		{"ASCII quotes", `他说"不行."然后"好."`, `他说"不行."|然后"好."`},
		{"line ends", "第一行\n第二行\r\n\n  第三行", "第一行\n|第二行\r\n\n  |第三行"},
		{"line tags", "不能退<br/>可以换<br>好</p>", "不能退<br/>|可以换<br>|好</p>"},
		{"space behind", "您好。 请讲", "您好。 |请讲"},
		{"space before", "\n 您好。", "\n 您好。"},
		{"numbers", "共3.5元,版本1.2.3,合计1,000.50元", "共3.5元,版本1.2.3,合计1,000.50元"},
		{"numbered list", "1.打开设置 2.点确定", "1.打开设置 2.点确定"},
		{"lettered list", "A.退货\nB.换货", "a.退货\n|b.换货"},
		{"letters before a stop", "请下载app.然后登录", "请下载app.|然后登录"},
		{"abbreviation", "No. 5 的包裹 vs. 另一个", "no. 5 的包裹 vs. 另一个"},
		{"English", "We are sorry. Please wait.", "we are sorry. |please wait."},
		{"ASCII ellipsis", "稍等...正在查", "稍等...|正在查"},
		{"entity", "甲&amp;乙;丙", "甲&amp;乙;|丙"},
		{"link", "见http://a.cn/x?b=1;c=2!好", "见http://a.cn/x?b=1;c=2!|好"},
		{"none", "您好", "您好"},
		{"empty", "", ""},
	}
	var z Analyzer
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := z.Analyze(tt.text)
			if got := shown(a, a.Sentences); got != tt.want {
				t.Errorf("sentences %q, want %q", got, tt.want)
			}
		})
	}
}

func TestClauses(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"marks", "您好，红、蓝两色：都有。行", "您好,|红、|蓝两色:|都有。|行"},
		{"times and numbers", "10:30到，1,000元，12,345,678件，1,20", "10:30到,|1,000元,|12,345,678件,|1,|20"},
		{"link", "请看https://a.cn/b:8080，谢谢", "请看https://a.cn/b:8080,|谢谢"},
		{"tilde", "亲~您好~3~5天~好，周一~周五", "亲~|您好~|3~5天~|好,|周一~周五"},
		{"tildes", "好的~~~亲", "好的~~~|亲"},
		{"dash", "好——但是慢，3—5天", "好——|但是慢,|3—5天"},
		{"two marks", "好,,。行", "好,,。|行"},
		{"closed quote", "“好，”他说", "“好,”|他说"},
		{"placeholder", "{{a,b}}好,行", "{{a,b}}好,|行"},
		{"face", "好的!:)行", "好的!:)|行"},
	}
	var z Analyzer
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := z.Analyze(tt.text)
			if got := shown(a, a.Clauses); got != tt.want {
				t.Errorf("clauses %q, want %q", got, tt.want)
			}
		})
	}
}

func TestPunctuated(t *testing.T) {
	var z Analyzer
	for text, want := range map[string]bool{
		"您好": false, "您好 请讲": false, "您好\n请讲": false, "亲~您好": false, "3.5元": false, "10:30": false,
		"您好，请讲": true, "您好。": true, "好的~。": true, "见a.com": false, "好.": true,
	} {
		if got := z.Analyze(text).Punctuated; got != want {
			t.Errorf("Punctuated of %q is %v", text, got)
		}
	}
}
