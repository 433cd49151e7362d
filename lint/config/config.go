// Package config reads .cuoci.yaml, the settings of a folder and of all folders
// below it.
//
//	extends: ../base.yaml           # files that this one is laid over
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
//	  - {glob: "replies/*.json", text: "$.items[*].reply", question: "$.items[*].ask"}
//	overrides:                      # what else holds for some files; later ones win
//	  - {glob: "docs/**", profile: docs, rules: {negative/but: off}}
//	baseline: known.yaml            # findings that are not told again
//	allow:                          # phrases that are right as they are
//	  - 我不能替代医生
//	  - {phrase: 但是归但是, rules: negative/but, glob: "stories/**"}
//	suppressions: {require-reason: true} # of those that stand in files
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

	"github.com/cuoci/cuoci/lint/segment"
	"github.com/cuoci/cuoci/lint/source"
	"github.com/cuoci/cuoci/rules"
)

// Name is the name of the file in its folder.
const Name = ".cuoci.yaml"

// Config is what a file says, laid over what the files say that it extends. What
// none of them says is zero. It is not changed after it was read.
type Config struct {
	Path      string   // the file, for messages
	Dir       string   // its folder, absolute
	Extends   []string // files that it is laid over, absolute, in the order of the file
	Packs     []string // names, or absolute paths
	Profile   string
	Rules     []Setting // in the order of the files: later ones win
	Words     []segment.Word
	Ignore    []Glob
	Speakers  map[string]source.Speaker // by name
	Files     []Files
	Overrides []Override
	Baseline  string // absolute
	Allow     []Allowed
	Unit      string
	Encoding  string
	Level     rules.Level  // Off: not said
	FailOn    *rules.Level // nil: not said; Off: findings never fail
	Lang      string

	RequireReason *bool // of suppressions that stand in files; nil: not said

	// What only an override says.
	Quotes  string         // whose words block quotes are: agent or customer
	Speaker source.Speaker // who says lone texts; Unknown: not said

	places map[string][]Place // of what has no place of its own, by key
}

// Setting switches rules off or to a level.
type Setting struct {
	Selector string // a rule id, or a glob over ids
	Level    rules.Level
	Place    // of the selector

	// foreign says that a later layer chose other packs than the setting was
	// written for: it may name rules that are not there.
	foreign bool
}

// Levels applies the settings of Rules to ids, the rules there are. A selector
// that matches none of them is an error, unless it was written for other packs
// than those chosen over it; errors are joined.
func (c *Config) Levels(ids []string) (map[string]rules.Level, error) {
	var errs []error
	levels := map[string]rules.Level{}
	for _, s := range c.Rules {
		matched := Select(s.Selector, ids)
		if len(matched) == 0 && !s.foreign {
			errs = append(errs, s.Errorf("%s", UnknownRule(s.Selector, ids)))
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
