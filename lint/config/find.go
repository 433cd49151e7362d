package config

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// Finder finds the configuration that holds for a folder: the nearest .cuoci.yaml
// upward. Each folder is looked at once. The zero Finder is ready; it is not
// safe for concurrent use.
type Finder struct {
	Fixed  *Config // where not nil, it holds everywhere
	cwd    string
	folder map[string]found
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

func (f *Finder) find(dir string) found {
	if r, ok := f.folder[dir]; ok {
		return r
	}
	if f.folder == nil {
		f.folder = map[string]found{}
	}
	var r found
	path := filepath.Join(dir, Name)
	info, err := os.Stat(path)
	switch {
	case err == nil && !info.IsDir():
		r.c, r.err = f.load(path)
	case err != nil && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, fs.ErrPermission) && !errors.Is(err, syscall.ENOTDIR):
		r.err = err
	default:
		if up := filepath.Dir(dir); up != dir {
			r = f.find(up)
		}
	}
	f.folder[dir] = r
	return r
}

// load reads a file under the name that is shorter to read: from the working
// directory where it lies in there, else its absolute path.
func (f *Finder) load(path string) (*Config, error) {
	if f.cwd == "" {
		f.cwd, _ = os.Getwd() // without it paths are shown in full
	}
	if rel, err := filepath.Rel(f.cwd, path); err == nil && f.cwd != "" && !strings.HasPrefix(rel, "..") {
		path = rel
	}
	return Load(path)
}
