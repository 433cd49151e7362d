package config

import (
	"slices"

	"go.yaml.in/yaml/v4"

	"github.com/cuoci/cuoci/lint/source"
)

// Files says how the files that its globs name are read.
type Files struct {
	Globs          []Glob
	Format         source.Format // FormatAuto: by the ending
	Select         source.Selection
	FrontMatter    bool // title and description of a page's front matter are read
	CustomerQuotes bool // block quotes are the customer's words
	Place
}

// customer is the name of that side.
const customer = "customer"

// quoteNames say whose words block quotes may be.
func quoteNames() []string { return []string{"agent", customer} }

var filesKeys = []string{
	"glob", "format", "text", "question", "speaker", "name", "time", "id", "conversation", "suppressions", "sheets", "front-matter", "quotes",
}

// files reads the entries of files.
func (p *parser) files(n *yaml.Node) []Files {
	if n.Kind != yaml.SequenceNode {
		p.wrongSort(n, "files", "a list")
		return nil
	}
	var out []Files
	for _, item := range n.Content {
		f := Files{Place: p.place(item)}
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
	selectors := map[string]*[]source.Selector{
		"text": &s.Text, "question": &s.Question, "speaker": &s.Speaker, "name": &s.Name, "time": &s.Time, "id": &s.ID, "conversation": &s.Conversation,
		"suppressions": &s.Directives,
	}
	if list, ok := selectors[k.Value]; ok {
		*list = p.selectors(v)
		return
	}
	switch k.Value {
	case "glob":
		f.Globs = p.globsOf(v, "a glob of files")
	case "format":
		if name := p.oneOf(v, "format", source.Formats()); name != "" {
			f.Format, _ = source.ParseFormat(name) // one of the names
		}
	case "sheets":
		p.texts(v, "a sheet", func(_ *yaml.Node, name string) { s.Sheets = append(s.Sheets, name) })
	case "front-matter":
		f.FrontMatter = p.oneOf(v, "front-matter", []string{"true", "false"}) == "true"
	case "quotes":
		f.CustomerQuotes = p.oneOf(v, "quotes", quoteNames()) == customer
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
// nil where there is none.
func (c *Config) FilesFor(abs string) *Files {
	if c == nil {
		return nil
	}
	for _, f := range slices.Backward(c.Files) {
		if anyMatches(f.Globs, abs) {
			return &f
		}
	}
	return nil
}
