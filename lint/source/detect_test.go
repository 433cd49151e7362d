package source

import (
	"errors"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

// detected returns the charset that a file is read in.
func detected(t *testing.T, in string) charset {
	t.Helper()
	all, err := read(strings.NewReader(in), Options{Unit: UnitLine})
	if err != nil {
		t.Fatalf("%.40q: %v", in, err)
	}
	return all[len(all)-1].Turns[0].Text.block.charset
}

func TestDetectShort(t *testing.T) {
	simplified := []string{
		"您好", "谢谢您", "亲，在的", "好的", "退款", "措辞", "我不能", "客服：您好！", "请稍等", "没有", "不行哦", "订单号 A-1029 已取消。",
		"对不起，这个我们做不了。", "抱歉", "包裹明天送达", "……", "请联系张女士", "电饭煲 3 台", "魑魅魍魉，一切正常", "Hello 世界", "1. 打开设置\n2. 点击更新",
		"很抱歉让您久等了😀", "發票已經開好，請查收", "這個問題沒有辦法解決",
	}
	for _, s := range simplified {
		in, err := simplifiedchinese.GB18030.NewEncoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		if c := detected(t, in); c != charsetGB18030 {
			t.Errorf("%q in GB18030 is read as %v", s, c)
		}
		if c := detected(t, s); c != charsetUTF8 {
			t.Errorf("%q in UTF-8 is read as %v", s, c)
		}
	}
	for _, s := range []string{
		"您好", "謝謝", "好的", "退款", "我不能", "客服：您好！", "請稍等", "沒有辦法", "訂單號 A-1029 已取消。",
		"對不起，這個我們做不了。", "很抱歉讓您久等了", "包裹明天送達", "請聯絡張小姐", "電鍋 3 台", "Hello 世界", "1. 打開設定\n2. 點選更新",
		"發票已經開立，請查收", "運費由本公司負擔", "如有任何問題，歡迎來電",
	} {
		in, err := traditionalchinese.Big5.NewEncoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		if c := detected(t, in); c != charsetBig5 {
			t.Errorf("%q in Big5 is read as %v", s, c)
		}
	}
}

func TestDetectWide(t *testing.T) {
	le := unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewEncoder()
	be := unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewEncoder()
	for _, s := range []string{
		"您好，我不能退款。", "Hello\n", "亲，在的\r\n可以换货的\r\n", "退款 3 天内到账", "ok", "這個問題我們處理不了！",
	} {
		if in, err := le.String(s); err != nil || detected(t, in) != charsetUTF16LE {
			t.Errorf("%q in UTF-16LE is read as %v", s, detected(t, in))
		}
		if in, err := be.String(s); err != nil || detected(t, in) != charsetUTF16BE {
			t.Errorf("%q in UTF-16BE is read as %v", s, detected(t, in))
		}
	}
}

func TestDetectLate(t *testing.T) {
	gb, err := simplifiedchinese.GB18030.NewEncoder().String("您好，这个订单我们不能取消。\n")
	if err != nil {
		t.Fatal(err)
	}
	head := strings.Repeat("order shipped, tracking number pending\n", 5000) // 195 kB
	for _, c := range []struct {
		in   string
		want charset
	}{
		{head + gb, charsetGB18030},
		{head + gb + head + gb, charsetGB18030},
		{head + "您好\n", charsetUTF8},
		{head, charsetUTF8},
	} {
		if got := detected(t, c.in); got != c.want {
			t.Errorf("%.10q…: read as %v, want %v", c.in[len(c.in)-10:], got, c.want)
		}
	}
	// What comes after the window cannot change what was decided before.
	all, err := read(strings.NewReader(strings.Repeat("您好，可以的。\n", 20000)+gb), Options{Path: "f", Unit: UnitLine})
	var e *Error
	if !errors.As(err, &e) || e.Line != 20001 || e.Column != 1 || len(all) != 20000 {
		t.Errorf("%d lines, then %v", len(all), err)
	}
}

func TestASCIIBlockOfUnknownCharset(t *testing.T) {
	gb, err := simplifiedchinese.GB18030.NewEncoder().String("您好，不能取消。\n")
	if err != nil {
		t.Fatal(err)
	}
	for c, err := range NewDocument(strings.NewReader(strings.Repeat("plain text\n", 20000)+gb), Options{Unit: UnitLine}).Conversations() {
		if err != nil {
			t.Fatal(err)
		}
		x := c.Turns[0].Text
		if c.Index == 1 {
			if b, err := x.Encode("text"); err != nil || string(b) != "text" {
				t.Errorf("%q, %v", b, err)
			}
			if _, err := x.Encode("您好"); err == nil {
				t.Error("written in an encoding that is not known yet")
			}
		}
	}
}

func TestBinary(t *testing.T) {
	for _, in := range []string{"\x00", "PK\x03\x04\x14\x00\x06\x00\x08", "text\x00", "\x00\x01\x00\x02\x00\x03", "\xFE\xED\xFA\xCE\x00\x00\x00\x07"} {
		if _, err := read(strings.NewReader(in), Options{}); !errors.Is(err, ErrBinary) {
			t.Errorf("%q: %v", in, err)
		}
	}
	if _, err := read(strings.NewReader(strings.Repeat("line\n", 20000)+"\x00"), Options{}); err == nil || errors.Is(err, ErrBinary) {
		t.Errorf("NUL far inside text: %v", err)
	}
}

// TestDetectOrder: what is valid UTF-8 is read as UTF-8, even the few words of
// GB18030 that happen to be.
func TestDetectOrder(t *testing.T) {
	if c := detected(t, "\xD0\xBB\xD0\xBB"); c != charsetUTF8 { // 谢谢, or лл
		t.Errorf("read as %v", c)
	}
}

// TestFrequentChars keeps the table honest: characters of the basic plane,
// none of them ASCII.
func TestFrequentChars(t *testing.T) {
	seen := map[rune]bool{}
	for _, r := range mostFrequent + frequentChars {
		if r < 0x80 || r > 0xFFFF {
			t.Errorf("%q", r)
		}
		seen[r] = true
	}
	if len(seen) < 500 {
		t.Errorf("only %d characters", len(seen))
	}
}
