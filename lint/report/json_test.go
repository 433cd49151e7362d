package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"github.com/cuoci/cuoci/lint"
	"github.com/cuoci/cuoci/lint/source"
)

// TestJSONShape holds a report with nothing in it, and one with everything,
// against the names of the format.
func TestJSONShape(t *testing.T) {
	var empty bytes.Buffer
	if err := newJSONWriter(&empty).Close(Summary{}); err != nil {
		t.Fatal(err)
	}
	var doc map[string]any
	if err := json.Unmarshal(empty.Bytes(), &doc); err != nil {
		t.Fatalf("%v in %s", err, empty.Bytes())
	}
	for _, list := range []string{"findings", "not_assessed", "skipped", "errors"} {
		if l, ok := doc[list].([]any); !ok || len(l) != 0 {
			t.Errorf("%s is %v, want an empty list", list, doc[list])
		}
	}
	if doc["version"] != 1.0 {
		t.Errorf("version is %v", doc["version"])
	}

	var full bytes.Buffer
	w := newJSONWriter(&full)
	if err := w.Result(lint.Result{
		Path:        "a.txt",
		Findings:    []lint.Finding{{Rule: "x/y", Level: lint.Error, Message: "<a & b>"}, {Rule: "x/z"}},
		NotAssessed: []lint.NotAssessed{{Rule: "x/z", Path: "a.txt", Conversation: "1", Why: "no end"}},
		Err:         &source.Error{Path: "a.txt", Line: 3, Column: 2, Err: errors.New("damaged")},
	}); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(full.String(), `"rule":"x/y"`) {
		t.Error("findings are not written as they come")
	}
	if err := w.Result(lint.Result{Path: "b.txt", Err: &fs.PathError{Op: "open", Path: "b.txt", Err: fs.ErrNotExist}}); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(Summary{Files: 1, Errors: 1}); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Findings []map[string]any
		Errors   []map[string]any
		Missed   []map[string]any `json:"not_assessed"`
		Summary  map[string]any
	}
	if err := json.Unmarshal(full.Bytes(), &got); err != nil {
		t.Fatalf("%v in %s", err, full.Bytes())
	}
	for key := range strings.FieldsSeq("path line column end_line end_column offset end_offset segments location conversation turn speaker rule level message match suggestions evidence fingerprint suppressed") {
		if _, ok := got.Findings[0][key]; !ok {
			t.Errorf("a finding has no %q", key)
		}
	}
	if got.Findings[0]["message"] != "<a & b>" || strings.Contains(full.String(), `\u003c`) {
		t.Error("markup is escaped")
	}
	want := "[map[column:2 line:3 message:damaged path:a.txt] map[message:file does not exist path:b.txt]]"
	if s := fmt.Sprint(got.Errors); s != want {
		t.Errorf("errors: %s, want %s", s, want)
	}
	if len(got.Missed) != 1 || got.Summary["files"] != 1.0 {
		t.Errorf("not assessed %v, summary %v", got.Missed, got.Summary)
	}
}

// TestSpill gathers more than is held in memory.
func TestSpill(t *testing.T) {
	var out bytes.Buffer
	w := newJSONWriter(&out)
	why := strings.Repeat("没有客户的话", 50)
	const n = 3000
	for i := range n {
		r := lint.Result{NotAssessed: []lint.NotAssessed{{Rule: fmt.Sprint(i), Why: why}}}
		if err := w.Result(r); err != nil {
			t.Fatal(err)
		}
	}
	if !w.missed.kept.Spilled() {
		t.Fatal("nothing was spilled")
	}
	if err := w.Close(Summary{}); err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Missed []struct{ Rule string } `json:"not_assessed"`
	}
	if err := json.Unmarshal(out.Bytes(), &doc); err != nil {
		t.Fatal(err)
	}
	if len(doc.Missed) != n || doc.Missed[n-1].Rule != fmt.Sprint(n-1) {
		t.Errorf("%d entries came back of %d", len(doc.Missed), n)
	}
}

type brokenPipe struct{}

func (brokenPipe) Write([]byte) (int, error) { return 0, errors.New("broken pipe") }

// TestWriteErrors makes sure that a report that cannot be written says so.
func TestWriteErrors(t *testing.T) {
	for _, name := range Formats() {
		w, err := New(Format(name), brokenPipe{}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		result := w.Result(lint.Result{Findings: []lint.Finding{{Rule: "x/y"}}})
		if closing := w.Close(Summary{}); result == nil && closing == nil {
			t.Errorf("%s: Result and Close hide the error", name)
		}
	}
}
