package zh

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// BenchmarkAnalyzeLines analyses real turns, one a line, when CUOCI_DATA names their folder.
func BenchmarkAnalyzeLines(b *testing.B) {
	dir := os.Getenv("CUOCI_DATA")
	if dir == "" {
		b.Skip("CUOCI_DATA is not set")
	}
	data, err := os.ReadFile(filepath.Join(dir, "dev-agent.txt"))
	if err != nil {
		b.Fatal(err)
	}
	lines := strings.Split(string(data), "\n")
	var z Analyzer
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		for _, l := range lines {
			z.Analyze(l)
		}
	}
}

// BenchmarkAnalyze analyses sentences of our own, of four kinds.
func BenchmarkAnalyze(b *testing.B) {
	for _, bm := range []struct{ name, text string }{
		{"plain", "您好，感谢您的来信，我已经收到您的问题，正在为您核实，请您留意来电。"},
		{"unpunctuated", "亲您好这款是纯棉的哦您放心拍下我给您备注好颜色就可以了呢"},
		{"traditional", "您好，感謝您的來信，我們已經收到您的問題，正在為您確認，請您留意來電。"},
		{"slots", "订单[数字x]预计3-5个工作日内送达，运费20元，今天18:00前回复您，见http://a.cn/b。"},
	} {
		b.Run(bm.name, func(b *testing.B) {
			text := strings.Repeat(bm.text, 30)
			var z Analyzer
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				z.Analyze(text)
			}
		})
	}
}
