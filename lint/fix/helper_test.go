package fix_test

import (
	"testing"

	"github.com/cuoci/cuoci/lint"
	"github.com/cuoci/cuoci/lint/fix"
	"github.com/cuoci/cuoci/lint/source"
	"github.com/cuoci/cuoci/rules"
	"github.com/cuoci/cuoci/rules/builtin"
)

// small is a linter of the small pack.
func small(t testing.TB) *lint.Linter {
	t.Helper()
	set, err := rules.Load([]string{"./testdata/pack.yaml"})
	if err != nil {
		t.Fatal(err)
	}
	l, err := lint.New(lint.Config{Rules: set, Edits: true})
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// all is a linter of the built-in packs.
func all(t testing.TB) *lint.Linter {
	t.Helper()
	set, err := builtin.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	l, err := lint.New(lint.Config{Rules: set, Edits: true})
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// document fixes a document.
func document(t testing.TB, l *lint.Linter, data []byte, o source.Options, opt fix.Options) *fix.Result {
	t.Helper()
	out, err := fix.Document(l, data, o, opt)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// mended fixes a text by all rules, with what is to be looked at.
func mended(t testing.TB, l *lint.Linter, text string) *fix.Result {
	t.Helper()
	return document(t, l, []byte(text), source.Options{Path: "a.txt"}, fix.Options{Review: true})
}
