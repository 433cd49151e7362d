package source

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// TestMailPlacesHold reads mails of every make and holds what is read, and where,
// against what was written: in the file, and where a part is encoded in what it
// decodes to.
func TestMailPlacesHold(t *testing.T) {
	rng := rand.New(rand.NewPCG(21, 22))
	for n := range 800 {
		w := &mailWriter{t: t, rng: rng, eol: []string{"\n", "\r\n"}[n%2]}
		w.mail()
		file, g := w.bytes()
		all, err := read(bytes.NewReader(file), Options{Path: "a.eml"})
		if err != nil {
			t.Fatalf("%v\n%s", err, file)
		}
		var got []Turn
		for _, c := range all {
			got = append(got, c.Turns...)
		}
		for i := range max(len(got), len(w.want)) {
			if i >= len(got) || i >= len(w.want) {
				t.Fatalf("%d texts, want %d: %q, want %+v\n%s", len(got), len(w.want), texts(all), w.want, file)
			}
			checkMailText(t, w.rng, got[i], w.want[i], file, g)
			if w.want[i].decoded == "" {
				checkMailEdit(t, w.rng, i, got, w.want[i].v, file)
			}
		}
	}
}

// checkMailEdit writes something else in place of a part of a text that stands in
// the file as it is, and reads the mail again: nothing else has changed.
func checkMailEdit(t *testing.T, rng *rand.Rand, n int, all []Turn, v variant, file []byte) {
	t.Helper()
	x := all[n].Text
	s := x.String()
	start := x.down(1 + rng.IntN(len(s)))
	end := x.up(start + 1 + rng.IntN(max(len(s)-start, 1)))
	spans := x.Segments(start, end)
	if len(spans) != 1 || start == 0 || strings.ContainsAny(s[start:end], " \t\r\n") || strings.HasSuffix(s[:start], " ") || wrote(s) || v.decode(t, file[spans[0].Start:spans[0].End]) != s[start:end] {
		return
	}
	put := "好" + strings.Trim(v.phrase(rng, 3), " \t\u2028") + "好"
	b, err := x.Encode(put)
	must(t, err)
	again, err := read(bytes.NewReader(slices.Concat(file[:spans[0].Start], b, file[spans[0].End:])), Options{Path: "a.eml"})
	must(t, err)
	want := make([]string, len(all))
	for i, turn := range all {
		want[i] = turn.Text.String()
	}
	want[n] = s[:start] + put + s[end:]
	if got := texts(again); !slices.EqualFunc(got, want, sameButBlanks) {
		t.Fatalf("%q in place of %q:\ngot  %q\nwant %q\n%s", put, s[start:end], got, want, file)
	}
}

func checkMailText(t *testing.T, rng *rand.Rand, got Turn, want mailText, file []byte, g grid) {
	t.Helper()
	if l := got.Location; l == nil || l.Part != want.part || l.Detached != (want.decoded != "") || !want.anybody && got.Speaker != want.speaker {
		t.Fatalf("%q stands in %+v of the %v, want part %s, encoded %t, of the %v\n%s", got.Text.String(), l, got.Speaker, want.part, want.decoded != "", want.speaker, file)
	}
	v, mail := want.v, file
	if want.decoded != "" { // places are those in the decoded part
		v = variants()[0]
		file, g = []byte(want.decoded), v.grid(t, want.decoded)
	}
	if want.page != nil {
		p := *want.page
		p.v, p.rng = v, rng
		if text := checkPlaced(t, &p, got.Text, file, g); text != want.text {
			t.Fatalf("read %q, want %q\n%s", text, want.text, mail)
		}
		return
	}
	if text := got.Text.String(); text != want.text {
		t.Fatalf("read %q, want %q\n%s", text, want.text, mail)
	}
	checkText(t, rng, got.Text, file, g, func(b []byte) string { return v.decode(t, b) })
}
