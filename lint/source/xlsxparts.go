package source

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// xmlWalk reads the elements of a part one after another.
type xmlWalk struct {
	*xml.Decoder
	stack []string // the elements that are open
	begun bool     // there was one
}

// next returns the next token, which is a start, an end or text; io.EOF is the
// end of a part that was whole.
func (x *xmlWalk) next() (xml.Token, error) {
	for {
		tok, err := x.Token()
		if err != nil {
			return nil, err
		}
		switch t := tok.(type) {
		case xml.StartElement:
			if len(x.stack) >= maxDepth {
				return nil, errTooDeep
			}
			x.begun = true
			x.stack = append(x.stack, t.Name.Local)
			return t, nil
		case xml.EndElement:
			x.stack = x.stack[:len(x.stack)-1]
			return t, nil
		case xml.CharData:
			return t, nil
		}
	}
}

// part reads a part with each; it does nothing where there is none.
func (w *workbook) part(name string, each func(x *xmlWalk) error) (err error) {
	r, ok, err := w.open(name)
	if err != nil || !ok {
		return err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	x := &xmlWalk{Decoder: xml.NewDecoder(r)}
	switch err := each(x); {
	case r.over != nil:
		return fmt.Errorf("%s: %w", name, r.over)
	case errors.Is(err, io.EOF) && !x.begun:
		return fmt.Errorf("%s: %w", name, io.ErrUnexpectedEOF)
	case errors.Is(err, io.EOF), err == nil:
		return nil
	case isOurs(err):
		return err
	default:
		return fmt.Errorf("%s: %w", name, err)
	}
}

// isOurs tells whether an error is no fault of the file.
func isOurs(err error) bool { return errors.Is(err, errStopped) || errors.Is(err, ErrNoText) }

// attribute is the value of an attribute; empty where there is none.
func attribute(e *xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// elements calls each for the start of every element.
func (w *workbook) elements(name string, each func(x *xmlWalk, e *xml.StartElement) error) error {
	return w.part(name, func(x *xmlWalk) error {
		for {
			tok, err := x.next()
			if err != nil {
				return err
			}
			if e, ok := tok.(xml.StartElement); ok {
				if err := each(x, &e); err != nil {
					return err
				}
			}
		}
	})
}

// link is what a part says of another.
type link struct{ kind, target string }

// links reads the relations of a part, by their ids; targets are names of parts.
func (w *workbook) links(name string) (map[string]link, error) {
	dir, base := path.Split(name)
	out := map[string]link{}
	err := w.elements(dir+"_rels/"+base+".rels", func(_ *xmlWalk, e *xml.StartElement) error {
		if e.Name.Local == "Relationship" {
			target := strings.ReplaceAll(attribute(e, "Target"), `\`, "/")
			if !strings.HasPrefix(target, "/") {
				target = path.Join(dir, target)
			}
			out[attribute(e, "Id")] = link{path.Base(attribute(e, "Type")), strings.TrimPrefix(target, "/")}
		}
		return nil
	})
	return out, err
}

// readBook finds the sheets, the strings and the styles.
func (w *workbook) readBook() error {
	book := "xl/workbook.xml"
	top, err := w.links("")
	if err != nil {
		return err
	}
	for _, l := range top {
		if l.kind == "officeDocument" {
			book = l.target
		}
	}
	if w.parts[partName(book)] == nil {
		return errors.New("it has no workbook part: it may be another kind of document")
	}
	links, err := w.links(book)
	if err != nil {
		return err
	}
	err = w.elements(book, func(_ *xmlWalk, e *xml.StartElement) error {
		switch e.Name.Local {
		case "workbookPr":
			if v := attribute(e, "date1904"); v == "1" || v == "true" {
				w.from = epoch1904
			}
		case "sheet":
			if l := links[idOf(e)]; l.kind == "worksheet" {
				w.sheets = append(w.sheets, sheet{attribute(e, "name"), l.target})
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := w.part(targetOf(links, "sharedStrings"), w.strings.read); err != nil {
		return err
	}
	return w.readStyles(targetOf(links, "styles"))
}

// targetOf is the part of a kind, empty where there is none.
func targetOf(links map[string]link, kind string) string {
	for _, l := range links {
		if l.kind == kind {
			return l.target
		}
	}
	return ""
}

// idOf is the id of the part of a sheet, which has a sheetId besides.
func idOf(e *xml.StartElement) string {
	for _, a := range e.Attr {
		if a.Name.Local == "id" && a.Name.Space != "" {
			return a.Value
		}
	}
	return ""
}

// sharedStrings are the strings of a workbook, in one piece.
type sharedStrings struct {
	text strings.Builder
	ends []uint32 // where each ends
}

// errStrings says that a workbook holds more than is taken on.
var errStrings = fmt.Errorf("more than %d strings, or %d MiB of them", 4*maxLeaves, maxWhole>>20)

func (s *sharedStrings) read(x *xmlWalk) error {
	for {
		tok, err := x.next()
		if err != nil {
			return err
		}
		if e, ok := tok.(xml.StartElement); !ok || e.Name.Local != "si" {
			continue
		}
		text, err := x.richText()
		if err != nil {
			return err
		}
		s.text.WriteString(text)
		s.ends = append(s.ends, uint32(s.text.Len()))
		if s.text.Len() > maxWhole || len(s.ends) > 4*maxLeaves {
			return errStrings
		}
	}
}

// at is one of the strings.
func (s *sharedStrings) at(i int) (string, bool) {
	if i < 0 || i >= len(s.ends) {
		return "", false
	}
	start := uint32(0)
	if i > 0 {
		start = s.ends[i-1]
	}
	return s.text.String()[start:s.ends[i]], true
}

// richText reads the text in the element that is open, its pieces joined, but
// not what says how it is spoken.
func (x *xmlWalk) richText() (string, error) {
	depth, spoken := len(x.stack), 0
	var text []byte
	for {
		tok, err := x.next()
		if err != nil {
			return "", cut(err)
		}
		switch t := tok.(type) {
		case xml.StartElement:
			if t.Name.Local == "rPh" && spoken == 0 {
				spoken = len(x.stack)
			}
		case xml.EndElement:
			if len(x.stack) < depth {
				return unescapeXLSX(string(text)), nil
			}
			if len(x.stack) < spoken {
				spoken = 0
			}
		case xml.CharData:
			if spoken == 0 && x.stack[len(x.stack)-1] == "t" {
				text = append(text, t...)
			}
		}
	}
}

// cut turns the end of a part inside of an element into an error.
func cut(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// unescapeXLSX reads the escapes of workbooks: _x000D_ is a carriage return.
func unescapeXLSX(s string) string {
	const size = len("_x000D_")
	i := strings.Index(s, "_x")
	if i < 0 {
		return s
	}
	var out strings.Builder
	for ; i >= 0; i = strings.Index(s, "_x") {
		out.WriteString(s[:i])
		s = s[i:]
		n, err := strconv.ParseUint(s[2:min(len(s), 6)], 16, 16)
		if err != nil || len(s) < size || s[6] != '_' || n == 0 || utf16.IsSurrogate(rune(n)) || !utf8.ValidRune(rune(n)) {
			out.WriteString(s[:2])
			s = s[2:]
			continue
		}
		out.WriteRune(rune(n))
		s = s[size:]
	}
	out.WriteString(s)
	return out.String()
}
