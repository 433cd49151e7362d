package report

import (
	"fmt"
	"net/url"
	"path"
	"strings"

	"github.com/cuoci/cuoci/lint"
	"github.com/cuoci/cuoci/lint/source"
)

// The objects of SARIF 2.1.0, as far as they are used. What is empty is left out.

type sarifTool struct {
	Driver sarifDriver `json:"driver"`
}

type sarifDriver struct {
	Name    string       `json:"name"`
	URI     string       `json:"informationUri"`
	Version string       `json:"version,omitempty"`
	Rules   []*sarifRule `json:"rules"`
}

type sarifText struct {
	Text string `json:"text"`
}

type sarifNote struct {
	Level     string          `json:"level"`
	Message   sarifText       `json:"message"`
	Locations []sarifLocation `json:"locations,omitempty"`
}

type sarifResult struct {
	RuleID       string             `json:"ruleId"`
	RuleIndex    int                `json:"ruleIndex"`
	Level        string             `json:"level"`
	Message      sarifText          `json:"message"`
	Locations    []sarifLocation    `json:"locations"`
	Related      []sarifLocation    `json:"relatedLocations,omitempty"`
	Fingerprints map[string]string  `json:"partialFingerprints"`
	Suppressions []sarifSuppression `json:"suppressions,omitempty"`
	Fixes        []sarifFix         `json:"fixes,omitempty"`
	Properties   sarifProperties    `json:"properties"`
}

type sarifFix struct {
	Description sarifText     `json:"description"`
	Changes     []sarifChange `json:"artifactChanges"`
}

type sarifChange struct {
	Artifact     sarifArtifact      `json:"artifactLocation"`
	Replacements []sarifReplacement `json:"replacements"`
}

type sarifReplacement struct {
	Deleted  sarifRegion `json:"deletedRegion"`
	Inserted sarifText   `json:"insertedContent"`
}

type sarifLocation struct {
	Physical *sarifPhysical `json:"physicalLocation,omitempty"`
	Logical  []sarifLogical `json:"logicalLocations,omitempty"`
	Message  *sarifText     `json:"message,omitempty"`
}

type sarifPhysical struct {
	Artifact sarifArtifact `json:"artifactLocation"`
	Region   *sarifRegion  `json:"region,omitempty"`
}

type sarifArtifact struct {
	URI string `json:"uri"`
}

// sarifRegion says the same place twice: in lines and columns, and in bytes.
type sarifRegion struct {
	StartLine   int        `json:"startLine"`
	StartColumn int        `json:"startColumn,omitempty"`
	EndLine     int        `json:"endLine,omitempty"`
	EndColumn   int        `json:"endColumn,omitempty"`
	ByteOffset  *int       `json:"byteOffset,omitempty"`
	ByteLength  *int       `json:"byteLength,omitempty"`
	Snippet     *sarifText `json:"snippet,omitempty"`
}

type sarifLogical struct {
	Name string `json:"name"`
	Full string `json:"fullyQualifiedName"`
	Kind string `json:"kind"`
}

type sarifSuppression struct {
	Kind          string `json:"kind"`
	Justification string `json:"justification,omitempty"`
}

// sarifProperties are our own.
type sarifProperties struct {
	Match        string `json:"match"`
	Conversation string `json:"conversation,omitempty"` // this and the next two are left out where no turn is spoken of
	Turn         int    `json:"turn,omitempty"`
	Speaker      string `json:"speaker,omitempty"`
	Pattern      string `json:"pattern,omitempty"`
	SuppressedBy string `json:"suppressedBy,omitempty"`
}

// fingerprintName names our fingerprint, with the version of what it is made of.
const fingerprintName = "cuociFinding/v1"

func (s *sarifWriter) result(f *lint.Finding) *sarifResult {
	r := &sarifResult{
		RuleID:    f.Rule,
		RuleIndex: s.ruleIndex(f),
		Level:     sarifLevel(f.Level),
		Message:   sarifText{s.words.message(f, "\n")},
		Locations: []sarifLocation{s.location(f)},
		Fingerprints: map[string]string{
			fingerprintName: fmt.Sprintf("%s:%d", f.Fingerprint, s.copies.next(f.Path, f.Fingerprint)),
		},
		Properties: sarifProperties{
			Match: f.Match, Conversation: f.Conversation, Turn: f.Turn, Speaker: f.Speaker.String(), Pattern: f.Evidence.Pattern,
		},
	}
	if f.Turn == 0 {
		r.Properties.Speaker = ""
	}
	if t := f.Evidence.Trigger; t != nil && !detached(f) {
		r.Related = []sarifLocation{{
			Physical: &sarifPhysical{Artifact: sarifArtifact{uri(f.Path)}, Region: &sarifRegion{StartLine: t.Start.Line}},
			Message:  &sarifText{s.words.quoted(t.Match)},
		}}
	}
	for i := range f.Suggestions {
		if fix, ok := s.fix(f, &f.Suggestions[i]); ok {
			r.Fixes = append(r.Fixes, fix)
		}
	}
	if by := f.Suppressed; by != nil {
		kind := "external"
		if by.InSource() {
			kind = "inSource"
		}
		r.Suppressions = []sarifSuppression{{kind, by.Reason}}
		r.Properties.SuppressedBy = by.By
	}
	return r
}

// location is where a finding stands. What has no place in the file stands in its
// first line, as code hosts want one, and in its cell or part.
func (s *sarifWriter) location(f *lint.Finding) sarifLocation {
	at := s.columns.area(f)
	region := &sarifRegion{StartLine: at.line}
	if at.column > 0 {
		region.StartColumn, region.EndLine, region.EndColumn = at.column, at.endLine, at.endColumn
		length := f.End.Offset - f.Start.Offset
		region.ByteOffset, region.ByteLength = &f.Start.Offset, &length
		if m := markOf(f); at.oneLine() {
			region.Snippet = &sarifText{f.Line[m.start:m.end]}
		}
	}
	l := sarifLocation{Physical: &sarifPhysical{sarifArtifact{uri(f.Path)}, region}}
	if f.Location != nil {
		l.Logical = logical(f.Location)
	}
	return l
}

// fix is a suggestion that can be made; ok is false for others.
func (s *sarifWriter) fix(f *lint.Finding, from *lint.SuggestionText) (fix sarifFix, ok bool) {
	change := sarifChange{Artifact: sarifArtifact{uri(f.Path)}}
	for i := range from.Edits {
		e := &from.Edits[i]
		at, ok := s.columns.edit(f, e)
		if !ok {
			return fix, false
		}
		length := e.End.Offset - e.Start.Offset
		change.Replacements = append(change.Replacements, sarifReplacement{
			Deleted: sarifRegion{
				StartLine: at.line, StartColumn: at.column, EndLine: at.endLine, EndColumn: at.endColumn,
				ByteOffset: &e.Start.Offset, ByteLength: &length,
			},
			Inserted: sarifText{e.Written},
		})
	}
	return sarifFix{sarifText{s.words.fix(from)}, []sarifChange{change}}, len(change.Replacements) > 0
}

// logical names the cell, the column of a row, or the part of a mail.
func logical(l *source.Location) []sarifLogical {
	full := cellOf(l)
	switch {
	case l.Cell != "":
		return []sarifLogical{{l.Cell, full, "cell"}}
	case l.Part != "":
		return []sarifLogical{{l.Part, full, "part"}}
	case l.ColumnName != "":
		return []sarifLogical{{l.ColumnName, full, "column"}}
	case l.Row > 0:
		return []sarifLogical{{full, full, "row"}}
	}
	return nil
}

func sarifLevel(l lint.Level) string {
	switch l {
	case lint.Error:
		return "error"
	case lint.Warning:
		return "warning"
	case lint.Suggestion:
		return "note"
	case lint.Off:
	}
	return "none"
}

// uri is a path as a URI: relative to where cuoci ran, unless it is absolute.
func uri(name string) string {
	name = slashed(name)
	u := url.URL{Path: name}
	if path.IsAbs(name) || len(name) > 2 && name[1] == ':' && name[2] == '/' { // C:/ on Windows
		u.Scheme, u.Path = "file", "/"+strings.TrimPrefix(name, "/")
	}
	return u.String()
}
