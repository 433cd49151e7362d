package report_test

import (
	"encoding/json"
	"net/url"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/cuoci/cuoci/lint"
	"github.com/cuoci/cuoci/lint/report"
)

// rewrite is an edit as a report has it, made to the decoded text of a file: what
// comes out, and the path.
type rewrite struct{ path, text string }

// TestEditsAgree makes the edits of each report to the files, each as its
// consumer would: by bytes, by UTF-16 columns, by bytes of a line of UTF-8. All
// must come to the same text, and that must hold what the suggestion says.
func TestEditsAgree(t *testing.T) {
	files := corpus(t)
	rs := results(t, files, lint.Config{})
	want := rewritesOfJSON(t, files, write(t, report.JSON, rs, report.Options{}))
	if len(want) < 15 {
		t.Fatalf("only %d edits", len(want))
	}
	for name, got := range map[string][]rewrite{
		"sarif":   rewritesOfSARIF(t, files, write(t, report.SARIF, rs, report.Options{})),
		"rdjsonl": rewritesOfRDJSONL(t, files, write(t, report.RDJSONL, rs, report.Options{})),
	} {
		if len(got) != len(want) {
			t.Errorf("%s has %d edits, JSON %d", name, len(got), len(want))
			continue
		}
		for i := range got {
			if got[i] != want[i] {
				t.Errorf("%s: %+v\nJSON: %+v", name, got[i], want[i])
			}
		}
	}
}

// TestMaskedEdits looks that no edit brings back what is masked.
func TestMaskedEdits(t *testing.T) {
	secret := "13812345678"
	edit := lint.Edit{Written: "请打" + secret}
	r := lint.Result{Findings: []lint.Finding{{
		Path: "a.txt", Rule: "demo/but", Line: "a",
		Suggestions: []lint.SuggestionText{{Text: "请打" + secret, Fix: 1, Edits: []lint.Edit{edit}}, {Text: "好的"}},
	}}}
	for _, f := range []report.Format{report.JSON, report.SARIF, report.RDJSONL} {
		if out := write(t, f, []lint.Result{report.Redact(r)}, report.Options{}); strings.Contains(string(out), secret) {
			t.Errorf("%s: %s", f, out)
		}
		if out := write(t, f, []lint.Result{r}, report.Options{}); !strings.Contains(string(out), secret) {
			t.Errorf("%s does not show the edit at all: %s", f, out)
		}
	}
}

func rewritesOfJSON(t *testing.T, files []file, out []byte) []rewrite {
	t.Helper()
	var doc struct {
		Findings []struct {
			Path        string
			Suppressed  *struct{}
			Suggestions []struct {
				Text, Safety string
				Edits        []struct {
					Offset    int
					EndOffset int `json:"end_offset"`
					Text      string
				}
			}
		}
	}
	unmarshal(t, string(out), &doc)
	var list []rewrite
	for _, f := range doc.Findings {
		for _, s := range f.Suggestions {
			if len(s.Edits) == 0 {
				continue
			}
			if s.Safety != "review" {
				t.Errorf("%s: an edit is %s", f.Path, s.Safety)
			}
			data := fileOf(t, files, f.Path).data
			text := decode(t, f.Path, data[:s.Edits[0].Offset])
			for i, e := range s.Edits {
				end := len(data)
				if i+1 < len(s.Edits) {
					end = s.Edits[i+1].Offset
				}
				text += e.Text + decode(t, f.Path, data[e.EndOffset:end])
			}
			list = append(list, rewrite{f.Path, strings.TrimPrefix(text, "\ufeff")})
			shown := text
			if strings.HasSuffix(f.Path, ".jsonl") {
				shown = unescaped(t, text)
			}
			if !strings.Contains(shown, s.Text) {
				t.Errorf("%s: the edits make\n%s\nwhich has no %q", f.Path, shown, s.Text)
			}
		}
	}
	return list
}

// unescaped are the texts in lines of JSON.
func unescaped(t *testing.T, text string) string {
	t.Helper()
	var b strings.Builder
	var walk func(v any)
	walk = func(v any) {
		switch v := v.(type) {
		case string:
			b.WriteString(v + "\n")
		case []any:
			for _, x := range v {
				walk(x)
			}
		case map[string]any:
			for _, x := range v {
				walk(x)
			}
		}
	}
	for line := range strings.Lines(text) {
		var v any
		unmarshal(t, line, &v)
		walk(v)
	}
	return b.String()
}

func rewritesOfSARIF(t *testing.T, files []file, out []byte) []rewrite {
	t.Helper()
	type region struct{ StartLine, StartColumn, EndLine, EndColumn, ByteOffset, ByteLength int }
	var log struct {
		Runs []struct {
			Results []struct {
				Fixes []struct {
					Description     struct{ Text string }
					ArtifactChanges []struct {
						ArtifactLocation struct{ URI string }
						Replacements     []struct {
							DeletedRegion   region
							InsertedContent struct{ Text string }
						}
					}
				}
			}
		}
	}
	unmarshal(t, string(out), &log)
	var list []rewrite
	for _, r := range log.Runs[0].Results {
		for _, fix := range r.Fixes {
			change := fix.ArtifactChanges[0]
			path, err := url.PathUnescape(change.ArtifactLocation.URI)
			if err != nil {
				t.Fatal(err)
			}
			if len(change.Replacements) != 1 || fix.Description.Text == "" {
				t.Fatalf("%+v", fix)
			}
			f := fileOf(t, files, path)
			g := change.Replacements[0].DeletedRegion
			lines := strings.SplitAfter(strings.TrimPrefix(decode(t, path, f.data), "\ufeff"), "\n")
			from, to := utf16.Encode([]rune(lines[g.StartLine-1])), utf16.Encode([]rune(lines[g.EndLine-1]))
			text := strings.Join(lines[:g.StartLine-1], "") + string(utf16.Decode(from[:g.StartColumn-1])) +
				change.Replacements[0].InsertedContent.Text +
				string(utf16.Decode(to[g.EndColumn-1:])) + strings.Join(lines[g.EndLine:], "")
			list = append(list, rewrite{path, text})
			bytes := decode(t, path, f.data[:g.ByteOffset]) + change.Replacements[0].InsertedContent.Text + decode(t, path, f.data[g.ByteOffset+g.ByteLength:])
			if strings.TrimPrefix(bytes, "\ufeff") != text {
				t.Errorf("%s: bytes and columns of %+v do not agree", path, g)
			}
		}
	}
	return list
}

func rewritesOfRDJSONL(t *testing.T, files []file, out []byte) []rewrite {
	t.Helper()
	var list []rewrite
	for line := range strings.Lines(string(out)) {
		var d struct {
			Location    struct{ Path string }
			Suggestions []struct {
				Range struct{ Start, End struct{ Line, Column int } }
				Text  string
			}
		}
		if err := json.Unmarshal([]byte(line), &d); err != nil {
			t.Fatal(err)
		}
		for _, s := range d.Suggestions {
			text := decode(t, d.Location.Path, fileOf(t, files, d.Location.Path).data)
			if d.Location.Path == "utf16.txt" {
				text = strings.TrimPrefix(text, "\ufeff") // only of UTF-8 the mark is bytes of the line
			}
			lines := strings.SplitAfter(text, "\n")
			r := s.Range
			text = strings.Join(lines[:r.Start.Line-1], "") + lines[r.Start.Line-1][:r.Start.Column-1] +
				s.Text + lines[r.End.Line-1][r.End.Column-1:] + strings.Join(lines[r.End.Line:], "")
			list = append(list, rewrite{d.Location.Path, strings.TrimPrefix(text, "\ufeff")})
		}
	}
	return list
}
