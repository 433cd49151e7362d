package config

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// mostFiles is how many files one configuration may be made of. It bounds what
// files that extend several others, which extend others again, can come to.
const mostFiles = 64

// Load reads a file and what it extends. The path is how messages name it. All
// that is wrong in any of the files is reported at once, each with its place.
func Load(path string) (*Config, error) {
	c, _, err := load(path)
	if err != nil {
		return nil, err
	}
	return c, nil
}

// LoadDamaged is Load for those who look for mistakes: beside the errors it
// returns what is right, nil where one cannot go on from there, since what is
// wrong says which rules there are.
func LoadDamaged(path string) (*Config, error) {
	c, damaged, err := load(path)
	for _, key := range damaged {
		switch key {
		case "extends", "packs":
			return nil, err
		case "overrides":
			c.Overrides = nil
		}
	}
	return c, err
}

// load reads a file and what it extends; damaged are the keys in which something
// is wrong.
func load(path string) (c *Config, damaged []string, err error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, nil, err
	}
	data, err := os.ReadFile(abs)
	if err != nil {
		return nil, nil, &fs.PathError{Op: "open", Path: path, Err: reason(err)}
	}
	l := &loader{chain: []string{abs}}
	return l.file(path, abs, data)
}

// loader reads a file and those that it extends.
type loader struct {
	chain []string // the files that are being read, each extended by the one before
	files int
	full  bool // there are too many, which was said
}

func (l *loader) file(path, abs string, data []byte) (c *Config, damaged []string, err error) {
	p := parse(path, filepath.Dir(abs), data)
	errs := p.errs
	var base *Config
	for i, name := range p.c.Extends {
		c, err := l.extended(name, p.c.Place("extends", i))
		switch {
		case err != nil:
			errs = append(errs, err)
			p.damaged = append(p.damaged, "extends")
		case c == nil:
		case base == nil:
			base = c
		default:
			base = lay(base, c)
		}
	}
	if base == nil {
		return p.c, p.damaged, errors.Join(errs...)
	}
	out := lay(base, p.c)
	out.Extends = p.c.Extends
	return out, p.damaged, errors.Join(errs...)
}

// extended reads a file that another extends at a place.
func (l *loader) extended(abs string, at Place) (*Config, error) {
	if i := slices.Index(l.chain, abs); i >= 0 {
		var circle []string
		for _, f := range append(slices.Clone(l.chain[i:]), abs) {
			circle = append(circle, Shown(f))
		}
		return nil, at.Errorf("extends goes in a circle: %s", strings.Join(circle, " → "))
	}
	if l.files++; l.files >= mostFiles {
		if l.full {
			return nil, nil
		}
		l.full = true
		return nil, at.Errorf("extends makes one configuration of more than %d files", mostFiles)
	}
	data, err := os.ReadFile(abs)
	if err != nil {
		return nil, at.Errorf("extends %q: %v", Shown(abs), reason(err))
	}
	l.chain = append(l.chain, abs)
	c, _, err := l.file(Shown(abs), abs, data)
	l.chain = l.chain[:len(l.chain)-1]
	return c, err
}

// extends reads the names of the files that this one is laid over.
func (p *parser) extends(n *yaml.Node) {
	p.texts(n, "a file of extends", func(n *yaml.Node, s string) {
		if strings.Contains(s, "://") {
			p.fail(n, "extends %q: a file is asked, not an address", s)
			return
		}
		p.c.Extends = append(p.c.Extends, p.absolute(s))
		p.c.note("extends", p.place(n))
	})
}

// Shown is the name of a file that is shorter to read: from the working
// directory where it lies in there, else its absolute path.
func Shown(abs string) string {
	cwd, err := os.Getwd()
	if err != nil {
		return abs
	}
	if rel, ok := relative(cwd, abs); ok {
		return filepath.FromSlash(rel)
	}
	return abs
}

// ShownPack is the name of a pack, as a path from the working directory where it
// is one that lies in there.
func ShownPack(pack string) string {
	if !filepath.IsAbs(pack) {
		return pack
	}
	if name := Shown(pack); !filepath.IsAbs(name) {
		return "." + string(filepath.Separator) + name
	}
	return pack
}

// reason is why a file could not be read, without its name.
func reason(err error) error {
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		return p.Err
	}
	return err
}
