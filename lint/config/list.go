package config

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/cuoci/cuoci/lint/source"
	"github.com/cuoci/cuoci/rules"
)

// Value is one value that a configuration holds, and where it was said.
type Value struct {
	Key  string // packs, profile, …
	Name string // of what there are several of under names: a rule, a speaker's name
	Text string // what it is
	Many []Pair // what an entry of several keys is, in place of Text
	Place
}

// Pair is a key of an entry, with its values.
type Pair struct {
	Key    string
	Values []string

	written bool // the values are YAML as they are
}

// Values lists what a configuration says, a key of several values as several,
// in the order in which help shows the keys.
func (c *Config) Values() []Value {
	var list []Value
	one := func(key, text string) {
		if text != "" {
			list = append(list, Value{Key: key, Text: text, Place: c.Place(key, 0)})
		}
	}
	for i, p := range c.Packs {
		list = append(list, Value{Key: "packs", Text: ShownPack(p), Place: c.Place("packs", i)})
	}
	one("profile", c.Profile)
	list = append(list, settingValues(c.Rules)...)
	for i, w := range c.Words {
		v := Value{Key: "words", Text: w.Text, Place: c.Place("words", i)}
		if w.Freq != 0 || w.Pos != "" {
			v.Many = pairs("word", w.Text, "freq", number(w.Freq), "pos", w.Pos)
		}
		list = append(list, v)
	}
	for _, g := range c.Ignore {
		list = append(list, Value{Key: "ignore", Text: g.Pattern, Place: g.Place})
	}
	for _, side := range sides() {
		for _, name := range slices.Sorted(maps.Keys(c.Speakers)) {
			if c.Speakers[name] == side {
				list = append(list, Value{Key: "speakers", Name: name, Text: side.String(), Place: c.Place("speakers/"+name, 0)})
			}
		}
	}
	for i := range c.Files {
		list = append(list, c.Files[i].Value())
	}
	for i := range c.Overrides {
		list = append(list, c.Overrides[i].value())
	}
	if c.Baseline != "" {
		one("baseline", Shown(c.Baseline))
	}
	for i := range c.Allow {
		list = append(list, c.Allow[i].value())
	}
	if c.RequireReason != nil {
		v := Value{Key: "suppressions", Place: c.Place("suppressions", 0)}
		v.Many = pairs("require-reason", strconv.FormatBool(*c.RequireReason))
		list = append(list, v)
	}
	one("unit", c.Unit)
	one("encoding", c.Encoding)
	if c.Level != rules.Off {
		one("level", c.Level.String())
	}
	if c.FailOn != nil {
		one("fail-on", c.FailOn.String())
	}
	one("lang", c.Lang)
	one("quotes", c.Quotes)
	if c.Speaker != source.Unknown {
		one("speaker", c.Speaker.String())
	}
	return list
}

// settingValues are those of rules. Of a selector that comes twice only the last
// one holds.
func settingValues(settings []Setting) []Value {
	var list []Value
	for i, s := range settings {
		if !slices.ContainsFunc(settings[i+1:], func(later Setting) bool { return later.Selector == s.Selector }) {
			list = append(list, Value{Key: "rules", Name: s.Selector, Text: s.Level.String(), Place: s.Place})
		}
	}
	return list
}

// Value is an entry of files as it was said.
func (f *Files) Value() Value {
	v := Value{Key: "files", Place: f.Place}
	add := func(key string, values ...string) {
		if len(values) > 0 {
			v.Many = append(v.Many, Pair{Key: key, Values: values})
		}
	}
	add("glob", patterns(f.Globs)...)
	if f.Format != source.FormatAuto {
		add("format", f.Format.String())
	}
	for _, s := range []struct {
		key  string
		list []source.Selector
	}{
		{"text", f.Select.Text}, {"question", f.Select.Question}, {"speaker", f.Select.Speaker}, {"name", f.Select.Name},
		{"time", f.Select.Time}, {"id", f.Select.ID}, {"conversation", f.Select.Conversation}, {"suppressions", f.Select.Directives},
	} {
		var texts []string
		for _, x := range s.list {
			texts = append(texts, x.String())
		}
		add(s.key, texts...)
	}
	add("sheets", f.Select.Sheets...)
	if f.FrontMatter {
		add("front-matter", "true")
	}
	if f.CustomerQuotes {
		add("quotes", customer)
	}
	return v
}

// value is an override as it was said.
func (o *Override) value() Value {
	v := Value{Key: "overrides", Place: o.Place, Many: []Pair{{Key: "glob", Values: patterns(o.Globs)}}}
	for _, said := range o.Said.Values() {
		text, written := said.Text, said.Key == "allow" || said.Key == "suppressions"
		if said.Name != "" {
			text = said.Name + ": " + text
		}
		if written {
			text = said.String()
		}
		if last := &v.Many[len(v.Many)-1]; last.Key == said.Key {
			last.Values = append(last.Values, text)
			continue
		}
		v.Many = append(v.Many, Pair{Key: said.Key, Values: []string{text}, written: written})
	}
	return v
}

func patterns(globs []Glob) []string {
	var list []string
	for _, g := range globs {
		list = append(list, g.Pattern)
	}
	return list
}

// pairs makes pairs of keys and values, without those that are empty.
func pairs(list ...string) []Pair {
	var out []Pair
	for i := 0; i+1 < len(list); i += 2 {
		if list[i+1] != "" {
			out = append(out, Pair{Key: list[i], Values: []string{list[i+1]}})
		}
	}
	return out
}

func number(f float64) string {
	if f == 0 {
		return ""
	}
	return strconv.FormatFloat(f, 'f', -1, 64)
}

// String is the value as YAML has it.
func (v Value) String() string {
	if v.Many == nil {
		return Quoted(v.Text)
	}
	var b strings.Builder
	for i, p := range v.Many {
		b.WriteString([]string{"{", ", "}[min(i, 1)] + p.Key + ": ")
		b.WriteString(p.String())
	}
	return b.String() + "}"
}

// String is the values of a pair as YAML has them.
func (p Pair) String() string {
	texts, settings := make([]string, len(p.Values)), false // of rules, with levels
	for i, text := range p.Values {
		name, level, isSetting := strings.Cut(text, ": ")
		switch {
		case p.written:
			texts[i] = text
		case p.Key == "rules" && isSetting:
			texts[i], settings = Quoted(name)+": "+level, true
		default:
			texts[i] = Quoted(text)
		}
	}
	all := strings.Join(texts, ", ")
	switch {
	case settings:
		return "{" + all + "}"
	case len(texts) == 1:
		return all
	}
	return "[" + all + "]"
}

// Quoted is a text as YAML has it, in quotes where it needs them.
func Quoted(s string) string {
	plain := s != "" && s != "null" && s[0] != '-'
	for i, r := range s {
		switch {
		case r >= 0x4E00 && r <= 0x9FFF, r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9':
		case strings.ContainsRune("._/-", r):
		case i > 0 && r == '*':
		default:
			plain = false
		}
	}
	if plain {
		return s
	}
	text, err := json.Marshal(s)
	if err != nil {
		return strconv.Quote(s) // texts can always be written
	}
	return string(text)
}
