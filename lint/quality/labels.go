package quality

// A Label is a family of wordings that annotators looked for, and the rules any
// of which should fire on it.
type Label struct {
	Name  string
	Rules []string
}

// Labels are the families of a labelled file, in the order of the report.
func Labels() []Label {
	return []Label{
		{"refusal", []string{"negative/cannot", "negative/refusal", "negative/cant-do-it", "negative/bare-refusal"}},
		{"unwilling", []string{"negative/unwilling"}},
		{"not-my-job", []string{"negative/not-my-job"}},
		{"dont-know", []string{"negative/dont-know"}},
		{"but", []string{"negative/but", "negative/however"}},
		{"reason-missing", []string{"negative/reason"}},
		{"alternative-missing", []string{"negative/alternative"}},
		{"we", []string{"emotion/we"}},
		{"vague", []string{"recovery/vague"}},
		{"deadline-missing", []string{"recovery/deadline"}},
		{"over-promise", []string{"recovery/promise"}},
		{"honorific", []string{"courtesy/honorific", "courtesy/nihao"}},
		{"command", []string{"courtesy/command"}},
		{"blame-customer", []string{"recovery/blame-customer", "recovery/lecture"}},
		{"minimise", []string{"emotion/minimise"}},
	}
}
