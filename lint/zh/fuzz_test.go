package zh

import (
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"
)

var seeds = []string{
	"", "我 不 能為您退款，但是可以換貨。", "甚麼 著名 等著 答覆 覆蓋 瞭望", "\xff我\xe6 不\u200b能\ufeff",
	"您说“不能不退”！能不能？\n提示\"无法\"：http://a.cn/b?c=1,2。",
	"今天18:00前，3-5个工作日内；¥20、三块五[数字x]天{{eta}}%s #E-s[数字x]😊 a.b@c.com",
	"1.打开2.5元~周一~周五……。<br/>(完)", "不会不会 有没有 非退不可", "\U00020000\U0002f800⽤\U000e0100",
}

func FuzzFold(f *testing.F) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		once := Fold(text)
		if !utf8.ValidString(once) {
			t.Fatalf("Fold(%q) = %q is not UTF-8", text, once)
		}
		if twice := Fold(once); twice != once {
			t.Fatalf("Fold(%q) = %q, folded again %q", text, once, twice)
		}
		var z Analyzer
		a := z.Analyze(text)
		if a.Text != once {
			t.Fatalf("Analyze folds %q to %q, Fold to %q", text, a.Text, once)
		}
		checkWay(t, a, text)
	})
}

func FuzzAnalyze(f *testing.F) {
	for _, s := range seeds {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, before, text string) {
		var z, fresh Analyzer
		z.Analyze(before)
		got, want := z.Analyze(text), fresh.Analyze(text)
		checkAnalysis(t, got)
		for _, l := range lists(want) {
			if g := lists(got)[l.name]; len(g.spans) != len(l.spans) || len(g.spans) > 0 && !reflect.DeepEqual(g.spans, l.spans) {
				t.Fatalf("%q after %q: %s %v, fresh %v", text, before, l.name, g.spans, l.spans)
			}
		}
		if got.Punctuated != want.Punctuated {
			t.Fatalf("%q after %q: Punctuated %v", text, before, got.Punctuated)
		}
	})
}

type list struct {
	name  string
	spans []Span
}

// lists gives all lists of spans by their names.
func lists(a *Analysis) map[string]list {
	m := map[string]list{}
	for _, l := range []list{
		{"sentences", a.Sentences}, {"clauses", a.Clauses}, {"a-not-a", a.ANotA}, {"double negations", a.DoubleNeg},
		{"quotes", a.Quotes}, {"opaque", a.Opaque},
	} {
		m[l.name] = l
	}
	for s := range NumSlots {
		m[s.String()] = list{s.String(), a.Slots[s]}
	}
	return m
}

// checkAnalysis checks what holds for every text.
func checkAnalysis(t *testing.T, a *Analysis) {
	t.Helper()
	for name, l := range lists(a) {
		end := 0
		for _, s := range l.spans {
			if s.Start < end || s.End <= s.Start || s.End > len(a.Text) {
				t.Fatalf("%q: %s %v", a.Text, name, l.spans)
			}
			if !utf8.ValidString(a.Text[s.Start:s.End]) {
				t.Fatalf("%q: %s %v cuts a character", a.Text, name, s)
			}
			end = s.End
		}
	}
	checkTiles(t, a)
	for i, p := range a.Blanks {
		if p <= 0 || p >= len(a.Text) || i > 0 && p <= a.Blanks[i-1] || !hanBefore(a.Text, p) || !hanAt(a.Text, p) {
			t.Fatalf("%q: blanks %v", a.Text, a.Blanks)
		}
	}
	for _, s := range a.Opaque {
		for _, c := range a.Clauses {
			if c.Overlaps(s) && !c.Contains(s) {
				t.Fatalf("%q: clause %v cuts opaque %v", a.Text, c, s)
			}
		}
	}
}

// checkTiles checks that sentences and clauses cover the text, and clauses refine sentences.
func checkTiles(t *testing.T, a *Analysis) {
	t.Helper()
	for _, tiles := range [][]Span{a.Sentences, a.Clauses} {
		end := 0
		for _, s := range tiles {
			if s.Start != end {
				t.Fatalf("%q: %v leaves a gap", a.Text, tiles)
			}
			end = s.End
		}
		if end != len(a.Text) {
			t.Fatalf("%q: %v ends early", a.Text, tiles)
		}
	}
	borders := map[int]bool{}
	for _, c := range a.Clauses {
		borders[c.End] = true
	}
	for _, s := range a.Sentences {
		if !borders[s.End] {
			t.Fatalf("%q: a clause crosses the end of sentence %v", a.Text, s)
		}
	}
}

// TestLinear analyses long texts made to be looked at again and again.
func TestLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("long texts")
	}
	var z Analyzer
	for _, unit := range []string{
		"[", "{", "{{", "%", "@", "a.", "a@", "x", "×", "#e-", "<%", "://a", "“", "您说“", "“”", "\"", "'", "一", "1", "1,111,", "1-",
		"3~", "~", "—", ".", "1.", "！", "我 ", "我\u200b", "著", "不", "没", "能不", "不能", "非", "不可", "今天", "今天的", "前",
		"[数字x]", "[数字x]-", "半", "周", "下", "&", ";", "&a;", "今天(", "<br>", " ", "\n", "\xff",
	} {
		a := z.Analyze(strings.Repeat(unit, 300000/len(unit)) + "x")
		checkTiles(t, a)
	}
}
