package score_test

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cuoci/cuoci/lint/score"
)

// record is a conversation of the measured text.
type record struct {
	Turns []struct {
		Role string `json:"role"`
		Text string `json:"text"`
	} `json:"turns"`
}

// TestWorseRealConversations does as TestWorseNeverScoresHigher with conversations
// of real agents, whose text is not ours: it prints counts only.
func TestWorseRealConversations(t *testing.T) {
	const name, most = "dev-conversations.jsonl", 400
	dir := os.Getenv("CUOCI_DATA")
	if dir == "" {
		t.Skip("CUOCI_DATA does not name the folder with " + name + ": real text is not measured")
	}
	f, err := os.Open(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	j := judge(t)
	start := scorer(t).Card().Start
	edits := map[string][]string{
		"adaptability": {"这个我不能给您办。", "不能退的。"}, "attitude": {"是您自己没看清楚。", "您肯定是操作错了。"},
		"solving": {"谁让您不早点说。"}, "communication": {"可能吧，说不好。"},
	}
	n, rises := 0, 0
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 16<<20)
	for i := 0; lines.Scan() && i < most; i++ {
		var r record
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			t.Fatal(err)
		}
		before := j.Conversation(name, read(t, name, marshalled(t, r)))
		for k := range r.Turns {
			if r.Turns[k].Role != "agent" {
				continue
			}
			text := r.Turns[k].Text
			for area, phrases := range edits {
				for _, p := range phrases {
					r.Turns[k].Text = strings.TrimRight(text, "。！？!?,，~") + "。" + p
					after := j.Conversation(name, read(t, name, marshalled(t, r)))
					if n++; standing(after, area, start) > standing(before, area, start) {
						rises++
					}
				}
			}
			r.Turns[k].Text = text
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d edits, %d rises", n, rises)
	if n == 0 || rises > 0 {
		t.Errorf("of %d edits that make a conversation worse %d raise the area", n, rises)
	}
}

func marshalled(t *testing.T, r record) string {
	t.Helper()
	line, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(line)
}

// The rank correlation of the best headline number with satisfaction: what is asked,
// and what fails below.
const (
	asked = 0.35
	least = 0.32
)

// TestSatisfaction measures the card on rated conversations. It prints numbers only.
func TestSatisfaction(t *testing.T) {
	const name = "stc3_quality.jsonl"
	dir := os.Getenv("CUOCI_DATA")
	if dir == "" {
		t.Skip("CUOCI_DATA does not name the folder with labeled/" + name + ": real text is not measured")
	}
	f, err := os.Open(filepath.Join(dir, "labeled", name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rated, err := score.ReadRated(f)
	if err != nil {
		t.Fatal(err)
	}
	list, err := judge(t).Agree(rated)
	if err != nil {
		t.Fatal(err)
	}
	best := 0.0
	for i, a := range list {
		t.Logf("%s: %.3f (%.3f to %.3f) of %d, %.3f over all", a.Name, a.Rho, a.Interval.Low, a.Interval.High, a.N, a.All)
		if i < 4 {
			best = max(best, a.All)
		}
	}
	switch {
	case best < least:
		t.Errorf("the best headline number comes to %.3f, below %.2f", best, least)
	case best < asked:
		t.Logf("%.3f is below the %.2f that is asked", best, asked)
	}
}

func TestReadRated(t *testing.T) {
	for text, want := range map[string]string{
		"{\"id\":\"1\"}":            `line 1: "S" is missing`,
		"\n{\"S\":1}":               `line 2: neither "turns" nor "agent_text"`,
		"{\"S\":1,\"agent_text\":3": "line 1: ",
	} {
		if _, err := score.ReadRated(strings.NewReader(text)); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s: got %v, want %s", text, err, want)
		}
	}
	list, err := score.ReadRated(strings.NewReader(`{"id":"a","S":-1,"agent_text":["您好"]}` + "\n\n" + `{"id":"b","S":1,"turns":[{"role":"customer","text":"在吗"}]}`))
	if err != nil || len(list) != 2 {
		t.Fatalf("%v, %v", list, err)
	}
	if _, err := judge(t).Agree(list); err != nil {
		t.Error(err)
	}
}
