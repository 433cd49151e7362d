package baseline

// Change counts what an update changes, in findings.
type Change struct {
	Added   int // found and not known before
	Removed int // known before and not found where the run would have found them
	Moved   int // found in another file, in place of one that is gone
}

// Update is the baseline as the run found things: what it covers as it is now,
// everything else as it was.
func (r *Run) Update() (*Baseline, Change) {
	c := Change{Added: r.fresh, Moved: r.moved}
	out := &Baseline{Path: r.base.Path, Dir: r.base.Dir}
	for i, e := range r.base.Entries {
		if r.covers(&e) {
			c.Removed += r.left[i]
			continue
		}
		// What other files took up of one that is gone stands with them now.
		if r.isGone(e.Path) {
			e.Count = r.left[i]
		}
		if e.Count > 0 {
			out.Entries = append(out.Entries, e)
		}
	}
	for _, e := range r.found {
		out.Entries = append(out.Entries, *e)
	}
	out.Entries = sorted(out.Entries)
	return out, c
}

// Prune is the baseline without its stale entries.
func (r *Run) Prune() (*Baseline, Change) {
	var c Change
	out := &Baseline{Path: r.base.Path, Dir: r.base.Dir}
	for i, e := range r.base.Entries {
		if r.left[i] > 0 && r.covers(&e) {
			c.Removed += r.left[i]
			e.Count -= r.left[i]
		}
		if e.Count > 0 {
			out.Entries = append(out.Entries, e)
		}
	}
	return out, c
}
