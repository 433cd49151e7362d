package config

import (
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// Glob names files: one without a slash by their names, one with a slash by
// their paths from the folder of the file in which it was written.
type Glob struct {
	Pattern string // * ** ? [abc] {a,b}
	Dir     string // absolute
	Place
}

// matches reports whether a file or folder, by its absolute path, is named.
func (g Glob) matches(abs string) bool {
	subject := path.Base(filepath.ToSlash(abs))
	if strings.Contains(g.Pattern, "/") {
		rel, ok := relative(g.Dir, abs)
		if !ok {
			return false
		}
		subject = rel
	}
	return doublestar.MatchUnvalidated(strings.TrimPrefix(g.Pattern, "/"), subject)
}

func anyMatches(globs []Glob, abs string) bool {
	return slices.ContainsFunc(globs, func(g Glob) bool { return g.matches(abs) })
}

// Ignored reports whether a walk passes over a file or folder, named by its
// absolute path; what ignores a folder ignores everything in it.
func (c *Config) Ignored(abs string) bool {
	_, ok := c.IgnoredBy(abs)
	return ok
}

// IgnoredBy is the glob for which a walk passes over a file or folder.
func (c *Config) IgnoredBy(abs string) (Glob, bool) {
	for _, g := range c.Ignore {
		if _, inside := relative(g.Dir, abs); !inside && strings.Contains(g.Pattern, "/") {
			continue
		}
		whole := g
		whole.Pattern = strings.TrimSuffix(strings.TrimSuffix(g.Pattern, "/**"), "/")
		if whole.matches(abs) {
			return g, true
		}
	}
	return Glob{}, false
}

// relative is the path from a folder, with slashes; false for what lies outside
// of it.
func relative(dir, abs string) (string, bool) {
	rel, err := filepath.Rel(dir, abs)
	if err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return "", false
	}
	return filepath.ToSlash(rel), true
}
