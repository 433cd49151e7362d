package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"hash/crc32"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// scorePage is what score writes as a page.
func scorePage(t *testing.T, args ...string) string {
	t.Helper()
	return scored(t, append(args, "--format", "html")...)
}

func scored(t *testing.T, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	if got := run(append([]string{"score", "--exit-zero"}, args...), strings.NewReader(""), &out, &errs); got != exitClean {
		t.Fatalf("exit status %d: %s", got, errs.String())
	}
	return out.String()
}

// opened are the conversations of a page as a browser shows them when they are
// opened, in order.
func opened(t *testing.T, page string) []*html.Node {
	t.Helper()
	var list []*html.Node
	for _, script := range elements(parsed(t, page), atom.Script) {
		for _, a := range script.Attr {
			if a.Key == "type" && a.Val == "text/html" {
				list = append(list, parsed(t, script.FirstChild.Data))
			}
		}
	}
	return list
}

func parsed(t *testing.T, s string) *html.Node {
	t.Helper()
	n, err := html.Parse(strings.NewReader(s))
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func elements(n *html.Node, tag atom.Atom) []*html.Node {
	var list []*html.Node
	for d := range n.Descendants() {
		if d.DataAtom == tag {
			list = append(list, d)
		}
	}
	return list
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

// marked are the phrases that are marked in a conversation.
func marked(n *html.Node) map[string]string {
	marks := map[string]string{}
	for _, mark := range elements(n, atom.Mark) {
		for _, a := range mark.Attr {
			if a.Key == "data-m" {
				for number := range strings.FieldsSeq(a.Val) {
					marks[number] += textOf(mark)
				}
			}
		}
	}
	return marks
}

// TestScorePage compares the page of all written conversations with what score
// writes of them as JSON: each phrase that stands for or against an area is
// marked, and nothing else than a phrase of a finding is.
func TestScorePage(t *testing.T) {
	inputs := []string{"../../testdata/conversations", "../../testdata/scores"}
	conversations := opened(t, scorePage(t, inputs...))
	type conversation struct {
		Type, Path string
		Evidence   []struct {
			Match, Title string
			Silence      bool
		}
	}
	var want []conversation
	for line := range strings.Lines(scored(t, append(inputs, "--format", "jsonl")...)) {
		var c conversation
		if err := json.Unmarshal([]byte(line), &c); err != nil {
			t.Fatal(err)
		}
		if c.Type == "conversation" {
			want = append(want, c)
		}
	}
	findings := map[string]bool{} // path, match
	for line := range strings.Lines(checked(t, inputs...)) {
		var f struct{ Path, Match string }
		if err := json.Unmarshal([]byte(line), &f); err != nil {
			t.Fatal(err)
		}
		findings[f.Path+"\n"+f.Match] = true
	}
	if len(conversations) != len(want) || len(want) < 60 {
		t.Fatalf("the page holds %d conversations, want %d", len(conversations), len(want))
	}
	for i, c := range want {
		text := textOf(conversations[i])
		phrases := map[string]bool{}
		for _, phrase := range marked(conversations[i]) {
			phrases[phrase] = true
		}
		of := map[string]bool{}
		for _, e := range c.Evidence {
			of[e.Match] = true
			if !e.Silence && !phrases[e.Match] {
				t.Errorf("%s: %q (%s) is not marked", c.Path, e.Match, e.Title)
			}
			if !strings.Contains(text, e.Title) {
				t.Errorf("%s: the page does not say %q", c.Path, e.Title)
			}
		}
		for phrase := range phrases {
			if !of[phrase] && !findings[c.Path+"\n"+phrase] {
				t.Errorf("%s: %q is marked and is neither evidence nor a finding", c.Path, phrase)
			}
		}
	}
}

// checked are the findings of check, as JSON Lines.
func checked(t *testing.T, inputs ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	args := append([]string{"check", "--exit-zero", "--profile", "transcript", "--level", "suggestion", "--format", "jsonl"}, inputs...)
	if got := run(args, strings.NewReader(""), &out, &errs); got != exitClean {
		t.Fatalf("exit status %d: %s", got, errs.String())
	}
	return out.String()
}

// TestScorePageHostile scores a transcript in which a customer and an agent write
// markup, and one that names people, masked.
func TestScorePageHostile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "chat.txt")
	said := `</script><script>alert("1")</script><!-- <img src=x onerror=alert(2)>`
	if err := os.WriteFile(path, []byte("客户：王小明先生要退款"+said+"\n客服 赵敏：我不能退"+said+"，请打13912345678。\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	page := scorePage(t, path)
	conversations := opened(t, page)
	if len(conversations) != 1 || !strings.Contains(textOf(conversations[0]), "退款"+said) {
		t.Errorf("%d conversations; the words are not shown as they are", len(conversations))
	}
	for _, n := range append(conversations, parsed(t, page)) {
		if got := len(elements(n, atom.Img)); got > 0 {
			t.Errorf("%d pictures", got)
		}
		for _, s := range elements(n, atom.Script) {
			if s.FirstChild != nil && strings.HasPrefix(s.FirstChild.Data, "alert") {
				t.Errorf("a script: %s", s.FirstChild.Data)
			}
		}
	}
	masked := scorePage(t, path, "--redact", "--pseudonyms", "--by", "agent")
	for _, name := range []string{"王小明", "赵敏", "13912345678"} {
		if !strings.Contains(page, name) || strings.Contains(masked, name) {
			t.Errorf("%s: in the page %t, in the masked page %t", name, strings.Contains(page, name), strings.Contains(masked, name))
		}
	}
}

// TestPagePicture holds the picture of the page in the READMEs to the page: it
// carries a hash of what it shows, without the figures and where the dots lie,
// which move as rules and weights are tuned. With -update, and a browser, it is
// taken anew.
func TestPagePicture(t *testing.T) {
	t.Chdir("../..")
	modules := os.Getenv("CUOCI_BROWSER_MODULES")
	if modules == "" {
		t.Skip("no browser at hand: CUOCI_BROWSER_MODULES is not set (.ci/run page installs one)")
	}
	page := scorePage(t, "testdata/scores")
	_, style, _ := strings.Cut(page, "<style>")
	style, _, _ = strings.Cut(style, "</style>")
	_, shown, _ := strings.Cut(page, `<section id="headline"`)
	shown, _, found := strings.Cut(shown, `<section id="areas"`)
	if !found {
		t.Fatal("the page has no headline, or no areas")
	}
	shown = regexp.MustCompile(`(?s)<a class="dot.*?</a>\s*`).ReplaceAllString(shown, "")
	shown = regexp.MustCompile(`[0-9]+`).ReplaceAllString(shown, "0")
	sum := sha256.Sum256([]byte(style + shown))
	hash := hex.EncodeToString(sum[:])
	picture := filepath.Join("testdata", "readme", "score.png")
	if *update {
		takePicture(t, modules, page, picture, hash)
	}
	png, err := os.ReadFile(picture)
	if err != nil {
		t.Fatal(err)
	}
	got, err := pictured(png)
	if err != nil {
		t.Fatal(err)
	}
	if got != hash {
		t.Error("testdata/readme/score.png shows no longer what score writes: go test ./cmd/cuoci -run TestPagePicture -update, with a browser as .ci/run page has it")
	}
}

func takePicture(t *testing.T, modules, page, picture, hash string) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "page.html")
	if err := os.WriteFile(file, []byte(page), 0o600); err != nil {
		t.Fatal(err)
	}
	program, err := exec.LookPath("chromium")
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("node", "lint/score/page/testdata/browser.mjs", modules, program, "shot", file, file+".png", "light", "1180", "1100")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	png, err := os.ReadFile(file + ".png")
	if err != nil {
		t.Fatal(err)
	}
	const header = 8 + 25 // the signature and the chunk IHDR
	text := append([]byte("tEXtcuoci-page\x00"), hash...)
	chunk := binary.BigEndian.AppendUint32(nil, uint32(len(text)-4))
	chunk = binary.BigEndian.AppendUint32(append(chunk, text...), crc32.ChecksumIEEE(text))
	png = append(append(append([]byte{}, png[:header]...), chunk...), png[header:]...)
	if err := os.WriteFile(picture, png, 0o644); err != nil {
		t.Fatal(err)
	}
}

// pictured is the hash of the page that a picture was taken of.
func pictured(png []byte) (string, error) {
	r := bytes.NewReader(png)
	if _, err := r.Seek(8, io.SeekStart); err != nil {
		return "", err
	}
	for {
		var head struct {
			Size uint32
			Name [4]byte
		}
		if err := binary.Read(r, binary.BigEndian, &head); err != nil {
			return "", errors.Join(errors.New("no hash of a page in the picture"), err)
		}
		body := make([]byte, min(int(head.Size), len(png)))
		if _, err := io.ReadFull(r, body); err != nil {
			return "", err
		}
		if hash, ok := strings.CutPrefix(string(body), "cuoci-page\x00"); ok && string(head.Name[:]) == "tEXt" {
			return hash, nil
		}
		if _, err := r.Seek(4, io.SeekCurrent); err != nil {
			return "", err
		}
	}
}
