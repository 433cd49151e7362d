package source

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// dataFiles is how many files of a format are made in each encoding.
const dataFiles = 25

// checkData reads generated files of a format in every encoding. write makes a
// file and the texts that are to be read from it; decode reads pieces of the
// file back, on a path of its own.
func checkData(t *testing.T, seed uint64, o Options, write func(rng *rand.Rand, v variant) (file string, want []string), decode func(t *testing.T, s string) string, shape ...func(string) string) {
	t.Helper()
	rng := rand.New(rand.NewPCG(seed, seed+1))
	for _, v := range variants() {
		t.Run(v.name, func(t *testing.T) {
			for range dataFiles {
				s, want := write(rng, v)
				file := v.write(t, s)
				o := o
				o.Encoding = v.option
				all, err := read(bytes.NewReader(file), o)
				if err != nil {
					t.Fatalf("%v\n%s", err, s)
				}
				got := texts(all)
				if o.Path == "a.yaml" { // the reader itself holds them against the parser's, which knows how line ends are chomped
					for _, list := range [][]string{got, want} {
						for i := range list {
							list[i] = strings.TrimRight(list[i], "\n")
						}
					}
				}
				if !slices.Equal(got, want) {
					t.Fatalf("texts differ:\n%q\n%q\n%s", got, want, s)
				}
				checkWayBack(t, rng, v, file, o, all)
				g := v.grid(t, s)
				for _, c := range all {
					for _, turn := range c.Turns {
						checkText(t, rng, turn.Text, file, g, func(b []byte) string { return decode(t, v.decode(t, b)) }, shape...)
					}
				}
			}
		})
	}
}

// checkWayBack writes something else in place of parts of texts, and reads the
// file again: what was written stands there, and nothing else changed, but for
// blanks, which line ends beside them may swallow.
func checkWayBack(t *testing.T, rng *rand.Rand, v variant, file []byte, o Options, all []*Conversation) {
	t.Helper()
	traps := []string{"\"", "'", ",", ": ", " #", "\n", "\n\n", "\\", "&", "<b>", "{", "-", "?", "\t", "]"}
	if strings.HasSuffix(o.Path, "ml") || strings.HasSuffix(o.Path, "json") {
		traps = append(traps, "\u0001")
	}
	before := texts(all)
	for range 3 {
		n, turns := rng.IntN(len(before)), []Turn{}
		for _, c := range all {
			turns = append(turns, c.Turns...)
		}
		x := turns[n].Text
		start := x.down(rng.IntN(len(before[n])))
		end := x.up(start + 1 + rng.IntN(len(before[n])-start))
		spans := x.Segments(start, end)
		if own, _, _ := written(x, start, end); len(spans) != 1 || own != before[n][start:end] {
			continue
		}
		if slices.ContainsFunc(slices.Concat(x.Segments(start-1, start), x.Segments(end, end+1)), func(s Span) bool {
			return s.Start < spans[0].End && s.End > spans[0].Start
		}) {
			continue // a part of what is one piece
		}
		put := v.phrase(rng, 3, traps...)
		if rng.IntN(2) == 0 {
			put = v.phrase(rng, 3) + "好" + v.phrase(rng, 1)
		}
		b, err := x.Encode(put)
		if err != nil || isBlank(put) {
			continue
		}
		changed := slices.Concat(file[:spans[0].Start], b, file[spans[0].End:])
		if v.bom == "" { // what is detected may be another encoding now
			o.Encoding = strings.ToLower(x.block.charset.String())
		}
		again, err := read(bytes.NewReader(changed), o)
		if err != nil {
			t.Fatalf("%q in place of %q: %v\n%s", put, before[n][start:end], err, v.decode(t, changed[len(v.bom):]))
		}
		want := slices.Clone(before)
		want[n] = want[n][:start] + put + want[n][end:]
		if strings.HasSuffix(o.Path, "t") { // of a cue, a line end is a blank
			want[n] = strings.NewReplacer("\n", " ").Replace(want[n])
		}
		if got := texts(again); !slices.EqualFunc(got, want, sameButBlanks) {
			t.Fatalf("%q in place of %q [%d:%d]:\ngot  %q\nwant %q\n%s", put, before[n], start, end, got, want, v.decode(t, changed[len(v.bom):]))
		}
	}
}

func sameButBlanks(a, b string) bool {
	bare := strings.NewReplacer(" ", "", "\t", "", "\u3000", "")
	return strings.TrimRight(bare.Replace(a), "\n") == strings.TrimRight(bare.Replace(b), "\n")
}

// unquoteJSON reads the inside of a JSON string.
func unquoteJSON(t *testing.T, s string) string {
	t.Helper()
	var out string
	if err := json.Unmarshal([]byte(`"`+s+`"`), &out); err != nil {
		t.Fatalf("%q: %v", s, err)
	}
	return out
}

func TestJSONPlaces(t *testing.T) {
	write := func(rng *rand.Rand, v variant) (string, []string) {
		var want []string
		gap := func() string { return []string{"", " ", "\n\t", "\r\n  "}[rng.IntN(4)] }
		var value func(depth int, text bool) string
		value = func(depth int, text bool) string {
			switch n := rng.IntN(8); {
			case n < 2 && depth > 0:
				var items []string
				for i := range rng.IntN(4) {
					key, isText := fmt.Sprintf("k%d", i), rng.IntN(2) == 0
					if isText {
						key = fmt.Sprintf("t%d", i)
					}
					items = append(items, gap()+`"`+key+`"`+gap()+":"+gap()+value(depth-1, isText)+gap())
				}
				return "{" + strings.Join(items, ",") + "}"
			case n < 4 && depth > 0:
				var items []string
				for range rng.IntN(4) {
					items = append(items, gap()+value(depth-1, false)+gap())
				}
				return "[" + strings.Join(items, ",") + "]"
			case n == 4:
				return []string{"null", "true", "-1.5e3", "0"}[rng.IntN(4)]
			}
			s := "您好" + v.phrase(rng, 6, "\n", `"`, `\`, "/", "\r\n")
			if text {
				want = append(want, s)
			}
			return `"` + quote(rng, s) + `"`
		}
		items := []string{`"t0":"` + quote(rng, "您好") + `"`}
		want = append(want, "您好")
		for i := range 5 {
			key := fmt.Sprintf("t%d", i+1)
			items = append(items, gap()+`"`+key+`":`+value(3, true))
		}
		return gap() + "{" + strings.Join(items, ",") + "}" + gap(), want
	}
	sel := Selection{Text: selectors(t, "$..t0", "$..t1", "$..t2", "$..t3", "$..t4", "$..t5")}
	checkData(t, 11, Options{Path: "a.json", Select: sel}, write, unquoteJSON)
}

func TestCSVPlaces(t *testing.T) {
	for _, f := range []struct {
		path, comma string
	}{{"a.csv", ","}, {"a.tsv", "\t"}} {
		write := func(rng *rand.Rand, v variant) (string, []string) {
			eol := []string{"\n", "\r\n"}[rng.IntN(2)]
			var want []string
			var b strings.Builder
			fmt.Fprintf(&b, "id%s話術%sx%s", f.comma, f.comma, eol)
			for n := range 1 + rng.IntN(30) {
				text := "您好" + v.phrase(rng, 8, "\n", "\r\n", `"`, ",", ",\"", "\"\n")
				want = append(want, text)
				cell := `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
				if !strings.ContainsAny(text, ",\t\"\r\n") && rng.IntN(3) > 0 {
					cell = text
				}
				fmt.Fprintf(&b, "%d%s%s%s%q", n, f.comma, cell, f.comma, "a")
				switch rng.IntN(8) {
				case 0:
					b.WriteString(eol + eol)
				default:
					b.WriteString(eol)
				}
			}
			return b.String(), want
		}
		checkData(t, 12, Options{Path: f.path}, write, func(_ *testing.T, s string) string { return strings.ReplaceAll(s, `""`, `"`) })
	}
}

func TestCuePlaces(t *testing.T) {
	for _, path := range []string{"a.vtt", "a.srt"} {
		vtt := path == "a.vtt"
		write := func(rng *rand.Rand, v variant) (string, []string) {
			eol := []string{"\n", "\r\n", "\r"}[rng.IntN(3)]
			var b strings.Builder
			if vtt {
				b.WriteString("WEBVTT" + eol + eol + "NOTE 客服：好" + eol + eol)
			}
			var want []string
			for n := range 1 + rng.IntN(12) {
				fmt.Fprintf(&b, "%d%s%02d:%02d:01.000 --> %02d:%02d:02.500%s", n+1, eol, n/60, n%60, n/60, n%60, eol)
				b.WriteString([]string{"客服：", "顧客："}[n%2])
				turn := ""
				for i := range 1 + rng.IntN(3) {
					line := "您好" + strings.TrimSpace(strings.ReplaceAll(v.phrase(rng, 6), "\u2028", ""))
					if i > 0 {
						b.WriteString(eol)
						turn += " "
					}
					turn += line
					if rng.IntN(2) == 0 {
						line = "<i>" + line + "</i>"
					}
					if vtt && rng.IntN(2) == 0 {
						turn += "&"
						line += "&amp;"
					}
					b.WriteString(line)
				}
				want = append(want, turn)
				b.WriteString(eol + eol)
			}
			return b.String(), want
		}
		decode := func(_ *testing.T, s string) string { return strings.ReplaceAll(s, "&amp;", "&") }
		checkData(t, 13, Options{Path: path}, write, decode)
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
