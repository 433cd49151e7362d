package report

import (
	"errors"
	"io"
	"slices"

	"github.com/cuoci/cuoci/lint"
)

// sarifWriter writes a SARIF 2.1.0 log of one run. Results are written as they
// come; the tool, whose rules are those that have results, stands behind them.
type sarifWriter struct {
	out     buffer
	o       Options
	words   *words
	columns columns
	copies  copies
	begun   bool
	found   bool
	rules   map[string]int // index of each rule that has results
	listed  []*sarifRule
	notes   array // what could not be read, or was passed over
}

func newSARIFWriter(w io.Writer, o Options) *sarifWriter {
	return &sarifWriter{
		out: buffer{w: w}, o: o, words: newWords(o.Lang), rules: map[string]int{},
		// Viewers run on JavaScript or in editors that count as it does; those
		// that do not look at columnKind are right, too.
		columns: columns{unit: utf16Units},
	}
}

// The head of a log. Its properties may stand in any order.
const sarifHead = `{"$schema":"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json","version":"2.1.0",
 "runs":[{"columnKind":"utf16CodeUnits","results":[`

func (s *sarifWriter) begin() {
	if !s.begun {
		s.begun = true
		s.out.buf.WriteString(sarifHead)
	}
}

func (s *sarifWriter) Result(r lint.Result) error {
	s.begin()
	for i := range r.Findings {
		if s.found {
			s.out.buf.WriteByte(',')
		}
		s.found = true
		s.out.buf.WriteByte('\n')
		if err := encode(&s.out.buf, s.result(&r.Findings[i])); err != nil {
			return err
		}
	}
	if r.Err != nil {
		e := toError(r.Path, r.Err)
		note := sarifNote{Level: "error", Message: sarifText{failure(e)}, Locations: []sarifLocation{{Physical: &sarifPhysical{Artifact: sarifArtifact{uri(e.Path)}}}}}
		if e.Line > 0 { // its column is in code points, and the line is not to be had
			note.Locations[0].Physical.Region = &sarifRegion{StartLine: e.Line}
		}
		if err := s.notes.add(note); err != nil {
			return err
		}
	}
	if r.Skipped != "" {
		err := s.notes.add(sarifNote{
			Level: "note", Message: sarifText{"skipped: " + r.Skipped},
			Locations: []sarifLocation{{Physical: &sarifPhysical{Artifact: sarifArtifact{uri(r.Path)}}}},
		})
		if err != nil {
			return err
		}
	}
	return s.out.flush()
}

func (s *sarifWriter) Close(sum Summary) (err error) {
	defer func() { err = errors.Join(err, s.notes.close()) }()
	s.begin()
	if s.found {
		s.out.buf.WriteByte('\n')
	}
	s.out.buf.WriteString("],\n \"invocations\":[{\"executionSuccessful\":")
	if sum.Failed > 0 {
		s.out.buf.WriteString("false")
	} else {
		s.out.buf.WriteString("true")
	}
	s.out.buf.WriteString(",\"toolExecutionNotifications\":")
	if err := s.out.flush(); err != nil {
		return err
	}
	if err := s.notes.writeTo(s.out.w); err != nil {
		return err
	}
	language := "zh-CN"
	if s.o.Lang == "en" {
		language = "en-US"
	}
	s.out.buf.WriteString("}],\n \"language\":\"" + language + "\",\n \"tool\":")
	driver := sarifDriver{Name: toolName, URI: toolURL, Version: s.o.Version, Rules: slices.Clone(s.listed)}
	if driver.Rules == nil {
		driver.Rules = []*sarifRule{}
	}
	if err := encode(&s.out.buf, sarifTool{driver}); err != nil {
		return err
	}
	s.out.buf.WriteString("}]}\n")
	return s.out.flush()
}
