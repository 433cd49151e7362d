package builtin

import (
	"testing"

	"github.com/cuoci/cuoci/rules"
)

// TestImageIsFresh compiles the packs again.
func TestImageIsFresh(t *testing.T) {
	rs, err := rules.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	want, err := rs.AppendBinary(nil)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != image {
		t.Fatalf("image.bin (%d bytes) is stale, the packs make %d bytes: run go generate ./rules/builtin", len(image), len(want))
	}
}

// TestImageIsWhole checks what opening the image takes on trust.
func TestImageIsWhole(t *testing.T) {
	if err := rules.Verify(image); err != nil {
		t.Fatal(err)
	}
}

func TestLoad(t *testing.T) {
	all, err := Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		packs []string
		err   string
	}{
		{[]string{"shared"}, ""},
		{[]string{"emotion", "negative"}, ""},
		{[]string{"negativ"}, `unknown pack "negativ" (did you mean "negative"?): built-in packs are clarity, courtesy, emotion, moments, negative, recovery, shared; a folder or file is named by a path such as ./negativ`},
	} {
		rs, err := Load(tc.packs)
		if (err == nil) != (tc.err == "") || err != nil && err.Error() != tc.err {
			t.Errorf("%v: %v", tc.packs, err)
		}
		if rs != nil && len(rs.Rules) > len(all.Rules) {
			t.Errorf("%v: %d rules of %d", tc.packs, len(rs.Rules), len(all.Rules))
		}
	}
	// Whether from the image or from YAML, the same rules come out.
	for _, packs := range [][]string{{"negative"}, {"emotion"}, {"negative", "emotion"}} {
		fromImage, err := Load(packs)
		if err != nil {
			t.Fatal(err)
		}
		fromYAML, err := rules.Load(packs)
		if err != nil {
			t.Fatal(err)
		}
		if len(fromImage.Rules) != len(fromYAML.Rules) {
			t.Fatalf("%v: %d rules from the image, %d from YAML", packs, len(fromImage.Rules), len(fromYAML.Rules))
		}
		inYAML := map[string]*rules.Rule{}
		for i := range fromYAML.Rules {
			inYAML[fromYAML.Rules[i].ID] = &fromYAML.Rules[i]
		}
		for _, r := range fromImage.Rules {
			if w := inYAML[r.ID]; w == nil || w.Level != r.Level || len(w.Absorbs) != len(r.Absorbs) || len(w.Trigger.Rules) != len(r.Trigger.Rules) {
				t.Errorf("%v: %s differs: %+v, from YAML %+v", packs, r.ID, r, w)
			}
		}
	}
}

func BenchmarkRuleset(b *testing.B) {
	for b.Loop() {
		if _, err := Ruleset(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkLoadYAML is what a user's pack pays: parsing and compiling.
func BenchmarkLoadYAML(b *testing.B) {
	for b.Loop() {
		if _, err := rules.Load(nil); err != nil {
			b.Fatal(err)
		}
	}
}
