package page

import (
	"bufio"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"html/template"
	"io"
	"strings"

	"github.com/cuoci/cuoci/lint/score"
)

//go:embed assets
var assets embed.FS

// The files of assets that the page takes in whole, in this order.
var (
	styles  = [...]string{"assets/page.css", "assets/parts.css", "assets/print.css"}
	scripts = [...]string{"assets/page.js", "assets/list.js"}
)

// inline is the text of some of the assets, with its hash for the policy.
func inline(names []string) (text, hash string, err error) {
	var b strings.Builder
	for _, name := range names {
		s, err := assets.ReadFile(name)
		if err != nil {
			return "", "", err
		}
		b.Write(s)
	}
	sum := sha256.Sum256([]byte(b.String()))
	return b.String(), "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'", nil
}

// templates parses the templates. It is called when a page is written: nothing
// of this is done at the start of the program.
func (w words) templates() (*template.Template, error) {
	return template.New("page").Funcs(template.FuncMap{
		"t": w.in, "in": w.localized, "count": w.count, "n": grouped,
		"points": w.points, "spoken": w.spoken, "mean": w.mean, "interval": w.interval, "whole": w.whole,
		"share": w.share, "between": w.shareInterval, "percent": percent,
		"kind":   func(k score.Kind) string { return capital(k.Title(w.lang())) },
		"saying": func(k score.Kind) string { return k.Saying(w.lang()) },
		"side":   func(i int) string { return capital(score.SideTitle(score.Side(i), w.lang())) },
		"level":  w.level, "joined": joined, "line": w.line,
		"marked":   func(c int, t *turn) any { return markedTurn{c, t} },
		"numbered": func(c int, n *note) any { return numberedNote{c, n} },
		"english":  func() bool { return w.english },
		"scaled":   func(points, by float64) string { return place(points * by) },
		"last":     func(numbers []int) int { return numbers[len(numbers)-1] },
	}).ParseFS(assets, "assets/*.gohtml")
}

// document is what the templates see of the run.
type document struct {
	Policy, Version string
	Card            *score.Card
	Title           string
	Summary         *score.Summary
	Kinds           []kindCount
	Sides           [2][]score.AreaSummary
	Plot            plot
	Rules, More     []*rule
	By, ByColumn    string
	ByFound, ByArea bool // groups have a share of all conversations, a score of their own
	Kept            int
	Unread          *unread
}

// markedTurn and numberedNote are what they hold with the number of their
// conversation, from which the names of places in the page are made.
type markedTurn struct {
	Conversation int
	Turn         *turn
}

type numberedNote struct {
	Conversation int
	Note         *note
}

type kindCount struct {
	Kind  score.Kind
	Count int
	Share float64 // of the conversations that are of a kind
}

// shown is how many rules are shown with examples; the others stand in a table.
const shown = 8

// write writes the page.
func (p *writer) write(b *bufio.Writer, s *score.Summary) error {
	tmpl, err := p.words.templates()
	if err != nil {
		return err
	}
	style, styleHash, err := inline(styles[:])
	if err != nil {
		return err
	}
	script, scriptHash, err := inline(scripts[:])
	if err != nil {
		return err
	}
	doc := p.document(s)
	doc.Policy = "default-src 'none'; style-src " + styleHash + "; script-src " + scriptHash +
		"; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types cuoci"
	index, err := p.index(doc)
	if err != nil {
		return err
	}
	doc.Plot = p.plot(index.label)

	steps := []func() error{
		func() error { return tmpl.ExecuteTemplate(b, "head", doc) },
		func() error { return element(b, `<style>`, style, `</style>`) },
		func() error { return tmpl.ExecuteTemplate(b, "body", doc) },
		func() error { return index.write(b) },
		func() error { return p.conversations(b, tmpl) },
		func() error { return element(b, `<script>`, script, `</script>`) },
		func() error { return tmpl.ExecuteTemplate(b, "end", doc) },
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// element writes text of our own between tags, byte for byte: its hash stands in
// the policy.
func element(w io.Writer, open, text, end string) error {
	_, err := io.WriteString(w, open+text+end+"\n")
	return err
}

// document gathers what stands above the conversations.
func (p *writer) document(s *score.Summary) *document {
	doc := &document{Version: p.version, Card: p.card, Title: p.words.localized(p.card.Title), Summary: s, Unread: &p.unread}
	placed := 0
	for _, k := range score.Kinds() {
		placed += s.Kinds[k]
	}
	for _, k := range score.Kinds() {
		c := kindCount{Kind: k, Count: s.Kinds[k]}
		if placed > 0 {
			c.Share = float64(c.Count) / float64(placed)
		}
		doc.Kinds = append(doc.Kinds, c)
	}
	for _, a := range s.Areas {
		doc.Sides[a.Area.Side] = append(doc.Sides[a.Area.Side], a)
	}
	doc.Rules = p.rules.sorted()
	if len(doc.Rules) > shown {
		doc.Rules, doc.More = doc.Rules[:shown], doc.Rules[shown:]
	}
	for _, r := range doc.Rules {
		for i := range r.Examples {
			if p.known[r.Examples[i].Number-1].forgotten {
				r.Examples[i].Number = 0
			}
		}
	}
	doc.By, doc.ByColumn = p.words.by(s.By)
	doc.ByArea = s.By == score.ByArea
	doc.ByFound = doc.ByArea || s.By == score.ByRule
	doc.Kept = min(len(p.known), p.most)
	return doc
}
