package config

import (
	"slices"

	"go.yaml.in/yaml/v4"

	"github.com/cuoci/cuoci/lint/source"
)

// Override is what else holds for the files that its globs name.
type Override struct {
	Globs []Glob
	Said  *Config // what it says, nothing else
	Place
}

var overrideKeys = []string{"glob", "packs", "profile", "rules", "allow", "suppressions", "unit", "level", "fail-on", "quotes", "speaker"}

// overrides reads the entries of overrides.
func (p *parser) overrides(n *yaml.Node) []Override {
	if n.Kind != yaml.SequenceNode {
		p.wrongSort(n, "overrides", "a list")
		return nil
	}
	var out []Override
	for _, item := range n.Content {
		o := Override{Place: p.place(item), Said: &Config{Path: p.c.Path, Dir: p.c.Dir}}
		p.mapping(item, "an entry of overrides", func(k, v *yaml.Node) { p.overrideKey(&o, k, v) })
		if len(o.Globs) == 0 && item.Kind == yaml.MappingNode {
			p.fail(item, "an entry of overrides has no glob")
		}
		out = append(out, o)
	}
	return out
}

func (p *parser) overrideKey(o *Override, k, v *yaml.Node) {
	switch k.Value {
	case "glob":
		o.Globs = p.globsOf(v, "a glob of overrides")
		return
	case "quotes":
		o.Said.Quotes = p.oneOf(v, "quotes", quoteNames())
	case "speaker":
		if name := p.oneOf(v, "speaker", sideNames()); name != "" {
			o.Said.Speaker = sides()[slices.Index(sideNames(), name)]
		}
	default:
		if !p.shared(o.Said, k.Value, v) {
			p.fail(k, "%s", Unknown("key", k.Value, overrideKeys))
			return
		}
	}
	if k.Value != "packs" && k.Value != "suppressions" {
		o.Said.note(k.Value, p.place(v))
	}
}

// sides are those who may speak.
func sides() []source.Speaker { return []source.Speaker{source.Agent, source.Customer, source.System} }

func sideNames() []string {
	var names []string
	for _, s := range sides() {
		names = append(names, s.String())
	}
	return names
}

// overridden are the indexes of the overrides that name a file.
func (c *Config) overridden(abs string) []int {
	var list []int
	for i := range c.Overrides {
		if anyMatches(c.Overrides[i].Globs, abs) {
			list = append(list, i)
		}
	}
	return list
}

// With is the configuration with some of its overrides, by their indexes, laid
// over it.
func (c *Config) With(overrides ...int) *Config {
	out := *c
	for _, i := range overrides {
		out = *lay(&out, c.Overrides[i].Said)
	}
	out.Path, out.Dir, out.Extends, out.Overrides = c.Path, c.Dir, c.Extends, nil
	return &out
}
