package config

import _ "embed" // for the schema

//go:embed cuoci.schema.json
var schema string

// Schema is the JSON Schema (draft 2020-12) of .cuoci.yaml.
func Schema() string { return schema }
