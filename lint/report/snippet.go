package report

import (
	"strings"
	"unicode/utf8"

	"github.com/cuoci/cuoci/lint"
)

// ellipsis stands where a long line was cut.
const ellipsis = "…"

// margin is how many columns of a long line are shown at least on each side of
// what is marked.
const margin = 12

// mark is a part of a source line to underline: bytes, half-open.
type mark struct {
	start, end int
	level      lint.Level
}

// markOf is where a finding stands in its source line. Its end is counted in
// characters, the unit of columns: what is matched need not look in the source
// as it does in the text (an escape in JSON).
func markOf(f *lint.Finding) mark {
	m := mark{start: min(max(f.LineStart, 0), len(f.Line)), end: len(f.Line), level: f.Level}
	if f.End.Line != f.Start.Line {
		return m
	}
	end := m.start
	for n := f.End.Column - f.Start.Column; n > 0 && end < len(f.Line); n-- {
		_, size := utf8.DecodeRuneInString(f.Line[end:])
		end += size
	}
	m.end = end
	return m
}

// snippet is a source line as it is shown, and the columns under which its
// marks stand.
type snippet struct {
	text  string
	marks []columnRange
}

type columnRange struct {
	start, end int
	level      lint.Level
}

// cut shows at most width columns of line around its marks, which are sorted by
// their start.
func (r *ruler) cut(line string, marks []mark, width int) snippet {
	from, to := r.window(line, marks[0].start, lastEnd(marks), width)
	var b strings.Builder
	if from > 0 {
		b.WriteString(ellipsis)
	}
	// at[i] is where line[from+i] starts in what is shown.
	at := make([]int, to-from+1)
	for i := from; i < to; {
		c, size := utf8.DecodeRuneInString(line[i:to])
		for k := range size {
			at[i-from+k] = b.Len()
		}
		if c == '\t' {
			n := tabStop - r.columns(b.String())%tabStop
			b.WriteString("    "[:n])
		} else {
			b.WriteRune(picture(c))
		}
		i += size
	}
	at[to-from] = b.Len()
	body := b.String()
	s := snippet{text: body}
	if to < len(line) {
		s.text += ellipsis
	}
	for _, m := range marks {
		start := r.columns(body[:at[min(max(m.start, from), to)-from]])
		end := r.columns(body[:at[min(max(m.end, from), to)-from]])
		s.marks = append(s.marks, columnRange{start, max(end, start+1), m.level})
	}
	return s
}

// window returns the part of line to show: all of it when it fits, else what is
// marked (start to end, cut at its end if need be) and about as much on both
// sides.
func (r *ruler) window(line string, start, end, width int) (from, to int) {
	if r.atMost(line, width) {
		return 0, len(line)
	}
	width = max(width-2*r.columns(ellipsis), 2*margin)
	marked := r.head(line[start:end], width)
	end = start + len(marked)
	free := width - r.columns(marked)
	right := r.head(line[end:], free)
	left := r.tail(line[:start], max(free/2, free-r.columns(right)))
	right = r.head(line[end:], free-r.columns(left))
	return start - len(left), end + len(right)
}

func lastEnd(marks []mark) int {
	end := marks[0].end
	for _, m := range marks[1:] {
		end = max(end, m.end)
	}
	return end
}

// together reports whether two places of a line can be shown in one snippet.
func (r *ruler) together(line string, start, end, width int) bool {
	return r.atMost(line, width) || r.atMost(line[start:end], width-2*margin)
}
