package lint_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/go-ego/gse"

	"github.com/cuoci/cuoci/lint"
	"github.com/cuoci/cuoci/lint/source"
	"github.com/cuoci/cuoci/rules"
	"github.com/cuoci/cuoci/rules/builtin"
)

// corpus is a text to measure on, one reply a line: real turns where CUOCI_DATA
// names the folder that holds them, else sentences written for the purpose.
func corpus(b *testing.B) []byte {
	b.Helper()
	if dir := os.Getenv("CUOCI_DATA"); dir != "" {
		data, err := os.ReadFile(filepath.Join(dir, "dev-agent.txt"))
		if err != nil {
			b.Fatal(err)
		}
		return data
	}
	b.Log("CUOCI_DATA is not set: measured on written sentences")
	lines := []string{
		"您好，您的包裹今天下午到了转运中心，预计明天中午前派送。",
		"亲 这款暂时没有货了呢 给您带来不便了 可以看看同系列的另外一款哦",
		"这个地址改不了的哦，因为快递已经揽收了，您可以拒收后重新拍一单。",
		"感谢您的来电，我已经把您的情况登记好了，今天18:00前由我给您回电。",
		"親愛的顧客您好，退款會在七個工作天內退回原本的付款方式喔。",
		"我们会尽快核实，但是目前无法确认具体的时间，请您耐心等待。",
		"洗衣液不含荧光剂，宝宝的衣服也可以放心洗呢。",
	}
	return []byte(strings.Repeat(strings.Join(lines, "\n")+"\n", 4000))
}

// BenchmarkThroughput puts two engines side by side over one text, line by line
// on one core: engine=cuoci runs every built-in rule and builds the findings,
// engine=gse, fully loaded, merely cuts it into words. The processor time is
// printed beside the wall time, since machines are shared.
func BenchmarkThroughput(b *testing.B) {
	data := corpus(b)
	b.Run("engine=cuoci", func(b *testing.B) { throughput(b, everyRule(b), data) })
	b.Run("engine=gse", func(b *testing.B) {
		seg, err := gse.NewEmbed()
		if err != nil {
			b.Fatal(err)
		}
		lines := bytes.Split(data, []byte("\n"))
		b.SetBytes(int64(len(data)))
		b.ReportAllocs()
		b.ResetTimer()
		defer reportCPU(b)()
		for range b.N {
			for _, line := range lines {
				seg.ModeSegment(line)
			}
		}
	})
}

// BenchmarkPack is BenchmarkThroughput's text under one pack at a time: what each of
// them costs. What they share (reading, folding) each pays again.
func BenchmarkPack(b *testing.B) {
	data := corpus(b)
	for _, pack := range rules.BuiltinPacks() {
		b.Run("pack="+pack, func(b *testing.B) {
			rs, err := builtin.Load([]string{pack})
			if err != nil {
				b.Fatal(err)
			}
			throughput(b, newLinter(b, lint.Config{Rules: rs, Level: lint.Suggestion}), data)
		})
	}
}

// throughput checks a text line by line, on one core.
func throughput(b *testing.B, l *lint.Linter, data []byte) {
	b.Helper()
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	b.ResetTimer()
	defer reportCPU(b)()
	n := 0
	for range b.N {
		inputs := func(yield func(lint.Input) bool) {
			yield(lint.Input{Reader: bytes.NewReader(data), Options: source.Options{Path: "corpus.txt", Unit: source.UnitLine}})
		}
		n = 0
		for r := range l.Run(context.Background(), inputs, 1) {
			if r.Err != nil {
				b.Fatal(r.Err)
			}
			n += len(r.Findings)
		}
	}
	if n == 0 {
		b.Fatal("nothing was found")
	}
	b.ReportMetric(float64(n), "findings")
}

// reportCPU starts to count processor time; what it returns reports it.
func reportCPU(b *testing.B) func() {
	b.Helper()
	before := cpuTime(b)
	return func() { b.ReportMetric(float64(cpuTime(b)-before)/float64(b.N), "cpu-ns/op") }
}

// BenchmarkCheckLength lints one draft of growing length: the time for a byte must
// not grow with it, be it text, a log without punctuation or one sentence.
func BenchmarkCheckLength(b *testing.B) {
	data := corpus(b)
	l := everyRule(b)
	for _, shape := range []struct {
		name string
		keep func(r rune) bool
	}{
		{"text", func(rune) bool { return true }},
		{"log", func(r rune) bool { return r == '\n' || unicode.IsLetter(r) }},
		{"sentence", unicode.IsLetter},
	} {
		text := strings.Map(func(r rune) rune {
			if shape.keep(r) {
				return r
			}
			return -1
		}, string(data))
		for _, size := range []int{10_000, 100_000, 1_000_000} {
			part := strings.ToValidUTF8(text[:min(size, len(text))], "")
			b.Run("shape="+shape.name+"/size="+byteSize(size), func(b *testing.B) {
				b.SetBytes(int64(len(part)))
				for range b.N {
					l.Document(source.NewDocument(strings.NewReader(part), source.Options{Path: "draft.txt"}), "draft.txt", func(lint.Result) bool { return true })
				}
			})
		}
	}
}

func byteSize(n int) string {
	if n >= 1_000_000 {
		return "1MB"
	}
	if n >= 100_000 {
		return "100kB"
	}
	return "10kB"
}
