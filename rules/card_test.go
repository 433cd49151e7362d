package rules

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cuoci/cuoci/rules/schematest"
)

// smallCard is a card that is right; edits are put in the place of what they name.
func smallCard(edits ...string) string {
	const text = `card: ours
pass: 70
fatal:
  - {rule: recovery/threat, cap: 10}
areas:
  - id: speed
    side: procedure
    title: {zh: 快}
    for:
      - {marker: told-when, title: {zh: 说了时间}}
    against:
      - {rule: recovery/deadline}
  - id: warmth
    side: personal
    title: {zh: 暖}
    for:
      - {marker: [empathy, shared/care], title: {zh: 体谅}, weight: 2, most: 1, at: not-first, after: complaint, unless: reason}
    silence:
      - {customer: complaint, title: {zh: 没有体谅}}
examples:
  - kind: cold
    turns: [{role: agent, text: 不知道}]
`
	return strings.NewReplacer(edits...).Replace(text)
}

func readCard(t *testing.T, text string) (*Card, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "card.yaml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := ReadCard(path)
	return c, err
}

func TestReadCard(t *testing.T) {
	c, err := readCard(t, smallCard())
	if err != nil {
		t.Fatal(err)
	}
	if c.Name != "ours" || c.Pass != 70 || c.Start != defaultStart || c.Anchor != defaultAnchor || c.Small != defaultSmall {
		t.Errorf("the card is %+v", c)
	}
	item := c.Areas[1].For[0]
	if !slices.Equal(item.Markers, []string{"shared/empathy", "shared/care"}) || item.Weight != 2 || item.Most != 1 || item.At != NotFirst || item.After[0] != "shared/complaint" || item.Unless[0] != "shared/reason" {
		t.Errorf("the item is %+v", item)
	}
	if want := []string{"shared/told-when", "shared/empathy", "shared/care", "shared/complaint", "shared/reason"}; !slices.Equal(c.Markers(), want) {
		t.Errorf("the markers are %v, want %v", c.Markers(), want)
	}
}

// TestCardErrors holds each error to its place and words.
func TestCardErrors(t *testing.T) {
	for name, test := range map[string]struct{ text, want string }{
		"no name":         {smallCard("card: ours\n", ""), `:1:1: no "card": a file begins with "card: NAME"`},
		"a key mistyped":  {smallCard("pass: 70", "pas: 70"), `:2:1: unknown key "pas" in a card (did you mean "pass"?): allowed are card,`},
		"a pass mark":     {smallCard("pass: 70", "pass: 700"), `:2:7: "pass" is "700": a number from 0 to 100 is allowed`},
		"a side mistyped": {smallCard("side: personal", "side: person"), `:14:11: unknown side "person"`},
		"rule and marker": {smallCard("{rule: recovery/deadline}", "{rule: recovery/deadline, marker: reason}"), `:12:9: an item has either "rule" or "marker"`},
		"a bare rule":     {smallCard("{rule: recovery/deadline}", "{rule: deadline}"), `:12:16: rule "deadline": it is named pack/name, such as negative/cannot`},
		"no title":        {smallCard("{marker: told-when, title: {zh: 说了时间}}", "{marker: told-when}"), `:10:9: an item with a "marker" has a "title"`},
		"a weight":        {smallCard("weight: 2", "weight: heavy"), `"weight" is "heavy": a number from 0.01 to 100 is allowed`},
		"an occasion":     {smallCard("at: not-first", "at: notfirst"), `unknown at "notfirst" (did you mean "not-first"?): allowed are any, first, last, not-first`},
		"twice":           {smallCard("id: warmth", "id: speed"), `area "speed" is there twice: the other is at`},
		"never and for":   {smallCard("    title: {zh: 快}\n", "    title: {zh: 快}\n    never: {zh: 看不见}\n"), `:6:5: an area that is never assessed has no "for", "against" and "silence"`},
		"nothing":         {smallCard("    for:\n      - {marker: told-when, title: {zh: 说了时间}}\n    against:\n      - {rule: recovery/deadline}\n", ""), `:6:5: an area has "for" or "against", or "never"`},
		"a kind":          {smallCard("kind: cold", "kind: coold"), `unknown kind "coold" (did you mean "cold"?)`},
		"no agent":        {smallCard("role: agent", "role: customer"), `:22:12: an example has a turn of the agent`},
		"one side only":   {smallCard("side: personal", "side: procedure"), `:1:7: no area of the side "personal" can be assessed`},
		"bad YAML":        {"card: [", `:2:1: not valid YAML: `},
		"empty":           {"", `:1:1: the file is empty`},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := readCard(t, test.text)
			if err == nil {
				t.Fatal("no error")
			}
			if !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v\nwant …%s", err, test.want)
			}
		})
	}
}

// TestCardFolder reads a card of several files.
func TestCardFolder(t *testing.T) {
	dir := t.TempDir()
	text := smallCard()
	head, areas, _ := strings.Cut(text, "areas:")
	for name, text := range map[string]string{"a.yaml": head, "b.yaml": "card: ours\nareas:" + areas} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	c, err := ReadCard(dir)
	if err != nil {
		t.Fatal(err)
	}
	if c.Pass != 70 || len(c.Areas) != 2 {
		t.Errorf("the card is %+v", c)
	}
	if err := os.WriteFile(filepath.Join(dir, "c.yaml"), []byte("card: ours\npass: 50\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadCard(dir); err == nil || !strings.Contains(err.Error(), `c.yaml:2:1: the card has a second "pass": the first is at`) {
		t.Errorf("a second pass mark: %v", err)
	}
}

// TestShippedCard holds the shipped card to the lesson: two sides with seven areas
// each, two of which are never assessed; no weight that is not plain.
func TestShippedCard(t *testing.T) {
	c, err := ShippedCard()
	if err != nil {
		t.Fatal(err)
	}
	var sides [2]int
	var never []string
	for i := range c.Areas {
		a := &c.Areas[i]
		sides[a.Side]++
		if a.Never.ZH != "" {
			never = append(never, a.ID)
		} else if a.Missing.ZH == "" || a.About.ZH == "" {
			t.Errorf("%s does not say what it asks, or why it is not assessed", a.ID)
		}
	}
	if sides != [2]int{7, 7} {
		t.Errorf("%v areas on the sides, want 7 and 7", sides)
	}
	if !slices.Equal(never, []string{"appearance", "selling"}) {
		t.Errorf("never assessed are %v", never)
	}
	if len(c.Fatal) != 3 || len(c.Examples) < 8 {
		t.Errorf("%d fatal items and %d examples", len(c.Fatal), len(c.Examples))
	}
}

func TestCardSchemaTakesShippedCard(t *testing.T) {
	s := schematest.Compile(t, CardSchema())
	files, err := fs.Glob(builtinYAML, cardFolder+"/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, name := range files {
		data, err := fs.ReadFile(builtinYAML, name)
		if err != nil {
			t.Fatal(err)
		}
		if err := schematest.Validate(t, s, string(data)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestCardSchemaAgreesWithLoader gives both the same cards: what one takes the
// other takes.
func TestCardSchemaAgreesWithLoader(t *testing.T) {
	load := func(text string) error { _, err := readCard(t, text); return err }
	schematest.Agree(t, CardSchema(), load, []string{
		smallCard(), smallCard("pass: 70", "pass: 101"), smallCard("pass: 70", "anchor: 0"), smallCard("pass: 70", "small: 0"), smallCard("pass: 70", "small: 1.5"),
		smallCard("card: ours\n", ""), smallCard("card: ours", "card: Ours"), smallCard(", cap: 10", ""), smallCard("recovery/threat", "threat"),
		smallCard("side: personal", "side: both"), smallCard("    title: {zh: 暖}\n", ""), smallCard("title: {zh: 暖}", "title: {en: warm}"),
		smallCard(", title: {zh: 体谅}", ""), smallCard("weight: 2", "weight: 0"), smallCard("most: 1", "most: 0"), smallCard("at: not-first", "at: middle"),
		smallCard("{rule: recovery/deadline}", "{rule: recovery/deadline, marker: reason, title: {zh: a}}"), smallCard("{rule: recovery/deadline}", "{weight: 1}"),
		smallCard("{customer: complaint, ", "{customer: complaint, turns: 2, "), smallCard("{customer: complaint, ", "{turns: 2, "), smallCard(", title: {zh: 没有体谅}", ""),
		smallCard("kind: cold", "kind: none"), smallCard("role: agent", "role: customer"), smallCard("role: agent", "role: bot"),
		smallCard("    title: {zh: 快}\n", "    title: {zh: 快}\n    never: {zh: 看不见}\n"), smallCard("pass: 70", "mark: 70"),
	})
}

// TestCardSchemaKeys compares the keys of each object of the format.
func TestCardSchemaKeys(t *testing.T) {
	schematest.Keys(t, CardSchema(), map[string][]string{
		"card": cardKeys, "area": areaKeys, "item": itemKeys, "silence": silenceKeys, "fatal": fatalKeys, "example": cardExampleKeys,
		"turn": turnKeys, "localized": localKeys,
	})
}

// FuzzCard reads any bytes as a card: no panic, and every error says where.
func FuzzCard(f *testing.F) {
	f.Add(smallCard())
	f.Add("card: a\nareas: [{id: b, side: personal, title: {zh: c}, for: [{marker: [d, e/f], title: {zh: g}}]}]\nexamples: [{kind: cold, turns: [{role: agent, text: h}]}]")
	f.Add("card: [")
	f.Add("card: a\ncard: b\nfatal: [{cap: 1e9}]")
	f.Fuzz(func(t *testing.T, text string) {
		r := cardReader{card: &Card{Path: "card.yaml"}}
		r.file("card.yaml", []byte(text))
		c, err := r.finish()
		if err == nil {
			if c.Name == "" || len(c.Areas) < 2 || c.Pass < 0 || c.Pass > 100 || c.Anchor <= 0 {
				t.Errorf("a card that is none: %+v", c)
			}
			return
		}
		many, ok := err.(interface{ Unwrap() []error })
		if !ok {
			t.Fatalf("an error that joins none: %v", err)
		}
		for _, e := range many.Unwrap() {
			if at, ok := errors.AsType[*PlaceError](e); !ok || at.Path != "card.yaml" || at.Line < 1 || at.Column < 1 {
				t.Errorf("an error without its place: %v", e)
			}
		}
	})
}
