package source

import (
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
)

// repeated is an endless reader of one piece.
type repeated struct {
	pieces string
	at     int
}

func repeat(piece string) *repeated {
	const atOnce = 128 << 10
	return &repeated{pieces: strings.Repeat(piece, atOnce/len(piece))}
}

func (r *repeated) Read(p []byte) (int, error) {
	n := copy(p, r.pieces[r.at:])
	r.at = (r.at + n) % len(r.pieces)
	return n, nil
}

func TestLimits(t *testing.T) {
	long := func(piece string, n int64) io.Reader { return io.LimitReader(repeat(piece), n) }
	const mib = 1 << 20
	for _, c := range []struct {
		name  string
		in    io.Reader
		o     Options
		units int
		want  string
	}{
		{"file at the limit", long("word\n", 64*mib), Options{}, 1, ""},
		{"file over it", long("word\n", 64*mib+1), Options{}, 0, "f: larger than 64 MiB, too large to be read whole"},
		{"endless file", repeat("word\n"), Options{}, 0, "f: larger than 64 MiB, too large to be read whole"},
		{"line at the limit", io.MultiReader(strings.NewReader("a\n"), long("word ", 16*mib), strings.NewReader("\r\nb")), Options{Unit: UnitLine}, 3, ""},
		{"line over it", io.MultiReader(strings.NewReader("a\n\n"), long("word ", 16*mib+1), strings.NewReader("\nb")), Options{Unit: UnitLine}, 1, "f:3:1: a line of more than 16 MiB"},
		{"endless line", io.MultiReader(strings.NewReader("a\n"), repeat("您好")), Options{Unit: UnitLine}, 1, "f:2:1: a line of more than 16 MiB"},
		{"endless line of UTF-16", io.MultiReader(strings.NewReader("\xFF\xFEa\x00\n\x00"), repeat("a\x00")), Options{Unit: UnitLine}, 1, "f:2:1: a line of more than 16 MiB"},
		{"endless paragraph", io.MultiReader(strings.NewReader("a\n\n"), repeat("word\n")), Options{Unit: UnitParagraph}, 1, "f:3:1: a paragraph of more than 16 MiB"},
		{"paragraph at the limit", io.MultiReader(long("wor\n", 16*mib), strings.NewReader("\nb")), Options{Unit: UnitParagraph}, 2, ""},
		{"record at the limit", io.MultiReader(strings.NewReader("{\"text\":\"a\"}\n{\"text\":\""), long("w", 16*mib-11), strings.NewReader("\"}\n")), Options{Format: FormatJSONL}, 2, ""},
		{"record over it", io.MultiReader(strings.NewReader("{\"text\":\"a\"}\n{\"text\":\""), long("w", 16*mib-10), strings.NewReader("\"}\n")), Options{Format: FormatJSONL}, 1, "f:2:1: a record of more than 16 MiB"},
		{"JSON over the limit", io.MultiReader(strings.NewReader(`{"text":"`), repeat("w")), Options{Format: FormatJSON}, 0, "f: larger than 64 MiB, too large to be read whole"},
		{"YAML over the limit", io.MultiReader(strings.NewReader(`text: `), repeat("w")), Options{Format: FormatYAML}, 0, "f: larger than 64 MiB, too large to be read whole"},
		{"subtitles over the limit", io.MultiReader(strings.NewReader("WEBVTT\n\n"), repeat("w")), Options{Format: FormatVTT}, 0, "f: larger than 64 MiB, too large to be read whole"},
		{"workbook over the limit", io.MultiReader(strings.NewReader("PK"), repeat("w")), Options{Format: FormatXLSX}, 0, "f: larger than 64 MiB, too large to be read whole"},
		{"YAML of too many values", io.MultiReader(strings.NewReader("text: ["), long("a,", 2*mib+2), strings.NewReader("a]")), Options{Format: FormatYAML}, 0, "f: more than 1048576 lines and values: keep them in JSON Lines or CSV, which are read a record at a time"},
		{"row at the limit", io.MultiReader(strings.NewReader("text\na\n\""), long("wor\n", 16*mib-4), strings.NewReader("\"\nb")), Options{Format: FormatCSV}, 3, ""},
		{"row over it", io.MultiReader(strings.NewReader("text\na\n\""), long("wor\n", 16*mib), strings.NewReader("\"\nb")), Options{Format: FormatCSV}, 1, `f:3:1: a row (or one with a " that is not closed) of more than 16 MiB`},
		{"endless row", io.MultiReader(strings.NewReader("text\na\n"), repeat("w")), Options{Format: FormatCSV}, 1, `f:3:1: a row (or one with a " that is not closed) of more than 16 MiB`},
		{"endless cell", io.MultiReader(strings.NewReader("text\ta\na\tb\n\""), repeat("w\n")), Options{Format: FormatTSV}, 1, `f:3:1: a row (or one with a " that is not closed) of more than 16 MiB`},
		{"bare quote, then endless", io.MultiReader(strings.NewReader("text\na\nx\"\n"), repeat("w\n")), Options{Format: FormatCSV}, 1, `f:3:2: bare " in a cell without quotes: the cell must begin with " and each " inside be doubled`},
		{"endless conversation", io.MultiReader(strings.NewReader("role,text\n客户,在吗\n"), repeat("客服,在的。\n")), Options{Format: FormatCSV}, 0, "f:229826:1: a conversation of more than 16 MiB: name what tells one from the next with conversation in a files entry"},
		{"endless record", io.MultiReader(strings.NewReader("{\"text\":\"a\"}\n\n{\"text\":\""), repeat("w")), Options{Format: FormatJSONL}, 1, "f:3:1: a record of more than 16 MiB"},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.o.Path = "f"
			units, got := 0, ""
			for _, err := range NewDocument(c.in, c.o).Conversations() {
				if err != nil {
					got = err.Error()
					continue
				}
				units++
			}
			if got != c.want || units != c.units {
				t.Errorf("%d units, then %q, want %d, %q", units, got, c.units, c.want)
			}
		})
	}
}

// TestFlatMemory reads far more than may be held, and looks at the heap on the way.
func TestFlatMemory(t *testing.T) {
	const size, limit = 16 << 20, 3 << 20
	line := strings.Repeat("您好，这个订单可以换货，但是不能退款。", 4)
	for _, c := range []struct {
		name  string
		piece string
		o     Options
	}{
		{"lines", line + "\n", Options{Unit: UnitLine}},
		{"paragraphs", line + "\r\n" + line + "\r\n\r\n", Options{Unit: UnitParagraph}},
		{"blank lines", " \t\r\n", Options{Unit: UnitParagraph}},
		{"json lines", `{"id":1,"turns":[{"role":"agent","text":"` + line + `\n"},{"text":"` + line + `"}]}` + "\n", Options{Format: FormatJSONL}},
		{"rows", `1,"` + line + `""` + line + `"` + "\r\n", Options{Format: FormatCSV, Select: Selection{Text: selectors(t, "2"), ID: selectors(t, "1")}}},
		{"rows of tabs", "1\t" + line + "\n", Options{Format: FormatTSV, Select: Selection{Text: selectors(t, "2")}}},
		{"rows of turns", "1,客户," + line + "\n2,客服," + line + "\n", Options{Format: FormatCSV, Select: Selection{Text: selectors(t, "3"), Speaker: selectors(t, "2"), Conversation: selectors(t, "1")}}},
		{"json lines of a shape", `{"id":1,"conversations":[{"from":"gpt","value":"` + line + `\n"},{"from":"human","value":"` + line + `"}]}` + "\n", Options{Format: FormatJSONL}},
		{"json lines by selection", `{"s":1,"x":{"who":"客服","say":"` + line + `"}}` + "\n" + `{"s":2,"x":{"who":"客户","say":"` + line + `"}}` + "\n",
			Options{Format: FormatJSONL, Select: Selection{Text: selectors(t, "say"), Speaker: selectors(t, "who"), Conversation: selectors(t, "s")}}},
		{"lines of GB18030", "\xC4\xFA\xBA\xC3\xA3\xAC\xBF\xC9\xD2\xD4\xCD\xCB\xBF\xEE\n", Options{Unit: UnitLine}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var before, now runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			n := int64(0)
			in := &counted{r: io.LimitReader(repeat(c.piece), size/int64(len(c.piece))*int64(len(c.piece))), every: size / 4}
			in.look = func() {
				runtime.GC()
				runtime.ReadMemStats(&now)
				if now.HeapAlloc > before.HeapAlloc+limit {
					t.Errorf("after %d bytes: %d bytes of heap", in.n, now.HeapAlloc-before.HeapAlloc)
				}
			}
			for conv, err := range NewDocument(in, c.o).Conversations() {
				if err != nil {
					t.Fatal(err)
				}
				for _, turn := range conv.Turns {
					n += int64(len(turn.Text.String()))
				}
			}
			if in.looks < 3 || n == 0 && c.name != "blank lines" {
				t.Errorf("looked %d times, %d bytes of text", in.looks, n)
			}
		})
	}
}

// counted calls look whenever so many bytes more were read.
type counted struct {
	r        io.Reader
	n, every int64
	looks    int64
	look     func()
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	if c.n/c.every > c.looks {
		c.looks++
		c.look()
	}
	return n, err
}

// TestDamageStopsAfterGoodUnits puts a bad byte behind many good units, near
// the borders of chunks.
func TestDamageStopsAfterGoodUnits(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	for range 60 {
		n := rng.IntN(12000)
		good := strings.Repeat("您好退款\n\n", n)
		tail := []string{"可以\xFF\n\n", "\xFF", "可\r\xFF\n", "a\r\xFF"}[rng.IntN(4)]
		for _, u := range []Unit{UnitLine, UnitParagraph} {
			all, err := read(strings.NewReader(good+tail), Options{Unit: u})
			want := n
			if u == UnitLine && strings.Contains(tail, "\r") {
				want++
			}
			bad := strings.IndexByte(tail, 0xFF)
			var e *Error
			if !errors.As(err, &e) || len(all) != want || !strings.HasSuffix(err.Error(), fmt.Sprintf("0xFF at byte offset %d", len(good)+bad)) {
				t.Fatalf("by %v, %d good, then %q: %d units, %v", u, n, tail, len(all), err)
			}
			if line := 2*n + 1 + strings.Count(tail[:bad], "\r"); e.Line != line {
				t.Fatalf("line %d, want %d", e.Line, line)
			}
		}
	}
}
