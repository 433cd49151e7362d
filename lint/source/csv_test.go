package source

import (
	"encoding/csv"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
)

func TestCSV(t *testing.T) {
	for _, c := range []struct {
		name, in string
		sel      Selection
		want     string
	}{
		{"known headers", "问题,话术\n能退吗,可以的\n,\"好,的\"\n", Selection{}, `#1 [customer "能退吗"] [agent "可以的"]|#2 [agent "好,的"]`},
		{"by header", "a,b\n1,x\n2,y\n", Selection{Text: selectors(t, "b"), ID: selectors(t, "a")}, `#1 id=1 [agent "x"]|#2 id=2 [agent "y"]`},
		{"by number", "a,b\nc,d\n", Selection{Text: selectors(t, "2")}, `#1 [agent "b"]|#2 [agent "d"]`},
		{"several lines, doubled quotes", "答案\r\n\"一\r\n二 \"\"三\"\"\"\r\n\r\n四\r\n", Selection{}, `#1 [agent "一\r\n二 \"三\""]|#2 [agent "四"]`},
		{"short rows", "问题,答案,备注\n能吗\n能,能\n", Selection{}, `#1 [customer "能"] [agent "能"]`},
		{"turns", "会话,角色,内容,时间\n1,客户,在吗,10:00\n1,客服,在,10:01\n2,客服,您好,10:02\n",
			Selection{Conversation: selectors(t, "会话"), Speaker: selectors(t, "角色"), Text: selectors(t, "内容"), Time: selectors(t, "时间")},
			`#1 id=1 dialog [customer time=10:00 "在吗"] [agent time=10:01 "在"]|#2 id=2 dialog [agent time=10:02 "您好"]`},
	} {
		t.Run(c.name, func(t *testing.T) {
			all, err := read(strings.NewReader(c.in), Options{Path: "a.csv", Select: c.sel})
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.ReplaceAll(strings.TrimSpace(outline(all)), "\n#", "|#"); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
	for in, want := range map[string]string{
		"a,b\nc,d\n":       "a.csv:1:1: no text is selected",
		"答案\na\"b\n":       `a.csv:2:2: bare " in a cell`,
		"答案\n\"a\"b\n":     `a.csv:2:3: a " is not closed`,
		"答案\n\"a\nb,c\n":   `a.csv:2:1: a " is not closed`,
		"答案\n\xff\xfe\xfd": "a.csv:2:1: ",
	} {
		if _, err := read(strings.NewReader(in), Options{Path: "a.csv", Encoding: "utf-8"}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error %v, want %s", in, err, want)
		}
	}
	_, err := read(strings.NewReader("a,b\nc,d\n"), Options{Path: "a.csv", Select: Selection{Text: selectors(t, "x")}})
	if err == nil || !strings.Contains(err.Error(), `no column "x": the columns are a, b`) {
		t.Errorf("error %v", err)
	}
}

func selectors(t testing.TB, list ...string) []Selector {
	t.Helper()
	var out []Selector
	for _, text := range list {
		s, err := ParseSelector(text)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, s)
	}
	return out
}

// TestCSVAgreesWithEncodingCSV reads tables of random cells, as encoding/csv
// writes them, and compares every cell, and its place.
func TestCSVAgreesWithEncodingCSV(t *testing.T) {
	rnd := rand.New(rand.NewPCG(4, 7))
	pieces := []string{"退", "不能", ",", "\"", "\n", "😀", "𠮷", "\t", " ", "a", "但是", "\r\n"}
	for range 300 {
		var want [][]string
		var b strings.Builder
		w := csv.NewWriter(&b)
		w.UseCRLF = rnd.IntN(2) == 0
		for range 1 + rnd.IntN(6) {
			row := []string{"x"}
			for range 1 + rnd.IntN(3) {
				cell := ""
				for range rnd.IntN(5) {
					cell += pieces[rnd.IntN(len(pieces))]
				}
				row = append(row, cell)
			}
			want = append(want, row)
			if err := w.Write(row); err != nil {
				t.Fatal(err)
			}
		}
		w.Flush()
		sel := Selection{}
		for i := range 4 {
			sel.Text = append(sel.Text, selectors(t, string(rune('1'+i)))...)
		}
		all, err := read(strings.NewReader(b.String()), Options{Path: "a.csv", Select: sel})
		if err != nil {
			t.Fatalf("%v\n%q", err, b.String())
		}
		var got, cells []string
		for _, c := range all {
			turn := c.Turns[0]
			got = append(got, normal(turn.Text.String()))
			for _, s := range turn.Text.Segments(0, len(turn.Text.String())) {
				cells = append(cells, b.String()[s.Start:s.End])
			}
		}
		var flat []string
		for _, row := range want {
			for _, cell := range row {
				if strings.TrimSpace(cell) != "" {
					flat = append(flat, normal(cell))
				}
			}
		}
		if !reflect.DeepEqual(got, flat) {
			t.Fatalf("%q\ngot  %q\nwant %q", b.String(), got, flat)
		}
		if joined := normal(strings.ReplaceAll(strings.Join(cells, ""), `""`, `"`)); joined != strings.Join(flat, "") {
			t.Fatalf("%q\nplaces hold %q\nwant %q", b.String(), joined, strings.Join(flat, ""))
		}
	}
}

// normal gives line ends one form: the writer chooses its own.
func normal(s string) string { return strings.ReplaceAll(s, "\r\n", "\n") }
