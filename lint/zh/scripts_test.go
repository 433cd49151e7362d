package zh

import "testing"

func TestSimplifiedOnly(t *testing.T) {
	simplified := SimplifiedOnly()
	for text, want := range map[string]bool{
		"": false, "。": false, "您好": false, "再次": false, "我": false, "abc": false, "可以": false,
		"账号": true, "我们": true, "请": true, "登录": true, "联系": true,
		"帳號": false, "我們": false, "聯絡": false,
	} {
		if got := simplified(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
	// What a common character is folded to is one.
	for r := rune(firstHan); r <= lastHan; r++ {
		if to, act := foldRune(r); act == actReplace && to != r && to >= firstHan && to <= lastHan && !simplified(string(to)) {
			t.Fatalf("%q is folded to %q, which is not said to be simplified", r, to)
		}
	}
}
