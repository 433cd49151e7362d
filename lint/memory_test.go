package lint_test

import (
	"context"
	"io"
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
// in about the same memory.
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
	for _, tt := range []struct {
		name   string
		every  int // results between two looks at the heap
		inputs func(int) func(func(lint.Input) bool)
	}{{"turns", 1, turns}, {"files", 500, files}} {
		few, many := peak(t, l, tt.every, tt.inputs(3_000)), peak(t, l, tt.every, tt.inputs(30_000))
		if many > few+few/2+4<<20 {
			t.Errorf("%s: %d bytes of heap for 3,000, %d for 30,000", tt.name, few, many)
		}
	}
}
