package report_test

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"github.com/cuoci/cuoci/lint"
	"github.com/cuoci/cuoci/lint/report"
)

// placed is what a JSON finding says about its place.
type placed struct {
	Path      string
	Line      int
	Column    int
	EndLine   int `json:"end_line"`
	EndColumn int `json:"end_column"`
	Offset    int
	EndOffset int `json:"end_offset"`
	Segments  []struct {
		Offset    int
		EndOffset int `json:"end_offset"`
	}
	Match string
	Rule  string
}

// TestPlaces reads places from the JSON report and looks in the bytes of the
// files, with decoders of its own, whether the match stands there.
func TestPlaces(t *testing.T) {
	files := corpus(t)
	var doc struct{ Findings []placed }
	out := write(t, report.JSON, results(t, files, lint.Config{}), report.Options{})
	if err := json.Unmarshal(out, &doc); err != nil {
		t.Fatal(err)
	}
	seen := map[string]int{}
	for _, f := range doc.Findings {
		for _, file := range files {
			if file.path == f.Path {
				seen[f.Path]++
				checkPlace(t, file, f)
			}
		}
	}
	for _, path := range []string{"plain.txt", "bom.txt", "emoji.txt", "crlf.txt", "tabs.txt", "traditional.txt", "blanks.txt", "long.txt", "control.txt", "chat.jsonl", "gb18030.txt", "utf16.txt", "broken.jsonl"} {
		if seen[path] == 0 {
			t.Errorf("%s has no finding", path)
		}
	}
}

func checkPlace(t *testing.T, file file, f placed) {
	t.Helper()
	var joined strings.Builder
	for _, s := range f.Segments {
		joined.WriteString(decodePart(t, file.path, file.data[s.Offset:s.EndOffset]))
	}
	// A blank inside a match (我 不 能) belongs to the hull, and may be left
	// out of the segments.
	if got, want := unblank(joined.String()), unblank(f.Match); got != want {
		t.Errorf("%s: %s: segments hold %q, the match is %q", file.path, f.Rule, got, want)
	}
	if first, last := f.Segments[0], f.Segments[len(f.Segments)-1]; first.Offset != f.Offset || last.EndOffset != f.EndOffset {
		t.Errorf("%s: hull %d–%d, segments %v", file.path, f.Offset, f.EndOffset, f.Segments)
	}
	line, column := placeOf(t, file, f.Offset)
	if line != f.Line || column != f.Column {
		t.Errorf("%s: %s: offset %d is %d:%d, reported %d:%d", file.path, f.Rule, f.Offset, line, column, f.Line, f.Column)
	}
	if line, column = placeOf(t, file, f.EndOffset); line != f.EndLine || column != f.EndColumn {
		t.Errorf("%s: %s: end offset %d is %d:%d, reported %d:%d", file.path, f.Rule, f.EndOffset, line, column, f.EndLine, f.EndColumn)
	}
}

// placeOf counts lines and code points up to a byte of the file.
func placeOf(t *testing.T, file file, offset int) (line, column int) {
	t.Helper()
	before := decode(t, file.path, file.data[:offset])
	before = strings.TrimPrefix(before, "\ufeff")
	line = strings.Count(before, "\n") + 1
	return line, utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:]) + 1
}

// decode decodes the start of a file.
func decode(t *testing.T, path string, data []byte) string {
	t.Helper()
	var out []byte
	var err error
	switch path {
	case "gb18030.txt":
		out, err = simplifiedchinese.GB18030.NewDecoder().Bytes(data)
	case "utf16.txt":
		out, err = unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewDecoder().Bytes(data)
	default:
		return string(data)
	}
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// decodePart decodes bytes from the middle of a file; in JSON they are the
// inside of a string.
func decodePart(t *testing.T, path string, data []byte) string {
	t.Helper()
	if !strings.HasSuffix(path, ".jsonl") {
		return decode(t, path, data)
	}
	var s string
	if err := json.Unmarshal([]byte(`"`+string(data)+`"`), &s); err != nil {
		t.Fatalf("%s: %q: %v", path, data, err)
	}
	return s
}

func unblank(s string) string {
	return strings.NewReplacer(" ", "", "\u3000", "", "\n", "").Replace(s)
}
