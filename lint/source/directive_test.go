package source

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// directed reads a file and writes its directives a line each: what they say,
// their line and column, and what they cover of the file, in brackets; then the
// texts of the file.
func directed(t *testing.T, data string, o Options) (directives, all []string) {
	t.Helper()
	d := NewDocument(strings.NewReader(data), o)
	d.OnDirective(func(x Directive) {
		at := x.Text.Position(0)
		covers := data[x.Covers.Start:x.Covers.End]
		if x.Row {
			covers = fmt.Sprintf("row %d", x.Location.Row)
		}
		directives = append(directives, fmt.Sprintf("%s %d:%d [%s]", x.Text.String(), at.Line, at.Column, strings.NewReplacer("\r", "␍", "\n", "⏎").Replace(covers)))
	})
	for c, err := range d.Conversations() {
		if err != nil {
			t.Fatal(err)
		}
		for _, turn := range c.Turns {
			all = append(all, strings.NewReplacer("\r", "␍", "\n", "⏎").Replace(turn.Text.String()))
		}
	}
	return directives, all
}

type directiveCase struct {
	name  string
	in    string
	o     Options
	want  []string
	texts []string
}

func runDirectives(t *testing.T, cases []directiveCase) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got, all := directed(t, c.in, c.o)
			if !slices.Equal(got, c.want) {
				t.Errorf("directives\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
			if !slices.Equal(all, c.texts) {
				t.Errorf("texts\n%s\nwant\n%s", strings.Join(all, "\n"), strings.Join(c.texts, "\n"))
			}
		})
	}
}

func TestDirectivesOfText(t *testing.T) {
	line, paragraph := Options{Unit: UnitLine}, Options{Unit: UnitParagraph}
	runDirectives(t, []directiveCase{
		{"a file", "您好\n# cuoci: ignore a/b -- 原话\n我不能\n再见\n\n完\n", Options{},
			[]string{"ignore a/b -- 原话 2:10 [# cuoci: ignore a/b -- 原话⏎我不能⏎再见]"}, []string{"您好⏎我不能⏎再见⏎⏎完⏎"}},
		{"a comment of HTML, CRLF", "<!-- cuoci: ignore -->\r\n\r\n我不能\r\n", Options{},
			[]string{"ignore 1:13 [我不能]"}, []string{"␍⏎我不能␍⏎"}},
		{"several, a full-width colon", "  # cuoci：disable a\n#cuoci: ignore b\n我不能\n", Options{},
			[]string{"disable a 1:11 [我不能]", "ignore b 2:9 [我不能]"}, []string{"我不能⏎"}},
		{"behind the last text", "您好\n# cuoci: enable", Options{}, []string{"enable 2:10 []"}, []string{"您好⏎"}},
		{"no line of its own", "见 # cuoci: ignore\n# cuoci ignore\n", Options{}, nil, []string{"见 # cuoci: ignore⏎# cuoci ignore⏎"}},
		{"lines", "甲\n# cuoci: ignore a\n\n乙\n丙\n", line, []string{"ignore a 2:10 [乙]"}, []string{"甲", "乙", "丙"}},
		{"paragraphs", "甲\n# cuoci: ignore a\n乙\n# cuoci: ignore b\n\n丙\n丁", paragraph,
			[]string{"ignore a 2:10 [# cuoci: ignore a⏎乙]", "ignore b 4:10 [丙⏎丁]"}, []string{"甲⏎乙", "丙⏎丁"}},
		{"a transcript", "# cuoci: disable x\n客服：甲\n# cuoci: ignore a\n客户：乙\n客服：丙\n# cuoci: ignore b\n丁\n\n# cuoci: ignore c\n客户：戊\n客服：己\n", Options{},
			[]string{"disable x 1:10 [甲]", "ignore a 3:10 [乙]", "ignore b 6:10 [# cuoci: ignore b⏎丁]", "ignore c 9:10 [戊]"},
			[]string{"甲", "乙", "丙⏎丁", "戊", "己"}},
		{"questions and answers", "问：甲\n# cuoci: ignore a\n答：乙\n", Options{}, []string{"ignore a 2:10 [乙]"}, []string{"甲", "乙"}},
		{"subtitles", "WEBVTT\n\nNOTE cuoci: ignore a\n\n00:01.000 --> 00:02.000\n甲\n\n00:03.000 --> 00:04.000\n乙\n", Options{Format: FormatVTT},
			[]string{"ignore a 3:13 [00:01.000 --> 00:02.000⏎甲]"}, []string{"甲 乙"}},
	})
}

func TestDirectivesOfTables(t *testing.T) {
	csv := Options{Format: FormatCSV}
	marked := csv
	marked.Select.Directives = []Selector{{source: "备注", column: "备注"}}
	runDirectives(t, []directiveCase{
		{"a column", "回复,cuoci\n甲,ignore a\n\"乙\n乙\",\n丙,\"b -- 原话, 未改\"\n", csv,
			[]string{"ignore a 2:3 [row 2]", "b -- 原话, 未改 5:4 [row 4]"}, []string{"甲", "乙⏎乙", "丙"}},
		{"a named one", "备注,回复\nx,甲\n", marked, []string{"x 2:1 [row 2]"}, []string{"甲"}},
		{"none", "备注,回复\nx,甲\n", csv, nil, []string{"甲"}},
	})
}

func TestDirectivesOfMarkdown(t *testing.T) {
	md, mdx := Options{Format: FormatMarkdown}, Options{Format: FormatMDX}
	runDirectives(t, []directiveCase{
		{"the next block", "# 标题\n\n<!-- cuoci: ignore a -->\n第一段\n还是\n\n第二段\n", md,
			[]string{"ignore a 3:13 [<!-- cuoci: ignore a -->⏎第一段⏎还是⏎⏎]"}, []string{"标题", "第一段还是", "第二段"}},
		{"a list, an item, a quote", "<!-- cuoci: ignore a -->\n- 甲\n- 乙\n\n  <!-- cuoci: ignore b -->\n\n  丙\n- 丁\n\n> <!-- cuoci: ignore c -->\n> 戊\n>\n> 己\n", md,
			[]string{
				"ignore a 1:13 [<!-- cuoci: ignore a -->⏎- 甲⏎- 乙⏎⏎  <!-- cuoci: ignore b -->⏎⏎  丙⏎- 丁⏎⏎> ]",
				"ignore b 5:15 [<!-- cuoci: ignore b -->⏎⏎  丙⏎- ]",
				"ignore c 10:15 [<!-- cuoci: ignore c -->⏎> 戊⏎>⏎> ]",
			}, []string{"甲", "乙", "丙", "丁", "戊", "己"}},
		{"in a line, in a cell", "甲<!-- cuoci: ignore a -- 原话 -->乙\n丙\n\n|头|\n|-|\n|丁 <!--cuoci: ignore b-->|\n", md,
			[]string{"ignore a -- 原话 1:14 [甲<!-- cuoci: ignore a -- 原话 -->乙⏎丙]", "ignore b 6:15 [丁 <!--cuoci: ignore b-->]"}, []string{"甲乙丙", "头", "丁"}},
		{"several lines, with a mark between", "> <!-- cuoci: ignore a\n> -- 为什么 -->\n> 甲\n", md,
			[]string{"ignore a\n-- 为什么 1:15 [<!-- cuoci: ignore a⏎> -- 为什么 -->⏎> 甲⏎]"}, []string{"甲"}},
		{"an element of HTML", "<!-- cuoci: ignore a -->\n\n<div>\n\n甲\n\n</div>\n\n<div><!-- cuoci: ignore b --><p>乙</p><p>丙</p></div>\n", md,
			[]string{"ignore a 1:13 [<!-- cuoci: ignore a -->⏎⏎<div>⏎⏎甲⏎⏎]", "ignore b 9:18 [<!-- cuoci: ignore b --><p>乙]"}, []string{"甲", "乙", "丙"}},
		{"in code it is none", "```\n<!-- cuoci: ignore a -->\n```\n\n`<!-- cuoci: ignore b -->` 甲\n", md, nil, []string{standIn + " 甲"}},
		{"nothing comes next", "- 甲\n\n  <!-- cuoci: ignore a -->\n\n乙\n\n<!-- cuoci: ignore b -->\n", md,
			[]string{"ignore a 3:15 []", "ignore b 7:13 []"}, []string{"甲", "乙"}},
		{"MDX", "{/* cuoci: ignore a */}\n\n<Tip>\n  甲 {/* cuoci: ignore b */}\n\n  乙\n</Tip>\n\n{/* cuoci: ignore c */} 丙\n", mdx,
			[]string{"ignore a 1:12 [{/* cuoci: ignore a */}⏎⏎<Tip>⏎  甲 {/* cuoci: ignore b */}⏎⏎  ]", "ignore b 4:16 [甲]", "ignore c 9:12 [丙]"},
			[]string{"甲", "乙", "丙"}},
	})
}

func TestDirectivesOfHTML(t *testing.T) {
	page := Options{Format: FormatHTML}
	runDirectives(t, []directiveCase{
		{"the next element", "<!-- cuoci: ignore a -->\n<section><h2>甲</h2><p>乙</section><p>丙", page,
			[]string{"ignore a 1:13 [<!-- cuoci: ignore a -->⏎<section><h2>甲</h2><p>乙]"}, []string{"甲", "乙", "丙"}},
		{"the block it stands in", "<p>甲<b>乙</b><!-- cuoci: ignore a -->丙</p><p>丁</p>", page,
			[]string{"ignore a 1:25 [甲<b>乙</b><!-- cuoci: ignore a -->丙]"}, []string{"甲乙丙", "丁"}},
		{"items without end tags", "<ul><li>甲<!-- cuoci: ignore a --><li>乙<ul><li>丙</ul></ul><!-- cuoci: ignore b --><div>丁</div>戊", page,
			[]string{"ignore a 1:22 [甲<!-- cuoci: ignore a -->]", "ignore b 1:70 [<!-- cuoci: ignore b --><div>丁]"}, []string{"甲", "乙", "丙", "丁", "戊"}},
		{"a row", "<table><!-- cuoci: ignore a --><tr><td>甲<td>乙<tr><td>丙</table>", page,
			[]string{"ignore a 1:20 [<!-- cuoci: ignore a --><tr><td>甲<td>乙]"}, []string{"甲", "乙", "丙"}},
		{"the last in its element", "<div>甲<p>乙</p><!-- cuoci: ignore a --></div><p>丙</p>", page,
			[]string{"ignore a 1:27 []"}, []string{"甲", "乙", "丙"}},
		{"in a script it is none", "<script>'<!-- cuoci: ignore a -->'</script><p>甲</p>", page, nil, []string{"甲"}},
	})
}

func TestDirectivesOfYAML(t *testing.T) {
	file := Options{Format: FormatYAML}
	file.Select.Text = []Selector{{source: "text", steps: []selectStep{{key: "text", deep: true}}}}
	runDirectives(t, []directiveCase{
		{"before a value, at its end", "# cuoci: ignore a\nlist:\n  # cuoci: ignore b\n  - text: 甲 # cuoci: ignore c\n    more: 乙\n  - text: 丙\n", file,
			[]string{
				"ignore a 1:10 [# cuoci: ignore a⏎list:⏎  # cuoci: ignore b⏎  - text: 甲 # cuoci: ignore c⏎    more: 乙⏎  - text: 丙⏎]",
				"ignore b 3:12 [# cuoci: ignore b⏎  - text: 甲 # cuoci: ignore c⏎    more: 乙⏎  - ]",
				"ignore c 4:22 [  - text: 甲 # cuoci: ignore c⏎    ]",
			}, []string{"甲", "丙"}},
		{"block scalars", "a:\n  text: | # cuoci: ignore a\n    # cuoci: ignore b\n    甲\n  # cuoci: ignore c\n  text: >-\n    乙\n", file,
			[]string{"ignore a 2:20 [  text: | # cuoci: ignore a⏎    # cuoci: ignore b⏎    甲⏎  # cuoci: ignore c⏎  ]", "ignore c 5:12 [# cuoci: ignore c⏎  text: >-⏎    乙⏎]"},
			[]string{"# cuoci: ignore b⏎甲⏎", "乙"}},
		{"in quotes it is none", "text: \"甲 # cuoci: ignore a\" # cuoci: ignore b\n", file,
			[]string{"ignore b 1:38 [text: \"甲 # cuoci: ignore a\" # cuoci: ignore b⏎]"}, []string{"甲 # cuoci: ignore a"}},
		{"a list behind its key, documents", "text: # cuoci: ignore a\n  - 甲\n  - 乙\nb: 1\n---\n# cuoci: ignore b\ntext: 丙\n# cuoci: ignore c\n", Options{Format: FormatYAML, Select: Selection{Text: []Selector{{source: "$..text[*]", steps: []selectStep{{key: "text", deep: true}, {all: true}}}, {source: "text", steps: []selectStep{{key: "text", deep: true}}}}}},
			[]string{"ignore a 1:16 [text: # cuoci: ignore a⏎  - 甲⏎  - 乙⏎]", "ignore b 6:10 [# cuoci: ignore b⏎text: 丙⏎# cuoci: ignore c⏎]", "ignore c 8:10 []"},
			[]string{"甲", "乙", "丙"}},
	})
}
