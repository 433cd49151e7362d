package rules

import "encoding/binary"

// imageWriter writes rules; texts are collected aside.
type imageWriter struct {
	buf     []byte
	strings map[string]uint64
	order   []string
}

func (w *imageWriter) number(n int) { w.buf = binary.AppendUvarint(w.buf, uint64(n)) }

func (w *imageWriter) byte(b uint8) { w.buf = append(w.buf, b) }

func (w *imageWriter) text(s string) {
	i, ok := w.strings[s]
	if !ok {
		i = uint64(len(w.order))
		w.strings[s] = i
		w.order = append(w.order, s)
	}
	w.buf = binary.AppendUvarint(w.buf, i)
}

func (w *imageWriter) local(t Localized) {
	w.text(t.ZH)
	w.text(t.EN)
}

func (w *imageWriter) numbers(list []int) {
	w.number(len(list))
	for _, n := range list {
		w.number(n)
	}
}

func (w *imageWriter) rule(r *Rule) {
	w.text(r.ID)
	w.byte(uint8(r.Kind))
	w.byte(uint8(r.Speaker))
	w.byte(uint8(r.Scope))
	w.byte(uint8(r.Level))
	w.byte(uint8(r.Where))
	w.local(r.Title)
	w.local(r.Message)
	w.number(len(r.Suggestions))
	for _, s := range r.Suggestions {
		w.local(s.Text)
		w.byte(uint8(s.Safety))
	}
	w.number(len(r.Lower))
	for _, l := range r.Lower {
		w.byte(uint8(l.Level))
		w.conds(l.When)
	}
	w.number(len(r.Profiles))
	for _, p := range r.Profiles {
		w.text(p.Profile)
		w.byte(uint8(p.Level))
	}
	w.numbers(r.Markers)
	w.conds(r.When)
	w.conds(r.Unless)
	w.one(r.After)
	w.one(r.Before)
	w.numbers(r.Trigger.Rules)
	w.numbers(r.Trigger.Markers)
	w.conds(r.Need)
	w.numbers(r.Absorbs)
}

func (w *imageWriter) one(c *Cond) {
	if c == nil {
		w.byte(0)
		return
	}
	w.byte(1)
	w.cond(c)
}

func (w *imageWriter) conds(list []Cond) {
	w.number(len(list))
	for i := range list {
		w.cond(&list[i])
	}
}

func (w *imageWriter) cond(c *Cond) {
	w.byte(uint8(c.Op))
	w.numbers(c.Markers)
	w.numbers(c.Rules)
	w.byte(uint8(c.Property))
	w.number(len(c.Profiles))
	for _, p := range c.Profiles {
		w.text(p)
	}
	w.byte(uint8(c.Within))
	w.number(c.Sentences)
	w.byte(uint8(c.Side))
	w.byte(uint8(c.Speaker))
	w.byte(uint8(c.Where))
	w.conds(c.Sub)
}
