package report

import (
	"encoding/xml"
	"io"

	"github.com/cuoci/cuoci/lint"
)

// checkstyleWriter writes Checkstyle XML: an element a file that has something
// against it, an element a finding in it.
type checkstyleWriter struct {
	out     buffer
	columns columns
	words   *words
	begun   bool
	file    string // the one that is open, if inFile
	inFile  bool
}

type checkstyleError struct {
	XMLName  xml.Name `xml:"error"`
	Line     int      `xml:"line,attr"`
	Column   int      `xml:"column,attr,omitempty"`
	Severity string   `xml:"severity,attr"`
	Message  string   `xml:"message,attr"`
	Source   string   `xml:"source,attr"`
}

func newCheckstyleWriter(w io.Writer, o Options) *checkstyleWriter {
	return &checkstyleWriter{out: buffer{w: w}, words: newWords(o.Lang)}
}

func (c *checkstyleWriter) Result(r lint.Result) error {
	for i := range r.Findings {
		f := &r.Findings[i]
		at := c.columns.area(f)
		severity := "info"
		switch f.Level {
		case lint.Error:
			severity = "error"
		case lint.Warning:
			severity = "warning"
		case lint.Suggestion, lint.Off:
		}
		err := c.error(f.Path, checkstyleError{Line: at.line, Column: at.column, Severity: severity, Message: c.words.message(f, " "), Source: f.Rule})
		if err != nil {
			return err
		}
	}
	if r.Err != nil {
		e := toError(r.Path, r.Err)
		err := c.error(e.Path, checkstyleError{Line: max(e.Line, 1), Column: e.Column, Severity: "error", Message: failure(e), Source: unread})
		if err != nil {
			return err
		}
	}
	if r.Last {
		c.closeFile()
	}
	return c.out.flush()
}

func (c *checkstyleWriter) Close(Summary) error {
	c.closeFile()
	c.begin()
	c.out.buf.WriteString("</checkstyle>\n")
	return c.out.flush()
}

func (c *checkstyleWriter) begin() {
	if !c.begun {
		c.begun = true
		c.out.buf.WriteString(xml.Header + "<checkstyle version=\"4.3\">\n")
	}
}

// error adds an error to its file, whose element it opens if need be.
func (c *checkstyleWriter) error(path string, e checkstyleError) error {
	if c.inFile && c.file != path {
		c.closeFile()
	}
	if !c.inFile {
		c.begin()
		c.file, c.inFile = path, true
		c.out.buf.WriteString(`  <file name="`)
		if err := xml.EscapeText(&c.out.buf, []byte(slashed(path))); err != nil {
			return err
		}
		c.out.buf.WriteString("\">\n")
	}
	return c.out.xmlLine("    ", e)
}

func (c *checkstyleWriter) closeFile() {
	if c.inFile {
		c.inFile = false
		c.out.buf.WriteString("  </file>\n")
	}
}

// xmlLine adds v as XML on a line of its own. What XML cannot hold becomes U+FFFD.
func (b *buffer) xmlLine(indent string, v any) error {
	out, err := xml.Marshal(v)
	if err != nil {
		return err
	}
	b.buf.WriteString(indent)
	b.buf.Write(out)
	b.buf.WriteByte('\n')
	return nil
}
