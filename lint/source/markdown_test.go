package source

import "testing"

func TestMarkdownText(t *testing.T) {
	runPages(t, Options{Format: FormatMarkdown}, []pageCase{
		{"soft breaks", "您好，\n我不\n能退\nOK\n款 OK\nfine\n", []string{"a 您好，我不能退 OK 款 OK fine"}},
		{"hard breaks", "一  \n二\\\n三<br>四", []string{"a 一⏎二⏎三⏎四"}},
		{"emphasis", "我**不**能 _x_ ***粗斜***~~划掉~~ 3~5天 好~~~", []string{"a 我不能 x 粗斜划掉 3~5天 好~~~"}},
		{"stars of no emphasis", "请**（务必）**确认，**退款。**后 ** 空 **\n\n2*3 138**00", []string{"a 请（务必）确认，退款。后  空 | a 2*3 138**00"}},
		{"escapes", `我\*不\*能 C:\目录 \\ \| \你`, []string{`a 我*不*能 C:\目录 \ | \你`}},
		{"entities", "A&amp;B &#20320;好&nbsp;&hellip; &notit; &copy &#x1F600;", []string{"a A&B 你好\u00a0… &notit; &copy 😀"}},
		{"code", "按`无法`后 ``a`b`` 保存。\n\n```\n不能\n```\n\n    不能\n\n~~~sh\n不能\n~~~\n好`", []string{"a 按□后 □ 保存。 | a 好`"}},
		{"links", "[不能](http://x.cn/无法 \"无法\")看<http://a.cn>和[文][r] <a@b.cn>\n\n[r]: /无法", []string{"a 不能看http://a.cn和文 a@b.cn"}},
		{"pictures", "点![无法](a.png)后\n\n![只有图](b.png)", []string{"a 点□后", "a 无法", "a 只有图"}},
		{"comments", "我<!-- 无法 -->不能\n\n<!-- 无法\n\n无法 -->\n\n好", []string{"a 我不能 | a 好"}},
		{"tags", "我<b>不</b>能用<kbd>确定</kbd>和<bucket>，<img src=a alt='无 图' title=\"题\">好", []string{"a 我不能用□和□，□好", "a 无 图", "a 题"}},
		{"headings", "# 一\n正文\n## 二 ##\n三\n===\n####四\n#五\n#话题# 六\n\n#七\n", []string{"a 一 | a 正文", "a 二", "a 三", "a 四 | a #五 #话题# 六", "a 七"}},
		{"lists", "- 一\n  续\n- [ ] 二\n- [x] 三\n\n1. 四\n\n   五\n   - 六", []string{"a 一续 | a 二 | a 三 | a 四 | a 五 | a 六"}},
		{"table", "| 名 | 说明 |\n|:--|--|\n| `a` | 不能\\|好 **b** |\n| x | | 多\n后", []string{"a 名 | a 说明", "a 不能|好 b", "a x", "a 后"}},
		{"no table", "a | b\n| - |\n\n一 - 二", []string{"a a | b | - | | a 一 - 二"}},
		{"front matter", "---\ntitle: 无法\n---\n好", []string{"a 好"}},
		{"toml", "+++\ntitle = \"无法\"\n+++\n好", []string{"a 好"}},
		{"a rule is none", "---\n正文\n---\n", []string{"a 正文"}},
		{"formulas", "当 $a_b$ 时 $x$，价$5和$6，$$y$$ 约$100，原$200 \\$5 ${name}和${b}\n\n$$\n无法\n$$\n\n好", []string{"a 当 □ 时 □，价$5和$6，□ 约$100，原$200 $5 ${name}和${b} | a 好"}},
		{"footnotes", "看[^1]后\n\n[^1]: 脚注\n\n    续\n\n好", []string{"a 看后 | a 脚注 | a 续 | a 好"}},
		{"definitions", "词\n: 释一\n: 释二\n  续\n\n后", []string{"a 词 | a 释一 | a 释二续 | a 后"}},
		{"directives", ":::tip 提示\n不能\n:::\n\n::: details\n好\n:::", []string{"a 提示 | a 不能 | a 好"}},
		{"box", "> [!NOTE]\n> 不能\n\n> 引", []string{"a 不能 | a 引"}},
		{"html", "<div>\n我<b>不\n能</b>\n</div>\n\n<pre>\n无法\n\n无法</pre>\n\n<p title=\"题\">好</p>", []string{"a 我不能 | a 好", "a 题"}},
		{"html around", "<details>\n<summary>更多</summary>\n\n**不**能\n\n</details>\n后", []string{"a 更多 | a 不能 | a 后"}},
		{"indented html", "<ul>\n  <li>一</li>\n\n    <li>二 <b>三</b></li>\n\n</ul>\n\n    <li>code", []string{"a 一 | a 二 三"}},
		{"anchors", "<a name=\"x\"></a>\n## 题\n<br>\n- 一", []string{"a 题 | a 一"}},
		{"full-width blanks", "　　正文　\n\n　\n", []string{"a 正文"}},
		{"nothing", "\n\n```\nx\n```\n", nil},
	})
}

func TestMarkdownQuestions(t *testing.T) {
	runPages(t, Options{Format: FormatMarkdown}, []pageCase{
		{"headings that ask", "# 帮助\n\n## 1. 忘记密码怎么办？\n\n不能。\n\n因为\n\n### 注意\n\n后\n\n## 政策\n\n文", []string{
			"a 帮助", "c 1. 忘记密码怎么办？ | a 不能。 | a 因为 | a 注意 | a 后", "a 政策 | a 文",
		}},
		{"symptoms", "## 按钮无法点击\n一\n## 收不到验证码\n二\n## 登录失败\n三\n## 您无法退款的情形\n四\n## 不能使用的优惠券\n五", []string{
			"c 按钮无法点击 | a 一", "c 收不到验证码 | a 二", "c 登录失败 | a 三", "a 您无法退款的情形 | a 四", "a 不能使用的优惠券 | a 五",
		}},
		{"a question in a question", "## 能退吗\n一\n### 能换吗\n二\n### 三\n四\n## 五\n六", []string{
			"c 能退吗 | a 一", "c 能换吗 | a 二", "c 能退吗 | a 三 | a 四", "a 五 | a 六",
		}},
		{"the page's question", "# 怎么退货？\n一\n## 二\n三\n## 四\n五", []string{
			"c 怎么退货？ | a 一", "c 怎么退货？ | a 二 | a 三", "c 怎么退货？ | a 四 | a 五",
		}},
		{"lines", "Q：能退吗\nA：不能\n后\n\n**问：**能换吗？\n\n答：可以\n\n又", []string{"c 能退吗 | a 不能后", "c 能换吗？ | a 可以 | a 又"}},
		{"a question without a label for the answer", "问：能退吗\n不能退\n\n可以换", []string{"c 能退吗 | a 不能退 | a 可以换"}},
		{"no label", "订单号：123\n\n注意: 不能", []string{"a 订单号：123 | a 注意: 不能"}},
		{"bold", "前\n\n**怎么退？**\n\n不能\n\n- **一直失败？** 请重试\n\n  再\n- **注意：** 不能\n\n后", []string{
			"a 前", "c 怎么退？ | a 不能", "c 一直失败？ | a 请重试 | a 再", "c 怎么退？ | a 注意： 不能 | a 后",
		}},
		{"alone", "怎么退款？\n\n不能\n\n您还有问题吗？\n\n后", []string{"c 怎么退款？ | a 不能 | a 您还有问题吗？ | a 后"}},
		{"links to questions", "前\n\n- [登录失败](/a)\n- [说明](/b)", []string{"a 前 | a 说明", "c 登录失败"}},
		{"table", "| 问题 | 答案 |\n|-|-|\n| 能退吗 | 不能 |\n| 换 | 行 |\n\n| 项 | 说明 |\n|-|-|\n| 无法登录 | 重启 |\n| 甲 | 乙 |", []string{
			"a 问题 | a 答案", "c 能退吗 | a 不能", "c 换 | a 行", "a 项 | a 说明", "c 无法登录 | a 重启", "a 甲 | a 乙",
		}},
		{"problem and solution", "## 问题\n\n但没有下单\n\n## 建议\n\n一\n\n## 解决方法\n\n二\n\n## 相关\n\n三", []string{
			"c 问题 | c 但没有下单 | a 建议 | a 一 | a 解决方法 | a 二", "a 相关 | a 三",
		}},
		{"problem alone", "## 问题\n\n## 其他\n\n一", []string{"a 问题", "a 其他 | a 一"}},
		{"descriptions", "怎么退\n: 不能\n\n后", []string{"c 怎么退 | a 不能", "a 后"}},
		{"folds", "<details><summary>怎么退？</summary>\n\n不能\n\n</details>\n\n后", []string{"c 怎么退？ | a 不能", "a 后"}},
		{"voices", "**客户**：你们怎么还没发货\n\n**客服**：不能发\n\n客户：为什么\n客服：因为", []string{"c 你们怎么还没发货 | a 不能发", "c 为什么 | a 因为"}},
		{"no voices", "用户：指使用本服务的人\n\n一", []string{"a 用户：指使用本服务的人 | a 一"}},
		{"nothing answers", "## 能退吗\n## 能换吗\n可以", []string{"c 能退吗", "c 能换吗 | a 可以"}},
		{"names of headings", "## 怎么退 {#refund}\n一", []string{"c 怎么退 {#refund} | a 一"}},
	})
	runPages(t, Options{Format: FormatMarkdown, CustomerQuotes: true, FrontMatter: true}, []pageCase{
		{"quotes", "前\n\n> 我**不**能\n>\n> - 等\n\n后\n\n> [!TIP]\n> 好", []string{"a 前 | c 我不能 | c 等 | a 后 | a 好"}},
		{"quotes in html", "<blockquote>不能</blockquote>\n\n后", []string{"c 不能 | a 后"}},
		{"title", "---\ntitle: \"登录\\u5931败\" # x\ndescription: >\n  一\n  二\nother: 无法\n---\n\n## 三\n四", []string{"c 登录失败 | a 一二", "c 登录失败 | a 三 | a 四"}},
		{"plain title", "---\ntitle : 关于  # 注\ndescription: 'it''s\n  好'\n---\n", []string{"a 关于 | a it's 好"}},
		{"literal", "---\ndescription: |\n  一\n  二\n\n  三\ntitle:\n---\n", []string{"a 一⏎二⏎三"}},
	})
}
