package ruletest_test

import (
	"testing"

	"github.com/cuoci/cuoci/lint/ruletest"
)

// TestKinds runs a pack that has a rule of each kind: its examples say what the
// kinds find and leave alone.
func TestKinds(t *testing.T) {
	report, err := ruletest.Run([]string{"../../testdata/packs/kinds.yaml"})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range report.Failures {
		t.Error(f)
	}
	if report.Passed == 0 || report.Gaps() > 0 {
		t.Errorf("%d examples passed, %v fired by none", report.Passed, report.Unfired)
	}
}
