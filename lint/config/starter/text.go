package starter

import (
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/cuoci/cuoci/lint/source"
)

// mostLines and mostBytes are how much of a file is read.
const (
	mostLines = 2000
	mostBytes = 1 << 20
)

// line is a line that is not blank.
type line struct {
	number int // 1-based
	text   string
}

// head reads the first lines of a file, whatever its encoding.
func head(path string) []line {
	d, err := source.Open(path, source.Options{Format: source.FormatText, Unit: source.UnitLine})
	if err != nil {
		return nil
	}
	defer func() { _ = d.Close() }() // it was only read
	var lines []line
	size := 0
	for c, err := range d.Conversations() {
		if err != nil || len(lines) >= mostLines || size > mostBytes {
			break
		}
		t := c.Turns[0].Text
		size += t.Len()
		lines = append(lines, line{t.Position(0).Line, t.String()})
	}
	return lines
}

// lookText finds how a group of texts falls into replies.
func (g *group) lookText(dir string) {
	var votes [source.UnitLine + 1]int
	talking, some := 0, min(len(g.paths), mostTexts)
	for i := range some { // from all over the group
		p := filepath.Join(dir, filepath.FromSlash(g.paths[i*len(g.paths)/some]))
		if isTalk(p) {
			talking++
			continue
		}
		if lines := head(p); len(lines) > 0 {
			votes[unitOf(lines)]++
		}
	}
	if 2*talking > some {
		g.kind = talks
		return
	}
	for u, n := range votes {
		if n > votes[g.unit] {
			g.unit = source.Unit(u)
		}
	}
}

// isTalk tells whether the lines of a text say who speaks.
func isTalk(path string) bool {
	d, err := source.Open(path, source.Options{Format: source.FormatText})
	if err != nil {
		return false
	}
	defer func() { _ = d.Close() }() // it was only read
	for c, err := range d.Conversations() {
		return err == nil && c.Dialog
	}
	return false
}

// unitOf is what stands alone in a text: the lines of a list of replies, the
// paragraphs where blank lines part them, else the whole.
func unitOf(lines []line) source.Unit {
	gaps, ended, long := 0, 0, 0
	for i, l := range lines {
		if i > 0 && l.number > lines[i-1].number+1 {
			gaps++
		}
		if strings.ContainsAny(lastRune(l.text), "。！？!?～~…；;.)）”」") {
			ended++
		}
		if utf8.RuneCountInString(l.text) > 200 {
			long++
		}
	}
	switch n := len(lines); {
	case gaps == 0 && n >= 4 && 4*ended >= 3*n && 4*long <= n:
		return source.UnitLine
	case gaps >= 3 && 3*gaps >= n-gaps:
		return source.UnitParagraph
	}
	return source.UnitFile
}

func lastRune(s string) string {
	s = strings.TrimSpace(s)
	_, n := utf8.DecodeLastRuneInString(s)
	return s[len(s)-n:]
}

// readHead is the start of a file as text.
func readHead(path string) string {
	if info, err := os.Stat(path); err != nil || info.Size() > 64<<20 {
		return ""
	}
	var b strings.Builder
	for _, l := range head(path) {
		b.WriteString(l.text)
		b.WriteByte('\n')
	}
	return b.String()
}
