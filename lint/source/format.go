package source

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
)

// Format is how a file is laid out.
type Format uint8

// The formats. FormatAuto goes by the ending of the path; what has none that is
// known is plain text.
const (
	FormatAuto Format = iota
	FormatText
	FormatJSONL
	FormatCSV
	FormatTSV
	FormatVTT
	FormatSRT
	FormatJSON
	FormatMarkdown
	FormatMDX
	FormatHTML
	FormatYAML
	FormatXLSX
	FormatMail
)

// format is a format's name, and the endings of files that tell it.
type format struct {
	name    string
	endings []string
}

// formats are the formats in the order of their constants.
func formats() []format {
	return []format{
		FormatAuto:  {name: "auto"},
		FormatText:  {"text", []string{".txt", ".text"}},
		FormatJSONL: {"jsonl", []string{".jsonl", ".ndjson"}},
		FormatCSV:   {"csv", []string{".csv"}},
		FormatTSV:   {"tsv", []string{".tsv"}},
		FormatVTT:   {"vtt", []string{".vtt"}},
		FormatSRT:   {"srt", []string{".srt"}},
		FormatJSON:  {"json", []string{".json"}},

		FormatMarkdown: {"markdown", []string{".md", ".markdown"}},
		FormatMDX:      {"mdx", []string{".mdx"}},
		FormatHTML:     {"html", []string{".html", ".htm"}},
		FormatYAML:     {"yaml", []string{".yaml", ".yml"}},
		FormatXLSX:     {"xlsx", []string{".xlsx", ".xlsm"}},
		FormatMail:     {"mail", []string{".eml"}},
	}
}

// String is the format's name.
func (f Format) String() string {
	if all := formats(); int(f) < len(all) {
		return all[f].name
	}
	return fmt.Sprintf("format(%d)", uint8(f))
}

// Formats lists the names of the formats.
func Formats() []string {
	var names []string
	for _, f := range formats()[FormatText:] {
		names = append(names, f.name)
	}
	return names
}

// Endings lists the endings of files that tell their format.
func Endings() []string {
	var list []string
	for _, f := range formats() {
		list = append(list, f.endings...)
	}
	return list
}

// ParseFormat returns the format of a name, or an error that lists the names.
func ParseFormat(name string) (Format, error) {
	for i, f := range formats() {
		if f.name == name && Format(i) != FormatAuto {
			return Format(i), nil
		}
	}
	return FormatAuto, fmt.Errorf("unknown format %q (allowed: %s)", name, strings.Join(Formats(), ", "))
}

// FormatOf is the format that the ending of a path tells; where it tells none,
// known is false and the file is plain text.
func FormatOf(path string) (f Format, known bool) {
	ending := strings.ToLower(filepath.Ext(path))
	for i, f := range formats() {
		if slices.Contains(f.endings, ending) {
			return Format(i), true
		}
	}
	return FormatText, false
}
