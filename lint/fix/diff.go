package fix

import (
	"fmt"
	"strings"
)

// context is how many lines are shown around a change.
const context = 3

// Unified is the difference between two texts as diff -u writes it, with the path
// on both sides; it is empty where there is none. Both texts are taken to differ
// within lines, as fixed texts do; where lines come or go, all of them from the
// first that differs to the last are one change.
func Unified(path, before, after string) string {
	if before == after {
		return ""
	}
	x, y := lines(before), lines(after)
	var b strings.Builder
	if strings.ContainsAny(path, " \t") {
		path += "\t" // which ends a name with blanks
	}
	fmt.Fprintf(&b, "--- %s\n+++ %s\n", path, path)
	for _, h := range hunks(x, y) {
		h.write(&b, x, y)
	}
	return b.String()
}

// lines cuts a text behind each line end.
func lines(s string) []string {
	list := strings.SplitAfter(s, "\n")
	if list[len(list)-1] == "" {
		list = list[:len(list)-1]
	}
	return list
}

// stretch is some lines of both texts: those from x to xEnd became those from y
// to yEnd.
type stretch struct{ x, xEnd, y, yEnd int }

// hunk is changes that are near each other.
type hunk []stretch

// hunks finds the changes and puts those together whose context would meet.
func hunks(x, y []string) []hunk {
	var all []stretch
	if len(x) == len(y) {
		for i := range x {
			switch {
			case x[i] == y[i]:
			case len(all) > 0 && all[len(all)-1].xEnd == i:
				all[len(all)-1].xEnd, all[len(all)-1].yEnd = i+1, i+1
			default:
				all = append(all, stretch{i, i + 1, i, i + 1})
			}
		}
	} else {
		s := stretch{0, len(x), 0, len(y)}
		for s.x < s.xEnd && s.y < s.yEnd && x[s.x] == y[s.y] {
			s.x, s.y = s.x+1, s.y+1
		}
		for s.x < s.xEnd && s.y < s.yEnd && x[s.xEnd-1] == y[s.yEnd-1] {
			s.xEnd, s.yEnd = s.xEnd-1, s.yEnd-1
		}
		all = []stretch{s}
	}
	var out []hunk
	for _, s := range all {
		if n := len(out); n > 0 && s.x-out[n-1][len(out[n-1])-1].xEnd <= 2*context {
			out[n-1] = append(out[n-1], s)
			continue
		}
		out = append(out, hunk{s})
	}
	return out
}

// write writes a hunk with its context.
func (h hunk) write(b *strings.Builder, x, y []string) {
	first, last := h[0], h[len(h)-1]
	from, to := max(first.x-context, 0), min(last.xEnd+context, len(x))
	yFrom := first.y - (first.x - from)
	fmt.Fprintf(b, "@@ -%s +%s @@\n", span(from, to), span(yFrom, last.yEnd+to-last.xEnd))
	at := from
	for _, s := range h {
		put(b, ' ', x[at:s.x])
		put(b, '-', x[s.x:s.xEnd])
		put(b, '+', y[s.y:s.yEnd])
		at = s.xEnd
	}
	put(b, ' ', x[at:to])
}

// span is a range of lines as diff writes it.
func span(from, to int) string {
	switch to - from {
	case 0:
		return fmt.Sprintf("%d,0", from)
	case 1:
		return fmt.Sprint(from + 1)
	}
	return fmt.Sprintf("%d,%d", from+1, to-from)
}

func put(b *strings.Builder, mark byte, list []string) {
	for _, line := range list {
		b.WriteByte(mark)
		b.WriteString(line)
		if !strings.HasSuffix(line, "\n") {
			b.WriteString("\n\\ No newline at end of file\n")
		}
	}
}
