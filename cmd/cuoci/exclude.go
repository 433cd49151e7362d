package main

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/cuoci/cuoci/lint/config"
)

// excluded reports whether --force-exclude passes over what is named: what a walk
// from the top of its repository would not come to (see wanted). Endings do not
// matter, since somebody has chosen the file.
func (w *walk) excluded(path string) bool {
	abs, err := filepath.Abs(path)
	if err != nil || !w.session.flags.forceExclude {
		return false // what is wrong with the path is told when it is read
	}
	info, err := os.Stat(abs)
	folder := err == nil && info.IsDir()
	// Where a configuration is broken the files that it holds for say so.
	c, _ := w.session.finder.For(filepath.Dir(abs))
	if !folder && w.session.isOwn(abs, c) {
		return true
	}
	top := outermost(abs, c)
	for at := abs; at != top && at != filepath.Dir(at); at, folder = filepath.Dir(at), true {
		c, _ := w.session.finder.For(filepath.Dir(at))
		hidden := strings.HasPrefix(filepath.Base(at), ".") && (folder || c.FilesFor(at) == nil)
		if hidden || w.forced.pass(at, folder, top, c) {
			return true
		}
	}
	return false
}

// outermost is the folder from which one walk comes to all that belongs with a
// file: its repository, or the folder of its configuration where that lies further
// out; without either the working directory, or for what lies outside of that
// its own folder.
func outermost(abs string, c *config.Config) string {
	within := func(dir, path string) bool {
		rel, err := filepath.Rel(dir, path)
		return err == nil && filepath.IsLocal(rel)
	}
	top := repository(filepath.Dir(abs))
	if c != nil && within(c.Dir, abs) && (top == "" || within(c.Dir, top)) {
		top = c.Dir
	}
	if top != "" {
		return top
	}
	if wd, err := os.Getwd(); err == nil && within(wd, abs) {
		return wd
	}
	return filepath.Dir(abs)
}
