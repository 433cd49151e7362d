package main

import (
	"bytes"
	"fmt"
	"html"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/mattn/go-runewidth"
)

// TestPicture draws the picture of the READMEs from what check writes. With
// -update it is drawn anew.
func TestPicture(t *testing.T) {
	t.Chdir("../../testdata/readme")
	t.Setenv("RUNEWIDTH_EASTASIAN", "")
	args := []string{"check", "reply.txt"}
	var out, errs bytes.Buffer
	if got := run(append(args, "--color", "always"), strings.NewReader(""), &out, &errs); got != exitFindings {
		t.Fatalf("exit status %d, want %d: %s", got, exitFindings, errs.String())
	}
	prompt := "\x1b[2m$\x1b[22m cuoci " + strings.Join(args, " ") + "\n"
	pic, err := newPicture(prompt + out.String())
	if err != nil {
		t.Fatal(err)
	}
	svg := pic.svg("cuoci " + strings.Join(args, " "))
	if *update {
		if err := os.WriteFile("check.svg", []byte(svg), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	golden, err := os.ReadFile("check.svg")
	if err != nil {
		t.Fatal(err)
	}
	if string(golden) != svg {
		t.Error("testdata/readme/check.svg shows no longer what check writes: go test ./cmd/cuoci -run TestPicture -update")
	}
}

// TestPictureGrid makes sure that a sign stands over its caret in whatever font.
func TestPictureGrid(t *testing.T) {
	pic, err := newPicture("a 退 b\n  \x1b[31;1m^^\x1b[0;22m ^\n")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range pic.pieces {
		got = append(got, fmt.Sprintf("%d:%d %s %s", p.line, p.column, p.text, strings.Join(p.style, "+")))
	}
	want := []string{"0:0 a ", "0:2 退 ", "0:5 b ", "1:2 ^^ red+bold", "1:5 ^ "}
	if !slices.Equal(got, want) || pic.columns != 6 || pic.lines != 2 {
		t.Errorf("%d columns, %d lines, pieces %q; want 6, 2, %q", pic.columns, pic.lines, got, want)
	}
	if _, err := newPicture("\x1b[2J"); err == nil {
		t.Error("a sequence that sets no style was taken")
	}
	if _, err := newPicture("\x1b[35m"); err == nil {
		t.Error("a colour that the picture does not have was taken")
	}
}

// picture is terminal output on a grid of columns and lines.
type picture struct {
	pieces         []piece
	columns, lines int
}

// piece is a run of signs of one style and width, without blanks.
type piece struct {
	line, column int
	wide         bool // each sign takes two columns
	style        []string
	text         string
}

// newPicture reads text with the escape sequences of styles.
func newPicture(s string) (*picture, error) {
	width := runewidth.Condition{StrictEmojiNeutral: true}
	p := &picture{}
	var style []string
	open := false // the last piece may grow
	line, column := 0, 0
	for s != "" {
		if rest, ok := strings.CutPrefix(s, "\x1b["); ok {
			codes, after, found := strings.Cut(rest, "m")
			if !found {
				return nil, fmt.Errorf("unknown escape sequence at %q", s)
			}
			var err error
			if style, err = restyle(style, codes); err != nil {
				return nil, err
			}
			s, open = after, false
			continue
		}
		r, size := utf8.DecodeRuneInString(s)
		s = s[size:]
		if r == '\n' {
			line, column, open = line+1, 0, false
			continue
		}
		w := width.RuneWidth(r)
		switch {
		case r == ' ':
			open = false
		case open && p.pieces[len(p.pieces)-1].wide == (w == 2):
			p.pieces[len(p.pieces)-1].text += string(r)
		default:
			p.pieces = append(p.pieces, piece{line, column, w == 2, slices.Clone(style), string(r)})
			open = true
		}
		column += w
		p.columns = max(p.columns, column)
	}
	p.lines = line
	return p, nil
}

// restyle applies the codes of one sequence.
func restyle(style []string, codes string) ([]string, error) {
	names := map[int]string{1: "bold", 2: "faint", 31: "red", 32: "green", 33: "yellow", 36: "cyan"}
	for code := range strings.SplitSeq(codes, ";") {
		n, err := strconv.Atoi(code)
		switch {
		case err != nil:
			return nil, fmt.Errorf("unknown escape sequence %q", codes)
		case n == 0:
			style = nil
		case n == 22:
			style = slices.DeleteFunc(style, func(s string) bool { return s == "bold" || s == "faint" })
		case names[n] != "":
			style = append(style, names[n])
		default:
			return nil, fmt.Errorf("no style for code %d", n)
		}
	}
	return style, nil
}

// The measures of the picture, in its units. A wide sign is a little larger than
// a narrow one and stands in the middle of its two columns.
const (
	cell      = 8.0
	lineStep  = 21.0
	margin    = 18.0
	narrow    = 13.3
	wide      = 14.5
	wideInset = (2*cell - wide) / 2
)

// svg draws the picture. Every sign has a place of its own, so that columns line
// up whatever fonts there are. It brings its background along and reads well on
// a light page and on a dark one.
func (p *picture) svg(title string) string {
	var b strings.Builder
	w, h := 2*margin+cell*float64(p.columns), 2*margin+lineStep*float64(p.lines)-4
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%.0f" height="%.0f" viewBox="0 0 %.0f %.0f" role="img" xml:lang="zh-CN">
<title>%s</title>
<style>
text { fill: #e6edf3; font: %gpx ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace }
.wide { font: %gpx "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "WenQuanYi Micro Hei", sans-serif }
.bold { font-weight: 700 }
.faint { fill: #9198a1 }
.red { fill: #ff7b72 }
.yellow { fill: #e3b341 }
.green { fill: #7ee787 }
.cyan { fill: #76e3ea }
</style>
<rect x="0.5" y="0.5" width="%.0f" height="%.0f" rx="8" fill="#151b23" stroke="#3d444d"/>
`, w, h, w, h, html.EscapeString(title), narrow, wide, w-1, h-1)
	for _, piece := range p.pieces {
		style, step, inset := piece.style, cell, 0.0
		if piece.wide {
			style, step, inset = append([]string{"wide"}, style...), 2*cell, wideInset
		}
		var xs []string
		for i := range len([]rune(piece.text)) {
			x := margin + cell*float64(piece.column) + step*float64(i) + inset
			xs = append(xs, strconv.FormatFloat(x, 'f', -1, 64))
		}
		class := ""
		if len(style) > 0 {
			class = ` class="` + strings.Join(style, " ") + `"`
		}
		y := margin + lineStep*float64(piece.line) + narrow
		fmt.Fprintf(&b, `<text%s y="%g" x="%s">%s</text>`+"\n", class, y, strings.Join(xs, " "), html.EscapeString(piece.text))
	}
	b.WriteString("</svg>\n")
	return b.String()
}
