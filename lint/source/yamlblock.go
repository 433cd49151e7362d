package source

import "strings"

// blockScalar reads a literal or folded scalar behind the sign of its style; its
// text stands on the lines behind that one, indented.
func (s *yamlScalar) blockScalar(folded bool) (t Text, ok bool) {
	start, head := s.i, s.i
	for head < len(s.raw) && yamlBreak(s.raw[head:]) == 0 {
		head++
	}
	if strings.Trim(s.value, " \n\u2028\u2029") == "" {
		return s.block.own(start, start), true // nothing but blanks
	}
	eol := s.raw[head : head+yamlBreak(s.raw[head:])]
	s.i = head + len(eol)
	indent := s.indent()
	if indent < 0 {
		return Text{}, false
	}
	ok = s.lines(indent, folded)
	e := yamlIndented{eol: eol, indent: strings.Repeat(" ", indent), folded: folded}
	return s.checked(e.encode, e.refuse), ok
}

// indent is by how many blanks the lines at s.i are indented: as many as the
// first that holds more than blanks has more than the value has there.
func (s *yamlScalar) indent() int {
	leading := func(text string) int {
		for {
			rest := strings.TrimLeft(text, " ")
			n := yamlBreak(rest)
			if n == 0 {
				return len(text) - len(rest)
			}
			text = rest[n:]
		}
	}
	return leading(s.raw[s.i:]) - leading(s.value)
}

// yamlLine is a line of a block scalar.
type yamlLine struct {
	from, to, next int // what is behind the indentation, where the line end is, where the next line starts
	short          bool
}

// line is the line at an offset; short tells that it is indented less and holds
// something, which ends the scalar.
func (s *yamlScalar) line(at, indent int) yamlLine {
	l := yamlLine{from: at}
	for l.from < len(s.raw) && l.from < at+indent && s.raw[l.from] == ' ' {
		l.from++
	}
	for l.to = l.from; l.to < len(s.raw) && !s.breakAt(l.to); {
		l.to++
	}
	l.next = l.to + yamlBreak(s.raw[l.to:])
	l.short = l.from < at+indent && l.to > l.from
	return l
}

// layout reads line ends and blanks that belong to the text but not to what can
// be written over: line ends before the first line and behind the last, and in
// folded scalars the blanks that lines begin with and the line ends beside them.
// They decide on more than they say.
func (s *yamlScalar) layout(blanks string) bool {
	rest, ok := strings.CutPrefix(s.value, blanks)
	s.insert(blanks)
	s.value = rest
	return ok
}

// tail reads the line ends at the end of the value, if nothing else is left of
// it.
func (s *yamlScalar) tail() bool {
	return strings.Trim(s.value, "\n\u2028\u2029") == "" && s.layout(s.value)
}

// lines reads the lines of the scalar. Line ends between two of them are one
// piece with the indentation behind them; in a folded scalar a single one is a
// blank, but beside lines that begin with one.
func (s *yamlScalar) lines(indent int, folded bool) bool {
	breaks, blank, text := "", false, false // what ended the last line with text, and empty ones behind it
	for at := s.i; ; {
		l := s.line(at, indent)
		switch {
		case s.tail():
			return true
		case l.short, l.next == at:
			return false // the end of the scalar, or of the file
		}
		at = l.next
		if l.from == l.to {
			breaks += yamlLineEnd(s.raw[l.to:l.next])
			continue
		}
		beside := blank
		blank = folded && s.blankAt(l.from)
		var ok bool
		switch {
		case !text, beside, blank:
			ok = s.layout(breaks)
		case !folded, breaks[0] != '\n':
			ok = s.stands(breaks, l.from)
		case len(breaks) == 1:
			ok = s.fold()
		default:
			ok = s.stands(breaks[1:], l.from)
		}
		for s.i = l.from; ok && blank && s.i < l.to && s.blankAt(s.i); s.i++ {
			ok = s.layout(s.raw[s.i : s.i+1])
		}
		if !ok || !s.same(l.to) {
			return false
		}
		text = true
		breaks = ""
		if l.next > l.to {
			breaks = yamlLineEnd(s.raw[l.to:l.next])
		}
	}
}
