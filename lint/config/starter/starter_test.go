package starter

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/cuoci/cuoci/lint/config"
	"github.com/cuoci/cuoci/lint/source"
)

// tree writes files into a new folder.
func tree(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

const (
	replies    = "您好，很高兴为您服务。\n请您稍等，我来查一下。\n我来为您查询！\n已经为您登记好了。\n"
	letter     = "王女士：\n您好，您的来信收到了，\n我们\n正在为您处理\n此致\n"
	paragraphs = "您好。\n我来帮您。\n\n请稍等。\n\n已经登记。\n\n再见。\n"
	talk       = "客服：您好。\n客户：能退吗？\n客服：可以的。\n客户：好。\n"
)

func TestPropose(t *testing.T) {
	gb, err := simplifiedchinese.GB18030.NewEncoder().String("问题,答案\n能退货吗,可以的，我来帮您办理退货。\n")
	if err != nil {
		t.Fatal(err)
	}
	many := map[string]string{}
	for i := range mostData + 1 {
		many[fmt.Sprintf("d/%d.json", i)] = `[{"reply": "您好，请稍等"}]`
	}
	for _, c := range []struct {
		name  string
		files map[string]string
		want  []string // lines that are there
		not   []string // and parts that are not
	}{
		{"nothing", nil, []string{"# Here: nothing that cuoci reads yet.", "# profile: reply", "# unit: file", "# files:", "# overrides:", "# ignore: [\"archive/**\", \"*.bak.txt\"]"}, []string{"\nprofile", "\nunit"}},
		{"pages", map[string]string{"docs/a.md": "# 一", "docs/b/c.md": "# 二", "README.md": "x"}, []string{"# Here: 2 .md.", "profile: docs", "ignore: [/README.md]"}, []string{"\noverrides"}},
		{"pages and replies", map[string]string{"docs/a.md": "# 一", "faq/a/c.md": "# 二", "lib/a.txt": replies},
			[]string{"# Here: 2 .md, 1 .txt.", "# profile: reply", "unit: line", "overrides:", "  - {glob: [docs/*.md, faq/**/*.md], profile: docs}"}, nil},
		{"at the top", map[string]string{"a.md": "# 一", "a.txt": letter}, []string{"# unit: file", "  - {glob: /*.md, profile: docs}"}, nil},
		{"units", map[string]string{"a/1.txt": replies, "a/2.txt": replies, "b/1.txt": letter, "c/1.txt": paragraphs},
			[]string{"unit: line", "  - {glob: b/*.txt, unit: file}", "  - {glob: c/*.txt, unit: paragraph}"}, nil},
		{"talks", map[string]string{"chats/a.txt": talk, "chats/b.srt": ""}, []string{"profile: transcript", "# unit: file"}, nil},
		{"messages", map[string]string{"m/a.json": `[{"messages":[{"role":"user","content":"能退吗"},{"role":"assistant","content":"可以的，我来帮您"}]}]`},
			[]string{"profile: transcript", "# Read without an entry, by their shape: m/*.json."}, []string{"\nfiles"}},
		{"JSON", map[string]string{"r/a.json": `[{"id":"x","reply":"您好，请稍等","ask":"能退吗"}]`, "r/b.json": `[{"id":"y","reply":"好的","ask":"能换吗"}]`},
			[]string{"files:", "  - {glob: r/*.json, text: reply, question: ask, id: id}"}, nil},
		{"JSON of several shapes", map[string]string{"r/a.json": `[{"reply":"您好，请稍等"}]`, "r/b*.json": `[{"answer":"好的，马上"}]`, "r/c.json": `{"n": 1, "x": {"y z": ["您好，我来为您查询一下"], "w": 1}, "v": "abc", "u": "abc"}`},
			[]string{"files:", "  - {glob: /r/a.json, text: reply}", `  - {glob: "/r/b\\*.json", text: answer}`, `  # - {glob: /r/c.json, text: "$.x['y z'][*]"}`}, nil},
		{"a guess alone", map[string]string{"r/c.csv": "编号,客服这样说\n1,您好，我来为您查询一下\n"}, []string{"# files:", "#   - {glob: r/*.csv, text: 客服这样说}"}, []string{"\nfiles"}},
		{"tables", map[string]string{"r/a.csv": "编号,问题,回复\n1,能退吗,可以的，我来帮您。\n", "r/b.tsv": "话术\n您好，请稍等。\n", "gb/a.csv": gb},
			[]string{"  - {glob: r/*.csv, text: 回复, question: 问题}", "  - {glob: r/*.tsv, text: 话术}", "  - {glob: gb/*.csv, text: 答案, question: 问题}"}, nil},
		{"broken and blank", map[string]string{"r/a.json": `[{"reply":`, "r/b.csv": "", "r/c.txt": "\n\n", "r/d.txt": "\x00\x01"},
			[]string{"# files:"}, []string{"\nfiles", "\nunit"}},
		{"YAML", map[string]string{"mkdocs.yml": "site: x\nnav: [a, b]\n", "r/a.yaml": "- {话术: 您好，请稍等, id: a}\n", "r/b.yml": "greet: {早: 早上好，很高兴为您服务}\nn: 1\nx: abc\ny: abc\n"},
			[]string{"files:", "  - {glob: r/*.yaml, text: 话术, id: id}"}, []string{"mkdocs"}},
		{"too many", many, []string{"# Read without an entry, by their shape: d/*.json."}, []string{"\nfiles"}},
		{"what others wrote", map[string]string{"node_modules/x/a.md": "x", "a/dist/b.md": "x", "a/.git/c.md": "x", ".hidden.md": "x", "lib/a.txt": replies},
			[]string{"# Here: 1 .txt.", "ignore: [dist/**, node_modules/**]"}, nil},
		{"lists", map[string]string{"c/a.jsonl": `{"id":"1","turns":[{"role":"agent","text":"您好"}]}` + "\n", "c/b.txt": replies},
			[]string{"  - {glob: c/*.jsonl, profile: transcript}"}, []string{"\nfiles"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := tree(t, c.files)
			out, err := Propose(dir)
			if err != nil {
				t.Fatal(err)
			}
			text := string(out)
			for _, w := range c.want {
				if !strings.Contains(text, "\n"+w+"\n") {
					t.Errorf("no line %q in\n%s", w, text)
				}
			}
			for _, n := range c.not {
				if strings.Contains(text, n) {
					t.Errorf("%q is in\n%s", n, text)
				}
			}
			isRight(t, dir, text)
		})
	}
}

// isRight reads the files under a proposal: it is a configuration, its globs name
// files, and no file that a walk reads fails.
func isRight(t *testing.T, dir, text string) {
	t.Helper()
	c, err := config.Parse(config.Name, dir, []byte(text))
	if err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	used := map[string]bool{}
	err = filepath.WalkDir(dir, func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		f := c.FilesFor(path)
		if f == nil {
			return nil
		}
		used[f.String()] = true
		d, err := source.Open(path, source.Options{Select: f.Select})
		if err != nil {
			return err
		}
		n := 0
		for _, err := range d.Conversations() {
			if err != nil {
				t.Errorf("%s: %v", path, err)
			}
			n++
		}
		if n == 0 {
			t.Errorf("%s: nothing is read under\n%s", path, text)
		}
		return d.Close()
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(used) != len(c.Files) {
		t.Errorf("%d entries of files, of which %d name files:\n%s", len(c.Files), len(used), text)
	}
}

// TestUncommented takes the comments off every example: they are right, too.
func TestUncommented(t *testing.T) {
	out, err := Propose(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for line := range strings.Lines(string(out)) {
		if s, ok := strings.CutPrefix(line, "# "); ok && isExample(s) {
			b.WriteString(s)
		}
	}
	c, err := config.Parse(config.Name, "/", []byte(b.String()))
	if err != nil {
		t.Fatalf("%v in\n%s", err, b.String())
	}
	if len(c.Packs) == 0 || len(c.Rules) != 2 || len(c.Files) != 1 || len(c.Overrides) != 1 || len(c.Words) != 2 || c.Baseline == "" || c.FailOn == nil || c.Lang == "" {
		t.Errorf("%+v of\n%s", c, b.String())
	}
}

// isExample tells a key or what belongs to one from words.
func isExample(s string) bool {
	key, _, ok := strings.Cut(s, ":")
	return strings.HasPrefix(s, "  ") && !strings.HasPrefix(s, "  cuoci") || ok && key != "Here" && !strings.Contains(key, " ")
}

func TestBase(t *testing.T) {
	dir := tree(t, map[string]string{".cuoci.yaml": "lang: en\n", "a/b/x.txt": replies})
	for below, want := range map[string]string{"a/b": "\nextends: ../../.cuoci.yaml\n", "a": "\nextends: ../.cuoci.yaml\n"} {
		out, err := Propose(filepath.Join(dir, below))
		if err != nil || !strings.Contains(string(out), want) {
			t.Errorf("%s: %v\n%s", below, err, out)
		}
	}
	if _, err := Propose(filepath.Join(dir, "nosuch")); err == nil {
		t.Error("a folder that is not there was surveyed")
	}
}

func FuzzCountValues(f *testing.F) {
	f.Add(`{"a": [{"b": "您好，请稍等"}, 1, null, "x"], "c d": {"'": true}}`)
	f.Add("a,b\n1,\"x\n")
	f.Fuzz(func(t *testing.T, text string) {
		values := map[string]*stat{}
		countJSON(text, values)
		countTable(text, ',', values)
		for _, place := range guess(values) {
			if strings.HasPrefix(place, "$") && values[place].key != place {
				if _, err := source.ParseSelector(place); err != nil {
					t.Errorf("%q: %v", place, err)
				}
			}
		}
	})
}
