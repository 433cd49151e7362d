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
	w.number(len(r.Fix))
	for i := range r.Fix {
		w.fix(&r.Fix[i])
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
	w.byte(uint8(r.Trigger.Speaker))
	w.byte(uint8(r.Trigger.Turn))
	w.numbers(r.Trigger.Draft)
	w.conds(r.Need)
	w.numbers(r.Absorbs)
	w.kind(r)
	w.conds(r.Assessed.When)
	w.local(r.Assessed.Why)
}

func (w *imageWriter) fix(f *Fix) {
	w.byte(uint8(f.Safety))
	w.number(len(f.Edits))
	for _, e := range f.Edits {
		w.numbers(e.Find)
		w.byte(uint8(e.Within))
		w.text(e.Hans)
		w.text(e.Hant)
		w.bool(e.OnlyHans)
	}
	w.conds(f.When)
	w.conds(f.Unless)
}

// kind writes what only one kind of rule has.
func (w *imageWriter) kind(r *Rule) {
	switch r.Kind {
	case Avoid:
		w.bool(r.Interrupts)
		w.number(len(r.Replace))
		for _, x := range r.Replace {
			w.text(x.From)
			w.text(x.To)
			w.bool(x.OnlyHans)
		}
	case Limit:
		w.byte(uint8(r.Measure))
		w.byte(uint8(r.Per))
		w.numbers(r.AtOnce)
		w.number(len(r.Bounds))
		for _, b := range r.Bounds {
			w.byte(uint8(b.Scope))
			w.number(b.Max)
		}
	case Repeat:
		w.bool(r.Similar != nil)
		if s := r.Similar; s != nil {
			w.byte(uint8(s.To))
			w.bool(s.Turns)
			w.number(s.Percent)
			w.number(s.Words)
			w.numbers(s.Except)
		}
		w.number(len(r.Asked))
		for _, a := range r.Asked {
			w.number(a.Ask)
			w.number(a.Given)
		}
	case Require, Order, Consistent:
	}
}

func (w *imageWriter) bool(b bool) {
	if b {
		w.byte(1)
	} else {
		w.byte(0)
	}
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
	w.number(c.Count)
	w.byte(uint8(c.Side))
	w.byte(uint8(c.Speaker))
	w.byte(uint8(c.Where))
	w.bool(c.SameWords)
	w.conds(c.Sub)
}
