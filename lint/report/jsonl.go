package report

import (
	"bytes"
	"io"

	"github.com/cuoci/cuoci/lint"
)

// jsonlWriter writes one object a line: finding, not_assessed, skipped and
// error as they come, the summary last.
type jsonlWriter struct {
	w   io.Writer
	buf bytes.Buffer
}

func newJSONLWriter(w io.Writer) *jsonlWriter { return &jsonlWriter{w: w} }

func (j *jsonlWriter) Result(r lint.Result) error {
	j.buf.Reset()
	for i := range r.Findings {
		if err := j.line(struct {
			Type string `json:"type"`
			wireFinding
		}{"finding", toFinding(&r.Findings[i])}); err != nil {
			return err
		}
	}
	for _, n := range r.NotAssessed {
		if err := j.line(struct {
			Type string `json:"type"`
			wireNotAssessed
		}{"not_assessed", wireNotAssessed(n)}); err != nil {
			return err
		}
	}
	if r.Skipped != "" {
		if err := j.line(struct {
			Type string `json:"type"`
			wireSkipped
		}{"skipped", wireSkipped{Path: r.Path, Why: r.Skipped}}); err != nil {
			return err
		}
	}
	if r.Err != nil {
		if err := j.line(struct {
			Type string `json:"type"`
			wireError
		}{"error", toError(r.Path, r.Err)}); err != nil {
			return err
		}
	}
	return j.flush()
}

func (j *jsonlWriter) Close(s Summary) error {
	j.buf.Reset()
	if err := j.line(struct {
		Type string `json:"type"`
		Summary
	}{"summary", s}); err != nil {
		return err
	}
	return j.flush()
}

func (j *jsonlWriter) line(v any) error {
	if err := encode(&j.buf, v); err != nil {
		return err
	}
	j.buf.WriteByte('\n')
	return nil
}

func (j *jsonlWriter) flush() error {
	if j.buf.Len() == 0 {
		return nil
	}
	_, err := j.w.Write(j.buf.Bytes())
	return err
}
