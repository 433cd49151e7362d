package rules

import (
	"slices"

	"github.com/cuoci/cuoci/lint/pattern"
)

// Packs parses packs as Load does, with everything that is not in the image:
// examples, sources, notes, places. The pack shared comes first.
func Packs(packs []string) ([]*Pack, error) {
	s, err := Read(packs)
	if err != nil {
		return nil, err
	}
	return s.Packs(), nil
}

// Packs are the packs as written: shared, then those that were asked for.
func (s *Source) Packs() []*Pack {
	out := make([]*Pack, 0, len(s.selected))
	for _, p := range s.selected {
		out = append(out, s.packDoc(p))
	}
	return out
}

func (s *Source) packDoc(p *rawPack) *Pack {
	d := &Pack{Name: p.name, Title: p.title, Builtin: p.builtin, Frozen: p.frozen}
	for _, l := range p.lists {
		entries, lines := texts(l.entries)
		d.Lists = append(d.Lists, ListDoc{Name: p.name + "/" + l.name, Entries: entries, Lines: lines, Path: l.at.path, Line: l.at.line})
	}
	for _, m := range p.markers {
		patterns, lines := texts(m.patterns)
		except, _ := texts(m.except)
		d.Markers = append(d.Markers, MarkerDoc{
			Name: p.name + "/" + m.name, Patterns: patterns, Except: except, Lines: lines,
			Examples: m.examples, Path: m.at.path, Line: m.at.line,
		})
	}
	for _, r := range p.rules {
		doc := r.doc
		doc.Markers = s.markerNames(p.name, r.markers)
		for _, n := range r.need {
			refs, _ := n.refs(nil, nil)
			doc.Needs = append(doc.Needs, s.markerNames(p.name, refs)...)
		}
		doc.Markers = append(doc.Markers, s.markerNames(p.name, slices.Concat(r.atOnce, r.ask))...)
		doc.Triggers = append(s.ruleNames(p.name, r.trigRules), s.markerNames(p.name, slices.Concat(r.trigMarkers, r.trigDraft))...)
		doc.Absorbs = s.ruleNames(p.name, r.absorbs)
		doc.Fixes = s.fixDocs(p.name, r)
		d.Rules = append(d.Rules, doc)
	}
	return d
}

func texts(sources []pattern.Source) (out []string, lines []int) {
	for _, s := range sources {
		out, lines = append(out, s.Text), append(lines, s.Line)
	}
	return out, lines
}

func (s *Source) markerNames(pack string, refs []ref) []string {
	var out []string
	for _, r := range refs {
		full, _ := s.marker(pack, r.name)
		out = append(out, full)
	}
	return out
}

func (s *Source) ruleNames(pack string, refs []ref) []string {
	var out []string
	for _, r := range refs {
		out = append(out, s.rule(pack, r.name).id())
	}
	return out
}
