// Package builtin holds the compiled image of the shipped rule packs. Opening
// it takes no parsing: the Ruleset points into the program itself.
package builtin

import (
	_ "embed" // for image.bin
	"slices"

	"github.com/cuoci/cuoci/rules"
)

//go:generate go run ../internal/genimage/main.go image.bin

//go:embed image.bin
var image string

// Ruleset opens the image of all built-in packs.
func Ruleset() (*rules.Ruleset, error) { return rules.Open(image) }

// Load is rules.Load, but takes built-in packs from the image: only where a
// path is among the packs is YAML parsed and compiled. nil is all built-in packs.
func Load(packs []string) (*rules.Ruleset, error) {
	if slices.ContainsFunc(packs, rules.IsPath) {
		return rules.Load(packs)
	}
	if err := rules.CheckBuiltin(packs); err != nil {
		return nil, err
	}
	rs, err := Ruleset()
	if err != nil || packs == nil {
		return rs, err
	}
	return rs.Only(packs), nil
}
