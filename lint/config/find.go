package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// Finder finds the configuration that holds for a folder: the nearest .cuoci.yaml
// upward. Each folder is looked at once. The zero Finder is ready; it is not
// safe for concurrent use.
type Finder struct {
	Fixed  *Config // where not nil, it holds everywhere
	folder map[string]found
	laid   map[laidKey]*Config
}

// laidKey names a configuration with some of its overrides.
type laidKey struct {
	c         *Config
	overrides string
}

type found struct {
	c   *Config
	err error
}

// For returns the configuration of a folder, nil where there is none. An error
// is that of a file that was found and cannot be used; it is the same value for
// all folders below that file.
func (f *Finder) For(dir string) (*Config, error) {
	if f.Fixed != nil {
		return f.Fixed, nil
	}
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	r := f.find(abs)
	return r.c, r.err
}

// ForFile returns the configuration of a file, with the overrides that name it;
// files for which the same holds get the same value. No path is a text in the
// working directory that is no file. It is otherwise as For is.
func (f *Finder) ForFile(path string) (*Config, error) {
	if path == "" {
		return f.For(".")
	}
	c, err := f.For(filepath.Dir(path))
	if c == nil || err != nil || len(c.Overrides) == 0 {
		return c, err
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	list := c.overridden(abs)
	if len(list) == 0 {
		return c, nil
	}
	key := laidKey{c, fmt.Sprint(list)}
	if f.laid[key] == nil {
		if f.laid == nil {
			f.laid = map[laidKey]*Config{}
		}
		f.laid[key] = c.With(list...)
	}
	return f.laid[key], nil
}

func (f *Finder) find(dir string) found {
	if r, ok := f.folder[dir]; ok {
		return r
	}
	if f.folder == nil {
		f.folder = map[string]found{}
	}
	var r found
	path := filepath.Join(dir, Name)
	is, err := isFile(path)
	switch {
	case is:
		r.c, r.err = Load(Shown(path))
	case err != nil:
		r.err = err
	default:
		if up := filepath.Dir(dir); up != dir {
			r = f.find(up)
		}
	}
	f.folder[dir] = r
	return r
}

// isFile tells whether a configuration is there. What cannot be looked at is not,
// but for errors that say more than that.
func isFile(path string) (bool, error) {
	info, err := os.Stat(path)
	switch {
	case err == nil:
		return !info.IsDir(), nil
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.ENOTDIR):
		return false, nil
	}
	return false, err
}

// Nearest is the path of the configuration that holds for a folder, which may
// be broken; empty where there is none.
func Nearest(dir string) string {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return ""
	}
	for {
		path := filepath.Join(abs, Name)
		if is, err := isFile(path); is || err != nil {
			return path
		}
		up := filepath.Dir(abs)
		if up == abs {
			return ""
		}
		abs = up
	}
}
