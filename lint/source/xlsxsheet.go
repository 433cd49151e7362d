package source

import (
	"encoding/xml"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// Limits of the format.
const (
	maxXLSXRow    = 1 << 20
	maxXLSXColumn = 1 << 14
)

// sheetReader reads the rows of a sheet into a table.
type sheetReader struct {
	*xmlWalk
	book  *workbook
	sheet *sheet
	table *table
	yield func(*Conversation) bool
	title error // why the first row is no header

	row    int
	column int
	cells  []Text // of the row, by column; longer than the row may be
	filled []int  // the columns in which something stands
	all    textSlab
}

// textSlab makes Blocks many at a time.
type textSlab []Block

func (s *textSlab) text(value string) Text {
	if len(*s) == 0 {
		*s = make([]Block, slabSize)
	}
	b := &(*s)[0]
	*s = (*s)[1:]
	b.text, b.line, b.charset = value, 1, charsetUTF8
	return b.own(0, len(value))
}

// read reads the rows of a sheet.
func (w *workbook) read(s *sheet, t *table, yield func(*Conversation) bool) error {
	if w.parts[partName(s.part)] == nil {
		return fmt.Errorf("%s is missing", s.part)
	}
	r := &sheetReader{book: w, sheet: s, table: t, yield: yield}
	err := w.part(s.part, func(x *xmlWalk) error {
		r.xmlWalk = x
		return r.rows()
	})
	switch {
	case err != nil:
		return err
	case !t.begun && r.title != nil:
		return r.title
	}
	return t.flush(yield)
}

func (r *sheetReader) rows() error {
	for {
		tok, err := r.next()
		if err != nil {
			return err
		}
		switch t := tok.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "row":
				r.row, err = numbered(&t, r.row, maxXLSXRow)
				r.column = 0
			case "c":
				err = r.cell(&t)
			}
		case xml.EndElement:
			if t.Name.Local == "row" {
				err = r.endRow()
			}
		}
		if err != nil {
			return err
		}
	}
}

// numbered is the number that an element gives itself, else the next one.
func numbered(e *xml.StartElement, last, most int) (int, error) {
	given := attribute(e, "r")
	if given == "" {
		return min(last+1, most), nil
	}
	n, err := strconv.Atoi(given)
	if err != nil || n < 1 || n > most {
		return 0, fmt.Errorf("a row %q, of at most %d", given, most)
	}
	return n, nil
}

// columnOf reads the column of a cell's name, C12, from 1.
func columnOf(name string) (int, error) {
	n, i := 0, 0
	for ; i < len(name) && n <= maxXLSXColumn; i++ {
		c := name[i] &^ 0x20
		if c < 'A' || c > 'Z' {
			break
		}
		n = n*26 + int(c-'A') + 1
	}
	if n == 0 || n > maxXLSXColumn || digitsAt(name[i:], len(name)-i) != len(name)-i {
		return 0, fmt.Errorf("a cell %.20q", name)
	}
	return n, nil
}

// cellName is the name of a cell.
func cellName(column, row int) string {
	var letters []byte
	for ; column > 0; column = (column - 1) / 26 {
		letters = append([]byte{byte('A' + (column-1)%26)}, letters...)
	}
	return string(letters) + strconv.Itoa(row)
}

// cell reads the cell that is open.
func (r *sheetReader) cell(e *xml.StartElement) (err error) {
	if r.column++; attribute(e, "r") != "" {
		if r.column, err = columnOf(attribute(e, "r")); err != nil {
			return err
		}
	}
	if r.column > maxXLSXColumn {
		return fmt.Errorf("more than %d columns", maxXLSXColumn)
	}
	kind, style := attribute(e, "t"), attribute(e, "s")
	value, err := r.value(kind)
	if err != nil || value == "" {
		return err
	}
	switch kind {
	case "s":
		i, err := strconv.Atoi(strings.TrimSpace(value))
		text, ok := r.book.strings.at(i)
		if err != nil || !ok {
			return fmt.Errorf("cell %s asks for a string %.20q that is not there", cellName(r.column, r.row), value)
		}
		value = text
	case "str":
		value = unescapeXLSX(value)
	case "", "n":
		value = r.book.number(value, style)
	case "e":
		return nil // #N/A
	}
	if value == "" {
		return nil
	}
	i := r.column - 1
	for len(r.cells) <= i {
		r.cells = append(r.cells, Text{})
	}
	r.cells[i] = r.all.text(value)
	r.filled = append(r.filled, i)
	return nil
}

// value reads what stands in the cell that is open.
func (r *sheetReader) value(kind string) (string, error) {
	depth := len(r.stack)
	var value []byte
	for {
		tok, err := r.next()
		if err != nil {
			return "", cut(err)
		}
		switch t := tok.(type) {
		case xml.StartElement:
			if t.Name.Local == "is" && kind == "inlineStr" {
				text, err := r.richText()
				if err != nil {
					return "", err
				}
				value = append(value, text...)
			}
		case xml.EndElement:
			if len(r.stack) < depth {
				return string(value), nil
			}
		case xml.CharData:
			if len(r.stack) == depth+1 && r.stack[depth] == "v" {
				value = append(value, t...)
			}
		}
	}
}

// endRow hands on the row.
func (r *sheetReader) endRow() error {
	if len(r.filled) == 0 {
		return nil
	}
	last := 0
	for _, i := range r.filled {
		last = max(last, i)
	}
	where := func(i int) *Location {
		return &Location{
			Sheet: r.sheet.name, Cell: cellName(i+1, r.row), Row: r.row,
			ColumnName: r.table.columnName(i), Detached: true,
		}
	}
	err := r.table.row(r.cells[:last+1], where, r.yield)
	for _, i := range r.filled {
		r.cells[i] = Text{}
	}
	r.filled = r.filled[:0]
	if err == nil || errors.Is(err, errStopped) {
		return err
	}
	if r.title == nil {
		r.title = err
	}
	if !r.table.begun {
		return nil
	}
	if errors.Is(err, ErrNoText) {
		return r.title
	}
	return fmt.Errorf("row %d: %w", r.row, err)
}
