package source

import (
	"bytes"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
)

const benchSize = 10 << 20

// benchFile repeats s up to 10 MiB.
func benchFile(s string) []byte {
	return []byte(strings.Repeat(s, benchSize/len(s)))
}

func benchRead(b *testing.B, file []byte, o Options) {
	b.Helper()
	b.SetBytes(int64(len(file)))
	b.ReportAllocs()
	for b.Loop() {
		n := 0
		for c, err := range NewDocument(bytes.NewReader(file), o).Conversations() {
			if err != nil {
				b.Fatal(err)
			}
			for _, t := range c.Turns {
				n += len(t.Text.String())
			}
		}
		if n == 0 {
			b.Fatal("nothing was read")
		}
	}
}

const benchLines = "您好，这边帮您看一下订单，请稍等。\n亲，这个颜色暂时没有现货，下周三到货\n可以的\n退款 3-5 个工作日原路返回哦\n"

func BenchmarkLines(b *testing.B) {
	benchRead(b, benchFile(benchLines), Options{Unit: UnitLine})
}

func BenchmarkParagraphs(b *testing.B) {
	benchRead(b, benchFile(benchLines+"\n"), Options{Unit: UnitParagraph})
}

func BenchmarkFile(b *testing.B) {
	benchRead(b, benchFile(benchLines), Options{})
}

func BenchmarkLinesGB18030(b *testing.B) {
	s, err := simplifiedchinese.GB18030.NewEncoder().String(benchLines)
	if err != nil {
		b.Fatal(err)
	}
	benchRead(b, benchFile(s), Options{Unit: UnitLine})
}

func BenchmarkJSONL(b *testing.B) {
	const record = `{"id":"c-17","turns":[{"role":"customer","text":"什么时候发货","time":"10:02:11"},` +
		`{"role":"agent","name":"小林","text":"您好，今天下午三点前发出，请您放心。"}],"channel":"web"}` + "\n"
	benchRead(b, benchFile(record), Options{Format: FormatJSONL})
}

func BenchmarkJSONLEscaped(b *testing.B) {
	const record = `{"id":1,"text":"\u60a8\u597d\uff0c\u4eca\u5929\u53d1\u51fa\u3002\n\u8bf7\u653e\u5fc3"}` + "\n"
	benchRead(b, benchFile(record), Options{Format: FormatJSONL})
}

// BenchmarkPositions looks up one place in every ten bytes of a line of 10 MiB.
func BenchmarkPositions(b *testing.B) {
	file := benchFile(strings.ReplaceAll(benchLines, "\n", " "))
	all, err := read(bytes.NewReader(file), Options{})
	if err != nil {
		b.Fatal(err)
	}
	x := all[0].Turns[0].Text
	b.SetBytes(int64(len(file)))
	for b.Loop() {
		for i := 0; i < len(file); i += 10 {
			if x.Position(i).Line != 1 {
				b.Fatal("line")
			}
		}
	}
}
