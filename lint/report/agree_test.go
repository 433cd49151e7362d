package report_test

import (
	"encoding/json"
	"net/url"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/cuoci/cuoci/lint"
	"github.com/cuoci/cuoci/lint/report"
)

// spot is a place as a report has it. What it does not tell is 0.
type spot struct {
	path               string
	line, column       int
	endLine, endColumn int
}

// TestReportsAgree reads the places back from every report and holds them against
// the bytes of the files: the offsets of JSON, which TestPlaces looks at, are
// turned into the unit of each consumer by other means.
func TestReportsAgree(t *testing.T) {
	files := corpus(t)
	var rs []lint.Result
	for _, r := range results(t, files, lint.Config{}) {
		if r.Path == "book.xlsx" {
			break // what is made by hand has no bytes
		}
		r.Err = nil
		rs = append(rs, r)
	}
	var doc struct{ Findings []placed }
	if err := json.Unmarshal(write(t, report.JSON, rs, report.Options{}), &doc); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		format report.Format
		read   func(t *testing.T, out string) []spot
		unit   func(line string) int // columns that a text takes
		lead   int                   // columns of a byte order mark
		parts  string                // what the format tells: column, end column, end line
	}{
		{report.Text, readText, utf8.RuneCountInString, 0, "c"},
		{report.Concise, readText, utf8.RuneCountInString, 0, "c"},
		{report.SARIF, readSARIF, utf16Length, 0, "cel"},
		{report.GitHub, readGitHub, utf8.RuneCountInString, 0, "cel"},
		{report.GitLab, readGitLab, utf8.RuneCountInString, 0, ""},
		{report.RDJSONL, readRDJSONL, byteLength, 3, "cel"},
		{report.Checkstyle, readCheckstyle, utf8.RuneCountInString, 0, "c"},
		{report.JUnit, readJUnit, utf8.RuneCountInString, 0, ""},
		{report.Markdown, readMarkdown, utf8.RuneCountInString, 0, "c"},
	} {
		t.Run(string(c.format), func(t *testing.T) {
			got := c.read(t, string(write(t, c.format, rs, report.Options{Quiet: true})))
			if len(got) != len(doc.Findings) {
				t.Fatalf("%d places, JSON has %d findings", len(got), len(doc.Findings))
			}
			for i, f := range doc.Findings {
				file := fileOf(t, files, f.Path)
				want := spot{path: f.Path}
				want.line, want.column = unitsBefore(t, file, f.Offset, c.unit, c.lead)
				want.endLine, want.endColumn = unitsBefore(t, file, f.EndOffset, c.unit, c.lead)
				if !strings.Contains(c.parts, "c") {
					want.column = 0
				}
				if !strings.Contains(c.parts, "e") {
					want.endColumn = 0
				}
				if !strings.Contains(c.parts, "l") {
					want.endLine = 0
				}
				if got[i] != want {
					t.Errorf("%d: %+v, the bytes say %+v", i, got[i], want)
				}
			}
		})
	}
}

func fileOf(t *testing.T, files []file, path string) file {
	t.Helper()
	for _, f := range files {
		if f.path == path {
			return f
		}
	}
	t.Fatalf("no file %q", path)
	return file{}
}

// unitsBefore decodes a file up to a byte, and counts lines, and units in the last.
func unitsBefore(t *testing.T, f file, offset int, unit func(string) int, lead int) (line, column int) {
	t.Helper()
	before := decode(t, f.path, f.data[:offset])
	bare := strings.TrimPrefix(before, "\ufeff")
	line = strings.Count(bare, "\n") + 1
	column = unit(bare[strings.LastIndexByte(bare, '\n')+1:]) + 1
	if line == 1 && bare != before && f.path != "utf16.txt" {
		column += lead
	}
	return line, column
}

func utf16Length(s string) int { return len(utf16.Encode([]rune(s))) }
func byteLength(s string) int  { return len(s) }

// TestSARIFBytes makes sure that bytes and columns name the same place.
func TestSARIFBytes(t *testing.T) {
	files := corpus(t)
	var log struct {
		Runs []struct {
			Results []struct {
				Locations []struct {
					Physical struct {
						Artifact struct{ URI string } `json:"artifactLocation"`
						Region   struct {
							ByteOffset, ByteLength *int
							Snippet                struct{ Text string }
						}
					} `json:"physicalLocation"`
				}
			}
		}
	}
	unmarshal(t, string(write(t, report.SARIF, results(t, files, lint.Config{}), report.Options{})), &log)
	seen := 0
	for _, r := range log.Runs[0].Results {
		p := r.Locations[0].Physical
		path, err := url.PathUnescape(p.Artifact.URI)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			if f.path != path {
				continue
			}
			seen++
			from := *p.Region.ByteOffset
			if got := decode(t, f.path, f.data[from:from+*p.Region.ByteLength]); got != p.Region.Snippet.Text {
				t.Errorf("%s: bytes %d–%d hold %q, the snippet is %q", path, from, from+*p.Region.ByteLength, got, p.Region.Snippet.Text)
			}
		}
	}
	if seen < 40 {
		t.Errorf("only %d places were looked at", seen)
	}
}
