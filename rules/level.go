package rules

import "fmt"

// Level says how grave a finding is. Higher values are graver.
type Level uint8

// The levels, from switched off to error.
const (
	Off Level = iota
	Suggestion
	Warning
	Error
)

var levelNames = [...]string{Off: "off", Suggestion: "suggestion", Warning: "warning", Error: "error"}

// String is the level's name as it is written in packs, configurations and reports.
func (l Level) String() string {
	if int(l) < len(levelNames) {
		return levelNames[l]
	}
	return fmt.Sprintf("level(%d)", uint8(l))
}

// ParseLevel reads a level's name.
func ParseLevel(s string) (Level, error) {
	for i, name := range levelNames {
		if s == name {
			return Level(i), nil
		}
	}
	return Off, fmt.Errorf("unknown level %q: allowed are error, warning, suggestion, off", s)
}

// MarshalText writes the level's name.
func (l Level) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

// UnmarshalText reads the level's name.
func (l *Level) UnmarshalText(b []byte) error {
	v, err := ParseLevel(string(b))
	if err != nil {
		return err
	}
	*l = v
	return nil
}
