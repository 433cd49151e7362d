package report

import (
	"bytes"
	"io"
)

// buffer gathers whole lines before they are written.
type buffer struct {
	w   io.Writer
	buf bytes.Buffer
}

func (b *buffer) flush() error {
	if b.buf.Len() == 0 {
		return nil
	}
	_, err := b.w.Write(b.buf.Bytes())
	b.buf.Reset()
	return err
}

// jsonLine adds v as a line of JSON.
func (b *buffer) jsonLine(v any) error {
	if err := encode(&b.buf, v); err != nil {
		return err
	}
	b.buf.WriteByte('\n')
	return nil
}
