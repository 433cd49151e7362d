// Package lint runs rules over documents and reports findings.
//
//	rs, err := builtin.Ruleset()
//	l, err := lint.New(lint.Config{Rules: rs})
//	for r := range l.Run(ctx, inputs, 0) {
//		for _, f := range r.Findings {
//			fmt.Println(f.Start.Line, f.Rule, f.Message)
//		}
//	}
//
// The way of the data: package source reads bytes into conversations of turns;
// package zh folds a turn and finds its sentences; package pattern finds the
// hits of markers, asking package segment for word edges; this package judges
// the rules over them. A Finding's places are bytes, lines and columns of the
// file as it stands on disk: they go back through the maps that every stage
// keeps, and nothing is searched for again.
package lint
