package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cuoci/cuoci/lint/ruletest"
	"github.com/cuoci/cuoci/rules"
)

// TestAuthorsGuide runs the packs that rules/README.md shows, and looks whether
// the mistakes it warns of give the errors it names.
func TestAuthorsGuide(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "..", "rules", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	packs, mistakes := 0, 0
	var want []string
	isPack := false
	for part := range strings.SplitAfterSeq(string(text), "\n```\n") {
		before, body, ok := strings.Cut(part, "```yaml\n")
		if !ok {
			continue
		}
		for line := range strings.Lines(before) {
			line = strings.TrimSpace(line)
			if line == "<!-- pack -->" {
				isPack = true
			}
			if s, ok := strings.CutPrefix(line, "<!-- error: "); ok {
				want = append(want, strings.TrimSuffix(s, " -->"))
			}
		}
		body = strings.TrimSuffix(body, "```\n")
		t.Chdir(t.TempDir())
		if err := os.WriteFile("pack.yaml", []byte(body), 0o644); err != nil {
			t.Fatal(err)
		}
		switch {
		case isPack:
			packs++
			passes(t, body)
		case want != nil:
			mistakes++
			fails(t, body, want)
		default:
			t.Errorf("a block is marked neither as a pack nor with an error:\n%s", body)
		}
		isPack, want = false, nil
	}
	if packs < 2 || mistakes < 6 {
		t.Errorf("%d packs and %d mistakes were run", packs, mistakes)
	}
}

// passes runs the examples of ./pack.yaml.
func passes(t *testing.T, body string) {
	t.Helper()
	report, err := ruletest.Run([]string{"./pack.yaml"})
	if err != nil {
		t.Errorf("%v\n%s", err, body)
		return
	}
	for _, f := range report.Failures {
		t.Error(f)
	}
	for _, u := range report.Unfired {
		t.Error(u)
	}
}

// fails reads ./pack.yaml, which is wrong in the ways that are named.
func fails(t *testing.T, body string, want []string) {
	t.Helper()
	src, err := rules.Read([]string{"./pack.yaml"})
	if err == nil {
		_, err = src.Compile(true)
	}
	if err == nil {
		t.Errorf("nothing is wrong with\n%s", body)
		return
	}
	for _, w := range want {
		if !strings.Contains(err.Error(), w) {
			t.Errorf("the error is\n%v\nand has no %q", err, w)
		}
	}
}

// TestCardGuide scores by the card that the pages of the model show.
func TestCardGuide(t *testing.T) {
	for _, name := range []string{"README.md", "README.zh-CN.md"} {
		text := content(t, filepath.Join("..", "..", "rules", "standards", name))
		_, card, found := strings.Cut(text, "```yaml\ncard: ")
		card, _, closed := strings.Cut(card, "```")
		if !found || !closed {
			t.Fatalf("%s shows no card", name)
		}
		path := filepath.Join(t.TempDir(), "ours.yaml")
		write(t, path, "card: "+card)
		var out, errs bytes.Buffer
		got := run([]string{"score", "../../testdata/scores/quality-03-return.txt", "--card", path, "--lang", "en"}, strings.NewReader(""), &out, &errs)
		if got != exitClean || !strings.Contains(out.String(), "1 of 1 areas  Warmth") || errs.Len() > 0 {
			t.Errorf("%s: exit status %d: %s%s", name, got, out.String(), errs.String())
		}
	}
}
