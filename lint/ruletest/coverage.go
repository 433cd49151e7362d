package ruletest

import (
	"slices"

	"github.com/cuoci/cuoci/lint/pattern"
)

// coverage lists what no example fired, in the order of the packs.
func (t *tester) coverage(c *pattern.Coverage) {
	used := map[string]bool{} // lists that some pattern uses
	for _, e := range t.set.Patterns.Entries() {
		used[e.List] = true
	}
	for _, p := range t.packs {
		for _, l := range p.Lists {
			if !used[l.Name] {
				t.gap(Unfired{Path: l.Path, Line: l.Line, Of: l.Name, What: "any entry: no pattern uses the list"})
				continue
			}
			u := Unfired{Path: l.Path, Line: l.Line, Of: l.Name, What: "entries"}
			for _, text := range l.Entries {
				if !c.Entries[pattern.Entry{List: l.Name, Text: text}] && !slices.Contains(u.Texts, text) {
					u.Texts = append(u.Texts, text)
				}
			}
			if len(u.Texts) > 0 {
				t.gap(u)
			}
		}
		for _, m := range p.Markers {
			marker, ok := t.set.Patterns.Marker(m.Name)
			if !ok {
				continue
			}
			for i, text := range m.Patterns {
				if !c.Patterns[pattern.Ref{Marker: marker, Pattern: i}] {
					t.gap(Unfired{Path: m.Path, Line: m.Lines[i], Of: m.Name, What: "pattern", Texts: []string{text}})
				}
			}
			for i, text := range m.Except {
				if !c.Patterns[pattern.Ref{Marker: marker, Pattern: i, Except: true}] {
					t.gap(Unfired{Path: m.Path, Line: m.Line, Of: m.Name, What: "except", Texts: []string{text}})
				}
			}
		}
	}
}

func (t *tester) gap(u Unfired) { t.report.Unfired = append(t.report.Unfired, u) }
