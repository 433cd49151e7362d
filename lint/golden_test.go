package lint_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/cuoci/cuoci/lint"
	"github.com/cuoci/cuoci/lint/source"
	"github.com/cuoci/cuoci/rules"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestConversations checks the written conversations of testdata/conversations
// with all rules under the profile transcript, and compares what is found, and
// what could not be assessed, with the .golden file beside each. A conversation
// whose name begins with "model" is one to learn from: nothing at warning or
// above may fire in it.
func TestConversations(t *testing.T) {
	files := conversations(t)
	l := everyRuleOf(t, "transcript")
	fired, silent := map[string]bool{}, map[string]bool{}
	models := 0
	for _, file := range files {
		name := filepath.Base(file)
		t.Run(name, func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			d := source.NewDocument(strings.NewReader(string(data)), source.Options{Path: name})
			var b strings.Builder
			here, open := map[string]bool{}, map[string]bool{}
			model := strings.HasPrefix(name, "model")
			l.Document(d, name, func(r lint.Result) bool {
				if r.Err != nil {
					t.Fatal(r.Err)
				}
				for i := range r.Findings {
					f := &r.Findings[i]
					here[f.Rule] = true
					fmt.Fprintln(&b, describe(f))
					if model && f.Level >= lint.Warning {
						t.Errorf("%s fires at %q in a model conversation", f.Rule, f.Match)
					}
				}
				for _, n := range r.NotAssessed {
					open[n.Rule] = true
					fmt.Fprintf(&b, "not assessed: %s: %s\n", n.Rule, n.Why)
				}
				return true
			})
			for _, r := range l.Rules() {
				switch id := r.Rule.ID; {
				case here[id]:
					fired[id] = true
				case !open[id]: // what is not assessed has not passed
					silent[id] = true
				}
			}
			if model {
				models++
			}
			golden(t, strings.TrimSuffix(file, filepath.Ext(file))+".golden", b.String())
		})
	}
	if len(files) < 40 || models < 3 {
		t.Errorf("%d conversations, of which %d are models: 40 and 3 are asked for", len(files), models)
	}
	for _, r := range l.Rules() {
		if id := r.Rule.ID; aboutConversations(r.Rule) && (!fired[id] || !silent[id]) {
			t.Errorf("%s: fires %v, is silent %v: some conversation must show each", id, fired[id], silent[id])
		}
	}
}

// conversations are the paths of the written conversations.
func conversations(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("..", "testdata", "conversations", "*.*"))
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(files, func(f string) bool { return filepath.Ext(f) != ".txt" && filepath.Ext(f) != ".jsonl" })
}

// TestConversationsAreStable checks all conversations 2,000 times over, one
// behind the other, with two workers: each must come out as it does alone.
func TestConversationsAreStable(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped with -short: it checks 100,000 conversations")
	}
	l := everyRuleOf(t, "transcript")
	var texts []string
	var alone []lint.Result
	files := conversations(t)
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, string(data))
		d := source.NewDocument(strings.NewReader(string(data)), source.Options{Path: file})
		l.Document(d, file, func(r lint.Result) bool {
			alone = append(alone, r)
			return true
		})
	}
	if len(alone) != len(files) {
		t.Fatalf("%d results for %d files", len(alone), len(files))
	}
	const rounds = 2_000
	inputs := func(yield func(lint.Input) bool) {
		for range rounds {
			for i, file := range files {
				if !yield(lint.Input{Reader: strings.NewReader(texts[i]), Options: source.Options{Path: file}}) {
					return
				}
			}
		}
	}
	n := 0
	for r := range l.Run(t.Context(), inputs, 2) {
		if want := alone[n%len(files)]; !reflect.DeepEqual(r, want) {
			t.Fatalf("round %d of %s:\n%+v\nalone:\n%+v", n/len(files)+1, r.Path, r.Findings, want.Findings)
		}
		n++
	}
	if n != rounds*len(files) {
		t.Errorf("%d results for %d conversations", n, rounds*len(files))
	}
}

// aboutConversations tells whether a rule must be shown in the conversations:
// those of the packs about them, and everywhere those that look at more than a
// phrase.
func aboutConversations(r *rules.Rule) bool {
	pack, _, _ := strings.Cut(r.ID, "/")
	return pack == "moments" || pack == "emotion" || r.Kind != rules.Avoid
}

// everyRuleOf runs all built-in rules, also those that the profile switches off.
func everyRuleOf(t *testing.T, profile string) *lint.Linter {
	t.Helper()
	return newLinter(t, lint.Config{Rules: builtinRules(t), Profile: profile, Enable: []string{"*"}})
}

// describe is a finding on a line: turn, level, rule, match, and what called
// for it where that stands elsewhere.
func describe(f *lint.Finding) string {
	s := fmt.Sprintf("%d %s %s “%s”", f.Turn, f.Level, f.Rule, strings.TrimSpace(f.Match))
	if t := f.Evidence.Trigger; t != nil && (t.Turn != f.Turn || t.Match != f.Match) {
		s += fmt.Sprintf(" ← %d “%s”", t.Turn, strings.TrimSpace(t.Match))
	}
	if len(f.Evidence.Absorbed) > 0 {
		s += " + " + strings.Join(f.Evidence.Absorbed, ", ")
	}
	return strings.ReplaceAll(s, "\n", "⏎")
}

// golden compares with a file, and writes it with -update.
func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != got {
		t.Errorf("%s differs; go test ./lint -run Conversations -update writes it anew. Got:\n%s", file, got)
	}
}
