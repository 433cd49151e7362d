package report

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"

	"github.com/cuoci/cuoci/lint"
)

// gitlabWriter writes GitLab's Code Quality report: a list of issues, written as
// they come.
type gitlabWriter struct {
	out     buffer
	columns columns
	words   *words
	copies  copies
	begun   bool
}

type gitlabIssue struct {
	Description string         `json:"description"`
	CheckName   string         `json:"check_name"`
	Fingerprint string         `json:"fingerprint"`
	Severity    string         `json:"severity"`
	Location    gitlabLocation `json:"location"`
}

type gitlabLocation struct {
	Path  string      `json:"path"`
	Lines gitlabLines `json:"lines"`
}

type gitlabLines struct {
	Begin int `json:"begin"`
}

func newGitLabWriter(w io.Writer, o Options) *gitlabWriter {
	return &gitlabWriter{out: buffer{w: w}, words: newWords(o.Lang)}
}

func (g *gitlabWriter) Result(r lint.Result) error {
	for i := range r.Findings {
		f := &r.Findings[i]
		err := g.issue(gitlabIssue{
			Description: g.words.message(f, " "),
			CheckName:   f.Rule,
			Severity:    gitlabSeverity(f.Level),
			Location:    gitlabLocation{slashed(f.Path), gitlabLines{g.columns.area(f).line}},
		}, f.Fingerprint)
		if err != nil {
			return err
		}
	}
	if r.Err != nil {
		e := toError(r.Path, r.Err)
		err := g.issue(gitlabIssue{
			Description: failure(e),
			CheckName:   unread,
			Severity:    "blocker",
			Location:    gitlabLocation{slashed(e.Path), gitlabLines{max(e.Line, 1)}},
		}, unread)
		if err != nil {
			return err
		}
	}
	return g.out.flush()
}

func (g *gitlabWriter) Close(Summary) error {
	g.begin()
	g.out.buf.WriteString("\n]\n")
	return g.out.flush()
}

func (g *gitlabWriter) begin() {
	if !g.begun {
		g.begun = true
		g.out.buf.WriteByte('[')
	}
}

// issue adds an issue; its fingerprint is made of its path, what it says and how
// often the same was said before in the file, so that it stays when lines move
// and no two are alike.
func (g *gitlabWriter) issue(issue gitlabIssue, fingerprint string) error {
	path := issue.Location.Path
	hash := sha256.Sum256(fmt.Appendf(nil, "%s\x00%s\x00%d", path, fingerprint, g.copies.next(path, fingerprint)))
	issue.Fingerprint = hex.EncodeToString(hash[:16])
	if g.begun {
		g.out.buf.WriteByte(',')
	}
	g.begin()
	g.out.buf.WriteByte('\n')
	return encode(&g.out.buf, issue)
}

func gitlabSeverity(l lint.Level) string {
	switch l {
	case lint.Error:
		return "major"
	case lint.Warning:
		return "minor"
	case lint.Suggestion, lint.Off:
	}
	return "info"
}

// copies numbers what comes more than once in a file. Files come one after
// another.
type copies struct {
	path string
	seen map[string]int
}

// next is the 1-based number of this copy of a key.
func (c *copies) next(path, key string) int {
	if c.seen == nil || c.path != path {
		c.path, c.seen = path, map[string]int{}
	}
	c.seen[key]++
	return c.seen[key]
}
