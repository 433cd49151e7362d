package source

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
)

func TestUnits(t *testing.T) {
	in := "\n  您好。\r\n可以换货。\n \u3000\n\n\t\n第二段\r末尾\n\n"
	for _, c := range []struct {
		unit Unit
		want []string
	}{
		{UnitFile, []string{in}},
		{UnitParagraph, []string{"  您好。\r\n可以换货。", "第二段\r末尾"}},
		{UnitLine, []string{"  您好。", "可以换货。", "第二段", "末尾"}},
	} {
		all, err := read(strings.NewReader(in), Options{Unit: c.unit})
		if err != nil {
			t.Fatal(err)
		}
		if got := texts(all); !slices.Equal(got, c.want) {
			t.Errorf("by %v: %q", c.unit, got)
		}
		for i, v := range all {
			if v.Index != i+1 || v.Dialog || v.ID != "" || v.Turns[0].Speaker != Agent {
				t.Errorf("by %v: %+v", c.unit, v)
			}
		}
		if u, err := ParseUnit(c.unit.String()); u != c.unit || err != nil {
			t.Errorf("%v: %v, %v", c.unit, u, err)
		}
	}
	for _, u := range []Unit{UnitFile, UnitParagraph, UnitLine} {
		for _, blank := range []string{"", "\n", " \u3000\r\n\t", "\xEF\xBB\xBF", "\xFF\xFE"} {
			if all, err := read(strings.NewReader(blank), Options{Unit: u}); len(all) != 0 || err != nil {
				t.Errorf("by %v, %q: %d units, %v", u, blank, len(all), err)
			}
		}
	}
	if _, err := ParseUnit("page"); err == nil || err.Error() != `unknown unit "page" (allowed: file, paragraph, line)` {
		t.Error(err)
	}
}

func TestOpen(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.JSONL")
	if err := os.WriteFile(path, []byte(`{"text":"您好"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	d, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for c, err := range d.Conversations() {
		if err != nil || c.Turns[0].Text.String() != "您好" {
			t.Errorf("%+v, %v", c, err)
		}
	}
	for _, err := range d.Conversations() {
		if err == nil || !strings.HasSuffix(err.Error(), "a.JSONL: the document was read before") {
			t.Error(err)
		}
	}
	if err := errors.Join(d.Close(), d.Close()); err != nil {
		t.Error(err)
	}

	_, err = Open(filepath.Join(dir, "none.txt"), Options{Path: "none.txt"})
	var e *Error
	if !errors.As(err, &e) || !errors.Is(err, fs.ErrNotExist) || err.Error() != "none.txt: no such file or directory" {
		t.Error(err)
	}
	if _, err = Open(dir, Options{Path: "dir"}); err == nil || err.Error() != "dir: is a directory" {
		t.Error(err)
	}
	if _, err = Open(path, Options{Encoding: "latin1"}); err == nil || !strings.HasPrefix(err.Error(), `unknown encoding "latin1" (allowed: utf-8, `) {
		t.Error(err)
	}
	if _, err = read(strings.NewReader("a"), Options{Format: 200, Path: "a"}); err == nil {
		t.Error("an unknown format was read")
	}
	if _, err = read(strings.NewReader("a"), Options{Unit: 9, Path: "a"}); err == nil {
		t.Error("an unknown unit was read")
	}
	for _, name := range append(Encodings(), "", "UTF-8", "Big5", "utf8") {
		if err := CheckEncoding(name); err != nil {
			t.Error(err)
		}
	}
}

func TestReadErrors(t *testing.T) {
	broken := errors.New("the line went dead")
	for _, o := range []Options{{}, {Unit: UnitLine}, {Unit: UnitParagraph}, {Format: FormatJSONL}} {
		o.Path = "x"
		in := "{\"text\":\"a\"}\n\n{\"text\":\"b\"}\n\n{\"te"
		all, err := read(&failing{strings.NewReader(in), broken}, o)
		if !errors.Is(err, broken) || err.Error() != "x: the line went dead" {
			t.Errorf("%+v: %v", o, err)
		}
		if want := map[bool]int{true: 2, false: 0}[o.Unit != UnitFile || o.Format == FormatJSONL]; len(all) != want {
			t.Errorf("%+v: %d units before the error, want %d", o, len(all), want)
		}
		if _, err := read(iotest.ErrReader(broken), o); !errors.Is(err, broken) {
			t.Errorf("%+v: %v", o, err)
		}
		if all, err := read(iotest.OneByteReader(strings.NewReader("{\"text\":\"a\"}\n")), o); err != nil || len(all) != 1 {
			t.Errorf("%+v: %d units, %v", o, len(all), err)
		}
		if _, err := read(idle{}, o); err == nil {
			t.Errorf("%+v: a reader that gives nothing was read", o)
		}
	}
}

// failing is a reader that breaks at its end.
type failing struct {
	r   *strings.Reader
	err error
}

func (f *failing) Read(p []byte) (int, error) {
	if f.r.Len() == 0 {
		return 0, f.err
	}
	return f.r.Read(p)
}

type idle struct{}

func (idle) Read([]byte) (int, error) { return 0, nil }

func TestStop(t *testing.T) {
	for _, o := range []Options{{}, {Unit: UnitLine}, {Unit: UnitParagraph}, {Format: FormatJSONL}} {
		n := 0
		for _, err := range NewDocument(strings.NewReader(strings.Repeat("{\"text\":\"a\"}\n\n", 50)), o).Conversations() {
			if err != nil {
				t.Error(err)
			}
			n++
			break
		}
		if n != 1 {
			t.Errorf("%+v: %d", o, n)
		}
	}
}

func TestErrorText(t *testing.T) {
	err := errors.New("wrong")
	for _, c := range []struct {
		e    Error
		want string
	}{
		{Error{Err: err}, "wrong"},
		{Error{Path: "p", Err: err}, "p: wrong"},
		{Error{Path: "p", Line: 1, Column: 2, Err: err}, "p:1:2: wrong"},
		{Error{Line: 1, Column: 2, Err: err}, "1:2: wrong"},
	} {
		if c.e.Error() != c.want || !errors.Is(&c.e, err) {
			t.Errorf("%q, want %q", c.e.Error(), c.want)
		}
	}
}

func TestSpeakerNames(t *testing.T) {
	for s, want := range map[Speaker]string{Unknown: "unknown", Agent: "agent", Customer: "customer", System: "system"} {
		if s.String() != want {
			t.Errorf("%d is %q", s, s.String())
		}
		if got, ok := ParseSpeaker(want); got != s || ok != (s != Unknown) {
			t.Errorf("%q is %v", want, got)
		}
	}
}
