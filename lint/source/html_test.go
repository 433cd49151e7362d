package source

import "testing"

func TestHTMLText(t *testing.T) {
	runPages(t, Options{Format: FormatHTML}, []pageCase{
		{"blocks", "<!DOCTYPE html><html><head><title>题</title></head><body>一<p>我<b>不</b>能\n 退</p>二<div>三<span>四</span></div></body></html>", []string{"a 一 | a 我不能退 | a 二 | a 三四", "a 题"}},
		{"white space", "<p>\n  一  二\t三\n\n  a\nb&nbsp; c <b> d</b> e\n</p>", []string{"a 一 二 三 a b\u00a0 c d e"}},
		{"breaks", "<p>一<br>二<br/> 三<hr>四<wbr>五</p>", []string{"a 一⏎二⏎三 | a 四五"}},
		{"entities", "<p>A&amp;B &lt;不&#33021; &#x80FD;&hellip; &copy2 &notit; &unknown; & &#; 好&nbsp</p>", []string{"a A&B <不能 能… ©2 ¬it; &unknown; & &#; 好"}},
		{"not read", "<script>无法</script><style>无法</style><pre>无法<b>x</b></pre><!-- 无法 --><template><p>无法</p></template><svg><text>无法</text></svg><noscript>无法</noscript><p>按<code>无法</code>后<svg><title>无法</title></svg>好</p><iframe>无法</iframe>", []string{"a 按□后□好"}},
		{"code that is not closed", "<p>按<code>无法</p><p>好</p>", []string{"a 按□ | a 好"}},
		{"attributes", `<img alt="图&quot;一&amp;" src=x><input placeholder='请 输入' value="无法"><a title=题目 href="?a=1&copy=2" aria-label="?a=1&copy=2">链</a><b alt>粗</b>`, []string{"a □□链粗", `a 图"一&`, "a 请 输入", "a 题目", "a ?a=1&copy=2"}},
		{"pictures and unknown elements", "<p>点<img src=x>和<bucket>，<my-tip>提</my-tip></p>", []string{"a 点□和□，提"}},
		{"lists", "<ul><li>一<li>二<ul><li>三</li></ul></li><li><p>四</p><p>五</p></ul>后", []string{"a 一 | a 二 | a 三 | a 四 | a 五 | a 后"}},
		{"table", "<table><tr><th>名</th><th>说明</th></tr><tr><td>甲<td><p>不能</p><p>好</p></td></tr></table>", []string{"a 名 | a 说明", "a 甲 | a 不能 | a 好"}},
		{"a table for layout", "<table><tr><td>栏</td><td><h2>怎么退</h2><p>不能</p><table><tr><td>甲</td></tr></table></td></tr></table>后", []string{"a 栏", "c 怎么退 | a 不能", "c 怎么退 | a 甲", "c 怎么退 | a 后"}},
		{"ruby", "<p><ruby>退<rp>(</rp><rt>tuì</rt><rp>)</rp></ruby>款</p>", []string{"a 退款"}},
		{"wrong nesting", "</p></div><b>我<i>不</b>能</i></table></li><td>款", []string{"a 我不能 | a 款"}},
		{"never closed", "<p>一<b>二<div>三", []string{"a 一二 | a 三"}},
		{"end in a tag", "<p>一<a href=\"无法", []string{"a 一"}},
		{"form", "<label>姓名</label><select><option>甲<option>乙</select><textarea placeholder=输入>内 容</textarea><button>确定</button><button>取消</button>", []string{"a 姓名 | a 甲 | a 乙 | a 内 容 | a 确定 | a 取消", "a 输入"}},
		{"nothing", "<html><body><script>x</script>&nbsp;</body></html>", nil},
	})
}

func TestHTMLQuestions(t *testing.T) {
	runPages(t, Options{Format: FormatHTML}, []pageCase{
		{"headings", "<h1>帮助</h1><h2>怎么退？</h2><p>不能</p><h3>因</h3><p>一</p><h2>政策</h2><p>二</p>", []string{"a 帮助", "c 怎么退？ | a 不能 | a 因 | a 一", "a 政策 | a 二"}},
		{"a button in a heading", "<h3><button>怎么退？</button></h3><div>不能</div>", []string{"c 怎么退？ | a 不能"}},
		{"terms", "<dl><dt>怎么退？<dd>不能<dd>又<dt>说明</dt><dd>好</dd></dl><p>后</p>", []string{"c 怎么退？ | a 不能 | a 又", "a 说明 | a 好 | a 后"}},
		{"folds", "<details><summary>登录失败</summary><p>一</p></details><details><summary>更多</summary>二</details>三", []string{"c 登录失败 | a 一", "a 更多 | a 二 | a 三"}},
		{"lines", "<p>Q：能退吗<br>A：不能<p><strong>问：</strong>能换吗<p>答：行", []string{"c 能退吗 | a 不能", "c 能换吗 | a 行"}},
		{"question and answer in a paragraph", "<p>问：能退吗\n答：不能</p><p>Q: 能换吗？A: 能<b>换</b></p><p>问：A货能退吗 答：不能", []string{"c 能退吗 | a 不能", "c 能换吗？ | a 能换", "c A货能退吗 | a 不能"}},
		{"bold", "<ul><li><b>怎么退？</b>不能</li><li>好</li></ul>", []string{"c 怎么退？ | a 不能", "a 好"}},
		{"links", "<nav><a href=x>登录失败</a></nav><p>一", []string{"a 一", "c 登录失败"}},
		{"table", "<table><tbody><tr><td>问题</td><td>答案</td></tr><tr><td>能退</td><td><ul><li>不能<li>行</ul></td></tr></tbody></table>", []string{"a 问题 | a 答案", "c 能退 | a 不能 | a 行"}},
		{"title", "<title>登录失败</title><p>一", []string{"a 一", "c 登录失败"}},
		{"quotes", "<blockquote>不能</blockquote>", []string{"a 不能"}},
	})
	runPages(t, Options{Format: FormatHTML, CustomerQuotes: true}, []pageCase{
		{"customer's quotes", "<p>前</p><blockquote><p>不能</p><h2>怎么退</h2></blockquote><p>后", []string{"a 前 | c 不能 | c 怎么退 | a 后"}},
		{"a quote that is not closed", "<div><blockquote>不能</div><p>后", []string{"c 不能 | c 后"}},
	})
}

func TestEntities(t *testing.T) {
	for _, c := range []struct {
		in     string
		strict bool
		text   string
		size   int
	}{
		{"&amp;", true, "&", 5},
		{"&amp", true, "", 0},
		{"&amp", false, "&", 4},
		{"&semi;;", true, ";", 6},
		{"&lt;b", true, "<", 4},
		{"&#20320;", true, "你", 8},
		{"&#20320", true, "", 0},
		{"&#20320好", false, "你", 7},
		{"&#x4f60;", true, "你", 8},
		{"&#X4F60x", false, "你", 7},
		{"&#0;", true, "\uFFFD", 4},
		{"&#xD800;", true, "\uFFFD", 8},
		{"&#;", false, "", 0},
		{"&#x;", false, "", 0},
		{"&", false, "", 0},
		{"&;", false, "", 0},
		{"&nosuch;", false, "", 0},
		{"&notit;", false, "¬", 4},
		{"&notin;", false, "∉", 7},
		{"&frac12x", false, "½", 7},
		{"&CounterClockwiseContourIntegral;", true, "∳", 33},
	} {
		if text, size := entityAt(c.in, c.strict); text != c.text || size != c.size {
			t.Errorf("%q: %q, %d", c.in, text, size)
		}
	}
}
