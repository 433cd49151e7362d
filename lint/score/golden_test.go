package score_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cuoci/cuoci/lint"
	"github.com/cuoci/cuoci/lint/score"
	"github.com/cuoci/cuoci/lint/source"
	"github.com/cuoci/cuoci/lint/zh"
	"github.com/cuoci/cuoci/rules"
	"github.com/cuoci/cuoci/rules/builtin"
)

var update = flag.Bool("update", false, "write the golden files anew")

func linter(t testing.TB) *lint.Linter {
	t.Helper()
	set, err := builtin.Ruleset()
	if err != nil {
		t.Fatal(err)
	}
	l, err := lint.New(lint.Config{Rules: set, Profile: "transcript"})
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func scorer(t testing.TB) *score.Scorer {
	t.Helper()
	card, err := rules.ShippedCard()
	if err != nil {
		t.Fatal(err)
	}
	return score.NewScorer(card, "zh")
}

func judge(t testing.TB) *score.Judge {
	t.Helper()
	j, err := scorer(t).Judge(linter(t))
	if err != nil {
		t.Fatal(err)
	}
	return j
}

// read returns the only conversation of a text.
func read(t testing.TB, name, text string) *source.Conversation {
	t.Helper()
	var got *source.Conversation
	for c, err := range source.NewDocument(strings.NewReader(text), source.Options{Path: name}).Conversations() {
		if err != nil {
			t.Fatal(err)
		}
		if got != nil {
			t.Fatalf("%s holds more than one conversation", name)
		}
		got = c
	}
	return got
}

// written are the written conversations, by name, which begins with the kind of
// service that each shows.
func written(t testing.TB) map[string]string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("..", "..", "testdata", "scores", "*.txt"))
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		texts[filepath.Base(f)] = string(data)
	}
	return texts
}

// TestGolden scores the written conversations and compares the cards, explained,
// with the .golden file beside each. The kind of service must be the one that the
// name says, in simplified and in traditional script.
func TestGolden(t *testing.T) {
	j := judge(t)
	count := map[string]int{}
	inTraditional := traditional()
	for name, text := range written(t) {
		t.Run(name, func(t *testing.T) {
			kind, _, _ := strings.Cut(name, "-")
			count[kind]++
			c := j.Conversation(name, read(t, name, text))
			other := j.Conversation(name, read(t, name, inTraditional(text)))
			for script, c := range map[string]*score.Conversation{"simplified": c, "traditional": other} {
				if c.Kind.String() != kind {
					t.Errorf("in %s script it comes out %s: procedure %v, personal %v", script, c.Kind, c.Sides[0].Score, c.Sides[1].Score)
				}
			}
			var b bytes.Buffer
			w, err := score.New(score.Text, &b, scorer(t).Card(), score.Options{Explain: true, Quiet: true})
			if err != nil {
				t.Fatal(err)
			}
			if err := w.Result(score.Result{Conversations: []*score.Conversation{c}}); err != nil {
				t.Fatal(err)
			}
			fmt.Fprintf(&b, "traditional: %s %.1f %.1f\n", other.Kind, other.Sides[0].Score.Points, other.Sides[1].Score.Points)
			golden(t, filepath.Join("..", "..", "testdata", "scores", strings.TrimSuffix(name, ".txt")+".golden"), b.String())
		})
	}
	for _, k := range score.Kinds() {
		if count[k.String()] < 6 {
			t.Errorf("%d conversations of the kind %s, want at least 6", count[k.String()], k)
		}
	}
}

// traditional returns what writes a text in traditional script: characters that fold to one
// another are put back, those with a choice by what is common.
func traditional() func(text string) string {
	common := strings.NewReplacer(
		"发", "發", "后", "後", "里", "裡", "复", "復", "历", "歷", "汇", "匯", "尽", "盡", "钟", "鐘", "须", "須", "系统", "系統", "联系", "聯繫",
		"只", "只", "面", "面", "台", "台", "了", "了", "干", "乾", "松", "松", "云", "雲", "准", "準", "表", "表", "才", "才", "几", "幾", "着", "著",
		"游", "遊", "制", "製", "回", "回", "家", "家", "向", "向", "出", "出", "卷", "卷", "困", "困", "志", "志", "划", "劃", "据", "據", "借", "借",
	)
	back := map[rune]rune{}
	for r := rune(0x4E00); r <= 0x9FFF; r++ {
		if to := []rune(zh.Fold(string(r))); len(to) == 1 && to[0] != r {
			if _, twice := back[to[0]]; !twice {
				back[to[0]] = r
			}
		}
	}
	keep := "只面台了干松云准表才着游制回家向出卷困志划据借系后里"
	return func(text string) string {
		return strings.Map(func(r rune) rune {
			if to, ok := back[r]; ok && !strings.ContainsRune(keep, r) {
				return to
			}
			return r
		}, common.Replace(text))
	}
}

func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != got {
		t.Errorf("%s differs; go test ./lint/score -run Golden -update writes it anew. Got:\n%s", file, got)
	}
}
