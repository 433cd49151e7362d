// Package atomicfile writes files that are there whole or not at all: reports,
// baselines, and texts that were fixed.
package atomicfile

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
)

// File is a file that is there whole or not at all: what is written goes to a file
// beside it, which takes its place when it is complete. Something that is no
// regular file (a device, a pipe) is written to as it is.
type File struct {
	mu   sync.Mutex
	file *os.File
	buf  *bufio.Writer
	path string // empty: nothing is put in its place
	temp string
	done bool
}

// Create begins the file at path, whose folder must be there. One that is there
// keeps its mode. One of Commit, CommitIf and Abort has to be called in the end.
func Create(path string) (*File, error) {
	if target, err := filepath.EvalSymlinks(path); err == nil {
		path = target // a link stays a link
	}
	mode := fs.FileMode(0o666)
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return nil, plainError(err)
	case info.IsDir():
		return nil, errors.New("is a directory")
	case !info.Mode().IsRegular():
		f, err := os.OpenFile(path, os.O_WRONLY, 0)
		if err != nil {
			return nil, plainError(err)
		}
		return &File{file: f, buf: bufio.NewWriter(f)}, nil
	default:
		mode = info.Mode().Perm()
	}
	f, err := createBeside(path, mode)
	if err != nil {
		return nil, plainError(err)
	}
	if info != nil { // whatever the umask
		if err := f.Chmod(mode); err != nil {
			return nil, errors.Join(plainError(err), f.Close(), os.Remove(f.Name()))
		}
	}
	return &File{file: f, buf: bufio.NewWriterSize(f, 64<<10), path: path, temp: f.Name()}, nil
}

// The name of a file on the way is a number between these.
const (
	tempStart = ".cuoci-"
	tempEnd   = ".tmp"
)

// createBeside creates a file with a name of its own in the folder of path.
func createBeside(path string, mode fs.FileMode) (*os.File, error) {
	dir := filepath.Dir(path)
	for try := 0; ; try++ {
		temp := filepath.Join(dir, fmt.Sprintf("%s%08x%s", tempStart, rand.Uint32(), tempEnd))
		f, err := os.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
		if err == nil || !errors.Is(err, fs.ErrExist) || try == 100 {
			return f, err
		}
	}
}

// Unfinished reports whether path is named like a file on its way.
func Unfinished(path string) bool {
	name := filepath.Base(path)
	return strings.HasPrefix(name, tempStart) && strings.HasSuffix(name, tempEnd)
}

// Write adds to the file.
func (f *File) Write(p []byte) (int, error) {
	n, err := f.buf.Write(p)
	return n, plainError(err)
}

// Commit puts the file in its place, on the disk. Where it fails what was there
// before is still there.
func (f *File) Commit() error { return f.CommitIf(func() error { return nil }) }

// CommitIf is Commit, if may still says so when everything else is done; its error
// leaves what was there before.
func (f *File) CommitIf(may func() error) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.done {
		return fs.ErrClosed
	}
	err := f.buf.Flush()
	if f.path == "" {
		f.done = true
		return plainError(errors.Join(err, f.file.Close()))
	}
	if err == nil {
		err = f.file.Sync()
	}
	if err != nil {
		return errors.Join(plainError(err), f.drop())
	}
	f.done = true
	if err := f.file.Close(); err != nil {
		return errors.Join(plainError(err), os.Remove(f.temp))
	}
	if err := may(); err != nil {
		return errors.Join(err, os.Remove(f.temp))
	}
	if err := os.Rename(f.temp, f.path); err != nil {
		return errors.Join(plainError(err), os.Remove(f.temp))
	}
	return nil
}

// Abort leaves things as they were. It may be called from another goroutine than
// the one that writes, and does nothing once the file is done.
func (f *File) Abort() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.done {
		return nil
	}
	return f.drop()
}

// drop closes the file and takes it away. The lock is held.
func (f *File) drop() error {
	f.done = true
	err := f.file.Close()
	if f.path != "" {
		err = errors.Join(err, os.Remove(f.temp))
	}
	return plainError(err)
}

// plainError is an error without the name of a file that nobody asked for.
func plainError(err error) error {
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		return path.Err
	case errors.As(err, &link):
		return link.Err
	}
	return err
}
