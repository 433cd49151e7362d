package segment

import (
	"testing"

	"github.com/go-ego/gse"
)

func seeds(f *testing.F) {
	for _, s := range append([]string{
		"", "我不能为您退款", "是因为不能取消订单", "這個問題無法處理", "卡拉OK厅AT&T型号4S店", "a1é2Яx", "\xff\xfe不\x00能\xe4\xb8",
		"\xed\xa0\x80一\xc0\x80", filler + "不能" + fillerStandIn, "哈哈哈哈哈哈哈", "１２３，ＡＢ", "こんにちはカメラ", "😀哈\u200d\ufe0f", "x\u0301y", "\ufffd不能",
	}, userLines...) {
		f.Add(s, 3, 0, len(s))
	}
}

// dicts returns the dictionary alone and with user words.
func dicts(f *testing.F) []*Dict {
	d := Embedded()
	with, err := d.With(userWords)
	if err != nil {
		f.Fatal(err)
	}
	return []*Dict{d, with}
}

// plain is the slow and simple reading of a text: its unit boundaries, by gse,
// and those that no word spans.
func plain(d *Dict, text string) (boundary, certain []bool) {
	boundary, certain = make([]bool, len(text)+1), make([]bool, len(text)+1)
	at := 0
	for _, unit := range gse.SplitWords([]byte(text)) {
		boundary[at], certain[at] = true, true
		at += len(unit)
	}
	boundary[at], certain[at] = true, true
	for at := range boundary {
		if boundary[at] && at < len(text) {
			d.walk(text, at, len(text), func(end int, _ float64, _ string) {
				for p := at + 1; p < end; p++ {
					certain[p] = false
				}
			})
		}
	}
	for p := range certain {
		certain[p] = certain[p] && boundary[p]
	}
	return boundary, certain
}

// FuzzCut: the pieces cover the text, lie on unit boundaries, say what the
// dictionary says, and their parts lie inside them; no piece spans a certain
// edge.
func FuzzCut(f *testing.F) {
	seeds(f)
	all := dicts(f)
	f.Fuzz(func(t *testing.T, text string, _, _, _ int) {
		for _, d := range all {
			boundary, certain := plain(d, text)
			at := 0
			for _, p := range NewSegmenter(d).Cut(text) {
				if p.Start != at || p.End <= p.Start || !boundary[p.End] {
					t.Fatalf("%q: piece %d to %d after %d", text, p.Start, p.End, at)
				}
				at = p.End
				for q := p.Start + 1; q < p.End; q++ {
					if certain[q] {
						t.Fatalf("%q: piece %d to %d spans the certain edge %d", text, p.Start, p.End, q)
					}
				}
				checkPiece(t, d, text, p)
			}
			if at != len(text) {
				t.Fatalf("%q: the pieces end at %d", text, at)
			}
		}
	})
}

func checkPiece(t *testing.T, d *Dict, text string, p Piece) {
	t.Helper()
	freq, pos, ok := d.lookup(text[p.Start:p.End])
	if !ok {
		freq, pos = 1, "x"
	}
	if p.Freq != freq || p.Pos != pos {
		t.Fatalf("%q: %q is %v %q, in the dictionary %v %q", text, text[p.Start:p.End], p.Freq, p.Pos, freq, pos)
	}
	at := p.Start
	for _, q := range p.Parts {
		// gse leaves out single Japanese letters, so there may be gaps.
		if q.Start < at || q.End > p.End || q.End <= q.Start || q.End-q.Start == p.End-p.Start {
			t.Fatalf("%q: part %d to %d in piece %d to %d", text, q.Start, q.End, p.Start, p.End)
		}
		at = q.End
		checkPiece(t, d, text, q)
	}
}

// FuzzEdges: no panic; lo and hi are edges; every answer is what gse says about
// the island found the slow and simple way.
func FuzzEdges(f *testing.F) {
	seeds(f)
	all := dicts(f)
	f.Fuzz(func(t *testing.T, text string, p, lo, hi int) {
		for _, d := range all {
			s := NewSegmenter(d)
			s.Left(text, p, lo, hi)
			s.Right(text, p, lo, hi)
			lo, hi = min(max(lo, 0), len(text)), min(max(hi, 0), len(text))
			if lo > hi {
				lo, hi = hi, lo
			}
			in := text[lo:hi]
			boundary, certain := plain(d, in)
			from := 0
			for to := 1; to <= len(in); to++ {
				if !certain[to] {
					continue
				}
				left, right := edgesOf(in[from:to], s.Cut(in[from:to]))
				for q := from; q <= to && to-from <= maxIsland; q++ {
					l, r := s.Left(text, lo+q, lo, hi), s.Right(text, lo+q, lo, hi)
					if want := left[q-from] && boundary[q]; l != want {
						t.Fatalf("%q: left edge at %d of %d to %d: %v, want %v", text, lo+q, lo, hi, l, want)
					}
					if want := right[q-from] && boundary[q]; r != want {
						t.Fatalf("%q: right edge at %d of %d to %d: %v, want %v", text, lo+q, lo, hi, r, want)
					}
				}
				from = to
			}
		}
	})
}
