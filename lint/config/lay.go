package config

import (
	"maps"
	"slices"
)

// lay lays a configuration over another, key by key: a value replaces the one
// below it; what there are several of comes behind what is below, so that later
// ones win. Path and Dir are those of over.
func lay(base, over *Config) *Config {
	out := *over
	out.places = maps.Clone(base.places)
	for key, places := range over.places {
		if out.places == nil {
			out.places = map[string][]Place{}
		}
		if key == "words" {
			places = slices.Concat(places, base.places[key])
		}
		out.places[key] = places
	}
	out.Extends = base.Extends
	if over.Packs == nil {
		out.Packs = base.Packs
	}
	out.Rules = slices.Concat(settings(base.Rules, over.Packs != nil), over.Rules)
	out.Words = slices.Concat(over.Words, base.Words) // of a word that comes twice the first counts
	out.Allow = slices.Concat(allowed(base.Allow, over.Packs != nil), over.Allow)
	out.RequireReason = or(over.RequireReason, base.RequireReason)
	out.Ignore = slices.Concat(base.Ignore, over.Ignore)
	out.Files = slices.Concat(base.Files, over.Files)
	out.Overrides = slices.Concat(base.Overrides, over.Overrides)
	if out.Speakers = maps.Clone(base.Speakers); out.Speakers == nil {
		out.Speakers = over.Speakers
	} else {
		maps.Copy(out.Speakers, over.Speakers)
	}
	out.Profile = or(over.Profile, base.Profile)
	out.Baseline = or(over.Baseline, base.Baseline)
	out.Unit = or(over.Unit, base.Unit)
	out.Encoding = or(over.Encoding, base.Encoding)
	out.Lang = or(over.Lang, base.Lang)
	out.Quotes = or(over.Quotes, base.Quotes)
	out.Speaker = or(over.Speaker, base.Speaker)
	out.FailOn = or(over.FailOn, base.FailOn)
	out.Level = or(over.Level, base.Level)
	return &out
}

// or is the first of two that is said.
func or[T comparable](over, base T) T {
	var none T
	if over != none {
		return over
	}
	return base
}

// settings marks those that were written for other packs.
func settings(list []Setting, foreign bool) []Setting {
	if !foreign {
		return list
	}
	list = slices.Clone(list)
	for i := range list {
		list[i].foreign = true
	}
	return list
}
