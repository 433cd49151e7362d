package lint_test

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/cuoci/cuoci/lint"
	"github.com/cuoci/cuoci/lint/source"
)

// repeated reads a text over and over.
type repeated struct {
	text string
	left int
	at   int
}

func (r *repeated) Read(b []byte) (int, error) {
	if r.left == 0 {
		return 0, io.EOF
	}
	n := copy(b, r.text[r.at:])
	if r.at += n; r.at == len(r.text) {
		r.at = 0
		r.left--
	}
	return n, nil
}

// peak is the highest live heap while results are read.
func peak(t *testing.T, l *lint.Linter, every int, inputs func(yield func(lint.Input) bool)) uint64 {
	t.Helper()
	var top uint64
	var m runtime.MemStats
	n := 0
	for r := range l.Run(context.Background(), inputs, 2) {
		if r.Err != nil {
			t.Fatal(r.Err)
		}
		if n++; n%every == 0 {
			runtime.GC()
			runtime.ReadMemStats(&m)
			top = max(top, m.HeapAlloc)
		}
	}
	if n < 2*every {
		t.Fatalf("only %d results", n)
	}
	return top
}

// TestMemoryIsFlat reads ten times as many turns, then ten times as many files,
// then ten times as many conversations of a file, in about the same memory.
func TestMemoryIsFlat(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped with -short: it reads some millions of characters")
	}
	l := everyRule(t)
	const talk = `{"id":"a","turns":[{"role":"customer","text":"能退吗"},{"role":"agent","text":"不可以哦亲"},{"role":"agent","text":"我们会尽快处理"}]}` + "\n"
	turns := func(n int) func(func(lint.Input) bool) {
		return func(yield func(lint.Input) bool) {
			yield(lint.Input{Reader: &repeated{text: talk, left: n}, Options: source.Options{Path: "talk.jsonl"}})
		}
	}
	files := func(n int) func(func(lint.Input) bool) {
		return func(yield func(lint.Input) bool) {
			for range n {
				if !yield(lint.Input{Reader: strings.NewReader("您好，我不能为您退款，但是可以换货。"), Options: source.Options{Path: "draft.txt"}}) {
					return
				}
			}
		}
	}
	talks, n := transcripts(t)
	dialogues := func(n int) func(func(lint.Input) bool) {
		return func(yield func(lint.Input) bool) {
			yield(lint.Input{Reader: &repeated{text: talks, left: n}, Options: source.Options{Path: "talks.txt"}})
		}
	}
	for _, tt := range []struct {
		name   string
		linter *lint.Linter
		every  int // results between two looks at the heap
		few    int
		inputs func(int) func(func(lint.Input) bool)
	}{
		{"turns", l, 1, 3_000, turns},
		{"files", l, 500, 3_000, files},
		{"dialogues", everyRuleOf(t, "transcript"), 50, 10_000/n + 1, dialogues}, // 100,000 conversations at last
	} {
		few, many := peak(t, tt.linter, tt.every, tt.inputs(tt.few)), peak(t, tt.linter, tt.every, tt.inputs(10*tt.few))
		if many > few+few/2+4<<20 {
			t.Errorf("%s: %d bytes of heap for %d, %d for ten times as many", tt.name, few, tt.few, many)
		}
	}
}

// transcripts are the written conversations in plain text, behind one another,
// and how many they are.
func transcripts(t *testing.T) (text string, n int) {
	t.Helper()
	var b strings.Builder
	for _, file := range conversations(t) {
		if filepath.Ext(file) != ".txt" {
			continue
		}
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		b.Write(data)
		b.WriteString("-----\n")
		n++
	}
	return b.String(), n
}
