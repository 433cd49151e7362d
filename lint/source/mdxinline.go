package source

import "strings"

// inline copies text up to the end of a line, and what begins in it.
func (m *mdxSource) inline() {
	from := m.at
	for m.at < len(m.s) {
		i := m.at
		end := i
		switch m.s[i] {
		case '\n':
			m.at++
			m.keep(from, m.at)
			return
		case '\\':
			m.at = min(i+2, len(m.s))
			if m.at < len(m.s) && m.s[m.at-1] == '\n' {
				m.at-- // a hard break
			}
			continue
		case '`':
			m.at = m.codeEnd(i)
			continue
		case '{':
			if end = m.expressionEnd(i); end > i {
				m.keep(from, i)
				m.expression(i, end)
			}
		case '<':
			if end = m.tagEnd(i, from); end > i {
				from = end
			}
		}
		if end > i {
			from = end
			m.at = end
			continue
		}
		m.at++
	}
	m.keep(from, m.at)
}

// codeEnd returns the end of the code span that starts at i, or that of its
// backticks.
func (m *mdxSource) codeEnd(i int) int {
	n := i
	for n < len(m.s) && m.s[n] == '`' {
		n++
	}
	size := n - i
	if m.ticks[size] {
		return n
	}
	for k := n; k < len(m.s); {
		switch {
		case m.s[k] == '`':
			run := k
			for k < len(m.s) && m.s[k] == '`' {
				k++
			}
			if k-run == size {
				return k
			}
			continue
		case m.s[k] == '\n' && strings.HasPrefix(strings.TrimLeft(m.s[k+1:min(len(m.s), k+256)], " \t\r"), "\n"):
			k = len(m.s)
		}
		k++
	}
	m.ticks[size] = true
	return n
}

// expressionEnd returns the end of the expression that starts at i, or i.
func (m *mdxSource) expressionEnd(i int) int {
	if m.failed > maxFailed {
		return i
	}
	end := bracesEnd(m.s, i)
	if end < 0 {
		m.failed++
		return i
	}
	if holdsBlankLine(m.s[i:end]) { // a paragraph ends there
		m.failed++
		return i
	}
	return end
}

func holdsBlankLine(s string) bool {
	for _, rest, more := strings.Cut(s, "\n"); more; _, rest, more = strings.Cut(rest, "\n") {
		if body := strings.TrimLeft(rest, " \t\r"); body != "" && body[0] == '\n' {
			return true
		}
	}
	return false
}

// expression writes what stands for an expression.
func (m *mdxSource) expression(start, end int) {
	inner := strings.TrimSpace(m.s[start+1 : end-1])
	m.inLine = m.note(m.inLine, start, end)
	switch {
	case inner == "", strings.HasPrefix(inner, "/*") && strings.HasSuffix(inner, "*/"), inner[0] == '#':
	case isPlaceholder(m.s[start:end]):
		m.keep(start, end)
	case len(inner) > 1 && (inner[0] == '"' || inner[0] == '\'' || inner[0] == '`') && isBlank(strings.Trim(inner, "\"'`")):
		m.put(" ", start, end)
	default:
		m.put(standIn, start, end)
	}
}

// isPlaceholder tells whether an expression is a name, for which lint/zh holds it
// too: {name}, {order.id}, {{name}}.
func isPlaceholder(s string) bool {
	inner := strings.TrimSpace(strings.Trim(s, "{}"))
	if inner == "" || len(inner) > 40 || !isASCIILetter(inner[0]) {
		return false
	}
	for i := range len(inner) {
		if c := inner[i]; !isASCIIAlnum(c) && c != '_' && c != '.' {
			return false
		}
	}
	return true
}

// tagEnd writes what stands for the tag or comment that starts at i, behind the
// text from an offset on, and returns its end; i where there is none.
func (m *mdxSource) tagEnd(i, from int) int {
	if m.failed > maxFailed {
		return i
	}
	if strings.HasPrefix(m.s[i:], "<!--") {
		n := strings.Index(m.s[i:], "-->")
		if n < 0 {
			m.failed++
			return i
		}
		m.keep(from, i)
		m.inLine = m.note(m.inLine, i, i+n+3)
		return i + n + 3
	}
	t, ok := jsxTagAt(m.s, i)
	if !ok {
		if i+1 < len(m.s) && (isASCIILetter(m.s[i+1]) || m.s[i+1] == '/') {
			m.failed++
		}
		return i
	}
	name := strings.ToLower(t.name)
	switch {
	case t.component() && t.alone:
		name = "x-widget"
	case t.component() || tagOf(name) == tagUnknown:
		name = "x-jsx"
	}
	m.keep(from, i)
	switch {
	case t.isEnd:
		m.put("</"+name+">", t.start, t.end)
	case t.alone:
		m.put("<"+name+"/>", t.start, t.end)
	default:
		m.put("<"+name+">", t.start, t.end)
	}
	return t.end
}
