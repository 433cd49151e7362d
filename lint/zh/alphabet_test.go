package zh

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// pieces are what the texts of TestFoldChars are put together from: all that the
// folder and the scanner treat in ways of their own.
var pieces = strings.Fields("您 我們 能不能 不得不 著名 着 著 妳 甚麼 頭髮 发 後 ，。！？ … —— ~ ～ “提示” 「點擊」 【】 1,000 12:30 ３天內 三百元 ￥20 " +
	"半 〇 今天18:00前 明天 ABC ＡＢＣ a.b.c https://a.cn/x?y=1 a@b.cn @小妹 {{name}} [姓名] %s /:rose x 😀 👨‍👩‍👧 𠮷 é ß \u200b \ufe0f \u00a0 \u3000 <br> </p> &amp; No. 5 .5 \xff \xe6\x88 龥 龦 䶵 \u2028 한 ㈠ ① ﹐ 々")

func randomText(rng *rand.Rand) string {
	var b strings.Builder
	for range rng.IntN(12) {
		b.WriteString(pieces[rng.IntN(len(pieces))])
		b.WriteString([]string{"", "", "", " ", "\n", "\t"}[rng.IntN(6)])
	}
	return b.String()
}

// TestFoldChars holds the one pass that folds and notes characters against the
// steps one by one: same text, same way back, same findings, and each character
// with its class and offset.
func TestFoldChars(t *testing.T) {
	al := NewAlphabet([]rune("不能我你着着髮发后,。!?今天三x:𠮷😀 é"))
	rng := rand.New(rand.NewPCG(5, 6))
	var plain, noting Analyzer
	var cs Chars
	for range 20_000 {
		text := randomText(rng)
		want := plain.Analyze(text)
		got := noting.FoldChars(text, al, &cs)
		noting.Finish()
		noting.FindQuotes()
		noting.FindSlots()
		if g, w := fmt.Sprintf("%+v", *got), fmt.Sprintf("%+v", *want); g != w {
			t.Fatalf("%q:\n got %s\nwant %s", text, g, w)
		}
		n := 0
		for at, r := range got.Text {
			if cs.Offset[n] != int32(at) || cs.Class[n] != al.Class(r) {
				t.Fatalf("%q: character %d is at %d of class %d, want %d and %d", text, n, cs.Offset[n], cs.Class[n], at, al.Class(r))
			}
			n++
		}
		if int(cs.Len()) != n || len(cs.Class) != n+1 || cs.Class[n] != 0 || cs.Offset[n] != int32(len(got.Text)) {
			t.Fatalf("%q: %d characters, want %d and the end", text, cs.Len(), n)
		}
		if Fold(text) != got.Text {
			t.Fatalf("%q: folded to %q, then to %q", text, got.Text, Fold(text))
		}
	}
}

func TestAlphabet(t *testing.T) {
	runes := []rune("不能𠮷a!")
	al := NewAlphabet(runes)
	for r := range rune(utf8.MaxRune) {
		if got, want := int(al.Class(r)), slices.Index(runes, r)+1; r < 0x3000 || r > 0x9FFF && r < 0x20000 || want > 0 {
			if got != want {
				t.Fatalf("%U has class %d, want %d", r, got, want)
			}
		}
	}
	// A long text sets aside no more than its characters need.
	var z Analyzer
	var cs Chars
	z.FoldChars(strings.Repeat("能", longText), al, &cs)
	if cap(cs.Class) > longText+1 {
		t.Errorf("room for %d characters, of %d", cap(cs.Class), longText)
	}
}
