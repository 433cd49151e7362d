package report

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"github.com/cuoci/cuoci/lint"
	"github.com/cuoci/cuoci/lint/source"
)

// findingAt is a finding over the bytes of a text in UTF-8, placed by counting.
func findingAt(text string, start, end int) lint.Finding {
	var f lint.Finding
	f.Start, f.Line, f.LineStart = positionAt(text, start)
	f.End, f.LastLine, _ = positionAt(text, end)
	f.Match = text[start:end]
	return f
}

func positionAt(text string, at int) (p source.Position, line string, in int) {
	from := strings.LastIndexByte(text[:at], '\n') + 1
	line, _, _ = strings.Cut(text[from:], "\n")
	line = strings.TrimSuffix(line, "\r")
	return source.Position{
		Offset: at, Line: strings.Count(text[:at], "\n") + 1, Column: utf8.RuneCountInString(text[from:at]) + 1,
	}, line, at - from
}

func TestColumns(t *testing.T) {
	text := "您好😀\r\n\t𠮷𠮷我不能\r\n退👨‍👩‍👧了"
	at := strings.Index(text, "我不能")
	one := findingAt(text, at, at+9)
	two := findingAt(text, at, len(text)-len("了"))
	cell := one
	cell.Location = &source.Location{Cell: "A1", Detached: true}
	for _, c := range []struct {
		name string
		f    lint.Finding
		unit unit
		want area
	}{
		{"code points", one, codePoints, area{2, 4, 2, 7}},
		{"UTF-16", one, utf16Units, area{2, 6, 2, 9}},
		{"bytes", one, utf8Bytes, area{2, 10, 2, 19}},
		{"two lines, code points", two, codePoints, area{2, 4, 3, 7}},
		{"two lines, UTF-16", two, utf16Units, area{2, 6, 3, 10}},
		{"two lines, bytes", two, utf8Bytes, area{2, 10, 3, 22}},
		{"no place", cell, utf16Units, area{1, 0, 1, 0}},
	} {
		got := (&columns{unit: c.unit}).area(&c.f)
		if got != c.want {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
	}
}

// TestColumnsOfBOM tells a byte order mark from the offsets of another encoding.
func TestColumnsOfBOM(t *testing.T) {
	const mark = "\ufeff"
	utf16le := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder()
	for _, line := range []string{"我不能", "a我不能", "ab我不能", "1是。我不能", "12是我不能", "𠮷我不能"} {
		at := strings.Index(line, "我不能")
		f := findingAt(line, at, at+len("我不能"))
		check := func(name string, f lint.Finding, want int) {
			t.Helper()
			if got := (&columns{unit: utf8Bytes}).area(&f).column; got != want {
				t.Errorf("%s of %q: column %d, want %d", name, line, got, want)
			}
		}
		check("UTF-8", f, at+1)
		marked := f
		marked.Start.Offset += len(mark)
		marked.End.Offset += len(mark)
		check("UTF-8 with a mark", marked, at+1+len(mark))

		wide := f
		wide.Start.Offset, wide.End.Offset = 2+2*len(utf16.Encode([]rune(line[:at]))), 2+2*len(utf16.Encode([]rune(line)))
		check("UTF-16", wide, at+1)
		if whole, err := utf16le.String(line); err != nil || len(whole) != wide.End.Offset {
			t.Fatalf("%d bytes in UTF-16, counted %d (%v)", len(whole), wide.End.Offset, err)
		}
		gb := simplifiedchinese.GB18030.NewEncoder()
		before, err := gb.String(line[:at])
		if err != nil {
			t.Fatal(err)
		}
		narrow := f
		narrow.Start.Offset, narrow.End.Offset = len(before), len(before)+6
		check("GB18030", narrow, at+1)
	}
}

// TestColumnsInAnyOrder asks one converter for places as they come, and a new one
// for each.
func TestColumnsInAnyOrder(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	signs := []string{"a", "\t", "不", "𠮷", "😀", "\n", "\r\n", "é", "👍🏽"}
	for range 200 {
		var b strings.Builder
		for range 60 {
			b.WriteString(signs[rng.IntN(len(signs))])
		}
		text := b.String()
		var starts []int
		for i := range text {
			starts = append(starts, i)
		}
		for _, u := range []unit{codePoints, utf16Units, utf8Bytes} {
			c := columns{unit: u}
			for range 20 {
				start := starts[rng.IntN(len(starts))]
				end := starts[rng.IntN(len(starts))]
				if end < start {
					start, end = end, start
				}
				if text[start] == '\n' || text[end] == '\n' { // between \r and \n is no place
					continue
				}
				f := findingAt(text, start, end)
				f.Start.Offset += 7 // no mark
				want := area{line: f.Start.Line, endLine: f.End.Line}
				want.column, want.endColumn = counted(text, start, u), counted(text, end, u)
				if got := c.area(&f); got != want {
					t.Fatalf("[%d:%d] of %q in unit %d: %+v, want %+v", start, end, text, u, got, want)
				}
			}
		}
	}
}

// counted is the column of a place in text, from 1.
func counted(text string, at int, u unit) int {
	before := text[strings.LastIndexByte(text[:at], '\n')+1 : at]
	switch u {
	case utf16Units:
		return len(utf16.Encode([]rune(before))) + 1
	case utf8Bytes:
		return len(before) + 1
	case codePoints:
	}
	return len([]rune(before)) + 1
}

// TestColumnsAreLinear converts every place of a long line.
func TestColumnsAreLinear(t *testing.T) {
	line := strings.Repeat("𠮷不能，", 200_000)
	c := columns{unit: utf16Units}
	start := time.Now()
	for at := range line {
		if !strings.HasPrefix(line[at:], "不能") {
			continue
		}
		f := lint.Finding{Line: line, LastLine: line, LineStart: at, Start: source.Position{Offset: 9 + at, Line: 1, Column: 1}, End: source.Position{Line: 1, Column: 3}}
		if got := c.area(&f); got.endColumn-got.column != 2 {
			t.Fatalf("%+v", got)
		}
	}
	if took := time.Since(start); took > 20*time.Second { // a second pass would be 200,000 times the line
		t.Errorf("took %v", took)
	}
}

func TestFirstSentence(t *testing.T) {
	for in, want := range map[string]string{
		"客户听到的是“我不想帮您”。先说能做什么。":        "客户听到的是“我不想帮您”。",
		"他说“不行。”客户就走了。再来。":             "他说“不行。”客户就走了。",
		"他说“不行。”":                      "他说“不行。”",
		"Say 18:00 or so. Then go on.": "Say 18:00 or so.",
		"Version 1.5 is out! Take it.": "Version 1.5 is out!",
		"没有句号":                         "没有句号",
		"第一行\n第二行。":                    "第一行",
		"真的吗？！不会吧":                     "真的吗？",
		"  您好。 ":                       "您好。",
		"":                             "",
	} {
		if got := firstSentence(in); got != want {
			t.Errorf("firstSentence(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestMessage(t *testing.T) {
	w := newWords("zh")
	f := lint.Finding{Match: "但是", Message: "句子到这里结束。\n另起一句。", Suggestions: []lint.SuggestionText{{Text: "可以。"}, {Text: "好。"}}}
	if got, want := w.message(&f, "\n"), "“但是”：句子到这里结束。\n另起一句。\n可以说：可以。\n可以说：好。"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	f.Message = "“但是”太多。"
	f.Location = &source.Location{Sheet: "一", Cell: "B2", Detached: true}
	if got, want := w.message(&f, " "), "[一!B2] “但是”太多。 可以说：可以。 可以说：好。"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	f.Message = strings.Repeat("很长", 1<<20)
	if got := w.message(&f, " "); len(got) > messageMost+100 || !utf8.ValidString(got) {
		t.Errorf("%d bytes, valid: %v", len(got), utf8.ValidString(got))
	}
}

func TestCellOf(t *testing.T) {
	var got []string
	for _, l := range []source.Location{
		{Sheet: "一", Cell: "C12", Row: 12}, {Cell: "C12"}, {Part: "1.2"}, {Row: 3, ColumnName: "回复"}, {Row: 3}, {},
	} {
		got = append(got, cellOf(&l))
	}
	if want := []string{"一!C12", "C12", "1.2", "回复:3", "3", ""}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestURI(t *testing.T) {
	for in, want := range map[string]string{
		"a.txt": "a.txt", "库/回 复.txt": "%E5%BA%93/%E5%9B%9E%20%E5%A4%8D.txt", "100%#1.txt": "100%25%231.txt",
		"<stdin>": "%3Cstdin%3E", "a:b.txt": "./a:b.txt", "/srv/回.txt": "file:///srv/%E5%9B%9E.txt", "C:/库/a.txt": "file:///C:/%E5%BA%93/a.txt", "../a.txt": "../a.txt",
	} {
		if got := uri(in); got != want {
			t.Errorf("uri(%q) = %q, want %q", in, got, want)
		}
	}
}
