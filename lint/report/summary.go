package report

import "github.com/cuoci/cuoci/lint"

// Summary counts a whole run. Its JSON names are those of the format, version 1.
type Summary struct {
	Files         int `json:"files"`
	Conversations int `json:"conversations"`
	Turns         int `json:"turns"`
	Characters    int `json:"characters"` // code points of agents' turns
	Errors        int `json:"errors"`     // findings at level error
	Warnings      int `json:"warnings"`
	Suggestions   int `json:"suggestions"`
	Suppressed    int `json:"suppressed,omitempty"` // findings that do not count

	Statistics []RuleCount `json:"statistics,omitzero"` // nil unless they are asked for

	Known     int `json:"known,omitempty"`     // findings that a baseline knows, not counted above
	Unchanged int `json:"unchanged,omitempty"` // findings outside of the lines that a change adds, neither

	Failed      int `json:"-"` // documents that could not be read to their end
	Skipped     int `json:"-"` // documents passed over
	NotAssessed int `json:"-"` // rules that could not be judged, counted at each place

	failed string // the last path that failed
}

// Add counts a result.
func (s *Summary) Add(r lint.Result) {
	s.Files += r.Stats.Files
	s.Conversations += r.Stats.Conversations
	s.Turns += r.Stats.Turns
	s.Characters += r.Stats.Characters
	for i := range r.Findings {
		if r.Findings[i].Suppressed != nil {
			s.Suppressed++
			continue
		}
		switch r.Findings[i].Level {
		case lint.Error:
			s.Errors++
		case lint.Warning:
			s.Warnings++
		case lint.Suggestion:
			s.Suggestions++
		case lint.Off:
		}
	}
	s.NotAssessed += len(r.NotAssessed)
	if r.Err != nil && (r.Path == "" || r.Path != s.failed) {
		s.Failed++ // of all that is wrong with one file, one
		s.failed = r.Path
	}
	if r.Skipped != "" {
		s.Skipped++
	}
}

// Findings is the number of findings at all levels that count.
func (s *Summary) Findings() int { return s.Errors + s.Warnings + s.Suggestions }

// AtOrAbove is the number of findings at level l or graver; none when l is off.
func (s *Summary) AtOrAbove(l lint.Level) int {
	switch l {
	case lint.Error:
		return s.Errors
	case lint.Warning:
		return s.Errors + s.Warnings
	case lint.Suggestion:
		return s.Findings()
	case lint.Off:
	}
	return 0
}
