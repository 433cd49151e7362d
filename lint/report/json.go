package report

import (
	"bytes"
	"errors"
	"io"

	"github.com/cuoci/cuoci/lint"
)

// jsonWriter writes one object: findings as they come, then the lists that were
// gathered meanwhile, the summary last. Each finding stands on a line of its
// own.
type jsonWriter struct {
	w       io.Writer
	buf     bytes.Buffer
	started bool
	found   bool
	missed  array
	skipped array
	failed  array
}

func newJSONWriter(w io.Writer) *jsonWriter { return &jsonWriter{w: w} }

func (j *jsonWriter) Result(r lint.Result) error {
	j.buf.Reset()
	j.start()
	for i := range r.Findings {
		if j.found {
			j.buf.WriteByte(',')
		}
		j.found = true
		j.buf.WriteByte('\n')
		if err := encode(&j.buf, toFinding(&r.Findings[i])); err != nil {
			return err
		}
	}
	for _, n := range r.NotAssessed {
		if err := j.missed.add(wireNotAssessed(n)); err != nil {
			return err
		}
	}
	if r.Skipped != "" {
		if err := j.skipped.add(wireSkipped{Path: r.Path, Why: r.Skipped}); err != nil {
			return err
		}
	}
	if r.Err != nil {
		if err := j.failed.add(toError(r.Path, r.Err)); err != nil {
			return err
		}
	}
	return j.flush()
}

func (j *jsonWriter) Close(s Summary) error {
	j.buf.Reset()
	j.start()
	if j.found {
		j.buf.WriteByte('\n')
	}
	j.buf.WriteByte(']')
	if err := j.flush(); err != nil {
		return err
	}
	for _, a := range []struct {
		name string
		list *array
	}{{"not_assessed", &j.missed}, {"skipped", &j.skipped}, {"errors", &j.failed}} {
		if _, err := io.WriteString(j.w, ",\n \""+a.name+"\":"); err != nil {
			return errors.Join(err, j.missed.close(), j.skipped.close(), j.failed.close())
		}
		if err := a.list.writeTo(j.w); err != nil {
			return errors.Join(err, j.missed.close(), j.skipped.close(), j.failed.close())
		}
	}
	j.buf.Reset()
	j.buf.WriteString(",\n \"summary\":")
	if err := encode(&j.buf, s); err != nil {
		return err
	}
	j.buf.WriteString("}\n")
	return j.flush()
}

func (j *jsonWriter) start() {
	if !j.started {
		j.buf.WriteString("{\"version\":1,\n \"findings\":[")
		j.started = true
	}
}

func (j *jsonWriter) flush() error {
	if j.buf.Len() == 0 {
		return nil
	}
	_, err := j.w.Write(j.buf.Bytes())
	return err
}
