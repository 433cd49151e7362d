package zh

import (
	"testing"
	"unicode/utf8"
)

func TestFold(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"nothing to do", "您好，我来帮您。", "您好,我来帮您。"},
		{"simplified stays", "我们马上为您处理", "我们马上为您处理"},
		{"traditional", "非常抱歉讓您久等，我來為您處理訂單", "非常抱歉让您久等,我来为您处理订单"},
		{"pronouns", "妳妳您祢牠", "你你您你它"},
		{"what", "甚麼 甚至 甚麽 什麼", "什么甚至什么什么"},
		{"understand, watch", "瞭解 明瞭 瞭望", "了解明了瞭望"},
		{"answer, cover", "答覆、回覆、覆診、覆蓋、顛覆", "答复、回复、复诊、覆盖、颠覆"},
		{"borrow", "藉此 藉口 狼藉 慰藉", "借此借口狼藉慰藉"},
		{"aspect", "等著您 看著 沿著 帶著名片 寫著名字 訂著名單", "等着您看着沿着带着名片写着名字订着名单"},
		{"works", "著名 著作 顯著 著稱 原著 名著 論著 土著 討論著 跟著作業", "著名著作显著著称原著名著论著土著讨论着跟着作业"},
		{"week, spread, tie", "本週 公佈 關係 聯繫 後天 皇后", "本周公布关系联系后天皇后"},
		{"inside", "裡面 裏面 這裡", "里面里面这里"},
		{"only", "祇有 衹要 一隻", "只有只要一只"},
		{"plan, picture", "計畫 規畫 畫面 擘畫", "计划规划画面擘划"},
		{"thorough", "澈底 透澈 清澈", "彻底透彻清澈"},
		{"furniture, as if", "傢俱 彷彿 彷徨", "家具仿佛彷徨"},
		{"dry, heaven", "乾淨 乾坤 乾隆", "干净乾坤乾隆"},
		{"Hong Kong", "喺度 佢哋嘅 唔該 衞生", "喺度佢哋嘅唔该卫生"},
		{"particles stay", "好喔 收到囉", "好喔收到啰"},
		{"full width", "ＡＢＣ　１２３！（？）；：", "abc 123!(?);:"},
		{"marks that stay", "。、“”‘’「」『』…—《》", "。、“”‘’「」『』…—《》"},
		{"half width katakana marks", "好｡是､｢不｣", "好。是、「不」"},
		{"case", "ABC Éß Σ Д ÀÉ", "abc éß σ д àé"},
		{"no width", "我\u200b不\ufeff能\u00ad退\u2060款\ufe0f", "我不能退款"},
		{"one blank", "我 不　能\u00a0退", "我不能退"},
		{"two blanks", "我  不　　能", "我  不  能"},
		{"blank beside no width", "我\u200b 不 \u200b能", "我不能"},
		{"blank, no width, blank", "我 \u200b 不", "我  不"},
		{"blank beside others", "我 a 不 1 能 ，退", "我 a 不 1 能 ,退"},
		{"line end stays", "我\n不\r\n能\t退", "我\n不\r\n能\t退"},
		{"radicals", "⽤⼾⻓", "用户长"},
		{"compatibility", "\uf967能", "不能"},
		{"beyond the plane", "\U00020c33勣", Fold("\U00020c33勣")},
		{"invalid", "我\xff不\xe6\x88", "我\ufffd不\ufffd\ufffd"},
		{"NUL", "a\x00b", "a\x00b"},
		{"empty", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Fold(tt.in); got != tt.want {
				t.Errorf("Fold(%q) = %q, want %q", tt.in, got, tt.want)
			}
		})
	}
}

// TestFoldRunes folds every character, twice, and looks at what the table may never do.
func TestFoldRunes(t *testing.T) {
	for r := rune(0); r <= utf8.MaxRune; r++ {
		if !utf8.ValidRune(r) {
			continue
		}
		once := Fold(string(r))
		if n := utf8.RuneCountInString(once); n > 1 {
			t.Fatalf("%U is folded to %d characters", r, n)
		}
		if twice := Fold(once); twice != once {
			t.Errorf("%U is folded to %q and then to %q", r, once, twice)
		}
		if c := runeAt(once, 0); IsHan(r) && !IsHan(c) {
			t.Errorf("%U is Han and is folded to %U", r, c)
		}
	}
}

func TestFoldKeepsUnchangedText(t *testing.T) {
	text := "您的订单已发出,明天送到。"
	var z Analyzer
	z.Analyze(text)
	if n := testing.AllocsPerRun(20, func() { z.Analyze(text) }); n > 0 {
		t.Errorf("a text that is its own folding costs %v allocations", n)
	}
}

func TestIsHan(t *testing.T) {
	for _, r := range "我龜〇々㐀\U00020000\uf967" {
		if !IsHan(r) {
			t.Errorf("IsHan(%q) = false", r)
		}
	}
	for _, r := range "aア。，１한😀ㄅ" {
		if IsHan(r) {
			t.Errorf("IsHan(%q) = true", r)
		}
	}
}
