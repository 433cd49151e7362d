package source

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// book writes a workbook with excelize; each sheet is a list of rows.
func book(t testing.TB, sheets ...any) []byte {
	t.Helper()
	f := excelize.NewFile()
	for i := 0; i < len(sheets); i += 2 {
		name, ok := sheets[i].(string)
		rows, rowsOK := sheets[i+1].([][]any)
		if !ok || !rowsOK {
			t.Fatal("a sheet is a name and rows")
		}
		if _, err := f.NewSheet(name); err != nil {
			t.Fatal(err)
		}
		for r, row := range rows {
			if err := f.SetSheetRow(name, fmt.Sprintf("A%d", r+1), &row); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := f.DeleteSheet("Sheet1"); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// edited writes the parts of a workbook anew.
func edited(t testing.TB, data []byte, edit func(name string, part []byte) []byte) []byte {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range r.File {
		part, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(part)
		if err != nil {
			t.Fatal(err)
		}
		to, err := w.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := to.Write(edit(f.Name, data)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// sheetCells shows the conversations of a workbook with the cells of their turns.
func sheetCells(all []*Conversation) string {
	var out []string
	for _, c := range all {
		for _, t := range c.Turns {
			l := t.Location
			out = append(out, fmt.Sprintf("%s!%s(%d,%s) %s %q", l.Sheet, l.Cell, l.Row, l.ColumnName, t.Speaker, t.Text))
		}
	}
	return strings.Join(out, "|")
}

func TestXLSX(t *testing.T) {
	data := book(t,
		"话术", [][]any{{"编号", "问题", "话术"}, {1, "能退吗", "可以的"}, {}, {2, nil, "不能退\n请见谅"}},
		"说明", [][]any{{"这是说明"}, {"第二行"}},
		"旧", [][]any{{"2024 年话术汇总"}, {}, {"序号", "回复"}, {1, "您好😀𠮷"}},
	)
	all, err := read(bytes.NewReader(data), Options{Path: "a.xlsx"})
	if err != nil {
		t.Fatal(err)
	}
	want := `话术!B2(2,问题) customer "能退吗"|话术!C2(2,话术) agent "可以的"|话术!C4(4,话术) agent "不能退\n请见谅"|旧!B4(4,回复) agent "您好😀𠮷"`
	if got := sheetCells(all); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	x := all[1].Turns[0].Text
	if from, to := x.Position(10), x.EndPosition(13); from != (Position{10, 2, 1}) || to != (Position{13, 2, 2}) {
		t.Errorf("places inside of a cell: %v, %v", from, to)
	}
	if !all[1].Turns[0].Location.Detached {
		t.Error("a cell has a place in the file")
	}
}

func TestXLSXDamaged(t *testing.T) {
	rows := [][]any{{"编号", "话术"}}
	for i := range 50 {
		rows = append(rows, []any{i, fmt.Sprintf("您好，请稍等 %d 分钟。", i)})
	}
	whole := book(t, "甲", rows)
	part := func(name string, edit func(part string) string) []byte {
		return edited(t, whole, func(n string, data []byte) []byte {
			if n == name {
				return []byte(edit(string(data)))
			}
			return data
		})
	}
	half := func(s string) string { return s[:len(s)/2] }
	const sheet1, strings1 = "xl/worksheets/sheet2.xml", "xl/sharedStrings.xml"
	for _, c := range []struct {
		name string
		in   []byte
		want string
	}{
		{"empty", nil, "an empty file is no workbook"},
		{"text", []byte("编号,话术\n"), "not a workbook: it does not begin as an .xlsx file does"},
		{"cut", whole[:len(whole)/2], "not a workbook that can be read: zip: not a valid zip file"},
		{"another zip", edited(t, whole, func(string, []byte) []byte { return nil }), "unexpected EOF"},
		{"old", []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 W\x00o\x00r\x00k\x00"), "a workbook of an old format (.xls): save it as .xlsx"},
		{"password", []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00"), "protected by a password"},
		{"sheet cut", part(sheet1, half), `sheet "甲": xl/worksheets/sheet2.xml: XML syntax error on line `},
		{"strings cut", part(strings1, half), "xl/sharedStrings.xml: XML syntax error on line "},
		{"string missing", part(strings1, func(s string) string {
			head, _, _ := strings.Cut(s, "<si>")
			return head + "</sst>"
		}), `asks for a string "0" that is not there`},
		{"row", part(sheet1, func(s string) string { return strings.Replace(s, `r="2"`, `r="2000000"`, 1) }), `a row "2000000", of at most 1048576`},
		{"column", part(sheet1, func(s string) string { return strings.Replace(s, `"B2"`, `"ABCD2"`, 1) }), `a cell "ABCD2"`},
		{"no rows", part(sheet1, func(string) string { return "" }), `xl/worksheets/sheet2.xml: unexpected EOF`},
	} {
		_, err := read(bytes.NewReader(c.in), Options{Path: "dir/a.xlsx"})
		if err == nil || !strings.HasPrefix(err.Error(), "dir/a.xlsx: ") || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want %s", c.name, err, c.want)
		}
	}
	// What was read before the damage is there.
	if all, _ := read(bytes.NewReader(part(sheet1, half)), Options{Path: "a.xlsx"}); len(all) < 10 {
		t.Errorf("%d rows of half a sheet", len(all))
	}
}

func TestXLSXSelection(t *testing.T) {
	data := book(t,
		"甲", [][]any{{"提问", "说法"}, {"能退吗", "可以"}},
		"乙", [][]any{{"提问", "旧说法"}, {"能换吗", "能换"}},
	)
	for _, c := range []struct {
		name      string
		sel       Selection
		want, err string
	}{
		{"none", Selection{}, "", "a.xlsx: no text is selected"},
		{"by header", Selection{Text: selectors(t, "说法")}, `甲!A2(2,提问) customer "能退吗"|甲!B2(2,说法) agent "可以"`, ""},
		{"by number", Selection{Text: selectors(t, "2"), Sheets: []string{"乙"}}, `乙!A2(2,提问) customer "能换吗"|乙!B2(2,旧说法) agent "能换"`, ""},
		{"either", Selection{Text: selectors(t, "说法", "旧说法"), Question: selectors(t, "1")}, `甲!A2(2,提问) customer "能退吗"|甲!B2(2,说法) agent "可以"|乙!A2(2,提问) customer "能换吗"|乙!B2(2,旧说法) agent "能换"`, ""},
		{"no such sheet", Selection{Sheets: []string{"丙"}}, "", `a.xlsx: no sheet "丙": the sheets are "甲", "乙"`},
		{"no such column in a named sheet", Selection{Sheets: []string{"乙"}, Text: selectors(t, "说法")}, "", `a.xlsx: sheet "乙": no column "说法": the columns are 提问, 旧说法`},
		{"no such column", Selection{Text: selectors(t, "回话")}, "", `a.xlsx: no column "回话": the columns are 提问, 说法`},
	} {
		all, err := read(bytes.NewReader(data), Options{Path: "a.xlsx", Select: c.sel})
		if c.err != "" {
			if err == nil || !strings.HasPrefix(err.Error(), c.err) {
				t.Errorf("%s: error %v, want %s", c.name, err, c.err)
			}
			continue
		}
		if got := sheetCells(all); err != nil || got != c.want {
			t.Errorf("%s: %v\ngot  %s\nwant %s", c.name, err, got, c.want)
		}
	}
}

// TestXLSXBombs reads small files that would unpack to very much.
func TestXLSXBombs(t *testing.T) {
	if testing.Short() {
		t.Skip("slow")
	}
	small := book(t, "甲", [][]any{{"话术"}, {"您好"}})
	fill := func(name, head, piece, tail string, size int) []byte {
		return edited(t, small, func(n string, data []byte) []byte {
			if n == name {
				return []byte(head + strings.Repeat(piece, size/len(piece)) + tail)
			}
			return data
		})
	}
	const sheet, shared = "xl/worksheets/sheet2.xml", "xl/sharedStrings.xml"
	for _, c := range []struct {
		name string
		in   []byte
		want string
	}{
		{"strings", fill(shared, "<sst>", "<si/>", "</sst>", 64<<20), "more than 8388608 strings"},
		{"one string", fill(shared, "<sst><si><t>", "我不能退。", "</t></si></sst>", 64<<20), "a string of more than 16 MiB"},
		{"wide rows", fill(sheet, `<worksheet><sheetData><row><c r="A1" t="inlineStr"><is><t>话术</t></is></c></row>`, `<row><c r="XFD1"><v>1</v></c></row>`, "</sheetData></worksheet>", 16<<20), ""},
		{"deep", fill(sheet, "", "<a>", "", 1<<20), "objects and lists inside of each other"},
	} {
		if len(c.in) > 2<<20 {
			t.Errorf("%s: %d bytes", c.name, len(c.in))
		}
		_, err := read(bytes.NewReader(c.in), Options{Path: "a.xlsx"})
		if c.want == "" && err == nil {
			continue
		}
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want %s", c.name, err, c.want)
		}
	}
}

// TestXLSXUnpacked holds parts against a lower limit than that of the reader,
// and what their heads say they hold against nothing.
func TestXLSXUnpacked(t *testing.T) {
	data := edited(t, book(t, "甲", [][]any{{"话术"}}), func(name string, part []byte) []byte {
		if name == "xl/worksheets/sheet2.xml" {
			return append([]byte("<worksheet>"), bytes.Repeat([]byte("<row/>"), 1<<18)...)
		}
		return part
	})
	w, err := openXLSX(data, 1<<20)
	must(t, err)
	err = w.read(&w.sheets[0], &table{}, func(*Conversation) bool { return true })
	if !errors.Is(err, errUnpacked) {
		t.Errorf("error %v", err)
	}
}
