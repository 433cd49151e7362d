package score_test

import (
	"bytes"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	"github.com/cuoci/cuoci/lint"
	"github.com/cuoci/cuoci/lint/score"
	"github.com/cuoci/cuoci/lint/source"
)

// repeated reads a text over and over, n times in all.
type repeated struct {
	text string
	n    int
	r    *strings.Reader
}

func (r *repeated) Read(p []byte) (int, error) {
	for {
		if r.r == nil {
			if r.n == 0 {
				return 0, io.EOF
			}
			r.n--
			r.r = strings.NewReader(r.text)
		}
		n, err := r.r.Read(p)
		if err == io.EOF {
			r.r = nil
			if n == 0 {
				continue
			}
			err = nil
		}
		return n, err
	}
}

// scoreStream scores n conversations of one long file into JSON Lines.
func scoreStream(tb testing.TB, n, jobs int, each func()) {
	tb.Helper()
	const block = 500
	s, l := scorer(tb), linter(tb)
	in := lint.Input{Reader: &repeated{text: many(tb, block), n: n / block}, Options: source.Options{Path: "chats.jsonl"}}
	w, err := score.New(score.JSONL, io.Discard, s.Card(), score.Options{})
	if err != nil {
		tb.Fatal(err)
	}
	tally := s.NewTally(score.ByAgent, false)
	got := 0
	for r := range s.Run(tb.Context(), l, func(yield func(lint.Input) bool) { yield(in) }, jobs) {
		got += len(r.Conversations)
		tally.Add(&r)
		if err := w.Result(r); err != nil {
			tb.Fatal(err)
		}
		if each != nil {
			each()
		}
	}
	if err := w.Close(tally.Summary()); err != nil {
		tb.Fatal(err)
	}
	if got != n {
		tb.Fatalf("%d conversations, want %d", got, n)
	}
}

// BenchmarkScore scores 100,000 conversations of one file with one worker and two.
func BenchmarkScore(b *testing.B) {
	const n = 100_000
	size := len(many(b, 500)) * (n / 500)
	for _, jobs := range []int{1, 2} {
		b.Run(fmt.Sprintf("workers=%d", jobs), func(b *testing.B) {
			old := runtime.GOMAXPROCS(jobs)
			defer runtime.GOMAXPROCS(old)
			b.SetBytes(int64(size))
			var m runtime.MemStats
			peak, parts := uint64(0), 0
			for b.Loop() {
				scoreStream(b, n, jobs, func() {
					if parts++; parts%64 == 0 {
						runtime.ReadMemStats(&m)
						peak = max(peak, m.HeapInuse)
					}
				})
			}
			b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "conversations/s")
			b.ReportMetric(float64(peak)/(1<<20), "heap-MiB")
		})
	}
}

// TestMemoryIsFlat scores ten times as many conversations in about the same memory.
func TestMemoryIsFlat(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped with -short: it scores 11,000 conversations")
	}
	peak := func(n int) uint64 {
		var m runtime.MemStats
		runtime.GC()
		most, parts := uint64(0), 0
		scoreStream(t, n, 2, func() {
			if parts++; parts%16 == 0 {
				runtime.GC() // what is left is what is held
				runtime.ReadMemStats(&m)
				most = max(most, m.HeapAlloc)
			}
		})
		return most
	}
	few, many := peak(1000), peak(10_000)
	t.Logf("%d KiB for 1,000 conversations, %d KiB for 10,000", few>>10, many>>10)
	if many > few+few/2 {
		t.Errorf("ten times the conversations take %d KiB in place of %d", many>>10, few>>10)
	}
}

// TestWritersWriteWholeLines looks at what is written after each conversation.
func TestWritersWriteWholeLines(t *testing.T) {
	for _, f := range []score.Format{score.JSONL, score.CSV, score.Text, score.Markdown} {
		var b bytes.Buffer
		w, err := score.New(f, &b, scorer(t).Card(), score.Options{})
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range scoreAll(t, many(t, 3), 1) {
			if err := w.Result(score.Result{Conversations: []*score.Conversation{c}}); err != nil {
				t.Fatal(err)
			}
			if !bytes.HasSuffix(b.Bytes(), []byte("\n")) {
				t.Errorf("%s stops in a line", f)
			}
		}
	}
}
