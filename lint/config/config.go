// Package config reads .cuoci.yaml, the settings of a folder and of all folders
// below it.
//
//	packs: [negative, ./our-pack]   # names, or paths that start with ./ or /
//	profile: chat
//	rules:                          # id or glob: off or a level; later ones win
//	  emotion/*: suggestion
//	  negative/but: off
//	words:                          # the user's dictionary
//	  - 小蜜蜂
//	  - {word: 顺达宝, freq: 1000, pos: nz}
//	ignore: ["archive/**", "*.bak.txt"]
//	speakers:                       # names that make a line a speaker's: 张三：…
//	  agent: [张三, 小沃]
//	files:                          # how data files are read
//	  - {glob: "replies/*.json", text: $.items[*].reply, question: $.items[*].ask}
//	unit: line
//	encoding: gb18030
//	level: warning                  # lowest level reported
//	fail-on: error
//	lang: en
package config

import (
	"errors"
	"fmt"
	"path"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/cuoci/cuoci/lint/segment"
	"github.com/cuoci/cuoci/lint/source"
	"github.com/cuoci/cuoci/rules"
)

// Name is the name of the file in its folder.
const Name = ".cuoci.yaml"

// Config is what a file says. What it does not say is zero. It is not changed
// after it was read.
type Config struct {
	Path     string   // the file, for messages
	Dir      string   // its folder, absolute: what paths and globs in it are relative to
	Packs    []string // names, or absolute paths
	Profile  string
	Rules    []Setting // in the order of the file
	Words    []segment.Word
	Ignore   []string                  // globs
	Speakers map[string]source.Speaker // by name
	Files    []Files
	Unit     string
	Encoding string
	Level    rules.Level  // Off: not said
	FailOn   *rules.Level // nil: not said; Off: findings never fail
	Lang     string
}

// Setting switches rules off or to a level.
type Setting struct {
	Selector string // a rule id, or a glob over ids
	Level    rules.Level
	Line     int // 1-based, of the selector
	Column   int // 1-based, code points
}

// Error says what is wrong with a file, and where.
type Error struct {
	Path   string
	Line   int // 1-based
	Column int // 1-based, code points
	Msg    string
}

// Error is the message behind its place.
func (e *Error) Error() string { return fmt.Sprintf("%s:%d:%d: %s", e.Path, e.Line, e.Column, e.Msg) }

// Levels applies the settings of Rules to ids, the rules there are. A selector
// that matches none of them is an error; errors are joined.
func (c *Config) Levels(ids []string) (map[string]rules.Level, error) {
	var errs []error
	levels := map[string]rules.Level{}
	for _, s := range c.Rules {
		matched := Select(s.Selector, ids)
		if len(matched) == 0 {
			errs = append(errs, &Error{c.Path, s.Line, s.Column, UnknownRule(s.Selector, ids)})
		}
		for _, id := range matched {
			levels[id] = s.Level
		}
	}
	return levels, errors.Join(errs...)
}

// Select returns the ids that a selector names: an id, or a glob in which *
// stands for anything but a slash; * alone, and a pack's name alone, mean
// everything in it.
func Select(selector string, ids []string) []string {
	var out []string
	for _, id := range ids {
		ok, err := path.Match(selector, id)
		if selector == "*" || err == nil && ok || strings.HasPrefix(id, selector+"/") {
			out = append(out, id)
		}
	}
	return out
}

// UnknownRule is the message for a selector that matches no rule.
func UnknownRule(selector string, ids []string) string {
	if strings.ContainsAny(selector, "*?[") {
		return fmt.Sprintf("no rule matches %q: \"cuoci rules list\" shows the rules there are", selector)
	}
	hint := rules.DidYouMean(selector, ids)
	for _, id := range ids {
		if hint == "" && path.Base(id) == selector {
			hint = fmt.Sprintf(" (did you mean %q?)", id)
		}
	}
	return fmt.Sprintf("unknown rule %q%s: \"cuoci rules list\" shows the rules there are", selector, hint)
}

// Ignored reports whether a walk passes over a file or folder, named by its
// absolute path. A glob without a slash is held against names, one with a slash
// against the path from the folder of the configuration; what ignores a folder
// ignores everything in it.
func (c *Config) Ignored(abs string) bool {
	if len(c.Ignore) == 0 {
		return false
	}
	rel, ok := c.relative(abs)
	if !ok {
		return false
	}
	for _, glob := range c.Ignore {
		glob = strings.TrimSuffix(strings.TrimSuffix(glob, "/**"), "/")
		subject := rel
		if !strings.Contains(glob, "/") {
			subject = path.Base(rel)
		}
		if doublestar.MatchUnvalidated(strings.TrimPrefix(glob, "/"), subject) {
			return true
		}
	}
	return false
}
