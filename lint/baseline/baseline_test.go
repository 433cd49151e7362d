package baseline

import (
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/cuoci/cuoci/lint"
)

const print0 = "0123456789abcdef"

func TestEncode(t *testing.T) {
	b, err := New("known.yaml")
	if err != nil {
		t.Fatal(err)
	}
	b.Entries = []Entry{
		{Path: "b.txt", Rule: "x/y", Match: "但是", Sentence: print0, Count: 2},
		{Path: "a 1/回复.txt", Rule: "x/y", Match: "“我\t不能\"\n\\\u200d\u3000😀\U000F0000", Sentence: print0, Count: 1},
		{Path: "b.txt", Rule: "x/y", Match: "但是", Sentence: print0, Count: 1},
	}
	const want = `# Findings that were there before; "cuoci check --baseline known.yaml" does not tell
# them again. One entry a line, known by file, rule, matched text and sentence.
#   cuoci baseline update known.yaml [PATH...]   add what is new, take out what is gone
#   cuoci baseline prune known.yaml [PATH...]    only take out what is gone
# After a merge keep the entries of both sides, then update.
version: 1
findings:
- {path: "a 1/回复.txt", rule: "x/y", match: "“我\u0009不能\"\n\\\u200D\u3000😀\U000F0000", sentence: "0123456789abcdef"}
- {path: "b.txt", rule: "x/y", match: "但是", sentence: "0123456789abcdef", count: 2}
`
	if got := string(b.Encode()); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	again, err := Parse("known.yaml", []byte(want))
	if err != nil {
		t.Fatal(err)
	}
	for i := range again.Entries {
		if again.Entries[i].Line != 8+i {
			t.Errorf("entry %d is said to be in line %d", i, again.Entries[i].Line)
		}
		again.Entries[i].Line = 0
	}
	if want := []Entry{b.Entries[1], b.Entries[0]}; !reflect.DeepEqual(again.Entries, want) {
		t.Errorf("got %+v, want %+v", again.Entries, want)
	}
	if again.Findings() != 3 {
		t.Errorf("%d findings", again.Findings())
	}
	b.Path, b.Entries = "dir/a file's\nname.yaml", nil
	if got := string(b.Encode()); !strings.Contains(got, `--baseline "a file's\nname.yaml"`) || !strings.HasSuffix(got, "\nversion: 1\nfindings: []\n") {
		t.Errorf("got\n%s", got)
	}
}

func TestParse(t *testing.T) {
	e := Entry{Path: "a.txt", Rule: "x/y", Match: "但是", Sentence: print0, Count: 1, Line: 3}
	for _, c := range []struct {
		name, text string
		want       []Entry
	}{
		{"nothing", "version: 1\nfindings: []\n", nil},
		{"no findings", "version: 1\n", nil},
		{"set by another program", "findings:\n  - path: ./a.txt\n    rule: x/y\n    match: 但是\n    sentence: " + print0 + "\nversion: 1\n", []Entry{{"a.txt", "x/y", "但是", print0, 1, 2}}},
		{"JSON", `{"version": 1, "findings": [{"path": "a.txt", "rule": "x/y", "sentence": "` + print0 + `", "count": 2}]}`, []Entry{{"a.txt", "x/y", "", print0, 2, 1}}},
		{"both sides of a merge", "version: 1\nfindings:\n- {path: a.txt, rule: x/y, match: 但是, sentence: \"" + print0 + "\"}\n- {path: a.txt, rule: x/y, match: 但是, sentence: \"" + print0 + "\"}\n", []Entry{e}},
	} {
		b, err := Parse("c.yaml", []byte(c.text))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if len(b.Entries)+len(c.want) > 0 && !reflect.DeepEqual(b.Entries, c.want) {
			t.Errorf("%s: got %+v, want %+v", c.name, b.Entries, c.want)
		}
	}
}

func TestParseErrors(t *testing.T) {
	entry := func(s string) string { return "version: 1\nfindings:\n- {" + s + "}\n" }
	for _, c := range []struct{ text, want string }{
		{"", "c.yaml:1:1: the file is empty"},
		{"# nothing\n", "c.yaml:1:1: the file is empty"},
		{"- a", "c.yaml:1:1: a baseline must be a mapping (key: value), not a list"},
		{"findings: []", "c.yaml:1:1: the file has no version"},
		{"version: 2", `c.yaml:1:10: version "2" is not known: this program reads version 1`},
		{"version: 1\nfinding: []", `c.yaml:2:1: unknown key "finding" (did you mean "findings"?): allowed are version, findings`},
		{"version: 1\nversion: 1", `c.yaml:2:1: "version" is there twice in a baseline`},
		{"version: 1\n---\nversion: 1", "more than one YAML document"},
		{"version: 1\nfindings: {}", "c.yaml:2:11: findings must be a list, not a mapping"},
		{"version: 1\nfindings: [a]", "c.yaml:2:12: an entry must be a mapping (key: value), not a text"},
		{entry(`rule: x/y, sentence: "` + print0 + `"`), "c.yaml:3:3: an entry has no path"},
		{entry(`path: a, sentence: "` + print0 + `"`), "c.yaml:3:3: an entry has no rule"},
		{entry(`path: a, rule: x/y`), "c.yaml:3:3: an entry has no sentence"},
		{entry(`path: a, rule: x/y, sentence: 12`), `c.yaml:3:34: sentence "12": 16 hexadecimal digits are asked`},
		{entry(`path: a, rule: x/y, sentence: "` + print0 + `", count: 0`), `c.yaml:3:61: count "0": a number from 1 is asked`},
		{entry(`path: [a]`), "c.yaml:3:10: path must be a text, not a list"},
		{entry(`path: ~`), "c.yaml:3:10: path must be a text"},
		{entry(`pth: a`), `c.yaml:3:4: unknown key "pth" (did you mean "path"?)`},
		{entry(`path: a`) + "- {path: b", "c.yaml:5:1: not valid YAML: did not find expected"},
		{"version: 1\nfindings:\n<<<<<<< HEAD\n- {path: a}\n=======\n- {path: b}\n>>>>>>> x\n", "c.yaml:3:1: a merge conflict is not settled: keep the entries of both sides"},
	} {
		_, err := Parse("c.yaml", []byte(c.text))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: got  %v\nwant %s", c.text, err, c.want)
		}
	}
	if _, err := Read("nosuch.yaml"); !os.IsNotExist(err) {
		t.Errorf("got %v", err)
	}
}

func TestShortened(t *testing.T) {
	long := strings.Repeat("好", 100)
	for in, want := range map[string]string{
		"": "", "但是": "但是", "a\xffb": "a\uFFFDb", long: strings.Repeat("好", 79) + "…",
		long[:240]: long[:240], long[:243]: strings.Repeat("好", 79) + "…", strings.Repeat("a", 80): strings.Repeat("a", 80),
	} {
		if got := shortened(in); got != want {
			t.Errorf("%.9q: got %q, want %q", in, got, want)
		}
	}
}

// TestStale looks at what a run speaks of.
func TestStale(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.Mkdir("lib", 0o755); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"lib/here.txt", "lib/other.txt"} {
		if err := os.WriteFile(path, nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	b, err := New("base/known.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"here.txt", "other.txt", "gone.txt"} {
		for _, rule := range []string{"x/y", "x/z"} {
			b.Entries = append(b.Entries, Entry{Path: "../lib/" + path, Rule: rule, Match: "但是", Sentence: print0, Count: 2})
		}
	}
	all := func(string) bool { return true }
	some := func(rule string) bool { return rule == "x/y" }
	found := lint.Finding{Path: "lib/here.txt", Rule: "x/y", Match: "但是", Fingerprint: print0}
	elsewhere := found
	elsewhere.Path = "lib/new.txt"
	for _, c := range []struct {
		name string
		do   func(r *Run)
		want string
	}{
		{"nothing was read", func(*Run) {}, ""},
		{"one file", func(r *Run) { r.Read("lib/here.txt", all) }, ""},
		{"one file of another folder", func(r *Run) { r.Walked("base"); r.Read("lib/here.txt", all) }, ""},
		{"a folder", func(r *Run) { r.Walked("lib"); r.Read("lib/here.txt", all) }, "here.txt y 2, here.txt z 2, gone.txt y 2, gone.txt z 2"},
		{"one rule", func(r *Run) { r.Walked("lib"); r.Read("lib/here.txt", some) }, "here.txt y 2, gone.txt y 2"},
		{"one of two is found", func(r *Run) { r.Known(&found); r.Walked("."); r.Read("lib/../lib/here.txt", some) }, "here.txt y 1, gone.txt y 2"},
		{"found more often", func(r *Run) {
			r.Known(&found)
			r.Known(&found)
			r.Known(&found)
			r.Walked("lib")
			r.Read("lib/here.txt", some)
		}, "gone.txt y 1"}, // one more than there were: from the file that is gone
		{"a folder of which nothing was read", func(r *Run) { r.Walked("lib") }, "gone.txt y 2, gone.txt z 2"},
		{"a folder, one rule", func(r *Run) { r.Walked("."); r.Read("lib/else.txt", some) }, "gone.txt y 2"},
		{"another folder", func(r *Run) { r.Walked("base") }, ""},
		{"renamed", func(r *Run) { r.Known(&elsewhere); r.Walked("lib"); r.Read("lib/new.txt", some) }, "gone.txt y 1"},
	} {
		r := b.Run()
		c.do(r)
		var got []string
		for _, e := range r.Stale() {
			got = append(got, strings.TrimPrefix(e.Path, "../lib/")+" "+strings.TrimPrefix(e.Rule, "x/")+" "+string(rune('0'+e.Count)))
		}
		if s := strings.Join(got, ", "); s != c.want {
			t.Errorf("%s: got %s, want %s", c.name, s, c.want)
		}
	}
}

// TestKnown holds single findings against entries.
func TestKnown(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("here.txt", nil, 0o644); err != nil {
		t.Fatal(err)
	}
	known := lint.Finding{Path: "here.txt", Rule: "x/y", Match: "但是", Fingerprint: print0}
	for _, c := range []struct {
		name string
		edit func(f *lint.Finding)
		want bool
	}{
		{"the same", func(*lint.Finding) {}, true},
		{"another place", func(f *lint.Finding) { f.Start.Line, f.Turn, f.Conversation = 7, 2, "9" }, true},
		{"another level and message", func(f *lint.Finding) { f.Level, f.Message = lint.Error, "…" }, true},
		{"the same text in another script, or masked", func(f *lint.Finding) { f.Match = "**" }, true},
		{"another rule", func(f *lint.Finding) { f.Rule = "x/z" }, false},
		{"another text or sentence", func(f *lint.Finding) { f.Fingerprint = "fedcba9876543210" }, false},
		{"another file", func(f *lint.Finding) { f.Path = "new.txt" }, false},
		{"the same file by another path", func(f *lint.Finding) { f.Path = "./x/../here.txt" }, true},
	} {
		b, err := New("known.yaml")
		if err != nil {
			t.Fatal(err)
		}
		b.Entries = []Entry{entryOf(&known, "here.txt")}
		f := known
		c.edit(&f)
		r := b.Run()
		if got := r.Known(&f); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
		if c.want && r.Known(&f) {
			t.Errorf("%s: a second copy is known", c.name)
		}
	}
}

// TestUpdateOfSome updates from a run on some files: the others stay.
func TestUpdateOfSome(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, path := range []string{"a.txt", "b.txt"} {
		if err := os.WriteFile(path, nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	b, err := New("known.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"a.txt", "b.txt", "gone.txt"} {
		b.Entries = append(b.Entries, Entry{Path: path, Rule: "x/y", Match: "但是", Sentence: print0, Count: 2})
	}
	run := func() *Run {
		r := b.Run()
		for _, path := range []string{"a.txt", "a.txt", "a.txt", "new.txt"} { // the third of a.txt, and new.txt, take up gone.txt's
			r.Add(&lint.Finding{Path: path, Rule: "x/y", Match: "但是", Fingerprint: print0})
		}
		r.Read("a.txt", func(string) bool { return true })
		r.Read("new.txt", func(string) bool { return true })
		return r
	}
	got, change := run().Update()
	if s := counts(got); s != "a.txt 3, b.txt 2, new.txt 1" || change != (Change{Moved: 2}) {
		t.Errorf("update: %s, %+v", s, change)
	}
	r := b.Run()
	r.Known(&lint.Finding{Path: "a.txt", Rule: "x/y", Match: "但是", Fingerprint: print0})
	r.Known(&lint.Finding{Path: "a.txt", Rule: "x/z", Match: "但是", Fingerprint: print0})
	r.Read("a.txt", func(string) bool { return true })
	got, change = r.Prune()
	if s := counts(got); s != "a.txt 1, b.txt 2, gone.txt 2" || change != (Change{Removed: 1}) {
		t.Errorf("prune: %s, %+v", s, change)
	}
}

func counts(b *Baseline) string {
	var list []string
	for _, e := range b.Entries {
		list = append(list, e.Path+" "+string(rune('0'+e.Count)))
	}
	return strings.Join(list, ", ")
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("version: 1\nfindings:\n- {path: \"a.txt\", rule: \"x/y\", match: \"但是\", sentence: \"" + print0 + "\", count: 2}\n"))
	f.Add([]byte("version: 1\nfindings: [{path: a, rule: b, sentence: " + print0 + "}]"))
	f.Add([]byte("<<<<<<< a\n- {"))
	f.Add([]byte{0xff, 0xfe, 'a', 0})
	f.Fuzz(func(t *testing.T, data []byte) {
		b, err := Parse("c.yaml", data)
		if (b == nil) == (err == nil) {
			t.Fatalf("got %v and %v", b, err)
		}
		if err != nil {
			return
		}
		again, err := Parse("c.yaml", b.Encode())
		if err != nil {
			t.Fatalf("what was read and written cannot be read: %v\n%s", err, b.Encode())
		}
		for i := range again.Entries {
			again.Entries[i].Line = 0
		}
		for i := range b.Entries {
			b.Entries[i].Line = 0
		}
		if len(b.Entries) > 0 && !reflect.DeepEqual(again.Entries, b.Entries) {
			t.Fatalf("got %+v, want %+v", again.Entries, b.Entries)
		}
	})
}
