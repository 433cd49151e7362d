package report

import (
	"strings"
	"testing"
	"time"
	"unicode/utf16"
	"unicode/utf8"
)

func TestMask(t *testing.T) {
	for in, want := range map[string]string{
		// Numbers.
		"电话13800138000，转123":      "电话***********，转123",
		"138-0013-8000":           "***-****-****",
		"6222 0202 0000 1234 567": "**** **** **** **** ***",
		"身份证11010119900307123X。":  "身份证******************。",
		"订单SF1234567890已发":        "订单SF**********已发",
		"编号A12B34C56":             "编号A**B**C**",
		"iPhone15和3号楼，第12页":       "iPhone15和3号楼，第12页",
		"18:00前，2天内，满300减50":      "18:00前，2天内，满300减50",
		"1999.00元":                "****.00元",
		"１３８００１３８０００":             "＊＊＊＊＊＊＊＊＊＊＊",
		"一三八零零一三八":                "＊＊＊＊＊＊＊＊",
		"一二三四五六":                  "一二三四五六",
		"2024-01-15 3天":           "****-**-** *天", // joined to the date by one blank
		// Addresses.
		"发到xiao.ming+1@mail.example.com吧": "发到****.****+*@****.*******.***吧",
		"@客服 和 a@b":                       "@客服 和 a@b",
		// Names.
		"姓名：王小明，":              "姓名：＊＊＊，",
		"收货人 李四 电话":            "收货人 ＊＊ 电话",
		"姓名:John Smith;":       "姓名:**** *****;",
		"姓名不能为空":               "姓名不能为空",
		"姓名是王小明":               "姓名是＊＊＊",
		`{"name":"小林","id":3}`: `{"name":"＊＊","id":3}`,
		"尊敬的王小明先生您好":           "尊敬的＊＊＊先生您好",
		"请问欧阳女士":               "请问＊＊女士",
		"歐陽小姐":                 "＊＊小姐",
		"这位先生，女士优先":            "这位先生，女士优先",
		"先生：张三丰":               "先生：＊＊＊",
		"先生：您好":                "先生：您好",
		"我叫陈晨，":                "我叫＊＊，",
		"我叫您一声":                "我叫您一声",
		"𠮷先生、王𠮷先生":             "𠮷先生、＊🔒先生",
		"微信号：xiao_ming88":      "微信号：****_******",
		"微信支付":                 "微信支付",
		// Characters written as numbers.
		`\u738b\u5c0f不行`:   `\u****\u****不行`,
		"&#29579;&#x738B;": "&#*****;&#x****;",
		"=E7=8E=8B=E5 a=b": "=**=**=**=** a=b",
		"%E7%8E%8B 100%":   "%**%**%** 100%",
		"客户不满意，我不能退":       "客户不满意，我不能退",
		"":                 "",
	} {
		if got := Mask(in); got != want {
			t.Errorf("Mask(%q) = %q, want %q", in, got, want)
		}
	}
}

// TestMaskIsLinear masks long texts of what it looks for.
func TestMaskIsLinear(t *testing.T) {
	for _, s := range []string{
		"王小明先生，138 0013 8000，a.b@c.de，姓名：", "@", "a@", "a.", "QQ", "微信号", "姓名：", "姓名", "1", "1 ", "一",
		`\u1234`, `\u`, "=AA", "%", "&#", "&#x1", "王", "先生", "欧阳先生", `name"`, " ", "\"",
	} {
		text := strings.Repeat(s, 500_000/len(s))
		start := time.Now()
		Mask(text)
		if took := time.Since(start); took > 5*time.Second { // some hundredths
			t.Errorf("%q over and over: %v", s, took)
		}
	}
}

// FuzzMask makes sure that places stay what they are in every unit, that nothing
// but letters and digits changes, and that what is masked stays so.
func FuzzMask(f *testing.F) {
	f.Add("王小明先生，138 0013 8000，a.b@c.de，姓名：𠮷")
	f.Add("\xff\u738b１２３４é姓名：é")
	f.Fuzz(func(t *testing.T, s string) {
		got := Mask(s)
		if len(got) != len(s) || utf8.RuneCountInString(got) != utf8.RuneCountInString(s) {
			t.Fatalf("Mask(%q) = %q: another length", s, got)
		}
		if utf8.ValidString(s) {
			if len(utf16.Encode([]rune(got))) != len(utf16.Encode([]rune(s))) {
				t.Errorf("Mask(%q) = %q: another length in UTF-16", s, got)
			}
			if again := Mask(got); again != got {
				t.Errorf("Mask(%q) = %q, and again %q", s, got, again)
			}
		}
		for i := range len(got) {
			if got[i] != s[i] && strings.IndexByte("\t\n :,.@\"", s[i]) >= 0 {
				t.Errorf("Mask(%q) = %q: byte %d changed", s, got, i)
			}
		}
		for _, run := range strings.FieldsFunc(got, func(r rune) bool { return r < '0' || r > '9' }) {
			if len(run) >= digitsInRow {
				t.Errorf("Mask(%q) = %q leaves %s", s, got, run)
			}
		}
	})
}
