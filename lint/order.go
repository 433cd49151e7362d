package lint

import "github.com/cuoci/cuoci/rules"

// order finds what stands in the wrong place: in each stretch of a rule's
// scope the first hit that what must come first does not come before.
func (c *checker) order(id int, r *rules.Rule) {
	var once once
	for _, p := range c.places(id, r.Markers, r) {
		t := c.turns[p.turn]
		span, group := c.stretch(r.Scope, t, p.start, p.end)
		if once.known(span, group) {
			continue
		}
		once.note(span, group)
		if c.any(r.Need, t, &p) {
			continue
		}
		p.missing = c.missing[id]
		c.add(p)
	}
}
