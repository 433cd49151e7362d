package page

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/cuoci/cuoci/lint/score"
)

// needBrowser finds headless Chromium, and the folder with playwright-core and
// axe-core, which CUOCI_BROWSER_MODULES names.
func needBrowser(t *testing.T) (program, modules string) {
	t.Helper()
	modules = os.Getenv("CUOCI_BROWSER_MODULES")
	if modules == "" {
		t.Skip("no browser at hand: CUOCI_BROWSER_MODULES is not set (.ci/run page installs one)")
	}
	program, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip(err)
	}
	return program, modules
}

// chromium runs a task of testdata/browser.mjs and reads what it saw.
func chromium(t *testing.T, out any, task string, args ...string) {
	t.Helper()
	program, modules := needBrowser(t)
	cmd := exec.Command("node", append([]string{filepath.Join("testdata", "browser.mjs"), modules, program, task}, args...)...)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s: %v\n%s", task, err, stderr.Bytes())
	}
	if err := json.Unmarshal(stdout.Bytes(), out); err != nil {
		t.Fatalf("%s: %v in %s", task, err, stdout.Bytes())
	}
}

func file(t *testing.T, page []byte) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "page.html")
	if err := os.WriteFile(name, page, 0o644); err != nil {
		t.Fatal(err)
	}
	return name
}

type heard struct {
	Requests, Console []string
	Dialogs           int
}

func (h *heard) check(t *testing.T) {
	t.Helper()
	if len(h.Requests) > 0 || len(h.Console) > 0 || h.Dialogs > 0 {
		t.Errorf("the page asked for %q, wrote %q to the console and opened %d dialogs", h.Requests, h.Console, h.Dialogs)
	}
}

type seenConversation struct {
	Number int
	Marks  map[string]string
	Turns  []string
	Notes  []struct {
		Number     int
		Rule, Text string
	}
	Lost                 []string
	Worst, Last, Moments int
}

type audit struct {
	Passes     int
	Violations []string
}

// TestBrowser opens pages in headless Chromium: nothing is asked for, nothing goes
// wrong, marks hold the matches of their findings, and an audit for accessibility
// finds nothing in either theme.
func TestBrowser(t *testing.T) {
	needBrowser(t)
	card := handCard()
	plain := few(t, card)
	bad := handHostile(t, card)
	long := many(t, card, 45)
	var files []string
	runs := [][]*score.Conversation{plain, bad, long}
	for i, list := range runs {
		s := handSummary(card, list)
		s.By, s.Groups = score.ByAgent, []score.Group{{By: score.ByAgent, Name: "小林", N: 1, Small: true}}
		files = append(files, file(t, render(t, card, list, s, score.Options{Lang: []string{"zh", "en", "zh"}[i]})))
	}
	var seen []struct {
		Heard         heard
		Dots          []struct{ Numbers []int }
		Conversations []seenConversation
		Light, Dark   audit
		Print         struct {
			Hidden, Shown bool
			PDF           int
		}
		Spill int
	}
	chromium(t, &seen, "look", files...)
	for i, list := range runs {
		page := &seen[i]
		page.Heard.check(t)
		if len(page.Conversations) != len(list) {
			t.Fatalf("page %d: %d conversations can be opened, want %d", i, len(page.Conversations), len(list))
		}
		for _, c := range page.Conversations {
			c.check(t, list[c.Number-1])
		}
		dotted := 0
		for _, d := range page.Dots {
			dotted += len(d.Numbers)
		}
		placed := len(slices.DeleteFunc(slices.Clone(list), func(c *score.Conversation) bool { return c.Kind == score.NoKind }))
		if dotted != placed || placed == 0 {
			t.Errorf("page %d: dots lead to %d conversations, want %d", i, dotted, placed)
		}
		for _, a := range []audit{page.Light, page.Dark} {
			if len(a.Violations) > 0 || a.Passes < 15 {
				t.Errorf("page %d: %d checks of accessibility passed; violated:\n%s", i, a.Passes, strings.Join(a.Violations, "\n"))
			}
		}
		if !page.Print.Hidden || !page.Print.Shown || page.Print.PDF < 10000 {
			t.Errorf("page %d in print: %+v", i, page.Print)
		}
		if page.Spill > 0 {
			t.Errorf("page %d is %d wider than a screen of 320", i, page.Spill)
		}
	}
}

// handHostile are conversations with words that want to be markup.
func handHostile(t *testing.T, card *score.Card) []*score.Conversation {
	t.Helper()
	var list []*score.Conversation
	for i, phrase := range hostile {
		list = append(list, hand(t, card, fmt.Sprint(i, phrase), phrase,
			said{2, "客户说" + phrase, []on{{phrase: phrase, areas: "-attention", weight: 1}}},
			said{1, "今天答复" + phrase + "就这样", []on{{phrase: phrase, rule: "negative/cannot", areas: "-attitude +timeliness", weight: 1}, {phrase: "答复" + phrase, areas: "+tact", weight: 1}}},
		))
	}
	return list
}

// check compares what the browser shows with the scored conversation.
func (c *seenConversation) check(t *testing.T, want *score.Conversation) {
	t.Helper()
	marks, number := 0, 0
	loose := unmarked(want)
	for i := range want.Turns {
		turn := &want.Turns[i]
		if c.Turns[i] != settled(turn.Text) {
			t.Errorf("%s: turn %d is %q, want %q", want.Path, i+1, c.Turns[i], turn.Text)
		}
		for k, m := range slices.Concat(turn.Marks, loose[i+1]) {
			number++
			note := c.Notes[number-1]
			if note.Number != number {
				t.Fatalf("%s: note %d has the number %d", want.Path, number, note.Number)
			}
			for _, e := range m.Evidence {
				if e := &want.Evidence[e]; !strings.Contains(note.Text, e.Title) {
					t.Errorf("%s: note %d does not say %q", want.Path, number, e.Title)
				}
			}
			if k >= len(turn.Marks) {
				continue
			}
			marks++
			phrase := turn.Text[m.Start:m.End]
			if got := c.Marks[strconv.Itoa(number)]; got != settled(phrase) {
				t.Errorf("%s: mark %d is %q, want %q", want.Path, number, got, phrase)
			}
			if m.Finding < 0 {
				continue
			}
			f := &want.Findings[m.Finding]
			if phrase != f.Match || note.Rule != f.Rule {
				t.Errorf("%s: mark %d is %q of %s, want %q of %s", want.Path, number, phrase, note.Rule, f.Match, f.Rule)
			}
			for _, text := range []string{settled(f.Message), f.Title, f.Suggestions[0].Text} {
				if !strings.Contains(note.Text, text) {
					t.Errorf("%s: note %d does not say %q", want.Path, number, text)
				}
			}
		}
	}
	if len(c.Marks) != marks || len(c.Notes) != number || marks == 0 {
		t.Errorf("%s: %d marks and %d notes, want %d and %d", want.Path, len(c.Marks), len(c.Notes), marks, number)
	}
	if len(c.Lost) > 0 {
		t.Errorf("%s: nothing has the names %q", want.Path, c.Lost)
	}
	if c.Moments != len(want.Moments) || c.Worst != 1 || c.Last != 1 {
		t.Errorf("%s: %d moments, %d the worst, %d the last; want %d, 1, 1", want.Path, c.Moments, c.Worst, c.Last, len(want.Moments))
	}
}

// TestBrowserKeys goes through a page with the keyboard alone, and through both
// themes.
func TestBrowserKeys(t *testing.T) {
	needBrowser(t)
	card := handCard()
	list := few(t, card)
	page := file(t, render(t, card, list, handSummary(card, list), score.Options{}))
	type place struct {
		ID, Tag, Name, Readout, Hash, Key string
		Ring                              bool
	}
	var out struct {
		Heard heard
		Seen  struct {
			Skip, Theme, Dot, After, Opened, Mark, Note, Number, Returned place
			Walk                                                          []place
			Light, Reloaded, Back                                         string
			Switched                                                      struct{ Ground, Pressed string }
			Expanded, Described                                           string
			Toggles                                                       []string
			Moving                                                        int
			Rows                                                          []int
		}
	}
	chromium(t, &out, "keys", page)
	out.Heard.check(t)
	s := &out.Seen
	for name, p := range map[string]place{"skip": s.Skip, "theme": s.Theme, "dot": s.Dot, "conversation": s.Opened, "mark": s.Mark, "note": s.Note, "number": s.Number} {
		if !p.Ring {
			t.Errorf("the focus on the %s (%q) cannot be seen", name, p.Name)
		}
	}
	if s.Skip.Name != "跳到正文" || s.Light != "rgb(250, 249, 246)" || s.Switched.Ground != "rgb(21, 24, 27)" || s.Switched.Pressed != "true" || s.Reloaded != s.Switched.Ground || s.Back != s.Light {
		t.Errorf("first stop %q; grounds: %s, switched %+v, reloaded %s, back %s", s.Skip.Name, s.Light, s.Switched, s.Reloaded, s.Back)
	}
	ends := map[string]string{"ArrowRight": s.Walk[0].Name, "ArrowLeft": s.Dot.Name, "Home": s.Dot.Name, "End": s.Walk[2].Name}
	for _, p := range s.Walk {
		if want := ends[p.Key]; want != "" && p.Name != want || p.Readout != p.Name {
			t.Errorf("%s goes to %q (want %q), and below the picture stands %q", p.Key, p.Name, want, p.Readout)
		}
	}
	height := func(p place) int {
		m := regexp.MustCompile(`个人面 (\d+)`).FindStringSubmatch(p.Name)
		if m == nil {
			t.Fatalf("%q does not say how high it lies", p.Name)
		}
		n, err := strconv.Atoi(m[1])
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	if s.Walk[0].Name == s.Dot.Name || s.Walk[2].Name == s.Dot.Name || height(s.Walk[5]) <= height(s.Dot) || s.Walk[6].Name != s.Walk[4].Name {
		t.Errorf("the arrow keys go %+v", s.Walk)
	}
	if s.After.Tag == "a" && strings.HasPrefix(s.After.Hash, "#c") || s.After.Readout == s.After.Name {
		t.Errorf("behind the picture the tab key stops at another dot: %+v", s.After)
	}
	if s.Opened.Tag != "button" || s.Expanded != "true" || !regexp.MustCompile(`^#c\d+$`).MatchString(s.Opened.Hash) {
		t.Errorf("a dot opens %+v, expanded %s", s.Opened, s.Expanded)
	}
	if s.Mark.ID == "" || s.Returned.ID != s.Mark.ID || s.Note.Tag != "li" || s.Note.ID != strings.Replace(s.Mark.ID, "m", "n", 1) || !strings.Contains(s.Described, "时限") {
		t.Errorf("from mark %+v to note %+v and back to %+v; it is described as %q", s.Mark, s.Note, s.Returned, s.Described)
	}
	if len(s.Toggles) != 3 || s.Toggles[0] == s.Toggles[1] || s.Toggles[1] == s.Toggles[2] {
		t.Errorf("a conversation opens and closes %q", s.Toggles)
	}
	if s.Moving != 0 || fmt.Sprint(s.Rows) != "[4 1 4 1]" {
		t.Errorf("%d things move; the filters leave %v rows, want [4 1 4 1]", s.Moving, s.Rows)
	}
}

// timeBound is how many times as long as an empty page 5,000 conversations may
// take: three seconds, where an empty page takes 60 ms.
const timeBound = 50

// TestBrowserTime opens 5,000 conversations, and an empty page beside them, so
// that a busy machine is busy for both.
func TestBrowserTime(t *testing.T) {
	needBrowser(t)
	card := handCard()
	list := many(t, card, most)
	full := file(t, render(t, card, list, handSummary(card, list), score.Options{}))
	empty := file(t, []byte("<!DOCTYPE html><html lang=\"zh\"><title>x</title><p>x</p></html>"))
	var taken []float64
	chromium(t, &taken, "time", "5", full, empty)
	ratio := taken[0] / taken[1]
	t.Logf("%d conversations: %.0f ms; an empty page: %.0f ms; ratio %.1f", most, taken[0], taken[1], ratio)
	if ratio > timeBound {
		t.Errorf("the ratio is above %d", timeBound)
	}
}
