package source

import (
	"strings"
	"testing"
)

// pathOf reads a/0/b as a path: numbers are indexes.
func pathOf(s string) []pathStep {
	var path []pathStep
	for part := range strings.SplitSeq(s, "/") {
		if digitsAt(part, len(part)) == len(part) && part != "" {
			n := 0
			for _, d := range part {
				n = n*10 + int(d-'0')
			}
			path = append(path, pathStep{at: n, inList: true})
		} else {
			path = append(path, pathStep{key: part})
		}
	}
	return path
}

func TestSelectors(t *testing.T) {
	for _, c := range []struct {
		selector string
		yes, no  []string
	}{
		{"$.a", []string{"a"}, []string{"b", "a/b", "0"}},
		{"$.a.b", []string{"a/b"}, []string{"a", "a/b/c", "b"}},
		{"$['a.b'][\"c\"]", []string{"a.b/c"}, []string{"a/b/c"}},
		{"$.a[*].text", []string{"a/0/text", "a/12/text", "a/x/text"}, []string{"a/text", "a/0/other"}},
		{"$.a[1]", []string{"a/1"}, []string{"a/0", "a/1/b"}},
		{"$.responses.*[*].text", []string{"responses/utter_x/0/text"}, []string{"responses/text"}},
		{"$..text", []string{"text", "a/text", "a/0/b/text"}, []string{"text/0", "a/texts"}},
		{"$..a..b", []string{"a/b", "x/a/0/b", "a/a/b"}, []string{"b/a", "a"}},
		{"$..[0]", []string{"0", "a/0"}, []string{"1", "a"}},
		{"回复", []string{"回复", "a/0/回复"}, []string{"回复/x"}},
	} {
		s, err := ParseSelector(c.selector)
		if err != nil {
			t.Errorf("%s: %v", c.selector, err)
			continue
		}
		for _, p := range c.yes {
			if !s.matches(pathOf(p)) {
				t.Errorf("%s does not match %s", c.selector, p)
			}
		}
		for _, p := range c.no {
			if s.matches(pathOf(p)) {
				t.Errorf("%s matches %s", c.selector, p)
			}
		}
	}
	for _, bad := range []string{"", " ", "$a", "$.", "$[", "$['a'", "$[x]", "$[-1]", "$.a[?@.b]"} {
		if _, err := ParseSelector(bad); err == nil {
			t.Errorf("%q is taken", bad)
		}
	}
}
