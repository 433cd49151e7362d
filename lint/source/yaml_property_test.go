package source

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// yamlWriter writes scalars in all styles, and knows what their texts are.
type yamlWriter struct {
	rng  *rand.Rand
	v    variant
	eol  string
	want []string
}

func (w *yamlWriter) one(list ...string) string { return list[w.rng.IntN(len(list))] }

// words is a stretch of text that can stand on a line of its own in any style.
func (w *yamlWriter) words() string {
	s := strings.ReplaceAll(w.v.phrase(w.rng, 5), "\u2028", "")
	return w.one("您好", "x", "好a") + strings.TrimSpace(s)
}

// joint is what stands between two words: line ends, of which one is a soft
// break and more are hard ones.
func (w *yamlWriter) joint(before, after string) (text string, breaks int) {
	breaks = 1 + w.rng.IntN(3)
	if breaks > 1 {
		return strings.Repeat("\n", breaks-1), breaks
	}
	last, _ := utf8.DecodeLastRuneInString(before)
	first, _ := utf8.DecodeRuneInString(after)
	wide := func(r rune) bool { return unicode.Is(unicode.Han, r) || strings.ContainsRune("，。！「」、", r) }
	if wide(last) && wide(first) {
		return "", breaks
	}
	return " ", breaks
}

// lines are words and joints: text is what is read, raw what is written, in
// which the line ends are followed by an indentation.
func (w *yamlWriter) lines(indent string) (text, raw string) {
	text = w.words()
	raw = text
	for before := text; w.rng.IntN(2) == 0; {
		after := w.words()
		joint, breaks := w.joint(before, after)
		text += joint + after
		raw += w.one("", " ", " \t ") + strings.Repeat(w.eol, breaks) + indent + after
		before = after
	}
	return text, raw
}

// scalar writes a scalar that may have several lines, each indented by indent
// blanks at least.
func (w *yamlWriter) scalar(indent int, block bool) string {
	in := strings.Repeat(" ", indent+w.rng.IntN(3))
	styles := 3
	if block {
		styles = 5
	}
	head := w.one("", "", "", "!!str ", "&a"+fmt.Sprint(len(w.want))+" ")
	switch w.rng.IntN(styles) {
	case 0:
		text, raw := w.lines(in)
		w.want = append(w.want, text)
		return head + raw
	case 1:
		text, raw := w.lines(in)
		w.want = append(w.want, "'"+text+"'")
		return head + "'''" + raw + "'''"
	case 2:
		return head + w.double(in)
	case 3:
		return head + w.literal(in)
	default:
		return head + w.folded(in)
	}
}

func (w *yamlWriter) double(in string) string {
	text, raw := w.lines(in)
	var out strings.Builder
	for _, r := range raw {
		switch {
		case r > ' ' && w.rng.IntN(4) == 0 && r < 0x10000:
			fmt.Fprintf(&out, `\u%04X`, r)
		case r > ' ' && w.rng.IntN(9) == 0:
			fmt.Fprintf(&out, `\U%08x`, r)
		case r > ' ' && r < 0x7F && w.rng.IntN(4) == 0:
			fmt.Fprintf(&out, `\x%02x`, r)
		default:
			out.WriteRune(r)
		}
	}
	raw = out.String()
	if w.rng.IntN(2) == 0 {
		text += "\"\\\n\tz好"
		raw += `\"\\\n\tz\` + w.eol + in + "好"
	}
	w.want = append(w.want, text)
	return `"` + raw + `"`
}

// header is the head of a block scalar and what its chomping makes of a text
// behind which so many line ends stand.
func (w *yamlWriter) header(style string, ends int) (head, tail string) {
	switch w.rng.IntN(3) {
	case 0:
		return style + "-", ""
	case 1:
		return style + "+", strings.Repeat("\n", ends)
	default:
		return style, "\n"
	}
}

func (w *yamlWriter) literal(in string) string {
	ends := 1 + w.rng.IntN(3)
	head, tail := w.header("|", ends)
	text := w.words() + " \t"
	raw := in + text
	for range w.rng.IntN(4) {
		line := w.one("", "  ", "\t") + w.words()
		text += "\n" + line
		raw += w.eol + in + line
		if w.rng.IntN(3) == 0 {
			text += "\n"
			raw += w.eol + w.one("", in)
		}
	}
	w.want = append(w.want, text+tail)
	return head + w.one("", " # 注") + w.eol + raw + strings.Repeat(w.eol, ends)
}

func (w *yamlWriter) folded(in string) string {
	ends := 1 + w.rng.IntN(3)
	head, tail := w.header(">", ends)
	text := w.words()
	raw := in + text
	for before, n := text, w.rng.IntN(4); n > 0; n-- {
		after := w.words()
		joint, breaks := w.joint(before, after)
		if w.rng.IntN(4) == 0 { // a line that begins with a blank keeps its line ends
			after, joint = " "+after, strings.Repeat("\n", breaks)
		} else if lines := strings.Split(text, "\n"); strings.HasPrefix(lines[len(lines)-1], " ") {
			joint = strings.Repeat("\n", breaks)
		}
		text += joint + after
		raw += strings.Repeat(w.eol, breaks) + in + after
		before = after
	}
	w.want = append(w.want, text+tail)
	return head + w.eol + raw + strings.Repeat(w.eol, ends)
}

func TestYAMLPlaces(t *testing.T) {
	write := func(rng *rand.Rand, v variant) (string, []string) {
		w := &yamlWriter{rng: rng, v: v, eol: []string{"\n", "\r\n", "\r"}[rng.IntN(3)]}
		var b strings.Builder
		b.WriteString("# 您好，可以退款，我是一的不" + w.eol) // so that there is something to detect
		for i := range 1 + rng.IntN(8) {
			b.WriteString(w.one("", "# 注："+w.words()+w.eol, w.eol))
			switch rng.IntN(5) {
			case 0:
				fmt.Fprintf(&b, "k%d: [%s, {t: %s}, %q]", i, w.scalar(1, false), w.scalar(1, false), "z")
				w.want = append(w.want, "z")
			case 1:
				fmt.Fprintf(&b, "k%d:%s  - t: %s", i, w.eol, w.scalar(5, true))
				fmt.Fprintf(&b, "%s    u: %s%s  - %s", w.eol, w.scalar(5, true), w.eol, w.scalar(3, true))
			case 2:
				fmt.Fprintf(&b, "? k%d%s:%s  %s", i, w.eol, w.eol, w.scalar(2, true))
			case 3:
				fmt.Fprintf(&b, "k%d: %s%s---%s", i, w.scalar(1, true), w.eol, w.eol)
			default:
				fmt.Fprintf(&b, "k%d: %s", i, w.scalar(1, true))
			}
			b.WriteString(w.eol)
		}
		return b.String(), w.want
	}
	// Pieces are read by the parser as what they look like: in double quotes
	// where there is an escape, which ' is in single ones.
	decode := func(t *testing.T, s string) string {
		t.Helper()
		if !strings.Contains(s, `\`) {
			return strings.NewReplacer("''", "'", "\r\n", "\n", "\r", "\n").Replace(s)
		}
		s = strings.NewReplacer("\r\n", `\n`, "\r", `\n`, "\n", `\n`, "\t", `\t`, " ", `\x20`).Replace(s)
		var out string
		if err := yaml.Load([]byte(`"`+s+`"`), &out); err != nil {
			t.Fatalf("%q: %v", s, err)
		}
		return out
	}
	// Line ends are one piece with the blanks around them.
	ends := regexp.MustCompile(`[ \t]*\n[ \t\n]*`)
	checkData(t, 16, Options{Path: "a.yaml", Select: everything(t)}, write, decode, func(s string) string { return ends.ReplaceAllString(s, "\n") })
}
