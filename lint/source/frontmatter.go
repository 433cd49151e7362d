package source

import (
	"strings"
	"unicode/utf8"
)

// frontMatterEnd returns where the front matter of a page ends: what stands
// between two lines of --- (or +++) at its top, the first line of which names a
// key. It is 0 where there is none: a page may begin with a rule.
func frontMatterEnd(s string) int {
	fence, first := "", true
	for lines := newLineScanner(s); lines.scan(); {
		line := strings.TrimRight(s[lines.start:lines.end], " \t")
		switch {
		case fence == "" && (line == "---" || line == "+++"):
			fence = line
		case fence == "":
			return 0
		case line == fence || fence == "---" && line == "...":
			return lines.next
		case first && line != "":
			if !strings.ContainsAny(line, ":=#[") {
				return 0
			}
			first = false
		}
	}
	return 0
}

// readFrontMatter adds the title and the description of a page: the title as a
// heading above all others, which may be the question that the page answers.
func readFrontMatter(p *page, end int) {
	s := p.block.text[:end]
	if !strings.HasPrefix(s, "---") {
		return
	}
	for _, key := range [...]string{"title", "description"} {
		t, ok := frontMatterValue(s, key)
		switch {
		case !ok || !p.block.readable(t.pieces):
		case key == "title":
			p.heading(0, t)
		default:
			p.say(t)
		}
	}
	p.flush()
}

// frontMatterValue finds the value of a key at the left margin.
func frontMatterValue(s, key string) (t passage, ok bool) {
	for lines := newLineScanner(s); lines.scan(); {
		rest, found := strings.CutPrefix(s[lines.start:lines.end], key)
		if !found {
			continue
		}
		rest, found = strings.CutPrefix(strings.TrimLeft(rest, " \t"), ":")
		if !found || rest != "" && rest[0] != ' ' && rest[0] != '\t' {
			continue
		}
		value := strings.TrimLeft(rest, " \t")
		at := lines.end - len(value)
		switch {
		case value == "":
			return t, false
		case value[0] == '"':
			return doubleQuoted(s, at+1), true
		case value[0] == '\'':
			return singleQuoted(s, at+1), true
		case value[0] == '|' || value[0] == '>':
			return blockScalar(s, lines.next, value[0] == '|'), true
		}
		return plainScalar(s, at, lines.end), true
	}
	return t, false
}

// doubleQuoted reads a scalar in double quotes, up to the quote that closes it.
func doubleQuoted(s string, i int) passage {
	t := passage{encode: func(s string, c charset) string {
		return escapeJSON(s, func(r rune) bool { return !c.has(r) })
	}}
	from := i
	for ; i < len(s) && s[i] != '"'; i++ {
		switch {
		case s[i] == '\n' || s[i] == '\r':
			i = t.fold(s, from, i)
			from = i + 1
		case s[i] == '\\' && i+1 < len(s):
			t.add(from, i)
			r, size := unescapeYAML(s[i:])
			t.pieces = append(t.pieces, piece{start: i, end: i + size, text: string(r)})
			i += size - 1
			from = i + 1
		}
	}
	t.add(from, i)
	return t
}

// unescapeYAML reads an escape of a scalar in double quotes.
func unescapeYAML(s string) (r rune, size int) {
	digits := map[byte]int{'x': 2, 'u': 4, 'U': 8}[s[1]]
	switch {
	case digits == 0 && strings.IndexByte("bfnrt", s[1]) >= 0:
		return unescapeJSON(s)
	case digits == 0 || len(s) < 2+digits:
		r, size = utf8.DecodeRuneInString(s[1:])
		return r, 1 + size
	}
	for i := 2; i < 2+digits; i++ {
		if !isHexDigit(s[i]) {
			return rune(s[1]), 2
		}
		r = r<<4 | hex4("000"+s[i:i+1])
	}
	return r, 2 + digits
}

// singleQuoted reads a scalar in single quotes, in which two are one.
func singleQuoted(s string, i int) passage {
	t := passage{encode: func(s string, _ charset) string {
		return strings.ReplaceAll(strings.ReplaceAll(s, "'", "''"), "\n", " ")
	}}
	from := i
	for ; i < len(s); i++ {
		switch {
		case s[i] == '\n' || s[i] == '\r':
			i = t.fold(s, from, i)
			from = i + 1
		case strings.HasPrefix(s[i:], "''"):
			t.add(from, i)
			t.pieces = append(t.pieces, piece{start: i, end: i + 2, text: "'"})
			i++
			from = i + 1
		case s[i] == '\'':
			t.add(from, i)
			return t
		}
	}
	t.add(from, i)
	return t
}

// add adds a stretch of text as it stands.
func (t *passage) add(from, to int) {
	if from < to {
		t.pieces = append(t.pieces, piece{start: from, end: to})
	}
}

// fold adds a line up to its end and skips to the next one's text; it returns
// the offset of the last character skipped.
func (t *passage) fold(s string, from, end int) int {
	t.add(from, end)
	t.pieces = append(t.pieces, piece{kind: pieceSoft})
	for end+1 < len(s) && strings.IndexByte(" \t\r\n", s[end+1]) >= 0 {
		end++
	}
	return end
}

// plainScalar reads a scalar without quotes: what is indented behind its line
// belongs to it. A colon or hash in what is written there would end it.
func plainScalar(s string, at, end int) passage {
	t := passage{encode: func(s string, _ charset) string {
		return strings.NewReplacer("\n", " ", ": ", "：", " #", " ＃").Replace(s)
	}}
	add := func(from, to int) {
		if n := strings.Index(s[from:to], " #"); n >= 0 {
			to = from + n
		}
		t.add(from, to)
	}
	add(at, end)
	for lines := (&lineScanner{text: s, next: end, lf: -1, cr: -1}); lines.scan(); {
		line := s[lines.start:lines.end]
		body := strings.TrimLeft(line, " \t")
		if lines.start == end && line == "" {
			continue // the rest of the first line
		}
		if body == line || body == "" {
			break
		}
		t.pieces = append(t.pieces, piece{kind: pieceSoft})
		add(lines.end-len(body), lines.end)
	}
	return t
}

// blockScalar reads the lines that are indented behind | or >.
func blockScalar(s string, from int, literal bool) passage {
	t := passage{encode: func(s string, _ charset) string { return strings.ReplaceAll(s, "\n", " ") }}
	for lines := (&lineScanner{text: s, next: from, lf: -1, cr: -1}); lines.scan(); {
		line := s[lines.start:lines.end]
		body := strings.TrimLeft(line, " \t")
		if body == line && body != "" {
			break
		}
		if len(t.pieces) > 0 {
			kind := pieceSoft
			if literal || body == "" {
				kind = pieceHard
			}
			t.pieces = append(t.pieces, piece{kind: kind})
		}
		t.add(lines.end-len(body), lines.end)
	}
	return t
}
