package score_test

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
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
