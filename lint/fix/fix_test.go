package fix_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/cuoci/cuoci/lint"
	"github.com/cuoci/cuoci/lint/fix"
	"github.com/cuoci/cuoci/lint/source"
)

func TestText(t *testing.T) {
	l := small(t)
	for _, tc := range []struct{ before, after string }{
		{"您好。", "您好。"},
		{"你好，可以换，但是要等三天。\n", "您好，可以换。要等三天。\n"},
		{"可以换，但是，要等。", "可以换。要等。"},
		{"可以换！但是要等。", "可以换！要等。"},
		{"可以换.但是要等.", "可以换.要等."},
		{"但是要等。", "要等。"},
		{"可以换 但是 要等", "可以换。要等"},
		{"可以换,但要等", "可以换。要等"},
		{"可以换\n但是要等", "可以换\n要等"},
		{"（但是周末要等）可以换", "（周末要等）可以换"},
		{"可以换，但是。", "可以换。"},
		{"可以换，但是", "可以换"},
		{"我們會查，你的訂單，但是要等。", "我會查，您的訂單。要等。"},
		{"那个那个，有货。", "有货。"},
		{"有货，那个那个，今天发。", "有货，今天发。"},
		{"有货，那个那个。", "有货。"},
		{"有货。那个那个。今天发。", "有货。今天发。"},
		{"那个那个", "那个那个"}, // nothing would be left
		{"我来做一个查询的动作，你放心。", "我来查询，您放心。"},
		{"你你你的帐号", "您您您的账号"},
		{"請輸入帳號：帐号", "請輸入帳號：帐号"}, // the word has another form there
		{"你 们的", "您 们的"},
	} {
		out := mended(t, l, tc.before)
		if string(out.Data) != tc.after {
			t.Errorf("%q became %q, want %q", tc.before, out.Data, tc.after)
		}
		if again := mended(t, l, string(out.Data)); string(again.Data) != tc.after || len(again.Applied) > 0 {
			t.Errorf("%q became %q in a second run", tc.after, again.Data)
		}
	}
}

func TestSafetyIsAsked(t *testing.T) {
	out := document(t, small(t), []byte("你的帐号，但是"), source.Options{Path: "a.txt"}, fix.Options{})
	if string(out.Data) != "您的帐号，但是" || len(out.Applied) != 1 || len(out.Left) != 2 || len(out.Before) != 3 {
		t.Errorf("%q, %d applied, %d left of %d", out.Data, len(out.Applied), len(out.Left), len(out.Before))
	}
}

// TestWithdrawn looks that an edit after which something is found is taken back,
// and said to be, while others are made.
func TestWithdrawn(t *testing.T) {
	out := mended(t, small(t), "你好，请稍等，你的帐号在查。")
	if string(out.Data) != "您好，请稍等，您的账号在查。" {
		t.Errorf("%q", out.Data)
	}
	if len(out.Withdrawn) != 1 || out.Withdrawn[0].Finding.Rule != "mend/trap" || !slices.Equal(out.Withdrawn[0].Why, []string{`mend/trapped "请等等"`}) {
		t.Errorf("withdrawn: %+v", out.Withdrawn)
	}
}

// TestValuesSurvive holds what no edit may take away.
func TestValuesSurvive(t *testing.T) {
	l := small(t)
	for _, text := range []string{"一共30元", "一共三百元", "一共{{n}}元", "一共１２元", "一共%s元", "另外王芳女士说过", "另外明天说过"} {
		if out := mended(t, l, text+"，有货。"); !strings.Contains(string(out.Data), text) {
			t.Errorf("%q became %q", text, out.Data)
		}
	}
	for _, text := range []string{"一共几元，有货。", "另外同事说过，有货。"} {
		if out := mended(t, l, text); string(out.Data) != "有货。" {
			t.Errorf("%q became %q", text, out.Data)
		}
	}
}

func TestChoose(t *testing.T) {
	var asked []string
	out := document(t, small(t), []byte("你的，你的，但是好。"), source.Options{Path: "a.txt"}, fix.Options{
		Review: true,
		Choose: func(c *fix.Change) bool {
			asked = append(asked, c.Finding.Rule)
			return len(asked) != 1
		},
	})
	// The first one is refused, and not offered again in the second round.
	if string(out.Data) != "你的，您的。好。" || len(asked) != 3 {
		t.Errorf("%q, asked of %v", out.Data, asked)
	}
}

func TestSieve(t *testing.T) {
	out := document(t, small(t), []byte("你的，但是好。"), source.Options{Path: "a.txt"}, fix.Options{
		Review: true,
		Sieve: func() func(*lint.Finding) bool {
			return func(f *lint.Finding) bool { return f.Rule != "mend/you" }
		},
	})
	if string(out.Data) != "你的。好。" || len(out.Left) != 0 || len(out.Before) != 1 {
		t.Errorf("%q, left %v", out.Data, out.Left)
	}
}

func TestUnreadable(t *testing.T) {
	for name, data := range map[string]string{"a.json": "{", "a.xlsx": "PK", "a.txt": "\xff\xfe\x00", "a.jsonl": "{\"text\":\"你\"}\n{"} {
		if out, err := fix.Document(small(t), []byte(data), source.Options{Path: name}, fix.Options{}); err == nil {
			t.Errorf("%s: %+v", name, out)
		}
	}
}

// TestNoPlace counts what the file has no place for.
func TestNoPlace(t *testing.T) {
	mail := "From: a@example.com\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n5L2g55qE6K6i5Y2V44CC\r\n"
	out := document(t, small(t), []byte(mail), source.Options{Path: "a.eml"}, fix.Options{})
	if string(out.Data) != mail || out.NoPlace != 1 || len(out.Left) != 1 {
		t.Errorf("%q: %d without a place, %d left", out.Data, out.NoPlace, len(out.Left))
	}
	// A soft break lies between the comma and the word.
	page := "可以换，\n但是要等。\n"
	out = document(t, small(t), []byte(page), source.Options{Path: "a.md"}, fix.Options{Review: true})
	if string(out.Data) != page || out.NoPlace != 1 {
		t.Errorf("%q: %d without a place", out.Data, out.NoPlace)
	}
}

// TestAliases holds a text that stands in two places of a YAML file.
func TestAliases(t *testing.T) {
	text := "- reply: &a 你的订单\n- reply: *a\n"
	out := document(t, small(t), []byte(text), source.Options{Path: "a.yaml"}, fix.Options{})
	if string(out.Data) != "- reply: &a 您的订单\n- reply: *a\n" {
		t.Errorf("%q", out.Data)
	}
}

// TestStructureHolds looks that an edit after which the file would be read
// otherwise is not made.
func TestStructureHolds(t *testing.T) {
	for name, text := range map[string]string{
		"a.md":   "那个那个，1. 有货。\n",
		"a.yaml": "- reply: 那个那个，# 有货。\n",
	} {
		out := document(t, small(t), []byte(text), source.Options{Path: name}, fix.Options{Review: true})
		if string(out.Data) != text || len(out.Withdrawn) == 0 && out.NoPlace == 0 {
			t.Errorf("%s: %q became %q; withdrawn %v", name, text, out.Data, out.Withdrawn)
		}
	}
}
