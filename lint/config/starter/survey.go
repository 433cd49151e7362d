// Package starter writes a first .cuoci.yaml for a folder: it looks which files
// are there and how they are laid out, and proposes what fits them, with the rest
// as comments.
package starter

import (
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/cuoci/cuoci/lint/config"
	"github.com/cuoci/cuoci/lint/source"
)

const (
	// mostFiles is how many files are counted, mostTexts and mostData how many
	// of a group are opened.
	mostFiles = 20000
	mostTexts = 9
	mostData  = 200
)

// survey is what a folder holds of what cuoci reads.
type survey struct {
	dir    string
	groups []*group // by folder, then ending
	ignore []string // globs of what was not written to customers
	files  int
	base   string // the configuration that holds here so far, from the folder; empty for none
}

// group is the files of one ending in one folder of the top, and below it.
type group struct {
	top    string // the folder's name; empty for files that lie at the top
	ending string // .json
	kind   kind
	paths  []string // from the survey's folder, with slashes
	deep   bool     // some lie deeper than the folder itself

	unit source.Unit // of text
	data []alike     // of data
}

// kind is what a group's ending tells.
type kind uint8

const (
	text  kind = iota
	pages      // Markdown, HTML
	talks      // subtitles, conversations
	mail
	data
)

// Kinds of files by their endings; what cuoci reads besides is data.
func kindOf(ending string) kind {
	switch ending {
	case ".txt", ".text":
		return text
	case ".md", ".markdown", ".mdx", ".html", ".htm":
		return pages
	case ".vtt", ".srt":
		return talks
	case ".eml", ".mbox":
		return mail
	}
	return data
}

// look surveys a folder.
func look(dir string) (*survey, error) {
	s := &survey{dir: dir}
	if err := filepath.WalkDir(dir, s.entry); err != nil {
		return nil, err
	}
	slices.SortFunc(s.groups, func(a, b *group) int {
		return slices.Compare([]string{a.top, a.ending}, []string{b.top, b.ending})
	})
	for _, g := range s.groups {
		g.look(dir)
	}
	if near := config.Nearest(filepath.Dir(dir)); near != "" {
		if rel, err := filepath.Rel(dir, near); err == nil {
			s.base = filepath.ToSlash(rel)
		}
	}
	return s, nil
}

// entry counts a file, or passes over a folder.
func (s *survey) entry(p string, e fs.DirEntry, err error) error {
	if err != nil {
		if p == s.dir || e == nil || !e.IsDir() {
			return err
		}
		return fs.SkipDir // a folder that cannot be read
	}
	rel, err := filepath.Rel(s.dir, p)
	if err != nil {
		return err
	}
	rel = filepath.ToSlash(rel)
	switch {
	case rel == ".":
		return nil
	case e.IsDir():
		return s.folder(rel, e.Name())
	case s.files >= mostFiles:
		return fs.SkipAll
	case !e.Type().IsRegular() || strings.HasPrefix(e.Name(), "."):
		return nil
	}
	if _, known := source.FormatOf(rel); !known {
		return nil
	}
	if !strings.Contains(rel, "/") && aboutProject(e.Name()) {
		s.ignore = append(s.ignore, "/"+rel)
		return nil
	}
	s.files++
	s.add(rel)
	return nil
}

// folder passes over folders that hold what others wrote, or programs made.
func (s *survey) folder(rel, name string) error {
	switch name {
	case "node_modules", "vendor", "dist", "build", "target", "venv", "__pycache__":
		if glob := name + "/**"; !slices.Contains(s.ignore, glob) {
			s.ignore = append(s.ignore, glob)
		}
		return fs.SkipDir
	}
	if strings.HasPrefix(path.Base(rel), ".") {
		return fs.SkipDir
	}
	return nil
}

// aboutProject tells whether a file at the top is about the project itself.
func aboutProject(name string) bool {
	stem, _, _ := strings.Cut(strings.ToUpper(name), ".")
	return slices.Contains([]string{"README", "CHANGELOG", "CONTRIBUTING", "LICENSE", "NOTICE", "SECURITY", "CODE_OF_CONDUCT", "PACKAGE", "PACKAGE-LOCK", "TSCONFIG"}, stem)
}

func (s *survey) add(rel string) {
	top, below, inFolder := strings.Cut(rel, "/")
	if !inFolder {
		top = ""
	}
	ending := strings.ToLower(path.Ext(rel))
	i := slices.IndexFunc(s.groups, func(g *group) bool { return g.top == top && g.ending == ending })
	if i < 0 {
		i = len(s.groups)
		s.groups = append(s.groups, &group{top: top, ending: ending, kind: kindOf(ending)})
	}
	g := s.groups[i]
	g.paths = append(g.paths, rel)
	g.deep = g.deep || strings.Contains(below, "/")
}

// glob names the files of a group and no others of their ending.
func (g *group) glob() string {
	ending := path.Ext(g.paths[0]) // as it is written
	switch {
	case g.top == "":
		return "/*" + ending
	case g.deep:
		return g.top + "/**/*" + ending
	}
	return g.top + "/*" + ending
}

// look opens files of a group.
func (g *group) look(dir string) {
	switch g.kind {
	case text:
		g.lookText(dir)
	case data:
		g.lookData(dir)
	case pages, talks, mail:
	}
}
