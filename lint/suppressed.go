package lint

import (
	"slices"
	"strings"

	"github.com/cuoci/cuoci/lint/source"
	"github.com/cuoci/cuoci/lint/suppress"
	"github.com/cuoci/cuoci/lint/zh"
	"github.com/cuoci/cuoci/rules"
)

// The rules that speak of what stands in files for the linter, not of words to
// customers. Their levels are settled as those of rules are.
const (
	BadSuppression    = "cuoci/bad-suppression"
	UnusedSuppression = "cuoci/unused-suppression"
)

// OwnRule is one of them.
type OwnRule struct {
	ID    string
	Level Level // unless the configuration says another
	Title rules.Localized
}

// OwnRules lists them.
func OwnRules() []OwnRule {
	return []OwnRule{
		{BadSuppression, Warning, rules.Localized{ZH: "写错的豁免", EN: "A suppression that is wrong"}},
		{UnusedSuppression, Suggestion, rules.Localized{ZH: "用不上的豁免", EN: "A suppression of nothing"}},
	}
}

// chooseSuppressions settles what is heeded of files and configuration.
func (l *Linter) chooseSuppressions(c Config) error {
	if c.NoSuppressions {
		return nil
	}
	r := &suppress.Rules{
		IDs: l.ids[:len(l.rules)], RequireReason: c.RequireReason,
		Narrowed: c.Narrowed || len(c.Enable) > 0,
	}
	for _, name := range c.Disable {
		if err := l.apply(name, func(i int) { r.Narrowed = r.Narrowed || i < len(l.rules) }); err != nil {
			return err
		}
	}
	for _, pack := range rules.BuiltinPacks() {
		if !slices.ContainsFunc(r.IDs, func(id string) bool { return strings.HasPrefix(id, pack+"/") }) {
			r.Elsewhere = append(r.Elsewhere, pack)
		}
	}
	l.directives = r
	return l.chooseAllowed(c.Allow)
}

// directed is what is known of the document that is being checked, as far as
// directives go by it.
type directed struct {
	file     *suppress.File // nil: it had no directive so far
	lone     bool           // it had a lone text
	dialog   bool           // it had a dialogue
	customer bool           // with a customer's turn
	missed   ruleSet        // rules that some conversation gave no ground to judge
}

// attend has the directives of a document heeded.
func (c *checker) attend(d *source.Document) {
	c.directed = directed{}
	if c.directives != nil {
		d.OnDirective(c.direct)
	}
}

// direct takes in a directive of the document.
func (c *checker) direct(x source.Directive) {
	if c.directed.file == nil {
		c.directed.file = c.directives.NewFile(c.wasJudged)
		c.directed.missed = newRuleSet(len(c.rules))
	}
	c.directed.file.Add(x)
}

// wasJudged tells whether a rule was judged wherever it could be, at a level that
// is reported.
func (c *checker) wasJudged(rule int) bool {
	d := &c.directed
	switch {
	case c.levels[rule] < c.level, d.missed.has(rule):
		return false
	case c.customer[rule] && !d.customer:
		return false
	}
	return d.dialog || d.lone && !c.dialogs[rule]
}

// beginDirected notes a conversation before it is judged.
func (c *checker) beginDirected(conv *source.Conversation) {
	d := &c.directed
	if conv.Dialog {
		d.dialog = true
	} else {
		d.lone = true
	}
	if d.file != nil {
		d.file.Begin(conv)
	}
}

// suppress marks the findings that directives speak for.
func (c *checker) suppress() {
	d := &c.directed
	if d.file == nil {
		return
	}
	d.customer = d.customer || slices.ContainsFunc(c.turns, isCustomer)
	for _, m := range c.missed {
		d.missed.add(m.rule)
	}
	for i := range c.found {
		p := &c.found[i]
		if p.gone || p.level == Off {
			continue
		}
		t := c.turns[p.turn]
		start, _ := t.text().Source(p.start, p.end)
		by, reason := d.file.Suppresses(p.rule, t.src.Text.Position(start).Offset, t.src.Location)
		if by != nil && p.suppressed == nil {
			p.suppressed = &Suppression{By: "comment", Reason: reason}
			if by.Row {
				p.suppressed.By = "column"
			}
		}
	}
}

// tellDirected adds what is wrong with directives to a result; end is that of a
// document that was read whole.
func (c *checker) tellDirected(r *Result, end bool) {
	f := c.directed.file
	if f == nil {
		return
	}
	if end {
		f.End()
	}
	for _, p := range f.Problems() {
		own := 0
		if p.Unused {
			own = 1
		}
		level := c.levels[len(c.rules)+own]
		if level == Off || level < c.level {
			continue
		}
		made := c.problem(r.Path, OwnRules()[own], level, &p)
		at := len(r.Findings)
		if made.Location == nil || !made.Location.Detached {
			at = slices.IndexFunc(r.Findings, func(f Finding) bool { return f.Start.Offset > made.Start.Offset })
		}
		if at < 0 {
			at = len(r.Findings)
		}
		r.Findings = slices.Insert(r.Findings, at, made)
	}
}

// problem is a finding of something wrong with a directive.
func (c *checker) problem(path string, rule OwnRule, level Level, p *suppress.Problem) Finding {
	text := p.Directive.Text
	start, end := p.Start, p.End
	if start >= end && text.Len() > 0 {
		start, end = 0, len(text.String())
	}
	at := c.out.finder.Place(text, start, end)
	f := Finding{
		Path: path, Start: at.Start, End: at.End, Line: at.Line, LineStart: at.LineStart, LastLine: at.LastLine,
		Location: p.Directive.Location, Rule: rule.ID, Level: level, Title: rule.Title.In(c.lang),
		Message: p.Message.In(c.lang), Match: text.String()[start:end], Sentence: text.String(),
	}
	if f.Location == nil || !f.Location.Detached {
		f.Segments = c.out.segments(text, start, end)
	}
	c.out.name(len(c.rules)+slices.Index(c.ids[len(c.rules):], rule.ID), len(c.ids), rule.ID, zh.Fold(f.Match), zh.Fold(f.Sentence), &f.Fingerprint)
	c.out.stamp()
	return f
}
