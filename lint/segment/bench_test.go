package segment

import (
	"strings"
	"testing"
)

const benchText = "您好，非常抱歉给您带来不便，我不能为您直接办理退款，但是可以帮您申请换货，请问您的订单号是多少呢？" +
	"這個問題我們已經記錄下來，會儘快反饋給相關部門，預計三個工作日之內給您答覆，請您耐心等待一下哦。" +
	"亲，这款宝贝质量问题我们是包退换的，运费由我们承担，您放心拍下就好，有任何疑问随时联系客服小王。"

func BenchmarkOpen(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		NewSegmenter(Embedded())
	}
}

// variedText is half a megabyte of generated lines.
func variedText() string {
	var b strings.Builder
	for line := range generated(5000, simplified["noise"]) {
		b.WriteString(line)
		b.WriteByte('\n')
	}
	return b.String()
}

// BenchmarkWalk looks for the longest word at every place of a text.
func BenchmarkWalk(b *testing.B) {
	d := Embedded()
	s := NewSegmenter(d)
	text := variedText()
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		for at := 0; at < len(text); at = nextUnit(text, at, len(text), d.maxBytes) {
			s.reach(text, at, len(text))
		}
	}
}

// BenchmarkEdges asks about both edges at every character of a text, with
// every island new in the first round.
func BenchmarkEdges(b *testing.B) {
	text := variedText()
	d := Embedded()
	b.SetBytes(int64(len(text)))
	n := 0
	for b.Loop() {
		s := NewSegmenter(d)
		lo := 0
		for line := range strings.Lines(text) {
			hi := lo + len(line)
			for p := range line {
				s.Left(text, lo+p, lo, hi)
				s.Right(text, lo+p, lo, hi)
				n += 2
			}
			lo = hi
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(n), "ns/edge")
}

// edgeKinds returns one certain edge and one uncertain edge of a sentence.
func edgeKinds() (text string, certain, uncertain int) {
	text = "您好，我不能为您退款"
	return text, strings.Index(text, "我"), strings.Index(text, "能")
}

func BenchmarkEdgeCertain(b *testing.B) {
	s := NewSegmenter(Embedded())
	text, p, _ := edgeKinds()
	b.ReportAllocs()
	for b.Loop() {
		s.Left(text, p, 0, len(text))
	}
}

// BenchmarkEdgeMemo asks about an uncertain edge whose island is remembered.
func BenchmarkEdgeMemo(b *testing.B) {
	s := NewSegmenter(Embedded())
	text, _, p := edgeKinds()
	b.ReportAllocs()
	for b.Loop() {
		s.last.to = 0 // as if another island had been asked about since
		s.Left(text, p, 0, len(text))
	}
}

// BenchmarkEdgeSame asks about the island that was asked about last.
func BenchmarkEdgeSame(b *testing.B) {
	s := NewSegmenter(Embedded())
	text, _, p := edgeKinds()
	for b.Loop() {
		s.Left(text, p, 0, len(text))
	}
}

// BenchmarkEdgeGse asks about an uncertain edge for the first time.
func BenchmarkEdgeGse(b *testing.B) {
	d := Embedded()
	text, _, p := edgeKinds()
	b.ReportAllocs()
	for b.Loop() {
		NewSegmenter(d).Left(text, p, 0, len(text))
	}
}

func BenchmarkCut(b *testing.B) {
	s := NewSegmenter(Embedded())
	b.SetBytes(int64(len(benchText)))
	b.ReportAllocs()
	for b.Loop() {
		s.Cut(benchText)
	}
}

// BenchmarkGse is gse's own segmentation with its dictionaries loaded in full,
// for the ratio.
func BenchmarkGse(b *testing.B) {
	seg := fullGse(b)
	text := []byte(benchText)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		seg.ModeSegment(text)
	}
}
