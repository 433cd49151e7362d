package segment

import "testing"

// TestClearIsGse puts every island of varied text that is clear to gse.
func TestClearIsGse(t *testing.T) {
	d := Embedded()
	islands := map[string]bool{}
	for line := range generated(3000, []string{"客服", "退款", "不能取消", "无法", "是因为"}) {
		for from := 0; from < len(line); from = nextUnit(line, from, len(line), d.maxBytes) {
			for to, n := from, 0; to < len(line) && n < 6; n++ {
				to = nextUnit(line, to, len(line), d.maxBytes)
				islands[line[from:to]] = true
			}
		}
	}
	sure := 0
	for text := range islands {
		got, ok := d.clear(text)
		if !ok {
			continue
		}
		sure++
		var want verdict
		segments := d.judge(text)
		for i := range segments {
			want.set(segments[i].Start(), false)
			want.set(segments[i].End(), true)
			want.mark(segments[i].Token().Segments(), text, segments[i].Start())
		}
		if got.left != want.left || got.right != want.right {
			t.Errorf("%q: left %b right %b, gse says %b %b", text, got.left, got.right, want.left, want.right)
		}
	}
	if sure < len(islands)*9/10 {
		t.Errorf("only %d of %d stretches are clear", sure, len(islands))
	}
	t.Logf("%d of %d stretches are clear", sure, len(islands))
}
