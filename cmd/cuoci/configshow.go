package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/mattn/go-runewidth"
	"github.com/spf13/cobra"

	"github.com/cuoci/cuoci/lint/config"
	"github.com/cuoci/cuoci/lint/source"
	"github.com/cuoci/cuoci/rules"
)

func newConfigShowCommand(a *app) *cobra.Command {
	var f checkFlags
	var format choice
	cmd := &cobra.Command{
		Use:   "show [PATH]",
		Short: "Say what applies to a path, and where it was said",
		Long: `show writes what the configuration says of a file: each value with the file and
line that says it, overrides laid over it. Of a folder (without a PATH of the
working directory) it shows everything, overrides as they stand.`,
		Example: `  cuoci config show docs/page.md
  cuoci config show --format json`,
		Args: oneArg,
		RunE: func(_ *cobra.Command, args []string) error {
			path := "."
			if len(args) > 0 {
				path = filepath.Clean(args[0])
			}
			s, err := newSession(&f)
			if err != nil {
				return err
			}
			sh, err := look(s, path)
			if err != nil {
				return err
			}
			if format.value == "json" {
				return sh.json(a)
			}
			_, err = a.stdout.Write(sh.text())
			return err
		},
	}
	cmd.Flags().StringVar(&f.config, "config", "", "configuration `file` in place of the "+config.Name+" found upward of the path")
	addChoice(cmd, &format, "format", "format", "how it is written", "text", []string{"text", "json"})
	return cmd
}

// shown is what applies to a path.
type shown struct {
	path    string
	config  *config.Config // nil: none
	file    bool           // the path is no folder
	format  source.Format
	ignored *config.Glob
	values  []config.Value
}

// look finds what applies to a path, which need not be there.
func look(s *session, path string) (*shown, error) {
	sh := &shown{path: path, file: true}
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		sh.file = false
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	find := s.finder.For
	if sh.file {
		find = s.finder.ForFile
	}
	if sh.config, err = find(path); err != nil {
		return nil, err
	}
	sh.format, _ = source.FormatOf(path)
	c := sh.config
	if c == nil {
		c = &config.Config{}
	}
	if g, ok := ignoredBy(c, abs); ok {
		sh.ignored = &g
	}
	files := c.FilesFor(abs)
	if files != nil && files.Format != source.FormatAuto {
		sh.format = files.Format
	}
	for _, v := range c.Values() {
		if !sh.file || applies(c, v, files, abs) {
			sh.values = append(sh.values, v)
		}
	}
	return sh, nil
}

// applies tells whether a value has to do with a file, of which files is the entry
// that counts.
func applies(c *config.Config, v config.Value, files *config.Files, abs string) bool {
	switch v.Key {
	case "ignore", "overrides": // those that name it are laid over already
		return false
	case "allow":
		return c.Allows(v, abs)
	case "files":
		return files != nil && v.Place == files.Place
	}
	return true
}

// ignoredBy is the glob for which a walk from the configuration's folder passes
// over a path, or over a folder on the way to it.
func ignoredBy(c *config.Config, abs string) (config.Glob, bool) {
	for path := abs; ; path = filepath.Dir(path) {
		if g, ok := c.IgnoredBy(path); ok {
			return g, true
		}
		if up := filepath.Dir(path); up == path || path == c.Dir || c.Dir == "" {
			return config.Glob{}, false
		}
	}
}

// defaults are what holds where nothing is said.
func defaults() []config.Value {
	return []config.Value{
		{Key: "packs", Text: strings.Join(rules.BuiltinPacks(), ", ")},
		{Key: "profile", Text: rules.DefaultProfile},
		{Key: "unit", Text: source.UnitFile.String()},
		{Key: "encoding", Text: "detected"},
		{Key: "level", Text: "suggestion"},
		{Key: "fail-on", Text: "warning"},
		{Key: "lang", Text: "zh"},
	}
}

// text writes YAML, with what was said where as comments.
func (sh *shown) text() []byte {
	var lines [][2]string
	add := func(line, comment string) { lines = append(lines, [2]string{line, comment}) }
	var before config.Value
	for _, v := range sh.values {
		first := before.Key != v.Key
		single := v.Name == "" && v.Many == nil && !slices.Contains([]string{"packs", "words", "ignore", "allow"}, v.Key) || v.Key == "suppressions"
		if first && !single {
			add(v.Key+":", "")
		}
		switch {
		case single:
			add(v.Key+": "+v.String(), v.Place.String())
		case v.Key == "rules":
			add("  "+config.Quoted(v.Name)+": "+v.String(), v.Place.String())
		case v.Key == "speakers":
			if first || before.Text != v.Text {
				add("  "+v.Text+":", "")
			}
			add("    - "+config.Quoted(v.Name), v.Place.String())
		default:
			add("  - "+v.String(), v.Place.String())
		}
		before = v
	}
	for _, d := range sh.unsaid() {
		add("# "+d.Key+": "+d.Text, "default")
	}
	return sh.lay(lines)
}

// unsaid are the defaults of what nobody says.
func (sh *shown) unsaid() []config.Value {
	said := map[string]bool{}
	for _, v := range sh.values {
		said[v.Key] = true
	}
	var list []config.Value
	for _, d := range defaults() {
		if !said[d.Key] {
			list = append(list, d)
		}
	}
	return list
}

// lay sets lines and their comments in two columns, below a head.
func (sh *shown) lay(lines [][2]string) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "# %s: ", sh.path)
	switch c := sh.config; {
	case c == nil:
		b.WriteString("no " + config.Name + " here or upward\n")
	case len(c.Extends) > 0:
		var over []string
		for _, base := range c.Extends {
			over = append(over, config.Shown(base))
		}
		fmt.Fprintf(&b, "%s, over %s\n", c.Path, strings.Join(over, ", "))
	default:
		b.WriteString(c.Path + "\n")
	}
	if sh.file {
		fmt.Fprintf(&b, "# read as %s\n", sh.format)
	}
	if sh.ignored != nil {
		fmt.Fprintf(&b, "# a walk passes over it: %s  # %s\n", config.Quoted(sh.ignored.Pattern), sh.ignored.Place)
	}
	width := runewidth.Condition{StrictEmojiNeutral: true}
	most := 0
	for _, l := range lines {
		if n := width.StringWidth(l[0]); l[1] != "" && n <= 60 {
			most = max(most, n)
		}
	}
	for _, l := range lines {
		b.WriteString(l[0])
		if l[1] != "" {
			b.WriteString(strings.Repeat(" ", max(0, most-width.StringWidth(l[0]))) + "  # " + l[1])
		}
		b.WriteByte('\n')
	}
	return b.Bytes()
}

// wireValue is a value in JSON. From is null for a default.
type wireValue struct {
	Key   string     `json:"key"`
	Name  string     `json:"name,omitempty"`
	Value any        `json:"value"`
	From  *wirePlace `json:"from"`
}

type wirePlace struct {
	Path   string `json:"path"`
	Line   int    `json:"line"`
	Column int    `json:"column"`
}

func toWire(v *config.Value) wireValue {
	w := wireValue{Key: v.Key, Name: v.Name, Value: v.Text}
	if v.Line > 0 {
		w.From = &wirePlace{v.Path, v.Line, v.Column}
	}
	if v.Many != nil {
		entry := map[string]any{}
		for _, p := range v.Many {
			if len(p.Values) == 1 {
				entry[p.Key] = p.Values[0]
			} else {
				entry[p.Key] = p.Values
			}
		}
		w.Value = entry
	}
	return w
}

// json writes the same for programs.
func (sh *shown) json(a *app) error {
	out := struct {
		Version   int         `json:"version"`
		Path      string      `json:"path"`
		Config    *string     `json:"config"` // null: none
		Extends   []string    `json:"extends"`
		Format    string      `json:"format,omitempty"` // of a file
		IgnoredBy *wireValue  `json:"ignored_by"`
		Values    []wireValue `json:"values"`
	}{Version: 1, Path: sh.path, Extends: []string{}, Values: []wireValue{}}
	if sh.config != nil {
		out.Config = &sh.config.Path
		for _, base := range sh.config.Extends {
			out.Extends = append(out.Extends, config.Shown(base))
		}
	}
	if sh.file {
		out.Format = sh.format.String()
	}
	if g := sh.ignored; g != nil {
		w := toWire(&config.Value{Key: "ignore", Text: g.Pattern, Place: g.Place})
		out.IgnoredBy = &w
	}
	for _, v := range append(sh.values, sh.unsaid()...) {
		out.Values = append(out.Values, toWire(&v))
	}
	e := json.NewEncoder(a.stdout)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(out)
}
