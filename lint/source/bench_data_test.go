package source

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

const benchReply = "您好，今天下午三点前发出，请您放心。"

func BenchmarkCSV(b *testing.B) {
	benchRead(b, append([]byte("id,question,answer\n"), benchFile("1024,什么时候发货,"+benchReply+"\n")...), Options{Format: FormatCSV})
}

func BenchmarkCSVQuoted(b *testing.B) {
	benchRead(b, append([]byte("id,question,answer\n"), benchFile(`1024,"什么时候发货","`+benchReply+"\n请说\"\"好\"\"\"\n")...), Options{Format: FormatCSV})
}

func BenchmarkTSV(b *testing.B) {
	benchRead(b, append([]byte("id\tquestion\tanswer\n"), benchFile("1024\t什么时候发货\t"+benchReply+"\n")...), Options{Format: FormatTSV})
}

func BenchmarkJSON(b *testing.B) {
	items := strings.TrimSuffix(string(benchFile(`{"id":1024,"question":"什么时候发货","answer":"`+benchReply+`"},`+"\n")), ",\n")
	benchRead(b, []byte("["+items+"]"), Options{Format: FormatJSON})
}

func BenchmarkJSONLShape(b *testing.B) {
	benchRead(b, benchFile(`{"id":1024,"question":"什么时候发货","answer":"`+benchReply+`"}`+"\n"), Options{Format: FormatJSONL})
}

func BenchmarkYAML(b *testing.B) {
	benchRead(b, benchFile("- id: 1024\n  question: 什么时候发货\n  answer: >-\n    您好，今天下午三点前\n    发出，请您放心。\n"), Options{Format: FormatYAML})
}

func BenchmarkVTT(b *testing.B) {
	benchRead(b, append([]byte("WEBVTT\n\n"), benchFile("00:00:01.000 --> 00:00:02.000\n<v 客服>"+benchReply+"\n\n00:00:03.000 --> 00:00:04.000\n<v 客户>什么时候发货\n\n")...), Options{Format: FormatVTT})
}

func BenchmarkMail(b *testing.B) {
	head := "From: a@b.c\nSubject: x\nContent-Type: text/plain; charset=utf-8\n\n"
	benchRead(b, append([]byte(head), benchFile(benchReply+"\n> 什么时候发货\n")...), Options{Format: FormatMail})
}

// BenchmarkXLSX counts the bytes of the parts, unpacked: the file is a tenth.
func BenchmarkXLSX(b *testing.B) {
	f := excelize.NewFile()
	w, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		b.Fatal(err)
	}
	for i := range 40_000 {
		row := []any{i, fmt.Sprintf("什么时候发货 %d", i), fmt.Sprintf("%s%d", benchReply, i)}
		if i == 0 {
			row = []any{"id", "question", "answer"}
		}
		if err := w.SetRow(fmt.Sprintf("A%d", i+1), row); err != nil {
			b.Fatal(err)
		}
	}
	var file bytes.Buffer
	if err := w.Flush(); err != nil {
		b.Fatal(err)
	}
	if err := f.Write(&file); err != nil {
		b.Fatal(err)
	}
	size := 0
	edited(b, file.Bytes(), func(_ string, part []byte) []byte {
		size += len(part)
		return nil
	})
	b.ReportMetric(float64(file.Len())/1e6, "MB-packed")
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		all, err := read(bytes.NewReader(file.Bytes()), Options{Format: FormatXLSX})
		if err != nil || len(all) != 39_999 {
			b.Fatalf("%d rows, %v", len(all), err)
		}
	}
}
