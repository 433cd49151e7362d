package page

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cuoci/cuoci/lint/score"
	"github.com/cuoci/cuoci/lint/source"
)

var update = flag.Bool("update", false, "write the golden files anew")

// few are four conversations, one of each kind.
func few(t testing.TB, card *score.Card) []*score.Conversation {
	t.Helper()
	agent, customer := source.Agent, source.Customer
	return []*score.Conversation{
		hand(t, card, "late.txt", "小林",
			said{customer, "都五天了包裹还没到，孩子明天过生日！", []on{{phrase: "孩子明天过生日", areas: "-attention", weight: 1}}},
			said{agent, "我不能帮您查，您自己问快递。", []on{{phrase: "我不能帮您查", rule: "negative/cannot", areas: "-attitude -flexibility", weight: 2}}},
			said{customer, "那我投诉了", nil},
			said{agent, "随便你去投诉。我会尽快反馈。", []on{
				{phrase: "随便你去投诉", rule: "recovery/threat", areas: "-tact", weight: 3, fatal: true},
				{phrase: "尽快反馈", rule: "recovery/deadline", areas: "-timeliness", weight: 1},
			}},
		),
		hand(t, card, "refund.txt", "小周",
			said{customer, "退款什么时候到账？", nil},
			said{agent, "今天18:00前原路退回，因为银行要两个小时。", []on{
				{phrase: "今天18:00前", areas: "+timeliness", weight: 2},
				{phrase: "因为银行要两个小时", areas: "+communication", weight: 2},
			}},
			said{agent, "没有别的事我不能再等了。", []on{{phrase: "我不能再等", rule: "negative/cannot", areas: "-attitude", weight: 2}}},
		),
		hand(t, card, "size.txt", "小吴",
			said{customer, "鞋子小了半码，好着急", []on{{phrase: "好着急", areas: "+attention", weight: 1}}},
			said{agent, "我理解您着急，我很愿意帮您，但是换货我尽快问问。", []on{
				{phrase: "我理解您着急", areas: "+attention", weight: 2},
				{phrase: "我很愿意帮您，但是换货", rule: "clarity/long", areas: "+attitude", weight: 2},
				{phrase: "但是换货我尽快", rule: "negative/but", areas: "-communication", weight: 1},
				{phrase: "尽快", rule: "recovery/deadline", areas: "-timeliness", weight: 1},
			}},
			said{customer, "好吧", nil},
		),
		hand(t, card, "cup.txt", "小郑",
			said{customer, "杯子收到是碎的", nil},
			said{agent, "收到碎的一定很扫兴，很抱歉。我今天补寄一只，明天12:00前到。", []on{
				{phrase: "收到碎的一定很扫兴", areas: "+attention +tact", weight: 2},
				{phrase: "明天12:00前到", areas: "+timeliness", weight: 2},
			}},
			said{customer, "谢谢", nil},
			said{agent, "您看这样可以吗？要是没到，您直接找我小郑。", []on{
				{phrase: "您看这样可以吗", areas: "+feedback", weight: 1},
				{phrase: "要是没到，您直接找我小郑", areas: "+anticipation +solving", weight: 1},
			}},
		),
	}
}

// render writes a page of conversations.
func render(t testing.TB, card *score.Card, list []*score.Conversation, s score.Summary, o score.Options) []byte {
	t.Helper()
	var b bytes.Buffer
	write(t, New(&b, card, o), list, s)
	return b.Bytes()
}

func write(t testing.TB, w score.Writer, list []*score.Conversation, s score.Summary) {
	t.Helper()
	for _, c := range list {
		if err := w.Result(score.Result{Path: c.Path, Last: true, Conversations: []*score.Conversation{c}}); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(s); err != nil {
		t.Fatal(err)
	}
}

// withoutAssets takes the style, the script and their hashes out of a page: they
// stand in files of their own.
func withoutAssets(t testing.TB, page []byte) []byte {
	t.Helper()
	for _, names := range [][]string{styles[:], scripts[:]} {
		text, hash, err := inline(names)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Contains(page, []byte(text)) {
			t.Fatalf("the page does not hold %s as they are", names)
		}
		page = bytes.Replace(page, []byte(text), nil, 1)
		page = bytes.Replace(page, []byte(html.EscapeString(hash)), []byte("HASH"), 1)
		page = bytes.Replace(page, []byte(strings.ReplaceAll(html.EscapeString(hash), "+", "&#43;")), []byte("HASH"), 1)
	}
	return page
}

// TestGolden compares whole pages with what was read before.
func TestGolden(t *testing.T) {
	for _, lang := range []string{"zh", "en"} {
		card := handCard()
		list := few(t, card)
		s := handSummary(card, list)
		s.By = score.ByAgent
		for _, c := range list {
			s.Groups = append(s.Groups, score.Group{By: s.By, Name: c.Agent, N: 1, Small: true, Worst: handMean([]float64{c.Moments[c.Worst].Score.Points}), Pass: handShare(0, 1), Findings: len(c.Findings)})
		}
		got := render(t, card, list, s, score.Options{Lang: lang, Version: "test"})
		if again := render(t, card, list, s, score.Options{Lang: lang, Version: "test"}); !bytes.Equal(got, again) {
			t.Errorf("%s: two runs differ", lang)
		}
		got = withoutAssets(t, got)
		name := filepath.Join("testdata", "few."+lang+".html")
		if *update {
			if err := os.WriteFile(name, got, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s: not what a page of these conversations was; go test ./lint/score/page -run Golden -update, and read the difference", name)
		}
	}
}

// TestRoom holds more conversations than the page has room for: the figures and
// the picture tell of all, and those that stay are the fatal ones, then those
// with the worst moments, in the order in which they came.
func TestRoom(t *testing.T) {
	card := handCard()
	list := many(t, card, 300)
	var b bytes.Buffer
	w, ok := New(&b, card, score.Options{}).(*writer)
	if !ok {
		t.Fatal("not a writer of pages")
	}
	w.most = 40
	write(t, w, list, handSummary(card, list))
	var kept []int
	for i, k := range w.known {
		if !k.forgotten {
			kept = append(kept, i)
		}
	}
	if len(kept) != w.most {
		t.Fatalf("%d conversations are kept, want %d", len(kept), w.most)
	}
	bar := 0.0
	for _, i := range kept {
		if len(list[i].Fatal) == 0 {
			bar = max(bar, list[i].Moments[list[i].Worst].Score.Points)
		}
	}
	for i, c := range list {
		if slices.Contains(kept, i) {
			continue
		}
		if len(c.Fatal) > 0 || c.Moments[c.Worst].Score.Points < bar {
			t.Errorf("conversation %d is left out: fatal %t, worst moment %.1f, and %.1f stays", i+1, len(c.Fatal) > 0, c.Moments[c.Worst].Score.Points, bar)
		}
	}
	page := b.String()
	last := -1
	for _, i := range kept {
		at := strings.Index(page, fmt.Sprintf(`id="f%d"`, i+1))
		if at <= last {
			t.Errorf("conversation %d is not in the page, or not in its place", i+1)
		}
		last = at
	}
	if n := strings.Count(page, `<script type="text/html"`); n != w.most {
		t.Errorf("the page holds %d conversations, want %d", n, w.most)
	}
	if !strings.Contains(page, "说的是全部 300 段对话；这一页完整收了其中 40 段") {
		t.Error("the page does not say what it leaves out")
	}
	drawn := w.plot(func(int) string { return "" })
	count := drawn.Unplaced
	for _, d := range drawn.Dots {
		count += d.Count
		for _, n := range d.Numbers {
			if !slices.Contains(kept, n-1) {
				t.Errorf("a dot leads to conversation %d, which is not in the page", n)
			}
		}
	}
	if count != len(list) {
		t.Errorf("the picture tells of %d conversations, want %d", count, len(list))
	}
}

// TestNothing writes a page of no conversations, and names what was not read.
func TestNothing(t *testing.T) {
	card := handCard()
	var b bytes.Buffer
	w := New(&b, card, score.Options{Lang: "en"})
	for _, r := range []score.Result{{Path: "b.bin", Last: true, Skipped: "binary"}, {Path: "<a>.txt", Last: true, Err: errors.New("damaged & gone")}} {
		if err := w.Result(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(handSummary(card, nil)); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"0 conversations with 0 moments", "&lt;a&gt;.txt</code> damaged &amp; gone", "Files passed over: 1", `"rows":[]`, "There are none."} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the page does not hold %q", want)
		}
	}
}

type full struct{ left int }

func (f *full) Write(p []byte) (int, error) {
	if f.left -= len(p); f.left < 0 {
		return 0, errors.New("disk full")
	}
	return len(p), nil
}

// TestWriteErrors tells that the page could not be written, wherever that is.
func TestWriteErrors(t *testing.T) {
	card := handCard()
	list := many(t, card, 30)
	s := handSummary(card, list)
	size := len(render(t, card, list, s, score.Options{}))
	for _, left := range []int{0, 1 << 16, 1 << 17, size - 1} {
		w := New(&full{left: left}, card, score.Options{})
		for _, c := range list {
			if err := w.Result(score.Result{Path: c.Path, Last: true, Conversations: []*score.Conversation{c}}); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Close(s); err == nil || !strings.Contains(err.Error(), "disk full") {
			t.Errorf("room for %d of %d bytes: error %v, want disk full", left, size, err)
		}
	}
}
