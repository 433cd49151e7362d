package report

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"github.com/cuoci/cuoci/lint"
)

// junitWriter writes JUnit XML: a test suite a document, in it a test case a
// finding, or one that passed where there is none. The cases of a document are
// held back until its end, since their number stands before them.
type junitWriter struct {
	out    buffer
	words  *words
	o      Options
	copies copies
	begun  bool
	suite  junitSuite
	open   bool // a document is under way
}

type junitSuite struct {
	XMLName  xml.Name    `xml:"testsuite"`
	Name     string      `xml:"name,attr"`
	Tests    int         `xml:"tests,attr"`
	Failures int         `xml:"failures,attr"`
	Errors   int         `xml:"errors,attr"`
	Skipped  int         `xml:"skipped,attr"`
	Cases    []junitCase `xml:"testcase"`
}

type junitCase struct {
	Name    string        `xml:"name,attr"`
	Class   string        `xml:"classname,attr"`
	File    string        `xml:"file,attr"`
	Line    int           `xml:"line,attr,omitempty"`
	Failure *junitProblem `xml:"failure"`
	Error   *junitProblem `xml:"error"`
	Skipped *junitSkipped `xml:"skipped"`
	Out     string        `xml:"system-out,omitempty"`
}

type junitProblem struct {
	Message string `xml:"message,attr"`
	Type    string `xml:"type,attr"`
	Text    string `xml:",chardata"`
}

type junitSkipped struct {
	Message string `xml:"message,attr"`
}

func newJUnitWriter(w io.Writer, o Options) *junitWriter {
	return &junitWriter{out: buffer{w: w}, words: newWords(o.Lang), o: o}
}

func (j *junitWriter) Result(r lint.Result) error {
	path := slashed(r.Path)
	if j.open && j.suite.Name != path {
		if err := j.closeSuite(); err != nil {
			return err
		}
	}
	if !j.open {
		j.open, j.suite = true, junitSuite{Name: path}
	}
	for i := range r.Findings {
		j.finding(&r.Findings[i])
	}
	if r.Skipped != "" {
		j.add(junitCase{Name: "skipped", Skipped: &junitSkipped{r.Skipped}})
	}
	if r.Err != nil {
		e := toError(r.Path, r.Err)
		where := visible(path)
		if e.Line > 0 {
			where += fmt.Sprintf(":%d:%d", e.Line, e.Column)
		}
		message := failure(e)
		j.add(junitCase{Name: unread, Line: e.Line, Error: &junitProblem{message, "unread", where + ": " + message}})
	}
	if !r.Last {
		return nil
	}
	return j.closeSuite()
}

func (j *junitWriter) Close(Summary) error {
	if j.open {
		if err := j.closeSuite(); err != nil {
			return err
		}
	}
	j.begin()
	j.out.buf.WriteString("</testsuites>\n")
	return j.out.flush()
}

func (j *junitWriter) begin() {
	if !j.begun {
		j.begun = true
		j.out.buf.WriteString(xml.Header + "<testsuites name=\"" + toolName + "\">\n")
	}
}

// finding adds a test case. Its name has no line in it, so that a code host can
// tell which findings are new.
func (j *junitWriter) finding(f *lint.Finding) {
	var c columns
	at := c.area(f)
	name := f.Rule
	if f.Match != "" {
		name += " " + j.words.quoted(f.Match)
	}
	if n := j.copies.next(f.Path, name); n > 1 {
		name += fmt.Sprintf(" (%d)", n)
	}
	text := fmt.Sprintf("%s: %s %s\n%s", visible(placeOf(f)), f.Level, f.Rule, j.words.message(f, "\n"))
	if f.Sentence != "" {
		text += "\n> " + shorten(visible(strings.TrimSpace(f.Sentence)))
	}
	one := junitCase{Name: name, Line: at.line}
	if f.Level > j.o.Tolerated {
		one.Failure = &junitProblem{cellMark(f) + firstSentence(f.Message), f.Level.String(), text}
	} else {
		one.Out = text
	}
	j.add(one)
}

func (j *junitWriter) add(c junitCase) {
	s := &j.suite
	c.File = s.Name
	c.Class = s.Name
	s.Tests++
	switch {
	case c.Failure != nil:
		s.Failures++
	case c.Error != nil:
		s.Errors++
	case c.Skipped != nil:
		s.Skipped++
	}
	s.Cases = append(s.Cases, c)
}

// closeSuite writes the document that is under way.
func (j *junitWriter) closeSuite() error {
	if len(j.suite.Cases) == 0 {
		j.add(junitCase{Name: "no findings"})
	}
	j.begin()
	j.open = false
	out, err := xml.MarshalIndent(j.suite, "  ", "  ")
	if err != nil {
		return err
	}
	j.suite = junitSuite{}
	j.out.buf.Write(out)
	j.out.buf.WriteByte('\n')
	return j.out.flush()
}
