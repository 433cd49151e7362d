package main

import (
	"archive/zip"
	"bufio"
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestTooMuch checks files that are too much for a reader, among others: each is
// an error with its path and exit status 2, and the others are still checked.
func TestTooMuch(t *testing.T) {
	if testing.Short() {
		t.Skip("slow")
	}
	dir := t.TempDir()
	t.Chdir(dir)
	long(t, "line", 100<<20)
	const line = "%s: larger than 64 MiB, too large to be read whole"
	const record = "%s:1:1: a %s of more than 16 MiB"
	bomb := "text: &a0 [x,x,x,x,x,x,x,x,x,x]\n"
	for i := range 9 {
		bomb += fmt.Sprintf("a%d: &a%d [%s]\n", i+1, i+1, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d,", i), 10), ","))
	}
	write(t, "bomb.yaml", bomb)
	write(t, "bare.csv", "话术\n您\"好\n"+strings.Repeat("我不能退\n", 1000))
	write(t, "cut.eml", "Subject: a\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\n我不能退\n")
	write(t, "damaged.xlsx", "PK\x03\x04我不能退")
	write(t, "ok.csv", "话术\n我不能退\n")
	zipBomb(t, "bomb.xlsx")
	want := []string{
		"bare.csv:2:2: bare \" in a cell without quotes: the cell must begin with \" and each \" inside be doubled",
		"bomb.xlsx: not a workbook that can be read: xl/sharedStrings.xml: more than 8388608 strings, or 64 MiB of them",
		"cut.eml:7:1: the mail is cut off: its last part does not end",
		"damaged.xlsx: not a workbook that can be read: zip: not a valid zip file",
		"bomb.yaml:1:16: aliases stand for more than 100000 values",
	}
	for ending, message := range map[string]string{
		".txt": line, ".md": line, ".mdx": line, ".html": line, ".eml": line, ".json": line, ".yaml": line, ".vtt": line, ".srt": line, ".xlsx": "%s: not a workbook: it does not begin as an .xlsx file does",
		".jsonl": fmt.Sprintf(record, "%s", "record"),
		".csv":   fmt.Sprintf(record, "%s", `row (or one with a " that is not closed)`),
		".tsv":   fmt.Sprintf(record, "%s", `row (or one with a " that is not closed)`),
	} {
		name := "long" + ending
		if err := os.Link("line", name); err != nil {
			t.Skip(err)
		}
		if ending == ".xlsx" { // over the limit before anything else is looked at
			message = line
		}
		want = append(want, fmt.Sprintf(message, name))
	}
	slices.Sort(want)
	var stdout, stderr bytes.Buffer
	status := run([]string{"check", "--jobs", "1", "-q", "--packs", "negative", "."}, strings.NewReader(""), &stdout, &stderr)
	got := strings.Split(strings.TrimSpace(strings.ReplaceAll(stderr.String(), "cuoci: ", "")), "\n")
	slices.Sort(got)
	if status != exitFailed || !slices.Equal(got, want) {
		t.Errorf("status %d, errors\n%s\nwant\n%s", status, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if !strings.Contains(stdout.String(), "ok.csv:2:1: ") {
		t.Errorf("the other file was not checked: %s", stdout.String())
	}
}

// long writes a file of one line.
func long(t *testing.T, name string, size int) {
	t.Helper()
	f, err := os.Create(filepath.Clean(name))
	if err != nil {
		t.Fatal(err)
	}
	piece := bytes.Repeat([]byte("word "), 1<<14)
	for n := 0; n < size; n += len(piece) {
		if _, err := f.Write(piece); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

// zipBomb writes a workbook of some hundred kilobytes whose strings are 200 MB.
func zipBomb(t *testing.T, name string) {
	t.Helper()
	f, err := os.Create(filepath.Clean(name))
	if err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(f)
	const relations = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">%s</Relationships>`
	for _, part := range [][2]string{
		{"_rels/.rels", fmt.Sprintf(relations, `<Relationship Id="r1" Type="x/officeDocument" Target="xl/workbook.xml"/>`)},
		{"xl/workbook.xml", `<workbook/>`},
		{"xl/_rels/workbook.xml.rels", fmt.Sprintf(relations, `<Relationship Id="r1" Type="x/sharedStrings" Target="sharedStrings.xml"/>`)},
		{"xl/sharedStrings.xml", ""},
	} {
		p, err := z.Create(part[0])
		if err != nil {
			t.Fatal(err)
		}
		w := bufio.NewWriter(p)
		w.WriteString(part[1])
		if part[1] == "" {
			w.WriteString("<sst>")
			for range 100 {
				w.WriteString("<si><t>" + strings.Repeat("字", 700_000) + "</t></si>")
			}
		}
		if err := w.Flush(); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}
