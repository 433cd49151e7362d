package report

import (
	"bytes"
	"errors"
	"io"
	"os"
)

// spillAt is the size in bytes from which a gathered array goes to a file: a
// library of a million lines may leave as many rules not assessed.
const spillAt = 1 << 20

// array gathers the elements of a JSON array that is written later than its
// elements come, in memory while it is small and in a temporary file beyond.
// The zero array is empty.
type array struct {
	buf   bytes.Buffer
	file  *os.File
	count int

	unlinked bool // file has no name any more
}

func (a *array) add(v any) error {
	if a.count > 0 {
		a.buf.WriteByte(',')
	}
	a.count++
	a.buf.WriteByte('\n')
	if err := encode(&a.buf, v); err != nil {
		return err
	}
	if a.buf.Len() < spillAt {
		return nil
	}
	return a.spill()
}

// spill moves what is in memory to the file.
func (a *array) spill() error {
	if a.file == nil {
		f, err := os.CreateTemp("", "cuoci-*.json")
		if err != nil {
			return err
		}
		a.file = f
		// Where the system allows it the name goes at once, so that a run
		// that is killed leaves nothing behind; close removes it elsewhere.
		a.unlinked = os.Remove(f.Name()) == nil
	}
	_, err := a.buf.WriteTo(a.file)
	return err
}

// writeTo writes the array and lets go of its file.
func (a *array) writeTo(w io.Writer) (err error) {
	defer func() { err = errors.Join(err, a.close()) }()
	if _, err := io.WriteString(w, "["); err != nil {
		return err
	}
	if a.file != nil {
		if _, err := a.file.Seek(0, io.SeekStart); err != nil {
			return err
		}
		if _, err := io.Copy(w, a.file); err != nil {
			return err
		}
	}
	if a.count > 0 {
		a.buf.WriteByte('\n')
	}
	a.buf.WriteByte(']')
	_, err = a.buf.WriteTo(w)
	return err
}

func (a *array) close() error {
	f := a.file
	if f == nil {
		return nil
	}
	a.file = nil
	if a.unlinked {
		return f.Close()
	}
	return errors.Join(f.Close(), os.Remove(f.Name()))
}
