package source

import "strings"

// bareSpace drops blanks on both sides of a text.
func bareSpace(s string) string { return strings.TrimFunc(s, isSpace) }

// para adds a paragraph: lines in it may say that what follows is a question or
// an answer, and its bold beginning may ask.
func (p *page) para(t passage) {
	if p.quoted > 0 {
		p.say(t)
		return
	}
	parts := p.parts(t)
	if len(parts) == 0 {
		p.lead(t)
		return
	}
	for _, x := range parts {
		switch x.speaker {
		case Customer:
			asked, said := p.answeredInLine(x.passage)
			p.ask(levelLine, asked)
			p.say(said)
		case Agent:
			p.say(x.passage)
		default:
			p.lead(x.passage)
		}
	}
}

// part is some lines of a paragraph that one speaker says; Unknown where no line
// said who.
type part struct {
	speaker Speaker
	passage passage
}

// parts cuts a paragraph at lines such as Q: … and 答：…, without these labels;
// nil where there are none. Where no line says that the answer begins, the
// question is one line.
func (p *page) parts(t passage) []part {
	starts, heads := p.heads(t)
	answered, labelled := false, false
	for _, h := range heads {
		labelled = labelled || h.speaker != Unknown
		answered = answered || h.speaker == Agent
	}
	if !labelled {
		return nil
	}
	var parts []part
	for i, h := range heads {
		end := len(t.pieces)
		if i+1 < len(starts) {
			end = starts[i+1]
		}
		line := passage{pieces: t.pieces[starts[i]:end:end], lines: t.lines, encode: t.encode}
		if h.speaker != Unknown {
			line.pieces = p.block.behind(line.pieces, h.text)
			parts = append(parts, part{h.speaker, line})
			continue
		}
		if n := len(parts); n > 0 && (answered || parts[n-1].speaker != Customer) {
			parts[n-1].passage.pieces = append(parts[n-1].passage.pieces, line.pieces...)
			continue
		}
		parts = append(parts, part{Unknown, line})
	}
	return parts
}

// answeredInLine parts a question from the answer that stands on its line: 问：
// 能退吗？答：不能.
func (p *page) answeredInLine(t passage) (asked, said passage) {
	s := p.block.plain(t.pieces, 1<<12)
	for at := 0; ; {
		n := strings.IndexAny(s[at:], "答A")
		if n < 0 {
			return t, passage{}
		}
		at += n
		before := strings.TrimRightFunc(s[:at], isSpace)
		if h, ok := faqLine(s[at:]); ok && h.speaker == Agent && before != "" && (endsAsking(before) || strings.HasSuffix(before, "。") || len(before) < at) {
			asked, said = t, t
			asked.pieces, said.pieces = p.block.before(t.pieces, at), p.block.behind(t.pieces, at+h.text)
			return asked, said
		}
		at++
	}
}

// heads finds where the lines of a passage start, and what they say before the
// words.
func (p *page) heads(t passage) (starts []int, heads []speakerHead) {
	start := 0
	for i := 0; i <= len(t.pieces); i++ {
		if i < len(t.pieces) && t.pieces[i].kind != pieceHard && (t.pieces[i].kind != pieceSoft || !t.lines) {
			continue
		}
		starts = append(starts, start)
		heads = append(heads, p.head(t.pieces[start:i]))
		start = i + 1
	}
	return starts, heads
}

// head reads what a line says before the words.
func (p *page) head(line []piece) speakerHead {
	const most = 4 * labelRunes
	s := p.block.plain(line, most)
	if at := strings.IndexAny(s, ":："); at < 0 || at > most {
		return speakerHead{}
	}
	if h, ok := faqLine(s); ok {
		return h
	}
	if p.roles {
		if h, ok := speakerLine(s, nil); ok {
			return h
		}
	}
	return speakerHead{}
}

// lead adds a paragraph that no label begins: a bold line that asks, a paragraph
// with a bold question before its answer, a lone question, or the agent's words.
func (p *page) lead(t passage) {
	t.pieces = p.block.trim(t.pieces)
	bold := p.boldEnd(t.pieces)
	switch text := bareSpace(p.block.plain(t.pieces, 4*titleRunes*3)); {
	case bold == len(t.pieces) && bold > 0 && asksTitle(text),
		bold == 0 && asksAlone(text):
		p.ask(levelLine, t)
		return
	case p.isLink(t.pieces) && asksTitle(text):
		p.aside(Customer, t) // the title of another page
		return
	}
	if bold > 0 && bold < len(t.pieces) && endsAsking(p.block.plain(t.pieces[:bold], 4*titleRunes*3)) && p.block.readable(t.pieces[bold:]) {
		asked, said := t, t
		asked.pieces, said.pieces = t.pieces[:bold:bold], t.pieces[bold:]
		p.ask(levelLead, asked)
		p.say(said)
		return
	}
	p.say(t)
}

// boldEnd is how many pieces are the bold beginning of a paragraph, a number
// before it and a question mark behind it counted.
func (p *page) boldEnd(pieces []piece) int {
	i := 0
	if i < len(pieces) && !pieces[i].bold && strings.Trim(p.block.shown(&pieces[i]), "0123456789.、．）)( \t") == "" {
		i++
	}
	start := i
	for i < len(pieces) && (pieces[i].bold || pieces[i].kind == pieceBlank) {
		i++
	}
	if i == start {
		return 0
	}
	if i < len(pieces) {
		if s := p.block.shown(&pieces[i]); strings.Trim(s, "?？:： ") == "" {
			i++
		}
	}
	return i
}

// isLink tells whether all of a passage is one link or several.
func (p *page) isLink(pieces []piece) bool {
	links := 0
	for i := range pieces {
		if x := &pieces[i]; x.link {
			links++
		} else if x.kind == pieceText && x.text != standIn && bareSpace(p.block.shown(x)) != "" {
			return false
		}
	}
	return links > 0
}

// tellsRoles tells whether lines of a page say who speaks, the customer and the
// agent: 客户：…, 客服：….
func tellsRoles(text string) bool {
	if !containsAny(text, []string{"客服", "坐席", "座席", "卖家", "賣家", "商家"}) || !containsAny(text, []string{"客户", "客戶", "顾客", "顧客", "用户", "用戶", "买家", "買家"}) {
		return false
	}
	agent, customer := 0, 0
	for lines := newLineScanner(text); lines.scan(); {
		line := strings.TrimLeft(text[lines.start:lines.end], " \t*_>-+#|0123456789.、　")
		if i := strings.IndexByte(line, '<'); i == 0 {
			_, line, _ = strings.Cut(line, ">")
		}
		line = line[:min(len(line), 4*labelRunes)]
		if !strings.ContainsAny(line, ":：") {
			continue
		}
		if h, ok := speakerLine(strings.ReplaceAll(line, "**", ""), nil); ok {
			switch h.speaker {
			case Agent:
				agent++
			case Customer:
				customer++
			case Unknown, System:
			}
		}
	}
	return agent > 0 && customer > 0
}
