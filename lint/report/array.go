package report

import (
	"bytes"
	"errors"
	"io"

	"github.com/cuoci/cuoci/lint/internal/spill"
)

// array gathers the elements of a JSON array that is written later than its
// elements come. The zero array is empty.
type array struct {
	kept  spill.Buffer
	next  bytes.Buffer
	count int
}

func (a *array) add(v any) error {
	a.next.Reset()
	if a.count > 0 {
		a.next.WriteByte(',')
	}
	a.count++
	a.next.WriteByte('\n')
	if err := encode(&a.next, v); err != nil {
		return err
	}
	_, err := a.kept.Write(a.next.Bytes())
	return err
}

// writeTo writes the array and lets go of its elements.
func (a *array) writeTo(w io.Writer) (err error) {
	defer func() { err = errors.Join(err, a.close()) }()
	if _, err := io.WriteString(w, "["); err != nil {
		return err
	}
	if _, err := io.Copy(w, a.kept.Reader()); err != nil {
		return err
	}
	end := "]"
	if a.count > 0 {
		end = "\n]"
	}
	_, err = io.WriteString(w, end)
	return err
}

func (a *array) close() error { return a.kept.Close() }
