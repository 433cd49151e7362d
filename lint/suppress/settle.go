package suppress

import (
	"slices"
	"sort"
	"strings"

	"github.com/cuoci/cuoci/lint/source"
	"github.com/cuoci/cuoci/rules"
)

// blocks are the stretches of a file that directives cover, sorted by their
// starts; most[i] is the largest end of the first i+1.
type blocks struct {
	list []*live
	most []int
}

func (b *blocks) add(l *live) {
	i := len(b.list)
	for i > 0 && b.list[i-1].Covers.Start > l.Covers.Start {
		i-- // a comment in a line covers what stands before it, too
	}
	b.list = slices.Insert(b.list, i, l)
	b.most = b.most[:i]
	for ; i < len(b.list); i++ {
		end := b.list[i].Covers.End
		if i > 0 {
			end = max(end, b.most[i-1])
		}
		b.most = append(b.most, end)
	}
}

// around calls do for those that hold an offset, the innermost first.
func (b *blocks) around(offset int, do func(*live)) {
	i := sort.Search(len(b.list), func(i int) bool { return b.list[i].Covers.Start > offset })
	for i--; i >= 0 && b.most[i] > offset; i-- {
		if offset < b.list[i].Covers.End {
			do(b.list[i])
		}
	}
}

// settlePassed takes leave of what a streamed file has left behind.
func (f *File) settlePassed() {
	held := map[*live]bool{}
	for rule, list := range f.switches {
		if n := len(list); n > 0 {
			if f.switches[rule] = append(list[:0], list[n-1]); list[0].by != nil {
				held[list[0].by] = true
			}
		}
	}
	passed := func(l *live) bool {
		return l.Streamed && l.count < f.count && l.verb != verbFile && !held[l]
	}
	left := f.live[:0]
	for _, l := range f.live {
		if passed(l) {
			f.settle(l)
		} else {
			left = append(left, l)
		}
	}
	clear(f.live[len(left):])
	f.live = left
	f.rows = slices.DeleteFunc(f.rows, passed)
	if list := slices.DeleteFunc(f.blocks.list, passed); len(list) < len(f.blocks.most) {
		f.blocks = blocks{}
		for _, l := range list {
			f.blocks.add(l)
		}
	}
}

// End settles what is left, at the end of a file that was read whole.
func (f *File) End() {
	for _, l := range f.live {
		f.settle(l)
	}
	f.live = nil
}

// Problems are those that came up since the last call.
func (f *File) Problems() []Problem {
	list := f.problems
	f.problems = nil
	return list
}

// settle reports what a directive says of nothing.
func (f *File) settle(l *live) {
	f.unused(l, f.judged, func(of string) rules.Localized {
		zh, en := "这里没有要豁免的地方，这条豁免可以删掉。", "Nothing is found here: this suppression can be removed."
		if of != "" {
			zh = of + " 在这里没有要提的地方，这条豁免可以删掉。"
			en = "Nothing that " + of + " looks for is found here: this suppression can be removed."
		}
		return rules.Localized{ZH: zh, EN: en}
	})
}

// unused reports the names of a directive that were of no use, as far as that
// can be told: the rule must have been judged. Of a name that stands for many,
// what does not run under this configuration does not count, unless it was the
// caller who left it out.
func (f *File) unused(l *live, judged func(rule int) bool, message func(of string) rules.Localized) {
	useless := func(i int) bool {
		exact := len(l.names) > 0 && slices.Contains(f.rules.IDs, l.names[i].text)
		return !l.used[i] && (exact || !f.rules.Narrowed) && slices.ContainsFunc(f.indexes(l.rules[i]), judged)
	}
	if len(l.names) == 0 {
		if useless(0) {
			f.problem(true, &l.Directive, whole(&l.Directive, message("")))
		}
		return
	}
	for i := range l.names {
		if useless(i) {
			f.problem(true, &l.Directive, l.names[i].fault(message(l.names[i].text)))
		}
	}
}

// indexes are the rules in a set.
func (f *File) indexes(s set) []int {
	var list []int
	for i := range f.rules.IDs {
		if s.has(i) {
			list = append(list, i)
		}
	}
	return list
}

func (f *File) problem(unused bool, d *source.Directive, wrong *fault) {
	f.problems = append(f.problems, Problem{
		Unused: unused, Directive: *d, Start: wrong.start, End: wrong.end, Message: wrong.message,
	})
}

// whole is a fault of a directive as a whole, without the white space around it.
func whole(d *source.Directive, message rules.Localized) *fault {
	s := d.Text.String()
	end := len(strings.TrimSpace(s))
	start := strings.Index(s, strings.TrimSpace(s))
	return &fault{start, start + end, message}
}
