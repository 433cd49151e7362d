package starter

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"github.com/cuoci/cuoci/lint/source"
)

// dataShape is what a file of data holds.
type dataShape struct {
	read     bool     // there is text that is read without an entry of files
	talks    bool     // the text is conversations
	text     []string // keys or columns that are known to be text
	question []string // and those that are known to be the customer's question
	id       []string // keys that name an entry
	guess    []string // selectors of what may be text, where nothing is known
}

// alike are files of one shape.
type alike struct {
	dataShape
	paths []string
}

// lookData sorts the files of a group by their shapes.
func (g *group) lookData(dir string) {
	talking := 0
	for _, p := range g.paths[:min(len(g.paths), mostData)] {
		d := shapeOf(filepath.Join(dir, filepath.FromSlash(p)))
		if d.talks {
			talking++
		}
		i := slices.IndexFunc(g.data, func(x alike) bool { return reflect.DeepEqual(x.dataShape, d) })
		if i < 0 {
			i = len(g.data)
			g.data = append(g.data, alike{dataShape: d})
		}
		g.data[i].paths = append(g.data[i].paths, p)
	}
	if 2*talking > len(g.paths) {
		g.kind = talks
	}
}

func shapeOf(path string) (d dataShape) {
	values := map[string]*stat{}
	read, talks, columns := tryRead(path)
	for _, c := range columns {
		values[c] = &stat{key: c, count: 1}
	}
	if len(columns) == 0 {
		countValues(path, values)
	}
	if d.read, d.talks = read, talks; !read {
		d.guess = guess(values)
		return d
	}
	known := func(list []string) []string {
		var out []string
		for _, v := range values {
			if slices.Contains(list, strings.ToLower(v.key)) && !slices.Contains(out, v.key) {
				out = append(out, v.key)
			}
		}
		slices.Sort(out)
		return out
	}
	if d.text = known(source.KnownText()); len(d.text) > 0 {
		d.question = known(source.KnownQuestion())
		if len(columns) == 0 {
			d.id = known([]string{"id", "short_code", "code"})
		}
	}
	return d
}

// tryRead reads a file as a check does that is told nothing of it. columns are
// the headers of the table that it reads.
func tryRead(path string) (read, talks bool, columns []string) {
	d, err := source.Open(path, source.Options{})
	if err != nil {
		return false, false, nil
	}
	defer func() { _ = d.Close() }() // it was only read
	n := 0
	for c, err := range d.Conversations() {
		if err != nil || n == 20 {
			break
		}
		n++
		talks = talks || c.Dialog
		for i := range c.Turns {
			l := c.Turns[i].Location
			if l != nil && l.ColumnName != "" && !slices.Contains(columns, l.ColumnName) {
				columns = append(columns, l.ColumnName)
			}
		}
	}
	return n > 0, talks, columns
}

// stat is what the values of one place in the files are like.
type stat struct {
	key   string // the last key on the way, or the header
	count int
	han   int // values with Chinese in them
	runes int // of these
}

func (s *stat) add(value string) {
	s.count++
	if strings.ContainsFunc(value, func(r rune) bool { return r >= 0x4E00 && r <= 0x9FFF }) {
		s.han++
		s.runes += utf8.RuneCountInString(value)
	}
}

// guess names the places whose values look like sentences.
func guess(values map[string]*stat) []string {
	const most = 60 // of more places the keys are names themselves
	if len(values) > most {
		return nil
	}
	var list []string
	for place, v := range values {
		if v.han > 0 && 2*v.han >= v.count && v.runes >= 8*v.han {
			list = append(list, place)
		}
	}
	slices.SortFunc(list, func(a, b string) int {
		if d := values[b].runes - values[a].runes; d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
	return list[:min(len(list), 2)]
}

// countValues counts the texts of a file by place: a selector, or a header.
func countValues(path string, values map[string]*stat) {
	text := readHead(path)
	switch strings.ToLower(filepath.Ext(path)) {
	case ".csv":
		countTable(text, ',', values)
	case ".tsv":
		countTable(text, '\t', values)
	case ".json", ".jsonl", ".ndjson":
		countJSON(text, values)
	case ".yaml", ".yml":
		var docs []yaml.Node
		if yaml.Load([]byte(text), &docs, yaml.WithAllDocuments()) == nil {
			for i := range docs {
				countYAML(&docs[i], "$", "", values)
			}
		}
	}
}

func count(values map[string]*stat, place, key, value string) {
	if values[place] == nil {
		values[place] = &stat{key: key}
	}
	values[place].add(value)
}

func countTable(text string, comma rune, values map[string]*stat) {
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord, r.LazyQuotes = comma, -1, true
	header, err := r.Read()
	if err != nil {
		return
	}
	for range 200 {
		row, err := r.Read()
		if err != nil {
			return
		}
		for i, cell := range row {
			if i < len(header) && strings.TrimSpace(header[i]) != "" {
				name := strings.TrimSpace(header[i])
				count(values, name, name, cell)
			}
		}
	}
}

// step is the selector of a key below a place.
func step(place, key string) string {
	if strings.ContainsAny(key, ".[]'\"* ") || key == "" {
		return place + "['" + strings.ReplaceAll(key, "'", "") + "']"
	}
	return place + "." + key
}

// countJSON counts the strings of values one behind the other, as far as they
// can be read: the head of a file may end inside one.
func countJSON(text string, values map[string]*stat) {
	d := json.NewDecoder(strings.NewReader(text))
	for d.More() {
		if countJSONValue(d, "$", "", values) != nil {
			return
		}
	}
}

var errDeep = errors.New("too deep")

func countJSONValue(d *json.Decoder, place, key string, values map[string]*stat) error {
	if len(place) > 400 {
		return errDeep
	}
	t, err := d.Token()
	if err != nil {
		return err
	}
	if s, ok := t.(string); ok {
		count(values, place, key, s)
		return nil
	}
	open, ok := t.(json.Delim)
	if !ok {
		return nil
	}
	for d.More() {
		below, name := place+"[*]", key
		if open == '{' {
			t, err := d.Token()
			if err != nil {
				return err
			}
			if name, ok = t.(string); !ok {
				return io.ErrUnexpectedEOF
			}
			below = step(place, name)
		}
		if err := countJSONValue(d, below, name, values); err != nil {
			return err
		}
	}
	_, err = d.Token() // the end of it
	return err
}

func countYAML(n *yaml.Node, place, key string, values map[string]*stat) {
	switch n.Kind {
	case yaml.DocumentNode:
		for _, c := range n.Content {
			countYAML(c, place, key, values)
		}
	case yaml.SequenceNode:
		for _, c := range n.Content {
			countYAML(c, place+"[*]", key, values)
		}
	case yaml.MappingNode:
		for i := 0; i+1 < len(n.Content); i += 2 {
			k := n.Content[i].Value
			countYAML(n.Content[i+1], step(place, k), k, values)
		}
	case yaml.ScalarNode:
		if n.Tag == "!!str" {
			count(values, place, key, n.Value)
		}
	case yaml.AliasNode, yaml.StreamNode: // what an alias names was counted where it stands
	}
}
