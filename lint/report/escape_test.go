package report

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestEscapeMarkdown(t *testing.T) {
	for in, want := range map[string]string{
		"您好，可以。":              "您好，可以。",
		"a|b`c`*d*_e_~f~":     "a\\|b\\`c\\`\\*d\\*\\_e\\_\\~f\\~",
		`\|`:                  `\\\|`,
		"<b>&amp;</b>":        `&lt;b\>&amp;amp;&lt;/b\>`,
		"[x](https://a.b) #1": `\[x\](https\://a.b) \#<span></span>1`,
		"@service 和 @ 客服":     `\@<span></span>service 和 \@ 客服`,
		"www.a.com":           `www\.a.com`,
		"1. 一":                `1\. 一`,
		"2) 二":                `2\) 二`,
		"- 三":                 `\- 三`,
		"a-b 1.5 3)":          "a-b 1.5 3)",
		"$5 与 $6":             `\$5 与 \$6`,
		"两\n行\x1b[0m":         "两␊行␛\\[0m",
	} {
		if got := escapeMarkdown(in); got != want {
			t.Errorf("escapeMarkdown(%q) = %q, want %q", in, got, want)
		}
	}
	if got, want := code("a|`b`<c>@d"), "<code>a&#124;&#96;b&#96;&lt;c&gt;&#64;d</code>"; got != want {
		t.Errorf("code: %q, want %q", got, want)
	}
}

// FuzzEscape looks for text that leaves the cell of a table or begins an element.
func FuzzEscape(f *testing.F) {
	f.Add("a|b`c`\n| x |")
	f.Add("\\|<script>@a#1")
	f.Add("\xff\\")
	f.Fuzz(func(t *testing.T, s string) {
		for _, out := range []string{
			strings.ReplaceAll(escapeMarkdown(s), "<span></span>", ""),
			strings.TrimSuffix(strings.TrimPrefix(code(s), "<code>"), "</code>"),
		} {
			if !utf8.ValidString(out) || strings.ContainsAny(out, "\n\r<") {
				t.Errorf("%q became %q", s, out)
			}
			bare := strings.ReplaceAll(out, `\\`, "")
			for _, sign := range []string{"|", "`", "*", "["} {
				if strings.Count(bare, sign) != strings.Count(bare, `\`+sign) {
					t.Errorf("%s is bare in %q, from %q", sign, out, s)
				}
			}
		}
	})
}
