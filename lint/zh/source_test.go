package zh

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestSource(t *testing.T) {
	tests := []struct{ name, text, find, want string }{
		{"same", "我不能退款", "不能", "不能"},
		{"behind full width", "您好，我不能退款", "不能", "不能"},
		{"over full width", "您好，我不能", "好,我", "好，我"},
		{"full width alone", "退！？吧", "!", "！"},
		{"traditional", "我無法為您辦理", "无法为您", "無法為您"},
		{"blank inside", "我 不 能", "我不能", "我 不 能"},
		{"blank at the rim", "我 不 能 退", "不能", "不 能"},
		{"no width inside", "我不\u200b能退", "不能", "不\u200b能"},
		{"no width at the rim", "我\u200b不能\u200b退", "不能", "不能"},
		{"both at one place", "您，\u200b 不能", "不能", "不能"},
		{"wide blank stays", "好　a", " ", "　"},
		{"invalid", "我\xff不\xffa能", "不\ufffda", "不\xffa"},
		{"at the start", "\ufeff不能", "不能", "不能"},
		{"at the end", "不能\u200b", "不能", "不能"},
		{"from two bytes to one", "ﾀ￥5。İa", "¥5。ia", "￥5。İa"},
	}
	var z Analyzer
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := z.Analyze(tt.text)
			i := strings.Index(a.Text, tt.find)
			if i < 0 {
				t.Fatalf("%q has no %q", a.Text, tt.find)
			}
			start, end := a.Source(i, i+len(tt.find))
			if got := tt.text[start:end]; got != tt.want {
				t.Errorf("Source gives %q, want %q", got, tt.want)
			}
			if s, e := a.Source(i, i); s != start || e != start {
				t.Errorf("Source of an empty span is %d, %d, want %d twice", s, e, start)
			}
		})
	}
}

func TestBlanks(t *testing.T) {
	var z Analyzer
	a := z.Analyze("我 不 能，退 a 吗 好")
	if a.Text != "我不能,退 a 吗好" || !slices.Equal(a.Blanks, []int{3, 6, 19}) {
		t.Errorf("Text %q, Blanks %v", a.Text, a.Blanks)
	}
}

// checkWay makes sure that each folded character comes from one character of the original that
// is folded so, and that only what has no width, or a noted blank, lies between two of them.
func checkWay(t *testing.T, a *Analysis, text string) {
	t.Helper()
	behind := 0
	between := func(start, at int) {
		blank := false
		for behind < start {
			r, size := utf8.DecodeRuneInString(text[behind:])
			if to, act := foldRune(r); act != actDrop {
				if to != ' ' || blank || !blankAt(a, at) {
					t.Fatalf("%q: %q is lost before folded offset %d", text, r, at)
				}
				blank = true
			}
			behind += size
		}
		if !blank && blankAt(a, at) {
			t.Fatalf("%q: no blank was dropped at folded offset %d", text, at)
		}
	}
	for p := 0; p < len(a.Text); {
		r, size := utf8.DecodeRuneInString(a.Text[p:])
		start, end := a.Source(p, p+size)
		if start < behind || end <= start || end > len(text) {
			t.Fatalf("%q: %q at %d comes from %d to %d", text, r, p, start, end)
		}
		between(start, p)
		from, width := utf8.DecodeRuneInString(text[start:end])
		if width != end-start {
			t.Fatalf("%q: %q at %d comes from %q", text, r, p, text[start:end])
		}
		if to, act := foldRune(from); to != r && act != actContext {
			t.Fatalf("%q: %q at %d comes from %q", text, r, p, from)
		}
		behind, p = end, p+size
	}
	between(len(text), len(a.Text))
}
