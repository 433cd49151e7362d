package page

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/cuoci/cuoci/lint"
	"github.com/cuoci/cuoci/lint/score"
)

// TestCut joins the pieces of each mark to its phrase, however marks overlap, and
// all pieces to the text.
func TestCut(t *testing.T) {
	text := "我不能给您退，但是可以换"
	at := func(phrase string) score.Mark {
		start := strings.Index(text, phrase)
		return score.Mark{Start: start, End: start + len(phrase)}
	}
	for _, phrases := range [][]string{
		{}, {"我不能"}, {text}, {"我不能", "可以换"}, // apart
		{"我不能给您退", "不能"},              // one in the other
		{"我不能给", "给您退"},               // crossing
		{"我不能", "我不能给您退，但是"},          // from one place
		{"给您退", "退", "退，但是", "，但是可以"}, // everything
		{""}, {"", "我不能"}, // without extent
	} {
		var marks []score.Mark
		for _, p := range phrases {
			marks = append(marks, at(p))
		}
		pieces := cut(text, marks, 5)
		whole := ""
		joined := make([]string, len(marks))
		begun, ended := make([]int, len(marks)), make([]int, len(marks))
		for _, p := range pieces {
			whole += p.Text
			for _, n := range p.Marks {
				joined[n-5] += p.Text
			}
			for _, n := range p.Begins {
				begun[n-5]++
			}
			for _, n := range p.Ends {
				ended[n-5]++
			}
			for _, n := range p.Marks {
				if len(phrases[n-5]) < len(phrases[p.Inner-5]) {
					t.Errorf("%q: %q looks as mark %d, and %d is shorter", phrases, p.Text, p.Inner, n)
				}
			}
		}
		if whole != text {
			t.Errorf("%q: the pieces make %q", phrases, whole)
		}
		for i := range marks {
			if joined[i] != phrases[i] || begun[i] != 1 || ended[i] != 1 {
				t.Errorf("%q: mark %d is %q, begins %d times and ends %d times", phrases, i, joined[i], begun[i], ended[i])
			}
		}
	}
}

// TestRound keeps what is below the pass mark below it.
func TestRound(t *testing.T) {
	w := words{pass: 60}
	for points, want := range map[float64]string{0: "0", 59.4: "59", 59.6: "59", 59.999: "59", 60: "60", 60.4: "60", 99.7: "100", 100: "100"} {
		if got := w.whole(points); got != want {
			t.Errorf("%g is shown as %s, want %s", points, got, want)
		}
	}
	if got := grouped(1234567) + grouped(999) + grouped(0); got != "1,234,5679990" {
		t.Errorf("numbers are grouped as %s", got)
	}
}

// TestFrequent counts findings that count, and takes examples of other words from
// other conversations first.
func TestFrequent(t *testing.T) {
	card := handCard()
	var f frequent
	find := func(number int, phrases ...string) {
		text := strings.Join(phrases, "，")
		var ons []on
		for _, p := range slices.Compact(slices.Clone(phrases)) {
			ons = append(ons, on{phrase: p, rule: "negative/cannot", areas: "-attitude", weight: 1, suppressed: p == "不算"})
		}
		c := hand(t, card, fmt.Sprint(number), "", said{2, text, nil}, said{1, text, ons})
		f.add(c, (words{}).conversation(c, number, true))
	}
	find(1, "我不能退", "我不能换")
	find(2, "不算")
	find(3, "我不能退")
	find(4, "我无法改")
	find(5, "我没法查")
	find(6, "我办不了")
	list := f.sorted()
	if len(list) != 1 || list[0].Findings != 6 || list[0].Conversations != 5 {
		t.Fatalf("%+v, want 6 findings in 5 conversations", list)
	}
	var got []string
	for _, e := range list[0].Examples {
		got = append(got, fmt.Sprint(e.Number, e.Match, e.Mark))
	}
	if want := []string{"1我不能退1", "4我无法改1", "5我没法查1"}; !slices.Equal(got, want) {
		t.Errorf("examples %q, want %q", got, want)
	}
}

// TestAround takes the sentence that holds the match, not one that is the same.
func TestAround(t *testing.T) {
	text := "不行。好的，不行。"
	sentence := "不行。"
	for start, want := range map[int]string{0: "[] [。]", strings.LastIndex(text, "不行"): "[] [。]"} {
		before, after := around(text, sentence, start, start+len("不行"))
		if got := fmt.Sprintf("[%s] [%s]", before, after); got != want {
			t.Errorf("at %d: %s, want %s", start, got, want)
		}
	}
	long := strings.Repeat("长", 50) + "词" + strings.Repeat("尾", 50)
	before, after := around(long, long, 150, 153)
	if before != "…"+strings.Repeat("长", 36) || after != strings.Repeat("尾", 36)+"…" {
		t.Errorf("a long sentence is cut to %q and %q", before, after)
	}
	if before, after = around(text, "别的句子", 0, 3); before+after != "" {
		t.Errorf("a sentence that is not there gives %q and %q", before, after)
	}
}

// TestFrequentLevel shows the highest level at which a rule was found.
func TestFrequentLevel(t *testing.T) {
	var f frequent
	for _, level := range []lint.Level{lint.Suggestion, lint.Error, lint.Warning} {
		c := hand(t, handCard(), "a", "", said{1, "尽快", []on{{phrase: "尽快", rule: "x/y"}}})
		c.Findings[0].Level = level
		f.add(c, (words{}).conversation(c, 1, true))
	}
	if got := f.sorted()[0].Level; got != lint.Error {
		t.Errorf("level %s, want error", got)
	}
}

// TestLine marks the worst and the last moment, and passes over what was not
// assessed.
func TestLine(t *testing.T) {
	card := handCard()
	c := (words{pass: 60}).conversation(few(t, card)[0], 1, true)
	c.Moments = append(c.Moments, moment{Turn: 9})
	got := (words{pass: 60}).line(c)
	if len(got.Points) != 3 || strings.Count(got.Path, "L") != 1 {
		t.Fatalf("%d points, path %s", len(got.Points), got.Path)
	}
	if got.Points[0].Text != "最差 10" || got.Points[1].Text != "最后 12" || !got.Points[1].Fatal {
		t.Errorf("points say %q and %q", got.Points[0].Text, got.Points[1].Text)
	}
	if got.Points[2].Y != got.Bottom || got.Points[2].Spoken != "未评" {
		t.Errorf("a moment that was not assessed lies at %s and is said to be %q", got.Points[2].Y, got.Points[2].Spoken)
	}
}

// TestPlot draws each conversation where it can be seen and reached, wherever
// they lie, and a crowd as circles that tell of all.
func TestPlot(t *testing.T) {
	draw := func(n int, at func(i int) [2]float64) plot {
		w := &writer{card: handCard(), words: words{pass: 60}}
		for i := range n {
			w.known = append(w.known, known{sides: at(i), kind: score.Cold})
		}
		w.known = append(w.known, known{kind: score.NoKind})
		return w.plot(func(n int) string { return fmt.Sprint("#", n) })
	}
	spot := func(s string) float64 {
		x, err := strconv.ParseFloat(s, 64)
		if err != nil {
			t.Fatal(err)
		}
		return x
	}
	for name, at := range map[string]func(i int) [2]float64{
		"one place":  func(int) [2]float64 { return [2]float64{50, 50} },
		"close by":   func(i int) [2]float64 { return [2]float64{50.3 + 0.2*float64(i%2), 50.4 + 0.3*float64(i/2)} },
		"everywhere": func(i int) [2]float64 { return [2]float64{float64(i * 10), float64(100 - i*10)} },
	} {
		p := draw(6, at)
		if len(p.Dots) != 6 || p.Unplaced != 1 || p.Crowded {
			t.Fatalf("%s: %d dots, %d without a place", name, len(p.Dots), p.Unplaced)
		}
		for i, a := range p.Dots {
			if len(a.Numbers) != 1 || a.Count != 1 || !strings.HasPrefix(a.Label, fmt.Sprintf("#%d：程序面", a.Numbers[0])) {
				t.Errorf("%s: dot %+v", name, a)
			}
			for _, b := range p.Dots[:i] {
				if d := math.Hypot(spot(a.X)-spot(b.X), spot(a.Y)-spot(b.Y)); d < 5 {
					t.Errorf("%s: two dots are %.1f apart, and 5 is the radius of one", name, d)
				}
			}
		}
	}
	if p := draw(8, func(int) [2]float64 { return [2]float64{50, 50} }); len(p.Dots) != 1 || !p.Dots[0].Numbered || p.Dots[0].Count != 8 || len(p.Dots[0].Numbers) != 8 {
		t.Errorf("eight of one place are %+v", p.Dots)
	}
	p := draw(crowd+1, func(i int) [2]float64 { return [2]float64{float64(i % 100), 50} })
	count := 0
	for _, d := range p.Dots {
		count += d.Count
	}
	if !p.Crowded || count != crowd+1 || len(p.Dots) > 41 {
		t.Errorf("a crowd is %d circles for %d conversations", len(p.Dots), count)
	}
}

// TestThemes holds both lists of the dark theme to the same colours, and text on
// its grounds to the contrast that WCAG asks for at level AA.
func TestThemes(t *testing.T) {
	css, err := assets.ReadFile(styles[0])
	if err != nil {
		t.Fatal(err)
	}
	lists := regexp.MustCompile(`(?s)color-scheme: (light|dark);(.*?)\}`).FindAllStringSubmatch(string(css), -1)
	if len(lists) != 3 {
		t.Fatalf("%d lists of colours, want 3", len(lists))
	}
	if strings.TrimSpace(lists[1][2]) != strings.TrimSpace(lists[2][2]) {
		t.Error("the two lists of the dark theme differ")
	}
	for _, list := range lists[:2] {
		colour := map[string]string{}
		for _, m := range regexp.MustCompile(`--([\w-]+): (#[0-9a-f]{6})`).FindAllStringSubmatch(list[2], -1) {
			colour[m[1]] = m[2]
		}
		check := func(front, ground string, want float64) {
			t.Helper()
			if colour[front] == "" || colour[ground] == "" {
				t.Fatalf("%s: no colour %s or %s", list[1], front, ground)
			}
			if got := contrast(t, colour[front], colour[ground]); got < want {
				t.Errorf("%s: %s on %s has a contrast of %.2f, want %g", list[1], front, ground, got, want)
			}
		}
		for _, front := range []string{"ink", "soft", "accent", "bad", "k3"} {
			for _, ground := range []string{"paper", "sheet", "faint"} {
				check(front, ground, 4.5)
			}
		}
		for _, ground := range []string{"bad-paper", "good-paper"} {
			check("ink", ground, 4.5)
			check("soft", ground, 4.5) // a customer's words
			check("accent", "paper", 4.5)
		}
		for _, front := range []string{"k1", "k2", "k3", "k4"} {
			check(front, "sheet", 4.5) // the names in the corners
		}
		for _, front := range []string{"fill", "fill-personal", "bad", "good"} {
			check(front, "paper", 3)
		}
	}
}

// contrast is the ratio of two colours as WCAG 2 defines it.
func contrast(t *testing.T, a, b string) float64 {
	t.Helper()
	luminance := func(hex string) float64 {
		var sum float64
		for i, share := range []float64{0.2126, 0.7152, 0.0722} {
			n, err := strconv.ParseUint(hex[1+2*i:3+2*i], 16, 8)
			if err != nil {
				t.Fatal(err)
			}
			c := float64(n) / 255
			if c <= 0.04045 {
				c /= 12.92
			} else {
				c = math.Pow((c+0.055)/1.055, 2.4)
			}
			sum += share * c
		}
		return sum
	}
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}
