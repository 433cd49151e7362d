package rules

import "embed"

// builtinYAML holds the shipped packs as written, a folder each. The compiled
// image of them is in the package builtin.
//
//go:embed */*.yaml
var builtinYAML embed.FS
