package source

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// speakerHead is what a line of a transcript says before the words: who speaks,
// and when.
type speakerHead struct {
	speaker Speaker
	name    string
	time    string
	text    int // byte offset in the line of the words
}

// labelRunes is the most characters of a name with its role.
const labelRunes = 24

// speakerLine reads the head of a line such as 客服：…, [3] 客服：…, or
// 10:02:11 坐席 张三：…. A line whose label is neither a role nor one of names is
// none: 订单号：….
func speakerLine(line string, names map[string]Speaker) (speakerHead, bool) {
	var h speakerHead
	i := h.prefix(line)
	end, size, ok := labelEnd(line, i)
	if !ok {
		return h, false
	}
	label := h.takeTime(strings.TrimSpace(line[i:end]))
	if s, ok := names[label]; ok {
		h.speaker, h.name = s, label
	} else if h.speaker, h.name, ok = roleOf(label, names); !ok {
		return h, false
	}
	h.text = end + size
	h.text += len(line[h.text:]) - len(strings.TrimLeft(line[h.text:], " \t　"))
	return h, true
}

// prefix steps over numbers in brackets, numbers of items and times.
func (h *speakerHead) prefix(line string) int {
	i := 0
	for {
		i += len(line[i:]) - len(strings.TrimLeft(line[i:], " \t　"))
		rest := line[i:]
		if inner, n := bracketed(rest); n > 0 && isDigits(inner) {
			i += n
			continue
		} else if t := timeAt(inner); n > 0 && t == len(inner) {
			h.time = joinTime(h.time, inner)
			i += n
			continue
		}
		if n := timeAt(rest); n > 0 {
			h.time = joinTime(h.time, rest[:n])
			i += n
			continue
		}
		if n := itemNumber(rest); n > 0 {
			i += n
			continue
		}
		return i
	}
}

func joinTime(before, t string) string { return strings.TrimSpace(before + " " + t) }

// bracketed returns what stands in brackets at the start of a text, and how
// long it is with them.
func bracketed(s string) (inner string, size int) {
	for _, pair := range [...][2]string{{"[", "]"}, {"【", "】"}, {"(", ")"}, {"（", "）"}} {
		if rest, ok := strings.CutPrefix(s, pair[0]); ok {
			if inner, _, ok := strings.Cut(rest, pair[1]); ok {
				return strings.TrimSpace(inner), len(pair[0]) + strings.Index(rest, pair[1]) + len(pair[1])
			}
		}
	}
	return "", 0
}

func isDigits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// itemNumber returns the length of 3. or 3、 at the start of a text.
func itemNumber(s string) int {
	rest := strings.TrimLeft(s, "0123456789")
	n := len(s) - len(rest)
	if n == 0 || n > 6 {
		return 0
	}
	switch {
	case strings.HasPrefix(rest, "、"):
		return n + len("、")
	case strings.HasPrefix(rest, ". "), strings.HasPrefix(rest, ") "):
		return n + 2
	}
	return 0
}

// timeAt returns the length of the date, the clock time, or both, that a text
// starts with: 2024-05-01 10:02:11, 2024/5/1, 10:02, 2024-05-01T10:02:11Z.
func timeAt(s string) int {
	n := dateAt(s)
	at := n
	if n > 0 {
		at += len(s[n:]) - len(strings.TrimLeft(s[n:], " T"))
	}
	c := clockAt(s[at:])
	if c == 0 {
		return n
	}
	return at + c
}

// dateAt returns the length of year, month and day.
func dateAt(s string) int {
	n := digitsAt(s, 4)
	if n != 4 || n >= len(s) || strings.IndexByte("-/.", s[n]) < 0 {
		return 0
	}
	for range 2 {
		d := digitsAt(s[n+1:], 2)
		if d == 0 {
			return 0
		}
		n += 1 + d
		if n >= len(s) || s[n] != s[4] {
			break
		}
	}
	return n
}

// clockAt returns the length of hours, minutes and, if they are there, seconds.
func clockAt(s string) int {
	n := digitsAt(s, 2)
	if n == 0 {
		return 0
	}
	for part := range 2 {
		if n >= len(s) || s[n] != ':' || digitsAt(s[n+1:], 2) != 2 {
			if part == 0 {
				return 0
			}
			return n
		}
		n += 3
	}
	if n < len(s) && (s[n] == '.' || s[n] == ',') {
		if d := digitsAt(s[n+1:], 9); d > 0 {
			n += 1 + d
		}
	}
	if n < len(s) && s[n] == 'Z' {
		n++
	}
	return n
}

// digitsAt counts the digits that a text starts with, up to most.
func digitsAt(s string, most int) int {
	n := 0
	for n < len(s) && n < most && '0' <= s[n] && s[n] <= '9' {
		n++
	}
	return n
}

// labelEnd finds the colon behind a label; those of a clock time are none.
func labelEnd(line string, from int) (end, size int, ok bool) {
	runes := 0
	for i := from; i < len(line) && runes <= labelRunes; runes++ {
		if n := timeAt(line[i:]); n > 0 {
			i += n
			continue
		}
		r, n := utf8.DecodeRuneInString(line[i:])
		if r == ':' || r == '：' {
			return i, n, i > from
		}
		i += n
	}
	return 0, 0, false
}

// takeTime takes a time out of a label.
func (h *speakerHead) takeTime(label string) string {
	for i := range label {
		if n := timeAt(label[i:]); n > 0 {
			h.time = joinTime(h.time, label[i:i+n])
			label = strings.Trim(label[:i]+label[i+n:], " \t[]()（）")
			break
		}
	}
	return label
}

// speakerOf reads what a data file says of a speaker: a declared name, a role, or
// a role with a name.
func speakerOf(value string, names map[string]Speaker) (s Speaker, name string) {
	value = strings.TrimSpace(value)
	if s, ok := names[value]; ok {
		return s, value
	}
	if s, ok := ParseSpeaker(value); ok {
		return s, ""
	}
	s, name, _ = roleOf(value, names)
	return s, name
}

// roleOf finds the role, or the declared name, among the parts of a label: 客服
// 小李, 小李（客服）, 客服-01, 客服小李, 在线客服.
func roleOf(label string, names map[string]Speaker) (s Speaker, name string, ok bool) {
	parts := strings.FieldsFunc(label, func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune("-—_·|/()（）[]【】<>", r)
	})
	if len(parts) > 3 {
		return Unknown, "", false
	}
	for i, part := range parts {
		if s, ok = names[part]; ok {
			return s, part, true
		}
		var rest string
		s, rest, ok = roleWord(part)
		if ok {
			others := append(append([]string{}, parts[:i]...), parts[i+1:]...)
			if rest != "" {
				others = append([]string{rest}, others...)
			}
			return s, strings.Join(others, " "), true
		}
	}
	return Unknown, "", false
}

// roleWord reads a role by itself, with a number or a letter behind it, with a
// name such as 小李, or with a word before it that says which desk it is.
func roleWord(word string) (s Speaker, rest string, ok bool) {
	if s, ok = ParseSpeaker(word); ok {
		return s, "", true
	}
	bare := strings.TrimRight(word, "0123456789ABCDEFGabcdefg号#")
	if s, ok = ParseSpeaker(bare); ok {
		return s, word[len(bare):], true
	}
	for _, desk := range [...]string{"客服", "坐席", "座席", "专员", "專員"} {
		if before, ok := strings.CutSuffix(bare, desk); ok && utf8.RuneCountInString(before) <= 4 {
			for _, machine := range [...]string{"智能", "机器", "機器", "AI", "ai", "自动", "自動"} {
				if strings.Contains(before, machine) {
					return System, "", true
				}
			}
			return Agent, "", true
		}
		if behind, ok := strings.CutPrefix(bare, desk); ok {
			if r, n := utf8.DecodeRuneInString(behind); strings.ContainsRune("小老阿", r) && utf8.RuneCountInString(behind[n:]) == 1 {
				return Agent, behind, true
			}
		}
	}
	return Unknown, "", false
}
