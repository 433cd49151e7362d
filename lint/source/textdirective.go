package source

// file yields a whole file as one text.
func (r *textReader) file(b *Block, yield func(*Conversation) bool) error {
	if !mayDirect(b.text) {
		return r.emit(b, 0, len(b.text), yield)
	}
	p := directedText{block: b}
	for lines := newLineScanner(b.text); lines.scan(); {
		switch blank := isBlank(b.text[lines.start:lines.end]); {
		case !blank && r.waiting.line(b, lines.start, lines.end):
			p.without(lines.start, lines.next)
		case blank:
			p.close(&r.waiting)
		default:
			p.open(lines.start, lines.end)
		}
	}
	p.close(&r.waiting)
	r.waiting.end()
	p.keep(len(b.text))
	if t := p.text(len(b.text)); !isBlank(t.s) {
		return r.lone(t, yield)
	}
	return nil
}

// directed is paragraphs of a stretch that may hold directives. A line of one is
// no part of its paragraph, and parts none.
func (r *textReader) directed(b *Block, length int, yield func(*Conversation) bool) error {
	p := directedText{block: b}
	flush := func() error {
		start, end := p.from, p.to
		if !p.begun {
			return nil
		}
		p.close(&r.waiting)
		p.keep(end)
		if err := r.stream.checkLength("a paragraph", b, start, end); err != nil {
			return err
		}
		return r.lone(p.text(end), yield)
	}
	for lines := newLineScanner(b.text[:length]); lines.scan(); {
		switch {
		case isBlank(b.text[lines.start:lines.end]):
			if err := flush(); err != nil {
				return err
			}
		case r.waiting.line(b, lines.start, lines.end):
			p.without(lines.start, lines.next)
		default:
			if !p.begun {
				p.parts, p.kept = nil, lines.start
			}
			p.open(lines.start, lines.end)
		}
	}
	return flush()
}

// directedText is a text from which the lines of directives are taken out.
type directedText struct {
	block    *Block
	parts    []lineSpan // of the text, without those lines
	kept     int        // up to where it is in parts
	begun    bool       // a paragraph is open
	from, to int        // its first and last line
}

// without leaves out a line.
func (p *directedText) without(start, next int) {
	p.keep(start)
	p.kept = next
}

// keep adds the text up to an offset.
func (p *directedText) keep(end int) {
	if p.kept < end {
		p.parts = append(p.parts, lineSpan{p.kept, end})
	}
	p.kept = max(p.kept, end)
}

// open adds a line to the paragraph that is open, or opens one.
func (p *directedText) open(start, end int) {
	if !p.begun {
		p.begun, p.from = true, start
	}
	p.to = end
}

// close ends the paragraph, which is what the directives before its end cover.
func (p *directedText) close(w *waiting) {
	if p.begun {
		w.cover(p.block, p.from, p.to)
	}
	p.begun = false
}

// text is what was kept up to an offset.
func (p *directedText) text(end int) Text {
	if len(p.parts) == 1 {
		return p.block.own(p.parts[0].start, min(p.parts[0].end, end))
	}
	a := assembler{block: p.block}
	for _, part := range p.parts {
		a.keep(part.start, min(part.end, end))
	}
	return a.done(nil)
}
