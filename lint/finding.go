package lint

import (
	"github.com/cuoci/cuoci/lint/source"
	"github.com/cuoci/cuoci/rules"
)

// Level is rules.Level, for callers that do not import rules.
type Level = rules.Level

// The levels of a finding.
const (
	Off        = rules.Off
	Suggestion = rules.Suggestion
	Warning    = rules.Warning
	Error      = rules.Error
)

// Finding is one place where a rule has something to say.
type Finding struct {
	Path         string
	Conversation string // id of the conversation, or its 1-based number; empty where no turn is spoken of
	Turn         int    // 1-based; 0 the same
	Speaker      source.Speaker
	Time         string           // as the source wrote it, empty where it did not
	Start, End   source.Position  // End is just behind the last character
	Span         source.Span      // of the match in the turn's text, in bytes
	Segments     []source.Span    // the runs of file bytes the match is made of; none where Location is detached
	Location     *source.Location // of a cell, a row, a part of a mail; nil where line and offset say all
	Rule         string           // pack/name
	Level        Level
	Title        string // in the linter's language
	Message      string
	Match        string           // the matched text as it stands in the turn
	Sentence     string           // the sentence that holds the match, as it stands in the turn
	Line         string           // the source line of Start, for display
	LineStart    int              // byte offset of the match in Line
	LastLine     string           // the source line of End; Line where they are one
	Suggestions  []SuggestionText // shared by all findings of the rule: not to be changed
	Evidence     Evidence
	Fingerprint  string       // stable over moves: rule, match and its sentence, as folded
	Suppressed   *Suppression // why it does not count; nil: it counts
}

// Suppression says what keeps a finding from being counted. Reports that can
// show it do, the others leave the finding out.
type Suppression struct {
	By     string // comment, column, allow, baseline, …
	Reason string // as its author gave it, empty where none was given
}

// InSource reports whether the suppression stands in the file itself.
func (s *Suppression) InSource() bool { return s.By == "comment" || s.By == "column" }

// SuggestionText is what to say instead.
type SuggestionText struct {
	Text   string
	Safety rules.Safety
	Fix    int    // which of the rule's fixes it is, from 1; 0: none of them
	Edits  []Edit // what writes it, sorted and disjoint, where [Config].Edits asks for them; none: a person has to write it
}

// Evidence is why a finding was made.
type Evidence struct {
	Pattern  string   // the pattern as written, when explained
	Trigger  *Trigger // what called for the missing thing, or what this is too many of or differs from
	Missing  []string // what is missing: names of markers (require, order)
	Absorbed []string // rules whose findings this one took in
	Words    []string // the sentence as cut into words, when explained
	Held     []string // the conditions that held, when explained
}

// Trigger is the place that called for something.
type Trigger struct {
	Start source.Position
	Turn  int // 1-based, of its conversation
	Match string
}

// NotAssessed says that a rule could not be judged, and why.
type NotAssessed struct {
	Rule         string
	Path         string
	Conversation string
	Why          string
}

// Stats counts what was read.
type Stats struct {
	Files         int
	Conversations int
	Turns         int
	Characters    int // code points of agents' turns
}

// Add adds the counts of t.
func (s *Stats) Add(t Stats) {
	s.Files += t.Files
	s.Conversations += t.Conversations
	s.Turns += t.Turns
	s.Characters += t.Characters
}

// Result is what came of one document, or of a part of a long one.
type Result struct {
	Path        string
	Last        bool      // nothing of this document comes after it
	Findings    []Finding // sorted by place, then rule
	NotAssessed []NotAssessed
	Stats       Stats
	Skipped     string // why the document was passed over, empty when it was read
	Err         error  // what stopped the reading; Findings before it stand
}
