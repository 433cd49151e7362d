package report_test

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// The functions below read the places back from reports, as their consumers do.

func readText(t *testing.T, out string) []spot {
	t.Helper()
	var list []spot
	for line := range strings.Lines(out) {
		if m := regexp.MustCompile(`^([^│]+):(\d+):(\d+): \S+ demo/`).FindStringSubmatch(line); m != nil {
			list = append(list, spot{path: m[1], line: number(t, m[2]), column: number(t, m[3])})
		}
	}
	return list
}

func readSARIF(t *testing.T, out string) []spot {
	t.Helper()
	var log struct {
		Runs []struct {
			ColumnKind string
			Results    []struct {
				Locations []struct {
					Physical struct {
						Artifact struct{ URI string } `json:"artifactLocation"`
						Region   struct{ StartLine, StartColumn, EndLine, EndColumn, ByteOffset, ByteLength int }
					} `json:"physicalLocation"`
				}
			}
		}
	}
	unmarshal(t, out, &log)
	if log.Runs[0].ColumnKind != "utf16CodeUnits" {
		t.Errorf("column kind %q", log.Runs[0].ColumnKind)
	}
	var list []spot
	for _, r := range log.Runs[0].Results {
		p := r.Locations[0].Physical
		path, err := url.PathUnescape(p.Artifact.URI)
		if err != nil {
			t.Fatal(err)
		}
		g := p.Region
		list = append(list, spot{path, g.StartLine, g.StartColumn, g.EndLine, g.EndColumn})
	}
	return list
}

func readGitHub(t *testing.T, out string) []spot {
	t.Helper()
	form := regexp.MustCompile(`^::(error|warning|notice) file=(.*?),line=(\d+),endLine=(\d+),col=(\d+),endColumn=(\d+),title=[^:,]*::.+$`)
	var list []spot
	for line := range strings.Lines(out) {
		m := form.FindStringSubmatch(strings.TrimSuffix(line, "\n"))
		if m == nil {
			t.Fatalf("no workflow command: %q", line)
		}
		path := strings.NewReplacer("%25", "%", "%3A", ":", "%2C", ",").Replace(m[2])
		list = append(list, spot{path, number(t, m[3]), number(t, m[5]), number(t, m[4]), number(t, m[6])})
	}
	return list
}

func readGitLab(t *testing.T, out string) []spot {
	t.Helper()
	var issues []struct {
		Fingerprint string
		Location    struct {
			Path  string
			Lines struct{ Begin int }
		}
	}
	unmarshal(t, out, &issues)
	var list []spot
	seen := map[string]bool{}
	for _, i := range issues {
		if seen[i.Fingerprint] {
			t.Errorf("fingerprint %s comes twice", i.Fingerprint)
		}
		seen[i.Fingerprint] = true
		list = append(list, spot{path: i.Location.Path, line: i.Location.Lines.Begin})
	}
	return list
}

func readRDJSONL(t *testing.T, out string) []spot {
	t.Helper()
	var list []spot
	for line := range strings.Lines(out) {
		var d struct {
			Location struct {
				Path  string
				Range struct{ Start, End struct{ Line, Column int } }
			}
		}
		unmarshal(t, line, &d)
		r := d.Location.Range
		list = append(list, spot{d.Location.Path, r.Start.Line, r.Start.Column, r.End.Line, r.End.Column})
	}
	return list
}

func readCheckstyle(t *testing.T, out string) []spot {
	t.Helper()
	var doc struct {
		Files []struct {
			Name   string `xml:"name,attr"`
			Errors []struct {
				Line   int `xml:"line,attr"`
				Column int `xml:"column,attr"`
			} `xml:"error"`
		} `xml:"file"`
	}
	if err := xml.Unmarshal([]byte(out), &doc); err != nil {
		t.Fatal(err)
	}
	var list []spot
	for _, f := range doc.Files {
		for _, e := range f.Errors {
			list = append(list, spot{path: f.Name, line: e.Line, column: e.Column})
		}
	}
	return list
}

func readJUnit(t *testing.T, out string) []spot {
	t.Helper()
	var doc struct {
		Suites []struct {
			Name  string `xml:"name,attr"`
			Tests int    `xml:"tests,attr"`
			Cases []struct {
				Line    int `xml:"line,attr"`
				Failure *struct {
					Text string `xml:",chardata"`
				} `xml:"failure"`
			} `xml:"testcase"`
		} `xml:"testsuite"`
	}
	if err := xml.Unmarshal([]byte(out), &doc); err != nil {
		t.Fatal(err)
	}
	var list []spot
	for _, s := range doc.Suites {
		if s.Tests != len(s.Cases) {
			t.Errorf("%s: %d tests, %d cases", s.Name, s.Tests, len(s.Cases))
		}
		for _, c := range s.Cases {
			if c.Failure != nil {
				list = append(list, spot{path: s.Name, line: c.Line})
				if !strings.HasPrefix(c.Failure.Text, fmt.Sprintf("%s:%d:", s.Name, c.Line)) {
					t.Errorf("%s:%d: the text names another place: %.40q", s.Name, c.Line, c.Failure.Text)
				}
			}
		}
	}
	return list
}

func readMarkdown(t *testing.T, out string) []spot {
	t.Helper()
	var list []spot
	path := ""
	for line := range strings.Lines(out) {
		if m := regexp.MustCompile(`<summary><code>(.*)</code>`).FindStringSubmatch(line); m != nil {
			path = strings.NewReplacer("&#58;", ":", "&#124;", "|", "&#96;", "`").Replace(m[1])
		}
		if m := regexp.MustCompile(`^\| (\d+):(\d+) \|`).FindStringSubmatch(line); m != nil {
			list = append(list, spot{path: path, line: number(t, m[1]), column: number(t, m[2])})
		}
	}
	return list
}

func unmarshal(t *testing.T, text string, v any) {
	t.Helper()
	if err := json.Unmarshal([]byte(text), v); err != nil {
		t.Fatalf("%v in %.200s", err, text)
	}
}

func number(t *testing.T, s string) int {
	t.Helper()
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatal(err)
	}
	return n
}
