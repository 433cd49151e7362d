package config

import (
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
	"go.yaml.in/yaml/v4"

	"github.com/cuoci/cuoci/lint/segment"
	"github.com/cuoci/cuoci/lint/source"
	"github.com/cuoci/cuoci/rules"
)

// packs reads names and paths; a path is made absolute, so that it holds
// wherever the program runs.
func (p *parser) packs(c *Config, n *yaml.Node) {
	c.Packs = []string{}
	p.texts(n, "a pack", func(n *yaml.Node, s string) {
		switch {
		case strings.HasPrefix(s, "./"), strings.HasPrefix(s, "../"):
			s = filepath.Join(p.c.Dir, s)
		case strings.HasPrefix(s, "/"):
		case strings.ContainsAny(s, `/\`):
			p.fail(n, "pack %q: a path starts with ./ or /, a name has no slash", s)
			return
		}
		c.Packs = append(c.Packs, s)
		c.note("packs", p.place(n))
	})
}

// baseline reads the path of a baseline.
func (p *parser) baseline(n *yaml.Node) {
	if s, ok := p.text(n, "baseline"); ok {
		p.c.Baseline = p.absolute(s)
	}
}

// absolute is the path of a file that is named from the configuration's folder.
func (p *parser) absolute(path string) string {
	if filepath.IsAbs(path) {
		return filepath.Clean(path)
	}
	return filepath.Join(p.c.Dir, path)
}

func (p *parser) rules(n *yaml.Node) []Setting {
	var out []Setting
	p.mapping(n, "rules", func(k, v *yaml.Node) {
		if l, ok := p.level(v); ok {
			out = append(out, Setting{Selector: k.Value, Level: l, Place: p.place(k)})
		}
	})
	return out
}

// words reads the user's dictionary: a word, or a word with its frequency and
// part of speech in the dictionary's terms.
func (p *parser) words(n *yaml.Node) []segment.Word {
	if n.Kind != yaml.SequenceNode {
		p.wrongSort(n, "words", "a list")
		return nil
	}
	var out []segment.Word
	for _, item := range n.Content {
		if item.Kind != yaml.MappingNode {
			if s, ok := p.text(item, "a word"); ok {
				out = p.word(out, item, segment.Word{Text: s})
			}
			continue
		}
		var w segment.Word
		p.mapping(item, "a word", func(k, v *yaml.Node) {
			s, ok := p.text(v, k.Value)
			if !ok {
				return
			}
			switch k.Value {
			case "word":
				w.Text = s
			case "pos":
				w.Pos = s
			case "freq":
				f, err := strconv.ParseFloat(s, 64)
				if err != nil || !(f > 1) { // none of 0, which stands for "not said"
					p.fail(v, "freq %q: a whole number from 2 is asked", s)
					return
				}
				w.Freq = f
			default:
				p.fail(k, "%s", Unknown("key", k.Value, wordKeys()))
			}
		})
		if w.Text == "" {
			p.fail(item, "an entry of words has no word")
			continue
		}
		out = p.word(out, item, w)
	}
	return out
}

// word adds a word that the dictionary takes.
func (p *parser) word(list []segment.Word, n *yaml.Node, w segment.Word) []segment.Word {
	if _, err := segment.Embedded().With([]segment.Word{w}); err != nil {
		p.fail(n, "%v", err)
		return list
	}
	p.c.note("words", p.place(n))
	return append(list, w)
}

// wordKeys are the keys of an entry of words.
func wordKeys() []string { return []string{"word", "freq", "pos"} }

// globsOf reads one glob or several.
func (p *parser) globsOf(n *yaml.Node, what string) []Glob {
	var out []Glob
	p.texts(n, what, func(n *yaml.Node, s string) {
		s = filepath.ToSlash(s)
		if !doublestar.ValidatePattern(s) {
			p.fail(n, "%s: %q is no glob: * ** ? [abc] {a,b} are known", what, s)
			return
		}
		out = append(out, Glob{Pattern: strings.TrimPrefix(s, "./"), Dir: p.c.Dir, Place: p.place(n)})
	})
	return out
}

// speakers reads the names of each side.
func (p *parser) speakers(n *yaml.Node) map[string]source.Speaker {
	out := map[string]source.Speaker{}
	p.mapping(n, "speakers", func(k, v *yaml.Node) {
		i := slices.Index(sideNames(), k.Value)
		if i < 0 {
			p.fail(k, "%s", Unknown("speaker", k.Value, sideNames()))
			return
		}
		side := sides()[i]
		p.texts(v, "a name of speakers", func(n *yaml.Node, s string) {
			s = strings.TrimSpace(s)
			switch before, known := out[s]; {
			case known && before != side:
				p.fail(n, "%q is named as %s already", s, before)
			case strings.ContainsAny(s, ":："):
				p.fail(n, "a name of speakers, %q, has no colon", s)
			}
			if _, known := out[s]; !known {
				out[s] = side
				p.c.note("speakers/"+s, p.place(n))
			}
		})
	})
	return out
}

func (p *parser) oneOf(n *yaml.Node, what string, allowed []string) string {
	s, ok := p.text(n, what)
	if !ok {
		return ""
	}
	if !slices.Contains(allowed, s) {
		p.fail(n, "%s", Unknown(what, s, allowed))
		return ""
	}
	return s
}

func (p *parser) unit(n *yaml.Node) string {
	return p.oneOf(n, "unit", Units())
}

// Units lists the names of the units.
func Units() []string {
	return []string{source.UnitFile.String(), source.UnitParagraph.String(), source.UnitLine.String()}
}

func (p *parser) encoding(n *yaml.Node) string {
	s, ok := p.text(n, "encoding")
	if !ok {
		return ""
	}
	if source.CheckEncoding(s) != nil {
		p.fail(n, "%s", Unknown("encoding", s, source.Encodings()))
	}
	return s
}

var levelNames = []string{"error", "warning", "suggestion", "off"}

func (p *parser) level(n *yaml.Node) (rules.Level, bool) {
	s, ok := p.text(n, "a level")
	if !ok {
		return rules.Off, false
	}
	l, err := rules.ParseLevel(s)
	if err != nil {
		p.fail(n, "%s", Unknown("level", s, levelNames))
		return rules.Off, false
	}
	return l, true
}

// reported reads the lowest level reported, which cannot be off.
func (p *parser) reported(n *yaml.Node) rules.Level {
	s := p.oneOf(n, "level", levelNames[:3])
	if s == "" {
		return rules.Off
	}
	l, _ := rules.ParseLevel(s) // one of the names above
	return l
}
