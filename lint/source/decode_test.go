package source

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// TestTwoByteCodes holds every pair of bytes against x/text: what it decodes,
// we decode, and what it puts U+FFFD for is an error at its first byte.
func TestTwoByteCodes(t *testing.T) {
	for _, c := range []struct {
		charset charset
		decode  func([]byte) ([]byte, error)
	}{
		{charsetGB18030, simplifiedchinese.GB18030.NewDecoder().Bytes},
		{charsetBig5, traditionalchinese.Big5.NewDecoder().Bytes},
	} {
		good := 0
		for lead := 0x80; lead <= 0xFF; lead++ {
			for trail := 0; trail <= 0xFF; trail++ {
				src := []byte{'a', byte(lead), byte(trail), 'b'}
				want, err := c.decode(src)
				if err != nil {
					t.Fatal(err)
				}
				got := c.charset.decode(src)
				if bytes.ContainsRune(want, utf8.RuneError) {
					if got.bad < 0 || !strings.HasPrefix(string(want), got.text) {
						t.Fatalf("%v %X: decoded as %q, bad byte %d", c.charset, src, got.text, got.bad)
					}
					continue
				}
				if got.bad >= 0 || got.text != string(want) {
					t.Fatalf("%v %X: decoded as %q, bad byte %d, want %q", c.charset, src, got.text, got.bad, want)
				}
				if end := got.runs.end(len(got.text)); end != len(src) {
					t.Fatalf("%v %X: map ends at %d", c.charset, src, end)
				}
				good++
			}
		}
		if good < 18000 {
			t.Errorf("%v: only %d pairs are decoded", c.charset, good)
		}
	}
}

// TestFourByteCodes checks that a code of four bytes is either read as one
// character that is written the same way, or is an error.
func TestFourByteCodes(t *testing.T) {
	enc := simplifiedchinese.GB18030.NewEncoder()
	good := 0
	for i := 0; i < 126*10*126*10; i += 37 {
		src := []byte{
			byte(0x81 + i/12600), byte(0x30 + i/1260%10), byte(0x81 + i/10%126), byte(0x30 + i%10),
		}
		d := charsetGB18030.decode(src)
		if d.bad >= 0 {
			continue
		}
		good++
		if utf8.RuneCountInString(d.text) != 1 || d.runs.end(len(d.text)) != 4 {
			t.Fatalf("%X is %q, map %v", src, d.text, d.runs)
		}
		if back, err := enc.Bytes([]byte(d.text)); err != nil || !bytes.Equal(back, src) {
			t.Fatalf("%X is %q, which is written as %X: %v", src, d.text, back, err)
		}
	}
	if good < 28000 {
		t.Errorf("only %d codes are decoded", good)
	}
}

func TestDecodeErrors(t *testing.T) {
	for _, c := range []struct {
		name     string
		in       string
		encoding string
		want     string
	}{
		{"utf-8, alone in its line", "ok\n中文\xFF", "", `f.txt:2:3: not valid UTF-8: 0xFF at byte offset 9`},
		{"utf-8, cut", "中文\xE4\xB8", "", `f.txt:1:3: not valid UTF-8: 0xE4 at byte offset 6`},
		{"utf-8, surrogate", "我们可以\xED\xA0\x80", "", `f.txt:1:5: not valid UTF-8: 0xED at byte offset 12`},
		{"utf-8, overlong", "a\xC0\xAF", "utf-8", `f.txt:1:2: not valid UTF-8: 0xC0 at byte offset 1`},
		{"utf-8, after a mark", "\xEF\xBB\xBFa\x80", "", `f.txt:1:2: not valid UTF-8: 0x80 at byte offset 4`},
		{"latin-1 is none of ours", "na\xEFve caf\xE9\n", "", `f.txt:1:3: not valid UTF-8: 0xEF at byte offset 2`},
		{"utf-16, half a character", "\xFF\xFEa\x00b", "", `f.txt:1:2: not valid UTF-16LE: half a character at the end, at byte offset 4 (0x62)`},
		{"utf-16, high surrogate alone", "\xFE\xFF\x00a\xD8\x3D\x00b", "", `f.txt:1:2: not valid UTF-16BE: 0xD83D at byte offset 4`},
		{"utf-16, low surrogate alone", "\xFF\xFE\n\x00\x00\xDE", "", `f.txt:2:1: not valid UTF-16LE: 0x00DE at byte offset 4`},
		{"utf-16, surrogate at the end", "\xFF\xFEa\x00\x3D\xD8", "", `f.txt:1:2: not valid UTF-16LE: 0x3DD8 at byte offset 4`},
		{"utf-16, NUL character", "\xFF\xFEa\x00\x00\x00b\x00", "", `f.txt:1:2: NUL character at byte offset 4`},
		{"gb18030, bad trail", "\xC4\xFA\xBA\xC3\xC4\n", "gb18030", `f.txt:1:3: not valid GB18030: 0xC4 at byte offset 4`},
		{"gb18030, cut", "\xC4\xFA\xBA\xC3\x81\x30\x81", "gb18030", `f.txt:1:3: not valid GB18030: 0x81 at byte offset 4`},
		{"gb18030, colon for a digit", "\x81\x3A\x81\x30", "gb18030", `f.txt:1:1: not valid GB18030: 0x81 at byte offset 0`},
		{"gbk", "a\xFF", "gbk", `f.txt:1:2: not valid GBK: 0xFF at byte offset 1`},
		{"gb18030, detected", "\xC4\xFA\xBA\xC3\xA3\xAC\xCE\xD2\xB2\xBB\xC4\xDC\xCE\xAA\xC4\xFA\xCD\xCB\xBF\xEE\xFF\r\n", "", `f.txt:1:11: not valid GB18030: 0xFF at byte offset 20`},
		{"big5", "\xB1\x7A\xA6\x6E\x80", "big5", `f.txt:1:3: not valid Big5: 0x80 at byte offset 4`},
		{"mark and option differ", "\xEF\xBB\xBFa", "gb18030", `f.txt: the file starts with the byte order mark of UTF-8, but was to be read as GB18030`},
		{"utf-32le", "\xFF\xFE\x00\x00a\x00\x00\x00", "", `f.txt: UTF-32 is not read; save the file as UTF-8`},
		{"utf-32be", "\x00\x00\xFE\xFF\x00\x00\x00a", "", `f.txt: UTF-32 is not read; save the file as UTF-8`},
		{"binary", "\x7FELF\x02\x01\x01\x00\x00", "", `f.txt: not a text file: NUL byte at byte offset 7`},
		{"binary, by option", "ab\x00", "gbk", `f.txt: not a text file: NUL byte at byte offset 2`},
		{"late NUL", strings.Repeat("abc\n", 20000) + "a\x00", "", `f.txt:20001:2: NUL character at byte offset 80001`},
		{"unknown encoding", "a", "latin1", `f.txt: unknown encoding "latin1" (allowed: utf-8, utf-16, utf-16le, utf-16be, gb18030, gbk, gb2312, big5)`},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, u := range []Unit{UnitFile, UnitParagraph, UnitLine} {
				_, err := read(strings.NewReader(c.in), Options{Path: "f.txt", Encoding: c.encoding, Unit: u})
				if err == nil || err.Error() != c.want {
					t.Errorf("by %v: %v\nwant %s", u, err, c.want)
				}
			}
		})
	}
}

// TestBig5Extras reads what x/text decodes but does not write: a letter with a
// combining accent, and a character of Hong Kong.
func TestBig5Extras(t *testing.T) {
	file := "\xB1\x7A\x88\x62\x87\x40\n"
	all, err := read(strings.NewReader(file), Options{Encoding: "big5"})
	if err != nil {
		t.Fatal(err)
	}
	x := all[0].Turns[0].Text
	if x.String() != "您\u00CA\u0304䏰\n" {
		t.Fatalf("read %q", x.String())
	}
	if got := x.Segments(3, 5); len(got) != 1 || got[0] != (Span{2, 4}) {
		t.Errorf("the letter alone: %v", got)
	}
	if got := x.Position(5); got != (Position{2, 1, 3}) {
		t.Errorf("the accent: %v", got)
	}
	if _, err := x.Encode("𠮷"); err == nil || !strings.Contains(err.Error(), "Big5") {
		t.Errorf("written without an error: %v", err)
	}
}
