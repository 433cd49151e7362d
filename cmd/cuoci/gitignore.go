package main

import (
	"bytes"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/cuoci/cuoci/lint/config"
)

// ignores finds what git ignores: the .gitignore files of the folders that are
// walked and of those around them up to the repository, and .git/info/exclude.
// Outside of a repository those from the folder that was named on count. The
// user's own file (core.excludesFile) is not read. The zero ignores is ready.
type ignores struct {
	folders map[string]*ignoreList // by absolute path
}

// ignoreList is what the .gitignore of a folder says, and those around it.
type ignoreList struct {
	dir      string // absolute, what the patterns are relative to
	patterns []ignorePattern
	up       *ignoreList // weaker
}

// ignorePattern is a line of a .gitignore.
type ignorePattern struct {
	glob    string // of doublestar, over the path from the folder of the file
	keep    bool   // !: what it names is not ignored
	folders bool   // it names folders alone
}

// in returns what is ignored in a folder; top is the folder that was named.
func (g *ignores) in(dir, top string) *ignoreList {
	if l, ok := g.folders[dir]; ok {
		return l
	}
	if g.folders == nil {
		g.folders = map[string]*ignoreList{}
	}
	l := &ignoreList{dir: dir, patterns: readIgnore(filepath.Join(dir, ".gitignore"))}
	up := filepath.Dir(dir)
	switch _, err := os.Stat(filepath.Join(dir, ".git")); {
	case err == nil:
		l.up = &ignoreList{dir: dir, patterns: readIgnore(filepath.Join(dir, ".git", "info", "exclude"))}
	case up != dir && (dir != top || repository(up) != ""):
		l.up = g.in(up, top)
	}
	g.folders[dir] = l
	return l
}

// repository is the top of the git repository in which a folder lies; empty where
// it lies in none.
func repository(dir string) string {
	for {
		if _, err := os.Stat(filepath.Join(dir, ".git")); err == nil {
			return dir
		}
		up := filepath.Dir(dir)
		if up == dir {
			return ""
		}
		dir = up
	}
}

// pass reports whether a walk from top passes over an entry of a folder: git
// ignores it, or the configuration of the folder does.
func (g *ignores) pass(abs string, folder bool, top string, c *config.Config) bool {
	return g.in(filepath.Dir(abs), top).ignored(abs, folder) || c != nil && c.Ignored(abs)
}

// readIgnore reads a .gitignore; one that cannot be read says nothing.
func readIgnore(file string) []ignorePattern {
	data, err := os.ReadFile(filepath.Clean(file))
	if err != nil {
		return nil
	}
	var out []ignorePattern
	for line := range strings.SplitSeq(string(bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF"))), "\n") {
		if p, ok := parseIgnore(strings.TrimSuffix(line, "\r")); ok {
			out = append(out, p)
		}
	}
	return out
}

// parseIgnore reads a line of a .gitignore; ok is false for one that names
// nothing.
func parseIgnore(line string) (p ignorePattern, ok bool) {
	for strings.HasSuffix(line, " ") && !strings.HasSuffix(line, `\ `) {
		line = line[:len(line)-1]
	}
	if strings.HasPrefix(line, "#") {
		return p, false
	}
	line, p.keep = strings.CutPrefix(line, "!")
	line, p.folders = strings.CutSuffix(line, "/")
	anchored := strings.Contains(line, "/")
	// Braces are no alternatives here, and a/** is not a itself.
	glob := strings.NewReplacer("{", `\{`, "}", `\}`).Replace(strings.TrimPrefix(line, "/"))
	if !anchored {
		glob = "**/" + glob
	}
	if strings.HasSuffix(glob, "/**") {
		glob += "/*"
	}
	p.glob = glob
	return p, line != "" && doublestar.ValidatePattern(glob)
}

// ignored reports whether an entry of a folder is ignored: the last line of the
// nearest file that names it decides.
func (l *ignoreList) ignored(abs string, folder bool) bool {
	for ; l != nil; l = l.up {
		rel, err := filepath.Rel(l.dir, abs)
		if err != nil {
			continue
		}
		rel = path.Clean(filepath.ToSlash(rel))
		for i := len(l.patterns) - 1; i >= 0; i-- {
			p := &l.patterns[i]
			if (folder || !p.folders) && doublestar.MatchUnvalidated(p.glob, rel) {
				return !p.keep
			}
		}
	}
	return false
}
