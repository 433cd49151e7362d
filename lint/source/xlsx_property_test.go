package source

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/xuri/excelize/v2"
)

// TestXLSXPlaces reads workbooks that excelize writes, and holds every cell
// against what it reads, and places against those inside of the cell.
func TestXLSXPlaces(t *testing.T) {
	rng := rand.New(rand.NewPCG(14, 15))
	v := variants()[0]
	for range 40 {
		f := excelize.NewFile()
		want := map[string]string{}
		for _, sheet := range []string{"Sheet1", "客服 2"} {
			if _, err := f.NewSheet(sheet); err != nil {
				t.Fatal(err)
			}
			must(t, f.SetSheetRow(sheet, "A1", &[]any{"序号", "话术", "内容"}))
			row := 1
			for range rng.IntN(20) {
				row += 1 + rng.IntN(3)
				for column := range 2 {
					if rng.IntN(5) == 0 {
						continue
					}
					at := cellName(column+2, row)
					text := "您好" + v.phrase(rng, 8, "\n", "&", "<b>", "_x000D_", `"`, "]]>")
					if rng.IntN(3) == 0 {
						must(t, f.SetCellRichText(sheet, at, []excelize.RichTextRun{{Text: text[:3]}, {Text: text[3:], Font: &excelize.Font{Bold: true}}}))
					} else {
						must(t, f.SetCellValue(sheet, at, text))
					}
				}
			}
		}
		var b bytes.Buffer
		must(t, f.Write(&b))
		again, err := excelize.OpenReader(bytes.NewReader(b.Bytes()))
		must(t, err)
		for _, sheet := range again.GetSheetList() {
			rows, err := again.GetRows(sheet)
			must(t, err)
			for r, row := range rows {
				for c, text := range row {
					if r > 0 && c > 0 && text != "" {
						want[fmt.Sprintf("%s!%s", sheet, cellName(c+1, r+1))] = text
					}
				}
			}
		}
		all, err := read(bytes.NewReader(b.Bytes()), Options{Path: "a.xlsx"})
		must(t, err)
		got := map[string]string{}
		for _, c := range all {
			turn := c.Turns[0]
			text := turn.Text.String()
			got[fmt.Sprintf("%s!%s", turn.Location.Sheet, turn.Location.Cell)] = text
			checkText(t, rng, turn.Text, []byte(text), v.grid(t, text), func(b []byte) string { return string(b) })
		}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Fatalf("cells differ:\n%q\n%q", got, want)
		}
	}
}
