package source

import "strings"

// page yields what a part in HTML says. Block quotes are the history of a reply,
// and so is all below its head; the signature ends it, too.
func (r *mailReader) page(b *Block, where *Location, yield func(*Conversation) bool) error {
	end, stopped := len(b.text)+1, false // of the newest text; what stands beside it, as a picture's words, comes later
	p := &page{block: b, quotes: true, roles: tellsRoles(b.text), yield: func(c *Conversation) bool {
		kept := c.Turns[:0]
		for _, t := range c.Turns {
			if t.Text.blockStart(0) >= end {
				continue
			}
			n, over := newestOf(t.Text.s)
			if over {
				end = t.Text.blockStart(n)
			}
			if t.Text.s = t.Text.s[:n]; !isBlank(t.Text.String()) {
				t.Location = where
				kept = append(kept, t)
			}
		}
		if len(kept) > 0 {
			stopped = r.emit(kept, yield) != nil
		}
		return !stopped
	}}
	w := &htmlWalker{page: p}
	w.read(view{text: b.text})
	w.end()
	p.end()
	if stopped {
		return errStopped
	}
	return nil
}

// newestOf is the length of the newest text of a paragraph of a page: up to the
// line where a signature or older mails begin, which end the mail (over), or what
// a telephone adds.
func newestOf(text string) (n int, over bool) {
	lines, at := linesOf(text)
	for i := range lines {
		line := strings.TrimSpace(at(i))
		over = line == "--" || isHistory(line) || i == 0 && isHistoryHead(line) || startsHistory(lines[i:], at, i) ||
			isReplyHead(line, i+1 < len(lines), func() string { return strings.TrimSpace(at(i + 1)) })
		if over || isDevice(line) {
			return lines[i].start, over
		}
	}
	return len(text), false
}

// linesOf are the lines of a text, and what stands in each, without its line end.
func linesOf(text string) (lines []lineSpan, at func(int) string) {
	for s := newLineScanner(text); s.scan(); {
		lines = append(lines, lineSpan{s.start, s.end})
	}
	return lines, func(i int) string { return text[lines[i].start:lines[i].end] }
}

// newest keeps the newest text of a mail's body: not lines that quote (> …), not
// the history below a reply's head, not the signature. In flowed text (RFC 3676)
// a line that ends in a blank goes on in the next.
func newest(text string, flowed bool, a *assembler) {
	lines, at := linesOf(text)
	for i := 0; i < len(lines); i++ {
		line := strings.TrimSpace(at(i))
		switch {
		case at(i) == "-- " || line == "--" || isDevice(line):
			return
		case isHistory(line), startsHistory(lines[i:], at, i):
			return
		case strings.HasPrefix(line, ">"):
			continue
		case isReplyHead(line, i+1 < len(lines), func() string { return strings.TrimSpace(at(i + 1)) }):
			// Words between quoted lines belong to the answer; below a head that no
			// quotation follows everything is history.
			if !quoteFollows(lines[i+1:], at, i+1) {
				return
			}
			if !strings.HasSuffix(line, ":") && !strings.HasSuffix(line, "：") {
				i++ // the head goes on in the next line
			}
			continue
		}
		end := len(text)
		if i+1 < len(lines) {
			end = lines[i+1].start
		}
		if flowed && strings.HasSuffix(at(i), " ") {
			end = lines[i].end
		}
		a.keep(lines[i].start, end)
	}
}

// isDevice tells whether a line is what a telephone adds.
func isDevice(line string) bool {
	for _, head := range [...]string{"发自我的", "发送自", "來自我的", "傳送自", "從我的", "Sent from my", "Get Outlook for", "获取 Outlook"} {
		if strings.HasPrefix(line, head) {
			return true
		}
	}
	return false
}

// isHistory tells whether a line is the rule above the older mails.
func isHistory(line string) bool {
	inner := strings.TrimSpace(strings.Trim(line, "-_ "))
	if inner == line {
		return false
	}
	for _, word := range [...]string{
		"原始邮件", "原始郵件", "原始信件", "转发邮件信息", "转发的邮件", "Original Message", "Forwarded message", "Forwarded Message", "回复的原邮件", "回复的邮件",
	} {
		if strings.EqualFold(inner, word) {
			return true
		}
	}
	return false
}

// isHistoryHead tells whether a line begins the header of an older mail.
func isHistoryHead(line string) bool {
	for _, head := range [...]string{"发件人", "寄件人", "寄件者", "From"} {
		if rest, ok := strings.CutPrefix(strings.TrimLeft(line, "*"), head); ok {
			rest = strings.TrimLeft(rest, "* ")
			return strings.HasPrefix(rest, ":") || strings.HasPrefix(rest, "：")
		}
	}
	return false
}

// startsHistory tells whether the header of an older mail begins here: who
// wrote it, and within the next lines when or to whom.
func startsHistory(lines []lineSpan, at func(int) string, first int) bool {
	if !isHistoryHead(strings.TrimSpace(at(first))) {
		return false
	}
	for k := 1; k < min(len(lines), 5); k++ {
		line := strings.TrimLeft(strings.TrimSpace(at(first+k)), "*")
		for _, head := range [...]string{"发送时间", "时间", "日期", "收件人", "寄件日期", "收件者", "主题", "主旨", "Sent", "Date", "To", "Subject"} {
			if rest, ok := strings.CutPrefix(line, head); ok && strings.ContainsAny(strings.TrimLeft(rest, "* ")+" ", ":：") {
				return true
			}
		}
	}
	return false
}

// isReplyHead tells whether a line, with the next where it is broken, says who
// wrote when: 在 2024年5月1日，张三写道：, On …, … wrote:.
func isReplyHead(line string, more bool, next func() string) bool {
	if wrote(line) {
		return strings.HasPrefix(line, "在") || strings.HasPrefix(line, "On ") || strings.HasPrefix(line, "于") || strings.HasPrefix(line, "於") ||
			strings.ContainsAny(line, "0123456789@")
	}
	begins := strings.HasPrefix(line, "On ") && strings.ContainsAny(line, "0123456789") || strings.HasPrefix(line, "在 ") && strings.ContainsAny(line, "0123456789")
	return begins && more && wrote(next())
}

func wrote(line string) bool {
	for _, tail := range [...]string{"写道：", "写道:", "寫道：", "寫道:", "wrote:", "wrote：", "写到：", "寫到："} {
		if strings.HasSuffix(line, tail) {
			return true
		}
	}
	return false
}

// quoteFollows tells whether the next line that is not blank is a quotation.
func quoteFollows(lines []lineSpan, at func(int) string, first int) bool {
	for k := range lines {
		line := strings.TrimSpace(at(first + k))
		if line == "" || wrote(line) {
			continue
		}
		return strings.HasPrefix(line, ">")
	}
	return false
}
