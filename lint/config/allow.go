package config

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"github.com/cuoci/cuoci/lint/zh"
)

// Allowed is a phrase that is right as it is.
type Allowed struct {
	Phrase string
	Rules  []Selected // none: every rule
	Globs  []Glob     // of the files in which it holds; none: in all
	Reason string
	Place

	foreign bool // as of a Setting
}

// Selected is a rule id, or a glob over ids.
type Selected struct {
	Selector string
	Place
}

// allowKeys are the keys of an entry of allow.
func allowKeys() []string { return []string{"phrase", "rules", "glob", "reason"} }

// allow reads phrases: a text, or one with what it is limited to.
func (p *parser) allow(n *yaml.Node) []Allowed {
	items := []*yaml.Node{n}
	if n.Kind == yaml.SequenceNode {
		items = n.Content
	}
	var out []Allowed
	for _, item := range items {
		a := Allowed{Place: p.place(item)}
		if item.Kind == yaml.MappingNode {
			before := len(p.errs)
			p.mapping(item, "an entry of allow", func(k, v *yaml.Node) { p.allowKey(&a, k, v) })
			if a.Phrase == "" && len(p.errs) == before {
				p.fail(item, "an entry of allow has no phrase")
			}
		} else if s, ok := p.text(item, "a phrase of allow"); ok {
			a.Phrase = p.phrase(item, s)
		}
		if a.Phrase != "" {
			out = append(out, a)
		}
	}
	return out
}

func (p *parser) allowKey(a *Allowed, k, v *yaml.Node) {
	switch k.Value {
	case "phrase":
		if s, ok := p.text(v, "phrase"); ok {
			a.Phrase = p.phrase(v, s)
		}
	case "rules":
		p.texts(v, "a rule of allow", func(n *yaml.Node, s string) { a.Rules = append(a.Rules, Selected{s, p.place(n)}) })
	case "glob":
		a.Globs = p.globsOf(v, "a glob of allow")
	case "reason":
		a.Reason, _ = p.text(v, "reason")
	default:
		p.fail(k, "%s", Unknown("key", k.Value, allowKeys()))
	}
}

// phrase refuses what nothing is left of when it is folded.
func (p *parser) phrase(n *yaml.Node, s string) string {
	if strings.TrimSpace(zh.Fold(s)) == "" {
		p.fail(n, "%q is no phrase", s)
		return ""
	}
	return s
}

// suppressionKeys are the keys of suppressions.
func suppressionKeys() []string { return []string{"require-reason"} }

// suppressions reads what is asked of suppressions that stand in files.
func (p *parser) suppressions(c *Config, n *yaml.Node) {
	p.mapping(n, "suppressions", func(k, v *yaml.Node) {
		if k.Value != "require-reason" {
			p.fail(k, "%s", Unknown("key", k.Value, suppressionKeys()))
			return
		}
		if s := p.oneOf(v, "require-reason", []string{"true", "false"}); s != "" {
			yes := s == "true"
			c.RequireReason = &yes
			c.note("suppressions", p.place(v))
		}
	})
}

// allowed marks entries that were written for other packs.
func allowed(list []Allowed, foreign bool) []Allowed {
	if !foreign {
		return list
	}
	list = slices.Clone(list)
	for i := range list {
		list[i].foreign = true
	}
	return list
}

// Holds reports whether an entry holds in a file.
func (a *Allowed) Holds(path string) bool {
	if len(a.Globs) == 0 {
		return true
	}
	abs, err := filepath.Abs(path)
	return err == nil && anyMatches(a.Globs, abs)
}

// Names are the ids that an entry is limited to, of those there are; none: it
// holds for all. ok is false where none of its rules is there. A selector that
// matches none is an error, as in [Config.Levels].
func (a *Allowed) Names(ids []string) (names []string, ok bool, err error) {
	var errs []error
	for _, s := range a.Rules {
		matched := Select(s.Selector, ids)
		if len(matched) == 0 && !a.foreign {
			errs = append(errs, s.Errorf("%s", UnknownRule(s.Selector, ids)))
		}
		names = append(names, matched...)
	}
	return names, len(a.Rules) == 0 || len(names) > 0, errors.Join(errs...)
}

// value is an entry as it was said.
func (a *Allowed) value() Value {
	v := Value{Key: "allow", Text: a.Phrase, Place: a.Place}
	if len(a.Rules)+len(a.Globs) == 0 && a.Reason == "" {
		return v
	}
	v.Many = pairs("phrase", a.Phrase)
	if len(a.Rules) > 0 {
		p := Pair{Key: "rules"}
		for _, s := range a.Rules {
			p.Values = append(p.Values, s.Selector)
		}
		v.Many = append(v.Many, p)
	}
	if len(a.Globs) > 0 {
		v.Many = append(v.Many, Pair{Key: "glob", Values: patterns(a.Globs)})
	}
	v.Many = append(v.Many, pairs("reason", a.Reason)...)
	return v
}

// Allows reports whether the entry of allow that a value shows holds in a file.
func (c *Config) Allows(v Value, path string) bool {
	return slices.ContainsFunc(c.Allow, func(a Allowed) bool { return a.Place == v.Place && a.Holds(path) })
}
