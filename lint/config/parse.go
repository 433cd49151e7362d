package config

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"github.com/cuoci/cuoci/rules"
)

var keys = []string{
	"extends", "packs", "profile", "rules", "words", "ignore", "speakers", "files", "overrides", "baseline", "allow", "suppressions",
	"unit", "encoding", "level", "fail-on", "lang",
}

// Parse reads the content of one file; what it extends is left to [Load]. dir is
// what its paths are relative to. All that is wrong is reported at once: the
// error joins values of type *[Error].
func Parse(path, dir string, data []byte) (*Config, error) {
	p := parse(path, dir, data)
	if err := errors.Join(p.errs...); err != nil {
		return nil, err
	}
	return p.c, nil
}

// parse reads as much of a file as is right.
func parse(path, dir string, data []byte) *parser {
	p := &parser{c: &Config{Path: path, Dir: dir}}
	var docs []yaml.Node
	if err := yaml.Load(data, &docs, yaml.WithAllDocuments(), yaml.WithUniqueKeys(false)); err != nil {
		p.syntax(err)
		p.damaged = []string{"packs"}
		return p
	}
	if len(docs) > 1 {
		p.fail(&docs[1], "more than one YAML document in the file")
	}
	// A file of nothing, or of nothing but comments, leaves all as it is.
	if len(docs) > 0 && len(docs[0].Content) > 0 && docs[0].Content[0].Tag != "!!null" {
		p.root(docs[0].Content[0])
	}
	return p
}

// parser fills a Config from the nodes of its file and gathers what is wrong.
type parser struct {
	c       *Config
	errs    []error
	damaged []string // keys in which something is wrong
}

func (p *parser) place(n *yaml.Node) Place {
	return Place{p.c.Path, max(n.Line, 1), max(n.Column, 1)}
}

func (p *parser) fail(n *yaml.Node, format string, args ...any) {
	p.errs = append(p.errs, p.place(n).Errorf(format, args...))
}

// syntax reports what the YAML parser says, at the place that it names.
func (p *parser) syntax(err error) {
	at := yaml.Node{Line: 1, Column: 1}
	msg := strings.TrimPrefix(err.Error(), "yaml: ")
	if load, ok := errors.AsType[*yaml.LoadError](err); ok {
		msg = load.Message
		mark := load.Mark
		if mark.Line == 0 {
			mark = load.ContextMark
		}
		if mark.Line > 0 {
			at.Line, at.Column = mark.Line, max(mark.Column, 1)
		}
	}
	p.fail(&at, "not valid YAML: %s", msg)
}

func (p *parser) root(n *yaml.Node) {
	p.mapping(n, "the configuration", func(k, v *yaml.Node) {
		before := len(p.errs)
		defer func() {
			if len(p.errs) > before {
				p.damaged = append(p.damaged, k.Value)
			}
		}()
		switch k.Value {
		case "extends":
			p.extends(v)
		case "words":
			p.c.Words = p.words(v)
		case "ignore":
			p.c.Ignore = p.globsOf(v, "a glob of ignore")
		case "speakers":
			p.c.Speakers = p.speakers(v)
		case "files":
			p.c.Files = p.files(v)
		case "overrides":
			p.c.Overrides = p.overrides(v)
		case "baseline":
			p.baseline(v)
		case "encoding":
			p.c.Encoding = p.encoding(v)
		case "lang":
			p.c.Lang = p.oneOf(v, "lang", []string{"zh", "en"})
		default:
			if !p.shared(p.c, k.Value, v) {
				p.fail(k, "%s", Unknown("key", k.Value, keys))
				return
			}
		}
		if k.Value != "packs" && k.Value != "extends" && k.Value != "words" && k.Value != "suppressions" {
			p.c.note(k.Value, p.place(v))
		}
	})
}

// shared reads a key that a file and its overrides both may have, into c; false
// for any other key.
func (p *parser) shared(c *Config, key string, v *yaml.Node) bool {
	switch key {
	case "packs":
		p.packs(c, v)
	case "profile":
		c.Profile = p.oneOf(v, "profile", rules.Profiles())
	case "rules":
		c.Rules = p.rules(v)
	case "allow":
		c.Allow = p.allow(v)
	case "suppressions":
		p.suppressions(c, v)
	case "unit":
		c.Unit = p.unit(v)
	case "level":
		c.Level = p.reported(v)
	case "fail-on":
		if l, ok := p.level(v); ok {
			c.FailOn = &l
		}
	default:
		return false
	}
	return true
}

// wrongSort says that something else than a list, a mapping or a text is asked.
func (p *parser) wrongSort(n *yaml.Node, what, want string) {
	p.fail(n, "%s must be %s, not %s", what, want, rules.SortOf(n))
}

// mapping calls each for the keys of a mapping and refuses keys that come twice.
func (p *parser) mapping(n *yaml.Node, what string, each func(k, v *yaml.Node)) {
	if n.Kind != yaml.MappingNode {
		p.wrongSort(n, what, "a mapping (key: value)")
		return
	}
	var seen []string
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, v := n.Content[i], n.Content[i+1]
		switch {
		case k.Kind != yaml.ScalarNode:
			p.fail(k, "a key of %s must be a text, not %s", what, rules.SortOf(k))
		case slices.Contains(seen, k.Value):
			p.fail(k, "%q is there twice in %s", k.Value, what)
		default:
			seen = append(seen, k.Value)
			each(k, v)
		}
	}
}

// text reads a scalar that is not empty. YAML's own types do not matter: off is
// a text as written.
func (p *parser) text(n *yaml.Node, what string) (string, bool) {
	switch {
	case n.Kind != yaml.ScalarNode:
		p.wrongSort(n, what, "a text")
	case n.Tag == "!!null" || strings.TrimSpace(n.Value) == "":
		p.fail(n, "%s is empty", what)
	default:
		return n.Value, true
	}
	return "", false
}

// texts reads a list of texts; one text alone is a list of one.
func (p *parser) texts(n *yaml.Node, what string, each func(n *yaml.Node, s string)) {
	items := []*yaml.Node{n}
	if n.Kind == yaml.SequenceNode {
		items = n.Content
	}
	for _, item := range items {
		if s, ok := p.text(item, what); ok {
			each(item, s)
		}
	}
}

// Unknown is the message for a name that is not one of allowed.
func Unknown(what, name string, allowed []string) string {
	return fmt.Sprintf("unknown %s %q%s: allowed are %s", what, name, rules.DidYouMean(name, allowed), strings.Join(allowed, ", "))
}
