// Package schematest holds the JSON Schema of a format against what reads it, for
// the tests of packages that publish one.
package schematest

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"
)

// Compile compiles a schema; the test ends where it is wrong.
func Compile(t *testing.T, schema string) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(schema))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("schema.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// Validate holds a file in YAML against a schema. The error is that of the schema;
// the test ends where the file is no YAML.
func Validate(t *testing.T, s *jsonschema.Schema, text string) error {
	t.Helper()
	var v any
	if err := yaml.Load([]byte(text), &v); err != nil {
		t.Fatal(text, err)
	}
	return s.Validate(v)
}

// Agree gives files to a schema and to a loader: what one takes the other takes.
func Agree(t *testing.T, schema string, load func(text string) error, texts []string) {
	t.Helper()
	s := Compile(t, schema)
	for _, text := range texts {
		loadErr, schemaErr := load(text), Validate(t, s, text)
		if (loadErr == nil) != (schemaErr == nil) {
			t.Errorf("they disagree on\n%s\nloader: %v\nschema: %v", text, loadErr, schemaErr)
		}
	}
}

// Keys compares the keys of each closed object that a schema defines with those
// that a loader knows, by the name of the definition.
func Keys(t *testing.T, schema string, known map[string][]string) {
	t.Helper()
	var doc struct {
		Defs map[string]struct {
			Properties           map[string]json.RawMessage `json:"properties"`
			AdditionalProperties any                        `json:"additionalProperties"`
		} `json:"$defs"`
	}
	if err := json.Unmarshal([]byte(schema), &doc); err != nil {
		t.Fatal(err)
	}
	for name, def := range doc.Defs {
		if def.AdditionalProperties != false {
			continue
		}
		got, want := slices.Sorted(maps.Keys(def.Properties)), slices.Sorted(slices.Values(known[name]))
		if !slices.Equal(got, want) {
			t.Errorf("%s: the schema has %v, the loader %v", name, got, want)
		}
	}
	for name := range known {
		if doc.Defs[name].AdditionalProperties != false {
			t.Errorf("no closed object in the schema: %s", name)
		}
	}
}
