package lint

import (
	"testing"

	"github.com/cuoci/cuoci/rules"
)

// TestReach: a stretch is named as a pack's author writes it.
func TestReach(t *testing.T) {
	for _, tt := range []struct {
		cond rules.Cond
		want string
	}{
		{rules.Cond{Within: rules.ScopeSentence}, "sentence"},
		{rules.Cond{Within: rules.ScopeSentence, Count: 2}, "2 sentences"},
		{rules.Cond{Within: rules.ScopeLast, Count: 3}, "last 3 turns"},
		{rules.Cond{Within: rules.ScopeConversation}, "conversation"},
	} {
		if got := reach(&tt.cond); got != tt.want {
			t.Errorf("%+v: got %q, want %q", tt.cond, got, tt.want)
		}
	}
}
