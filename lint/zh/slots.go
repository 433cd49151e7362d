package zh

import (
	"sort"
	"strings"
)

// finder finds the slots of one text.
type finder struct {
	a     *Analysis
	text  string
	kinds []opaqueKind
	next  int    // index of the first opaque span that ends behind the place looked at
	last  figure // the figure read last
}

// slots fills a.Slots. It looks only where the scanner saw a digit, a numeral, a placeholder,
// or a character that begins a time.
func (z *Analyzer) slots(a *Analysis) {
	if len(z.scan.heads) == 0 {
		return
	}
	f := finder{a: a, text: a.Text, kinds: z.scan.kinds}
	for i, k := range f.kinds {
		if k == opaqueFiller {
			a.Slots[SlotPlaceholder] = append(a.Slots[SlotPlaceholder], a.Opaque[i])
		}
	}
	ends := [NumSlots]int{}
	for _, p := range z.scan.heads {
		if f.hidden(p) {
			continue
		}
		f.longNumbers(p, &ends)
		if p >= ends[SlotTime] {
			if end, ok := f.timeAt(p); end > p {
				ends[SlotTime] = end
				if ok {
					a.Slots[SlotTime] = append(a.Slots[SlotTime], Span{p, end})
				}
			}
		}
		if f.figureAt(p).kind == noFigure && !strings.HasPrefix(f.text[p:], "半") {
			continue
		}
		if p >= ends[SlotMoney] {
			if s, ok := f.moneyAt(p); ok && s.Start >= ends[SlotMoney] {
				ends[SlotMoney] = s.End
				a.Slots[SlotMoney] = append(a.Slots[SlotMoney], s)
			}
		}
		if p >= ends[SlotNumber] {
			if end := f.numberAt(p); end > p {
				ends[SlotNumber] = end
				a.Slots[SlotNumber] = append(a.Slots[SlotNumber], Span{p, end})
			}
		}
	}
}

// hidden reports whether p lies inside of something opaque; a placeholder's own start does
// not. Places come in rising order.
func (f *finder) hidden(p int) bool {
	opaque := f.a.Opaque
	for f.next < len(opaque) && opaque[f.next].End <= p {
		f.next++
	}
	if f.next == len(opaque) || p < opaque[f.next].Start {
		return false
	}
	return f.kinds[f.next] != opaqueFiller || p > opaque[f.next].Start
}

// fillerAt gives the end of the placeholder that begins at p.
func (f *finder) fillerAt(p int) (int, bool) {
	opaque := f.a.Opaque
	i := sort.Search(len(opaque), func(i int) bool { return opaque[i].Start >= p })
	if i < len(opaque) && opaque[i].Start == p && f.kinds[i] == opaqueFiller {
		return opaque[i].End, true
	}
	return p, false
}

// fillerSpeaks reports whether the name in the placeholder from p to end is, begins or ends
// with one of the words; Han words may stand anywhere in it.
func fillerSpeaks(name string, han, latin []string) bool {
	if containsAny(name, han) {
		return true
	}
	for len(name) > 0 {
		i := 0
		for i < len(name) && isLetter(name[i]) {
			i++
		}
		if i == 0 {
			name = name[1:]
			continue
		}
		word := name[:i]
		name = name[i:]
		if word == "update" || word == "updated" {
			continue
		}
		for _, w := range latin {
			if word == w || len(w) > 3 && (strings.HasPrefix(word, w) || strings.HasSuffix(word, w)) {
				return true
			}
		}
	}
	return false
}
