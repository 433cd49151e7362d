// Package spill holds bytes that are read later than they are written.
package spill

import (
	"bytes"
	"errors"
	"io"
	"os"
)

// most is the size in bytes from which what was written goes to a file: a
// library of a million lines may leave as many remarks for the end of a report.
const most = 1 << 20

// Buffer keeps what is written to it, in memory while that is small and in a
// temporary file beyond. The zero Buffer is empty.
type Buffer struct {
	buf  bytes.Buffer
	file *os.File
	size int64 // of what is in file

	unlinked bool // file has no name any more
}

// Write appends p.
func (b *Buffer) Write(p []byte) (int, error) {
	b.buf.Write(p)
	if b.buf.Len() < most {
		return len(p), nil
	}
	if err := b.spill(); err != nil {
		return 0, err
	}
	return len(p), nil
}

// spill moves what is in memory to the file.
func (b *Buffer) spill() error {
	if b.file == nil {
		f, err := os.CreateTemp("", "cuoci-*.tmp")
		if err != nil {
			return err
		}
		b.file = f
		// Where the system allows it the name goes at once, so that a run
		// that is killed leaves nothing behind; Close removes it elsewhere.
		b.unlinked = os.Remove(f.Name()) == nil
	}
	n, err := b.buf.WriteTo(b.file)
	b.size += n
	return err
}

// Spilled reports whether some of what was written lies in a file.
func (b *Buffer) Spilled() bool { return b.file != nil }

// Reader reads what was written so far, from its start. It is valid until the
// next Write or Close.
func (b *Buffer) Reader() io.Reader {
	rest := bytes.NewReader(b.buf.Bytes())
	if b.file == nil {
		return rest
	}
	return io.MultiReader(io.NewSectionReader(b.file, 0, b.size), rest)
}

// Close lets go of what was written.
func (b *Buffer) Close() error {
	f := b.file
	b.buf, b.file, b.size = bytes.Buffer{}, nil, 0
	if f == nil {
		return nil
	}
	if b.unlinked {
		return f.Close()
	}
	return errors.Join(f.Close(), os.Remove(f.Name()))
}
