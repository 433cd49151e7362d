package rules

import _ "embed" // for the schema

//go:embed pack.schema.json
var schema string

// Schema is the JSON Schema (draft 2020-12) of a pack's file.
func Schema() string { return schema }
