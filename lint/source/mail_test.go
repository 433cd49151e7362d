package source

import (
	"encoding/base64"
	"strings"
	"testing"
)

func TestMail(t *testing.T) {
	gbk := string([]byte{0xCE, 0xD2, 0xB2, 0xBB, 0xC4, 0xDC, 0xCD, 0xCB}) // 我不能退
	mail := func(lines ...string) string { return strings.Join(lines, "\r\n") }
	for _, c := range []struct{ name, in, want string }{
		{"plain", mail("From: a@b.c", "Subject: 退款", "To: c@d.e", "", "您好，", "不能退。", ""),
			"#1 [agent \"退款\"]\n#2 [agent \"您好，\\r\\n不能退。\\r\\n\"]"},
		{"subject in encoded words", mail("Subject: =?utf-8?B?6YCA5qy+?=", " =?gbk?Q?=CD=CB?=", "", "好"), "#1 [agent \"退款退\"]\n#2 [agent \"好\"]"},
		{"subject on two lines", mail("Subject: 退", " 款", "\tabc", " d", "", "好"), "#1 [agent \"退款 abc d\"]\n#2 [agent \"好\"]"},
		{"charset of the part", mail("Content-Type: text/plain; charset=gbk", "", gbk), "#1 [agent \"我不能退\"]"},
		{"quoted-printable", mail("Content-Transfer-Encoding: quoted-printable", "", "=E4=B8=8D=", "=E8=83=BD=E9=80=80"), "#1 [agent \"不能退\"]"},
		{"base64", mail("Content-Transfer-Encoding: base64", "", base64.StdEncoding.EncodeToString([]byte("不能退"))), "#1 [agent \"不能退\"]"},
		{"alternative", mail(`Content-Type: multipart/alternative; boundary="x"`, "", "--x", "", "纯文本", "--x", "Content-Type: text/html", "", "<p>网页</p>", "--x--", ""), "#1 [agent \"纯文本\"]"},
		{"attachment", mail(`Content-Type: multipart/mixed; boundary=x`, "", "--x", "", "正文", "--x", "Content-Disposition: attachment; filename=a.txt", "", "附件", "--x--"), "#1 [agent \"正文\"]"},
		{"html", mail("Content-Type: text/html", "", "<p>不能退</p><blockquote>为什么不能退</blockquote>"), "#1 [agent \"不能退\"] [customer \"为什么不能退\"]"},
		{"html, a telephone in the same paragraph", mail("Content-Type: text/html", "", "<div>好的<br>发自我的 iPhone</div><p>不能退</p>"), "#1 [agent \"好的\\n\"] [agent \"不能退\"]"},
		{"html, history in the same paragraph", mail("Content-Type: text/html", "", "<div>好的<br>发件人：李四<br>主题：退款<br>不能退</div><p>不能退</p>"), "#1 [agent \"好的\\n\"]"},
		{"html, words of pictures", mail("Content-Type: text/html", "", "<p>好<img alt='新地址'></p><p>发件人：李四<br>主题：x</p><img alt='不能退'>"), "#1 [agent \"好￼\"]\n#2 [agent \"新地址\"]"},
		{"html, signature", mail("Content-Type: text/html", "", "<div>好的</div><div>-- <br>不能退</div><p>不能退</p>"), "#1 [agent \"好的\"]"},
		{"html, words that only end as a head does", mail("Content-Type: text/html", "", "<p>店长写道：</p><p>不能退</p>"), "#1 [agent \"店长写道：\"] [agent \"不能退\"]"},
		{"quotation inside", mail("", "答一", "> 问", "答二"), "#1 [agent \"答一\\r\\n答二\"]"},
		{"history", mail("", "好的", "", "在 2024年5月1日，张三 <z@s.c> 写道：", "不能退吗"), "#1 [agent \"好的\\r\\n\\r\\n\"]"},
		{"old rule", mail("", "好的", "-----原始邮件-----", "不能退"), "#1 [agent \"好的\\r\\n\"]"},
		{"old header", mail("", "好的", "发件人: 李四", "发送时间: 2024-05-01", "", "不能退"), "#1 [agent \"好的\\r\\n\"]"},
		{"signature", mail("", "好的", "-- ", "我不能退公司"), "#1 [agent \"好的\\r\\n\"]"},
		{"telephone", mail("", "好的", "发自我的 iPhone"), "#1 [agent \"好的\\r\\n\"]"},
		{"flowed", mail("Content-Type: text/plain; format=flowed", "", "您的 ", "包裹"), "#1 [agent \"您的 包裹\"]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			all, err := read(strings.NewReader(c.in), Options{Path: "a.eml"})
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.TrimSpace(outline(all)); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestMailPlaces(t *testing.T) {
	in := "Subject: a\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain; charset=gbk\n\n您\n--x\nContent-Transfer-Encoding: base64\n\n" +
		base64.StdEncoding.EncodeToString([]byte("好\n不能")) + "\n--x--\n"
	raw := []byte(strings.Replace(in, "您", "\xC4\xFA", 1))
	all, err := read(strings.NewReader(string(raw)), Options{Path: "a.eml"})
	if err != nil || len(all) != 3 {
		t.Fatal(err, outline(all))
	}
	if p := all[0].Turns[0].Text.Position(0); p != (Position{9, 1, 10}) {
		t.Errorf("subject at %+v", p)
	}
	plain, coded := all[1].Turns[0], all[2].Turns[0]
	if p := plain.Text.Position(0); p.Line != 7 || p.Column != 1 || string(raw[p.Offset:p.Offset+2]) != "\xC4\xFA" || plain.Location.Detached {
		t.Errorf("plain part at %+v, %+v", p, plain.Location)
	}
	if p := coded.Text.Position(4); p.Line != 2 || p.Column != 1 || !coded.Location.Detached || coded.Location.Part != "1.2" {
		t.Errorf("encoded part at %+v, %+v", p, coded.Location)
	}
}

func TestMailErrors(t *testing.T) {
	for in, want := range map[string]string{
		"Content-Type: multipart/mixed; boundary=x\n\n--x\n\na\n": "a.eml:6:1: the mail is cut off",
		"Content-Type: multipart/mixed\n\na\n":                    "a.eml:3:1: a multipart without a boundary",
		"Content-Transfer-Encoding: base64\n\n!!\n":               "a.eml:3:1: part 1: ",
		"Content-Transfer-Encoding: zip\n\na\n":                   `content transfer encoding "zip"`,
		"Content-Type: text/plain; charset=klingon\n\n\xff\n":     `unknown encoding "klingon"`,
	} {
		if _, err := read(strings.NewReader(in), Options{Path: "a.eml"}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error %v, want %s", in, err, want)
		}
	}
}

func TestMailOnStandardInput(t *testing.T) {
	all, err := read(strings.NewReader("From: a@b.c\nSubject: 退款\n\n好\n> 问\n"), Options{Path: "<stdin>"})
	if err != nil || len(all) != 2 {
		t.Errorf("%v\n%s", err, outline(all))
	}
	all, err = read(strings.NewReader("Note: 好\n\n嗯\n"), Options{Path: "<stdin>"})
	if err != nil || len(all) != 1 {
		t.Errorf("%v\n%s", err, outline(all))
	}
}

func FuzzMail(f *testing.F) {
	f.Add([]byte("From: a\nSubject: =?utf-8?B?6YCA?=\nContent-Type: multipart/alternative; boundary=x\n\n--x\n\n好\n> 问\n--x\nContent-Type: text/html\n\n<p>好\n--x--\n"))
	f.Add([]byte("Content-Transfer-Encoding: quoted-printable\n\n=E4=B8=8D=\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		checkFuzzed(t, data, Options{Path: "a.eml"})
	})
}
