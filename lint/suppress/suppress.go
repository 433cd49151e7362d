// Package suppress knows which findings the directives of a file speak for:
//
//	cuoci: ignore negative/but -- the customer's words   what comes next
//	cuoci: disable negative/*                            from here on
//	cuoci: enable negative/*                             again from here on
//	cuoci: ignore-file                                   the file, before its first text
//
// A rule is named by its id, its pack or a glob; without a name every rule is
// meant. What a directive says wrongly, and what it says of nothing, is a
// [Problem] of the file.
package suppress

import (
	"fmt"
	"path"
	"slices"
	"sort"
	"strings"

	"github.com/cuoci/cuoci/lint/source"
	"github.com/cuoci/cuoci/rules"
)

// Rules are what directives may name.
type Rules struct {
	IDs           []string // of the rules, in their order
	Elsewhere     []string // names of packs that are there but were not loaded
	RequireReason bool
	// Narrowed tells that the caller of the program chose among the rules: a
	// directive that names many, or one that is not there, is not held against
	// its author.
	Narrowed bool
}

// Problem is something wrong with a directive: it names what is not there, or
// what it speaks for is not found.
type Problem struct {
	Unused     bool
	Directive  source.Directive
	Start, End int // in its text, bytes
	Message    rules.Localized
}

// maxLive is how many directives may be in force in a file. Of files that are
// streamed only those count that the reader has not left behind.
const maxLive = 10_000

// File holds the directives of one file. It belongs to one goroutine.
type File struct {
	rules  *Rules
	judged func(rule int) bool
	named  map[string]set // rules of names that were resolved

	live     []*live    // in the order of the file, those that are not settled
	blocks   blocks     // of ignore
	rows     []*live    // of ignore in cells, by row
	switches [][]change // of each rule: where it is disabled and enabled
	whole    []*live    // of ignore-file
	problems []Problem

	count   int // conversations so far
	settled int // count when what was streamed was settled last
	over    bool
}

// live is a directive in force.
type live struct {
	source.Directive
	command
	rules []set  // of each name; of none: every rule
	used  []bool // the same
	at    int    // file offset
	count int    // conversations before it
}

// change is where a rule is disabled by a directive, or enabled: nil.
type change struct {
	at int
	by *live
}

// NewFile begins a file. judged tells at any time whether a rule, by its index
// in IDs, was judged in all that was read since.
func (r *Rules) NewFile(judged func(rule int) bool) *File {
	return &File{rules: r, judged: judged, named: map[string]set{}, switches: make([][]change, len(r.IDs))}
}

// set is a set of rules, a bit each.
type set []uint64

func (s set) add(rule int)      { s[rule/64] |= 1 << (rule % 64) }
func (s set) has(rule int) bool { return s[rule/64]>>(rule%64)&1 != 0 }

// Add takes a directive, in the order of the file.
func (f *File) Add(d source.Directive) {
	if d.Streamed && f.settled != f.count {
		f.settled = f.count
		f.settlePassed()
	}
	c, wrong := parse(d.Text.String(), d.Row)
	if wrong != nil {
		f.problem(false, &d, wrong)
		return
	}
	if len(f.live) >= maxLive {
		if !f.over {
			f.problem(false, &d, whole(&d, rules.Localized{
				ZH: fmt.Sprintf("同时生效的豁免超过 %d 条：后面的不再生效。", maxLive),
				EN: fmt.Sprintf("More than %d suppressions are in force: further ones do not count.", maxLive),
			}))
		}
		f.over = true
		return
	}
	l := &live{Directive: d, command: c, at: d.Text.Position(0).Offset, count: f.count}
	if !f.resolve(l) {
		return
	}
	if f.rules.RequireReason && l.reason == "" && l.verb != verbEnable {
		f.problem(false, &d, whole(&d, rules.Localized{
			ZH: "没有写理由：请在后面写 --，再写为什么这样说是对的。",
			EN: "It gives no reason: write -- behind it, and why this is right here.",
		}))
	}
	f.enter(l)
}

// enter puts a directive into force.
func (f *File) enter(l *live) {
	switch {
	case l.verb == verbEnable:
		f.enable(l)
		return
	case l.verb == verbFile && f.count > 0:
		f.late(l)
		return
	case l.verb == verbFile:
		f.whole = append(f.whole, l)
	case l.verb == verbDisable:
		f.each(l, func(rule int) { f.switches[rule] = append(f.switches[rule], change{l.at, l}) })
	case l.Row:
		if n := len(f.rows); n > 0 && f.rows[n-1].Location.Sheet != l.Location.Sheet {
			f.rows = nil // the sheet before was read to its end
		}
		f.rows = append(f.rows, l)
	default:
		f.blocks.add(l)
	}
	f.live = append(f.live, l)
}

// enable ends what disable began.
func (f *File) enable(l *live) {
	for i, s := range l.rules {
		for rule := range f.switches {
			list := f.switches[rule]
			if n := len(list); s.has(rule) && n > 0 && list[n-1].by != nil {
				l.used[i] = true
			}
		}
	}
	f.each(l, func(rule int) {
		if len(f.switches[rule]) > 0 {
			f.switches[rule] = append(f.switches[rule], change{l.at, nil})
		}
	})
	f.unused(l, func(int) bool { return true }, func(of string) rules.Localized {
		zh, en := "这里没有停用什么规则，这条 enable 可以删掉。", "Nothing is disabled here: this enable can be removed."
		if of != "" {
			zh, en = of+" 在这里没有停用，这条 enable 可以删掉。", of+" is not disabled here: this enable can be removed."
		}
		return rules.Localized{ZH: zh, EN: en}
	})
}

// each calls do for every rule that a directive names.
func (f *File) each(l *live, do func(rule int)) {
	for rule := range f.switches {
		if slices.ContainsFunc(l.rules, func(s set) bool { return s.has(rule) }) {
			do(rule)
		}
	}
}

// resolve finds the rules that a directive names, and reports names that name
// none; false where nothing is left.
func (f *File) resolve(l *live) bool {
	if len(l.names) == 0 {
		l.rules, l.used = []set{f.find("*")}, make([]bool, 1)
		return true
	}
	kept := l.names[:0]
	for _, n := range l.names {
		s := f.find(n.text)
		if s == nil {
			if m, isWrong := f.rules.unknown(n.text); isWrong {
				f.problem(false, &l.Directive, n.fault(m))
			}
			continue
		}
		kept = append(kept, n)
		l.rules = append(l.rules, s)
	}
	l.names, l.used = kept, make([]bool, len(kept))
	return len(kept) > 0
}

// find is the rules of a name; nil for none.
func (f *File) find(text string) set {
	s, known := f.named[text]
	if known {
		return s
	}
	for i, id := range f.rules.IDs {
		match, err := path.Match(text, id)
		if text == "*" || err == nil && match || strings.HasPrefix(id, text+"/") {
			if s == nil {
				s = make(set, (len(f.rules.IDs)+63)/64)
			}
			s.add(i)
		}
	}
	if len(f.named) < maxLive {
		f.named[text] = s
	}
	return s
}

// unknown says that a name names no rule, unless it may be one that this run left
// out.
func (r *Rules) unknown(text string) (m rules.Localized, isWrong bool) {
	pack, base, _ := strings.Cut(text, "/")
	loaded := slices.ContainsFunc(r.IDs, func(id string) bool { return strings.HasPrefix(id, pack+"/") })
	near := rules.Nearest(text, r.IDs)
	for _, id := range r.IDs {
		if near == "" && base == "" && path.Base(id) == text {
			near = id
		}
	}
	if !loaded && (slices.Contains(r.Elsewhere, pack) || r.Narrowed && near == "") {
		return m, false
	}
	zh, en := meant(near)
	return rules.Localized{
		ZH: fmt.Sprintf("没有叫“%s”的规则%s。用 cuoci rules list 可以看有哪些。", text, zh),
		EN: fmt.Sprintf("No rule is called %q%s. \"cuoci rules list\" shows them.", text, en),
	}, true
}

// Begin notes that a conversation is about to be judged.
func (f *File) Begin(c *source.Conversation) {
	f.count++
	if len(f.whole) == 0 {
		return
	}
	f.whole = slices.DeleteFunc(f.whole, func(l *live) bool {
		late := slices.ContainsFunc(c.Turns, func(t source.Turn) bool {
			return (t.Location == nil || !t.Location.Detached) && t.Text.Position(0).Offset < l.at
		})
		if late {
			f.live = slices.DeleteFunc(f.live, func(x *live) bool { return x == l })
			f.late(l)
		}
		return late
	})
}

// late reports a directive for the file that stands behind text.
func (f *File) late(l *live) {
	f.problem(false, &l.Directive, whole(&l.Directive, rules.Localized{
		ZH: "ignore-file 前面已有正文，不生效：请放到文件最前面，或用 disable。",
		EN: "ignore-file stands behind text and does not count: put it at the top of the file, or use disable.",
	}))
}

// Suppresses tells whether a finding of a rule, which begins at an offset of the
// file or in a cell, is one that a directive speaks for; reason is that of the
// nearest. Every directive that does so is used.
func (f *File) Suppresses(rule, offset int, at *source.Location) (by *source.Directive, reason string) {
	take := func(l *live) {
		mine := false
		for i, s := range l.rules {
			if s.has(rule) {
				mine, l.used[i] = true, true
			}
		}
		if mine && by == nil {
			by, reason = &l.Directive, l.reason
		}
	}
	if at != nil && at.Row > 0 {
		first := sort.Search(len(f.rows), func(i int) bool { return f.rows[i].Location.Row >= at.Row })
		for _, l := range f.rows[first:] {
			if l.Location.Row != at.Row {
				break
			}
			take(l)
		}
		if at.Detached {
			return by, reason
		}
	}
	f.blocks.around(offset, take)
	list := f.switches[rule]
	if n := sort.Search(len(list), func(i int) bool { return list[i].at > offset }); n > 0 && list[n-1].by != nil {
		take(list[n-1].by)
	}
	for _, l := range f.whole {
		take(l)
	}
	return by, reason
}
