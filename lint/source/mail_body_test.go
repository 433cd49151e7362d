package source

import (
	"strings"
)

// plain writes a text part.
func (w *mailWriter) plain(number string, read bool) {
	v, name := w.charset()
	flowed := w.rng.IntN(3) == 0
	body, kept := w.body(v, flowed)
	params := []string{"charset=" + w.one(name, `"`+name+`"`)}
	if flowed {
		params = append(params, "format="+w.one("flowed", "Flowed"))
	}
	if v.name != "utf-8" || flowed || w.rng.IntN(3) > 0 {
		w.field("Content-Type", w.one("text/plain", "TEXT/PLAIN"), params...)
	}
	decoded := w.content(v, body)
	if read && strings.TrimSpace(kept) != "" {
		w.want = append(w.want, mailText{text: kept, speaker: Agent, part: number, decoded: decoded, v: v})
	}
}

// body makes a text with quotations, history and a signature, and what is kept.
func (w *mailWriter) body(v variant, flowed bool) (body, kept string) {
	open := false // the last line is kept
	say := func(n int) {
		for range n {
			open = true
			line := "您" + v.phrase(w.rng, 6) + w.one("", "", " ", "。")
			body += line + w.eol
			kept += line
			if !flowed || !strings.HasSuffix(line, " ") {
				kept += w.eol
			}
			switch w.rng.IntN(6) {
			case 0:
				open = false
				body += w.one(">", "> ", " >", ">> ") + "不能退" + v.phrase(w.rng, 3) + w.eol
			case 1:
				body += w.eol
				kept += w.eol
			}
		}
	}
	say(1 + w.rng.IntN(4))
	old := func() string { return "不能退" + v.phrase(w.rng, 3) + w.eol }
	tail := w.rng.IntN(8)
	open = open && tail > 5
	switch tail {
	case 0: // a head and quotations, answered in between
		body += w.one(w.in(v, "在 2024年5月1日，王五 <a@b.c> 写道：", "於 2024年5月1日，王五 <a@b.c> 寫道："), w.in(v, "在2024/5/1 10:00，a@b.c写道:", "a@b.c 寫道:"), "On Mon, 6 May 2024, Li <a@b.c> wrote:", "On Mon, 6 May 2024 at 10:00, Li"+w.eol+"<a@b.c> wrote:") + w.eol
		gap := w.one("", w.eol) // it may stay: nothing is said in it
		body += gap + "> " + old() + "> " + old()
		kept += gap
		say(w.rng.IntN(3))
	case 1: // a head above history that is not marked
		body += w.one(w.in(v, "在 2024年5月1日，王五 <a@b.c> 写道：", "在 2024年5月1日，王五 <a@b.c> 寫道："), "On Mon, 6 May 2024, Li <a@b.c> wrote:") + w.eol + w.eol + old() + old()
	case 2:
		body += w.one(w.in(v, "-----原始邮件-----", "-----原始郵件-----"), w.in(v, "------------------ 原始邮件 ------------------", "------ 原始信件 ------"), "-----Original Message-----", "---------- Forwarded message ---------") + w.eol + old()
	case 3:
		body += w.one(w.in(v, "发件人: ", "寄件者: "), w.in(v, "发件人：", "寄件人："), "From: ") + "a@b.c" + w.eol + w.one(w.in(v, "发送时间: ", "寄件日期: "), "*日期:* ", "Sent: ", "收件人：") + "5" + w.eol + w.eol + old()
	case 4:
		body += w.one("-- ", "--") + w.eol + "客服部" + w.eol + old()
	case 5:
		body += w.one(w.in(v, "发自我的 iPhone", "從我的 iPhone 傳送"), "Sent from my iPhone") + w.eol + w.one("", old())
	}
	if w.rng.IntN(3) == 0 && strings.HasSuffix(body, w.eol) { // the last line does not end
		if open {
			kept = strings.TrimSuffix(kept, w.eol)
		}
		body = strings.TrimSuffix(body, w.eol)
	}
	return body, kept
}

// page writes a part in HTML.
func (w *mailWriter) page(number string, read bool) {
	v, name := w.charset()
	p := newPageWriter(w.rng, v)
	p.eol, p.html = w.eol, true
	p.file.WriteString(w.one("", "<!doctype html><html><body>", "<div dir='ltr'>") + "<p>您好</p>")
	p.want = append(p.want, "您好")
	for range w.rng.IntN(3) {
		p.block()
	}
	texts := make([]mailText, 0, len(p.want)+1)
	for _, s := range p.want {
		texts = append(texts, mailText{text: s, anybody: true})
	}
	if w.rng.IntN(3) == 0 {
		p.file.WriteString("<blockquote>不能退</blockquote><div>可以退</div>")
		texts = append(texts, mailText{text: "不能退", speaker: Customer}, mailText{text: "可以退", speaker: Agent})
	}
	old := "<blockquote>不能退</blockquote><p>不可以</p>"
	switch w.rng.IntN(8) {
	case 0:
		p.file.WriteString("<p>" + w.one(w.in(v, "-----原始邮件-----", "-----原始郵件-----"), "-------- Original Message --------") + "</p>" + old)
	case 1:
		p.file.WriteString("<div class='gmail_quote'><div>" + w.one(w.in(v, "在 2024年5月1日，王五 &lt;a@b.c&gt; 写道：<br>", "於 2024年5月1日，王五 &lt;a@b.c&gt; 寫道："), "On Mon, 6 May 2024, Li &lt;<a href='mailto:a@b.c'>a@b.c</a>&gt; wrote:") + "</div>" + old + "</div>")
	case 2:
		p.file.WriteString(w.in(v, "<div><b>发件人:</b> a@b.c<br><b>发送时间:</b> 5</div>", "<div>寄件者: a@b.c<br>日期: 5</div>") + old)
	case 3:
		p.file.WriteString("<div>好的<br>" + w.one(w.in(v, "------ 原始邮件 ------", "------ 原始郵件 ------"), "On Mon, 6 May 2024, Li &lt;a@b.c&gt; wrote:", "On Mon, 6 May 2024 at 10:00, Li<br>&lt;a@b.c&gt; wrote:", w.in(v, "发件人：a@b.c<br>收件人：x@b.c", "寄件人：a@b.c<br>收件者：x@b.c")) + "<br>不能退</div>" + old)
		texts = append(texts, mailText{text: "好的\n", speaker: Agent})
	case 4:
		p.file.WriteString("<div>好的<br>" + w.in(v, "发自我的 iPhone", "從我的 iPhone 傳送") + "</div>")
		texts = append(texts, mailText{text: "好的\n", speaker: Agent})
	case 5:
		p.file.WriteString(w.one("<div>-- <br>客服部<br>不能退</div>", "<p>--</p><p>不能退</p>"))
	case 6: // what is no head
		said := w.in(v, "经理在信里写道：", "經理在信裡寫道：")
		p.file.WriteString("<p>" + said + "</p><p>可以退</p>")
		texts = append(texts, mailText{text: said, speaker: Agent}, mailText{text: "可以退", speaker: Agent})
	}
	w.field("Content-Type", w.one("text/html", "TEXT/HTML"), "charset="+name)
	decoded := w.content(v, p.file.String())
	for _, x := range texts {
		x.part, x.decoded, x.v, x.page = number, decoded, v, p
		if read {
			w.want = append(w.want, x)
		}
	}
}
