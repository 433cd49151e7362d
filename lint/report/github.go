package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/cuoci/cuoci/lint"
)

// githubWriter writes workflow commands, of which GitHub Actions makes
// annotations:
//
//	::error file=a.txt,line=1,endLine=1,col=4,endColumn=7,title=negative/but 但是::what to say instead
type githubWriter struct {
	out     buffer
	columns columns
	words   *words
}

func newGitHubWriter(w io.Writer, o Options) *githubWriter {
	return &githubWriter{out: buffer{w: w}, words: newWords(o.Lang)}
}

func (g *githubWriter) Result(r lint.Result) error {
	for i := range r.Findings {
		g.finding(&r.Findings[i])
	}
	if r.Err != nil {
		g.unread(toError(r.Path, r.Err))
	}
	return g.out.flush()
}

func (g *githubWriter) Close(Summary) error { return g.out.flush() }

func (g *githubWriter) finding(f *lint.Finding) {
	at := g.columns.area(f)
	place := fmt.Sprintf("line=%d,endLine=%d", at.line, at.endLine)
	if at.column > 0 && at.oneLine() { // columns over several lines are refused
		place += fmt.Sprintf(",col=%d,endColumn=%d", at.column, at.endColumn)
	}
	g.command(f.Level, f.Path, place, strings.TrimSpace(f.Rule+" "+f.Title), g.words.message(f, "\n"))
}

func (g *githubWriter) unread(e wireError) {
	place := "line=1"
	if e.Line > 0 {
		place = fmt.Sprintf("line=%d", e.Line)
	}
	g.command(lint.Error, e.Path, place, unread, failure(e))
}

func (g *githubWriter) command(l lint.Level, path, place, title, message string) {
	name := "notice"
	switch l {
	case lint.Error:
		name = "error"
	case lint.Warning:
		name = "warning"
	case lint.Suggestion, lint.Off:
	}
	data := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	property := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
	fmt.Fprintf(&g.out.buf, "::%s file=%s,%s,title=%s::%s\n", name,
		property.Replace(slashed(path)), place, property.Replace(visible(title)), data.Replace(message))
}
