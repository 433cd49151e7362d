package lint_test

import (
	"context"
	"fmt"
	"log"
	"strings"

	"github.com/cuoci/cuoci/lint"
	"github.com/cuoci/cuoci/lint/source"
	packs "github.com/cuoci/cuoci/rules/builtin"
)

func Example() {
	rs, err := packs.Ruleset() // all built-in packs, compiled
	if err != nil {
		log.Fatal(err)
	}
	l, err := lint.New(lint.Config{Rules: rs, Level: lint.Error}) // errors only
	if err != nil {
		log.Fatal(err)
	}
	draft := strings.NewReader("您好，我不能为您退款，但是可以换货。")
	d := source.NewDocument(draft, source.Options{Path: "draft.txt"})
	l.Document(d, "draft.txt", func(r lint.Result) bool {
		for _, f := range r.Findings {
			fmt.Printf("%d:%d %s %s\n", f.Start.Line, f.Start.Column, f.Rule, f.Match)
		}
		if r.Err != nil {
			log.Fatal(r.Err)
		}
		return true
	})
	// Output:
	// 1:4 negative/cannot 我不能为您退款
	// 1:12 negative/but 但是
}

// Many files, some at the same time, their results in order.
func ExampleLinter_Run() {
	rs, err := packs.Ruleset()
	if err != nil {
		log.Fatal(err)
	}
	l, err := lint.New(lint.Config{Rules: rs, Profile: "chat"})
	if err != nil {
		log.Fatal(err)
	}
	inputs := func(yield func(lint.Input) bool) {
		for _, path := range []string{"../testdata/drafts/clean.txt", "../testdata/drafts/sample.txt"} {
			if !yield(lint.Input{Options: source.Options{Path: path}}) {
				return
			}
		}
	}
	found := map[string]int{}
	for r := range l.Run(context.Background(), inputs, 2) {
		if r.Err != nil {
			log.Fatal(r.Err)
		}
		found[r.Path] += len(r.Findings)
	}
	fmt.Println(found["../testdata/drafts/clean.txt"], found["../testdata/drafts/sample.txt"] > 0)
	// Output: 0 true
}
