package report

import (
	"strings"

	"github.com/cuoci/cuoci/lint"
	"github.com/cuoci/cuoci/rules"
)

// sarifRule is what a log tells of a rule.
type sarifRule struct {
	ID         string               `json:"id"`
	Name       string               `json:"name,omitempty"`
	Short      *sarifText           `json:"shortDescription,omitempty"`
	Full       *sarifText           `json:"fullDescription,omitempty"`
	Default    *sarifConfiguration  `json:"defaultConfiguration,omitempty"`
	Help       *sarifHelp           `json:"help,omitempty"`
	Properties *sarifRuleProperties `json:"properties,omitempty"`
}

type sarifConfiguration struct {
	Enabled *bool  `json:"enabled,omitempty"` // left out where it is true
	Level   string `json:"level"`
}

type sarifHelp struct {
	Text     string `json:"text"`
	Markdown string `json:"markdown"`
}

type sarifRuleProperties struct {
	Tags []string `json:"tags"`
}

// ruleIndex is the place of a finding's rule in the list of rules.
func (s *sarifWriter) ruleIndex(f *lint.Finding) int {
	i, ok := s.rules[f.Rule]
	if !ok {
		i = len(s.listed)
		s.rules[f.Rule] = i
		s.listed = append(s.listed, s.rule(f))
	}
	return i
}

func (s *sarifWriter) rule(f *lint.Finding) *sarifRule {
	pack, _, _ := strings.Cut(f.Rule, "/")
	r := &sarifRule{ID: f.Rule, Properties: &sarifRuleProperties{[]string{pack}}}
	if f.Title != "" {
		r.Short = &sarifText{f.Title}
	}
	var doc *rules.RuleDoc
	if s.o.Rule != nil {
		doc = s.o.Rule(f.Rule)
	}
	if doc == nil {
		return r
	}
	lang := s.o.Lang
	if title := doc.Rule.Title.In(lang); title != "" {
		r.Short = &sarifText{title}
	}
	r.Full = &sarifText{openHoles(doc.Rule.Message.In(lang))}
	r.Default = &sarifConfiguration{Level: sarifLevel(doc.Rule.Level)}
	if doc.Rule.Level == lint.Off {
		no := false
		r.Default.Enabled = &no
	}
	h := helpOf(doc, lang, s.words.labels)
	r.Help = &sarifHelp{h.text(), h.markdown()}
	return r
}

// openHoles shows the places of a message where the match is put in.
func openHoles(message string) string {
	return strings.NewReplacer("{match}", ellipsis, "{say}", ellipsis).Replace(strings.TrimSpace(message))
}

// help is the page of a rule: its message, then lists under heads.
type help struct {
	message string
	lists   []helpList
}

type helpList struct {
	head  string
	items []string
}

func helpOf(d *rules.RuleDoc, lang string, l *labels) *help {
	h := &help{message: openHoles(d.Rule.Message.In(lang))}
	add := func(head string, items []string) {
		if len(items) > 0 {
			h.lists = append(h.lists, helpList{head, items})
		}
	}
	var instead, lessons, studies []string
	for _, s := range d.Rule.Suggestions {
		instead = append(instead, s.Text.In(lang))
	}
	for _, s := range d.Source {
		lessons = append(lessons, strings.TrimSpace(s.Deck+" "+s.Section))
	}
	for _, s := range d.Evidence {
		studies = append(studies, strings.TrimSuffix(s.Study+": "+s.Measured, ": "))
	}
	add(l.help.instead, instead)
	add(l.help.finds, exampleTexts(d.Examples.Hit))
	add(l.help.leaves, exampleTexts(d.Examples.Miss))
	add(l.help.lesson, lessons)
	add(l.help.evidence, studies)
	return h
}

// exampleTexts are the examples that need no conversation around them, the first
// few: a page is no test.
func exampleTexts(list []rules.Example) []string {
	const most = 3
	var out []string
	for _, e := range list {
		if e.Text != "" && e.Customer == "" && e.Profile == "" && len(out) < most {
			out = append(out, strings.ReplaceAll(strings.TrimSpace(e.Text), "\n", " "))
		}
	}
	return out
}

func (h *help) text() string {
	var b strings.Builder
	b.WriteString(h.message)
	for _, l := range h.lists {
		b.WriteString("\n\n" + l.head)
		for _, item := range l.items {
			b.WriteString("\n- " + item)
		}
	}
	return b.String()
}

func (h *help) markdown() string {
	var b strings.Builder
	b.WriteString(escapeMarkdown(h.message))
	for _, l := range h.lists {
		b.WriteString("\n\n**" + escapeMarkdown(l.head) + "**\n")
		for _, item := range l.items {
			b.WriteString("\n- " + escapeMarkdown(item))
		}
	}
	return b.String()
}
