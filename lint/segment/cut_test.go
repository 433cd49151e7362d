package segment

import (
	"reflect"
	"strings"
	"testing"
)

func TestCut(t *testing.T) {
	tests := []struct{ text, want string }{
		{"", ""},
		{"我不能为您退款", "我/r 不能/v 为/zg 您/zg 退款/v"},
		{"可以換貨。", "可以/c 換貨/nz 。/x"},
		{"型号4S店", "型号/n 4S店/n"},
		{"AT&T", "AT&T/nz"},
		{"x\xff\xfe\x00能", "x/x \xff/x \xfe/x \x00/x 能/v"},
		{"能" + filler + "能", "能/v " + filler + "/x 能/v"},
	}
	s := NewSegmenter(Embedded())
	for _, tt := range tests {
		var got []string
		for _, p := range s.Cut(tt.text) {
			got = append(got, tt.text[p.Start:p.End]+"/"+p.Pos)
		}
		if g := strings.Join(got, " "); g != tt.want {
			t.Errorf("%q: got %q, want %q", tt.text, g, tt.want)
		}
	}
}

func TestCutParts(t *testing.T) {
	text := "是因为不能取消"
	var parts []string
	for _, p := range NewSegmenter(Embedded()).Cut(text) {
		for _, q := range p.Parts {
			parts = append(parts, text[q.Start:q.End])
		}
	}
	if want := []string{"是", "因为", "不能", "取消"}; !reflect.DeepEqual(parts, want) {
		t.Errorf("got %q, want %q", parts, want)
	}
}
