package baseline

import (
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"github.com/cuoci/cuoci/lint/source"
	"github.com/cuoci/cuoci/rules"
)

// Read reads a file. All that is wrong with it is reported at once: the error
// joins values of type *[source.Error].
func Read(path string) (*Baseline, error) {
	data, err := os.ReadFile(filepath.Clean(path))
	if err != nil {
		return nil, err
	}
	return Parse(path, data)
}

// Parse reads the content of the file at a path.
func Parse(path string, data []byte) (*Baseline, error) {
	b, err := New(path)
	if err != nil {
		return nil, err
	}
	p := parser{path: path}
	var docs []yaml.Node
	if err := yaml.Load(data, &docs, yaml.WithAllDocuments(), yaml.WithUniqueKeys(false)); err != nil {
		return nil, p.syntax(err, data)
	}
	switch {
	case len(docs) == 0 || len(docs[0].Content) == 0:
		p.fail(&yaml.Node{}, "the file is empty: \"cuoci baseline create\" writes one")
	case len(docs) > 1:
		p.fail(&docs[1], "more than one YAML document in the file")
	default:
		b.Entries = p.root(docs[0].Content[0])
	}
	if err := errors.Join(p.errs...); err != nil {
		return nil, err
	}
	return b, nil
}

// parser reads the nodes of a file and gathers what is wrong.
type parser struct {
	path string
	errs []error
}

func (p *parser) fail(n *yaml.Node, format string, args ...any) {
	p.errs = append(p.errs, &source.Error{
		Path: p.path, Line: max(n.Line, 1), Column: max(n.Column, 1), Err: fmt.Errorf(format, args...),
	})
}

// syntax is the error of a file that is no YAML.
func (p *parser) syntax(err error, data []byte) error {
	at := yaml.Node{Line: 1, Column: 1}
	msg := strings.TrimPrefix(err.Error(), "yaml: ")
	if load, ok := errors.AsType[*yaml.LoadError](err); ok {
		msg = load.Message
		at.Line, at.Column = load.Mark.Line, load.Mark.Column
	}
	if line := conflict(string(data)); line > 0 {
		p.fail(&yaml.Node{Line: line}, "a merge conflict is not settled: keep the entries of both sides, then run \"cuoci baseline update\"")
	} else {
		p.fail(&at, "not valid YAML: %s", msg)
	}
	return p.errs[0]
}

// conflict is the line, 1-based, of the first mark that git leaves where two
// sides do not agree; 0 where there is none.
func conflict(text string) int {
	n := 0
	for line := range strings.Lines(text) {
		n++
		for _, mark := range [...]string{"<<<<<<< ", ">>>>>>> ", "======="} {
			if strings.HasPrefix(line, mark) {
				return n
			}
		}
	}
	return 0
}

func (p *parser) root(n *yaml.Node) (list []Entry) {
	said := false
	p.mapping(n, "a baseline", []string{"version", "findings"}, func(k, v *yaml.Node) {
		switch k.Value {
		case "version":
			said = true
			if v.Value != strconv.Itoa(version) {
				p.fail(v, "version %q is not known: this program reads version %d", v.Value, version)
			}
		case "findings":
			list = p.entries(v)
		}
	})
	if !said && len(p.errs) == 0 {
		p.fail(n, "the file has no version: \"cuoci baseline create\" writes one")
	}
	return sorted(list)
}

func (p *parser) entries(n *yaml.Node) []Entry {
	if n.Kind != yaml.SequenceNode {
		p.fail(n, "findings must be a list, not %s", rules.SortOf(n))
		return nil
	}
	list := make([]Entry, 0, len(n.Content))
	for _, item := range n.Content {
		before := len(p.errs)
		e := Entry{Count: 1, Line: item.Line}
		p.mapping(item, "an entry", []string{"path", "rule", "match", "sentence", "count"}, func(k, v *yaml.Node) { p.entry(&e, k, v) })
		for _, need := range [...]struct{ name, value string }{{"path", e.Path}, {"rule", e.Rule}, {"sentence", e.Sentence}} {
			if need.value == "" && len(p.errs) == before {
				p.fail(item, "an entry has no %s", need.name)
			}
		}
		list = append(list, e)
	}
	return list
}

func (p *parser) entry(e *Entry, k, v *yaml.Node) {
	if v.Kind != yaml.ScalarNode || v.Tag == "!!null" {
		p.fail(v, "%s must be a text, not %s", k.Value, rules.SortOf(v))
		return
	}
	switch k.Value {
	case "path":
		if e.Path = v.Value; e.Path != "" {
			e.Path = path.Clean(e.Path)
		}
	case "rule":
		e.Rule = v.Value
	case "match":
		e.Match = v.Value
	case "sentence":
		if e.Sentence = v.Value; !isFingerprint(v.Value) {
			p.fail(v, "sentence %q: 16 hexadecimal digits are asked", v.Value)
		}
	case "count":
		n, err := strconv.Atoi(v.Value)
		if err != nil || n < 1 || n > 1e9 {
			p.fail(v, "count %q: a number from 1 is asked", v.Value)
		}
		e.Count = n
	}
}

func isFingerprint(s string) bool {
	return len(s) == 16 && strings.Trim(s, "0123456789abcdef") == ""
}

// mapping calls each for the keys of a mapping and refuses others than are
// allowed, and keys that come twice.
func (p *parser) mapping(n *yaml.Node, what string, allowed []string, each func(k, v *yaml.Node)) {
	if n.Kind != yaml.MappingNode {
		p.fail(n, "%s must be a mapping (key: value), not %s", what, rules.SortOf(n))
		return
	}
	var seen [5]string
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, v := n.Content[i], n.Content[i+1]
		switch at := slices.Index(allowed, k.Value); {
		case k.Kind != yaml.ScalarNode || at < 0:
			p.fail(k, "unknown key %q%s: allowed are %s", k.Value, rules.DidYouMean(k.Value, allowed), strings.Join(allowed, ", "))
		case seen[at] != "":
			p.fail(k, "%q is there twice in %s", k.Value, what)
		default:
			seen[at] = k.Value
			each(k, v)
		}
	}
}
