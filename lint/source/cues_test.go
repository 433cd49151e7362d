package source

import (
	"strings"
	"testing"
)

func TestCues(t *testing.T) {
	for _, c := range []struct{ name, path, in, want string }{
		{"voices", "a.vtt", "WEBVTT\n\n1\n00:01.000 --> 00:03.000 align:start\n<v 客服 小李>您好，<b>请讲</b>\n\n00:03.500 --> 00:05.000\n<v.loud 客户>我要退款&amp;赔偿\n",
			`#1 dialog [agent name=小李 time=00:01.000 "您好，请讲"] [customer time=00:03.500 "我要退款&赔偿"]`},
		{"heads", "a.srt", "1\r\n00:00:01,000 --> 00:00:03,000\r\n客服：您好\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\n请稍等\r\n我查一下\r\n\r\n3\r\n00:00:05,000 --> 00:00:06,000\r\n客户：好\r\n",
			`#1 dialog [agent time=00:00:01,000 "您好 请稍等 我查一下"] [customer time=00:00:05,000 "好"]`},
		{"no speakers", "a.srt", "1\n00:00:01,000 --> 00:00:03,000\n您好\n\n2\n00:00:03,000 --> 00:00:04,000\n请稍等 &amp;\n", `#1 [agent time=00:00:01,000 "您好 请稍等 &amp;"]`},
		{"notes and styles", "a.vtt", "WEBVTT - 试\n\nSTYLE\n::cue {}\n\nNOTE 客服：不读\n\n00:01.000 --> 00:02.000\n<v 客户>好\n", `#1 dialog [customer time=00:01.000 "好"]`},
		{"nothing", "a.vtt", "WEBVTT\n", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			all, err := read(strings.NewReader(c.in), Options{Path: c.path})
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.TrimSpace(outline(all)); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
	all, err := read(strings.NewReader("WEBVTT\n\n00:01.000 --> 00:03.000\n<v 客服>不<b>能</b>退\n"), Options{Path: "a.vtt"})
	if err != nil {
		t.Fatal(err)
	}
	text := all[0].Turns[0].Text
	if got := text.Segments(0, 6); len(got) != 2 {
		t.Errorf("不能 is made of %v", got)
	}
	if all[0].Turns[0].End != "00:03.000" {
		t.Errorf("ends at %q", all[0].Turns[0].End)
	}
	if _, err := read(strings.NewReader("1\n00:00:01,000 --> 00:00:03,000\n好\n00:00:03,000 --> 00:00:04,000\n嗯\n"), Options{Path: "a.srt"}); err == nil || !strings.Contains(err.Error(), "a.srt:4:1: a cue begins inside of another") {
		t.Errorf("error %v", err)
	}
}
