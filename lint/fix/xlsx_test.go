package fix_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/cuoci/cuoci/lint/fix"
	"github.com/cuoci/cuoci/lint/source"
)

// workbook writes a workbook of two sheets by excelize.
func workbook(t *testing.T, fill func(f *excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	fill(f)
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func set(t *testing.T, f *excelize.File, sheet string, rows ...[]any) {
	t.Helper()
	if n, err := f.GetSheetIndex(sheet); err != nil || n < 0 {
		if _, err := f.NewSheet(sheet); err != nil {
			t.Fatal(err)
		}
	}
	for i, row := range rows {
		if err := f.SetSheetRow(sheet, fmt.Sprintf("A%d", i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
}

// cells are all cells of a workbook as excelize reads them, with their formulas
// and styles.
func cells(t *testing.T, data []byte) map[string]string {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range rows {
			for k, value := range row {
				name, err := excelize.CoordinatesToCellName(k+1, i+1)
				if err != nil {
					t.Fatal(err)
				}
				formula, err := f.GetCellFormula(sheet, name)
				if err != nil {
					t.Fatal(err)
				}
				style, err := f.GetCellStyle(sheet, name)
				if err != nil {
					t.Fatal(err)
				}
				out[sheet+"!"+name] = fmt.Sprintf("%s|%s|%d", value, formula, style)
			}
		}
	}
	return out
}

// parts are the parts of a workbook as they lie in the file, packed.
func parts(t *testing.T, data []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range z.File {
		r, err := f.OpenRaw()
		if err != nil {
			t.Fatal(err)
		}
		raw, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		out[f.Name] = string(raw)
	}
	return out
}

func TestWorkbook(t *testing.T) {
	data := workbook(t, func(f *excelize.File) {
		set(t, f, "Sheet1",
			[]any{"问题", "话术", "备注"},
			[]any{"你能退吗", "你的订单可以退，但是要等3天。", "你"},
			[]any{"二", "你的订单", 12.5},
			[]any{"三", "好的", "你的订单"}, // shares the string of B3, and is no text to check
			[]any{"四", " <你> & “好” ", true},
		)
		set(t, f, "二", []any{"话术"}, []any{"我们会查，你放心。"}, []any{"你的订单"})
		if err := f.SetCellRichText("二", "A4", []excelize.RichTextRun{{Text: "你"}, {Text: "好，", Font: &excelize.Font{Bold: true}}, {Text: "可以换，但是要等"}}); err != nil {
			t.Fatal(err)
		}
		if err := f.SetCellFormula("Sheet1", "D2", "LEN(B2)"); err != nil {
			t.Fatal(err)
		}
	})
	l := small(t)
	o := source.Options{Path: "a.xlsx", Select: source.Selection{}}
	out := document(t, l, data, o, fix.Options{Review: true})
	want := cells(t, data)
	for name, text := range map[string]string{
		"Sheet1!B2": "您的订单可以退。要等3天。", "Sheet1!B3": "您的订单", "Sheet1!B5": " <您> & “好” ",
		"二!A2": "我会查，您放心。", "二!A3": "您的订单", "二!A4": "您好，可以换。要等",
	} {
		_, rest, _ := strings.Cut(want[name], "|")
		want[name] = text + "|" + rest
	}
	got := cells(t, out.Data)
	for name := range want {
		if got[name] != want[name] {
			t.Errorf("%s is %q, want %q", name, got[name], want[name])
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d cells, want %d", len(got), len(want))
	}
	before, after := parts(t, data), parts(t, out.Data)
	changed := 0
	for name, raw := range before {
		if after[name] != raw {
			changed++
			if name != "xl/sharedStrings.xml" && !strings.HasPrefix(name, "xl/worksheets/sheet") {
				t.Errorf("%s changed", name)
			}
		}
	}
	if len(after) != len(before) || changed == 0 {
		t.Errorf("%d parts of %d, %d changed", len(after), len(before), changed)
	}
	if again := document(t, l, out.Data, o, fix.Options{Review: true}); !bytes.Equal(again.Data, out.Data) {
		t.Error("a second run changed it again")
	}
}

// TestWorkbookByHand holds what excelize does not write: strings in their cells,
// rows and cells without names, entities, an edit over two pieces of rich text.
func TestWorkbookByHand(t *testing.T) {
	sheet := `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>` +
		`<row><c t="inlineStr"><is><t>话术</t></is></c></row>` +
		`<row><c t="inlineStr"><is><t xml:space="preserve">A&amp;B，你的  </t></is></c></row>` +
		`<row><c t="inlineStr"><is><r><t>可以，但</t></r><r><t>是要等，你好</t></r></is></c></row>` +
		`<row><c t="str"><f>"你"</f><v>你</v></c></row></sheetData></worksheet>`
	data := zipped(t, map[string]string{
		"_rels/.rels":                `<Relationships><Relationship Id="1" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml":            `<workbook xmlns:r="r"><sheets><sheet name="a" r:id="s"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="s" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml":   sheet,
	})
	out := document(t, small(t), data, source.Options{Path: "a.xlsx"}, fix.Options{Review: true})
	z, err := zip.NewReader(bytes.NewReader(out.Data), int64(len(out.Data)))
	if err != nil {
		t.Fatal(err)
	}
	r, err := z.Open("xl/worksheets/sheet1.xml")
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	// 但是 is spread over two pieces, and what a formula makes is not written.
	want := strings.NewReplacer("A&amp;B，你的", "A&amp;B，您的", "是要等，你好", "是要等，您好").Replace(sheet)
	if string(text) != want {
		t.Errorf("got\n%s\nwant\n%s", text, want)
	}
	if len(out.Withdrawn) != 2 {
		t.Errorf("withdrawn: %v", out.Withdrawn)
	}
}

func zipped(t *testing.T, files map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range files {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestWorkbookProperty fixes generated workbooks and lets excelize read what came
// of each cell.
func TestWorkbookProperty(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	l := small(t)
	texts := []string{"您好，有货。", "你的订单", "可以换，但是要等", "我们会查你的单号7", "<你>&", "好\n你的", " 你 ", "那个那个，有货"}
	mended := []string{"您好，有货。", "您的订单", "可以换。要等", "我会查您的单号7", "<您>&", "好\n您的", " 您 ", "有货"}
	for range 40 {
		want := map[string]string{}
		data := workbook(t, func(f *excelize.File) {
			for _, sheet := range []string{"Sheet1", "乙"} {
				rows := [][]any{{"回复", "编号", "话术"}}
				for i := range rng.IntN(6) {
					a, b := rng.IntN(len(texts)), rng.IntN(len(texts))
					rows = append(rows, []any{texts[a], texts[rng.IntN(len(texts))], texts[b]})
					want[fmt.Sprintf("%s!A%d", sheet, i+2)], want[fmt.Sprintf("%s!C%d", sheet, i+2)] = mended[a], mended[b]
				}
				set(t, f, sheet, rows...)
			}
		})
		out := document(t, l, data, source.Options{Path: "a.xlsx"}, fix.Options{Review: true})
		before, after := cells(t, data), cells(t, out.Data)
		if len(before) != len(after) {
			t.Fatalf("%d cells became %d", len(before), len(after))
		}
		for name := range before {
			value, _, _ := strings.Cut(after[name], "|")
			if text, ok := want[name]; ok && value != text || !ok && before[name] != after[name] {
				t.Fatalf("%s was %q and is %q, want %q", name, before[name], after[name], text)
			}
		}
		if again := document(t, l, out.Data, source.Options{Path: "a.xlsx"}, fix.Options{Review: true}); !bytes.Equal(again.Data, out.Data) {
			t.Fatal("a second run changed it again")
		}
	}
}
