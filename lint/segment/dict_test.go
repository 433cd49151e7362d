package segment

import (
	"math"
	"os"
	"strings"
	"testing"

	"github.com/go-ego/gse"

	"github.com/cuoci/cuoci/lint/segment/internal/dictbuild"
	"github.com/cuoci/cuoci/lint/segment/internal/dictfile"
)

// TestDictIsFresh generates the index anew: dict.bin must be what
// `go generate ./lint/segment` writes.
func TestDictIsFresh(t *testing.T) {
	words, maxUnits, err := dictbuild.Words(fullGse(t).Dict)
	if err != nil {
		t.Fatal(err)
	}
	data, err := dictbuild.Build(words, maxUnits)
	if err != nil {
		t.Fatal(err)
	}
	if string(data) != embedded {
		t.Error("dict.bin is stale: run go generate ./lint/segment")
	}
}

func TestDictFileIsEmbedded(t *testing.T) {
	data, err := os.ReadFile("dict.bin")
	if err != nil {
		t.Fatal(err)
	}
	if string(data) != embedded {
		t.Error("the embedded index is not dict.bin")
	}
	if mb := float64(len(data)) / 1e6; mb > 9 {
		t.Errorf("dict.bin has %.1f MB: at most 9 are allowed", mb)
	}
}

// TestEveryWord looks up every word of gse's dictionary.
func TestEveryWord(t *testing.T) {
	dict := fullGse(t).Dict
	d := Embedded()
	if d.Words() != dict.NumTokens() || d.TotalFreq() != dict.TotalFreq() {
		t.Errorf("%d words, frequency %v; gse has %d, %v", d.Words(), d.TotalFreq(), dict.NumTokens(), dict.TotalFreq())
	}
	bad := 0
	for i := range dict.Tokens {
		w := &dict.Tokens[i]
		freq, pos, ok := d.lookup(w.Text())
		if !ok || freq != w.Freq() || pos != w.Pos() {
			if bad++; bad < 10 {
				t.Errorf("%q: got %v %q %v, want %v %q", w.Text(), freq, pos, ok, w.Freq(), w.Pos())
			}
		}
	}
}

func TestDamagedFile(t *testing.T) {
	for name, data := range map[string]string{
		"empty":         "",
		"other magic":   "x" + embedded[1:],
		"other version": dictfile.Magic[:7] + "\xff" + embedded[8:],
		"header only":   embedded[:dictfile.HeaderSize],
		"cut short":     embedded[:len(embedded)/2],
	} {
		if _, err := dictfile.Open(data); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestWithErrors(t *testing.T) {
	for _, tt := range []struct {
		word Word
		want string
	}{
		{Word{Text: ""}, "empty"},
		{Word{Text: "\xff"}, "not UTF-8"},
		{Word{Text: "甲\x00"}, "control character"},
		{Word{Text: "甲\n乙"}, "control character"},
		{Word{Text: "甲" + filler}, "reserved"},
		{Word{Text: strings.Repeat("甲", MaxWordLen+1)}, "at most 64"},
		{Word{Text: "甲乙", Freq: 1}, "from 2"},
		{Word{Text: "甲乙", Freq: -5}, "from 2"},
		{Word{Text: "甲乙", Freq: 2.5}, "whole number"},
		{Word{Text: "甲乙", Freq: math.NaN()}, "whole number"},
		{Word{Text: "甲乙", Freq: math.Inf(1)}, "whole number"},
	} {
		d, err := Embedded().With([]Word{{Text: "丙丁"}, tt.word})
		if err == nil || d != nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%q %v: got error %v, want one with %q", tt.word.Text, tt.word.Freq, err, tt.want)
		}
	}
}

// userWords are made to meet built-in words in every way: equal to one, inside
// one, around some, across two, with characters that no built-in word has.
var userWords = []Word{
	{Text: "退款通道", Pos: "nz"},
	{Text: "不能", Freq: 7, Pos: "zz"},
	{Text: "能为您", Freq: 50000, Pos: "u"},
	{Text: "退", Freq: 900, Pos: "one"},
	{Text: "VIP专享", Freq: 30},
	{Text: "vip专享", Freq: 99999}, // the first one counts
	{Text: "😀哈", Freq: 500, Pos: "e"},
	{Text: "尊享会员退款通道服务承诺书", Freq: 2},
	{Text: "a b", Freq: 10},
}

var userLines = []string{
	"我不能为您退款", "请走退款通道办理", "这是不能退款的", "能为您服务是我们的荣幸", "VIP专享活动", "vip专享的券不能退",
	"😀哈哈哈", "😀😀哈哈", "尊享会员退款通道服务承诺书在此", "a b c", "退换货", "不能不能为您退", "甲a b", "，能为您退款通道。",
}

// TestUserWords compares with gse that was given the user's words before its
// own. Of its own it gets those that occur in the lines, found without the
// index, and a filler for the rest of the total.
func TestUserWords(t *testing.T) {
	full := fullGse(t).Dict
	seg := &gse.Segmenter{Dict: gse.NewDict(), SkipLog: true}
	rest := full.TotalFreq()
	for _, w := range userWords {
		w, err := w.check()
		if err != nil {
			t.Fatal(err)
		}
		add(seg, w.Text, w.Freq, w.Pos)
		if freq, _, ok := full.Find([]byte(w.Text)); ok {
			rest -= freq // 0 where it is only the beginning of a word
		}
	}
	total := rest + seg.Dict.TotalFreq()
	all := strings.ToLower(strings.Join(userLines, "\n"))
	for i := range full.Tokens {
		if w := &full.Tokens[i]; strings.Contains(all, w.Text()) {
			add(seg, w.Text(), w.Freq(), w.Pos())
		}
	}
	add(seg, filler, total-seg.Dict.TotalFreq(), "")
	seg.CalcToken()

	d, err := Embedded().With(userWords)
	if err != nil {
		t.Fatal(err)
	}
	if d.TotalFreq() != total {
		t.Errorf("total frequency %v, want %v", d.TotalFreq(), total)
	}
	// The same words in two steps, those of the first below.
	steps, err := Embedded().With(append([]Word{{Text: "不能", Freq: 12345}}, userWords[4:]...))
	if err != nil {
		t.Fatal(err)
	}
	if steps, err = steps.With(userWords[:4]); err != nil {
		t.Fatal(err)
	}
	for _, dict := range []*Dict{d, steps} {
		s := NewSegmenter(dict)
		for _, line := range userLines {
			if whole, islands := difference(seg, s, line); whole+islands != "" {
				t.Error(whole, islands)
			}
		}
	}
	if none, err := d.With(nil); err != nil || none.TotalFreq() != total {
		t.Errorf("With(nil) is not the same dictionary: %v", err)
	}
}
