package starter

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/cuoci/cuoci/lint/config"
	"github.com/cuoci/cuoci/lint/source"
	"github.com/cuoci/cuoci/rules"
)

// Propose looks what lies in a folder and returns a configuration for it.
func Propose(dir string) ([]byte, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	s, err := look(abs)
	if err != nil {
		return nil, err
	}
	return s.config(), nil
}

// paper is a configuration that is being written.
type paper struct{ strings.Builder }

// say writes a part: what it is about as a comment, then its lines.
func (p *paper) say(about string, lines ...string) {
	p.WriteByte('\n')
	for line := range strings.Lines(about) {
		p.WriteString("# " + strings.TrimRight(line, "\n") + "\n")
	}
	for _, line := range lines {
		p.WriteString(line + "\n")
	}
}

func (s *survey) config() []byte {
	p := &paper{}
	p.WriteString(`# How cuoci checks the files of this folder and below. Every key may be left out.
#   cuoci config show PATH    what applies to a file, and where it was said
#   cuoci config verify       all that is wrong in here
#   cuoci config schema       the JSON Schema, for editors
#
# Here: ` + s.found() + ".\n")
	if s.base != "" {
		p.say("What held here so far. What this file says comes over it.", "extends: "+config.Quoted(s.base))
	}
	p.say("Which rules: packs by name, or by a path that starts with ./ or /. All when left out.",
		"# packs: ["+strings.Join(rules.BuiltinPacks(), ", ")+"]")
	profile, overrides := s.profiles()
	line := "# profile: " + rules.DefaultProfile
	if profile != "" {
		line = "profile: " + profile
	}
	p.say("Levels for a kind of text: "+strings.Join(rules.Profiles(), ", ")+".", line)
	p.say("Levels of your own: an id, a pack or a glob; later ones win. \"cuoci rules list\"\nshows the rules.",
		"# rules:", "#   negative/but: off", "#   emotion/*: suggestion")
	unit, more := s.units()
	overrides = append(overrides, more...)
	line = "# unit: file"
	if unit != source.UnitFile {
		line = "unit: " + unit.String()
	}
	p.say("What stands alone in plain text: the whole file, a paragraph, or a line.", line)
	s.sayFiles(p)
	if len(overrides) > 0 {
		p.say("What else holds for some files; later entries win.", append([]string{"overrides:"}, overrides...)...)
	} else {
		p.say("What else holds for some files; later entries win.", "# overrides:", "#   - {glob: \"docs/**\", profile: docs}")
	}
	if len(s.ignore) > 0 {
		p.say("What a walk passes over.", "ignore: ["+quotedList(s.ignore)+"]")
	} else {
		p.say("What a walk passes over.", "# ignore: [\"archive/**\", \"*.bak.txt\"]")
	}
	p.say("Phrases that are right as they are.", "# allow: [我不能替代医生]")
	p.say("Words of yours that must not be cut apart: products, names.", "# words: [小蜜蜂, {word: 顺达宝, freq: 1000}]")
	p.say("Findings that are there already, so that only new ones are told: write the file with\n\"cuoci baseline create cuoci-baseline.yaml\", then name it here.", "# baseline: cuoci-baseline.yaml")
	p.say("The lowest level that is reported, and the lowest that makes the exit status 1.", "# level: suggestion", "# fail-on: warning")
	p.say("Language of findings: zh, en.", "# lang: zh")
	return []byte(p.String())
}

// found counts files by their endings, in words.
func (s *survey) found() string {
	counts := map[string]int{}
	var endings []string
	for _, g := range s.groups {
		if counts[g.ending] == 0 {
			endings = append(endings, g.ending)
		}
		counts[g.ending] += len(g.paths)
	}
	slices.SortFunc(endings, func(a, b string) int {
		if d := counts[b] - counts[a]; d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
	var list []string
	for _, e := range endings {
		list = append(list, fmt.Sprintf("%d %s", counts[e], e))
	}
	if len(list) == 0 {
		return "nothing that cuoci reads yet"
	}
	if s.files >= mostFiles {
		list = append(list, "and more")
	}
	return strings.Join(list, ", ")
}

// profileOf is the profile for a kind of files; empty for the default.
func profileOf(k kind) string {
	switch k {
	case pages:
		return "docs"
	case talks:
		return "transcript"
	case mail:
		return "letter"
	case text, data:
	}
	return ""
}

// profiles is the profile of all files or, where there are several kinds, those
// of some as overrides.
func (s *survey) profiles() (all string, overrides []string) {
	for i, g := range s.groups {
		if i == 0 {
			all = profileOf(g.kind)
		}
		if profileOf(g.kind) != all {
			all = "-"
		}
	}
	if all != "-" {
		return all, nil
	}
	for _, name := range []string{"docs", "transcript", "letter"} {
		if globs := s.globs(func(g *group) bool { return profileOf(g.kind) == name }); globs != "" {
			overrides = append(overrides, "  - {glob: "+globs+", profile: "+name+"}")
		}
	}
	return "", overrides
}

// units is the unit of most texts, and those of the others as overrides.
func (s *survey) units() (most source.Unit, overrides []string) {
	var counts [source.UnitLine + 1]int
	for _, g := range s.groups {
		if g.kind == text {
			counts[g.unit] += len(g.paths)
		}
	}
	all := []source.Unit{source.UnitFile, source.UnitParagraph, source.UnitLine}
	for _, u := range all {
		if counts[u] > counts[most] {
			most = u
		}
	}
	for _, u := range all {
		if globs := s.globs(func(g *group) bool { return g.kind == text && g.unit == u }); u != most && globs != "" {
			overrides = append(overrides, "  - {glob: "+globs+", unit: "+u.String()+"}")
		}
	}
	return most, overrides
}

// globs names some groups as YAML has it.
func (s *survey) globs(wanted func(*group) bool) string {
	var list []string
	for _, g := range s.groups {
		if wanted(g) {
			list = append(list, g.glob())
		}
	}
	switch len(list) {
	case 0:
		return ""
	case 1:
		return config.Quoted(list[0])
	}
	return "[" + quotedList(list) + "]"
}

func quotedList(list []string) string {
	quoted := make([]string, len(list))
	for i, s := range list {
		quoted[i] = config.Quoted(s)
	}
	return strings.Join(quoted, ", ")
}

// sayFiles says how data files are read.
func (s *survey) sayFiles(p *paper) {
	var entries, guesses, asIs []string
	for _, g := range s.groups {
		for i := range g.data {
			globs, named := g.globsOf(i)
			switch d := &g.data[i]; {
			case d.read && (d.talks || len(d.text) == 0 || !named):
				if !slices.Contains(asIs, g.glob()) {
					asIs = append(asIs, g.glob())
				}
			case d.read:
				entries = append(entries, "  - {glob: "+selectors(globs)+d.keys()+"}")
			case len(d.guess) == 0 && g.ending != ".xlsx": // nothing in it is written for people
			case named:
				guesses = append(guesses, "- {glob: "+selectors(globs)+d.keys()+"}")
			default:
				guesses = append(guesses, "- {glob: "+selectors([]string{g.glob()})+d.keys()+"}")
			}
		}
	}
	about := "How data files are read: which keys or columns are text, and which the question that\nit answers. A key, a header, a number from 1, or a path such as $.items[*].reply."
	if len(asIs) > 0 {
		about += "\nRead without an entry, by their shape: " + strings.Join(asIs, ", ") + "."
	}
	if len(guesses) > 0 {
		about += "\nNothing in some files is known to be text; what is commented out is a guess."
	}
	head, before := "files:", "  # "
	if len(entries) == 0 {
		head, before = "# files:", "#   "
		if len(guesses) == 0 {
			guesses = []string{"- {glob: \"replies/*.json\", text: reply, question: ask}"}
		}
	}
	for _, g := range guesses {
		entries = append(entries, before+g)
	}
	p.say(about, append([]string{head}, entries...)...)
}

// globsOf names the files of one shape; named is false where there are too many
// beside others.
func (g *group) globsOf(shape int) (globs []string, named bool) {
	const most = 8
	switch d := &g.data[shape]; {
	case len(g.paths) > mostData: // nobody looked at the others
		return nil, false
	case len(g.data) == 1:
		return []string{g.glob()}, true
	case len(d.paths) > most:
		return nil, false
	default:
		for _, p := range d.paths {
			globs = append(globs, "/"+literal(p))
		}
		return globs, true
	}
}

// literal is a path as a glob that means nothing else.
func literal(path string) string {
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "?", `\?`, "[", `\[`, "{", `\{`).Replace(path)
}

// keys are those of an entry of files behind its glob.
func (d *dataShape) keys() string {
	if !d.read {
		if len(d.guess) == 0 {
			return ", text: …"
		}
		return ", text: " + selectors(d.guess)
	}
	keys := ", text: " + selectors(d.text)
	if len(d.question) > 0 {
		keys += ", question: " + selectors(d.question)
	}
	if len(d.id) > 0 {
		keys += ", id: " + selectors(d.id)
	}
	return keys
}

// selectors are one or several as YAML has them.
func selectors(list []string) string {
	if len(list) == 1 {
		return config.Quoted(list[0])
	}
	return "[" + quotedList(list) + "]"
}
