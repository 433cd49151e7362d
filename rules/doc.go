// Package rules holds the rule packs: the grammar of rules over markers, the
// reader of packs written in YAML, their JSON Schema, and the compiler that
// makes of them a Ruleset for a linter to run.
//
// The shipped packs lie in folders beside this file. The package builtin holds
// them compiled and opens them without parsing; Load and Read take YAML, those
// of a user included.
package rules
