package source

import (
	"fmt"
	"strings"
	"testing"
)

func TestTranscript(t *testing.T) {
	names := map[string]Speaker{"张三": Agent, "李女士": Customer}
	for _, c := range []struct{ name, in, want string }{
		{"speakers", "客服：您好\n客户: 在吗\n", `#1 dialog [agent "您好"] [customer "在吗"]`},
		{"one line is none", "客服：您好\n订单号：12345\n", `#1 [agent "客服：您好\n订单号：12345\n"]`},
		{"labels are none", "订单号：1\n用户名：a\n客服电话：95588\n客户经理：王\n", `#1 [agent "订单号：1\n用户名：a\n客服电话：95588\n客户经理：王\n"]`},
		{"turns numbered", "[3] 客服：您好\n[4] 客户：好\n", `#1 dialog [agent "您好"] [customer "好"]`},
		{"items", "1. 客服：您好\n2、顾客：好\n", `#1 dialog [agent "您好"] [customer "好"]`},
		{"time, role, name", "10:02:11 坐席 张三：您好\n10:02:15 用户：好\n", `#1 dialog [agent name=张三 time=10:02:11 "您好"] [customer time=10:02:15 "好"]`},
		{"date before, time in the label", "2024-05-01 10:02 客服(小李)：您好\n李四（客户） 10:03:00：好\n",
			`#1 dialog [agent name=小李 time=2024-05-01 10:02 "您好"] [customer name=李四 time=10:03:00 "好"]`},
		{"desks", "在线客服：您好\n智能客服：我是机器人\n客服01：在\n客服小陈：在\n买家：好\n",
			`#1 dialog [agent "您好"] [system "我是机器人"] [agent name=01 "在"] [agent name=小陈 "在"] [customer "好"]`},
		{"declared names", "张三：您好\n李女士：好\n王五：谁\n", `#1 dialog [agent name=张三 "您好"] [customer name=李女士 "好\n王五：谁"]`},
		{"goes on", "客服：\n  您好\n请讲\n客户：好\n", `#1 dialog [agent "  您好\n请讲"] [customer "好"]`},
		{"rules part", "客服：a\n客户：b\n-----\n客服：c\n客户：d\n", `#1 dialog [agent "a"] [customer "b"]|#2 dialog [agent "c"] [customer "d"]`},
		{"blank lines part", "客服：a\n客户：b\n\n客服：c\n客户：d\n\n还有\n", `#1 dialog [agent "a"] [customer "b"]|#2 dialog [agent "c"] [customer "d\n\n还有"]`},
		{"blank lines between all", "客服：a\n\n客户：b\n\n客服：c\n", `#1 dialog [agent "a"] [customer "b"] [agent "c"]`},
		{"what stands before is nobody's", "通话记录\n客服：a\n客户：b\n", `#1 dialog [unknown "通话记录"] [agent "a"] [customer "b"]`},
		{"questions and answers", "退款\nQ：能退吗？\nA：可以。\n七天内\n\n问：要多久\n三天。\n",
			`#1 [agent "退款"]|#2 [customer "能退吗？"] [agent "可以。\n七天内"]|#3 [customer "要多久"] [agent "三天。"]`},
		{"one question is none", "问：能退吗\n", `#1 [agent "问：能退吗\n"]`},
		{"traditional", "客戶：在嗎\n客服：在的\n", `#1 dialog [customer "在嗎"] [agent "在的"]`},
	} {
		t.Run(c.name, func(t *testing.T) {
			all, err := read(strings.NewReader(c.in), Options{Path: "a.txt", Speakers: names})
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.ReplaceAll(strings.TrimSpace(outline(all)), "\n#", "|#"); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// TestTranscriptStreams reads more conversations than a stretch of the stream
// holds, and looks whether each is whole and in its place.
func TestTranscriptStreams(t *testing.T) {
	const n = 20_000
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "客户：第%d件怎么还没到？\n客服：您好，我马上为您查第%d件。\n\n", i, i)
	}
	all, err := read(strings.NewReader(b.String()), Options{Path: "a.txt"})
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != n {
		t.Fatalf("%d conversations, want %d", len(all), n)
	}
	for i, c := range all {
		text := c.Turns[1].Text
		if want := fmt.Sprintf("您好，我马上为您查第%d件。", i); len(c.Turns) != 2 || text.String() != want {
			t.Fatalf("conversation %d: %s", i, outline(all[i:i+1]))
		}
		if at := text.Position(0); at.Line != 3*i+2 || at.Column != 4 {
			t.Fatalf("conversation %d is at %v", i, at)
		}
	}
}

func TestTranscriptByLines(t *testing.T) {
	all, err := read(strings.NewReader("客服：a\n客户：b\n"), Options{Path: "a.txt", Unit: UnitLine})
	if err != nil || len(all) != 2 || all[0].Dialog {
		t.Errorf("with unit line each line is a text of its own: %v\n%s", err, outline(all))
	}
}
