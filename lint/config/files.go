package config

import (
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
	"go.yaml.in/yaml/v4"

	"github.com/cuoci/cuoci/lint/source"
	"github.com/cuoci/cuoci/rules"
)

// Files says how the files that its globs name are read.
type Files struct {
	Globs          []string
	Format         source.Format // FormatAuto: by the ending
	Select         source.Selection
	FrontMatter    bool // title and description of a page's front matter are read
	CustomerQuotes bool // block quotes are the customer's words
}

var filesKeys = []string{
	"glob", "format", "text", "question", "speaker", "name", "time", "id", "conversation", "sheets", "front-matter", "quotes",
}

// files reads the entries of files.
func (p *parser) files(n *yaml.Node) []Files {
	if n.Kind != yaml.SequenceNode {
		p.fail(n, "files must be a list, not %s", rules.SortOf(n))
		return nil
	}
	var out []Files
	for _, item := range n.Content {
		var f Files
		p.mapping(item, "an entry of files", func(k, v *yaml.Node) { p.filesKey(&f, k, v) })
		if len(f.Globs) == 0 && item.Kind == yaml.MappingNode {
			p.fail(item, "an entry of files has no glob")
		}
		out = append(out, f)
	}
	return out
}

func (p *parser) filesKey(f *Files, k, v *yaml.Node) {
	s := &f.Select
	switch k.Value {
	case "glob":
		f.Globs = p.globsOf(v, "a glob of files")
	case "format":
		if name := p.oneOf(v, "format", source.Formats()); name != "" {
			f.Format, _ = source.ParseFormat(name) // one of the names
		}
	case "text":
		s.Text = p.selectors(v)
	case "question":
		s.Question = p.selectors(v)
	case "speaker":
		s.Speaker = p.selectors(v)
	case "name":
		s.Name = p.selectors(v)
	case "time":
		s.Time = p.selectors(v)
	case "id":
		s.ID = p.selectors(v)
	case "conversation":
		s.Conversation = p.selectors(v)
	case "sheets":
		p.texts(v, "a sheet", func(_ *yaml.Node, name string) { s.Sheets = append(s.Sheets, name) })
	case "front-matter":
		f.FrontMatter = p.oneOf(v, "front-matter", []string{"true", "false"}) == "true"
	case "quotes":
		f.CustomerQuotes = p.oneOf(v, "quotes", []string{"agent", "customer"}) == "customer"
	default:
		p.fail(k, "%s", Unknown("key", k.Value, filesKeys))
	}
}

// selectors reads one selector or several.
func (p *parser) selectors(n *yaml.Node) []source.Selector {
	var out []source.Selector
	p.texts(n, "a selector", func(n *yaml.Node, text string) {
		s, err := source.ParseSelector(text)
		if err != nil {
			p.fail(n, "%v", err)
			return
		}
		out = append(out, s)
	})
	return out
}

// FilesFor is the last entry of files that names a file, by its absolute path;
// nil where there is none. Globs are held against the path as those of ignore.
func (c *Config) FilesFor(abs string) *Files {
	if c == nil {
		return nil
	}
	rel, ok := c.relative(abs)
	if !ok {
		return nil
	}
	for _, f := range slices.Backward(c.Files) {
		for _, glob := range f.Globs {
			subject := rel
			if !strings.Contains(glob, "/") {
				subject = path.Base(rel)
			}
			if doublestar.MatchUnvalidated(strings.TrimPrefix(glob, "/"), subject) {
				return &f
			}
		}
	}
	return nil
}

// relative is the path from the folder of the configuration; false for a file
// outside of it.
func (c *Config) relative(abs string) (string, bool) {
	rel, err := filepath.Rel(c.Dir, abs)
	if err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return "", false
	}
	return filepath.ToSlash(rel), true
}
