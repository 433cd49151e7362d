package score

import (
	"bytes"
	"io"
)

// jsonWriter writes one object: conversations as they come, each on a line of its
// own, the summary last.
type jsonWriter struct {
	w       io.Writer
	lang    string
	buf     bytes.Buffer
	started bool
	some    bool
	skipped []wireSkipped
	failed  []wireError
}

func (j *jsonWriter) start() {
	if !j.started {
		j.started = true
		j.buf.WriteString("{\"version\":1,\n \"conversations\":[")
	}
}

func (j *jsonWriter) Result(r Result) error {
	j.start()
	for _, c := range r.Conversations {
		if j.some {
			j.buf.WriteByte(',')
		}
		j.some = true
		j.buf.WriteByte('\n')
		if err := encode(&j.buf, toWire(c, j.lang)); err != nil {
			return err
		}
	}
	if r.Skipped != "" {
		j.skipped = append(j.skipped, wireSkipped{r.Path, r.Skipped})
	}
	if r.Err != nil {
		j.failed = append(j.failed, toError(r.Path, r.Err))
	}
	return flush(j.w, &j.buf)
}

func (j *jsonWriter) Close(s Summary) error {
	j.start()
	if j.some {
		j.buf.WriteByte('\n')
	}
	j.buf.WriteString("],\n \"skipped\":")
	if j.skipped == nil {
		j.skipped = []wireSkipped{}
	}
	if j.failed == nil {
		j.failed = []wireError{}
	}
	if err := encode(&j.buf, j.skipped); err != nil {
		return err
	}
	j.buf.WriteString(",\n \"errors\":")
	if err := encode(&j.buf, j.failed); err != nil {
		return err
	}
	j.buf.WriteString(",\n \"summary\":")
	if err := encode(&j.buf, toSummary(&s, j.lang)); err != nil {
		return err
	}
	j.buf.WriteString("}\n")
	return flush(j.w, &j.buf)
}

// flush hands over what was written.
func flush(w io.Writer, b *bytes.Buffer) error {
	if b.Len() == 0 {
		return nil
	}
	_, err := w.Write(b.Bytes())
	b.Reset()
	return err
}

// jsonlWriter writes one object a line: conversation, skipped and error as they
// come, groups and the summary last.
type jsonlWriter struct {
	w    io.Writer
	lang string
	buf  bytes.Buffer
}

func (j *jsonlWriter) Result(r Result) error {
	for _, c := range r.Conversations {
		if err := j.line(struct {
			Type string `json:"type"`
			wireConversation
		}{"conversation", toWire(c, j.lang)}); err != nil {
			return err
		}
	}
	if r.Skipped != "" {
		if err := j.line(struct {
			Type string `json:"type"`
			wireSkipped
		}{"skipped", wireSkipped{r.Path, r.Skipped}}); err != nil {
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
	return flush(j.w, &j.buf)
}

func (j *jsonlWriter) Close(s Summary) error {
	w := toSummary(&s, j.lang)
	for _, g := range w.Groups {
		if err := j.line(struct {
			Type string `json:"type"`
			wireGroup
		}{"group", g}); err != nil {
			return err
		}
	}
	w.Groups = nil
	if err := j.line(struct {
		Type string `json:"type"`
		wireSummary
	}{"summary", w}); err != nil {
		return err
	}
	return flush(j.w, &j.buf)
}

func (j *jsonlWriter) line(v any) error {
	if err := encode(&j.buf, v); err != nil {
		return err
	}
	j.buf.WriteByte('\n')
	return nil
}
