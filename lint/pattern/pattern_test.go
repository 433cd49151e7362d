package pattern

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/cuoci/cuoci/lint/segment"
)

// testLists are the word lists of the tests, by qualified name.
var testLists = map[string][]string{
	"t/I":         {"我", "这边", "我这边", "小妹"},
	"t/verb":      {"改", "退", "换", "取消"},
	"t/adverb":    {"暂时", "真的", "(的确|确实)(是)?"},
	"shared/may":  {"能", "可以", "<more>"},
	"shared/more": {"能够", "允许"},
	"t/loop":      {"甲", "<loop2>"},
	"t/loop2":     {"<loop>"},
	"t/bad":       {"好(的"},
	"t/gappy":     {"好…的"},
	"t/d0":        {"甲", "乙", "丙", "丁"},
	"t/d1":        {"<d0><d0>", "<d0>", "<d0>", "<d0>", "<d0>", "<d0>", "<d0>", "<d0>", "<d0>"},
	"t/d2":        {"<d1>", "<d1>", "<d1>", "<d1>", "<d1>", "<d1>", "<d1>", "<d1>", "<d1>"},
	"t/d3":        {"<d2>", "<d2>", "<d2>", "<d2>", "<d2>", "<d2>", "<d2>", "<d2>", "<d2>"},
	"t/d4":        {"<d3>", "<d3>", "<d3>", "<d3>", "<d3>", "<d3>", "<d3>", "<d3>", "<d3>"},
}

func lookup(name string) ([]Source, bool) {
	words, ok := testLists[name]
	var list []Source
	for i, w := range words {
		list = append(list, Source{Text: w, Path: "lists.yaml", Line: i + 1, Column: 1})
	}
	return list, ok
}

func sources(patterns ...string) []Source {
	var list []Source
	for i, p := range patterns {
		text, loose := strings.CutPrefix(p, "~")
		list = append(list, Source{Text: text, Path: "p.yaml", Line: i + 1, Column: 5, AnyEdges: loose})
	}
	return list
}

func build(t testing.TB, frozen []string, markers ...MarkerSource) *Set {
	t.Helper()
	b := NewBuilder(lookup)
	b.Frozen(frozen)
	for _, m := range markers {
		if _, err := b.Add(m); err != nil {
			t.Fatalf("Add(%s): %v", m.Name, err)
		}
	}
	s, err := b.Build()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func find(s *Set, text string) []string {
	m := NewMatcher(s, segment.NewSegmenter(segment.Embedded()), nil)
	m.Reset(text)
	a := m.Text()
	var found []string
	for _, h := range m.Hits(0) {
		from, to := a.Source(h.Start, h.End)
		found = append(found, text[from:to])
	}
	return found
}

func TestMatch(t *testing.T) {
	tests := []struct {
		patterns string // one a word; ~ in front: edges any; ! in front: except
		text     string
		want     []string
	}{
		{"我不能", "我不能退款", []string{"我不能"}},
		{"我不能", "我不能退，我不能换", []string{"我不能", "我不能"}},
		{"我不能", "您看我 不 能退", []string{"我 不 能"}},
		{"不能", "您看能不能退", nil},
		{"不能", "能不能不能", []string{"不能"}},
		{"<I><adverb>?不能", "这边暂时不能改", []string{"这边暂时不能"}},
		{"<I><adverb>?不能", "小妹确实是不能改", []string{"小妹确实是不能"}},
		{"<verb>不了", "改不了，取消不了的", []string{"改不了", "取消不了"}},
		{"但", "不但便宜，但贵", []string{"但"}},
		{"但是", "东西好，但是贵", []string{"但是"}},
		{"您…退", "您可以申请退", []string{"您可以申请退"}},
		{"您…{2}退", "您可以申请退", nil},
		{"您…退", "您可以，申请退", nil},
		{"您…退", "您可以 申请退", nil},
		{"您…退", "您点{{link}}退", nil},
		{"^不行$", "不行。", []string{"不行"}},
		{"^不行$", "您说，不行。", nil},
		{"^不行$", "好的。不行！", []string{"不行"}},
		{"^^不行$$", "好的。不行！", nil},
		{"^^不行$$", " 不行！", []string{"不行"}},
		{"^不行$", "不行？", nil},
		{"(能|可以|能够)退", "我们能够退", []string{"能够退"}},
		{"不<may>", "不能够退", []string{"不能够"}},
		{"不<may>", "不允許退", []string{"不允許"}},
		{"<time>内退", "3天内退", nil}, // 3天内 is the time
		{"<time>退", "3天内退", []string{"3天内退"}},
		{"<number>元", "满100元可用", []string{"100元"}},
		{"不能 !不能保证", "不能保证，不能退", []string{"不能"}},
		{"我(这边)?不能 不能", "我这边不能退", []string{"我这边不能"}},
		{`a\(b`, "a(b", []string{"a(b"}},
		{"可以吗？", "可以吗?", []string{"可以吗?"}},
		{"不能", "页面提示“不能登录”", nil},
		// The longest match ends inside a word: the next best speaks, here or from
		// another pattern.
		{"不(能|能取)", "我不能取消", []string{"不能"}},
		{"不能取 不能", "我不能取消", []string{"不能"}},
		{"不(能|能取) 能取消", "我不能取消", []string{"不能"}},
		{"没有办法", "沒有辦法取消", []string{"沒有辦法"}},
	}
	for _, tt := range tests {
		t.Run(tt.patterns+"/"+tt.text, func(t *testing.T) {
			m := MarkerSource{Name: "t/m"}
			for p := range strings.FieldsSeq(tt.patterns) {
				if except, ok := strings.CutPrefix(p, "!"); ok {
					m.Except = append(m.Except, sources(except)...)
				} else {
					m.Patterns = append(m.Patterns, sources(p)...)
				}
			}
			s := build(t, nil, m)
			if got := find(s, tt.text); !slices.Equal(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
			image, err := s.AppendBinary(nil)
			if err != nil {
				t.Fatal(err)
			}
			again, err := OpenSet(string(image))
			if err != nil {
				t.Fatal(err)
			}
			if got := find(again, tt.text); !slices.Equal(got, tt.want) {
				t.Errorf("from the image: got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestFrozen(t *testing.T) {
	s := build(t, []string{"保证金", "不要紧"}, MarkerSource{Name: "t/m", Patterns: sources("~保证", "~不要")})
	for text, want := range map[string][]string{
		"保证金三天退":  nil,
		"我保证三天退":  {"保证"},
		"不要紧的":    nil,
		"您不要紧张":   nil, // the list is as long as its words
		"请您不要付款":  {"不要"},
		"保证金，我保证": {"保证"},
	} {
		if got := find(s, text); !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
	}
}

func TestErrors(t *testing.T) {
	tests := []struct{ pattern, want string }{
		{"", "empty"},
		{"(好|)的", "an alternative is empty"},
		{"好的?", `"?" stands only after`},
		{"(好", `p.yaml:1:5: pattern "(好": "(" is not closed`},
		{"很(好", `p.yaml:1:6: `},
		{"好)", `")" closes no group`},
		{"好…{9,2}", "is no size of a gap"},
		{"好…{99}的", "at most 40"},
		{"<nope>", "<nope> is neither a word list nor a slot"},
		{"<nope", `"<" is not closed`},
		{"<>", `"" is no name`},
		{"好^", "stands only at the start"},
		{"$好", "stands only at the end"},
		{"(好)?…", "nothing in it must be there"},
		{"好\\", "escapes nothing"},
		{"<loop>", "holds itself: t/loop → t/loop2 → t/loop"},
		{"<bad>", `at lists.yaml:1: entry "好(的"`},
		{"<gappy>", "holds no gap"},
		{"<d4>", "more than 20000 elements"},
		{strings.Repeat("好…{40}", 6), "can match 246 characters, more than 240"},
		{"好{2}", "has nothing to close or count"},
	}
	for _, tt := range tests {
		_, err := NewBuilder(lookup).Add(MarkerSource{Name: "t/m", Patterns: sources(tt.pattern)})
		if _, ok := errors.AsType[*Error](err); !ok {
			t.Errorf("%q: got %v, want an *Error", tt.pattern, err)
			continue
		}
		if !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%q: got %q, want it to say %q", tt.pattern, err, tt.want)
		}
	}
}

func TestCoverage(t *testing.T) {
	s := build(t, nil, MarkerSource{Name: "t/m", Patterns: sources("<I><adverb>?不能", "<verb>不了")})
	m := NewMatcher(s, segment.NewSegmenter(segment.Embedded()), []int{})
	c := m.Cover()
	m.Reset("小妹真的不能，退不了")
	m.Hits(0)
	for _, e := range []Entry{{"t/I", "小妹"}, {"t/adverb", "真的"}, {"t/verb", "退"}} {
		if !c.Entries[e] {
			t.Errorf("%v is not covered", e)
		}
	}
	if c.Entries[Entry{"t/I", "我"}] || len(c.Patterns) != 2 {
		t.Errorf("covered: %v %v", c.Entries, c.Patterns)
	}
}

func TestCharacters(t *testing.T) {
	m := NewMatcher(build(t, nil, MarkerSource{Name: "t/m", Patterns: sources("不能")}), segment.NewSegmenter(segment.Embedded()), nil)
	for text, want := range map[string]int{"": 0, "不能": 2, "我 不能，OK😀": 7} {
		m.Reset(text)
		if got := m.Characters(); got != want {
			t.Errorf("%q: %d characters, want %d", text, got, want)
		}
	}
}
