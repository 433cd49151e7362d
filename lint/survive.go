package lint

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/cuoci/cuoci/lint/zh"
)

// survives tells whether numbers, times, amounts, links and placeholders that a
// change touches are still there behind it. An emoticon code need not be.
func (t *turn) survives(one change) bool {
	a, text := t.matcher.Slots(), t.src.Text.String()
	kept := func(what string) bool { return strings.Contains(one.text, what) }
	for i, list := range [...][]zh.Span{a.Opaque, a.Slots[zh.SlotTime], a.Slots[zh.SlotMoney], a.Slots[zh.SlotPlaceholder]} {
		first := sort.Search(len(list), func(k int) bool {
			_, end := a.Source(list[k].Start, list[k].End)
			return end > one.start
		})
		for _, s := range list[first:] {
			from, to := a.Source(s.Start, s.End)
			if from >= one.end {
				break
			}
			if !kept(text[from:to]) && (i > 0 || strings.ContainsAny(a.Text[s.Start:s.End], "./@{}<>%$#×")) {
				return false
			}
		}
	}
	if named(text, one.start, one.end) {
		return false
	}
	for _, word := range strings.FieldsFunc(text[one.start:one.end], func(r rune) bool { return !unicode.IsNumber(r) }) {
		if !kept(word) {
			return false
		}
	}
	return true
}

// losesName tells whether a change takes a person's name away: one with a title
// behind it, since by itself 明白 is cut as a name, too.
func (c *checker) losesName(t *turn, span zh.Span, one change) bool {
	a := t.text()
	s := t.sentence(span.Start, span.End, 0)
	for _, w := range c.seg.Cut(a.Text[s.Start:s.End]) {
		from, to := a.Source(s.Start+w.Start, s.Start+w.End)
		name := t.src.Text.String()[from:to]
		if strings.HasPrefix(w.Pos, "nr") && titled(a.Text[s.Start+w.End:]) && from < one.end && one.start < to &&
			!strings.Contains(one.text, name) {
			return true
		}
	}
	return false
}

// titled tells whether a folded text begins with what is said behind a name.
func titled(text string) bool {
	for _, title := range []string{"先生", "女士", "小姐", "太太", "老师", "师傅", "医生", "教授", "经理", "主任", "同学", "阿姨", "叔叔"} {
		if strings.HasPrefix(text, title) {
			return true
		}
	}
	return false
}

// nameEnds are the marks that a link, a mention or a name in brackets does not go
// over, white space aside.
const nameEnds = "，。！？；：、,!;“”‘’\"'（）()《》「」『』〈〉…|"

// maxName is how far around a change a name is looked for, in bytes to one side.
const maxName = 256

// named tells whether a stretch of a text is part of a link or a mention, which
// go on in Chinese (a.cn/你的, @你的小店), or of what stands in brackets as a
// placeholder or a topic does (<你的姓名>, #你好#).
func named(text string, start, end int) bool {
	ends := func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(nameEnds, r) }
	before, after := text[max(start-maxName, 0):start], text[end:min(end+maxName, len(text))]
	if i := strings.LastIndexFunc(before, ends); i >= 0 {
		_, size := utf8.DecodeRuneInString(before[i:])
		before = before[i+size:]
	}
	if i := strings.IndexFunc(after, ends); i >= 0 {
		after = after[:i]
	}
	return linked(before) || strings.Contains(strings.ReplaceAll(before, "小@", ""), "@") || bracketed(before, after)
}

// linked tells whether a link goes on behind a text without blanks: one that ends
// in a letter or a digit is over where Chinese begins.
func linked(before string) bool {
	for _, head := range [...]string{"://", "www."} {
		_, link, found := strings.Cut(before, head)
		if !found {
			continue
		}
		if i := strings.IndexFunc(link, func(r rune) bool { return r >= utf8.RuneSelf }); i >= 0 {
			link = link[:i]
		}
		if link == "" || strings.IndexByte("/?#&=-_", link[len(link)-1]) >= 0 {
			return true
		}
	}
	return false
}

// bracketed tells whether brackets around a stretch hold more than it.
func bracketed(before, after string) bool {
	for _, pair := range [...]string{"{}", "[]", "<>", "##", "【】", "［］", "＜＞"} {
		_, size := utf8.DecodeRuneInString(pair)
		from, to := strings.LastIndex(before, pair[:size]), strings.Index(after, pair[size:])
		if from < 0 || to < 0 || from+size == len(before) && to == 0 {
			continue
		}
		if pair == "##" || !strings.Contains(before[from:], pair[size:]) {
			return true
		}
	}
	return false
}
