package segment

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// marked splits a test sentence: the bars are the places that are asked about.
// It returns the text without them and their offsets.
func marked(s string) (text string, at []int) {
	for i, part := range strings.Split(s, "|") {
		if i > 0 {
			at = append(at, len(text))
		}
		text += part
	}
	return text, at
}

func TestEdges(t *testing.T) {
	tests := []struct {
		name, text  string // | marks the places asked about
		left, right string // the answers, y or n each
	}{
		{"words", "我|不能|退款", "yy", "yy"},
		{"inside words", "我不|能退|款", "nn", "nn"},
		{"punctuation", "您好|，|我", "yy", "yy"},
		{"compound, second part whole", "是|因为", "y", "n"},
		{"compound of two parts", "不能|取消", "y", "y"},
		{"single characters inside a word never count", "但|是，申|请", "nn", "nn"},
		{"traditional", "我們|無法|為您|退款", "yyy", "yyy"},
		{"digits are one unit", "共1|2元", "n", "n"},
		{"digits from Chinese", "共|12|元", "yy", "yy"},
		{"Latin run", "用A|PP查", "n", "n"},
		{"Latin word with a Han character", "4|S|店|很多", "nny", "nyy"},
		{"full-width digits are characters", "１|２", "y", "y"},
		{"end of the text", "好|", "y", "y"},
		{"blank", "你|\u3000|好", "yy", "yy"},
		{"unknown characters", "😀|😀", "y", "y"},
	}
	s := NewSegmenter(Embedded())
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			text, at := marked(tt.text)
			left, right := "", ""
			for _, p := range at {
				left += yn(s.Left(text, p, 0, len(text)))
				right += yn(s.Right(text, p, 0, len(text)))
			}
			if left != tt.left || right != tt.right {
				t.Errorf("%s: left %s, right %s; want %s, %s", tt.text, left, right, tt.left, tt.right)
			}
		})
	}
}

func yn(b bool) string {
	if b {
		return "y"
	}
	return "n"
}

func TestEdgeBounds(t *testing.T) {
	s := NewSegmenter(Embedded())
	text := "我们不能退款"
	for p := 0; p <= len(text); p++ {
		if !s.Left(text, p, p, len(text)) || !s.Right(text, p, 0, p) || !s.Left(text, p, p, p) {
			t.Errorf("offset %d is not an edge of its own bounds", p)
		}
	}
	if p := len("我们不"); s.Left(text, p, 0, len(text)) || !s.Left(text, p, p, len(text)) {
		t.Error("bounds do not clamp the island")
	}
	if !s.Left(text, len("我们"), len("我"), len(text)) {
		t.Error("a word that begins before lo still crosses")
	}
	for _, b := range [][3]int{{-1, 0, 3}, {4, 0, 3}, {100, 0, 100}, {5, -7, 1 << 40}, {1, 0, len(text)}} {
		if s.Left(text, b[0], b[1], b[2]) || s.Right(text, b[0], b[1], b[2]) {
			t.Errorf("offset %d with bounds %d to %d is an edge", b[0], b[1], b[2])
		}
	}
}

// TestBufferReused makes sure that an answer is about the text, not about the
// memory it lies in.
func TestBufferReused(t *testing.T) {
	s := NewSegmenter(Embedded())
	for range 3 {
		for _, c := range []struct {
			text string
			want bool
		}{{"您的我们都在", false}, {"您的我，们都在", true}, {"您的他们都在", false}, {"您的我能都在", true}} {
			p := len("您的我")
			if got := s.Left(c.text, p, 0, len(c.text)); got != c.want {
				t.Errorf("%s|%s: %v", c.text[:p], c.text[p:], got)
			}
		}
	}
}

// TestLongIslands asks about text without a single certain edge: answers must
// not depend on what was asked before, and the cost must stay linear.
func TestLongIslands(t *testing.T) {
	for _, unit := range []string{"哈", "人人", "一个个", "不可不", "的的确确实实在在"} {
		text := strings.Repeat(unit, 6000/len(unit))
		d := Embedded()
		s := NewSegmenter(d)
		r := rand.New(rand.NewPCG(1, 2))
		want := make([]bool, len(text))
		for p := range text {
			want[p] = s.Left(text, p, 0, len(text))
		}
		for range 300 {
			p := r.IntN(len(text) - 1)
			if !utf8.RuneStart(text[p]) {
				continue
			}
			if got := s.Left(text, p, 0, len(text)); got != want[p] {
				t.Fatalf("%s: offset %d: %v, then %v", unit, p, want[p], got)
			}
		}
		p := len(text) / 2 / len(unit) * len(unit)
		if got := NewSegmenter(d).Left(text, p, 0, len(text)); got != want[p] {
			t.Fatalf("%s: offset %d: %v, asked first: %v", unit, p, want[p], got)
		}
	}
	text := strings.Repeat("哈", 1<<17)
	s := NewSegmenter(Embedded())
	start := time.Now()
	for p := 0; p < len(text); p += 3 {
		s.Left(text, p, 0, len(text))
	}
	if d := time.Since(start); d > 20*time.Second {
		t.Errorf("%d questions took %v", len(text)/3, d)
	}
}

func TestMemoIsBounded(t *testing.T) {
	var m memo
	for i := range 5 * memoEntries {
		m.put(string(rune(0x4E00+i%20000))+string(rune(0x4E00+i/20000)), verdict{left: uint64(i)})
		if len(m.young) > memoEntries || len(m.old) > memoEntries {
			t.Fatalf("%d young, %d old", len(m.young), len(m.old))
		}
	}
	long := strings.Repeat("哈", memoBytes/6)
	for i := range 10 {
		m.put(long+string(rune('a'+i)), verdict{})
	}
	if m.bytes > memoBytes {
		t.Errorf("%d bytes of keys", m.bytes)
	}
	m.put("甲乙", verdict{left: 5})
	if v, ok := m.get("甲乙"); !ok || v.left != 5 {
		t.Errorf("got %v %v", v, ok)
	}
}
