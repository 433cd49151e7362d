package report_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/cuoci/cuoci/lint"
	"github.com/cuoci/cuoci/lint/report"
)

// The tests below hold reports against what others publish or run. They need what
// .ci/run fetches, and are skipped where it is not at hand.

// TestSARIFSchema validates logs against the published schema of SARIF 2.1.0, of
// which CUOCI_SARIF_SCHEMA names a copy.
func TestSARIFSchema(t *testing.T) {
	path := os.Getenv("CUOCI_SARIF_SCHEMA")
	if path == "" {
		t.Skip("no schema of SARIF at hand: CUOCI_SARIF_SCHEMA is not set (.ci/run reports fetches it)")
	}
	schema, err := jsonschema.NewCompiler().Compile(path)
	if err != nil {
		t.Fatal(err)
	}
	valid := func(out []byte) error {
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(out))
		if err != nil {
			return err
		}
		return schema.Validate(doc)
	}
	rs := results(t, corpus(t), lint.Config{})
	for name, c := range map[string]struct {
		rs []lint.Result
		o  report.Options
	}{
		"everything":         {rs, report.Options{Version: "v0.0.0", Rule: ruleDocs(t)}},
		"nothing":            {nil, report.Options{}},
		"English":            {results(t, corpus(t), lint.Config{Lang: "en"}), report.Options{Lang: "en"}},
		"no rule is known":   {rs, report.Options{Rule: nil}},
		"a file with errors": {rs[len(rs)-8:], report.Options{}},
	} {
		if err := valid(write(t, report.SARIF, c.rs, c.o)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	broken := bytes.Replace(write(t, report.SARIF, rs, report.Options{}), []byte(`"startLine":1`), []byte(`"startLine":0`), 1)
	if err := valid(broken); err == nil || !strings.Contains(err.Error(), "startLine") {
		t.Errorf("the schema takes line 0: %v", err)
	}
}

// TestXMLSchemas validates the XML reports with xmllint against schemas of ours.
func TestXMLSchemas(t *testing.T) {
	xmllint, err := exec.LookPath("xmllint")
	if err != nil {
		t.Skip("no xmllint at hand (Debian: libxml2-utils)")
	}
	for _, format := range []report.Format{report.Checkstyle, report.JUnit} {
		validate := func(out []byte) ([]byte, error) {
			path := filepath.Join(t.TempDir(), "report.xml")
			if err := os.WriteFile(path, out, 0o644); err != nil {
				t.Fatal(err)
			}
			return exec.Command(xmllint, "--noout", "--nonet", "--schema", "../../testdata/report/"+string(format)+".xsd", path).CombinedOutput()
		}
		rs := results(t, corpus(t), lint.Config{})
		out := write(t, format, rs, report.Options{Tolerated: lint.Suggestion})
		for what, out := range map[string][]byte{"everything": out, "nothing": write(t, format, nil, report.Options{})} {
			if said, err := validate(out); err != nil {
				t.Errorf("%s, %s: %v: %s", format, what, err, said)
			}
		}
		if said, err := validate(bytes.Replace(out, []byte(` line="1"`), []byte(` line="0"`), 1)); err == nil || !strings.Contains(string(said), "attribute 'line'") {
			t.Errorf("%s: the schema takes line 0: %s", format, said)
		}
	}
}

// TestReviewdog hands reports to the real reviewdog, which CUOCI_REVIEWDOG names:
// first everything, then what a change adds, in a repository without a remote.
func TestReviewdog(t *testing.T) {
	program := os.Getenv("CUOCI_REVIEWDOG")
	if program == "" {
		t.Skip("no reviewdog at hand: CUOCI_REVIEWDOG is not set (.ci/run reports installs it)")
	}
	dir := t.TempDir()
	t.Setenv("GIT_CONFIG_GLOBAL", os.DevNull)
	t.Setenv("GIT_CONFIG_SYSTEM", os.DevNull)
	run := func(stdin []byte, name string, args ...string) string {
		t.Helper()
		cmd := exec.Command(name, args...)
		cmd.Dir, cmd.Stdin = dir, bytes.NewReader(stdin)
		var stderr bytes.Buffer
		cmd.Stderr = &stderr
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("%s %q: %v: %s", filepath.Base(name), args, err, stderr.Bytes())
		}
		return string(out)
	}
	git := func(args ...string) {
		t.Helper()
		run(nil, "git", append([]string{"-c", "user.name=t", "-c", "user.email=t@example.com"}, args...)...)
	}
	put := func(f file) {
		t.Helper()
		path := filepath.Join(dir, filepath.FromSlash(f.path))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, f.data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	git("init", "-q")
	files := corpus(t)
	for _, f := range files {
		put(f)
	}
	git("add", "-A")
	git("commit", "-qm", "corpus")

	// Everything: reviewdog reads it and gives every place back.
	rs := results(t, files, lint.Config{})
	out := write(t, report.RDJSONL, rs, report.Options{})
	back := run(out, program, "-f=rdjsonl", "-reporter=rdjsonl", "-name=cuoci", "-filter-mode=nofilter", "-fail-level=none", "-diff=git diff --no-ext-diff")
	if got, want := diagnostics(t, back), diagnostics(t, string(out)); got != want {
		t.Errorf("reviewdog gives back\n%s\nof\n%s", got, want)
	}

	// What a change adds, on the local reporter.
	changed := file{path: "crlf.txt", data: []byte("您好。\r\n我没办法修改，\r\n𠮷可是您可以重拍。\r\n但是😀今天不行。\r\n")}
	put(changed)
	out = write(t, report.RDJSONL, results(t, []file{changed}, lint.Config{}), report.Options{})
	told := run(out, program, "-f=rdjsonl", "-reporter=local", "-name=cuoci", "-fail-level=none", "-diff=git diff --no-ext-diff")
	want := "crlf.txt:3:2: warning demo/but “可是”把前面的好话都取消了。\ncrlf.txt:4:1: warning demo/but “但是”把前面的好话都取消了。\n"
	if told != want {
		t.Errorf("of a change reviewdog says\n%swant\n%s", told, want)
	}
}

// diagnostics are the suggestions, places, levels and rules of a report, a line each.
func diagnostics(t *testing.T, out string) string {
	t.Helper()
	var b strings.Builder
	for line := range strings.Lines(out) {
		var d struct {
			Message  string
			Severity string
			Code     struct{ Value string }

			Suggestions []struct {
				Range struct{ Start, End struct{ Line, Column int } }
				Text  string
			}
			Location struct {
				Path  string
				Range struct{ Start, End struct{ Line, Column int } }
			}
		}
		if err := json.Unmarshal([]byte(line), &d); err != nil {
			t.Fatalf("%v in %q", err, line)
		}
		r := d.Location.Range
		for _, s := range d.Suggestions {
			fmt.Fprintf(&b, "%d:%d %d:%d becomes %q\n", s.Range.Start.Line, s.Range.Start.Column, s.Range.End.Line, s.Range.End.Column, s.Text)
		}
		fmt.Fprintf(&b, "%s:%d:%d %d:%d %s %s %q\n", d.Location.Path, r.Start.Line, r.Start.Column, r.End.Line, r.End.Column, d.Severity, d.Code.Value, d.Message)
	}
	return b.String()
}
