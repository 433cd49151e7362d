package lint

import (
	"sort"
	"strings"

	"github.com/cuoci/cuoci/lint/pattern"
	"github.com/cuoci/cuoci/lint/zh"
	"github.com/cuoci/cuoci/rules"
)

// firstFigure is the figure that a term was first given, where, and which
// others were reported since.
type firstFigure struct {
	figure string
	at     spot
	origin *Trigger // in an earlier conversation of the document
	others map[string]bool
}

// consistent finds terms that are given another figure than before: in a
// dialogue, or among the lone texts of a document.
func (c *checker) consistent(id int, r *rules.Rule) {
	if c.plain == nil {
		c.plain = figureWords()
	}
	known := c.figures
	if c.dialog {
		known = map[int]*firstFigure{}
	}
	for _, m := range r.Markers {
		for _, t := range c.turns {
			if !c.flagged(r, t) || !t.possible(m) {
				continue
			}
			for _, h := range t.hits(m) {
				p := c.placeOf(t, m, h)
				p.rule = id
				figure, ok := figureIn(c.plain, t, h)
				if ok && c.holds(r, t, &p) {
					c.compare(known, m, figure, p)
				}
			}
		}
	}
}

// compare reports a figure that is not the one that was named first, once.
func (c *checker) compare(known map[int]*firstFigure, marker int, figure string, p place) {
	first := known[marker]
	if first == nil {
		f := &firstFigure{figure: figure, at: spot{p.turn, p.start, p.end}, others: map[string]bool{}}
		if !c.dialog {
			f.origin = c.trigger(f.at)
		}
		known[marker] = f
		return
	}
	if figure == first.figure || first.others[figure] {
		return
	}
	first.others[figure] = true
	if p.origin = first.origin; p.origin == nil {
		p.trigger = &first.at
	}
	c.add(p)
}

// figureIn is the figure of the slot in a hit, in a form that can be compared.
func figureIn(words *strings.Replacer, t *turn, h pattern.Hit) (string, bool) {
	a := t.matcher.Slots()
	for _, kind := range [...]zh.Slot{zh.SlotTime, zh.SlotMoney, zh.SlotNumber} {
		spans := a.Slots[kind]
		i := sort.Search(len(spans), func(i int) bool { return spans[i].End > h.Start })
		for ; i < len(spans) && spans[i].Start < h.End; i++ {
			if spans[i].Start >= h.Start && spans[i].End <= h.End {
				return plainFigure(words, a.Text[spans[i].Start:spans[i].End]), true
			}
		}
	}
	return "", false
}

// figureWords writes Chinese numerals below eleven as digits, and gives units
// that mean the same one name.
func figureWords() *strings.Replacer {
	return strings.NewReplacer(
		" ", "", "个", "", "之内", "", "以内", "", "内", "", "左右", "", "约", "", "大概", "", "天", "日",
		"小时", "h", "钟头", "h", "分钟", "min", "元钱", "", "块钱", "", "元", "", "块", "", "¥", "", "至", "-", "到", "-", "~", "-",
		"一", "1", "二", "2", "两", "2", "三", "3", "四", "4", "五", "5", "六", "6", "七", "7", "八", "8", "九", "9", "十", "10",
	)
}

// plainFigure writes a figure so that 两天内 and 2日 are the same, and 48小时 is.
func plainFigure(words *strings.Replacer, s string) string {
	s = words.Replace(s)
	if days, ok := strings.CutSuffix(s, "日"); ok {
		switch days {
		case "1":
			return "24h"
		case "2":
			return "48h"
		case "3":
			return "72h"
		}
	}
	return s
}
