package source

import "testing"

const benchMarkdown = `## 退款说明

签收后**七天内**可以退款，因为超过七天后商品由仓库
统一结算。请在「我的订单」里点` + "`申请退款`" + `，再按[退款须知](https://example.com/refund)填写。

- 已拆封的耳机不支持退换，因为涉及卫生
- 运费由您先付，我收到后转回 &amp; 不另收费

| 支付方式 | 到账时间 |
|---|---|
| 银行卡 | 3~5 个工作日 |

### 多久到账？

三到五天，请您放心。

`

const benchHTML = `<section class="faq"><h2>退款说明</h2>
<p>签收后<b>七天内</b>可以退款，因为超过七天后商品由仓库
统一结算。请在「我的订单」里点<code>申请退款</code>，再按<a href="https://example.com/refund">退款须知</a>填写。</p>
<ul><li>已拆封的耳机不支持退换，因为涉及卫生</li><li>运费由您先付，我收到后转回 &amp; 不另收费</li></ul>
<h3>多久到账？</h3><p>三到五天，请您放心。</p><img src="a.png" alt="到账示意图"></section>
`

func BenchmarkMarkdown(b *testing.B) {
	benchRead(b, benchFile(benchMarkdown), Options{Format: FormatMarkdown})
}

func BenchmarkMDX(b *testing.B) {
	benchRead(b, benchFile("<Tip title={a}>\n"+benchMarkdown+"</Tip>\n\n"), Options{Format: FormatMDX})
}

func BenchmarkHTML(b *testing.B) {
	benchRead(b, benchFile(benchHTML), Options{Format: FormatHTML})
}

// BenchmarkMarkdownSmall reads a page of the usual size.
func BenchmarkMarkdownSmall(b *testing.B) {
	benchRead(b, []byte(benchMarkdown+benchMarkdown+benchMarkdown), Options{Format: FormatMarkdown})
}
