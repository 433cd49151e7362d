package source

import "testing"

func TestMDX(t *testing.T) {
	runPages(t, Options{Format: FormatMDX}, []pageCase{
		{"imports", "---\ntitle: x\n---\nimport A from './无法'\nexport const b = {\n\n  c: '无法',\n}\n\n好\n\nimport 一下", []string{"a 好 | a import 一下"}},
		{"components", "<Tip title=\"无法\">\n  我**不**\n  能\n\n  - 一\n</Tip>\n\n<Tabs><Tab\n  label={() => { return \"无法>\" }}\n>\n二\n</Tab></Tabs>\n三", []string{"a 我不能 | a 一 | a 二 | a 三"}},
		{"deep components", "<A>\n    <B>\n\n        我不能\n\n    1. 一\n\n    </B>\n</A>", []string{"a 我不能 | a 一"}},
		{"inline components", "点<Icon name=\"无法\" />和<Hi x={{a: \"}\"}}>不</Hi>能，<>片</>", []string{"a 点□和不能，片"}},
		{"expressions", "我{/* 无法 */}不{' '}能{a ? '无法' : `无法${b}`}退{name}和{{order.id}}", []string{"a 我不 能□退{name}和{{order.id}}"}},
		{"a block of expressions", "{/* 无法\n\n无法 */}\n\n{list.map(x => <p>无法</p>)}\n好", []string{"a 好"}},
		{"braces without an end", "一 { 二\n\n三 } 四 <Tip 五", []string{"a 一 { 二 | a 三 } 四 <Tip 五"}},
		{"code", "`{无法}`和``<A>``\n\n```jsx\n<Tip>\n无法\n```\n\n好", []string{"a □和□ | a 好"}},
		{"escapes", "\\{不能\\} \\<b>", []string{"a {不能} <b>"}},
		{"html", "<details>\n<summary>怎么退？</summary>\n\n不能\n\n</details>\n\n<img alt=\"图\" />后<br/>再", []string{"c 怎么退？ | a 不能", "a □后⏎再", "a 图"}},
		{"names of headings", "## 怎么退 {#refund}\n一", []string{"c 怎么退 | a 一"}},
		{"comments", "一<!-- 无法 -->二\n\n<!--\n无法\n\n无法\n-->\n三", []string{"a 一二 | a 三"}},
		{"indented lines", "一\n\n    不能\n    二", []string{"a 一 | a 不能二"}},
		{"formulas", "当 $\\frac{1}{2}$ 时", []string{"a 当 □ 时"}},
		{"a component in a list", "- 一\n\n  <Tip>\n    二\n  </Tip>\n- 三", []string{"a 一 | a 二 | a 三"}},
		{"apostrophes", "<Tip>Don't</Tip> {it's}", []string{"a Don't □"}},
		{"marks in the text", "\x011\n一", []string{"a \x011 一"}},
	})
}
